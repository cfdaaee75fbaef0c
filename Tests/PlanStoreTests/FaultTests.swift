import Foundation
import Testing

@testable import PlanModel
@testable import PlanStore

private func fault(_ text: String) -> String? { fault(Array(text.utf8)) }

private func fault(_ bytes: [UInt8]) -> String? {
  let snapshot = Shelf(["things.json": bytes]).snapshot()
  do throws(StoreError) {
    _ = try snapshot.table(Things.collection)
    return nil
  } catch {
    return error.line
  }
}

@Suite("a file that cannot be read")
struct FaultTests {
  @Test(
    "that is no JSON is told by line and column, which count characters",
    arguments: [
      ("", "1:1: expected value, found end"),
      ("[\n  {\"id\": \"a\"}\n  {\"id\": \"b\"}\n]", "3:3: expected commaOrEndOfArray, found {"),
      (
        "[{\"id\": \"Đường Trường Chinh\" \"name\": 1}]",
        "1:30: expected commaOrEndOfObject, found \""
      ),
      ("[{\"id\": \"📌 Tie\u{302}\u{301}n\", }]", "1:19: expected name, found }"),
      ("[{\"id\": \"a\"},\r\n {\"id\": }]", "2:9: expected value, found }"),
      ("[{\"id\": \"a\"}", "1:13: expected commaOrEndOfArray, found end"),
      ("[{\"id\": \"a\n\"}]", "1:11: expected closingQuote, found byte a"),
      ("\u{FEFF}[{\"id\": \"a\"}]", "1:1: expected value, found \u{FEFF}"),
      ("[{\"id\": \"a\"}] x", "1:15: expected endOfText, found x"),
    ])
  func syntax(_ text: String, _ expected: String) {
    #expect(fault(text) == "things.json:" + expected)
  }

  @Test("that is not UTF-8 is told by the first byte that is wrong")
  func invalidUTF8() {
    let bytes = Array("[\n{\"id\": \"Đư".utf8) + [0xFF] + Array("ng phố\"}]".utf8)
    #expect(fault(bytes) == "things.json:2:11: expected utf8, found byte ff")
  }

