import Foundation
import PlanModel
import Testing

@testable import PlanStore

@Suite("opening a store")
struct StoreTests {
  private func failure(_ settings: String?) throws -> String? {
    let store = try TestStore()
    if let settings {
      try store.write("store.json", settings)
    } else {
      try store.remove("store.json")
    }
    do throws(StoreError) {
      _ = try Store(path: store.path)
      return nil
    } catch {
      return error.line
    }
  }

  @Test("a directory without store.json is no store")
  func missing() throws {
    #expect(try failure(nil) == "no store")
    let error = #expect(throws: StoreError.self) { try Store(path: "/no/such/place") }
    #expect(error?.line == "no store")
  }

  @Test("a store of a newer format is refused; an older one, or one that does not say, is not")
  func formats() throws {
    #expect(try failure(#"{"format": {"version": 2}}"#) == "format 2, known 1")
    #expect(try failure(#"{"format": {"version": 1}}"#) == nil)
    #expect(try failure("{}") == nil)
  }

  @Test("a broken store.json is told by line and column")
  func broken() throws {
    #expect(
      try failure("{\n  \"format\": {\"version\": 1,}\n}")
        == "store.json:2:27: expected name, found }")
    #expect(try failure("") == "store.json:1:1: expected value, found end")
    #expect(try failure("{} {}") == "store.json:1:4: expected endOfText, found {")
  }

  @Test("a store.json that is a directory is told so")
  func directory() throws {
    let store = try TestStore()
    try store.remove("store.json")
    try store.makeDirectory("store.json")
    let error = #expect(throws: StoreError.self) { try Store(path: store.path) }
    #expect(error?.line == "store.json: unreadable \(EISDIR)")
  }

  @Test("its title is read in both languages; one language stands for both")
  func titles() throws {
    let store = try TestStore()
    #expect(try Store(path: store.path).title == nil)
    try store.write("store.json", #"{"title": {"vi": "Kế hoạch", "en": "Plan"}}"#)
    #expect(try Store(path: store.path).title == Bilingual(vi: "Kế hoạch", en: "Plan"))
    try store.write("store.json", #"{"title": {"vi": "Kế hoạch"}}"#)
    #expect(try Store(path: store.path).title == Bilingual(vi: "Kế hoạch", en: "Kế hoạch"))
  }
}

@Suite("a snapshot")
struct SnapshotTests {
  private let shelf = Shelf([
    "store.json": "{}", "units.json": #"[{"id": "u", "name": "U"}]"#,
    "people/u.json": #"[{"id": "p", "name": "P", "unit": "u", "category": "member"}]"#,
    "people/v.json": "[]", "topics.json": "broken", "sessions.json": "[]",
  ])

  @Test("reads only store.json when the store is opened")
  func opening() throws {
    try Store.checkVersion(shelf)
    #expect(shelf.reads == ["store.json"])
  }

  @Test("reads a collection when it is first asked for, and once")
  func onlyTouched() throws {
    let snapshot = shelf.snapshot()
    #expect(shelf.reads.isEmpty)
    _ = try snapshot.people.count
    _ = try snapshot.people["p"]?.unit
    #expect(shelf.reads == ["people/u.json", "people/v.json"])
    _ = try snapshot.execute(Query.of(People.self).filter("unit.name", .equals(.text("U"))))
    #expect(shelf.reads == ["people/u.json", "people/v.json", "units.json"])
  }

  @Test("checks a query by reading no more than it names")
  func checking() throws {
    let snapshot = shelf.snapshot()
    try snapshot.check(Query.of(Sessions.self).filter("capacity", .atLeast(.integer(1))))
    #expect(shelf.reads == ["sessions.json"])
  }

  @Test("does not change when the files do; the next one does")
  func stability() throws {
    let store = try TestStore(["units.json": #"[{"id": "a", "name": "A"}]"#])
    let snapshot = try store.snapshot()
    #expect(try snapshot.units.count == 1)
    try store.write("units.json", #"[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]"#)
    #expect(try snapshot.units.count == 1)
    #expect(try store.snapshot().units.count == 2)
  }

  @Test("where there is no store runs until the plan is asked for")
  func absent() throws {
    let snapshot = Snapshot(absentFrom: "/nowhere")
    let error = #expect(throws: StoreError.self) { try snapshot.table(Units.collection) }
    #expect(error?.line == "no store here or above")
  }

  @Test("of a store with nothing in it has no records")
  func empty() throws {
    let snapshot = try TestStore().snapshot()
    for collection in Catalogue.collections { #expect(try snapshot.table(collection).count == 0) }
  }

  @Test("joins the files of a collection in the byte order of their names, the whole file first")
  func shardOrder() throws {
    func records(_ ids: String...) -> String {
      "[" + ids.map { #"{"id": "\#($0)", "name": "\#($0)"}"# }.joined(separator: ",") + "]"
    }
    let store = try TestStore([
      "units.json": records("whole"), "units/b.json": records("b1", "b2"),
      "units/a.json": records("a"),
      "units/B.json": records("B"), "units/đ.json": records("đ"), "units/a-1.json": records("a-1"),
      "units/empty.json": "[]", "units/z.json": records("z"), "units/.hidden.json": "broken",
      "units/notes.txt": "broken", "units/a.json~": "broken",
    ])
    let snapshot = try store.snapshot()
    #expect(try snapshot.ids(Query.of(Units.self)) == "whole B a-1 a b1 b2 z đ")
    #expect(try snapshot.units["b2"]?.name == "b2")
  }

  @Test("many files with text, lists and gaps are joined without mixing their rows")
  func manyShards() throws {
    var files: [String: String] = [:]
    var expected: [String] = []
    for shard in 0..<60 {
      let records = (0..<shard % 5).map { row -> String in
        let name = "\(shard)-\(row)"
        expected.append(
          "\(name) [\(name) x\(shard % 3)] \(row == 1 ? "-" : "p\(shard % 7)") \(shard * row)")
        let parent = row == 1 ? "null" : "\"p\(shard % 7)\""
        return #"""
          {"id": "\#(name)", "name": "n\#(name)", "aliases": ["\#(name)", "x\#(shard % 3)"], "parent": \#(parent),
           "members_total": \#(shard * row)}
          """#
      }
      files["units/\(100 + shard).json"] = "[" + records.joined(separator: ",\n") + "]"
    }
    let table = try TestStore(files).table(Units.collection)
    let found = (0..<table.count).map { row in
      ["id", "aliases", "parent", "members_total"].map { table.value(row, $0)?.said ?? "" }.joined(
        separator: " ")
    }
    #expect(found == expected)
    #expect((0..<table.count).allSatisfy { table.value($0, "name")?.said == "n" + table.id($0) })
  }
}
