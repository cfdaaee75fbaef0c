import Testing

@testable import PlanModel
@testable import PlanStore

private let shelf = Shelf([
  "units.json": """
  [{"id": "tu", "name": "Thành ủy"}, {"id": "p1", "name": "Phường 1", "parent": "tu"},
   {"id": "p2", "name": "Phường 2", "parent": "p1"}]
  """,
  "things.json": #"[{"id": "a", "kind": "base", "unit": "p1", "count": 5}]"#,
])

@Suite("a query that cannot be meant")
struct MistakeTests {
  private let things = Query.of(Things.self)

  private func mistake(_ query: Query) -> String? {
    do {
      try shelf.snapshot().check(query)
      return nil
    } catch {
      return (error as? QueryError)?.line ?? "\(error)"
    }
  }

  @Test("names a field that does not exist, and hears what was perhaps meant")
  func fields() {
    let expected = "no field lable in things; perhaps label"
    #expect(mistake(things.filter("lable", .isNone)) == expected)
    #expect(mistake(things.sort("-lable")) == expected)
    #expect(mistake(things.group("lable")) == expected)
    #expect(mistake(things.group("kind", figures: [Figure("n", .sum(Path("lable")))])) == expected)
    #expect(
      mistake(things.group("kind", figures: [Figure("n", .countDistinct(Path("lable")))]))
        == expected)
    #expect(mistake(things.filter("xyz", .isNone)) == "no field xyz in things")
    #expect(mistake(things.filter("", .isNone))?.hasPrefix("no field  in things") == true)
  }

  @Test("names a field that a path does not lead to")
  func paths() {
    #expect(mistake(things.filter("unit.nmae", .isNone)) == "no field nmae in units; perhaps name")
    #expect(mistake(things.filter("label.name", .isNone)) == "label is no reference")
    #expect(mistake(things.filter("unit.name.x", .isNone)) == "name is no reference")
    #expect(mistake(things.filter("with.name", .isNone)) == "with is no reference")
  }

  @Test("names a column that the groups do not have")
  func groupColumns() {
    let groups = things.group("unit", "kind", figures: [Figure("total", .sum(Path("count")))])
    #expect(mistake(groups.sort("totl")) == "no field totl in groups; perhaps total")
    #expect(mistake(groups.filter("count", .isNone)) == "no field count in groups")
    #expect(mistake(groups.filter("kind.x", .isNone)) == "kind is no reference")
    #expect(mistake(groups.filter("total.x", .isNone)) == "total is no reference")
    #expect(mistake(groups.sort("unit.nme")) == "no field nme in units; perhaps name")
  }

  @Test(
    "holds a field against a value that it never has",
    arguments: [
      ("label", .integer(1), "label is text, not 1"),
      ("label", .boolean(true), "label is text, not yes"),
      ("count", .text("5"), "count is integer, not 5"),
      ("count", .boolean(true), "count is integer, not yes"),
      ("amount", .text("1,5"), "amount is decimal, not 1,5"),
      ("done", .text("true"), "done is boolean, not true"),
      ("done", .integer(1), "done is boolean, not 1"),
      ("due", .text("30/2/2023"), "due is day, not 30/2/2023"),
      ("due", .integer(2023), "due is day, not 2023"),
      ("starts", .text("8h00"), "starts is time, not 8h00"),
      ("kind", .text("ward"), "kind is never ward, but city/base"),
      ("kind", .integer(1), "kind is a choice, not 1"),
      ("unit", .text("p3"), "no p3 in units; perhaps p1, p2"),
      ("unit", .integer(1), "unit is reference(\"units\"), not 1"),
      ("unit", .reference(collection: "people", id: "p1"), "unit is reference(\"units\"), not p1"),
      ("with", .text("px"), "no px in units; perhaps p1, p2"),
      ("words", .integer(1), "words is texts, not 1"),
      ("inner", .text("x"), "inner is an object, not x"), ("unit.kind", .text("ward"), nil),
    ] as [(String, PlanValue, String?)])
  func values(_ path: String, _ value: PlanValue, _ expected: String?) {
    let expected = expected ?? mistake(things.filter(path, .equals(value))) ?? "an error"
    for test in [
      .equals(value), .anyOf([value]), .not(.equals(value)), .not(.not(.anyOf([.none, value]))),
    ] as [Condition.Test] {
      #expect(mistake(things.filter(path, test)) == expected)
    }
    guard !["with", "words"].contains(path) else { return }
    for test in [.less(than: value), .atMost(value), .greater(than: value), .atLeast(value)]
      as [Condition.Test]
    {
      #expect(mistake(things.filter(path, test)) == expected)
    }
  }

  @Test("holds a list against a bound")
  func bounds() {
    for test in [.less(than: .text("a")), .not(.atLeast(.text("a")))] as [Condition.Test] {
      #expect(mistake(things.filter("words", test)) == "words is texts, not a")
      #expect(mistake(things.filter("with", test)) == "with is references(\"units\"), not a")
    }
  }

  @Test(
    "looks for a part of what is no text",
    arguments: ["count", "amount", "done", "due", "starts", "unit", "with"])
  func parts(_ path: String) {
    #expect(mistake(things.filter(path, .contains("x"))) != nil)
    #expect(mistake(things.filter(path, .not(.contains("x")))) != nil)
  }

  @Test("adds up what is no number")
  func sums() {
    for (aggregate, function) in [
      (.sum(Path("label")), "sum"), (.mean(Path("label")), "mean"),
      (.ratio(Path("count"), of: Path("label")), "ratio"),
      (.ratio(Path("label"), of: Path("count")), "ratio"),
    ] as [(Aggregate, String)] {
      #expect(
        mistake(things.group("kind", figures: [Figure("x", aggregate)]))
          == "\(function) of label, which is no number")
    }
    for path in ["kind", "unit", "with", "words", "done", "due", "starts", "inner"] {
      let figures = [Figure("x", .sum(Path(path)))]
      #expect(
        mistake(things.group("kind", figures: figures)) == "sum of \(path), which is no number")
    }
  }

  @Test("adds up rates, or holds one against what is no number")
  func rates() {
    let rates = things.group(
      "kind", figures: [Figure("rate", .ratio(Path("count"), of: Path("count")))])
    #expect(
      mistake(rates.group(figures: [Figure("x", .sum(Path("rate")))]))
        == "sum of rate, which is no number")
    #expect(
      mistake(rates.group(figures: [Figure("x", .mean(Path("rate")))]))
        == "mean of rate, which is no number")
    #expect(mistake(rates.filter("rate", .less(than: .text("90")))) == "rate is decimal, not 90")
    #expect(mistake(rates.filter("rate", .less(than: .integer(90)))) == nil)
    #expect(mistake(rates.filter("rate", .less(than: .ratio(Ratio(1, of: 2))))) == nil)
  }

  @Test("is found when it runs, too")
  func execution() {
    let query = things.filter("lable", .isNone)
    let error = #expect(throws: QueryError.self) { try shelf.snapshot().execute(query) }
    #expect(error?.line == "no field lable in things; perhaps label")
  }
}
