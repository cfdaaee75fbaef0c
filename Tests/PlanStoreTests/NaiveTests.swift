import Chance
import Testing

@testable import PlanModel
@testable import PlanStore

/// A row of attendance as plain Swift.
private struct Row {
  let id: String
  let unit: String
  let category: String
  let session: String
  let summoned: Int64?
  let attended: Int64?

  var json: String {
    func number(_ name: String, _ value: Int64?) -> String {
      value.map { ", \"\(name)\": \($0)" } ?? ""
    }
    return
      #"{"id": "\#(id)", "unit": "\#(unit)", "category": "\#(category)", "session": "\#(session)""#
      + number("summoned", summoned) + number("attended", attended) + "}"
  }
}

@Suite("queries and the same in plain Swift")
struct NaiveTests {
  private let rows: [Row]
  private let snapshot: Snapshot
  private let attendance = Query.of(Attendance.self)

  init() {
    var dice = Dice(8)
    func number(_ dice: inout Dice) -> Int64? {
      dice.next() % 5 == 0 ? nil : Int64(dice.next() % 50)
    }
    // Files are read in the order of their names, so that rows come sorted by unit.
    rows = (0..<20).flatMap { unit in
      (0..<40).map { row in
        Row(
          id: "\(unit)-\(row)", unit: "dv-\(unit / 10)\(unit % 10)",
          category: ["member", "mass"][Int(dice.next() % 2)],
          session: "l\(dice.next() % 4)", summoned: number(&dice), attended: number(&dice))
      }
    }
    var files = Dictionary(grouping: rows, by: \.unit).map { unit, rows in
      ("attendance/\(unit).json", "[" + rows.map(\.json).joined(separator: ",\n") + "]")
    }
    let units = (0..<20).reversed().map { unit in
      let parent = unit < 5 ? "" : #", "parent": "dv-0\#(unit % 5)""#
      return #"{"id": "dv-\#(unit / 10)\#(unit % 10)", "name": "Đơn vị \#(unit)"\#(parent)}"#
    }
    files.append(("units.json", "[" + units.joined(separator: ",\n") + "]"))
    files.append(("sessions.json", #"[{"id": "l2", "name": "2"}, {"id": "l0", "name": "0"}]"#))
    snapshot = Shelf(Dictionary(uniqueKeysWithValues: files)).snapshot()
  }

  private func lines(_ query: Query) throws -> [String] {
    try snapshot.rows(query).map { $0.map(\.said).joined(separator: " ") }
  }

  @Test("keep the same rows")
  func filters() throws {
    let cases: [(String, Condition.Test, (Row) -> Bool)] = [
      ("summoned", .greater(than: .integer(25)), { ($0.summoned ?? 0) > 25 }),
      ("summoned", .not(.atMost(.integer(25))), { ($0.summoned ?? 26) > 25 }),
      ("attended", .isNone, { $0.attended == nil }),
      ("category", .equals(.text("mass")), { $0.category == "mass" }),
      (
        "unit", .anyOf([.text("dv-03"), .text("dv-17")]), { ["dv-03", "dv-17"].contains($0.unit) }
      ),
      ("unit.parent", .equals(.text("dv-02")), { ["dv-07", "dv-12", "dv-17"].contains($0.unit) }),
      ("unit.parent", .isNone, { $0.unit < "dv-05" }),
      (
        "summoned", .anyOf([.integer(1), .integer(2), .none]),
        { ($0.summoned ?? 1) == 1 || $0.summoned == 2 }
      ),
    ]
    for (path, test, accepts) in cases {
      let expected = rows.filter(accepts).map(\.id).joined(separator: " ")
      #expect(!expected.isEmpty)
      #expect(try snapshot.ids(attendance.filter(path, test)) == expected, "\(path) \(test)")
    }
  }

  @Test("sort the same way")
  func sorting() throws {
    func order(_ a: Int64?, _ b: Int64?, descending: Bool) -> Bool? {
      if a == b { return nil }
      guard let a, let b else { return b == nil }
      return descending ? a > b : a < b
    }
    let expected = rows.enumerated().sorted { a, b in
      order(a.element.summoned, b.element.summoned, descending: true)
        ?? order(a.element.attended, b.element.attended, descending: false) ?? (a.offset < b.offset)
    }
    #expect(
      try snapshot.ids(attendance.sort("-summoned", "attended"))
        == expected.map(\.element.id).joined(separator: " "))
    for _ in 0..<3 {
      let again = try snapshot.ids(attendance.sort("attended"))
      let sorted = rows.enumerated().sorted { a, b in
        order(a.element.attended, b.element.attended, descending: false) ?? (a.offset < b.offset)
      }
      #expect(again == sorted.map(\.element.id).joined(separator: " "))
    }
  }

  @Test("add up to the same figures")
  func figures() throws {
    let figures: [Figure] = [
      Figure("n", .count), Figure("b", .sum(Path("summoned"))),
      Figure("mean", .mean(Path("attended"))),
      Figure("least", .min(Path("summoned"))), Figure("most", .max(Path("summoned"))),
      Figure("rate", .ratio(Path("attended"), of: Path("summoned"))),
      Figure("different", .countDistinct(Path("attended"))),
      Figure("first", .first(Path("attended"))),
    ]
    // Units stand in their file in the opposite order.
    let byUnit = Dictionary(grouping: rows, by: \.unit).sorted { $0.key > $1.key }
    let expected = byUnit.flatMap { unit, rows in
      ["member", "mass"].compactMap { category -> String? in
        let group = rows.filter { $0.category == category }
        return group.isEmpty ? nil : "\(unit) \(category) " + naive(group)
      }
    }
    #expect(try lines(attendance.group("unit", "category", figures: figures)) == expected)
    #expect(try lines(attendance.group(figures: figures)) == [naive(rows)])
    let some = rows.filter { ($0.attended ?? 0) > 40 }
    let filtered = attendance.filter("attended", .greater(than: .integer(40))).group(
      figures: figures)
    #expect(try lines(filtered) == [naive(some)])
  }

  private func naive(_ rows: [Row]) -> String {
    let (summoned, attended) = (rows.compactMap(\.summoned), rows.compactMap(\.attended))
    let (b, c) = (summoned.reduce(0, +), attended.reduce(0, +))
    // Half up, for numbers that are not negative.
    let hundredths = attended.isEmpty ? 0 : (c * 200 / Int64(attended.count) + 1) / 2
    let mean = attended.isEmpty ? "-" : ExactDecimal(hundredths, scale: 2).description
    return [
      "\(rows.count)", "\(b)", mean, summoned.min().map { "\($0)" } ?? "-",
      summoned.max().map { "\($0)" } ?? "-",
      "\(c)/\(b)", "\(Set(attended).count)", attended.first.map { "\($0)" } ?? "-",
    ].joined(separator: " ")
  }

  @Test("group by what references lead to")
  func paths() throws {
    let parents = rows.map { row -> String in
      let unit = Int(row.unit.suffix(2)) ?? 0
      return unit < 5 ? "-" : "dv-0\(unit % 5)"
    }
    let counts = Dictionary(parents.map { ($0, 1) }, uniquingKeysWith: +)
    let expected = ["dv-04", "dv-03", "dv-02", "dv-01", "dv-00", "-"].map {
      "\($0) \(counts[$0] ?? 0)"
    }
    #expect(try lines(attendance.group("unit.parent")) == expected)
  }

  @Test("sums of sums are the sum")
  func sumsOfSums() throws {
    let sum = Figure("b", .sum(Path("summoned")))
    let again = Figure("b", .sum(Path("b")))
    let direct = try lines(attendance.group("session", figures: [sum]))
    let fine = attendance.group("session", "unit", "category", figures: [sum])
    #expect(try lines(fine.group("session", figures: [again])).sorted() == direct.sorted())
    #expect(direct.map { $0.prefix(2) }.prefix(2) == ["l2", "l0"])
    #expect(direct.count == 4)
  }
}
