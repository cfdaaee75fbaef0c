import Lua
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// What is tried before a bundle is installed.
@Suite struct InstallTrialTests {
  private static let check = """
    check { id = "few", severity = "error", each = plan.units, test = function() return true end, message = "-" }

    """

  private static let test = """
    test("names come from the other bundle", function()
      expect(require("lib.two")):to_equal("base base")
    end)

    """

  private func office(base: String = "return 'base'\n") throws -> (Office, InstallPlan) {
    let office = try Office()
    let pack = try office.bundle(
      "pack", dependencies: ["base": "^1.0"],
      [
        "lib/two.lua": "return require('base.name') .. ' ' .. require('base.again')\n",
        "tests/names.lua": Self.test,
      ])
    let base = try office.bundle(
      "base", ["lib/name.lua": base, "lib/again.lua": "return require 'name'\n"])
    let plan = try InstallPlan(
      [.contents(pack), .contents(base)], from: nil,
      InstallPlan.Here(office.store.snapshot(), toolkit: Office.toolkit))
    return (office, plan)
  }

  private func report(_ office: Office, _ plan: InstallPlan) throws -> TestReport {
    let step = try #require(plan.steps.first { $0.name == "pack" })
    return try plan.tests(of: step, in: office.store.snapshot(), options: Sample.options())
  }

  @Test func `a bundle's tests find what it depends on, as it will be installed`() throws {
    let (office, plan) = try office()
    let report = try report(office, plan)
    #expect(report.outcomes.count == 1 && report.failed.isEmpty, "\(report.failed)")
    let (other, failing) = try self.office(base: "return 'other'\n")
    #expect(try self.report(other, failing).failed.count == 1)
  }

  @Test func `a bundle's tests find what it depends on, as it is installed`() throws {
    let (office, plan) = try office()
    try office.installing.carryOut(plan)
    let next = try office.bundle(
      "pack", "1.1.0", dependencies: ["base": "^1.0"],
      ["lib/two.lua": "return 'base base'\n", "tests/names.lua": Self.test])
    let update = try office.plan(next)
    #expect(update.steps.map(\.name) == ["pack"])
    #expect(try report(office, update).failed.isEmpty)
  }

  @Test func `a check whose id is another's only once it is installed is told, and stops no other`()
    throws
  {
    let office = try Office([
      "units.json": #"[{"id": "u1", "name": "Một", "kind": "party_base"}]"#
    ])
    let changing = Self.check.replacing(
      "\"few\"", with: "plan.units:count() > 0 and 'few' or 'other'")
    try office.install(try office.bundle("pack", ["checks/few.lua": changing]))
    let own = CheckSource(name: "mine.lua", text: Self.check, modules: .shipped)
    let call = BundleCall(try office.room("pack"), script: nil, who: "hoa", unit: nil)
    let runs = CheckRuns(
      [own] + CheckSource.all(of: call), of: office.store.snapshot(), options: Sample.options())
    try runs.validate()
    let outcomes = runs.outcomes(CheckSettings()) { _ in true }
    #expect(outcomes.count == 2)
    #expect(outcomes.first { $0.file == "mine.lua" }?.examined == 1)
    guard
      case CheckFault.twice("few", _)? = outcomes.first(where: { $0.file != "mine.lua" })?.failure
    else { return #expect(Bool(false), "\(outcomes)") }
  }

  @Test func `a check that takes its id from another bundle's modules is read as it will run`()
    throws
  {
    let office = try Office()
    let pack = try office.bundle(
      "pack", dependencies: ["base": "*"],
      [
        "lib/name.lua": "return 'other'\n",
        "checks/few.lua": Self.check.replacing("\"few\"", with: "require 'base.id'"),
      ])
    let base = try office.bundle(
      "base", ["lib/id.lua": "return require 'name'\n", "lib/name.lua": "return 'few'\n"])
    let plan = try InstallPlan(
      [.contents(pack), .contents(base)], from: nil,
      InstallPlan.Here(office.store.snapshot(), toolkit: Office.toolkit))
    let own = CheckSource(name: "mine.lua", text: Self.check, modules: .shipped)
    #expect(throws: InstallFault.self) {
      try plan.validateChecks(
        beside: [own], in: office.store.snapshot(), options: Sample.options())
    }
  }

  @Test func `a check that is never read to its end is not installed`() throws {
    let office = try Office()
    let plan = try office.plan(try office.bundle("pack", ["checks/few.lua": "while true do end\n"]))
    #expect(throws: LuaError.self) {
      try plan.validateChecks(
        beside: [], in: office.store.snapshot(), options: Sample.options())
    }
  }

  @Test func `a check that comes under the id of another is refused, with both files`() throws {
    let office = try Office()
    let pack = try office.bundle("pack", ["checks/few.lua": Self.check])
    let plan = try office.plan(pack)
    func fault(_ plan: InstallPlan, _ present: [CheckSource] = []) throws -> [String]? {
      let fault = try installFault {
        try plan.validateChecks(
          beside: present, in: office.store.snapshot(), options: Sample.options())
      }
      guard case .checkTaken("few", let files)? = fault else {
        #expect(fault == nil)
        return nil
      }
      return files
    }
    #expect(try fault(plan) == nil)
    let own = CheckSource(name: "scripts/checks/mine.lua", text: Self.check, modules: .shipped)
    #expect(
      try fault(plan, [own]) == ["scripts/checks/mine.lua", "pack/checks/few.lua"])
    try office.installing.carryOut(plan)
    // A later version of the same bundle takes the place of the one before.
    let next = try office.bundle("pack", "1.1.0", ["checks/few.lua": Self.check])
    #expect(try fault(office.plan(next)) == nil)
    let other = try office.bundle("other", ["checks/mine.lua": "local x = 1\n" + Self.check])
    #expect(
      try fault(office.plan(other)) == ["pack/checks/few.lua", "other/checks/mine.lua"])
  }
}
