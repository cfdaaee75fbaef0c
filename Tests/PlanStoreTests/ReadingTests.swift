import Testing

@testable import PlanModel
@testable import PlanStore

private let whole = """
  [
    {"id": "a", "label": "Lớp 1", "kind": "city", "unit": "dv-1", "with": ["dv-2", "dv-1"],
     "words": ["một", ""], "count": -7, "amount": 12.50, "done": true, "due": "2023-12-04",
     "starts": "2023-12-04T08:00", "inner": {"word": "x", "more": 1.0}, "inners": [{"word": "y"}]},
    {"id": "b", "label": "", "kind": "base", "unit": "", "with": [], "words": [""], "count": 0,
     "amount": -3, "done": false, "due": "0001-01-01", "starts": "1969-12-31T23:59:00", "inner": {},
     "inners": []},
    {"id": "c", "label": null, "kind": null, "unit": null, "with": null, "words": null, "count": null,
     "amount": null, "done": null, "due": null, "starts": null, "inner": null, "inners": null},
    {"id": "d"}
  ]
  """

private func read(_ text: String) throws -> Table {
  try Shelf(["things.json": text]).snapshot().table(Things.collection)
}

private func row(_ table: Table, _ row: Int) -> [String] {
  table.collection.fields.map { table.value(row, $0.name)?.said ?? "undeclared" }
}

