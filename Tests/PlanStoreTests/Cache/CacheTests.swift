import Chance
import Foundation
import Testing

@testable import PlanModel
@testable import PlanStore

private let things = Things.collection

/// Every kind of field with values, with null, and left out; an undeclared field, a name that
/// stands twice, an id that does.
private let everyKind = [
  "things/a.json": #"""
  [
    {"id": "a", "label": "Lớp 1", "kind": "city", "unit": "dv-1", "with": ["dv-2", "dv-1"],
     "words": ["một", ""], "count": -7, "amount": 12.50, "done": true, "due": "2023-12-04",
     "starts": "2023-12-04T08:00", "inner": {"word": "x", "more": 1.0}, "inners": [{"word": "y"}]},
    {"id": "b", "label": "", "kind": "base", "unit": "", "with": [], "words": [""], "count": 0,
     "amount": -3, "done": false, "due": "0001-01-01", "starts": "1969-12-31T23:59", "inner": {},
     "inners": [], "note": [1, {"x": 1.0}], "count": 8}
  ]
  """#,
  "things/b.json": "[]",
  "things/c.json": #"""
  [
    {"id": "c", "label": null, "kind": null, "unit": null, "with": null, "words": null,
     "count": null, "amount": null, "done": null, "due": null, "starts": null, "inner": null,
     "inners": null},
    {"id": "d"},
    {"id": "a", "label": "Lần nữa", "count": 9223372036854775807, "amount": 0.000000000000000001,
     "due": "9999-12-31", "unit": "dv-2"},
    {"id": "e", "count": -9223372036854775806, "amount": 999999999999999999, "words": ["một"]}
  ]
  """#,
]

@Suite("the cache of columns")
struct CacheTests {
  @Test("gives of every kind of field what the files hold, missing told from null")
  func everyKindOfField() throws {
    let cached = try CachedStore(everyKind)
    let expected = try cached.coldSnapshot().values(things)
    #expect(expected.count == 6)
    try cached.fill()
    #expect(try cached.snapshot().values(things) == expected)
    #expect(cached.disk.takeOpened() == [])
  }

  @Test("gives undeclared fields, double names, places and remarks as the files do")
  func oddities() throws {
    let cached = try CachedStore(everyKind)
    let expected = try cached.coldSnapshot().facts(things)
    #expect(expected.contains { $0.contains("note") })
    #expect(expected.contains { $0.contains("duplicateName") })
    #expect(expected.contains { $0.contains("duplicateId") })
    try cached.fill()
    let table = try cached.snapshot().table(things)
    #expect(table.extraNames == ["note"])
    #expect(table.duplicateNames.count == 1)
    #expect(table.extras(2).isEmpty)
    #expect(cached.disk.takeOpened() == [])
    #expect(try cached.snapshot().facts(things) == expected)
  }

  @Test("keeps the columns that were touched, and a later run adds its own")
  func touched() throws {
    let cached = try CachedStore(everyKind)
    for field in ["count", "unit", "count"] {
      let snapshot = cached.snapshot()
      _ = try snapshot.table(things).column(field)
      snapshot.keepColumns()
    }
    let positions = ["count", "unit"].compactMap { things.position(of: $0) }.sorted()
    #expect(
      cached.cacheFiles
        == positions.map { "things.\($0).column" }.sorted() + ["things.shards"])
    _ = cached.disk.takeOpened()
    let table = try cached.snapshot().table(things)
    _ = (table.column("count"), table.column("unit"))
    #expect(cached.disk.takeOpened() == [])
    #expect(table.value(5, "words")?.said == "[một]")
    #expect(cached.disk.takeOpened().count == 3)
  }

  @Test("one file of many is read again when it has changed, and no other")
  func oneOfMany() throws {
    let cached = try CachedStore(everyKind)
    try cached.fill()
    try cached.store.write("things/c.json", #"[{"id": "new", "unit": "dv-9", "words": ["hai"]}]"#)
    let snapshot = cached.snapshot()
    #expect(try snapshot.values(things) == cached.coldSnapshot().values(things))
    #expect(cached.disk.takeOpened() == ["things/c.json"])
    snapshot.keepColumns()
    #expect(try cached.snapshot().everything(things) == cached.coldSnapshot().everything(things))
    _ = cached.disk.takeOpened()
    _ = try cached.snapshot().values(things)
    #expect(cached.disk.takeOpened() == [])
  }

  @Test("keeps nothing of small collections, and then makes no folder")
  func small() throws {
    let cached = try CachedStore(everyKind)
    let snapshot = cached.snapshot(smallest: 1 << 20)
    _ = try snapshot.values(things)
    snapshot.keepColumns()
    #expect(!FileManager.default.fileExists(atPath: "\(cached.store.path)/.planscript"))
  }

  @Test("a column that another declaration read is of no use")
  func otherDeclaration() throws {
    struct Others: CollectionDeclaration {
      static let name = "things"
      static let title = Things.title
      let id = TypedField<String>.id
      let label = TypedField<String>("label", vi: "Nhãn", en: "Label")
    }
    let cached = try CachedStore(["things.json": #"[{"id": "a", "label": "x", "kind": "city"}]"#])
    try cached.fill()
    #expect(try cached.snapshot().everything(Others.declared).first?.hasPrefix("a  | x ") == true)
    #expect(cached.disk.takeOpened().contains("things.json"))
  }

  @Test("a field that allows fewer words than before refuses a file that the cache knows")
  func stricterDeclaration() throws {
    struct Stricter: CollectionDeclaration {
      static let name = "things"
      static let title = Things.title
      let id = TypedField<String>.id
      let kind = TypedField<ChoiceName>(
        "kind", vi: "Loại", en: "Kind", [Choice("base", vi: "cơ sở", en: "base")])
    }
    let cached = try CachedStore(["things.json": #"[{"id": "a", "kind": "city"}]"#])
    try cached.fill()
    let error = #expect(throws: StoreError.self) { try cached.snapshot().table(Stricter.declared) }
    #expect(error?.line == #"things.json:1:22: kind is no choice: "city""#)
  }

  @Test("behind a network files are read to see whether they are what they were")
  func remote() throws {
    let cached = try CachedStore(everyKind, isRemote: true)
    try cached.fill()
    #expect(try cached.snapshot().values(things) == cached.coldSnapshot().values(things))
    #expect(cached.disk.takeOpened().count == 3)
  }

  @Test("the same of random stores, cached in whatever order and changed in between")
  func randomStores() throws {
    var random = RandomThings(dice: Dice(11))
    for _ in 0..<60 {
      let cached = try CachedStore([:])
      for _ in 0..<4 {
        for name in ["a", "b", "c"] where random.dice.next() % 2 == 0 {
          let text = RandomJSON.spelling(random.document(), &random.dice)
          try cached.store.write("things/\(name).json", text)
        }
        let snapshot = cached.snapshot(doubt: random.dice.next() % 2 == 0 ? -3600 : 3)
        guard let expected = try? cached.coldSnapshot().everything(things) else {
          #expect(throws: StoreError.self) { try snapshot.table(things) }
          continue
        }
        for _ in 0..<random.dice.next() % 5 {
          let position = Int(random.dice.next() % UInt64(things.fields.count))
          _ = try snapshot.table(things).column(position)
        }
        snapshot.keepColumns()
        #expect(try snapshot.everything(things) == expected)
        snapshot.keepColumns()
        #expect(try cached.snapshot().everything(things) == expected)
      }
    }
  }
}
