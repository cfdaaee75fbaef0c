import Foundation
import PlanModel
import Testing

@testable import PlanStore

/// Holds a value against a JSON Schema, as far as the toolkit's schemas go.
private struct Schema {
  let schema: JSONValue

  /// What does not conform, each with the path to it.
  func faults(in value: JSONValue, at path: String = "") -> [String] {
    var faults: [String] = []
    if case .array(let schemas)? = schema["anyOf"] {
      let each = schemas.map { Schema(schema: $0).faults(in: value, at: path) }
      if !each.contains(where: \.isEmpty) { faults += each.flatMap { $0 } }
    }
    if let type = schema["type"]?.string, !Schema.isA(type, value) {
      faults.append("\(path): no \(type)")
    }
    if case .array(let words)? = schema["enum"], !words.contains(value) {
      faults.append("\(path): no choice")
    }
    if let text = value.string { faults += textFaults(text, path) }
    if case .array(let items) = value, let each = schema["items"] {
      faults += items.enumerated().flatMap {
        Schema(schema: each).faults(in: $1, at: "\(path)/\($0)")
      }
    }
    if case .object(let members) = value { faults += objectFaults(members, path) }
    return faults
  }

  private static func isA(_ type: String, _ value: JSONValue) -> Bool {
    switch (type, value) {
    case ("null", .null), ("boolean", .boolean), ("string", .string), ("array", .array),
      ("object", .object),
      ("number", .number):
      true
    case ("integer", .number): value.integer != nil
    default: false
    }
  }

  private func textFaults(_ text: String, _ path: String) -> [String] {
    if schema["format"]?.string == "date", Day(text)?.description != text {
      return ["\(path): no date"]
    }
    if let pattern = schema["pattern"]?.string,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      return ["\(path): not as \(pattern)"]
    }
    return []
  }

  private func objectFaults(_ members: [JSONValue.Member], _ path: String) -> [String] {
    var faults: [String] = []
    if case .array(let names)? = schema["required"] {
      let missing = names.compactMap(\.string).filter { name in
        !members.contains { $0.name == name }
      }
      faults += missing.map { "\(path): \($0) missing" }
    }
    for member in members {
      guard let property = schema["properties"]?[member.name] else { continue }
      faults += Schema(schema: property).faults(in: member.value, at: "\(path)/\(member.name)")
    }
    return faults
  }
}

/// The top of the package.
private let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent()
  .deletingLastPathComponent()

@Suite("the sample store")
struct SampleTests {
  private let root = package.appendingPathComponent("examples/plan-130").path

  private func files(of collection: Collection) throws -> [String] {
    let files = DirectoryFiles(root: root)
    let parts = try files.names(in: collection.name).map { "\(collection.name)/\($0)" }
    return (files.exists("\(collection.name).json") ? ["\(collection.name).json"] : []) + parts
  }

  private func text(_ file: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
  }

  @Test("conforms to the published schemas", arguments: Catalogue.collections)
  func conforms(_ collection: Collection) throws {
    let schema = Schema(schema: try JSONReader.parse(JSONSchema.text(for: collection)))
    for file in try files(of: collection) {
      #expect(schema.faults(in: try JSONReader.parse(text(file))) == [], "\(file)")
    }
  }

  @Test("is read whole, as the strict reader reads it", arguments: Catalogue.collections)
  func isReadWhole(_ collection: Collection) throws {
    let table = try Store(path: root).snapshot().table(collection)
    var row = 0
    for file in try files(of: collection) {
      let document = try JSONReader.parse(text(file))
      let records = if case .array(let records) = document { records } else { [document] }
      for record in records {
        for field in collection.fields {
          let isNone = record[field.name] == nil || record[field.name] == .null
          #expect(
            table.value(row, field.name)?.isNone == isNone, "\(file) \(table.id(row)) \(field.name)"
          )
        }
        #expect(table.value(row, "id")?.said == record["id"]?.string)
        row += 1
      }
    }
    #expect(row == table.count)
    #expect(table.duplicateNames.isEmpty)
  }

  @Test("is refused by the schemas where a record is broken")
  func schemaRefuses() throws {
    let units = Schema(schema: try JSONReader.parse(JSONSchema.text(for: Units.collection)))
    let broken =
      #"[{"id": "a", "kind": "x", "members_total": 1.5, "aliases": [1], "parent": null}, 7]"#
    #expect(
      units.faults(in: try JSONReader.parse(broken)) == [
        "/0: name missing", "/0/kind: no choice", "/0/kind: no null",
        "/0/members_total: no integer",
        "/0/members_total: no null", "/0/aliases/0: no string", "/0/aliases: no null",
        "/1: no object",
      ])
  }
}
