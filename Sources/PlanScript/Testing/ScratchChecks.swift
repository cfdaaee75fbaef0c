import Lua
import PlanModel
import PlanStore

extension ScratchValue {
  /// Evaluates the checks of the room on the store: all, or the one of that id. A check that
  /// breaks fails the test.
  func check(
    _ id: String?, _ asked: ScratchOptions, at position: LuaPosition?
  ) throws -> LuaValue {
    let testCase = try run.thisTest()
    let sources = testCase.room.checks
    let nowhere = TestRoom.Source(path: "checks/", name: "checks/", text: "")
    let options = try options(asked, for: nowhere)
    let runs = CheckRuns(
      sources.map { source in
        CheckSource(
          name: source.name, text: source.text, modules: testCase.room.modules(beside: source))
      }, of: try snapshot(asked), options: options)
    do throws(CheckFault) {
      try runs.validate()
    } catch {
      throw TestFault.checkFailed(id ?? "", error)
    }
    let known = runs.declared.map(\.id)
    if let id, !known.contains(id), runs.failures.isEmpty {
      throw TestFault.noSuchCheck(id, suggestions: suggestions(for: id, among: known))
    }
    let outcomes = runs.outcomes(asked.thresholds) { id == nil || $0.id == id }
    if let broken = outcomes.first(where: { $0.failure != nil }), let failure = broken.failure {
      try testCase.ask(.checkFailed(broken.name, failure), at: position)
    }
    testCase.count()
    return try result(of: outcomes)
  }

  private func result(of outcomes: [CheckOutcome]) throws -> LuaValue {
    let checks = run.state.makeTable()
    for outcome in outcomes {
      let members: [(String, LuaValue)] = [
        ("examined", .integer(Int64(outcome.examined))),
        ("findings", .integer(Int64(outcome.findings.count))),
      ]
      let value = try run.strictTable(members, owner: "check", known: members.map(\.0))
      try checks.set(.string(outcome.name), value)
    }
    let findings = try outcomes.flatMap(\.findings).map(run.scratch)
    let examined = outcomes.reduce(0) { $0 + $1.examined }
    return try run.strictTable(
      [
        ("findings", try run.list(findings)), ("examined", .integer(Int64(examined))),
        ("checks", .table(checks)),
      ], owner: "checks", known: ["findings", "examined", "checks"])
  }
}
