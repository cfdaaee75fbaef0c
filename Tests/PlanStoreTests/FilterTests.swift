import Testing

@testable import PlanModel
@testable import PlanStore

private let shelf = Shelf([
  "units.json": """
  [{"id": "tu", "name": "Thành ủy", "kind": "committee"},
   {"id": "p1", "name": "Phường 1", "kind": "party_base", "parent": "tu", "members_total": 40},
   {"id": "p2", "name": "Phường 2", "kind": "party_base", "parent": "p1"}]
  """,
  "things.json": """
  [{"id": "a", "label": "Đường Trường Chinh", "kind": "base", "unit": "p1", "with": ["p1", "p2"],
    "words": ["một", "Hai"], "count": 5, "amount": 1.50, "done": true, "due": "2023-12-04",
    "starts": "2023-12-04T08:00", "inner": {"word": "x"}},
   {"id": "b", "label": "đảng", "kind": "city", "unit": "p2", "with": [], "words": ["ba"], "count": -3,
    "amount": 20, "done": false, "due": "2024-01-01", "starts": "2023-12-04T13:30"},
   {"id": "c", "label": null, "kind": null, "unit": null, "with": null, "words": null, "count": null,
    "amount": null, "done": null, "due": null, "starts": null, "inner": null},
   {"id": "d"},
   {"id": "e", "label": "", "kind": "base", "unit": "tu", "words": [], "count": 9223372036854775807,
    "amount": -0.005, "done": true, "due": "0001-01-01", "starts": "2023-12-05T00:00"},
   {"id": "f", "count": -9223372036854775806, "amount": 1.5, "due": "9999-12-31", "unit": "lost"}]
  """,
])

private func ids(_ path: String, _ test: Condition.Test) throws -> String {
  try shelf.snapshot().ids(Query.of(Things.self).filter(path, test))
}

