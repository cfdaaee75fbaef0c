import PlanModel
import PlanStore

/// The records of a fixture with what they must have: ids, required fields, and the records that
/// required references lead to.
struct FixtureRecords {
  private var records: [String: [Fixture.Draft]]
  private var ids: [String: [String]] = [:]

  init(_ records: [String: [Fixture.Draft]]) {
    self.records = records
    if records[Plan.name] == nil {
      self.records[Plan.name] = [Fixture.Draft(members: [], isPlausible: true)]
    }
    addTargets()
    for collection in Catalogue.collections where !collection.isSingle { giveIds(collection) }
    for collection in Catalogue.collections { fill(collection) }
  }

  /// The files of a store: one a collection.
  var files: [String: [UInt8]] {
    var files = [Store.settingsFile: Array(FixtureRecords.settings.utf8)]
    for (name, drafts) in records {
      guard let collection = Catalogue.collection(name) else { continue }
      let texts = drafts.map { JSONValue.object($0.members).text() }
      let list = "[\n" + texts.joined(separator: ",\n") + "\n]\n"
      let text = collection.isSingle ? texts.joined() : list
      files["\(name).json"] = Array(text.utf8)
    }
    return files
  }

  private static let settings =
    #"{"format": {"name": "planscript", "version": \#(Store.formatVersion)}}"#

  /// Who must refer to a unit gets one, where the fixture has none.
  private mutating func addTargets() {
    var isDone = false
    while !isDone {
      isDone = true
      for collection in Catalogue.collections {
        for field in collection.fields where field.isRequired || isPlausible(field, collection) {
          guard let target = field.target, (records[target] ?? []).isEmpty,
            (records[collection.name] ?? []).contains(where: { $0.members[field.name] == nil })
          else { continue }
          records[target] = [Fixture.Draft(members: [], isPlausible: true)]
          isDone = false
        }
      }
    }
  }

  private func isPlausible(_ field: Field, _ collection: Collection) -> Bool {
    PlausibleRecords.references[collection.name]?.contains(field.name) == true
      && (records[collection.name] ?? []).contains { $0.isPlausible }
  }

  /// `unit-1`, `unit-2`, …, where no record has that id.
  private mutating func giveIds(_ collection: Collection) {
    var drafts = records[collection.name] ?? []
    let taken = Set(drafts.compactMap { $0.members["id"]?.string })
    var number = 0
    for place in drafts.indices where drafts[place].members["id"] == nil {
      repeat { number += 1 } while taken.contains("\(collection.singular)-\(number)")
      drafts[place].members.insert(
        .init("id", .string("\(collection.singular)-\(number)")), at: 0)
    }
    if !drafts.isEmpty { records[collection.name] = drafts }
    ids[collection.name] = drafts.compactMap { $0.members["id"]?.string }
  }

  private mutating func fill(_ collection: Collection) {
    guard var drafts = records[collection.name] else { return }
    for place in drafts.indices {
      var values = drafts[place].members
      if drafts[place].isPlausible {
        let more = PlausibleRecords.members(of: collection, place)
        values += more.filter { values[$0.name] == nil }
        for name in PlausibleRecords.references[collection.name] ?? [] where values[name] == nil {
          reference(collection.field(name), place).map { values.append(.init(name, $0)) }
        }
      }
      for field in collection.fields where field.isRequired && values[field.name] == nil {
        values.append(.init(field.name, required(field, of: collection, place)))
      }
      // In the order of the declaration, as the toolkit writes records.
      drafts[place].members = collection.fields.compactMap { field in
        values[field.name].map { .init(field.name, $0) }
      }
    }
    records[collection.name] = drafts
  }

  /// The records of the target take turns.
  private func reference(_ field: Field?, _ place: Int) -> JSONValue? {
    guard let target = field?.target, let ids = ids[target], !ids.isEmpty else { return nil }
    return .string(ids[place % ids.count])
  }

  private func required(_ field: Field, of collection: Collection, _ place: Int) -> JSONValue {
    if let reference = reference(field, place) { return reference }
    if let own = PlausibleRecords.members(of: collection, place)[field.name] { return own }
    switch field.type {
    case .choice(let choices): return .string(choices.first?.name ?? "")
    case .day: return .string(Fixture.day.description)
    case .integer, .decimal: return .number("1")
    case .boolean: return .boolean(true)
    default: return .string("\(field.title.vi) \(place + 1)")
    }
  }
}

/// What a record has where a test says only how many there are.
enum PlausibleRecords {
  /// References that such a record has beside those that it must have.
  static let references: [String: [String]] = [
    Sessions.name: ["organizer"], Tasks.name: ["unit"], Logistics.name: ["session", "unit"],
    Communications.name: ["unit"], Budget.name: ["session"], Topics.name: [],
  ]

  static func members(of collection: Collection, _ place: Int) -> [JSONValue.Member] {
    let number = place + 1
    switch collection.name {
    case Plan.name: return texts(["number": "01-KH", "title": "Kế hoạch thử nghiệm"])
    case Units.name:
      return texts(["name": "Đơn vị \(number)", "kind": "party_base"])
        + [.init("members_total", .number("20")), .init("reports_back", .boolean(true))]
    case People.name:
      return texts(["name": names[place % names.count], "category": "member", "status": "active"])
    case Sessions.name:
      return texts([
        "name": "Lớp \(number)", "level": "base", "format": "in_person",
        "starts_at": "2024-01-15T08:00", "venue": "Hội trường \(number)", "status": "planned",
      ]) + [.init("days", .number("1")), .init("capacity", .number("100"))]
    case Attendance.name:
      return texts(["category": "member"])
        + [.init("summoned", .number("20")), .init("attended", .number("18"))]
    case Tasks.name:
      return texts(["title": "Nhiệm vụ \(number)", "status": "open", "due_before": "2024-02-01"])
    case Reports.name: return texts(["due_before": "2024-02-01"])
    default: return []
    }
  }

  private static func texts(_ values: [String: String]) -> [JSONValue.Member] {
    values.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }
  }

  private static let names = [
    "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Em",
    "Phan Thị Giang", "Vũ Văn Hải", "Đặng Thị Hoa", "Bùi Văn Khánh", "Đỗ Thị Lan",
  ]
}

extension [JSONValue.Member] {
  subscript(name: String) -> JSONValue? { first { $0.name == name }?.value }
}
