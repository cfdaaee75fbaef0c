/// A field declaration that knows the Swift type of what it holds.
///
/// `public let name = TypedField<String>("name", vi: "Tên đơn vị", en: "Name")` is the whole
/// declaration of a field; loading, validation, schema, Lua and help all read it.
public struct TypedField<Value: FieldValue>: Sendable, AnyTypedField {
  public let field: Field

  package init(
    _ name: String, vi: String, en: String, type: FieldType? = nil, measure: Measure? = nil,
    required: Bool = false, inverse: String? = nil, isPersonName: Bool = false,
    also otherHeadings: [String] = []
  ) {
    field = Field(
      name: name, type: type ?? Value.fieldType, title: Bilingual(vi: vi, en: en),
      measure: measure, isRequired: required, inverse: inverse, isPersonName: isPersonName,
      otherHeadings: otherHeadings)
    Declaring.put(field)
  }
}

extension TypedField where Value == ChoiceName {
  init(
    _ name: String, vi: String, en: String, _ choices: [Choice], required: Bool = false,
    also otherHeadings: [String] = []
  ) {
    self.init(
      name, vi: vi, en: en, type: .choice(choices), required: required, also: otherHeadings)
  }
}

extension TypedField where Value == JSONValue {
  init(_ name: String, vi: String, en: String, members: @autoclosure () -> [any AnyTypedField]) {
    self.init(name, vi: vi, en: en, type: .object(Declaring.parts(members)))
  }
}

extension TypedField where Value == [JSONValue] {
  init(_ name: String, vi: String, en: String, each members: @autoclosure () -> [any AnyTypedField])
  {
    self.init(name, vi: vi, en: en, type: .objects(Declaring.parts(members)))
  }
}

/// A typed field whose type has been forgotten.
public protocol AnyTypedField: Sendable {
  var field: Field { get }
}

/// A Swift type that a field can hold.
public protocol FieldValue: Sendable {
  static var fieldType: FieldType { get }
  /// Nothing when the value is of another type.
  init?(_ value: PlanValue)
}

/// The word that a choice field holds.
public struct ChoiceName: FieldValue, Hashable, CustomStringConvertible {
  public let description: String
  public static var fieldType: FieldType { .choice([]) }

  public init?(_ value: PlanValue) {
    guard case .text(let name) = value else { return nil }
    description = name
  }
}

/// The id of a record of the collection `Target`.
public struct Reference<Target: CollectionDeclaration>: FieldValue, Hashable {
  public let id: String
  public static var fieldType: FieldType { .reference(Target.name) }

  public init?(_ value: PlanValue) {
    guard case .reference(_, let id) = value else { return nil }
    self.id = id
  }
}

extension String: FieldValue {
  public static var fieldType: FieldType { .text }
  public init?(_ value: PlanValue) {
    guard case .text(let text) = value else { return nil }
    self = text
  }
}

extension Int64: FieldValue {
  public static var fieldType: FieldType { .integer }
  public init?(_ value: PlanValue) {
    guard case .integer(let number) = value else { return nil }
    self = number
  }
}

extension ExactDecimal: FieldValue {
  public static var fieldType: FieldType { .decimal }
  public init?(_ value: PlanValue) {
    guard let number = value.number else { return nil }
    self = number
  }
}

extension Bool: FieldValue {
  public static var fieldType: FieldType { .boolean }
  public init?(_ value: PlanValue) {
    guard case .boolean(let flag) = value else { return nil }
    self = flag
  }
}

extension Day: FieldValue {
  public static var fieldType: FieldType { .day }
  public init?(_ value: PlanValue) {
    guard case .day(let day) = value else { return nil }
    self = day
  }
}

extension LocalTime: FieldValue {
  public static var fieldType: FieldType { .time }
  public init?(_ value: PlanValue) {
    guard case .time(let time) = value else { return nil }
    self = time
  }
}

extension JSONValue: FieldValue {
  public static var fieldType: FieldType { .object([]) }
  public init?(_ value: PlanValue) {
    guard case .json(let json) = value else { return nil }
    self = json
  }
}

extension Array: FieldValue where Element: ListElement {
  public static var fieldType: FieldType { Element.listType }
  public init?(_ value: PlanValue) {
    let items: [PlanValue]
    switch value {
    case .list(let list): items = list
    // A list of objects leaves its column as the JSON that it is.
    case .json(.array(let list)): items = list.map { .json($0) }
    default: return nil
    }
    let elements = items.compactMap(Element.init)
    guard elements.count == items.count else { return nil }
    self = elements
  }
}

/// A Swift type that a field can hold several of.
public protocol ListElement: FieldValue {
  static var listType: FieldType { get }
}

extension String: ListElement {
  public static var listType: FieldType { .texts }
}

extension Reference: ListElement {
  public static var listType: FieldType { .references(Target.name) }
}

extension JSONValue: ListElement {
  public static var listType: FieldType { .objects([]) }
}
