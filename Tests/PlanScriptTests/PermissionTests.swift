import Foundation
import Lua
import PlanModel
import PlanScript
import PlanStore
import Testing

/// What a script did not ask for it does not get, by any way to a record.
@Suite struct PermissionTests {
  @discardableResult
  private func run(
    _ source: String, allow: [String] = [], deny: [String] = [], parameters: [String: String] = [:]
  ) throws -> (values: [PlanValue], run: Run, shown: Shown) {
    var options = Sample.options()
    options.permissions = Permissions(
      allowed: try allow.map { try Permission($0) }, denied: try deny.map { try Permission($0) })
    options.parameters = parameters
    let shown = Shown()
    let run = try Run(try Sample.snapshot(), options: options) { shown.blocks.append($0) }
    return (try run.run(source, name: "test"), run, shown)
  }

  /// What a run was refused; nothing when it failed in another way, or not at all.
  private func refusal(_ body: () throws -> Void) -> PermissionRefusal? {
    do {
      try body()
    } catch {
      var error = error
      while case .runtime(_, _, _, let cause?)? = error as? LuaError { error = cause }
      if case StoreError.refused(let refusal) = error { return refusal }
    }
    return nil
  }

  /// Ways to what a script with `read:attendance` and `write:tasks` did not ask for.
  static let ways: [(source: String, missing: String)] = [
    // The collection itself: as a list, by id, by a condition, counted, shown.
    ("return #plan.units", "read:units"), ("return plan.units['dv-001']", "read:units"),
    ("return plan.units:get('dv-001')", "read:units"),
    ("return plan['units']:where { kind = 'base' }", "read:units"),
    ("return plan.units:sort('name')", "read:units"), ("print(plan.units)", "read:units"),
    ("report.table(plan.units)", "read:units"), ("return tostring(plan.units)", "read:units"),
    ("for _, u in plan.units:each() do end", "read:units"),
    ("return plan.units:values('name')", "read:units"),
    ("return plan.units:index_by('id')", "read:units"),
    ("return #plan.attendance:union(plan.units)", "read:units"),
    // What the plan says of itself.
    ("return plan.title", "read:plan"), ("return tostring(plan)", "read:plan"),
    ("plan.title = 'x'", "write:plan"),
    // By a reference, its id included, and the other way round.
    ("return plan.attendance:first().unit", "read:units"),
    ("return plan.attendance:first().session.name", "read:sessions"),
    ("for k, v in pairs(plan.attendance:first()) do end", "read:sessions"),
    ("print(plan.attendance:first())", "read:sessions"),
    ("return #plan.tasks['iv-1-a'].with", "read:units"),
    ("return plan.tasks:first().trigger", "read:triggers"),
    ("return plan.topics['nq-1'].materials", "read:topics"),
    // By what a path of a query follows.
    ("return plan.attendance:where { unit = 'dv-001' }", "read:units"),
    ("return plan.attendance:where { ['unit.kind'] = 'base' }", "read:units"),
    ("return plan.attendance:where { ['unit.parent'] = op.none }", "read:units"),
    ("return plan.attendance:sort('unit.name')", "read:units"),
    ("return plan.attendance:values('unit')", "read:units"),
    ("return plan.attendance:values('session.organizer.name')", "read:sessions"),
    ("return plan.attendance:select('unit')", "read:units"),
    ("return plan.attendance:distinct('unit')", "read:units"),
    ("return plan.attendance:index_by('unit')", "read:units"),
    ("return plan.attendance:extend { u = 'unit' }", "read:units"),
    ("report.table(plan.attendance, { columns = { 'unit' } })", "read:units"),
    ("report.bars(plan.attendance:limit(2), { label = 'unit', value = 'attended' })", "read:units"),
    // By groups, their sums and totals.
    ("return plan.attendance:group_by('unit'):summarise { n = agg.count() }", "read:units"),
    ("return plan.attendance:summarise { n = agg.count_distinct('unit') }:first()", "read:units"),
    ("return plan.attendance:summarise { n = agg.list('unit') }:first()", "read:units"),
    ("return plan.attendance:summarise { n = agg.first('unit.name') }:first()", "read:units"),
    (
      "return plan.attendance:summarise { n = agg.where({ ['unit.kind'] = 'base' }, agg.count()) }:first()",
      "read:units"
    ),
    (
      "return plan.attendance:pivot { rows = 'unit', columns = 'category', value = agg.sum('attended') }",
      "read:units"
    ),
    // By a join.
    ("return plan.attendance:join(plan.units, { on = { unit = 'id' } })", "read:units"),
    ("return plan.attendance:join(plan.people, { on = { id = 'id' } })", "read:people"),
    // By writing: another collection, and a reference that would tell which ids there are.
    ("plan.units['dv-001'].name = 'x'", "read:units"),
    ("plan.reports:add { unit = 'dv-001' }", "write:reports"),
    ("plan.topics:add { title = 'x' }", "write:topics"),
    ("plan.tasks['iv-1-a'].unit = 'dv-001'", "read:units"),
    ("plan.attendance:first().attended = 0", "write:attendance"),
    ("plan.attendance:remove(plan.attendance:first().id)", "write:attendance"),
  ]

