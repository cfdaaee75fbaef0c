import PlanModel
import Testing

@testable import PlanStore

/// A change set worked into files that stand on a shelf.
private func edited(_ files: [String: String], _ changes: ChangeSet) throws -> Edited {
  let bytes = files.mapValues { Array($0.utf8) }
  var editing = Editing(snapshot: Shelf(bytes).snapshot()) { bytes[$0] }
  return try editing.edited(changes)
}

/// `tasks.json` after the changes.
private func tasks(_ text: String, _ changes: ChangeSet) throws -> String {
  let result = try edited(["tasks.json": text], changes)
  #expect(result.conflicts.isEmpty)
  let file = result.files.first { $0.path == "tasks.json" }
  return file.map { String(decoding: $0.after, as: UTF8.self) } ?? text
}

private func value(_ json: String) throws -> JSONValue { try JSONReader.parse(json) }

private func members(_ json: String) throws -> [JSONValue.Member] {
  guard case .object(let members) = try value(json) else { return [] }
  return members
}

extension ChangeSet {
  /// A change of one task's field; no JSON means that the field is absent.
  fileprivate static func task(
    _ id: String, _ field: String, _ base: String?, _ new: String?
  ) throws -> ChangeSet {
    var changes = ChangeSet()
    changes.update(
      RecordKey("tasks", id),
      FieldChange(field: field, base: try base.map(value), value: try new.map(value)))
    return changes
  }

  fileprivate static func adding(
    _ id: String, _ json: String, in collection: String = "tasks"
  ) throws -> ChangeSet {
    var changes = ChangeSet()
    changes.add(RecordKey(collection, id), try members(json))
    return changes
  }

  fileprivate static func removing(
    _ id: String, _ json: String, in collection: String = "tasks"
  ) throws -> ChangeSet {
    var changes = ChangeSet()
    changes.remove(RecordKey(collection, id), try members(json))
    return changes
  }
}

@Suite("editing a file leaves every other byte as it was")
struct EditingTests {
  static let styles: [(before: String, after: String)] = [
    (
      "[\n  {\"id\": \"a\", \"title\": \"A\", \"x\": 1.0},\n  {\"id\": \"b\", \"title\": \"B\"}\n]\n",
      "[\n  {\"id\": \"a\", \"title\": \"A2\", \"x\": 1.0},\n  {\"id\": \"b\", \"title\": \"B\"},\n"
        + "  {\"id\": \"n\", \"title\": \"N\"}\n]\n"
    ),
    (
      #"[{"id":"a","title":"A"},{"id":"b","title":"B"}]"#,
      #"[{"id":"a","title":"A2"},{"id":"b","title":"B"},{"id":"n","title":"N"}]"#
    ),
    (
      "[\r\n  {\r\n    \"id\": \"a\",\r\n    \"title\": \"A\"\r\n  }\r\n]",
      "[\r\n  {\r\n    \"id\": \"a\",\r\n    \"title\": \"A2\"\r\n  },\r\n"
        + "  {\r\n    \"id\": \"n\",\r\n    \"title\": \"N\"\r\n  }\r\n]"
    ),
    (
      "\t[\n\t{ \"id\" : \"a\" , \"title\" : \"A\" }\n\t, { \"id\" : \"b\" , \"title\" : \"B\" }]\n\n",
      "\t[\n\t{ \"id\" : \"a\" , \"title\" : \"A2\" }\n\t, { \"id\" : \"b\" , \"title\" : \"B\" }"
        + "\n\t, { \"id\" : \"n\" , \"title\" : \"N\" }]\n\n"
    ),
  ]