  @Test(
    "whose values are not what their fields hold is told by the value",
    arguments: [
      (#""label": 3"#, "label of wrong type: 3"),
      (#""label": ["x"]"#, #"label of wrong type: ["x"]"#),
      (#""kind": 1"#, "kind of wrong type: 1"), (#""kind": "ward""#, #"kind is no choice: "ward""#),
      (#""kind": """#, #"kind is no choice: """#), (#""unit": {}"#, "unit of wrong type: {}"),
      (#""with": "dv-1""#, #"with of wrong type: "dv-1""#),
      (#""with": ["a", 1]"#, "with of wrong type: 1"),
      (#""words": [null]"#, "words of wrong type: null"),
      (#""count": "1""#, #"count of wrong type: "1""#),
      (#""count": 1.5"#, "count of wrong type: 1.5"),
      (#""count": 1e2"#, "count of wrong type: 1e2"),
      (#""count": 9223372036854775808"#, "count out of range: 9223372036854775808"),
      (#""amount": true"#, "amount of wrong type: true"),
      (#""amount": 1e18"#, "amount out of range: 1e18"),
      (#""amount": 0.1234567890123456789"#, "amount out of range: 0.1234567890123456789"),
      (#""done": "true""#, #"done of wrong type: "true""#),
      (#""done": 1"#, "done of wrong type: 1"),
      (#""due": 20231204"#, "due of wrong type: 20231204"),
      (#""due": "2023-02-30""#, #"due is no such day: "2023-02-30""#),
      (#""due": "4/12/2023""#, #"due is no such day: "4/12/2023""#),
      (#""due": """#, #"due is no such day: """#),
      (#""starts": "2023-12-04""#, #"starts is no such day: "2023-12-04""#),
      (#""starts": "2023-12-04T24:00""#, #"starts is no such day: "2023-12-04T24:00""#),
      (#""starts": "2023-12-04T08:00:30""#, #"starts is no such day: "2023-12-04T08:00:30""#),
      (#""starts": "2023-12-04T08:00Z""#, #"starts is no such day: "2023-12-04T08:00Z""#),
      (#""inner": []"#, "inner of wrong type: []"),
      (#""inner": {"number": "1"}"#, #"number of wrong type: "1""#),
      (#""inner": {"day": "2023-13-01"}"#, #"day of wrong type: "2023-13-01""#),
      (#""inners": {}"#, "inners of wrong type: {}"),
      (#""inners": [{"word": 1}]"#, "word of wrong type: 1"),
      (#""inners": [{}, 7]"#, "inners of wrong type: 7"),
    ])
  func values(_ member: String, _ expected: String) {
    let line = #"  {"id": "Đ", \#(member)}"#
    let name = member.prefix { $0 != ":" }
    // The value itself, or the item of a list that is to blame.
    let inside = member.contains(#"["a", 1]"#) ? 6 : member.contains("[null]") ? 1 : 0
    let column = 15 + name.count + 2 + inside
    #expect(fault("[\n  {\"id\": \"a\"},\n\(line)\n]") == "things.json:3:\(column): \(expected)")
  }

  @Test("whose record lacks what is required is told by the record")
  func required() {
    #expect(fault("[{\"id\": \"a\"},\n {\"label\": \"Đ\"}]") == "things.json:2:2: id missing")
    #expect(fault("[{\"id\": null}]") == "things.json:1:2: id missing")
  }

  @Test("every required field is missed")
  func everyRequiredField() throws {
    for collection in Catalogue.collections {
      for field in collection.fields where field.isRequired {
        let others = collection.fields.filter { $0.isRequired && $0.name != field.name }
        let members = others.map { other -> String in
          let word =
            if case .day = other.type { "2023-12-04" } else { other.choices.first?.name ?? "x" }
          return "\"\(other.name)\": \"\(word)\""
        }
        let record = "{\(members.joined(separator: ", "))}"
        let store = try TestStore([
          "\(collection.name).json": collection.isSingle ? record : "[\(record)]"
        ])
        let place = collection.isSingle ? "1:1" : "1:2"
        #expect(
          try store.fault(collection) == "\(collection.name).json:\(place): \(field.name) missing")
      }
    }
  }

  @Test(
    "that holds no records is told by what stands there",
    arguments: [
      ("{}", "1:1: not records"), ("null", "1:1: not records"), (" \"x\"", "1:2: not records"),
      ("[1]", "1:2: not records"), ("[{\"id\": \"a\"}, [] ]", "1:15: not records"),
      ("[{\"id\": \"a\"}, null, ]", "1:21: expected value, found ]"),
    ])
  func notRecords(_ text: String, _ expected: String) {
    #expect(fault(text) == "things.json:" + expected)
  }

  @Test("the plan is one record, not a list of them")
  func onePlan() throws {
    let store = try TestStore(["plan.json": "[{\"number\": \"1\", \"title\": \"x\"}]"])
    #expect(try store.fault(Plan.collection) == "plan.json:1:1: not one record")
    try store.write("plan.json", "")
    #expect(try store.fault(Plan.collection) == "plan.json:1:1: expected value, found end")
    try store.remove("plan.json")
    #expect(try store.table(Plan.collection).count == 0)
  }

  @Test("a value too long to show is cut")
  func longValues() {
    let long = String(repeating: "dài ", count: 20)
    #expect(fault("[{\"id\": \"a\", \"count\": \"\(long)\"}]")?.hasSuffix("dài dà…") == true)
  }

  @Test("keeps the line's text, without what ends it")
  func lineText() throws {
    let snapshot = Shelf(["things.json": "[\r\n{\"id\": \"Đ\" 1}\r\n]"]).snapshot()
    let error = #expect(throws: StoreError.self) { try snapshot.table(Things.collection) }
    guard case .file(let fault)? = error else { return }
    #expect(fault.place == FileFault.Place(line: 2, column: 12, text: "{\"id\": \"Đ\" 1}"))
  }

  @Test("leaves the rest of the store usable, and fails each time in the same way")
  func restUsable() throws {
    let shelf = Shelf([
      "units.json": "[{\"id\": \"a\" \"name\": \"A\"}]",
      "topics.json": #"[{"id": "t", "title": "T"}]"#,
    ])
    let snapshot = shelf.snapshot()
    for _ in 0..<2 {
      let error = #expect(throws: StoreError.self) { try snapshot.table(Units.collection) }
      #expect(error?.line == "units.json:1:13: expected commaOrEndOfObject, found \"")
    }
    #expect(try snapshot.topics["t"]?.title == "T")
    #expect(shelf.reads == ["topics.json", "units.json"])
  }

  @Test("of several faults the one in the first file is told")
  func firstFile() throws {
    let store = try TestStore([
      "people/a.json": "[]", "people/b.json": "[}", "people/c.json": "x", "people/d.json": "",
    ])
    for _ in 0..<5 {
      #expect(try store.fault(People.collection) == "people/b.json:1:2: expected value, found }")
    }
  }

  @Test("that may not be opened is told by the system's reason")
  func unreadable() throws {
    let shelf = Shelf(
      ["units.json": "[]", "topics.json": "[]"], unreadable: ["units.json": EACCES])
    let snapshot = shelf.snapshot()
    let error = #expect(throws: StoreError.self) { try snapshot.table(Units.collection) }
    #expect(error?.line == "units.json: unreadable \(EACCES)")
    #expect(try snapshot.table(Topics.collection).count == 0)
  }

  @Test("on a real disk: a directory, a loop of links, a directory that is a file")
  func onDisk() throws {
    let store = try TestStore(["topics.json": "[]", "sessions": "x"])
    try store.makeDirectory("units.json")
    #expect(try store.fault(Units.collection) == "units.json: unreadable \(EISDIR)")
    #expect(symlink("b.json", store.path + "/people") == 0)
    #expect(symlink("people", store.path + "/b.json") == 0)
    #expect(try store.fault(People.collection) == "people: unreadable \(ELOOP)")
    #expect(try store.fault(Sessions.collection) == "sessions: unreadable \(ENOTDIR)")
    #expect(try store.fault(Topics.collection) == nil)
  }

  @Test(
    "whose permissions forbid it, unless the reader may read everything",
    .enabled(if: geteuid() != 0))
  func permissions() throws {
    let store = try TestStore(["units.json": "[]"])
    #expect(chmod(store.path + "/units.json", 0) == 0)
    #expect(try store.fault(Units.collection) == "units.json: unreadable \(EACCES)")
  }
}