private func text(_ text: String) -> PlanValue { .text(text) }
private func day(_ text: String) throws -> PlanValue { .day(try #require(Day(text))) }
private func time(_ text: String) throws -> PlanValue { .time(try #require(LocalTime(text))) }
private func decimal(_ mantissa: Int64, _ scale: UInt8) -> PlanValue {
  .decimal(ExactDecimal(mantissa, scale: scale))
}

@Suite("a condition")
struct FilterTests {
  @Test(
    "on a value that is none, in every kind of field",
    arguments: [
      ("label", "c d f"), ("kind", "c d f"), ("unit", "c d"), ("with", "c d e f"),
      ("words", "c d f"),
      ("count", "c d"), ("amount", "c d"), ("done", "c d f"), ("due", "c d"), ("starts", "c d f"),
      ("inner", "b c d e f"), ("unit.parent", "c d e f"), ("unit.members_total", "b c d e f"),
    ])
  func none(_ path: String, _ expected: String) throws {
    #expect(try ids(path, .isNone) == expected)
    #expect(try ids(path, .equals(.none)) == expected)
    let others = ["a", "b", "c", "d", "e", "f"].filter { !expected.contains($0) }
    #expect(try ids(path, .not(.isNone)) == others.joined(separator: " "))
  }

  @Test("on texts: equal, in order, with a part without accents")
  func texts() throws {
    #expect(try ids("label", .equals(text("đảng"))) == "b")
    #expect(try ids("label", .equals(text("dang"))) == "")
    #expect(try ids("label", .equals(text(""))) == "e")
    #expect(try ids("label", .not(.equals(text("đảng")))) == "a c d e f")
    #expect(try ids("label", .anyOf([text("đảng"), text("")])) == "b e")
    #expect(try ids("label", .anyOf([])) == "")
    #expect(try ids("label", .contains("truong")) == "a")
    #expect(try ids("label", .contains("DUONG TRUONG")) == "a")
    #expect(try ids("label", .contains("đ")) == "a b")
    #expect(try ids("label", .contains("")) == "a b e")
    #expect(try ids("label", .less(than: text("đảng"))) == "e")
    #expect(try ids("label", .atLeast(text("đảng"))) == "a b")
    #expect(try ids("label", .greater(than: text("đảng"))) == "a")
  }

  @Test("on choices, which are known words")
  func choices() throws {
    #expect(try ids("kind", .equals(text("base"))) == "a e")
    #expect(try ids("kind", .not(.equals(text("base")))) == "b c d f")
    #expect(try ids("kind", .anyOf([text("city"), text("base")])) == "a b e")
    #expect(try ids("kind", .contains("CIT")) == "b")
    #expect(try ids("kind", .anyOf([text("city"), .none])) == "b c d f")
  }

  @Test("on references, by the id that they name")
  func references() throws {
    #expect(try ids("unit", .equals(text("p1"))) == "a")
    #expect(try ids("unit", .equals(.reference(collection: "units", id: "p2"))) == "b")
    #expect(try ids("unit", .equals(.reference(collection: "units", id: "lost"))) == "f")
    #expect(try ids("unit", .anyOf([text("p1"), text("tu")])) == "a e")
    #expect(try ids("unit", .not(.anyOf([text("p1"), text("tu")]))) == "b c d f")
    #expect(try ids("unit", .anyOf([text("p1"), .none])) == "a c d")
    #expect(try ids("with", .equals(text("p2"))) == "a")
    #expect(try ids("with", .not(.equals(text("p2")))) == "b c d e f")
    #expect(try ids("with", .anyOf([text("tu"), text("p1")])) == "a")
  }

  @Test("on lists of texts, which equal what is in them")
  func lists() throws {
    #expect(try ids("words", .equals(text("Hai"))) == "a")
    #expect(try ids("words", .equals(text("hai"))) == "")
    #expect(try ids("words", .contains("hai")) == "a")
    #expect(try ids("words", .anyOf([text("ba"), text("một")])) == "a b")
    #expect(try ids("words", .not(.contains("mot"))) == "b c d e f")
  }

  @Test("on whole numbers, to the ends of 64 bits")
  func integers() throws {
    #expect(try ids("count", .equals(.integer(5))) == "a")
    #expect(try ids("count", .equals(decimal(50, 1))) == "a")
    #expect(try ids("count", .equals(decimal(51, 1))) == "")
    #expect(try ids("count", .less(than: .integer(5))) == "b f")
    #expect(try ids("count", .atMost(.integer(5))) == "a b f")
    #expect(try ids("count", .greater(than: .integer(-3))) == "a e")
    #expect(try ids("count", .atLeast(.integer(-3))) == "a b e")
    #expect(try ids("count", .less(than: decimal(45, 1))) == "b f")
    #expect(try ids("count", .atLeast(.integer(.max))) == "e")
    #expect(try ids("count", .less(than: .integer(.max))) == "a b f")
    #expect(try ids("count", .greater(than: .integer(.max))) == "")
    #expect(try ids("count", .atLeast(.integer(.min))) == "a b e f")
    #expect(try ids("count", .not(.less(than: .integer(5)))) == "a c d e")
    #expect(try ids("count", .anyOf([.integer(-3), .none, .integer(5)])) == "a b c d")
  }

  @Test("on decimals, whose zeros at the end do not count")
  func decimals() throws {
    #expect(try ids("amount", .equals(decimal(15, 1))) == "a f")
    #expect(try ids("amount", .equals(.integer(20))) == "b")
    #expect(try ids("amount", .less(than: .integer(0))) == "e")
    #expect(try ids("amount", .greater(than: decimal(1499, 3))) == "a b f")
    #expect(try ids("amount", .atMost(decimal(1500, 3))) == "a e f")
    #expect(try ids("amount", .less(than: .ratio(Ratio(1, of: 5)))) == "a e f")
    #expect(try ids("amount", .atLeast(.ratio(Ratio(1, of: 0)))) == "")
  }

  @Test("on flags, where no value is neither")
  func flags() throws {
    #expect(try ids("done", .equals(.boolean(true))) == "a e")
    #expect(try ids("done", .equals(.boolean(false))) == "b")
    #expect(try ids("done", .not(.equals(.boolean(true)))) == "b c d f")
  }

  @Test("on days, written as a day, a time of it, or in text of either order")
  func days() throws {
    #expect(try ids("due", .equals(day("2023-12-04"))) == "a")
    #expect(try ids("due", .equals(text("4/12/2023"))) == "a")
    #expect(try ids("due", .equals(time("2023-12-04T15:00"))) == "a")
    #expect(try ids("due", .less(than: text("2024-01-01"))) == "a e")
    #expect(try ids("due", .atMost(day("2024-01-01"))) == "a b e")
    #expect(try ids("due", .greater(than: text("01/01/2024"))) == "f")
    #expect(try ids("due", .atLeast(day("0001-01-01"))) == "a b e f")
    #expect(try ids("due", .anyOf([day("2024-01-01"), text("31/12/9999")])) == "b f")
  }

  @Test("on times: a day is all of its minutes")
  func times() throws {
    #expect(try ids("starts", .equals(day("2023-12-04"))) == "a b")
    #expect(try ids("starts", .equals(text("4/12/2023"))) == "a b")
    #expect(try ids("starts", .equals(text("2023-12-04 08:00"))) == "a")
    #expect(try ids("starts", .greater(than: day("2023-12-04"))) == "e")
    #expect(try ids("starts", .less(than: day("2023-12-05"))) == "a b")
    #expect(try ids("starts", .atMost(day("2023-12-04"))) == "a b")
    #expect(try ids("starts", .atLeast(day("2023-12-05"))) == "e")
    #expect(try ids("starts", .greater(than: time("2023-12-04T08:00"))) == "b e")
    #expect(try ids("starts", .atMost(time("2023-12-04T13:30"))) == "a b")
  }

  @Test("on a path holds the record that the reference leads to")
  func paths() throws {
    #expect(try ids("unit.kind", .equals(text("party_base"))) == "a b")
    #expect(try ids("unit.parent", .equals(text("tu"))) == "a")
    #expect(try ids("unit.parent.parent.name", .contains("thanh uy")) == "b")
    #expect(try ids("unit.members_total", .greater(than: .integer(39))) == "a")
    #expect(try ids("unit.name", .anyOf([text("Phường 2"), .none])) == "b c d f")
  }

  @Test("several hold together, and one after the other")
  func several() throws {
    let both = Query.of(Things.self).adding(
      .filter([
        Condition(Path("kind"), .equals(.text("base"))),
        Condition(Path("count"), .less(than: .integer(9))),
      ]))
    #expect(try shelf.snapshot().ids(both) == "a")
    let chained = Query.of(Things.self).filter("done", .not(.isNone)).slice(1, 2)
      .filter("done", .equals(.boolean(true)))
    #expect(try shelf.snapshot().ids(chained) == "e")
    #expect(try shelf.snapshot().ids(Query.of(Things.self).adding(.filter([]))) == "a b c d e f")
  }

  @Test("may be a function of the host, which sees the result so far and may fail")
  func functions() throws {
    struct Stop: Error {}
    let even = Query.of(Things.self).slice(1, 4).adding(.test(.init { _, row in row % 2 == 0 }))
    #expect(try shelf.snapshot().ids(even) == "c e")
    let failing = Query.of(Things.self).adding(.test(.init { _, _ in throw Stop() }))
    #expect(throws: Stop.self) { try shelf.snapshot().execute(failing) }
    #expect(throws: Never.self) { try shelf.snapshot().check(failing) }
  }
}
