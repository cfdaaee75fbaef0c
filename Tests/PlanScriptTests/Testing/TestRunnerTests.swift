import Lua
import PlanModel
import Testing

@testable import PlanScript

/// Tests written in Lua: what passes, what fails and why, and that none finds what another left.
@Suite struct TestRunnerTests {
  private static let script = """
    script { needs = { "read:units", "read:tasks", "write:tasks" } }
    local names = require "names"
    for _, task in plan.tasks:each() do task.status = "done" end
    report.table(plan.units:select("name", "members_total"), { total = true })
    return names.short("Đảng bộ phường Một"), plan.today
    """

  private func report(
    _ tests: String, files: [String: String] = [:], coverage: Bool = false,
    matching: TextTest? = nil, time: Duration = .seconds(5)
  ) -> TestReport {
    var all = [
      "tests/a.lua": tests, "scripts/finish.lua": Self.script,
      "lib/names.lua": "return { short = function(name) return (name:gsub('^Đảng bộ ', '')) end }",
    ]
    all.merge(files) { $1 }
    var options = Run.Options(
      today: { _ in Day(number: 0) }, limits: LuaLimits(time: time, memory: 64 << 20))
    options.describe = { "\($0)" }
    return TestRunner(TestRoom(files: all), options: options, coverage: coverage)
      .run(matching: matching)
  }

  /// The fault of the only test; nothing where it passes.
  private func fault(
    _ body: String, files: [String: String] = [:], time: Duration = .seconds(5)
  ) throws -> TestFault? {
    let report = report("test('t', function()\n\(body)\nend)", files: files, time: time)
    try #require(report.outcomes.count == 1)
    guard let failure = report.outcomes[0].failure else { return nil }
    let cause = (failure as? LuaError)?.cause ?? failure
    return try #require(cause as? TestFault, "\(failure)")
  }

  private func passed() { Issue.record("it passed, or failed otherwise") }

  private func unmet(_ body: String) throws -> UnmetExpectation {
    guard case .unmet(let unmet)? = try fault(body) else {
      throw TestFault.vanished(body)
    }
    return unmet
  }

