import Testing

@testable import PlanModel
@testable import PlanStore

private func units(_ records: String...) throws -> TestStore {
  try TestStore(["units.json": "[" + records.joined(separator: ",\n") + "]"])
}

private func named(_ names: [String]) throws -> TestStore {
  let records = names.enumerated().map { #"{"id": "\#($0)", "name": "\#($1)"}"# }
  return try TestStore(["units.json": "[" + records.joined(separator: ",") + "]"])
}

@Suite("sorting")
struct SortTests {
  @Test("puts words in the order of a Vietnamese dictionary")
  func collation() throws {
    let store = try named(["Đà", "da", "Dương", "Ân", "an", "Ăn", "ba", "bá", "bà"])
    #expect(try store.ids(Query.of(Units.self).sort("name")) == "4 5 3 6 8 7 1 2 0")
    #expect(try store.ids(Query.of(Units.self).sort("-name")) == "0 2 1 7 8 6 3 5 4")
  }

  @Test("puts people in the order of their given names")
  func people() throws {
    let names = ["Trần Văn Bình", "Lê Thị Ánh", "Nguyễn An", "Phạm Văn Đức", "Đỗ An", "Vũ Dũng"]
    let records = names.enumerated().map {
      #"{"id": "\#($0)", "name": "\#($1)", "unit": "u", "category": "member"}"#
    }
    let store = try TestStore(["people/u.json": "[" + records.joined(separator: ",") + "]"])
    #expect(try store.ids(Query.of(People.self).sort("name")) == "4 2 1 0 5 3")
    #expect(try store.ids(Query.of(People.self).sort("-name")) == "3 5 0 1 2 4")
  }

  @Test("puts no value last, whichever way it goes")
  func noneLast() throws {
    let store = try units(
      #"{"id": "a", "name": "a"}"#, #"{"id": "b", "name": "b", "members_total": 2}"#,
      #"{"id": "c", "name": "c", "members_total": null}"#,
      #"{"id": "d", "name": "d", "members_total": 1}"#,
      #"{"id": "e", "name": "e", "members_total": 3}"#)
    #expect(try store.ids(Query.of(Units.self).sort("members_total")) == "d b e a c")
    #expect(try store.ids(Query.of(Units.self).sort("-members_total")) == "e b d a c")
  }

  @Test("puts choices in the order in which they are declared")
  func choices() throws {
    let store = try units(
      #"{"id": "a", "name": "a", "kind": "school"}"#,
      #"{"id": "b", "name": "b", "kind": "committee"}"#,
      #"{"id": "c", "name": "c"}"#, #"{"id": "d", "name": "d", "kind": "agency"}"#)
    #expect(try store.ids(Query.of(Units.self).sort("kind")) == "b d a c")
    #expect(try store.ids(Query.of(Units.self).sort("-kind")) == "a d b c")
  }

  @Test("puts references in the order of what people call the records, a missing one by its id")
  func references() throws {
    let store = try units(
      #"{"id": "z", "name": "Ban"}"#, #"{"id": "y", "name": "Ấp"}"#,
      #"{"id": "a", "name": "a", "parent": "z"}"#,
      #"{"id": "b", "name": "b", "parent": "y"}"#, #"{"id": "c", "name": "c", "parent": "chi"}"#,
      #"{"id": "d", "name": "d", "parent": "z"}"#)
    #expect(try store.ids(Query.of(Units.self).sort("parent")) == "b a d c z y")
    #expect(try store.ids(Query.of(Units.self).sort("-parent")) == "c a d b z y")
    #expect(try store.ids(Query.of(Units.self).sort("parent.name", "-id")) == "b d a z y c")
  }

  @Test("references to people go by their given names")
  func referencesToPeople() throws {
    let store = try TestStore([
      "people/u.json": """
      [{"id": "p1", "name": "An Thị Yến", "unit": "u", "category": "member"},
       {"id": "p2", "name": "Vũ Văn An", "unit": "u", "category": "member"}]
      """,
      "attendance/u.json": """
      [{"id": "1", "session": "l", "unit": "u", "category": "member", "person": "p1"},
       {"id": "2", "session": "l", "unit": "u", "category": "member", "person": "p2"}]
      """,
    ])
    #expect(try store.ids(Query.of(Attendance.self).sort("person")) == "2 1")
  }

  @Test("keeps the order of equal records, and asks the next key")
  func stability() throws {
    let store = try units(
      #"{"id": "a", "name": "x", "members_total": 2}"#,
      #"{"id": "b", "name": "y", "members_total": 1}"#,
      #"{"id": "c", "name": "x", "members_total": 1}"#,
      #"{"id": "d", "name": "y", "members_total": 2}"#,
      #"{"id": "e", "name": "x", "members_total": 2}"#)
    let units = Query.of(Units.self)
    #expect(try store.ids(units.sort("name")) == "a c e b d")
    #expect(try store.ids(units.sort("-name")) == "b d a c e")
    #expect(try store.ids(units.sort("-members_total", "name")) == "a e d c b")
    #expect(try store.ids(units.sort("name", "-members_total")) == "a e c d b")
    #expect(try store.ids(units.sort("-id").sort("name")) == "e c a d b")
    #expect(try store.ids(units.sort()) == "a b c d e")
  }

  @Test("puts lists in the order of what is written in them")
  func lists() throws {
    let words = ["b", "a", "c", "b", "a"]
    let records = words.enumerated().map {
      #"{"id": "\#($0)", "name": "n", "aliases": ["\#($1)", "x"]}"#
    }
    let store = try TestStore(["units.json": "[" + records.joined(separator: ",") + "]"])
    #expect(try store.ids(Query.of(Units.self).sort("aliases")) == "1 4 0 3 2")
    #expect(try store.ids(Query.of(Units.self).sort("-aliases")) == "2 0 3 1 4")
  }

  @Test("puts days, times, flags and numbers in their own order")
  func otherKinds() throws {
    let store = try TestStore([
      "things.json": """
      [{"id": "a", "due": "2024-01-01", "starts": "2023-12-04T13:00", "done": true, "amount": 1.50},
       {"id": "b", "due": "2023-12-31", "starts": "2023-12-04T08:00", "done": false, "amount": -1},
       {"id": "c"}, {"id": "d", "due": "0999-01-01", "starts": "2023-12-03T23:00", "amount": 1.5}]
      """
    ])
    let things = Query.of(Things.self)
    #expect(try store.ids(things.sort("due")) == "d b a c")
    #expect(try store.ids(things.sort("-starts")) == "a b d c")
    #expect(try store.ids(things.sort("done")) == "b a c d")
    #expect(try store.ids(things.sort("amount")) == "b a d c")
    #expect(try store.ids(things.sort("-amount", "-id")) == "d a b c")
  }
}

@Suite("a slice")
struct SliceTests {
  @Test(
    "takes so many records from a place, as far as there are any",
    arguments: [
      (0, 2, "0 1"), (1, 2, "1 2"), (3, 9, "3 4"), (5, 1, ""), (9, 9, ""), (0, 0, ""),
      (-3, 2, "0 1"),
      (2, -1, ""), (0, .max, "0 1 2 3 4"), (4, .max, "4"), (.max, .max, ""), (.min, .min, ""),
    ])
  func slices(_ offset: Int, _ limit: Int, _ expected: String) throws {
    let store = try named(["a", "b", "c", "d", "e"])
    #expect(try store.ids(Query.of(Units.self).slice(offset, limit)) == expected)
  }

  @Test("comes after what stands before it")
  func order() throws {
    let store = try named(["a", "b", "c", "d", "e"])
    #expect(try store.ids(Query.of(Units.self).sort("-name").slice(0, 2).sort("name")) == "3 4")
    #expect(try store.ids(Query.of(Units.self).slice(1, 3).slice(1, 3)) == "2 3")
    #expect(try store.lines(Query.of(Units.self).group("name").slice(1, 2)) == ["b | 1", "c | 1"])
  }
}
