import Chance
import Testing

@testable import PlanModel
@testable import PlanStore

private let shelf = Shelf([
  "units.json": """
  [{"id": "tu", "name": "Thành ủy", "kind": "committee"},
   {"id": "p2", "name": "Phường 2", "kind": "party_base", "parent": "tu"},
   {"id": "p1", "name": "Phường 1", "kind": "party_base", "parent": null}]
  """,
  "things.json": """
  [{"id": "a", "label": "hoá", "kind": "base", "unit": "p1", "count": 1, "amount": 0.1, "due": "2023-12-31"},
   {"id": "b", "label": "hòa", "kind": "city", "unit": "p2", "count": 2, "amount": 0.25, "due": "2024-01-01"},
   {"id": "c", "unit": "lost", "count": 4, "label": null, "starts": "2023-12-04T08:30"},
   {"id": "d", "label": "Đỏ", "kind": "base", "unit": "p2", "count": 8, "due": "2023-12-04"},
   {"id": "e", "label": "an", "kind": "city", "unit": "p2", "count": 8, "amount": 1}]
  """,
])

private let things = Query.of(Things.self)
private let units = Query.of(Units.self)

private func lines(_ query: Query) throws -> [String] {
  try shelf.snapshot().rows(query).map { $0.map(\.said).joined(separator: " | ") }
}

private func ids(_ query: Query) throws -> String { try shelf.snapshot().ids(query) }

private func mistake(_ query: Query) -> String? {
  do {
    try shelf.snapshot().check(query)
    return nil
  } catch { return (error as? QueryError)?.line ?? "\(error)" }
}

extension Query {
  fileprivate func select(_ keys: Key...) -> Query { adding(.select(keys)) }
  fileprivate func extend(_ additions: Addition...) -> Query { adding(.extend(additions)) }
  fileprivate func join(
    _ other: Query, _ left: String, _ right: String, keepsAll: Bool = false
  ) -> Query {
    adding(
      .join(Join(other, pairs: [.init(Path(left), Path(right))], keepsAll: keepsAll)))
  }
}

@Suite("tests of a condition")
struct ConditionTests {
  @Test("what is missing and what is null are told apart, and both are none")
  func absence() throws {
    #expect(try ids(units.filter("parent", .isMissing)) == "tu")
    #expect(try ids(units.filter("parent", .isNull)) == "p1")
    #expect(try ids(units.filter("parent", .isNone)) == "tu p1")
    #expect(try ids(things.filter("label", .not(.isNull))) == "a b d e")
    #expect(try ids(things.filter("unit.parent", .isNull)) == "a")
    #expect(try ids(things.filter("amount", .isMissing)) == "c d")
  }

  @Test("a range holds both of its ends, of numbers, decimals and days")
  func ranges() throws {
    #expect(try ids(things.filter("count", .between(.integer(2), .integer(4)))) == "b c")
    let tenth = PlanValue.decimal(ExactDecimal(1, scale: 1))
    #expect(try ids(things.filter("amount", .between(tenth, .integer(1)))) == "a b e")
    #expect(
      try ids(things.filter("due", .between(.text("2023-12-04"), .text("31/12/2023")))) == "a d")
    #expect(
      try ids(things.filter("starts", .between(.text("2023-12-01"), .text("2023-12-04")))) == "c")
    #expect(
      mistake(things.filter("count", .between(.integer(4), .integer(2)))) == "count from 4 to 2")
  }

  @Test("several tests are met together, or one of them")
  func several() throws {
    #expect(
      try ids(things.filter("count", .any([.equals(.integer(1)), .atLeast(.integer(8))])))
        == "a d e")
    #expect(
      try ids(
        things.filter("count", .all([.greater(than: .integer(1)), .less(than: .integer(8))])))
        == "b c")
    #expect(try ids(things.filter("kind", .not(.anyOf([.text("base")])))) == "b c e")
  }

  @Test("text is tested without its accents, and with them where that is wanted")
  func texts() throws {
    #expect(try ids(things.filter("label", .text(TextTest(.starts, "hoa")))) == "a b")
    #expect(try ids(things.filter("label", .text(TextTest(.starts, "hóa", isExact: true)))) == "a")
    #expect(try ids(things.filter("label", .text(TextTest(.ends, "hoà", isExact: true)))) == "b")
    #expect(try ids(things.filter("label", .text(TextTest(.like, "?o")))) == "d")
    #expect(mistake(things.filter("count", .contains("1"))) == "count is integer, not 1")
  }
}

