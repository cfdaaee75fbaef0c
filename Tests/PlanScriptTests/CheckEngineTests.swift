import Foundation
import Lua
import PlanModel
import PlanScript
import PlanStore
import Testing

/// `check { }` and what evaluates it.
@Suite struct CheckEngineTests {
  private func outcome(_ declaration: String) throws -> CheckOutcome {
    try #require(
      Checking.outcomes([Checking.source(declaration)], try Sample.snapshot()).first)
  }

  private func failure(_ declaration: String) throws -> any Error {
    try #require(try outcome(declaration).failure)
  }

  @Test("a query, a list and a function that gives either are walked through")
  func each() throws {
    for each in [
      "plan.topics", "plan.topics:all()", "function() return plan.topics end",
      "function() return plan.topics:all() end",
    ] {
      let outcome = try outcome(
        """
        check { id = "t", each = \(each), test = function(r) return r.id ~= "nq-2" end,
          message = "${id}: ${restricted}" }
        """)
      #expect(outcome.examined == 4)
      #expect(outcome.findings.map(\.message) == ["nq-2: –"])
      #expect(outcome.findings.map(\.record) == [RecordKey("topics", "nq-2")])
      #expect(outcome.findings.map(\.severity) == [.warning])
    }
  }

  @Test("a group's finding is about the one record that the group is of")
  func groups() throws {
    let outcome = try outcome(
      """
      check { id = "low", severity = "error", thresholds = { floor = { type = "percent", default = 87 } },
        each = plan.attendance:where { category = "member" }:group_by("unit"):summarise {
          rate = agg.ratio("attended", "summoned") },
        test = function(r, limits) return r.rate >= ratio(limits.floor, 100) end,
        message = { vi = "${unit.name}: ${rate}, dưới ${floor}%", en = "x" } }
      """)
    #expect(outcome.examined == 12)
    #expect(
      outcome.findings.map(\.message) == [
        "Đảng bộ Công ty Cổ phần May Sông Đường (mẫu): 86,96%, dưới 87%",
        "Đảng bộ phường Hoà Thuận (mẫu): 85,71%, dưới 87%",
      ])
    #expect(outcome.findings.map { $0.record?.id } == ["dv-008", "dv-012"])
  }

  @Test("the test may say which record, field and severity, and what the message shows")
  func details() throws {
    let outcome = try outcome(
      """
      check { id = "t", each = plan.topics:where { id = "nq-1" },
        test = function(r) return false, { record = plan.units["tu"], field = "name",
          severity = "info", what = date(2023, 12, 4) } end,
        message = "${what}; ${title}" }
      """)
    let finding = try #require(outcome.findings.first)
    #expect(finding.record == RecordKey("units", "tu"))
    #expect(finding.field == "name")
    #expect(finding.severity == .info)
    #expect(finding.message.hasPrefix("04/12/2023; Nghị quyết"))
  }

  @Test("a finding may be about the plan itself")
  func plan() throws {
    let outcome = try outcome(
      """
      check { id = "t", each = { plan }, test = function(p) return p.issued_on ~= nil, { field = "issued_on" } end,
        message = "${number}" }
      """)
    #expect(outcome.findings.first?.record == RecordKey("plan", "plan"))
    #expect(outcome.findings.first?.message == "130-KH/TU")
  }

  @Test("a field that no record has is an error, and not a pass")
  func unknownField() throws {
    let error = try failure(
      #"check { id = "t", each = plan.units, test = function(r) return r.nmae ~= nil end, message = "" }"#
    )
    guard case LuaError.runtime(_, let position, _, let cause) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(position == LuaPosition(chunk: "test.lua", line: 1))
    guard case QueryError.unknownField(_, "nmae", let near)? = cause else {
      Issue.record("\(String(describing: cause))")
      return
    }
    #expect(near.contains("name"))
    let message = try failure(
      #"check { id = "t", each = plan.units, test = function() return false end, message = "${nmae}" }"#
    )
    guard case HostError.check(.message(of: "t", let inner)) = message else {
      Issue.record("\(message)")
      return
    }
    #expect(inner is QueryError)
    let threshold = try failure(
      #"check { id = "t", each = plan.units, test = function(_, limits) return limits.floor > 1 end, message = "" }"#
    )
    #expect("\(threshold)".contains("floor"))
  }

  @Test("a test that says neither true nor false is a mistake")
  func verdict() throws {
    for verdict in ["nil", "1", #""no""#, "{}"] {
      let error = try failure(
        #"check { id = "t", each = plan.units, test = function() return \#(verdict) end, message = "" }"#
      )
      guard case HostError.check(.noVerdict(check: "t", _)) = error else {
        Issue.record("\(verdict): \(error)")
        continue
      }
    }
  }

  @Test("a misspelt or missing word of a declaration is told, with the file and line")
  func misspelt() throws {
    for declaration in [
      #"check { id = "t" }"#, #"check { id = "a b", each = {}, test = print, message = "" }"#,
      #"check { id = "t", eech = {}, each = {}, test = print, message = "" }"#,
      #"check { id = "t", each = {}, test = print, message = "${" }"#,
      #"check { id = "t", each = {}, test = print, message = "${}" }"#,
      #"check { id = "t", each = {}, test = print, message = "", severity = "eror" }"#,
      #"check { id = "t", each = {}, test = 1, message = "" }"#,
      #"check { id = "t", each = {}, test = print, message = "", thresholds = { a = { type = "nmber" } } }"#,
      #"check { id = "and", each = {}, test = print, message = "" }"#,
      #"check(1)"#,
    ] {
      let error = try failure(declaration)
      #expect((error as? LuaError)?.position?.chunk == "test.lua", "\(declaration): \(error)")
    }
    let twice = #"check { id = "t", each = {}, test = print, message = "" }"#
    #expect(throws: LuaError.self) {
      let failure = try failure(twice + "\n" + twice)
      throw failure
    }
    #expect(throws: (any Error).self) {
      throw try failure(#"check { id = "t", each = 1, test = print, message = "" }"#)
    }
  }

  @Test("one check that breaks does not stop the others, and outcomes come in order")
  func broken() throws {
    let sources = [
      Checking.source("syntax error here", "z.lua"),
      Checking.source(
        #"check { id = "loop", each = plan.units, test = function() while true do end end, message = "" }"#,
        "y.lua"),
      Checking.source(
        #"check { id = "b", each = plan.units, test = function() return true end, message = "" }"#,
        "x.lua"),
      Checking.source(
        #"check { id = "a", each = {}, test = function() return true end, message = "" }"#, "w.lua"),
      Checking.source(
        #"check { id = "half", each = plan.units, test = function() return false end, message = "" } error "later""#,
        "v.lua"),
    ]
    var options = Checking.options
    options.limits.time = .milliseconds(200)
    let runs = CheckRuns(sources, of: try Sample.snapshot(), options: options)
    let outcomes = runs.outcomes(CheckSettings()) { _ in true }
    #expect(outcomes.map(\.name) == ["v.lua", "z.lua", "a", "b", "half", "loop"])
    #expect(outcomes.map { $0.failure != nil } == [true, true, false, false, false, true])
    #expect(outcomes.map(\.examined) == [0, 0, 0, 38, 38, 0])
    let report = CheckReport(outcomes, waivers: [], baseline: nil, in: try Sample.snapshot())
    #expect(report.vacuous.map(\.name) == ["a"])
    #expect(report.broken.count == 3)
    #expect(report.examined == 76)
  }

  @Test("a check in an ordinary script shows what it finds where it stands")
  func shown() throws {
    let shown = Shown()
    let run = try Run(try Sample.snapshot(), options: Checking.options) { shown.blocks.append($0) }
    try run.run(
      """
      check { id = "t", title = { vi = "Tên", en = "Name" }, each = plan.topics,
        test = function(r) return r.id ~= "nq-2" end, message = "${id}" }
      """, name: "t.lua")
    #expect(run.findings.map(\.message) == ["nq-2"])
    let text = shown.text(.table, run.presenter)
    #expect(text.contains("Tên"))
    #expect(text.contains("Đã xem 4 bản ghi, 1 chưa đạt."))
    #expect(text.contains("cảnh báo"))
  }

  @Test("settings give other severities and thresholds, and leave checks out")
  func settings() throws {
    let source = Checking.source(
      """
      check { id = "t", each = plan.topics, thresholds = { most = { type = "number", default = 9 } },
        test = function(r, limits) return #r.id <= limits.most, { severity = "info" } end, message = "${most}" }
      """)
    func outcomes(_ json: String) throws -> [CheckOutcome] {
      let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
      #expect(value is [String: Any])
      return Checking.outcomes([source], try Sample.snapshot(), try CheckSettings(parsed(json)))
    }
    #expect(try outcomes("{}")[0].findings.isEmpty)
    let other = try outcomes(#"{"t": {"severity": "error", "thresholds": {"most": 3}}}"#)
    #expect(other[0].findings.map(\.severity) == [.error, .error, .error, .error])
    #expect(other[0].findings.first?.message == "3")
    #expect(try outcomes(#"{"t": {"severity": "off"}}"#).isEmpty)
    let wrong = try outcomes(#"{"t": {"thresholds": {"most": "nhiều"}}}"#)
    guard case HostError.check(.badThreshold(check: "t", let fault))? = wrong[0].failure else {
      Issue.record("\(String(describing: wrong[0].failure))")
      return
    }
    #expect(fault.name == "most")
  }

  @Test(
    "settings of another shape are refused",
    arguments: [
      "[]", #"{"t": 1}"#, #"{"t": {"sev": "error"}}"#, #"{"t": {"severity": "eror"}}"#,
      #"{"t": {"thresholds": []}}"#, #"{"t": {"thresholds": {"a": []}}}"#,
    ])
  func badSettings(_ json: String) throws {
    #expect(throws: CheckFault.self) { try CheckSettings(parsed(json)) }
  }

  /// JSON as the store gives it, read by way of a store's own settings.
  private func parsed(_ json: String) throws -> JSONValue? {
    let copy = try SampleCopy()
    try copy.edit(.init(file: "store.json", old: "{\n", new: "{ \"checks\": \(json),\n"))
    return try Store(path: copy.path).setting("checks")
  }

  @Test("settings for what does not exist are told with what was meant")
  func unknownSettings() throws {
    let checks = CheckRuns(
      [try Checking.shipped("over-capacity")], of: try Sample.snapshot(), options: Checking.options
    ).declared
    var settings = CheckSettings()
    settings.set(.off, of: "over-capasity")
    guard
      case CheckFault.unknownCheck(_, ["over-capacity"])? = #expect(
        throws: CheckFault.self,
        performing: {
          try settings.validate(against: checks)
        })
    else {
      Issue.record("no suggestion")
      return
    }
    settings = CheckSettings()
    settings.set("percnt", to: "1", of: "over-capacity")
    guard
      case CheckFault.unknownThreshold(_, "percnt", ["percent"])? = #expect(
        throws: CheckFault.self,
        performing: {
          try settings.validate(against: checks)
        })
    else {
      Issue.record("no suggestion")
      return
    }
  }

  @Test("an id in two files is refused")
  func sameId() throws {
    let text = #"check { id = "t", each = {}, test = print, message = "" }"#
    let runs = CheckRuns(
      [Checking.source(text, "a.lua"), Checking.source(text, "b.lua")], of: try Sample.snapshot(),
      options: Checking.options)
    #expect(throws: CheckFault.self) { try runs.validate() }
  }
}

