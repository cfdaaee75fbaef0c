import Chance
import Testing

@testable import PlanModel
@testable import PlanStore

private let things = Things.collection

private let grouped = Query.of(Things.self).group(
  "kind", "unit",
  figures: [
    Figure("rows", .count), Figure("total", .sum(Path("count"))),
    Figure("rate", .ratio(Path("count"), of: Path("count"))),
  ])

@Suite("groups of what the cache has")
struct CacheGroupTests {
  private let cached: CachedStore

  /// Shards of none, one and thousands of records; one of which all records have the same.
  init() throws {
    var dice = Dice(12)
    var files: [String: String] = [:]
    for (name, count) in [("a", 3), ("b", 0), ("c", 2500), ("d", 1), ("e", 5000), ("f", 0)] {
      let records = (0..<count).map { row in
        let id = #""id": "\#(name)\#(row)""#
        if name == "c" { return #"{\#(id), "kind": "base", "unit": "dv-3", "count": 7}"# }
        let unit = ["null", #""dv-1""#, #""dv-2""#, #""Đội 5""#][dice.below(4)]
        let kind = dice.below(3) == 0 ? "" : #", "kind": "city""#
        let number = dice.below(5) == 0 ? "null" : "\(dice.below(100_000) - 500)"
        return #"{\#(id), "unit": \#(unit)\#(kind), "count": \#(number)}"#
      }
      files["things/\(name).json"] = "[\(records.joined(separator: ",\n"))]"
    }
    cached = try CachedStore(files)
    try cached.fill()
  }

  private func rows(_ query: Query = grouped, in snapshot: Snapshot) throws -> [[PlanValue]] {
    try snapshot.execute(query).relation.rows
  }

  private func isJoined(_ field: String, in snapshot: Snapshot) throws -> Bool {
    let table = try snapshot.table(things)
    return table.packedRows(try table.position(of: field)) == nil
  }

  @Test("are as those of the files, and no column is joined for them")
  func same() throws {
    let snapshot = cached.snapshot()
    try snapshot.check(grouped)
    let expected = try rows(in: cached.coldSnapshot())
    #expect(expected.count == 9)
    for _ in 0..<2 { #expect(try rows(in: snapshot) == expected) }
    for field in ["kind", "unit", "count"] {
      #expect(try !isJoined(field, in: snapshot), "\(field)")
    }
    #expect(cached.disk.takeOpened() == [])
  }

  @Test("are the same where the snapshot met the symbols before, in another order")
  func otherSymbols() throws {
    let snapshot = cached.snapshot()
    for text in ["Đội 5", "base", "dv-0", "dv-3", "dv-1"] { _ = snapshot.symbols.intern(text) }
    #expect(try rows(in: snapshot) == rows(in: cached.coldSnapshot()))
    #expect(try !isJoined("unit", in: snapshot))
  }

  @Test("are the same of some of the rows, and of a column that was joined already")
  func joined() throws {
    let some = Query.of(Things.self).filter("count", .greater(than: .integer(50)))
      .adding(grouped.steps[0])
    let snapshot = cached.snapshot()
    #expect(try rows(some, in: snapshot) == rows(some, in: cached.coldSnapshot()))
    #expect(try isJoined("count", in: snapshot))
    #expect(try rows(in: snapshot) == rows(in: cached.coldSnapshot()))
  }

  @Test("are the same when a file has changed")
  func changed() throws {
    try cached.store.write("things/d.json", #"[{"id": "d", "kind": "base", "count": -3}]"#)
    #expect(try rows(in: cached.snapshot()) == rows(in: cached.coldSnapshot()))
  }

  @Test("of a sum that is too large are an error, as of the files")
  func overflow() throws {
    let large =
      "["
      + (0..<2).map { #"{"id": "\#($0)", "count": 9223372036854775807}"# }
      .joined(separator: ",") + "]"
    try cached.store.write("things/d.json", large)
    try cached.fill()
    let snapshot = cached.snapshot()
    let error = #expect(throws: QueryError.self) { try rows(in: snapshot) }
    #expect(error.map { "\($0)" } == #"overflow(field: "count")"#)
    #expect(try !isJoined("count", in: snapshot))
  }
}
