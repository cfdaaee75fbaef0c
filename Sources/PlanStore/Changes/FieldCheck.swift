public import PlanModel

/// A value fault is why a field, or a record, cannot be what somebody wants it to be. Scripts,
/// imports and doctor meet the same faults.
public struct ValueFault: Error, Sendable {
  public let collection: String
  public let field: String
  public let problem: Problem

  public enum Problem: Sendable {
    case unknownField(suggestions: [String])
    case wrongType(FieldType, found: PlanValue)
    case outOfRange(found: PlanValue)
    case unknownChoice(found: String, choices: [String], suggestions: [String])
    /// A reference leads to no record.
    case noSuchRecord(collection: String, id: String, suggestions: [String])
    case required
    case badId(found: String)
    /// Another record has this id, or one that differs from it by letter case or by how its
    /// accents are composed.
    case idTaken(by: String)
    /// Who may change one unit's records alone gives them ids that begin with the unit.
    case idNotOwn(unit: String)
    /// References hold a record by its id.
    case idStays
    /// Secret text has no place in a store. It is not quoted.
    case secrecyMark
  }
}

/// A field check holds a value against the field that shall have it, and gives it as the
/// field's file writes it.
public struct FieldCheck {
  /// Whether a record exists.
  private let holds: (_ collection: String, _ id: String) throws -> Bool
  /// Ids near to one that does not exist.
  private let near: (_ collection: String, _ id: String) -> [String]

  public init(
    holds: @escaping (_ collection: String, _ id: String) throws -> Bool,
    near: @escaping (_ collection: String, _ id: String) -> [String]
  ) {
    (self.holds, self.near) = (holds, near)
  }

  /// Against the records of a snapshot.
  public init(_ snapshot: Snapshot) {
    func table(_ name: String) throws -> Table? {
      try Catalogue.collection(name).map { try snapshot.table($0) }
    }
    self.init(
      holds: { try table($0)?.row(id: $1) != nil }, near: { (try? table($0))??.ids(near: $1) ?? [] }
    )
  }

  /// The value as JSON; nothing for none. Throws `ValueFault`, or `StoreError` where the
  /// collection that a reference leads to cannot be read.
  public func json(
    _ value: PlanValue, for name: String, of collection: Collection
  ) throws -> JSONValue? {
    guard let field = collection.field(name) else {
      let near = suggestions(for: name, among: collection.fields.map(\.name))
      throw ValueFault(
        collection: collection.name, field: name, problem: .unknownField(suggestions: near))
    }
    do {
      return try json(value, field)
    } catch let problem as Refusal {
      throw ValueFault(collection: collection.name, field: name, problem: problem.problem)
    }
  }

  private struct Refusal: Error {
    let problem: ValueFault.Problem

    init(_ problem: ValueFault.Problem) { self.problem = problem }
  }

  private func json(_ value: PlanValue, _ field: Field) throws -> JSONValue? {
    let value = value.plain
    if value.isNone {
      if field.isRequired { throw Refusal(.required) }
      return nil
    }
    if field.name == "id", case .text(let id) = value, !FieldCheck.isId(id) {
      throw Refusal(.badId(found: id))
    }
    switch field.type {
    case .object(let members): return try nested(value, field, members, isList: false)
    case .objects(let members): return try nested(value, field, members, isList: true)
    default: return try json(value, field.type)
    }
  }

