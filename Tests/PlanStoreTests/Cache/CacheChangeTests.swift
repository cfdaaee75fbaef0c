import Foundation
import Testing

@testable import PlanModel
@testable import PlanStore

private let things = Things.collection

private func records(_ ids: String...) -> String {
  "[" + ids.map { #"{"id": "\#($0)", "label": "\#($0)", "count": 1}"# }.joined(separator: ", ")
    + "]"
}

@Suite("the cache, when the store changes")
struct CacheChangeTests {
  private let cached: CachedStore
  private var path: String { "\(cached.store.path)/things/b.json" }

  init() throws {
    cached = try CachedStore([
      "things/a.json": records("a1", "a2"), "things/b.json": records("b1", "b2"),
    ])
    try cached.fill()
  }

  private func agrees(doubt: Int64 = -3600) throws -> Bool {
    try cached.snapshot(doubt: doubt).everything(things)
      == cached.coldSnapshot().everything(things)
  }

  private func modified() throws -> Any? {
    try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
  }

  @Test("notices another content of the same size at the same time")
  func sameSizeAndTime() throws {
    let time = try #require(try modified())
    let file = try #require(FileHandle(forWritingAtPath: path))
    let text = Array(records("b1", "x2").utf8)
    try file.write(contentsOf: Data(text))
    try file.close()
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    #expect(try agrees())
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "a1 a2 b1 x2")
  }

  @Test("notices files that are renamed, exchanged, added and taken away")
  func names() throws {
    let store = cached.store
    #expect(rename(path, store.path + "/things/0.json") == 0)
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "b1 b2 a1 a2")
    #expect(try agrees())
    try cached.fill()
    try store.write("things/c.json", records("c"))
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "b1 b2 a1 a2 c")
    #expect(rename(store.path + "/things/a.json", store.path + "/things/x.json") == 0)
    #expect(rename(store.path + "/things/c.json", store.path + "/things/a.json") == 0)
    #expect(rename(store.path + "/things/x.json", store.path + "/things/c.json") == 0)
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "b1 b2 c a1 a2")
    try store.remove("things/0.json")
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "c a1 a2")
    try store.write("things.json", records("whole"))
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "whole c a1 a2")
    #expect(try agrees())
  }

  @Test("tells what is wrong with a file that no longer parses")
  func broken() throws {
    try cached.store.write("things/b.json", "[{]")
    let error = #expect(throws: StoreError.self) { try cached.snapshot().table(things) }
    #expect(error?.line == "things/b.json:1:3: expected nameOrEnd, found ]")
  }

  @Test("reads a file that is too young to be known by its time, until it is old enough")
  func young() throws {
    try cached.store.write("things/b.json", records("b3"))
    try cached.fill(doubt: 3)
    _ = try cached.snapshot().values(things)
    #expect(cached.disk.takeOpened() == ["things/a.json", "things/b.json"])
    try cached.fill()
    _ = try cached.snapshot().values(things)
    #expect(cached.disk.takeOpened() == [])
  }

  @Test("notices a change of a young file that its time does not show")
  func youngAndSame() throws {
    try cached.store.write("things/b.json", records("b1", "y2"))
    try cached.fill(doubt: 3)
    try cached.disk.freeze("things/b.json")
    try cached.store.write("things/b.json", records("b1", "x2"))
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "a1 a2 b1 x2")
  }

  @Test("a link is read, whatever it leads to")
  func links() throws {
    try cached.store.write("elsewhere.json", records("l1"))
    try cached.store.remove("things/b.json")
    #expect(symlink("../elsewhere.json", path) == 0)
    try cached.fill()
    try cached.store.write("elsewhere.json", records("l2"))
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "a1 a2 l2")
  }

  @Test("what a commit replaced after the snapshot is given as it was, from the cache or not")
  func committed() throws {
    let expected = try cached.coldSnapshot().values(things)
    try FileManager.default.removeItem(
      atPath: "\(cached.folder)/things.\(things.position(of: "label") ?? 0).column")
    let snapshot = cached.snapshot()
    #expect(try snapshot.table(things).count == 4)
    try Store(path: cached.store.path).write(["things/b.json": records("new")])
    #expect(try snapshot.values(things) == expected)
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "a1 a2 new")
    #expect(try agrees())
  }

  @Test("what another program replaced meanwhile is an error, and not another value")
  func meanwhile() throws {
    try FileManager.default.removeItem(
      atPath: "\(cached.folder)/things.\(things.position(of: "label") ?? 0).column")
    let snapshot = cached.snapshot()
    #expect(try snapshot.table(things).count == 4)
    try cached.store.write("things/b.json", records("other", "b2", "b3"))
    #expect(try snapshot.ids(Query.of(Things.self)) == "a1 a2 b1 b2")
    let query = Query.of(Things.self).filter("label", .equals(.text("other")))
    for _ in 0..<2 {
      let error = #expect(throws: StoreError.self) { try snapshot.execute(query) }
      #expect(error?.line == "things/b.json: snapshot too old")
    }
    #expect(throws: StoreError.self) { try snapshot.check() }
    snapshot.keepColumns()
    #expect(try agrees())
  }
}
