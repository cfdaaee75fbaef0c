import PlanModel

extension BundleManifest {
  /// The JSON Schema (draft 2020-12) of a manifest, for editors and other programs.
  public static var schema: String {
    let head: [JSONValue.Member] = [
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .string("Khai báo gói kịch bản — Manifest of a bundle")),
    ]
    return JSONValue.object(head + ManifestShape.manifest.schema).text(pretty: true)
  }
}

extension ManifestShape {
  fileprivate var schema: [JSONValue.Member] {
    switch self {
    case .text: string(pattern: "\\p{L}|\\p{N}")
    case .name: string(pattern: BundleName.pattern, longest: BundleName.longest)
    case .scriptName: string(pattern: BundleName.scriptPattern, longest: BundleName.longest)
    case .version: string(pattern: "^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$")
    case .range: string(pattern: "\\S")
    case .permission: [.init("enum", .array(Permission.forScripts.map { .string($0) }))]
    case .parameterType: [.init("enum", .array(ParameterType.names.map { .string($0) }))]
    case .boolean: [.init("type", .string("boolean"))]
    case .plain:
      [.init("type", .array(["string", "number", "boolean"].map { .string($0) }))]
    case .list(let shape):
      [
        .init("type", .string("array")), .init("items", .object(shape.schema)),
        .init("uniqueItems", .boolean(true)),
      ]
    case .map(let shape, let names):
      [
        .init("type", .string("object")),
        .init("propertyNames", .object(names.schema)),
        .init("additionalProperties", .object(shape.schema)),
      ]
    case .object(let members): object(members)
    }
  }

  private func string(pattern: String, longest: Int? = nil) -> [JSONValue.Member] {
    [.init("type", .string("string")), .init("pattern", .string(pattern))]
      + (longest.map { [.init("maxLength", .number(String($0)))] } ?? [])
  }

  private func object(_ members: [Member]) -> [JSONValue.Member] {
    let properties = members.map { member in
      let about = "\(member.title.vi) — \(member.title.en)"
      return JSONValue.Member(
        member.name,
        .object([.init("description", .string(about))] + member.shape.schema))
    }
    let required = members.filter(\.isRequired).map { JSONValue.string($0.name) }
    return [
      .init("type", .string("object")), .init("properties", .object(properties)),
      .init("required", .array(required)), .init("additionalProperties", .boolean(false)),
    ].filter { $0.name != "required" || !required.isEmpty }
  }
}
