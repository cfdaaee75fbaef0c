import PlanModel
import Testing

@Suite("a JSON value")
struct JSONValueTests {
  private let record = JSONValue.object([
    .init("id", .string("a")), .init("n", .number("1.0")), .init("n", .number("2")),
    .init("list", .array([.null, .boolean(true), .boolean(false)])), .init("empty", .array([])),
    .init("none", .object([])),
  ])

  @Test("is written on one line, numbers and order as they came")
  func line() {
    #expect(
      record.text()
        == #"{"id": "a", "n": 1.0, "n": 2, "list": [null, true, false], "empty": [], "none": {}}"#)
  }

  @Test("is written indented, but what is short and plain stays on its line")
  func pretty() {
    #expect(
      record.text(pretty: true) == """
        {
          "id": "a",
          "n": 1.0,
          "n": 2,
          "list": [null, true, false],
          "empty": [],
          "none": {}
        }
        """)
  }

  @Test("escapes only what must be escaped")
  func strings() {
    #expect(
      JSONValue.string("Đ \"/\\\n\r\t\u{1}\u{1F}\u{7F}📌").text() == #""Đ \"/\\\n\r\t\u0001\u001f"#
        + "\u{7F}📌\"")
  }

  @Test("answers to the name of a member, the first of that name")
  func members() {
    #expect(record["id"]?.string == "a")
    #expect(record["n"] == .number("1.0"))
    #expect(record["n"]?.integer == nil)
    #expect(JSONValue.number("2").integer == 2)
    #expect(record["list"]?.string == nil)
    #expect(record["no"] == nil)
    #expect(JSONValue.null["id"] == nil)
  }
}

@Suite("the JSON Schema")
struct JSONSchemaTests {
  @Test(
    "names every field of a collection, and those that are required",
    arguments: Catalogue.collections)
  func fields(_ collection: Collection) {
    let text = JSONSchema.text(for: collection)
    for field in collection.fields {
      #expect(text.contains("\"\(field.name)\": {"))
      #expect(text.contains("\"\(field.title.vi) — \(field.title.en)\""))
    }
    #expect(text.contains("\"required\"") == collection.fields.contains { $0.isRequired })
    #expect(text.contains("\"items\": {\n    \"type\": \"object\"") == !collection.isSingle)
  }

  @Test("of a small collection reads so")
  func triggers() {
    #expect(
      JSONSchema.text(for: Triggers.collection) == """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Sự kiện khởi động — Triggers",
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "id": {"description": "Mã — Id", "type": "string"},
              "title": {"description": "Sự kiện — Event", "type": "string"},
              "occurred_on": {
                "description": "Xảy ra ngày — Occurred on",
                "anyOf": [
                  {"type": "string", "format": "date"},
                  {"type": "null"}
                ]
              },
              "document": {
                "description": "Văn bản — Document",
                "anyOf": [
                  {"type": "string"},
                  {"type": "null"}
                ]
              }
            },
            "required": ["id", "title"]
          }
        }
        """)
  }
}
