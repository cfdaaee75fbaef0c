/// The JSON Schema (draft 2020-12) of a collection's file, from its declaration, for editors
/// and other programs.
public enum JSONSchema {
  public static func text(for collection: Collection) -> String {
    let record = object(collection.fields)
    let body: [JSONValue.Member] =
      collection.isSingle
      ? record : [.init("type", .string("array")), .init("items", .object(record))]
    let head: [JSONValue.Member] = [
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .string("\(collection.title.vi) — \(collection.title.en)")),
    ]
    return JSONValue.object(head + body).text(pretty: true)
  }

  /// Undeclared fields are allowed: they are kept.
  private static func object(_ fields: [Field]) -> [JSONValue.Member] {
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    let properties = fields.map { JSONValue.Member($0.name, .object(property($0))) }
    return [.init("type", .string("object")), .init("properties", .object(properties))]
      + (required.isEmpty ? [] : [.init("required", .array(required))])
  }

  private static func property(_ field: Field) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("description", .string("\(field.title.vi) — \(field.title.en)"))
    ]
    if let target = field.target { members.append(.init("$comment", .string("\(target).id"))) }
    let value = JSONValue.object(type(field.type))
    // A field that may be left out may also be null.
    if field.isRequired { return members + type(field.type) }
    let null = JSONValue.object([.init("type", .string("null"))])
    return members + [.init("anyOf", .array([value, null]))]
  }

  private static func type(_ type: FieldType) -> [JSONValue.Member] {
    func named(_ name: String) -> [JSONValue.Member] { [.init("type", .string(name))] }
    func list(_ items: [JSONValue.Member]) -> [JSONValue.Member] {
      named("array") + [.init("items", .object(items))]
    }
    switch type {
    case .text, .reference: return named("string")
    case .integer: return named("integer")
    case .decimal: return named("number")
    case .boolean: return named("boolean")
    case .day: return named("string") + [.init("format", .string("date"))]
    case .time:
      return named("string") + [
        .init("pattern", .string("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:00)?$"))
      ]
    case .choice(let choices): return [.init("enum", .array(choices.map { .string($0.name) }))]
    case .references, .texts: return list(named("string"))
    case .object(let members): return object(members)
    case .objects(let members): return list(object(members))
    }
  }
}
