import PlanModel
import Testing

@testable import PlanStore

@Suite("a change set")
struct ChangeSetTests {
  private let key = RecordKey("tasks", "a")

  private static func members(_ text: String) -> [JSONValue.Member] {
    guard case .object(let members)? = try? JSONReader.parse(text) else { return [] }
    return members
  }

  private let record = members(#"{"id": "a", "title": "A", "x": 1.0}"#)

  private func title(_ base: String?, _ value: String?) -> FieldChange {
    FieldChange(
      field: "title", base: base.map { .string($0) }, value: value.map { .string($0) })
  }

  private func text(_ changes: ChangeSet) -> String { changes.json.text() }

  @Test("the first base and the last value of a field make one change")
  func updates() {
    var changes = ChangeSet()
    changes.update(key, title("A", "B"))
    changes.update(key, title("B", "C"))
    changes.update(key, FieldChange(field: "x", base: .number("1.0"), value: nil))
    #expect(changes.count == 1)
    #expect(
      text(changes) == #"[{"collection": "tasks", "id": "a", "change": "update", "fields": "#
        + #"[{"field": "title", "base": "A", "value": "C"}, {"field": "x", "base": 1.0}]}]"#)
  }

  @Test("a field that ends as it began is no change, byte for byte")
  func backAgain() {
    var changes = ChangeSet()
    changes.update(key, title("A", "B"))
    changes.update(key, title("B", "A"))
    #expect(changes.isEmpty)
    changes.update(key, FieldChange(field: "x", base: .number("1.0"), value: .number("1")))
    #expect(changes.count == 1)
    changes = ChangeSet()
    changes.update(key, title("Tie\u{302}\u{301}n", "Tiến"))
    #expect(changes.count == 1)
  }

  @Test("what is added and changed is added as it ends; what is added and removed never was")
  func added() {
    var changes = ChangeSet()
    changes.add(key, record)
    changes.update(key, title("A", "B"))
    changes.update(key, FieldChange(field: "x", base: .number("1.0"), value: nil))
    #expect(changes[key] == .add(Self.members(#"{"id": "a", "title": "B"}"#)))
    changes.remove(key, Self.members(#"{"id": "a", "title": "B"}"#))
    #expect(changes.isEmpty)
  }

  @Test("what is changed and removed is removed as it was")
  func removed() {
    var changes = ChangeSet()
    changes.update(key, title("A", "B"))
    changes.remove(key, Self.members(#"{"id": "a", "title": "B", "x": 1.0}"#))
    #expect(changes[key] == .remove(record))
    changes.update(key, title("A", "Z"))
    #expect(changes[key] == .remove(record))
  }

  @Test("what is removed and added again is changed where it differs")
  func replaced() {
    var changes = ChangeSet()
    changes.remove(key, record)
    changes.add(key, Self.members(#"{"id": "a", "title": "B", "y": 2}"#))
    #expect(
      changes[key]
        == .update([
          title("A", "B"), FieldChange(field: "x", base: .number("1.0"), value: nil),
          FieldChange(field: "y", base: nil, value: .number("2")),
        ]))
    changes.update(key, title("B", "A"))
    changes.update(key, FieldChange(field: "x", base: nil, value: .number("1.0")))
    changes.update(key, FieldChange(field: "y", base: .number("2"), value: nil))
    #expect(changes.isEmpty)
  }

  @Test("records stand in the order in which they were first touched")
  func order() {
    var changes = ChangeSet()
    for id in ["c", "a", "b"] { changes.update(RecordKey("tasks", id), title("x", id)) }
    changes.update(RecordKey("tasks", "c"), title("c", "d"))
    #expect(changes.records.map(\.key.id) == ["c", "a", "b"])
    #expect(changes.inverted.records.map(\.key.id) == ["b", "a", "c"])
  }

  private func all() -> ChangeSet {
    var changes = ChangeSet()
    changes.add(
      RecordKey("tasks", "n"), Self.members(#"{"id": "n", "title": "Đ \"x\"", "l": [1e5]}"#))
    changes.remove(RecordKey("plan", "plan"), record)
    changes.update(key, title(nil, "B"))
    changes.update(
      key, FieldChange(field: "x", base: .null, value: .number("123456789012345678901")))
    return changes
  }

  @Test("as JSON it is the same again")
  func json() throws {
    let changes = all()
    let again = try #require(ChangeSet(json: try JSONReader.parse(text(changes))))
    #expect(again == changes)
    #expect(text(again) == text(changes))
  }

  @Test(
    "JSON that is no change set is none",
    arguments: [
      "null", "{}", "[1]", "[{}]", #"[{"collection": "tasks", "id": "a", "change": "move"}]"#,
      #"[{"collection": "tasks", "id": "a", "change": "add"}]"#,
      #"[{"collection": "tasks", "id": "a", "change": "update", "fields": [{}]}]"#,
      #"[{"collection": "tasks", "id": 1, "change": "remove", "record": {}}]"#,
      #"[{"collection": "tasks", "id": "a", "change": "remove", "record": {}},"#
        + #" {"collection": "tasks", "id": "a", "change": "remove", "record": {}}]"#,
    ])
  func notJSON(text: String) throws {
    #expect(ChangeSet(json: try JSONReader.parse(text)) == nil)
  }

  @Test("taking back what was taken back is the set again, and both together are nothing")
  func inverted() {
    let changes = all()
    #expect(changes.inverted.inverted == changes)
    var both = changes
    both.merge(changes.inverted)
    #expect(both.isEmpty)
  }
}