@Suite("shapes of a result")
struct ShapeTests {
  @Test("select gives columns of fields, of paths and of parts of days")
  func select() throws {
    let query = things.select(
      Key(Path("id")), Key(Path("unit.name"), name: "of"), Key(Path("due"), part: .week),
      Key(Path("due"), part: .quarter), Key(Path("due"), part: .weekday),
      Key(Path("starts"), part: .hour))
    #expect(
      try lines(query) == [
        "a | Phường 1 | 2023-W52 | 2023-Q4 | 7 | -", "b | Phường 2 | 2024-W01 | 2024-Q1 | 1 | -",
        "c | - | - | - | - | 8", "d | Phường 2 | 2023-W49 | 2023-Q4 | 1 | -",
        "e | Phường 2 | - | - | - | -",
      ])
    #expect(
      try lines(query.filter("due.week", .equals(.text("2023-W49"))).group("of")) == [
        "Phường 2 | 1"
      ])
    #expect(
      mistake(things.select(Key(Path("label"), part: .week)))
        == "week of label, which is no such date")
    #expect(
      mistake(things.select(Key(Path("due"), part: .hour))) == "hour of due, which is no such date")
    #expect(
      mistake(things.select(Key(Path("id")), Key(Path("label"), name: "id"))) == "id is taken")
  }

  @Test("distinct keeps the first of each combination, and records stay records")
  func distinct() throws {
    #expect(try ids(things.adding(.distinct([Path("unit")]))) == "a b c")
    #expect(try ids(things.adding(.distinct([Path("unit"), Path("kind")]))) == "a b c d")
    #expect(try ids(things.adding(.distinct([]))) == "a b c d e")
    #expect(
      try lines(things.select(Key(Path("unit"))).adding(.distinct([]))) == ["p1", "p2", "lost"])
  }

  @Test("running totals, shares and ranks are exact, and begin anew within each group")
  func extend() throws {
    let query = things.sort("-count").select(Key(Path("unit")), Key(Path("count"))).extend(
      Addition("sum", .running(Path("count"))), Addition("share", .share(Path("count"))),
      Addition("rank", .rank(SortKey("-count"))),
      Addition("own", .running(Path("count")), within: [Path("unit")]),
      Addition("place", .rank(SortKey("-count")), within: [Path("unit")]))
    #expect(
      try lines(query) == [
        "p2 | 8 | 8 | 8/23 | 1 | 8 | 1", "p2 | 8 | 16 | 8/23 | 1 | 16 | 1",
        "lost | 4 | 20 | 4/23 | 3 | 4 | 1", "p2 | 2 | 22 | 2/23 | 4 | 18 | 3",
        "p1 | 1 | 23 | 1/23 | 5 | 1 | 1",
      ])
    let amounts = things.select(Key(Path("id")), Key(Path("amount"))).extend(
      Addition("sum", .running(Path("amount"))), Addition("share", .share(Path("amount"))))
    #expect(
      try lines(amounts) == [
        "a | 0.1 | 0.1 | 10/135", "b | 0.25 | 0.35 | 25/135", "c | - | 0.35 | -",
        "d | - | 0.35 | -", "e | 1 | 1.35 | 100/135",
      ])
    #expect(try lines(things.extend(Addition("n", .running(Path("count")))))[1] == "b | 3")
    #expect(
      mistake(things.extend(Addition("n", .running(Path("label")))))
        == "running of label, which is no number")
  }

  @Test("a median is the middle value, or the mean of the two")
  func median() throws {
    let figures = [
      Figure("count", .median(Path("count"))), Figure("amount", .median(Path("amount"))),
    ]
    #expect(try lines(things.group(figures: figures)) == ["4 | 0.25"])
    #expect(
      try lines(things.group("kind", figures: figures)) == [
        "city | 5.00 | 0.63", "base | 4.50 | 0.1", "- | 4 | -",
      ])
    #expect(
      mistake(things.group(figures: [Figure("x", .median(Path("due")))]))
        == "median of due, which is no number")
  }

  @Test("a figure of some rows leaves the other rows out of it and not out of the group")
  func filtered() throws {
    let many = [Condition(Path("count"), .atLeast(.integer(2)))]
    let figures = [
      Figure("n", .count), Figure("many", .filtered(many, .count)),
      Figure("sum", .filtered(many, .sum(Path("count")))), Figure("list", .list(Path("id"))),
    ]
    #expect(
      try lines(things.group("unit", figures: figures)) == [
        "p2 | 3 | 3 | 18 | [b d e]", "p1 | 1 | 0 | 0 | [a]", "lost | 1 | 1 | 4 | [c]",
      ])
    let wrong = [Condition(Path("cout"), .isNone)]
    #expect(
      mistake(things.group(figures: [Figure("n", .filtered(wrong, .count))]))
        == "no field cout in things; perhaps count")
  }

  @Test("a cross table has a column for each value, in the order of the values")
  func pivot() throws {
    let pivot = Pivot(
      rows: [Key(Path("unit"))], column: Key(Path("kind")), figure: .sum(Path("count")),
      total: "all")
    let query = things.adding(.pivot(pivot))
    #expect(
      try lines(query) == ["p2 | 10 | 8 | 0 | 18", "p1 | 0 | 1 | 0 | 1", "lost | 0 | 0 | 4 | 4"])
    guard case .groups(let relation) = try shelf.snapshot().execute(query) else {
      Issue.record("a pivot makes rows")
      return
    }
    #expect(relation.columns.map(\.name) == ["unit", "city", "base", "none", "all"])
    #expect(try lines(query.sort("base").slice(0, 1)) == ["lost | 0 | 0 | 4 | 4"])
    #expect(mistake(query.sort("bas")) == "no field bas in groups; perhaps base")
    let means = Pivot(
      rows: [Key(Path("kind"))], column: Key(Path("unit")), figure: .mean(Path("count")))
    #expect(try lines(things.adding(.pivot(means)))[1] == "base | 8.00 | 1.00 | -")
  }

  @Test("a join puts rows beside each other that have the same values, the left in its order")
  func join() throws {
    let joined = things.join(units, "unit", "id")
    #expect(try lines(joined) == ["a | p1", "b | p2", "d | p2", "e | p2"])
    #expect(
      try lines(joined.select(Key(Path("unit.name")), Key(Path("unit.kind"))))[0]
        == "Phường 1 | party_base")
    #expect(
      try lines(units.join(things, "id", "unit", keepsAll: true)) == [
        "tu | -", "p2 | b", "p2 | d", "p2 | e", "p1 | a",
      ])
    let sums = things.group("unit", figures: [Figure("n", .sum(Path("count")))])
    let counts = things.group("unit", figures: [Figure("rows", .count)])
    #expect(
      try lines(sums.join(counts, "unit", "unit")) == ["p2 | 18 | 3", "p1 | 1 | 1", "lost | 4 | 1"])
    #expect(mistake(things.join(units, "label", "id")) == nil, "texts may be equal")
    #expect(mistake(things.join(units, "count", "id")) == "count never equals id")
    #expect(mistake(sums.join(sums, "unit", "unit")) == "n is taken")
  }

  @Test("no value equals no other in a join")
  func joinNone() throws {
    let kinds = things.select(Key(Path("kind")), Key(Path("id"), name: "thing"))
    let others = things.select(Key(Path("kind")), Key(Path("id"), name: "other"))
    #expect(
      try lines(kinds.join(others, "kind", "kind")) == [
        "base | a | a", "base | a | d", "city | b | b", "city | b | e", "base | d | a",
        "base | d | d", "city | e | b", "city | e | e",
      ])
  }

  @Test("a union has each record once, and every made row")
  func union() throws {
    let first = things.filter("count", .less(than: .integer(4)))
    let second = things.filter("count", .atMost(.integer(4)))
    #expect(try ids(first.adding(.union(second))) == "a b c")
    let rows = first.select(Key(Path("id")), Key(Path("count")))
    let others = second.select(Key(Path("count")), Key(Path("id")))
    #expect(
      try lines(rows.adding(.union(others))) == ["a | 1", "b | 2", "a | 1", "b | 2", "c | 4"])
    #expect(
      mistake(rows.adding(.union(second.select(Key(Path("id"))))))
        == "only first [\"count\"], only second []")
    #expect(
      mistake(
        rows.adding(.union(second.select(Key(Path("id")), Key(Path("label"), name: "count")))))
        == "count never equals count")
  }
}