/// `--select`
@Suite struct CheckSelectionTests {
  private func picked(_ expression: String) throws -> [String] {
    let checks = [("a", ["x"]), ("b", ["x", "y"]), ("class-c", ["y"])].map { id, tags in
      CheckDeclaration(
        id: id, title: Bilingual(vi: id, en: id), severity: .info, tags: tags)
    }
    let selection = try CheckSelection(expression)
    try selection.validate(against: checks)
    return checks.filter(selection.picks).map(\.id)
  }

  @Test("and binds closer than or, not closer than both, and brackets over all")
  func precedence() throws {
    #expect(try picked("x") == ["a", "b"])
    #expect(try picked("a") == ["a"])
    #expect(try picked("x and y") == ["b"])
    #expect(try picked("x and not y") == ["a"])
    #expect(try picked("not x or a") == ["a", "class-c"])
    #expect(try picked("a or x and y") == ["a", "b"])
    #expect(try picked("(a or x) and y") == ["b"])
    #expect(try picked("not (a or b)") == ["class-c"])
    #expect(try picked("not not class-*") == ["class-c"])
  }

  @Test(
    "what makes no sense is told with the place",
    arguments: [
      ("", 1), ("and", 1), ("x y", 3), ("x and", 6), ("(x", 3), ("x)", 2), ("not", 4),
      ("x or or y", 6),
    ])
  func nonsense(_ expression: String, _ place: Int) throws {
    guard
      case CheckFault.badSelection(_, at: let found)? = #expect(
        throws: CheckFault.self,
        performing: {
          try CheckSelection(expression)
        })
    else { return }
    #expect(found == place)
    #expect(throws: CheckFault.self) {
      try CheckSelection(String(repeating: "(", count: 100_000))
    }
  }

  @Test("a word that no check has is told with what was meant")
  func unknown() throws {
    guard
      case CheckFault.unknownWord("class-d", let near, ["x", "y"])? = #expect(
        throws: CheckFault.self,
        performing: {
          try picked("x or class-d")
        })
    else { return }
    #expect(near == ["class-c"])
    #expect(throws: CheckFault.self) { try picked("units-*") }
  }
}
