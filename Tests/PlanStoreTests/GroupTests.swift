import Testing

@testable import PlanModel
@testable import PlanStore

private let shelf = Shelf([
  "units.json": """
  [{"id": "tu", "name": "Thành ủy", "kind": "committee"},
   {"id": "p2", "name": "Phường 2", "kind": "party_base", "parent": "tu"},
   {"id": "p1", "name": "Phường 1", "kind": "party_base", "parent": "tu"}]
  """,
  "things.json": """
  [{"id": "a", "label": "đỏ", "kind": "base", "unit": "p1", "count": 1, "amount": 0.1, "due": "2024-01-01"},
   {"id": "b", "label": "da", "kind": "city", "unit": "p2", "count": 2, "amount": 0.2, "due": "2023-01-01"},
   {"id": "c", "unit": "lost", "count": 4, "done": true},
   {"id": "d", "label": "đỏ", "kind": "base", "unit": "p2", "count": 8, "amount": 0.40, "done": false},
   {"id": "e", "label": "an", "kind": "city", "unit": "tu", "count": 16, "words": ["x", "y"]},
   {"id": "f", "kind": "base", "unit": "p1", "words": ["x"], "due": "2023-01-01"}]
  """,
])

private let things = Query.of(Things.self)

private func lines(_ query: Query) throws -> [String] {
  try shelf.snapshot().rows(query).map { $0.map(\.said).joined(separator: " | ") }
}

private func failure(_ query: Query, on shelf: Shelf) -> String? {
  do {
    _ = try shelf.snapshot().execute(query)
    return nil
  } catch {
    return (error as? QueryError)?.line ?? "\(error)"
  }
}

@Suite("groups")
struct GroupTests {
  @Test(
    "stand in the order of their keys: choices as declared, records as in their file, no key last")
  func order() throws {
    #expect(try lines(things.group("kind")) == ["city | 2", "base | 3", "- | 1"])
    #expect(try lines(things.group("unit")) == ["tu | 1", "p2 | 2", "p1 | 2", "lost | 1"])
    #expect(try lines(things.group("label")) == ["an | 1", "da | 1", "đỏ | 2", "- | 2"])
    #expect(try lines(things.group("due")) == ["2023-01-01 | 2", "2024-01-01 | 1", "- | 3"])
    #expect(
      try lines(things.group("count")) == ["1 | 1", "2 | 1", "4 | 1", "8 | 1", "16 | 1", "- | 1"])
    #expect(try lines(things.group("amount")) == ["0.1 | 1", "0.2 | 1", "0.40 | 1", "- | 3"])
    #expect(try lines(things.group("done")) == ["no | 1", "yes | 1", "- | 4"])
    #expect(try lines(things.group("words")) == ["[x y] | 1", "[x] | 1", "- | 4"])
  }

  @Test("of two keys are the pairs that there are")
  func pairs() throws {
    #expect(
      try lines(things.group("unit", "kind")) == [
        "tu | city | 1", "p2 | city | 1", "p2 | base | 1", "p1 | base | 2", "lost | - | 1",
      ])
    #expect(
      try lines(things.group("kind", "unit", "label").slice(0, 2)) == [
        "city | tu | an | 1", "city | p2 | da | 1",
      ])
  }

  @Test("may be made by a path, and asked for by it afterwards")
  func paths() throws {
    let groups = things.group("unit.kind", "unit.parent")
    #expect(try lines(groups) == ["committee | - | 1", "party_base | tu | 4", "- | - | 1"])
    #expect(
      try lines(groups.sort("-unit.kind")) == [
        "party_base | tu | 4", "committee | - | 1", "- | - | 1",
      ])
    #expect(
      try lines(groups.filter("unit.kind", .equals(.text("committee")))) == ["committee | - | 1"])
    #expect(
      try lines(groups.filter("unit.parent.name", .contains("thanh"))) == ["party_base | tu | 4"])
    let kinds = try shelf.snapshot().values(
      of: Path("unit.kind"), in: shelf.snapshot().execute(groups))
    #expect(kinds.map(\.said) == ["committee", "party_base", "-"])
  }

  @Test("of no key are one, even of no record; of no record by a key there are none")
  func noKey() throws {
    #expect(try lines(things.group()) == ["6"])
    let nobody = things.filter("count", .greater(than: .integer(100)))
    #expect(try lines(nobody.group()) == ["0"])
    #expect(try lines(nobody.group("kind")) == [])
    #expect(try lines(nobody.group("kind").group()) == ["0"])
  }

  @Test("may be filtered, sorted and grouped by their figures")
  func ofGroups() throws {
    let totals = things.group("unit", figures: [Figure("total", .sum(Path("count")))])
    #expect(try lines(totals) == ["tu | 16", "p2 | 10", "p1 | 1", "lost | 4"])
    #expect(try lines(totals.filter("total", .atLeast(.integer(10)))) == ["tu | 16", "p2 | 10"])
    #expect(try lines(totals.sort("-total").slice(0, 2)) == ["tu | 16", "p2 | 10"])
    #expect(
      try lines(totals.filter("unit.kind", .equals(.text("party_base")))) == ["p2 | 10", "p1 | 1"])
    #expect(try lines(totals.sort("unit")) == ["lost | 4", "p1 | 1", "p2 | 10", "tu | 16"])
    #expect(try lines(totals.filter("unit", .equals(.text("p1")))) == ["p1 | 1"])
    let byKind = totals.group(
      "unit.kind", figures: [Figure("sum", .sum(Path("total"))), Figure("n", .count)])
    #expect(try lines(byKind) == ["committee | 16 | 1", "party_base | 11 | 2", "- | 4 | 1"])
    let test = Query.LocalTest { result, row in
      guard case .groups(let relation) = result else { return false }
      return relation.rows[row].last == .integer(4)
    }
    #expect(try lines(totals.adding(.test(test))) == ["lost | 4"])
  }

  @Test("remember what their columns come from")
  func columns() throws {
    let figures = [
      Figure("n", .count), Figure("total", .sum(Path("count"))),
      Figure("mean", .mean(Path("count"))),
      Figure("last", .max(Path("due"))), Figure("rate", .ratio(Path("count"), of: Path("count"))),
    ]
    let result = try shelf.snapshot().execute(things.group("unit.parent", figures: figures))
    guard case .groups(let relation) = result else {
      Issue.record("grouping makes groups")
      return
    }
    #expect(relation.columns.map(\.name) == ["unit.parent", "n", "total", "mean", "last", "rate"])
    #expect(relation.columns.map(\.isKey) == [true, false, false, false, false, false])
    #expect(
      relation.columns.map { $0.field?.name } == ["parent", nil, "count", "count", "due", nil])
    #expect(relation.columns.map(\.addsUp) == [false, true, true, false, false, true])
    let last = try shelf.snapshot().column(of: Path("last"), in: result)
    #expect(last.isFigure && !last.addsUp && last.field?.type == .day)
  }
}

