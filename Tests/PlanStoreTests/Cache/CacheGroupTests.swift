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

@Suite("groups of what the cache has, a shard at a time")
struct CachePieceTests {
  @Test("are as those of the files", arguments: UInt64(1)...24)
  func same(seed: UInt64) throws {
    var dice = Dice(seed)
    var files: [String: String] = [:]
    for shard in 0..<(1 + dice.below(4)) {
      files["things/\(shard).json"] = CachePieceTests.shard(shard, &dice)
    }
    let cached = try CachedStore(files)
    try cached.fill()
    for query in [grouped, Query.of(Things.self).group("unit", figures: [Figure("n", .count)])] {
      let expected = try cached.coldSnapshot().execute(query).relation.rows
      let snapshot = cached.snapshot()
      #expect(try snapshot.execute(query).relation.rows == expected)
      let table = try snapshot.table(things)
      #expect(table.packedRows(try table.position(of: "unit")) != nil)
    }
  }

  @Test("stand in the order of the rows, in whatever order the cache met their keys")
  func order() throws {
    var files: [String: String] = [:]
    for (name, units) in [("a", [1, 2, 3]), ("b", [3, 1, 2])] {
      let records = (0..<300).map { row in
        #"{"id": "\#(name)\#(row)", "kind": "base", "unit": "dv-\#(units[row % 3])"}"#
      }
      files["things/\(name).json"] = "[\(records.joined(separator: ",\n"))]"
    }
    let cached = try CachedStore(files)
    try cached.fill()
    try cached.store.remove("things/a.json")
    let rows = try cached.snapshot().execute(grouped).relation.rows
    #expect(rows == (try cached.coldSnapshot().execute(grouped).relation.rows))
    #expect(rows.map { $0[1].json.string } == ["dv-3", "dv-1", "dv-2"])
  }

  /// Hundreds of records of few units or kinds, with numbers that take no byte, one or more.
  private static func shard(_ shard: Int, _ dice: inout Dice) -> String {
    let (units, kinds) = ([1, 3, 8, 12][dice.below(4)], [1, 1, 2][dice.below(3)])
    let (least, span) = (dice.below(3) * 1_000_000 - 700, [1, 2, 200, 254, 300][dice.below(5)])
    let (gaps, holes) = (dice.below(3) * dice.below(4), dice.below(3) * dice.below(4))
    let records = (0..<(300 + dice.below(3000))).map { row in
      var fields = [#""id": "\#(shard)-\#(row)""#]
      switch dice.below(20) {
      case ..<gaps: if dice.below(2) == 0 { fields.append(#""unit": null"#) }
      default: fields.append(#""unit": "dv-\#(dice.below(units))""#)
      }
      if dice.below(20) >= holes {
        fields.append(#""kind": "\#(["city", "base"][dice.below(kinds)])""#)
      }
      switch dice.below(20) {
      case ..<holes: if dice.below(2) == 0 { fields.append(#""count": null"#) }
      default: fields.append(#""count": \#(least + dice.below(span))"#)
      }
      return "{\(fields.joined(separator: ", "))}"
    }
    return "[\(records.joined(separator: ",\n"))]"
  }
}