@Suite("fused groups and groups key by key")
struct FusedTests {
  private let snapshot: Snapshot

  init() {
    var dice = Dice(5)
    let records = (0..<120_000).map { row in
      let unit = ["null", "\"u\(dice.next() % 60)\"", "\"u1\""][Int(dice.next() % 3)]
      let kind = ["", #", "kind": "city""#, #", "kind": "base""#][Int(dice.next() % 3)]
      let count = ["", #", "count": null"#, #", "count": \#(dice.next() % 90)"#][
        Int(dice.next() % 3)]
      return #"{"id": "\#(row)", "unit": \#(unit)\#(kind)\#(count)}"#
    }
    snapshot = Shelf(["things.json": "[" + records.joined(separator: ",\n") + "]"]).snapshot()
  }

  /// A figure that is not fused sends all of them the long way.
  @Test("give the same groups and figures, of all rows and of some", arguments: [false, true])
  func agree(filtered: Bool) throws {
    let rows = filtered ? things.filter("count", .greater(than: .integer(3))) : things
    let figures = [
      Figure("n", .count), Figure("sum", .sum(Path("count"))),
      Figure("rate", .ratio(Path("count"), of: Path("count"))),
    ]
    let fused = try snapshot.rows(rows.group("unit", "kind", figures: figures))
    let slow = try snapshot.rows(
      rows.group("unit", "kind", figures: figures + [Figure("first", .first(Path("id")))]))
    #expect(fused.count > 150)
    let isEqual = fused == slow.map { Array($0.dropLast()) }
    #expect(isEqual)
  }
}