  @Test func `a script's rows, values and changes are what the test sees`() throws {
    #expect(
      try fault(
        """
        local store = scratch { today = "2023-12-22",
          units = { { id = "u1", name = "Một", members_total = 3 }, { id = "u2", name = "Hai", members_total = 4 } },
          tasks = { { id = "t1", title = "Việc", unit = "u1" } } }
        local run = store:run("finish")
        expect(run.rows):to_count(2)
        expect(run.rows[1]):to_equal { name = "Một", members_total = 3 }
        expect(run.tables[1].total.members_total):to_equal(7)
        expect(run.value):to_equal("phường Một")
        expect(run.values[2]):to_equal(date("2023-12-22"))
        expect(run.changes):to_equal { { collection = "tasks", id = "t1", kind = "update", fields = { status = "done" } } }
        expect(run.error):to_be_nil()
        """) == nil)
  }

  @Test func `what a run changes is there afterwards only when it was applied`() throws {
    #expect(
      try fault(
        """
        local store = scratch { tasks = { { id = "t1", status = "open" } } }
        local function status() return store:eval("return plan.tasks['t1'].status").value end
        store:run("finish")
        expect(status()):to_equal("open")
        store:run("finish", { apply = true })
        expect(status()):to_equal("done")
        """) == nil)
  }

  @Test func `no test finds what another left`() {
    let report = report(
      """
      local store = scratch { tasks = { { id = "t1", status = "open" } } }
      local count = 0
      local function status() return store:eval("return plan.tasks['t1'].status").value end
      test("first", function()
        store:run("finish", { apply = true })
        count = count + 1
        left = true
        expect(status()):to_equal("done")
      end)
      test("second", function()
        expect(status()):to_equal("open")
        expect(count):to_equal(0)
        expect(rawget(_G, "left")):to_be_nil()
      end)
      """)
    #expect(report.count == 2)
    #expect(report.failed.isEmpty)
  }

  @Test func `ids, required fields and what they refer to are filled in`() throws {
    #expect(
      try fault(
        """
        local store = scratch { attendance = { { summoned = 3 } }, people = 2, sessions = { { name = "Lớp" } } }
        local found = store:eval([[
          local a = plan.attendance:first()
          return a.id, a.unit.id, a.session.name, plan.people:count(), plan.number, a.category
        ]])
        expect(found.values):to_equal { "attendance-1", "unit-1", "Lớp", 2, "01-KH", "member" }
        """) == nil)
  }

  @Test func `the sample plan is one word`() throws {
    #expect(
      try fault(
        """
        local run = scratch { sample = true }:run("summary", { today = "2023-12-22" })
        expect(run.rows):to_count(12)
        """) == nil)
  }

  @Test func `an expectation that is not met says what was there, and where tables differ`() throws
  {
    let tables = try unmet(
      "expect({ a = 1, b = { 1, { c = 'x' } } }):to_equal { a = 1, b = { 1, { c = 'y' } } }")
    #expect(tables.difference == .init(place: .path(".b[2].c"), wanted: "\"y\"", found: "\"x\""))
    let texts = try unmet("expect('a\\nb\\nc'):to_equal('a\\nB\\nc')")
    #expect(texts.difference == .init(place: .line(2), wanted: "\"B\"", found: "\"b\""))
    #expect(
      try unmet("expect({ 1, nil, 3 }):to_equal { 1, 2, 3 }").difference?.place == .path("[2]"))
    #expect(try unmet("expect(1):to_differ(1.0)").kind == .differ)
    #expect(try unmet("expect('Hoá'):to_lack('oá')").kind == .lack)
    #expect(try unmet("expect({ 1, 2 }):to_count(3)").kind == .count(3))
    #expect(try unmet("expect(false):to_be_nil()").found == "false")
    #expect(try unmet("expect(nil):to_exist()").kind == .exist)
    #expect(try unmet("expect(function() error('a') end):to_fail('b')").found == "a")
  }

  @Test func `a list contains a table with these fields, whatever else it has`() throws {
    #expect(try fault("expect({ { a = 1, b = 2 } }):to_contain { b = 2 }") == nil)
    #expect(try unmet("expect({ { a = 1, b = 2 } }):to_contain { b = 3 }").kind == .contain)
  }

  @Test func `a test that catches its own failure has failed all the same`() throws {
    #expect(try unmet("pcall(function() expect(1):to_equal(2) end)").kind == .equal)
  }

  @Test func `a test that cannot fail is none`() throws {
    guard case .expectsNothing? = try fault("local a = 1") else { return passed() }
    guard case .unasked(2)? = try fault("expect(1) expect(2)") else { return passed() }
  }

  @Test func `a script that fails fails the test, unless the test wants it to`() throws {
    let broken = ["scripts/broken.lua": "\nerror('hỏng')"]
    guard
      case .scriptFailed("scripts/broken.lua", let error)? = try fault(
        "scratch():run('broken')", files: broken)
    else { return passed() }
    #expect((error as? LuaError)?.position?.line == 2)
    #expect(
      try fault(
        """
        local run = scratch():run("broken", { fails = true })
        expect(run.error):to_equal { kind = "script", message = run.error.message, file = "scripts/broken.lua", line = 2 }
        """, files: broken) == nil)
    guard case .scriptSucceeded? = try fault("scratch():run('finish', { fails = true })") else {
      return passed()
    }
  }

  @Test func `what may not be read is refused, and the test sees how`() throws {
    #expect(
      try fault(
        """
        local store = scratch { units = 1 }
        expect(store:run("finish", { deny = { "read:units" }, fails = true }).error.kind):to_equal("permission")
        expect(store:eval("return plan.units:count()", { unit = "unit-1" }).value):to_equal(1)
        """) == nil)
  }

  @Test func `checks of the room are evaluated, with other thresholds if wanted`() throws {
    let checks = [
      "checks/many.lua": """
      check { id = "many", each = plan.units, thresholds = { most = { type = "number", default = 5 } },
        test = function(u, t) return u.members_total <= t.most end, message = "${name}" }
      """
    ]
    #expect(
      try fault(
        """
        local store = scratch { units = { { name = "Một", members_total = 7 }, { name = "Hai", members_total = 1 } } }
        local run = store:check()
        expect(run.findings):to_equal { { check = "many", severity = "warning", collection = "units", record = "unit-1", message = "Một" } }
        expect(run.checks.many):to_equal { examined = 2, findings = 1 }
        expect(store:check("many", { set = { many = { most = 9 } } }).findings):to_count(0)
        """, files: checks) == nil)
    guard
      case .noSuchCheck("mani", ["many"])? = try fault(
        "scratch():check('mani')", files: checks)
    else { return passed() }
  }

  @Test func `mistakes in a test are told with what was perhaps meant`() throws {
    guard case .noSuchScript("finsh", let near)? = try fault("scratch():run('finsh')") else {
      return passed()
    }
    #expect(near == ["finish"])
    guard case .besideSample("units")? = try fault("scratch { sample = true, units = 1 }") else {
      return passed()
    }
    guard case .badRecords("units", "string")? = try fault("scratch { units = 'x' }") else {
      return passed()
    }
    guard case .noPlan? = try fault("print(plan.units:count())") else {
      return passed()
    }
    guard case .twice("t")? = try fault("end) test('t', function() expect(1):to_exist()") else {
      return passed()
    }
  }

  @Test func `a file that cannot be read to its end is a failure, and the others run`() {
    let report = report(
      "test('t', function() expect(1):to_exist() end)", files: ["tests/b.lua": "test('u', "])
    #expect(report.passed == 1)
    #expect(report.failed.map(\.file) == ["tests/b.lua"])
    #expect(report.failed.map(\.name) == [nil])
  }

  @Test(.timeLimit(.minutes(1))) func `a test without end stops, wherever it hangs`() throws {
    let report = report(
      """
      test("itself", function() while true do end end)
      test("its script", function() scratch():eval("while true do end") end)
      test("many scripts", function() local s = scratch() while true do s:eval("return 1") end end)
      """, time: .milliseconds(200))
    #expect(report.failed.count == 3)
  }

  @Test func `a test makes no more records than its limits hold`() throws {
    guard
      case .tooManyRecords("units", 100_001, limit: 10_000)? = try fault(
        "scratch { units = 100001 }")
    else { return passed() }
    guard
      case .tooLarge? = try fault(
        "for _ = 1, 1000 do scratch { sample = true } end", time: .seconds(60))
    else {
      return passed()
    }
  }

  @Test func `tests are picked by name or file`() {
    let tests = """
      test("đơn vị thấp", function() expect(1):to_exist() end)
      test("khác", function() expect(1):to_exist() end)
      """
    let names = { (pattern: TextTest) in
      self.report(tests, matching: pattern).outcomes.compactMap(\.name)
    }
    #expect(names(TextTest(.contains, "don vi")) == ["đơn vị thấp"])
    #expect(names(TextTest(.like, "a")) == ["đơn vị thấp", "khác"])
    #expect(names(TextTest(.like, "k*")) == ["khác"])
  }

  @Test func `coverage counts what tests ran, and files that none has loaded`() throws {
    let report = report(
      "test('t', function() scratch { tasks = 1 }:run('finish') end)",
      files: ["lib/unused.lua": "local a = 1\nreturn a"], coverage: true)
    let files = try #require(report.coverage)
    #expect(files.map(\.name) == ["lib/names.lua", "lib/unused.lua", "scripts/finish.lua"])
    #expect(files.map(\.missed) == [[], [1, 2], []])
    #expect(files[1].missedRanges == [1...2])
    #expect(report.covered == Ratio(6, of: 8))
  }

  @Test func `a test file requires what stands beside it and in lib, and nothing outside`() throws {
    let helper = ["tests/helper.lua": "return 7"]
    #expect(try fault("expect(require 'helper'):to_equal(7)", files: helper) == nil)
    let report = report("require '../../etc/passwd'")
    #expect(report.failed.count == 1)
  }
}