  static let declared = "script { needs = { 'read:attendance', 'write:tasks' } } "

  @Test("what a script did not ask for is refused, by whatever way", arguments: ways)
  func refused(source: String, missing: String) throws {
    let refused = refusal { try run(Self.declared + source) }
    #expect(refused?.permission.description == missing)
    // The same with everything else taken away from a script that declares nothing.
    let name = String(missing.split(separator: ":")[1])
    #expect(refusal { try run(source, deny: ["read:" + name]) }?.denial == .read(name))
  }

  @Test(
    "what a script caught of it tells no value and no id, and the run has failed", arguments: ways)
  func caught(source: String, missing: String) throws {
    let caught = try Counter(source)
    #expect(caught.refusal?.permission.description == missing)
    for text in ["dv-0", "lop-", "Đảng", "Lớp", "nq-", "iv-1-a-"] {
      #expect(!caught.words.contains(text), "\(caught.words)")
    }
  }

  /// What `pcall` gives a script for a refusal.
  private struct Counter {
    var words = ""
    var refusal: PermissionRefusal?

    init(_ source: String) throws {
      let heard = Heard()
      let hear = HostFunction("hear", [.init("words", "any")], vi: "", en: "") { _, call in
        heard.words = try call.tostring(1)
        return []
      }
      let run = try Run(
        try Sample.snapshot(), options: Sample.options(), functions: [hear]
      ) { _ in }
      do {
        try run.run(
          PermissionTests.declared
            + "local ok, e = pcall(function() \(source) end) hear(e)", name: "test")
      } catch StoreError.refused(let refusal) {
        self.refusal = refusal
      }
      words = heard.words
    }
  }

  private final class Heard: @unchecked Sendable {
    // One run, one thread.
    var words = ""
  }

  @Test("who was refused something shows nothing after it")
  func silent() throws {
    let source = Self.declared + "pcall(function() return #plan.units end) print('0 units')"
    let shown = Shown()
    let made = try Run(try Sample.snapshot(), options: Sample.options()) { shown.blocks.append($0) }
    #expect(refusal { try made.run(source, name: "test") } != nil)
    #expect(shown.blocks.isEmpty)
  }

  @Test("what a script asked for it gets, and the names of what it may read")
  func granted() throws {
    #expect(try run(Self.declared + "return #plan.attendance > 0").values == [.boolean(true)])
    let (values, made, _) = try run(
      Self.declared + "plan.tasks['iv-1-a'].status = 'done' return plan.tasks['iv-1-a'].status")
    #expect(values == [.text("done")])
    #expect(made.changes.count == 1)
    let source = "script { needs = { 'read:*' } } return plan.attendance:first().unit ~= nil"
    #expect(try run(source).values == [.boolean(true)])
    #expect(try run("script { needs = {} } return plan.today ~= nil").values == [.boolean(true)])
  }