  @Test("a changed field and a new record keep to the file's own style", arguments: styles)
  func style(before: String, after: String) throws {
    var changes = try ChangeSet.task("a", "title", #""A""#, #""A2""#)
    changes.merge(try .adding("n", #"{"id": "n", "title": "N"}"#))
    #expect(try tasks(before, changes) == after)
  }

  @Test("values with values inside are indented as their record is")
  func nested() throws {
    let text = "[\n    {\n        \"id\": \"a\",\n        \"title\": \"A\"\n    }\n]\n"
    let long = String(repeating: "dài ", count: 30)
    let after = try tasks(text, .task("a", "with", nil, "[\"\(long)\", \"u\"]"))
    #expect(
      after == "[\n    {\n        \"id\": \"a\",\n        \"title\": \"A\",\n        \"with\": [\n"
        + "            \"\(long)\",\n            \"u\"\n        ]\n    }\n]\n")
  }

  static let lines =
    "[\n  {\"id\": \"a\", \"title\": \"A\"},\n  {\"id\": \"b\", \"title\": \"B\"},\n"
    + "  {\"id\": \"c\", \"title\": \"C\"}\n]\n"

  @Test(
    "a removed record takes its comma and its line with it",
    arguments: [
      ("a", "[\n  {\"id\": \"b\", \"title\": \"B\"},\n  {\"id\": \"c\", \"title\": \"C\"}\n]\n"),
      ("b", "[\n  {\"id\": \"a\", \"title\": \"A\"},\n  {\"id\": \"c\", \"title\": \"C\"}\n]\n"),
      ("c", "[\n  {\"id\": \"a\", \"title\": \"A\"},\n  {\"id\": \"b\", \"title\": \"B\"}\n]\n"),
    ])
  func removal(id: String, after: String) throws {
    let record = #"{"id": "\#(id)", "title": "\#(id.uppercased())"}"#
    #expect(try tasks(Self.lines, .removing(id, record)) == after)
  }

  @Test("the last record leaves an empty array, and the next one begins a line again")
  func emptied() throws {
    let one = "[\n  {\"id\": \"a\", \"title\": \"A\"}\n]\n"
    let empty = try tasks(one, .removing("a", #"{"id": "a", "title": "A"}"#))
    #expect(empty == "[]\n")
    #expect(try tasks(empty, .adding("a", #"{"id": "a", "title": "A"}"#)) == one)
    #expect(try tasks("[ ]", .adding("a", #"{"id": "a", "title": "A"}"#)) + "\n" == one)
  }

  @Test("a field that comes stands where the declaration has it, and leaves as it came")
  func member() throws {
    let before = #"[{"id": "a", "title": "A", "output": "O", "x": 1}]"#
    let after = #"[{"id": "a", "title": "A", "status": "done", "output": "O", "x": 1}]"#
    let change = try ChangeSet.task("a", "status", nil, #""done""#)
    #expect(try tasks(before, change) == after)
    #expect(try tasks(after, change.inverted) == before)
    let first = try ChangeSet.task("a", "id", nil, nil)
    #expect(try tasks(before, first) == before)
  }

  @Test("what a change replaced keeps its spelling for the one who takes it back")
  func spelling() throws {
    let before = #"[{"id": "r", "unit": "u", "member_percent": 9.50e1, "members_total": 7}]"#
    var changes = ChangeSet()
    changes.update(
      RecordKey("reports", "r"),
      FieldChange(field: "member_percent", base: .number("95"), value: .number("96")))
    let there = try edited(["reports.json": before], changes)
    let after = String(decoding: try #require(there.files.first).after, as: UTF8.self)
    #expect(after == before.replacing("9.50e1", with: "96"))
    let back = try edited(["reports.json": after], there.changes.inverted)
    #expect(String(decoding: try #require(back.files.first).after, as: UTF8.self) == before)
  }

  @Test("the plan is one record")
  func plan() throws {
    var changes = ChangeSet()
    changes.update(
      RecordKey("plan", "plan"),
      FieldChange(field: "title", base: .string("T"), value: .string("Tên mới")))
    let result = try edited(["plan.json": "\n{\n \"title\" : \"T\", \"number\": \"1\"}\n"], changes)
    let after = String(decoding: try #require(result.files.first).after, as: UTF8.self)
    #expect(after == "\n{\n \"title\" : \"Tên mới\", \"number\": \"1\"}\n")
  }
}

@Suite("records of a collection that is split by unit")
struct ShardEditingTests {
  private static func person(_ id: String, _ unit: String) -> String {
    #"{"id": "\#(id)", "name": "N", "unit": "\#(unit)", "category": "mass"}"#
  }

  private static let store = [
    "people/u-1.json": "[\n  \(person("p1", "u-1")),\n  \(person("p2", "u-1"))\n]\n",
    "people/odd name.json": "[\n  \(person("q1", "u-2"))\n]\n",
  ]

  private func after(_ changes: ChangeSet, _ files: [String: String] = store) throws -> [String:
    String]
  {
    let result = try edited(files, changes)
    #expect(result.conflicts.isEmpty)
    return Dictionary(
      uniqueKeysWithValues: result.files.map {
        ($0.path, String(decoding: $0.after, as: UTF8.self))
      })
  }

  @Test("a new record joins those of its unit, wherever they stand")
  func joins() throws {
    let record = Self.person("q2", "u-2")
    let files = try after(.adding("q2", record, in: "people"))
    #expect(
      files == ["people/odd name.json": "[\n  \(Self.person("q1", "u-2")),\n  \(record)\n]\n"])
  }

  @Test(
    "a unit's first record makes a file, whose name is the id with odd bytes percent-encoded",
    arguments: [
      ("u-9", "u-9"), ("a/b", "a%2Fb"), ("..", "%2E."), ("đv 1", "%C4%91v%201"), ("50%", "50%25"),
      (".x", "%2Ex"), ("A_b.c", "A_b.c"),
    ])
  func newFile(unit: String, name: String) throws {
    let record = Self.person("z", unit)
    let files = try after(.adding("z", record, in: "people"))
    #expect(files == ["people/\(name).json": "[\n  \(record)\n]\n"])
  }

  @Test("a store that keeps the whole collection in one file goes on so")
  func whole() throws {
    let files = try after(
      .adding("z", Self.person("z", "new"), in: "people"),
      ["people.json": "[\n  \(Self.person("p1", "u-1"))\n]\n"])
    #expect(files.keys.sorted() == ["people.json"])
  }

  @Test("a record whose unit changes moves to the file of its new unit")
  func moves() throws {
    var changes = ChangeSet()
    changes.update(
      RecordKey("people", "p1"),
      FieldChange(field: "unit", base: .string("u-1"), value: .string("u-2")))
    let files = try after(changes)
    #expect(
      files == [
        "people/u-1.json": "[\n  \(Self.person("p2", "u-1"))\n]\n",
        "people/odd name.json":
          "[\n  \(Self.person("q1", "u-2")),\n  \(Self.person("p1", "u-2"))\n]\n",
      ])
  }
}

@Suite("files that are not written")
struct EditRefusalTests {
  private func refusal(_ text: String, _ changes: ChangeSet) -> String {
    do {
      _ = try edited(["tasks.json": text], changes)
      return "written"
    } catch let error as EditError {
      switch error {
      case .broken(let fault): return "broken: \(fault.problem)"
      case .tooLarge(_, let bytes, _): return "too large: \(bytes)"
      case .duplicateName(_, let key, let name): return "\(key.id): \(name) twice"
      case .duplicateId(_, let key): return "\(key.id) twice"
      }
    } catch {
      return "unread"
    }
  }

  @Test("a name or an id that stands twice is not written over, its neighbours are")
  func twice() throws {
    let text =
      #"[{"id": "a", "title": "A", "title": "B"}, {"id": "b", "title": "B"},"#
      + #" {"id": "c", "title": "C"}, {"id": "c", "title": "D"}]"#
    #expect(refusal(text, try .task("a", "title", #""A""#, #""N""#)) == "a: title twice")
    #expect(refusal(text, try .removing("a", #"{"id": "a", "title": "A"}"#)) == "a: title twice")
    #expect(refusal(text, try .task("c", "title", #""C""#, #""N""#)) == "c twice")
    #expect(try tasks(text, .task("b", "title", #""B""#, #""N""#)).contains(#""b", "title": "N""#))
  }

  @Test("a file that does not parse, or is too deep or too large, is not written")
  func broken() throws {
    let change = try ChangeSet.adding("n", #"{"id": "n", "title": "N"}"#)
    #expect(refusal("[{]", change) == "unread")
    let shelf = Shelf(["tasks.json": "[]"])
    var editing = Editing(snapshot: shelf.snapshot()) { _ in Array("[{]".utf8) }
    #expect(throws: EditError.self) { try editing.edited(change) }
    let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    #expect(refusal("[{\"id\": \"a\", \"title\": \"A\", \"x\": \(deep)}]", change) == "unread")
    let large = "[" + String(repeating: " ", count: FileEdit.maximumSize) + "]"
    #expect(refusal(large, change) == "too large: \(FileEdit.maximumSize + 2)")
  }

  @Test("a byte order mark keeps a file from being read and written alike")
  func mark() throws {
    #expect(refusal("\u{FEFF}[]", try .adding("n", #"{"id": "n", "title": "N"}"#)) == "unread")
  }
}

@Suite("changes that no longer fit")
struct ConflictTests {
  private func conflicts(_ changes: ChangeSet) throws -> [String] {
    let text = #"[{"id": "a", "title": "A", "status": null}]"#
    let result = try edited(["tasks.json": text], changes)
    #expect(result.files.isEmpty)
    return result.conflicts.map { conflict in
      let sides = [conflict.base, conflict.ours, conflict.theirs].map { $0?.text() ?? "–" }
      return "\(conflict.file) \(conflict.key.id) \(conflict.field ?? "*") "
        + sides.joined(separator: " | ")
    }
  }

  @Test("another value, another record, no record: each is told with base, ours and theirs")
  func told() throws {
    #expect(
      try conflicts(.task("a", "title", #""B""#, #""C""#))
        == [#"tasks.json a title "B" | "C" | "A""#])
    #expect(
      try conflicts(.task("z", "title", #""B""#, #""C""#))
        == [#"tasks z title "B" | "C" | –"#])
    #expect(
      try conflicts(.adding("a", #"{"id": "a", "title": "Z"}"#)) == [
        #"tasks.json a * – | {"id": "a", "title": "Z"} | {"id": "a", "title": "A", "status": null}"#
      ])
    #expect(
      try conflicts(.removing("a", #"{"id": "a", "title": "old"}"#))
        == [#"tasks.json a title "old" | – | "A""#])
  }

  @Test("what somebody else did the same way is no conflict, and changes nothing")
  func agreed() throws {
    #expect(try conflicts(.task("a", "title", #""B""#, #""A""#)).isEmpty)
    #expect(try conflicts(.removing("gone", #"{"id": "gone", "title": "G"}"#)).isEmpty)
  }
}
