import PlanModel

/// Holds a value with values inside against the fields declared for them.
enum ValueCheck {
  struct Fault {
    let field: Field
    /// As JSON.
    let found: String
  }

  static func fault(in value: JSONValue, field: Field, members: [Field], isList: Bool) -> Fault? {
    guard isList else { return fault(in: value, field: field, members: members) }
    guard case .array(let items) = value else { return Fault(field: field, found: value.text()) }
    return items.lazy.compactMap { fault(in: $0, field: field, members: members) }.first
  }

  private static func fault(in value: JSONValue, field: Field, members: [Field]) -> Fault? {
    guard case .object = value else { return Fault(field: field, found: value.text()) }
    for member in members {
      guard let found = value[member.name], found != .null else { continue }
      if !fits(found, member.type) { return Fault(field: member, found: found.text()) }
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