@Suite("reading a collection")
struct ReadingTests {
  @Test("every kind of field has its value")
  func everyKind() throws {
    let table = try read(whole)
    #expect(table.count == 4)
    #expect(
      row(table, 0) == [
        "a", "Lớp 1", "city", "dv-1", "[dv-2 dv-1]", "[một ]", "-7", "12.50", "yes", "2023-12-04",
        "2023-12-04T08:00", #"{"word": "x", "more": 1.0}"#, #"[{"word": "y"}]"#,
      ])
    #expect(
      row(table, 1) == [
        "b", "", "base", "", "[]", "[]", "0", "-3", "no", "0001-01-01", "1969-12-31T23:59", "{}",
        "[]",
      ])
    #expect(table.value(1, "words") == .list([.text("")]))
    #expect(table.value(0, "unit") == .reference(collection: "units", id: "dv-1"))
    #expect(table.value(0, "nothing") == nil)
  }

  @Test("a missing value and a null are both none, and told apart in the column")
  func missingAndNull() throws {
    let table = try read(whole)
    for field in Things.collection.fields.dropFirst() {
      #expect(table.value(2, field.name) == PlanValue.none, "\(field.name)")
      #expect(table.value(3, field.name) == PlanValue.none, "\(field.name)")
      let column = try #require(table.column(field.name))
      #expect((0..<4).map { column.hasValue($0) } == [true, true, false, false], "\(field.name)")
      #expect(code(column, 2) != code(column, 3), "\(field.name)")
    }
  }

  private func code(_ column: Column, _ row: Int) -> Int64 {
    switch column.storage {
    case .text(_, let codes, _), .json(_, let codes, _), .symbols(let codes),
      .symbolLists(_, let codes, _):
      Int64(codes[row])
    case .integers(let numbers), .decimals(let numbers, _), .minutes(let numbers): numbers[row]
    case .flags(let flags): Int64(flags[row])
    case .days(let days): Int64(days[row])
    }
  }

  @Test("a text that is empty is a value, even where no other stands in its column")
  func emptyTexts() throws {
    let store = try TestStore([
      "units.json": #"[{"id": "", "name": "Không mã", "parent": "", "aliases": [""]}]"#
    ])
    let snapshot = try store.snapshot()
    #expect(try snapshot.units[""]?.name == "Không mã")
    #expect(try snapshot.units[0].parent?.id == "")
    #expect(try snapshot.units[0].aliases == [""])
    #expect(try store.ids(.of(Units.self).filter("parent", .equals(.text("")))) == "")
    #expect(try snapshot.units.table.count == 1)
  }

  @Test("numbers keep their exact value and their places")
  func numbers() throws {
    let spellings = [
      "0", "-0", "1.50", "1e2", "1.5E1", "25e-1", "0.000000000000000001", "999999999999999999",
      "-0.5",
    ]
    let records = spellings.map { #"{"id": "\#($0)", "amount": \#($0)}"# }
    let table = try read("[" + records.joined(separator: ",") + "]")
    #expect(
      spellings.indices.map { table.value($0, "amount")?.said ?? "" } == [
        "0", "0", "1.50", "100", "15", "2.5", "0.000000000000000001", "999999999999999999", "-0.5",
      ])
    let limits = try read(
      #"[{"id": "a", "count": 9223372036854775807}, {"id": "b", "count": -9223372036854775806}]"#)
    #expect(limits.value(0, "count") == .integer(.max))
    #expect(limits.value(1, "count") == .integer(.min + 2))
  }

  @Test("fields that nobody declared are kept, with their order and their spelling")
  func extras() throws {
    let table = try read(
      #"[{"z": 1.0, "id": "a", "a": {"b": [1, 2.50]}, "count": 1}, {"id": "b"}, {"id": "c", "Ghi chú": "đ\u0111", "z": null, "a": []}]"#
    )
    #expect(
      table.extras(0).map { "\($0.name) \($0.value.text())" } == ["z 1.0", #"a {"b": [1, 2.50]}"#])
    #expect(table.extras(1).isEmpty)
    #expect(
      table.extras(2).map { "\($0.name) \($0.value.text())" } == [
        #"Ghi chú "đđ""#, "z null", "a []",
      ])
    #expect(table.extraNames == ["z", "a", "Ghi chú"])
    #expect(table.value(0, "count") == .integer(1))
  }

  @Test("a name that stands twice counts once, the first, and is reported by its byte")
  func duplicates() throws {
    let text = #"[{"id": "a", "count": 1, "count": "x", "e": 1, "e": 2}, {"id": "b", "count": 2}]"#
    let table = try read(text)
    #expect(table.value(0, "count") == .integer(1))
    #expect(table.extras(0).map { $0.value.text() } == ["1"])
    let names = table.duplicateNames.map { place in
      "\(place.file) \(String(decoding: Array(text.utf8)[place.offset...].prefix(3), as: UTF8.self)) \(place.offset)"
    }
    #expect(names == [#"things.json "co 25"#, #"things.json "e" 47"#])
  }

  @Test("each record knows its file and its byte")
  func places() throws {
    let (first, second) = (#" [ {"id":"Đ"} ,\#n{"id":"b"}]"#, #"[{"id":"c"}]"#)
    let table = try Shelf(["things/a.json": first, "things/b.json": "[]", "things/c.json": second])
      .snapshot()
      .table(Things.collection)
    let places = (0..<table.count).map { "\(table.place($0).file) \(table.place($0).offset)" }
    #expect(places == ["things/a.json 3", "things/a.json 17", "things/c.json 1"])
    #expect(table.id(2) == "c")
  }

  @Test("the Swift types of the declaration reach through to the values")
  func typedRecords() throws {
    let store = try TestStore([
      "units.json":
        #"[{"id": "dv-1", "name": "Phường 1", "members_total": 12, "aliases": ["P1"], "reports_back": true}]"#,
      "sessions.json":
        #"[{"id": "l1", "name": "Lớp 1", "level": "city", "organizer": "dv-1", "days": 0.5, "starts_at": "2023-12-04T08:00", "topics": ["nq"]}]"#,
      "plan.json": #"{"number": "130", "title": "Kế hoạch", "signatory": {"role": "Phó Bí thư"}}"#,
    ])
    let snapshot = try store.snapshot()
    let unit = try #require(try snapshot.units["dv-1"])
    #expect(unit.name == "Phường 1")
    #expect(unit.membersTotal == 12)
    #expect(unit.membersAway == nil)
    #expect(unit.aliases == ["P1"])
    #expect(unit.reportsBack == true)
    let session = try #require(try snapshot.sessions.first)
    #expect(session.organizer?.id == "dv-1")
    #expect(session.topics?.map(\.id) == ["nq"])
    #expect(session.days == ExactDecimal(5, scale: 1))
    #expect(session.startsAt?.clock == "08:00")
    #expect(session.level?.description == "city")
    #expect(try snapshot.plan[0].signatory?["role"]?.string == "Phó Bí thư")
    #expect(try snapshot.units["dv-2"] == nil)
    #expect(try snapshot.units.map(\.name) == ["Phường 1"])
  }

  @Test("a record is called by its name or title, else by its id")
  func titles() throws {
    let store = try TestStore([
      "units.json": #"[{"id": "dv-1", "name": "Phường 1"}]"#,
      "attendance/dv-1.json":
        #"[{"id": "a1", "session": "l", "unit": "dv-1", "category": "member"}]"#,
      "plan.json": #"{"number": "130", "title": "Kế hoạch"}"#,
    ])
    #expect(try store.table(Units.collection).title(0) == "Phường 1")
    #expect(try store.table(Attendance.collection).title(0) == "a1")
    #expect(try store.table(Plan.collection).title(0) == "Kế hoạch")
    #expect(try store.table(Plan.collection).id(0) == "plan")
  }
}