  private func json(_ value: PlanValue, _ type: FieldType) throws -> JSONValue {
    func wrong() -> Refusal { Refusal(.wrongType(type, found: value)) }
    switch (type, value) {
    case (.text, .text(let text)):
      if SecrecyMark.found(in: text) != nil { throw Refusal(.secrecyMark) }
      return .string(text)
    case (.boolean, .boolean(let flag)): return .boolean(flag)
    case (.integer, _):
      guard let number = value.number else { throw wrong() }
      return try integer(number, wrong())
    case (.decimal, _):
      guard let number = value.number else { throw wrong() }
      // The reader takes 18 digits.
      if number.mantissa.magnitude >= 1_000_000_000_000_000_000 {
        throw Refusal(.outOfRange(found: value))
      }
      return .number(number.description)
    case (.day, .day(let day)):
      // A day that was calculated may lie beyond the years that have four digits.
      guard Day(day.description) == day else { throw Refusal(.outOfRange(found: value)) }
      return .string(day.description)
    case (.day, .text(let text)):
      guard let day = Day(text) else { throw wrong() }
      return .string(day.description)
    case (.time, .time(let time)):
      guard LocalTime(time.description) == time else { throw Refusal(.outOfRange(found: value)) }
      return .string(time.description)
    case (.time, .text(let text)):
      guard let time = LocalTime(text) else { throw wrong() }
      return .string(time.description)
    case (.choice(let choices), .text(let text)): return try choice(text, choices)
    case (.reference(let name), _): return try reference(value, to: name, wrong())
    case (.references(let name), _):
      return .array(try items(value, wrong()).map { try reference($0, to: name, wrong()) })
    case (.texts, _): return .array(try items(value, wrong()).map { try json($0, .text) })
    default: throw wrong()
    }
  }

  private func integer(_ number: ExactDecimal, _ wrong: Refusal) throws -> JSONValue {
    let whole = number.rounded(to: 0)
    guard whole == number else { throw wrong }
    guard whole.mantissa > Column.lastSpecialNumber else {
      throw Refusal(.outOfRange(found: .integer(whole.mantissa)))
    }
    return .number(whole.description)
  }

  private func choice(_ text: String, _ choices: [Choice]) throws -> JSONValue {
    let names = choices.map(\.name)
    guard names.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
      // Somebody may have written what the choice is called.
      let titled = choices.filter { [$0.title.vi, $0.title.en].contains(text) }.map(\.name)
      let near = titled.isEmpty ? suggestions(for: text, among: names) : titled
      throw Refusal(.unknownChoice(found: text, choices: names, suggestions: near))
    }
    return .string(text)
  }

  private func reference(
    _ value: PlanValue, to collection: String, _ wrong: Refusal
  ) throws -> JSONValue {
    switch value {
    case .reference(collection, let id), .text(let id):
      guard try holds(collection, id) else {
        throw Refusal(
          .noSuchRecord(collection: collection, id: id, suggestions: near(collection, id)))
      }
      return .string(id)
    default: throw wrong
    }
  }

  /// A list; an empty table of a script is a list of nothing.
  private func items(_ value: PlanValue, _ wrong: Refusal) throws -> [PlanValue] {
    switch value {
    case .list(let items): return items.map(\.plain)
    case .json(.object([])): return []
    default: throw wrong
    }
  }

  private func nested(
    _ value: PlanValue, _ field: Field, _ members: [Field], isList: Bool
  ) throws -> JSONValue {
    var json = value.json
    if isList, json == .object([]) { json = .array([]) }
    if let fault = ValueCheck.fault(in: json, field: field, members: members, isList: isList) {
      throw Refusal(.wrongType(fault.field.type, found: .json(fault.value)))
    }
    return json
  }

  /// An id is a few visible characters, which a file name and a reference can hold.
  public static func isId(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, text.utf8.count <= 200 else {
      return false
    }
    return !first.properties.isWhitespace && !last.properties.isWhitespace
      && scalars.allSatisfy {
        let category = $0.properties.generalCategory
        return category != .control && category != .lineSeparator && category != .format
          && category != .paragraphSeparator
      }
  }
}

extension PlanValue {
  /// A JSON value as the value that it is.
  fileprivate var plain: PlanValue {
    guard case .json(let json) = self else { return self }
    switch json {
    case .null: return .none
    case .boolean(let flag): return .boolean(flag)
    case .string(let text): return .text(text)
    case .number(let spelling):
      let number = ExactDecimal(spelling: spelling)
      return number.map { $0.scale == 0 ? .integer($0.mantissa) : .decimal($0) } ?? self
    case .array(let items): return .list(items.map { .json($0) })
    case .object: return self
    }
  }
}