@Suite("figures")
struct FigureTests {
  private let all: [Figure] = [
    Figure("count", .count), Figure("sum", .sum(Path("count"))),
    Figure("mean", .mean(Path("count"))),
    Figure("min", .min(Path("count"))), Figure("max", .max(Path("count"))),
    Figure("ratio", .ratio(Path("count"), of: Path("count"))),
    Figure("different", .countDistinct(Path("count"))), Figure("first", .first(Path("count"))),
  ]

  @Test("are made of each group's values, and none counts for nothing")
  func everyAggregate() throws {
    #expect(
      try lines(things.group("kind", figures: all)) == [
        "city | 2 | 18 | 9.00 | 2 | 16 | 18/18 | 2 | 2",
        "base | 3 | 9 | 4.50 | 1 | 8 | 9/9 | 2 | 1",
        "- | 1 | 4 | 4.00 | 4 | 4 | 4/4 | 1 | 4",
      ])
  }

  @Test("of an empty group are 0, or none")
  func emptyGroups() throws {
    let nobody = things.filter("count", .greater(than: .integer(100)))
    #expect(try lines(nobody.group(figures: all)) == ["0 | 0 | - | - | - | 0/0 | 0 | -"])
    let noValues = things.filter("count", .isNone)
    #expect(
      try lines(noValues.group("unit", figures: all)) == ["p1 | 1 | 0 | - | - | - | 0/0 | 0 | -"])
  }

  @Test("of decimals are exact, and keep their places")
  func decimals() throws {
    let figures: [Figure] = [
      Figure("sum", .sum(Path("amount"))), Figure("mean", .mean(Path("amount"))),
      Figure("min", .min(Path("amount"))), Figure("max", .max(Path("amount"))),
    ]
    #expect(try lines(things.group(figures: figures)) == ["0.70 | 0.23 | 0.1 | 0.40"])
  }

  @Test("of days, texts, choices and records are the first, the last and how many")
  func otherKinds() throws {
    let figures: [Figure] = [
      Figure("earliest", .min(Path("due"))), Figure("latest", .max(Path("due"))),
      Figure("label", .min(Path("label"))), Figure("labels", .countDistinct(Path("label"))),
      Figure("unit", .first(Path("unit"))), Figure("units", .countDistinct(Path("unit"))),
      Figure("parents", .countDistinct(Path("unit.parent"))), Figure("done", .first(Path("done"))),
    ]
    #expect(
      try lines(things.group(figures: figures)) == [
        "2023-01-01 | 2024-01-01 | an | 3 | p1 | 4 | 1 | yes"
      ])
  }

  @Test("of a path are made of the records that it leads to")
  func paths() throws {
    let store = try TestStore([
      "units.json": #"[{"id": "u", "name": "U", "members_total": 7}, {"id": "v", "name": "V"}]"#,
      "things.json":
        #"[{"id": "a", "unit": "u"}, {"id": "b", "unit": "u"}, {"id": "c", "unit": "v"}, {"id": "d"}]"#,
    ])
    let figures = [
      Figure("s", .sum(Path("unit.members_total"))), Figure("m", .mean(Path("unit.members_total"))),
    ]
    #expect(try store.lines(things.group(figures: figures)) == ["14 | 7.00"])
  }

  @Test("of figures: a sum of sums, a mean of counts, the lowest rate, where nobody is no rate")
  func ofFigures() throws {
    let store = try TestStore([
      "things.json": """
      [{"id": "a", "label": "x", "count": 0, "amount": 0}, {"id": "b", "label": "y", "count": 1, "amount": 4},
       {"id": "c", "label": "y", "count": 1, "amount": 0}, {"id": "d", "label": "z", "count": 1, "amount": 2}]
      """
    ])
    let groups = things.group(
      "label",
      figures: [
        Figure("n", .count), Figure("total", .sum(Path("count"))),
        Figure("rate", .ratio(Path("count"), of: Path("amount"))),
      ])
    #expect(try store.lines(groups) == ["x | 1 | 0 | 0/0", "y | 2 | 2 | 2/4", "z | 1 | 1 | 1/2"])
    let figures = [
      Figure("total", .sum(Path("total"))), Figure("mean", .mean(Path("n"))),
      Figure("lowest", .min(Path("rate"))), Figure("highest", .max(Path("rate"))),
    ]
    #expect(try store.lines(groups.group(figures: figures)) == ["3 | 1.33 | 2/4 | 2/4"])
  }

  @Test("rates sort exactly, and a rate of nobody comes last")
  func rates() throws {
    let rates: [(Int, Int)] = [
      (1, 2), (0, 0), (1, 3), (3, 0), (2, 2), (0, 5), (333_333, 1_000_000),
    ]
    let records = rates.enumerated().map {
      #"{"id": "\#($0)", "label": "\#($0)", "count": \#($1.0), "amount": \#($1.1)}"#
    }
    let store = try TestStore(["things.json": "[" + records.joined(separator: ",") + "]"])
    let groups = things.group(
      "label", figures: [Figure("rate", .ratio(Path("count"), of: Path("amount")))])
    #expect(
      try store.lines(groups.sort("rate")).map { $0.first.map(String.init) ?? "" }
        == ["5", "6", "2", "0", "4", "1", "3"])
    #expect(
      try store.lines(groups.sort("-rate")).map { $0.first.map(String.init) ?? "" }
        == ["4", "0", "2", "6", "5", "1", "3"])
    #expect(
      try store.lines(groups.filter("rate", .atLeast(.integer(50)))) == ["0 | 1/2", "4 | 2/2"])
    #expect(
      try store.lines(groups.filter("rate", .less(than: .ratio(Ratio(1, of: 3))))) == [
        "5 | 0/5", "6 | 333333/1000000",
      ])
  }

  @Test("that 64 bits do not hold are told, not wrapped")
  func overflow() throws {
    let most = Int64.max
    let shelf = Shelf([
      "things.json": """
      [{"id": "a", "count": \(most), "amount": 999999999999999999}, {"id": "b", "count": 1, "amount": 0.5}]
      """
    ])
    for aggregate in [
      .sum(Path("count")), .mean(Path("count")), .ratio(Path("count"), of: Path("count")),
    ] as [Aggregate] {
      #expect(
        failure(things.group(figures: [Figure("x", aggregate)]), on: shelf) == "overflow of count")
    }
    let one = things.slice(0, 1)
    #expect(failure(one.group(figures: [Figure("x", .sum(Path("count")))]), on: shelf) == nil)
    #expect(
      failure(one.group(figures: [Figure("x", .mean(Path("count")))]), on: shelf)
        == "overflow of count")
    let sums = things.group("id", figures: [Figure("total", .sum(Path("count")))])
    #expect(
      failure(sums.group(figures: [Figure("x", .sum(Path("total")))]), on: shelf)
        == "overflow of total")
    let amounts = things.group(figures: [Figure("x", .sum(Path("amount")))])
    #expect(failure(amounts, on: shelf) == "overflow of amount")
  }

  @Test("a rate is made of whole numbers")
  func wholeRates() throws {
    #expect(
      failure(
        things.group(figures: [Figure("x", .ratio(Path("amount"), of: Path("count")))]), on: shelf)
        == "ratio of amount, which is no number")
  }
}
