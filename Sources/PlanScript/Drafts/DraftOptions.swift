import Lua
import PlanModel
import PlanStore

/// Reads the named arguments of `draft { … }`.
struct DraftOptions {
  private let table: LuaTable
  private let run: Run

  init(_ table: LuaTable, run: Run) { (self.table, self.run) = (table, run) }

  func text(_ name: String) throws -> String? {
    switch table[.string(name)] {
    case .nil: return nil
    case .string(let text): return text
    case let other: throw wrong(name, "string", other)
    }
  }

  func texts(_ name: String) throws -> [String] {
    switch table[.string(name)] {
    case .nil: return []
    case .string(let text): return [text]
    case .table(let list):
      return try list.array.map { item in
        guard case .string(let text) = item else { throw wrong(name, "string", item) }
        return text
      }
    case let other: throw wrong(name, "table", other)
    }
  }

  /// Vietnamese where nothing is said: the office's own.
  func language() throws -> Language {
    guard let text = try text("language") else { return .vi }
    guard let language = Language(rawValue: text) else {
      throw wrong("language", "\"vi\" | \"en\"", table[.string("language")])
    }
    return language
  }

  /// A text, a record or a value; or a list of them.
  func key() throws -> [String] {
    func part(_ value: LuaValue) throws -> String {
      switch try run.plan(value) {
      case .text(let text): return text
      case .reference(let collection, let id): return "\(collection) \(id)"
      case .day(let day): return day.description
      case .time(let time): return time.description
      case .integer(let number): return String(number)
      default: throw wrong("key", "string | record", value)
      }
    }
    switch table[.string("key")] {
    case .nil: return []
    case .table(let list): return try list.array.map(part)
    case let value: return [try part(value)]
    }
  }

  func reference(_ name: String, to collection: String) throws -> PlanValue {
    let value = table[.string(name)]
    if value.isNil { return .none }
    guard let place = value.handle.flatMap(run.place), place.collection.name == collection else {
      throw wrong(name, "record", value)
    }
    return try run.plan(value)
  }

  /// By its name, or its text: several lines, or one with a name in it.
  func template() throws -> Template {
    guard let text = try text("template") else { throw wrong("template", "string", .nil) }
    if text.contains("\n") || text.contains("{{") {
      return try Template(text, name: "template", load: load)
    }
    guard let source = try load(text) else {
      throw DraftError.templateNotFound(
        name: text, suggestions: suggestions(for: text, among: ShippedLibrary.templateNames))
    }
    return try Template(source, name: text, load: load)
  }

  /// A name has no path in it, so that none leads elsewhere.
  private func load(_ name: String) throws -> String? {
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }) else {
      return nil
    }
    return try run.options.template(name)
  }

  // MARK: who it is for

  func addressees() throws -> ([Addressee], isForSeveral: Bool) {
    let value = table[.string("to")]
    guard case .table(let list) = value, !list.array.isEmpty else {
      return ([try addressee(value)], false)
    }
    return (try list.array.map(addressee), true)
  }

  private func addressee(_ value: LuaValue) throws -> Addressee {
    switch value {
    case .string(let name) where !name.isEmpty: return Addressee(name: name)
    case .table(let table): return try named(table)
    case .handle(let handle):
      guard let (collection, row) = run.place(of: handle) else { break }
      return try addressee(collection, row)
    default: break
    }
    throw wrong("to", "record", value)
  }

  /// `{ name = "Đồng chí Bí thư", unit = u }`: somebody in a unit.
  private func named(_ table: LuaTable) throws -> Addressee {
    guard case .string(let name) = table[.string("name")], !name.isEmpty else {
      throw wrong("to.name", "string", table[.string("name")])
    }
    let unit = table[.string("unit")]
    if unit.isNil { return Addressee(name: name) }
    guard let place = unit.handle.flatMap(run.place), place.collection.name == Units.name else {
      throw wrong("to.unit", "record", unit)
    }
    let id = try run.proposal.id(place.row, in: place.collection)
    return Addressee(name: name, unit: id, isInUnit: true)
  }

  private func addressee(_ collection: Collection, _ row: Int) throws -> Addressee {
    let id = try run.proposal.id(row, in: collection)
    var addressee = Addressee(name: try run.proposal.title(row, in: collection))
    switch collection.name {
    case Units.name: addressee.unit = id
    case Audiences.name: addressee.audience = id
    case Recipients.name: addressee.line = id
    case People.name:
      addressee.person = id
      addressee.unit = try unit("unit", collection, row)
    case Sessions.name:
      guard case .text(let chair) = try value("chair", collection, row) else {
        throw DraftError.noChair(RecordKey(collection.name, id))
      }
      addressee.name = chair
      addressee.isInUnit = true
      addressee.unit = try unit("organizer", collection, row)
    default: throw wrong("to", "unit | person | audience | recipient | session", .string(id))
    }
    return addressee
  }

  private func value(_ name: String, _ collection: Collection, _ row: Int) throws -> PlanValue {
    guard let position = collection.position(of: name) else { return .none }
    return try run.proposal.value(row, position, in: collection)
  }

  private func unit(_ name: String, _ collection: Collection, _ row: Int) throws -> String? {
    guard case .reference(_, let id) = try value(name, collection, row) else { return nil }
    return id
  }

  private func wrong(_ name: String, _ expected: String, _ found: LuaValue) -> HostError {
    .argument(function: "draft", name: name, expected: expected, found: found.typeName)
  }
}
