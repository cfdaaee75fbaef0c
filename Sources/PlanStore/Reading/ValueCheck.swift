import PlanModel

/// Holds a value with values inside against the fields declared for them.
enum ValueCheck {
  struct Fault {
    let field: Field
    let value: JSONValue
    /// As JSON.
    var found: String { value.text() }
  }

  static func fault(in value: JSONValue, field: Field, members: [Field], isList: Bool) -> Fault? {
    guard isList else { return fault(in: value, field: field, members: members) }
    guard case .array(let items) = value else { return Fault(field: field, value: value) }
    return items.lazy.compactMap { fault(in: $0, field: field, members: members) }.first
  }

  private static func fault(in value: JSONValue, field: Field, members: [Field]) -> Fault? {
    guard case .object = value else { return Fault(field: field, value: value) }
    for member in members {
      guard let found = value[member.name], found != .null else { continue }
      if !fits(found, member.type) { return Fault(field: member, value: found) }
    }
    return nil
  }

  static func fits(_ value: JSONValue, _ type: FieldType) -> Bool {
    switch (type, value) {
    case (.text, .string), (.reference, .string), (.boolean, .boolean): true
    case (.integer, .number): value.integer != nil
    case (.decimal, .number): true
    case (.day, .string(let text)): Day(text)?.description == text
    case (.time, .string(let text)): LocalTime(text)?.description == text
    case (.choice(let choices), .string(let text)): choices.contains { $0.name == text }
    case (.references, .array(let items)), (.texts, .array(let items)):
      items.allSatisfy { $0.string != nil }
    case (.object, .object), (.objects, .array): true
    default: false
    }
  }
}
