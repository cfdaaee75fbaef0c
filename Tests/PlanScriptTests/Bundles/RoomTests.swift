import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// What a bundle's code finds, and what it may do.
@Suite struct RoomTests {
  @Test func `a bundle finds its own modules, those of declared bundles, and the library`() throws {
    let office = try Office()
    try office.install(
      try office.bundle("deep", ["lib/who.lua": "return 'deep'\n"]),
      try office.bundle(
        "base", dependencies: ["deep": "*"],
        [
          "lib/names.lua": "return { who = require 'who', deep = require 'deep.who' }\n",
          "lib/who.lua": "return 'base'\n",
          "lib/late.lua": "return function() return require('lib.who') end\n",
          "lib/sub/x.lua": "return ...\n",
        ]),
      try office.bundle(
        "pack", dependencies: ["base": "*"],
        [
          "lib/who.lua": "return 'pack'\n",
          "scripts/main.lua": """
          local names = require "base.names"
          return require "who", require "lib.who", names.who, names.deep,
            require("base.late")(), type(require "page"), require "base.who"
          """,
        ]))
    let outcome = try office.run("pack")
    #expect(
      outcome.values
        == ["pack", "pack", "base", "deep", "base", "table", "base"].map { .text($0) },
      "\(String(describing: outcome.error))")
  }

  @Test func `no script gets hold of how another bundle's modules are asked for`() throws {
    let office = try Office()
    try office.install(
      try office.bundle("deep", ["lib/who.lua": "return 'deep'\n"]),
      try office.bundle(
        "base", dependencies: ["deep": "*"],
        ["lib/who.lua": "return require 'deep.who'\n", "lib/bad.lua": "error('boom')\n"]),
      try office.bundle(
        "pack", dependencies: ["base": "*"],
        [
          "scripts/main.lua": """
          local own, heard = require, {}
          rawset(_G, "require", function(name) heard[#heard + 1] = name return own(name) end)
          local who = require "base.who"
          local _, said = pcall(own, "base.bad")
          return who, table.concat(heard, " "), tostring(said)
          """
        ]))
    let outcome = try office.run("pack")
    #expect(Array(outcome.values.prefix(2)) == [.text("deep"), .text("base.who")])
    guard case .text(let said)? = outcome.values.last else {
      Issue.record("\(String(describing: outcome.error))")
      return
    }
    #expect(said.contains("base/lib/bad.lua:1: boom") && !said.contains("local"))
  }

  @Test(
    "nothing of another's is found",
    arguments: [
      "require 'deep.who'", "require 'other.who'", "require '..who'", "require '../base/lib/who'",
      "require '/etc/passwd'", "require 'base/who'", "require 'base'", "require 'scripts.main'",
      "require 'base.scripts.main'", "require 'store'", "dofile('x')", "loadfile('x')",
    ])
  func foreign(code: String) throws {
    let office = try Office(["scripts/store.lua": "return 1", "scripts/lib/store.lua": "return 1"])
    try office.install(
      try office.bundle("deep", ["lib/who.lua": "return 'deep'\n"]),
      try office.bundle("other", ["lib/who.lua": "return 'other'\n"]),
      try office.bundle("base", dependencies: ["deep": "*"], ["lib/who.lua": "return 'base'\n"]),
      try office.bundle(
        "pack", dependencies: ["base": "*"], ["scripts/main.lua": "return \(code)\n"]))
    let outcome = try office.run("pack")
    #expect(outcome.error != nil && outcome.values.isEmpty)
  }

  @Test func `a dependency that is gone, changed or too old stops the bundle`() throws {
    let office = try Office()
    try office.install(
      try office.bundle("base", "1.2.0"), try office.bundle("pack", dependencies: ["base": "^1.2"]))
    let base = try InstalledBundle.named("base", in: office.store.snapshot())
    try office.place.write(base.current.file, Array("x".utf8))
    #expect(throws: (any Error).self) { try office.room("pack") }
    try office.place.write(["bundles.json": "[]"])
    let gone = try installFault { _ = try office.room("pack") }
    guard case .notInstalled? = gone else {
      Issue.record("\(String(describing: gone))")
      return
    }
  }

  @Test(
    "a script may do what its bundle asks for, what it was given, what its entry says and what it says itself",
    arguments: [
      // Bundle, given, the script's own needs, what it does, whether that goes.
      (["read:units"], ["read:units"], "", "return #plan.units", true),
      (["read:units"], ["read:units"], "", "return #plan.people", false),
      (["read:units", "read:people"], ["read:units"], "", "return #plan.people", false),
      (
        ["read:units", "read:people"], ["read:units", "read:people"], "", "return #plan.people",
        true
      ),
      (
        ["read:units", "read:people"], ["read:units", "read:people"],
        "script { needs = { 'read:units' } } ", "return #plan.people", false
      ),
      (
        ["read:units"], ["read:units"], "script { needs = { 'read:people' } } ",
        "return #plan.people", false
      ),
      (["read:*"], ["read:units"], "", "return #plan.units", true),
      (["read:*"], ["read:units"], "", "return #plan.people", false),
      (["read:units"], ["read:*"], "", "return #plan.people", false),
      (["read:units"], ["write:*"], "", "plan.units['u1'].name = 'x'", false),
      (["write:units"], ["write:units"], "", "plan.units['u1'].name = 'x'", true),
    ])
  func permissions(
    needs: [String], given: [String], own: String, code: String, goes: Bool
  ) throws {
    let office = try Office([
      "units.json": #"[{"id": "u1", "name": "Một"}]"#, "people.json": "[]",
    ])
    var plan = try office.plan(
      try office.bundle("pack", needs: needs, ["scripts/main.lua": own + code + "\n"]))
    // As a record would have it that somebody has written by hand.
    plan = plan.giving(try given.map { try Permission($0) })
    try office.installing.carryOut(plan)
    let outcome = try office.run("pack")
    #expect((outcome.error == nil) == goes, "\(String(describing: outcome.error))")
    // What the person allows beside it does not widen it.
    let allowed = try office.run("pack") { $0.permissions.allowed = [.write(nil)] }
    if !goes, own.isEmpty { #expect(allowed.error != nil) }
  }

  @Test func `a plain name finds the one bundle that has it`() throws {
    let office = try Office()
    try office.install(
      try office.bundle("one", scripts: ["alpha", "both"]),
      try office.bundle("two", scripts: ["beta", "both"]))
    let snapshot = office.store.snapshot()
    #expect(try BundleRoom.having(script: "alpha", in: snapshot)?.bundle.name == "one")
    #expect(try BundleRoom.having(script: "gamma", in: snapshot)?.bundle.name == nil)
    let fault = try installFault { _ = try BundleRoom.having(script: "both", in: snapshot) }
    guard case .ambiguous("both", bundles: ["one", "two"])? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(throws: InstallFault.self) { try office.room("one").script("beta") }
  }

  @Test func `a script that the manifest does not list is not run by name`() throws {
    let office = try Office()
    try office.install(try office.bundle("pack", ["scripts/hidden.lua": "return 1\n"]))
    #expect(throws: InstallFault.self) { try office.room("pack").script("hidden") }
  }

  @Test func `checks of a bundle run in its room, and what they find is the unit's own`() throws {
    let office = try Office([
      "units.json": #"[{"id": "u1", "name": "Một"}, {"id": "u2", "name": "Hai"}]"#
    ])
    let check = """
      check { id = "no-head", severity = "warning", each = plan.units,
        test = function(u) return require("yes") and u.secretary ~= nil end, message = "${name}" }
      """
    try office.install(
      try office.bundle("pack", ["checks/a.lua": check, "lib/yes.lua": "return true\n"]))
    let call = BundleCall(try office.room("pack"), script: nil, who: "hoa", unit: "u1")
    let runs = CheckRuns(
      CheckSource.all(of: call), of: office.store.snapshot(), options: Sample.options())
    let outcomes = runs.outcomes(CheckSettings()) { _ in true }
    #expect(outcomes.map(\.examined) == [1])
    #expect(outcomes.flatMap(\.findings).count == 1)
    #expect(outcomes.compactMap(\.failure).isEmpty)
  }

  @Test func `an update says which checks say otherwise of this store`() throws {
    let office = try Office(["units.json": #"[{"id": "u1", "name": "Một"}]"#])
    func bundle(_ version: String, _ test: String) throws -> BundleContents {
      try office.bundle(
        "pack", version,
        [
          "checks/a.lua":
            "check { id = 'a', severity = 'error', each = plan.units, test = function(u) return \(test) end, message = '-' }\n"
        ])
    }
    try office.install(try bundle("1.0.0", "true"))
    let snapshot = office.store.snapshot()
    let step = try #require(try office.plan(try bundle("1.1.0", "false")).steps.first)
    let trial = try #require(step.trial(in: snapshot, who: "hoa", unit: nil))
    func verdicts(_ call: BundleCall) -> CheckVerdicts {
      CheckVerdicts(call, on: snapshot, options: Sample.options(), settings: CheckSettings())
    }
    let before = verdicts(
      BundleCall(try office.room("pack"), script: nil, who: "hoa", unit: nil))
    #expect(
      verdicts(trial).changes(since: before) == [
        .init(check: "a", before: .found(0), after: .found(1))
      ])
    #expect(before.changes(since: before).isEmpty)
  }
}

extension InstallPlan {
  /// Whatever it asks for.
  fileprivate func giving(_ permissions: [Permission]) -> InstallPlan {
    InstallPlan(
      steps: steps.map { step in
        var step = step
        step.allow = permissions
        return step
      })
  }
}
