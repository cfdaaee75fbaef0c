import PlanModel
import PlanScript
import PlanStore
import Testing

/// What one unit may see of a store, by every way to a record.
@Suite struct ScopeTests {
  /// What a script gives that sees one unit of the sample.
  private func seen(_ source: String, _ unit: String = "dv-001") throws -> [PlanValue] {
    let run = try Run(try Sample.snapshot().scoped(to: unit), options: Sample.options()) { _ in }
    return try run.run(source, name: "test")
  }

  @Test(
    "nothing of another unit is reached",
    arguments: [
      // By its collection, as a list, by id, by a condition, sorted.
      "return #plan.people:where { unit = plan.units['dv-002'] or 'dv-001' } - #plan.people",
      "return plan.people['dv-002-p01'] == nil and 0 or 1",
      "return pcall(function() return plan.people:get('dv-002-p01') end) and 1 or 0",
      "local n = 0 for _, p in plan.people:each() do if p.id:sub(1, 6) ~= 'dv-001' then n = n + 1 end end return n",
      "local n = 0 for _, p in ipairs(plan.people:sort('-name'):all()) do if p.unit ~= plan.unit then n = n + 1 end end return n",
      // By a reference, and the other way round.
      "local n = 0 for _, s in plan.sessions:each() do for _, a in s.attendance:each() do if a.unit ~= plan.unit then n = n + 1 end end end return n",
      "local n = 0 for _, s in plan.sessions:each() do if s.organizer and s.organizer ~= plan.unit then n = n + 1 end end return n",
      "local n = 0 for _, t in plan.topics:each() do n = n + t.programmes:where { unit = op.ne('dv-001') }:count() end return n",
      // By what a path follows.
      "local n = 0 for _, v in ipairs(plan.sessions:values('organizer.secretary')) do if v ~= plan.unit.secretary then n = n + 1 end end return n",
      // By groups and their sums.
      "return plan.attendance:group_by('unit'):summarise { n = agg.count() }:count() - 1",
      "local g = plan.attendance:summarise { n = agg.sum('summoned') }:first() return g.n - 31",
      "return plan.people:summarise { u = agg.count_distinct('unit') }:first().u - 1",
      // What is one unit's alone.
      "return #plan.budget", "return #plan.reports - 1", "return #plan.programmes - 2",
      "return #plan.communications - 1", "return #plan.tasks - 1", "return #plan.units - 1",
    ])
  func hidden(source: String) throws {
    #expect(try seen(source).first == .integer(0))
  }

  @Test("the suggestions of an error name no record of another unit")
  func suggestions() throws {
    do {
      _ = try seen("plan.people:get('dv-002-p01')")
      Issue.record("it was found")
    } catch {
      #expect(!"\(error)".contains("dv-002-p0\"") && !"\(error)".contains("dv-002-p02"))
    }
  }

  @Test("typed access sees the same")
  func typed() throws {
    let snapshot = try Sample.snapshot().scoped(to: "dv-001")
    #expect(try snapshot.people.count == 36)
    #expect(try snapshot.people.allSatisfy { $0.unit?.id == "dv-001" })
    #expect(try snapshot.people["dv-002-p01"] == nil)
    #expect(try Sample.snapshot().people.count == 300)
  }

  @Test("a unit sees those below it, and what belongs to all")
  func below() throws {
    let (all, city) = (try Sample.snapshot(), try Sample.snapshot().scoped(to: "tu"))
    #expect(try city.people.count == all.people.count)
    #expect(try city.units["dv-012"] != nil)
    #expect(try city.units["ubnd-tp"] == nil)
    for count in [
      try city.topics.count, try city.materials.count, try city.audiences.count,
      try city.triggers.count, try city.recipients.count,
    ] {
      #expect(count > 0)
    }
  }

  @Test("a unit sees the classes that it holds, those for all, and those its people were called to")
  func classes() throws {
    let names = try Sample.snapshot().scoped(to: "dv-012").sessions.compactMap { $0.id }
    #expect(names == ["lop-tp-1", "lop-tp-2", "lop-tp-3", "lop-tp-4", "lop-dv-011"])
  }

  @Test("work that several units share is seen by each of them")
  func shared() throws {
    #expect(try seen("return plan.tasks['mau-4'] ~= nil", "dv-005") == [.boolean(true)])
    #expect(try seen("return plan.tasks['mau-4'].unit == nil", "dv-005") == [.boolean(true)])
  }

  @Test("a script's own changes keep what is hidden hidden")
  func changes() throws {
    let source = """
      plan.people:add { name = "Người mới", unit = "dv-001", category = "mass" }
      plan.tasks["mau-1"].status = "open"
      return #plan.people, #plan.tasks, plan.unit.people:count()
      """
    #expect(try seen(source) == [.integer(37), .integer(1), .integer(37)])
    #expect(throws: (any Error).self) {
      try seen("plan.people:add { name = 'X', unit = 'dv-002', category = 'mass' }")
    }
    #expect(throws: (any Error).self) {
      try seen(
        "plan.people:add { id = 'dv-002-p01', name = 'X', unit = 'dv-001', category = 'mass' }")
    }
  }

  @Test("a report calls a unit that is out of scope by its name, and knows nothing else of it")
  func names() throws {
    let shown = Shown()
    let run = try Run(try Sample.snapshot().scoped(to: "dv-001"), options: Sample.options()) {
      shown.blocks.append($0)
    }
    try run.run(
      "report.table(plan.sessions:limit(1), { columns = { 'organizer', 'organizer.kind' } })",
      name: "test")
    let text = shown.text(.csv, run.presenter)
    #expect(text.contains("\r\nThành ủy;\r\n"))
  }

  @Test("a unit that does not exist has no scope; the error says which are near")
  func nobody() throws {
    #expect(throws: QueryError.self) { try Sample.snapshot().scoped(to: "dv-0001") }
  }

  @Test("every collection that names units says to which of them its records belong")
  func declared() throws {
    // The plan's own lists: who owns a topic, and to whom the plan was sent.
    let everybodys: Set = ["topics", "recipients"]
    for collection in Catalogue.collections where !everybodys.contains(collection.name) {
      let names = collection.fields.contains { $0.target == "units" }
      #expect(!names || collection.belonging != .toAll, "\(collection.name)")
      for path in collection.belonging.fields where path != "id" {
        var target: String? = collection.name
        for name in path.split(separator: ".") {
          target = target.flatMap(Catalogue.collection)?.field(String(name))?.target
        }
        #expect(target == "units", "\(collection.name).\(path)")
      }
    }
  }
}
