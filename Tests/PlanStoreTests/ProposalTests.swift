import Chance
import PlanModel
import Testing

@testable import PlanStore

/// A proposal must read exactly as the store will once its changes are in the files.
@Suite struct ProposalTests {
  private static func units(_ count: Int) -> String {
    let records = (0..<count).map {
      #"{"id": "u\#($0)", "name": "Đơn vị \#($0)", "members_total": \#($0)}"#
    }
    return "[\n  " + records.joined(separator: ",\n  ") + "\n]\n"
  }

  private static func tasks(_ count: Int) -> String {
    let records = (0..<count).map { number in
      let unit =
        number % 3 == 0 ? "" : #", "unit": "u\#(number % 4)", "with": ["u1", "u\#(number % 4)"]"#
      return
        #"{"id": "t\#(number)", "title": "Việc \#(number)"\#(unit), "status": "open", "x": [\#(number)]}"#
    }
    return "[\n  " + records.joined(separator: ",\n  ") + "\n]\n"
  }

  private static let store: [String: [UInt8]] = [
    "units.json": Array(units(4).utf8), "tasks.json": Array(tasks(7).utf8),
    "people/u0.json": Array(
      #"[{"id": "u0-p1", "name": "A", "unit": "u0", "category": "mass", "joined_on": "2001-01-01"}]"#
        .utf8),
    "reports.json": Array(#"[{"id": "r1", "unit": "u2", "member_percent": 9.50e1}]"#.utf8),
  ]

  /// Random changes; queries in between make the tables anew at random moments.
  private static func propose(_ proposal: Proposal, _ dice: inout Dice) throws {
    for _ in 0..<dice.below(12) {
      let collection = [Tasks.collection, Units.collection, People.collection, Reports.collection][
        dice.below(4)]
      let row = dice.below(try proposal.rowCount(collection))
      do {
        switch dice.below(5) {
        case 0: try proposal.remove(row: row, from: collection)
        case 1: _ = try proposal.add(values(for: collection, &dice), to: collection)
        default:
          guard let (name, value) = values(for: collection, &dice).randomElement(using: &dice)
          else { continue }
          try proposal.set(
            name, ofRow: row, in: collection,
            to: dice.below(5) == 0 ? .none : value)
        }
      } catch is ValueFault {
      } catch is Proposal.Failure {}
      if dice.below(3) == 0 { _ = try answers(try proposal.current()) }
    }
  }

  private static func values(for collection: Collection, _ dice: inout Dice) -> [(
    String, PlanValue
  )] {
    let unit = PlanValue.reference(collection: "units", id: "u\(dice.below(5))")
    return switch collection.name {
    case "tasks":
      [
        ("title", .text(RandomJSON.string(&dice))), ("unit", unit),
        ("with", .list([unit, .text("u1")])),
        ("status", .text(["open", "done", "odd"][dice.below(3)])), ("due_on", .text("04/12/2023")),
      ]
    case "units":
      [
        ("name", .text("N\(dice.below(9))")), ("members_total", .integer(Int64(dice.below(100)))),
        ("aliases", .list([.text("a"), .text("Đ")])),
        ("reports_back", .boolean(dice.below(2) == 0)),
        ("parent", unit),
      ]
    case "people": [("name", .text("P")), ("unit", unit), ("category", .text("mass"))]
    default:
      [
        ("unit", unit),
        ("member_percent", .decimal(ExactDecimal(Int64(dice.below(900)), scale: 1))),
      ]
    }
  }

  /// What a reader would see: every field of every record by id, and queries that follow
  /// references both ways.
  private static func answers(_ snapshot: Snapshot) throws -> [String] {
    var lines: [String] = []
    for collection in [Tasks.collection, Units.collection, People.collection, Reports.collection] {
      let result = try snapshot.execute(Query(.collection(collection)))
      guard case .records(let table, let rows) = result else { continue }
      lines += (0..<rows.count).map { position in
        let row = rows[position]
        let fields = collection.fields.map { table.value(row, $0.name)?.json.text() ?? "" }
        return "\(table.row(id: table.id(row)) == row) \(fields) \(table.extras(row))"
      }.sorted()
    }
    let byUnit = Query.of(Tasks.self).group("unit.name", figures: [Figure("n", .count)])
    lines += try snapshot.rows(byUnit).map { "\($0.map(\.json))" }.sorted()
    let total = Query.of(Units.self).group(figures: [Figure("n", .sum(Path("members_total")))])
    lines += try snapshot.rows(total).map { "\($0.map(\.json))" }
    let units = try snapshot.table(Units.collection)
    for inverse in Catalogue.inverses(of: "units") where inverse.collection == "tasks" {
      for row in 0..<units.count {
        let query = Query(.referring(inverse, to: units.id(row)))
        lines.append(
          "\(units.id(row)).\(inverse.name): \(try snapshot.ids(query).split(separator: " ").sorted())"
        )
      }
    }
    return Set(lines).sorted()
  }

  @Test("reads as the files will read with the changes in them, whatever was changed")
  func agrees() throws {
    var changed = 0
    for seed in 0..<150 as Range<UInt64> {
      var dice = Dice(seed)
      let base = Shelf(Self.store).snapshot()
      let proposal = Proposal(base)
      try Self.propose(proposal, &dice)
      changed += proposal.changes.count
      var editing = Editing(snapshot: base) { Self.store[$0] }
      let edited = try editing.edited(proposal.changes)
      #expect(edited.conflicts.isEmpty)
      let files = edited.files.reduce(into: Self.store) { $0[$1.path] = $1.after }
      let (proposed, written) = (
        try Self.answers(try proposal.current()), try Self.answers(Shelf(files).snapshot())
      )
      let gone = Set(proposed).symmetricDifference(written).filter { !$0.hasSuffix(": []") }
      #expect(gone.isEmpty, "seed \(seed)")
      #expect(try Self.answers(base) == (try Self.answers(Shelf(Self.store).snapshot())))
      if !gone.isEmpty { return }
    }
    #expect(changed > 200)
  }

  @Test("rows keep their numbers, and one that is gone its last values")
  func rows() throws {
    let proposal = Proposal(Shelf(Self.store).snapshot())
    let tasks = Tasks.collection
    let position = try #require(tasks.position(of: "title"))
    let before = try #require(try proposal.row(id: "t3", in: tasks))
    let added = try proposal.add([("title", .text("mới"))], to: tasks)
    try proposal.remove(row: 0, from: tasks)
    _ = try proposal.current().table(tasks)
    #expect(try proposal.row(id: "t3", in: tasks) == before)
    #expect(try proposal.id(added, in: tasks) == "t7")
    #expect(try proposal.row(id: "t0", in: tasks) == nil)
    #expect(try proposal.value(0, position, in: tasks) == .text("Việc 0"))
    #expect(try proposal.current().table(tasks).rows.count == 7)
  }

  @Test("ids go on as a person would count: by kind, by unit, or from the kind's name")
  func ids() throws {
    let proposal = Proposal(Shelf(Self.store).snapshot())
    func add(_ collection: Collection, _ values: [(String, PlanValue)]) throws -> String {
      try proposal.id(try proposal.add(values, to: collection), in: collection)
    }
    func person(_ unit: String) -> [(String, PlanValue)] {
      [("name", .text("P")), ("unit", .text(unit)), ("category", .text("mass"))]
    }
    #expect(try add(Tasks.collection, [("title", .text("x"))]) == "t7")
    #expect(try add(Tasks.collection, [("title", .text("x")), ("id", .text("t8"))]) == "t8")
    #expect(try add(Tasks.collection, [("title", .text("x"))]) == "t9")
    #expect(try add(People.collection, person("u0")) == "u0-p2")
    #expect(try add(People.collection, person("u3")) == "u3-p1")
    #expect(try add(People.collection, person("u3")) == "u3-p2")
    #expect(try add(Topics.collection, [("title", .text("x"))]) == "topic-1")
  }

  @Test("more changes, or more bytes, than one run may make are refused for good")
  func limits() throws {
    let tasks = Tasks.collection
    let few = Proposal(Shelf(Self.store).snapshot(), limits: .init(changes: 2))
    for text in ["1", "2"] { try few.set("title", ofRow: 0, in: tasks, to: .text(text)) }
    #expect(throws: Proposal.Failure.self) {
      try few.set("title", ofRow: 0, in: tasks, to: .text("3"))
    }
    #expect(few.excess != nil)
    let small = Proposal(Shelf(Self.store).snapshot(), limits: .init(bytes: 100))
    let long = String(repeating: "x", count: 100)
    #expect(throws: Proposal.Failure.self) {
      try small.set("title", ofRow: 0, in: tasks, to: .text(long))
    }
    #expect(small.changes.isEmpty)
  }

  @Test("a record whose id stands twice is not changed")
  func twice() throws {
    let text = #"[{"id": "a", "title": "A"}, {"id": "a", "title": "B"}, {"id": "c", "title": "C"}]"#
    let proposal = Proposal(Shelf(["tasks.json": text]).snapshot())
    for row in 0..<2 {
      #expect(throws: Proposal.Failure.self) {
        try proposal.set("title", ofRow: row, in: Tasks.collection, to: .text("x"))
      }
      #expect(throws: Proposal.Failure.self) {
        try proposal.remove(row: row, from: Tasks.collection)
      }
    }
    #expect(try proposal.set("title", ofRow: 2, in: Tasks.collection, to: .text("x")))
  }

  @Test("a collection that a verb keeps is changed by that verb alone")
  func kept() throws {
    let text = #"[{"id": "a", "name": "A", "public": "B", "state": "trusted"}]"#
    let keys = Keys.collection
    let record: [(String, PlanValue)] = [
      ("id", .text("b")), ("name", .text("B")), ("public", .text("C")), ("state", .text("trusted")),
    ]
    for verb in [nil, "bundle"] {
      let proposal = Proposal(Shelf(["keys.json": text]).snapshot(), verb: verb)
      let attempts: [() throws -> Void] = [
        { _ = try proposal.add(record, to: keys) },
        { _ = try proposal.set("name", ofRow: 0, in: keys, to: .text("x")) },
        { try proposal.remove(row: 0, from: keys) },
      ]
      for attempt in attempts {
        #expect {
          try attempt()
        } throws: { error in
          guard case Proposal.Failure.kept(collection: "keys", by: "key") = error else {
            return false
          }
          return true
        }
      }
      #expect(proposal.changes.isEmpty)
      #expect(try proposal.value(0, 1, in: keys) == .text("A"))
    }
    let own = Proposal(Shelf(["keys.json": text]).snapshot(), verb: "key")
    #expect(try own.set("name", ofRow: 0, in: keys, to: .text("x")))
    #expect(own.changes.count == 1)
  }
}
