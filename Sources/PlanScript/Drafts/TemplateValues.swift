import Lua
import Mustache
import PlanModel
import PlanStore

// What a template finds under a name: a text, a list (`[Any]`), or one of these. Nothing is found
// where there is no value; an empty text is none.

/// Named values.
final class TemplateObject: MustacheParent {
  let members: [String: Any]

  init(_ members: [String: Any]) { self.members = members }

  func child(named name: String) -> Any? { members[name] }
}

/// What prints, and has a few names of its own.
class TemplateText: MustacheParent, MustacheCustomRenderable {
  let renderText: String
  let members: [String: String]

  init(_ text: String, _ members: [String: String] = [:]) {
    renderText = text
    self.members = members
  }

  var isNull: Bool { false }
  func child(named name: String) -> Any? { members[name] }
}

/// Yes or no: a section of it is for yes alone.
final class TemplateFlag: TemplateText {
  private let isSet: Bool

  init(_ isSet: Bool, _ text: String) {
    self.isSet = isSet
    super.init(text)
  }

  override var isNull: Bool { !isSet }
}

/// A record: prints as its label, and has its fields; those of what it refers to behind a dot.
final class TemplateRecord: MustacheParent, MustacheCustomRenderable {
  let collection: Collection
  private let row: Int
  private let values: TemplateValues

  init(_ collection: Collection, _ row: Int, _ values: TemplateValues) {
    (self.collection, self.row, self.values) = (collection, row, values)
  }

  var renderText: String { (try? label) ?? "" }
  var isNull: Bool { false }
  func child(named name: String) -> Any? { try? value(name) }

  /// Its title, or what may be said of it.
  private var label: String {
    get throws {
      let proposal = values.run.proposal
      return try values.clearance.label(
        try proposal.title(row, in: collection),
        RecordKey(collection.name, try proposal.id(row, in: collection)),
        for: values.addressee, values.presenter.language)
    }
  }

  func knows(_ name: String) -> Bool { name == "label" || collection.field(name) != nil }

  func value(_ name: String) throws -> Any? {
    if name == "label" { return try label }
    guard let position = collection.position(of: name) else { return nil }
    return try values.value(
      try values.run.proposal.value(row, position, in: collection),
      field: collection.fields[position])
  }
}

/// Makes what a template finds of what a script gives, for one recipient.
final class TemplateValues {
  unowned let run: Run
  let presenter: Presenter
  let clearance: Clearance
  let addressee: Addressee

  init(run: Run, language: Language, clearance: Clearance, addressee: Addressee) {
    self.run = run
    self.clearance = clearance
    self.addressee = addressee
    let proposal = run.proposal
    presenter = Presenter(language: language) { try? proposal.current() }
  }

  func value(_ value: LuaValue, depth: Int = 0) throws -> Any? {
    guard depth < 32 else { throw HostError.tooDeep }
    switch value {
    case .table(let table): return try self.value(table, depth)
    case .handle(let handle):
      if let (collection, row) = run.place(of: handle) {
        return TemplateRecord(collection, row, self)
      }
    case .function, .coroutine, .object:
      guard value.object(as: RatioValue.self) != nil else {
        throw HostError.argument(
          function: "draft", name: "data", expected: "value", found: value.typeName)
      }
    default: break
    }
    return try self.value(try run.plan(value), field: nil)
  }

  private func value(_ table: LuaTable, _ depth: Int) throws -> Any? {
    let items = table.array
    if !items.isEmpty { return try items.compactMap { try value($0, depth: depth + 1) } }
    var members: [String: Any] = [:]
    for (key, item) in table.pairs {
      if let found = try value(item, depth: depth + 1) { members[key.text] = found }
    }
    return members.isEmpty ? nil : TemplateObject(members)
  }

  /// A value of the store.
  func value(_ value: PlanValue, field: Field?) throws -> Any? {
    switch value {
    case .none: return nil
    case .boolean(let flag): return TemplateFlag(flag, presenter.text(value))
    case .day(let day): return text(day)
    case .time(let time): return text(time)
    case .reference(let name, let id):
      guard let collection = Catalogue.collection(name),
        let row = try run.proposal.row(id: id, in: collection)
      else { return nil }
      return TemplateRecord(collection, row, self)
    case .list(let items):
      let found = try items.compactMap { try self.value($0, field: field) }
      return found.isEmpty ? nil : found
    case .json(let json): return self.value(json)
    default:
      let text = presenter.text(value, field: field)
      return text.isEmpty ? nil : text
    }
  }

  private func value(_ json: JSONValue) -> Any? {
    switch json {
    case .null: return nil
    case .boolean(let flag): return TemplateFlag(flag, presenter.text(.boolean(flag)))
    case .array(let items): return items.compactMap { self.value($0) }
    case .object(let members):
      return TemplateObject(
        Dictionary(
          members.compactMap { member in value(member.value).map { (member.name, $0) } },
          uniquingKeysWith: { first, _ in first }))
    default:
      // A day in an object of the plan is written as its field says, or as it stands.
      let text = json.string.map { text in Day(text).map(presenter.format.text) ?? text }
      return text ?? json.integer.map(presenter.format.text) ?? json.text()
    }
  }

  private func text(_ day: Day) -> TemplateText {
    let format = presenter.format
    return TemplateText(format.text(day), ["long": format.long(day)])
  }

  private func text(_ time: LocalTime) -> TemplateText {
    let format = presenter.format
    let (hour, minute) = (time.hour, padded(time.minute, 2))
    let clock = Bilingual(vi: "\(hour) giờ \(minute)", en: "\(hour):\(minute)")[format.language]
    let long = Bilingual(
      vi: "\(clock), \(format.long(time.day))", en: "\(clock) on \(format.long(time.day))")
    return TemplateText(
      format.text(time),
      ["long": long[format.language], "clock": clock, "day": format.text(time.day)])
  }
}