  @Test("a script that declares no needs may do everything; one that needs nothing, nothing")
  func undeclared() throws {
    #expect(
      try run("script { title = 'x' } plan.title = 'y' return #plan.units > 0").values.count == 1)
    #expect(refusal { try run("script { needs = {} } return #plan.units") } != nil)
  }

  @Test("draft is write:drafts, and writing takes reading with it")
  func drafting() throws {
    #expect(try Permission("draft") == .write("drafts"))
    #expect(try run("script { needs = { 'draft' } } return #plan.drafts").values == [.integer(0)])
    #expect(refusal { try run("return #plan.drafts", deny: ["draft"]) } == nil)
    #expect(refusal { try run("return #plan.drafts", deny: ["read:drafts"]) } != nil)
  }

  @Test("--allow adds to what was declared; --deny takes away from any script, and wins")
  func allowed() throws {
    let source = Self.declared + "return #plan.units > 0"
    #expect(try run(source, allow: ["read:units"]).values == [.boolean(true)])
    #expect(try run(source, allow: ["write:*"]).values == [.boolean(true)])
    #expect(refusal { try run(source, allow: ["read:units"], deny: ["read:*"]) } != nil)
    #expect(refusal { try run("plan.title = 'x'", deny: ["write:*"]) }?.denial == .write(nil))
    #expect(refusal { try run("return plan.title", deny: ["write:*"]) } == nil)
    #expect(refusal { try run("plan.title = 'x'", deny: ["read:plan"]) } != nil)
  }

  @Test("plan.unit is a record of units")
  func unit() throws {
    let run = try Run(
      try Sample.snapshot().scoped(to: "dv-001"), options: Sample.options()
    ) { _ in }
    let refused = refusal { try run.run(Self.declared + "return plan.unit", name: "test") }
    #expect(refused?.permission == .read("units"))
  }

  @Test("a record as a parameter is read like any other")
  func parameter() throws {
    let source =
      "script { needs = { 'read:tasks' }, params = { u = { type = 'unit', optional = true } } }"
    #expect(refusal { try run(source, parameters: ["u": "dv-001"]) }?.permission == .read("units"))
    #expect(refusal { try run(source) } == nil)
  }

  @Test("taking a record away asks for whatever may refer to it")
  func removal() throws {
    let source = "script { needs = { 'write:people' } } plan.people:remove('dv-001-p01')"
    #expect(refusal { try run(source) }?.permission == .read("attendance"))
  }

  @Test("needs that come after something was read are a mistake, and not half a limit")
  func late() throws {
    let error = #expect(throws: LuaError.self) {
      try run("local n = #plan.units script { needs = { 'read:tasks' } }")
    }
    guard case HostError.needsTooLate? = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("all names that are no permissions are told, with what was perhaps meant")
  func unknown() throws {
    let error = #expect(throws: LuaError.self) {
      try run("script { needs = { 'read:attendace', 'units', 'write:tasks', 'drafts' } }")
    }
    guard case HostError.unknownPermissions(let faults)? = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(faults.map(\.text) == ["read:attendace", "units", "drafts"])
    #expect(
      faults.map(\.suggestions.first) == ["read:attendance", "read:units", "read:drafts"])
    #expect(faults.last?.suggestions == ["read:drafts", "draft"])
    for needs in ["'read:units'", "{ read = 'units' }", "{ 5 }"] {
      #expect(throws: LuaError.self) { try run("script { needs = \(needs) }") }
    }
  }

  @Test("the figures of settings are the plan's, whether a script may read the plan or not")
  func settings() throws {
    let source = "script { needs = { 'read:attendance' } } print(fmt.percent(ratio(1, 3)))"
    let (_, made, shown) = try run(source)
    let (_, free, all) = try run("print(fmt.percent(ratio(1, 3)))")
    #expect(shown.text(.table, made.presenter) == all.text(.table, free.presenter))
  }

  @Test(
    "every shipped script asks for exactly what it uses", arguments: ShippedLibrary.scriptNames)
  func shipped(name: String) throws {
    let source = try #require(ShippedLibrary.script(name))
    let declaration = try #require(try ScriptDeclaration.read(source, name: name))
    let needs = try #require(declaration.needs, "\(name) declares no needs")
    let store = try Self.storeWithAnEvent()
    defer { try? FileManager.default.removeItem(at: store) }
    let all = try Store(path: store.path).snapshot()
    var runs = Self.days.map { (snapshot: all, day: $0) }
    if !declaration.tags.contains("drafts") {
      runs = [(all, Self.today), (try all.scoped(to: "dv-001"), Self.today)]
    }
    var used: Set<Permission> = []
    for parameters in Self.choices(declaration) {
      for (snapshot, day) in runs {
        var options = Sample.options()
        options.today = { _ in Day(number: day) }
        options.parameters = parameters
        let run = try Run(snapshot, options: options) { _ in }
        try run.run(source, name: name)
        used.formUnion(run.permissionsUsed)
      }
    }
    // Writing takes reading with it.
    for case .write(let name) in used { used.remove(.read(name)) }
    #expect(Set(needs) == used, "\(name): \(used.map(\.description).sorted())")
  }

  /// The sample, in which the first event that work waits for has come.
  private static func storeWithAnEvent() throws -> URL {
    let store = FileManager.default.temporaryDirectory.appending(
      path: "planscript-\(UUID().uuidString)")
    try FileManager.default.copyItem(
      at: Sample.package.appending(path: "examples/plan-130"), to: store)
    let file = store.appending(path: "triggers.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing(
      "{\"id\"", with: "{\"occurred_on\": \"2023-12-18\", \"id\"", maxReplacements: 1
    )
    .write(to: file, atomically: true, encoding: .utf8)
    return store
  }

  private static let today: Int32 = 19_713
  /// The days on which one letter or another is due, from 28/11 to 22/12/2023.
  private static let days: [Int32] = [19_689, 19_692, 19_693, 19_696, 19_703, 19_708, 19_713]

  /// No parameter, each by itself, and all together.
  private static func choices(_ declaration: ScriptDeclaration) -> [[String: String]] {
    let each = declaration.parameters.flatMap { parameter -> [[String: String]] in
      switch parameter.type {
      case .choice(let choices): choices.map { [parameter.name: $0] }
      case .boolean: [[parameter.name: "true"]]
      case .text: [[parameter.name: "Hội trường"]]
      case .record("sessions"): [[parameter.name: "lop-tp-1"]]
      case .record("units"): [[parameter.name: "dv-001"]]
      default: []
      }
    }
    return [[:]] + each + [each.reduce(into: [:]) { $0.merge($1) { first, _ in first } }]
  }
}
