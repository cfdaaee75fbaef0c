import Lua
import PlanModel
import PlanScript
import PlanStore
import Testing

/// A run from a host's side.
@Suite struct RunTests {
  private func run(
    _ source: String, functions: [HostFunction] = [], edit: (inout Run.Options) -> Void = { _ in }
  ) throws -> (values: [PlanValue], shown: Shown, run: Run) {
    let shown = Shown()
    var options = Sample.options()
    edit(&options)
    let run = try Run(try Sample.snapshot(), options: options, functions: functions) {
      shown.blocks.append($0)
    }
    return (try run.run(source, name: "test"), shown, run)
  }

  @Test("what a script returns has Swift types")
  func results() throws {
    let (values, _, _) = try run(
      #"return 1, "a", true, nil, 1.5, plan.units["tu"], date(2023, 12, 4), ratio(1, 2), { 1, 2 }, { a = 1 }"#
    )
    #expect(
      values == [
        .integer(1), .text("a"), .boolean(true), .none, .decimal(ExactDecimal(15, scale: 1)),
        .reference(collection: "units", id: "tu"), .day(try #require(Day("2023-12-04"))),
        .ratio(Ratio(1, of: 2)), .list([.integer(1), .integer(2)]),
        .json(.object([.init("a", .number("1"))])),
      ])
  }

  @Test("a host function is called with Lua's values and its error keeps its Swift type")
  func hostFunction() throws {
    struct Closed: Error {}
    let double = HostFunction("double", [.init("n", "number")], result: "number", vi: "", en: "") {
      _, call in [.integer(try call.integer(1) * 2)]
    }
    let closed = HostFunction("office.open", vi: "", en: "") { _, _ in throw Closed() }
    #expect(try run("return double(21)", functions: [double]).values == [.integer(42)])
    let error = #expect(throws: LuaError.self) { try run("office.open()", functions: [closed]) }
    #expect(error?.cause is Closed)
    #expect(error?.position == LuaPosition(chunk: "test", line: 1))
  }

  @Test("typed access by the names of the declaration")
  func typedAccess() throws {
    let snapshot = try Sample.snapshot()
    let session = try #require(try snapshot.sessions["lop-tp-1"])
    #expect(session.name == "Lớp thứ nhất")
    #expect(session.startsAt?.description == "2023-12-04T08:00")
    #expect(session.organizer?.id == "tu")
    #expect(session.completeBefore == nil)
    #expect(try snapshot.units.count == 38)
    #expect(try snapshot.people.filter { $0.retired == true }.count > 0)
  }

  @Test("parameters have the types of their declaration")
  func parameters() throws {
    let declaration = """
      script { title = "t", params = {
        floor = { type = "percent", default = 80 }, on = { type = "date", default = "today" },
        unit = { type = "unit", optional = true }, how = { type = "choice", choices = { "a", "b" }, default = "a" },
        deep = { type = "boolean", default = false }, n = { type = "number", optional = true } } }
      return params.floor, params.on, params.unit, params.how, params.deep, params.n
      """
    let plain = try run(declaration)
    #expect(
      plain.values == [
        .integer(80), .day(Day(number: 19_713)), .none, .text("a"), .boolean(false), .none,
      ])
    let given = try run(declaration) {
      $0.parameters = [
        "floor": "92,5%", "on": "4/12/2023", "unit": "dv-001", "how": "b", "deep": "có", "n": "3",
      ]
    }
    #expect(
      given.values == [
        .decimal(ExactDecimal(925, scale: 1)), .day(try #require(Day("2023-12-04"))),
        .reference(collection: "units", id: "dv-001"), .text("b"), .boolean(true), .integer(3),
      ])
    #expect(given.run.declaration?.title?.en == "t")
    let error = #expect(throws: LuaError.self) {
      try run(declaration) { $0.parameters = ["floor": "x", "how": "c", "foo": "1"] }
    }
    guard case HostError.parameters(let faults)? = error?.cause else {
      Issue.record("not a parameter error: \(String(describing: error))")
      return
    }
    #expect(faults.map(\.name).sorted() == ["floor", "foo", "how"])
  }

  @Test("defaults have the types of their declaration, and all that have not are told at once")
  func defaults() throws {
    let good = try run(
      """
      script { params = { n = { type = "number", default = 2.5 }, on = { type = "date", default = date("2023-12-04") },
        unit = { type = "unit", default = "dv-001" }, deep = { type = "boolean", default = true } } }
      return params.n, params.on, params.unit, params.deep
      """)
    #expect(
      good.values == [
        .decimal(ExactDecimal(25, scale: 1)), .day(try #require(Day("2023-12-04"))),
        .reference(collection: "units", id: "dv-001"), .boolean(true),
      ])
    #expect(
      good.run.declaration?.parameters.map(\.fallback) == ["true", "2.5", "2023-12-04", "dv-001"])
    let error = #expect(throws: LuaError.self) {
      try run(
        """
        script { params = { a = { default = 5 }, b = { type = "number", default = true },
          c = { type = "date", default = 5 }, d = { type = "choice", choices = { "x" }, default = "y" },
          e = { type = "unit", default = "nowhere" }, f = { type = "choice" }, g = { type = "boolean", default = "có" } } }
        """)
    }
    guard case HostError.parameters(let faults)? = error?.cause else {
      Issue.record("not a parameter error: \(String(describing: error))")
      return
    }
    #expect(faults.map(\.name).sorted() == ["a", "b", "c", "d", "e", "f"])
  }

  @Test("a misspelt word in a declaration is told")
  func misspeltDeclaration() throws {
    for source in [
      "script { titel = 'x' }", "script { params = { a = { typ = 'text' } } }",
      "script { params = { a = { type = 'txt' } } }",
    ] {
      #expect(throws: LuaError.self) { try run(source) }
    }
  }

  @Test("one run leaves nothing behind for the next")
  func fresh() throws {
    _ = try run("leftover = 1")
    #expect(throws: LuaError.self) { try run("return leftover") }
  }

  @Test("no script reaches files, programs or the network, and none changes the host's tables")
  func sandbox() throws {
    for source in [
      "io.open('/etc/passwd')", "os.execute('true')", "os.getenv('HOME')", "os.exit()",
      "dofile('x')",
      "loadfile('x')", "debug.getinfo(1)", "package.loadlib('x', 'y')", "require 'os.x'",
      "string.rep = nil", "report.table = nil", "plan.units = nil", "getmetatable('').__index = {}",
      "setmetatable({}, { __gc = function() end })", "load('\\27Lua')()",
    ] {
      #expect(throws: LuaError.self, "\(source)") { try run(source) }
    }
  }

  @Test("a script that hit a limit leaves the host usable")
  func limits() throws {
    let endless = #expect(throws: LuaError.self) {
      try run("while true do pcall(function() while true do end end) end") {
        $0.limits.time = .milliseconds(50)
      }
    }
    guard case .timeLimit = endless else { Issue.record("\(String(describing: endless))"); return }
    let large = #expect(throws: LuaError.self) {
      try run("local s = 'x' while true do s = s .. s end") { $0.limits.memory = 8 << 20 }
    }
    guard case .memoryLimit = large else { Issue.record("\(String(describing: large))"); return }
    #expect(try run("return 1").values == [.integer(1)])
  }

  @Test("only the collections that a script touches are read")
  func lazily() throws {
    let snapshot = try Sample.snapshot()
    let run = try Run(snapshot, options: Sample.options()) { _ in }
    try run.run(
      "local q = plan.attendance; local r = plan.reports return plan.topics:count()", name: "t")
    #expect(snapshot.collectionsRead == ["topics"])
  }
}
