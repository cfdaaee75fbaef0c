import Testing

@testable import PlanStore

/// What a crash at every operation leaves.
enum Crashes {
  /// Stops the commit at each operation, and then the recovery at each of its own. Stops with
  /// nothing changed between them leave the same disk; one of them stands for all.
  static func faults(_ scenario: Scenario, steps: Steps = .all) throws -> [String] {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    return try rehearsal.disk.changingCalls.flatMap { number in
      var trial = Trial(scenario, steps: steps, tree: start)
      try trial.commit { $0.number == number ? .crash : nil }
      return recoveries(trial).map { "stopped at \(number): \($0)" }
    }
  }

  private static func recoveries(_ trial: Trial) -> [String] {
    let tree = trial.disk.tree
    let rehearsal = trial.again(on: tree)
    do {
      try rehearsal.recover()
    } catch {
      return ["recovery: \(error)"]
    }
    let stops = rehearsal.disk.changingCalls
    return stops.flatMap { number in
      let second = trial.again(on: tree)
      second.disk.incident = { $0.number == number ? .crash : nil }
      try? second.recover()
      return second.faults(andWrite: number == stops.last).map { "then at \(number): \($0)" }
    }
  }

  /// Lets another program write before each operation, with and without a crash afterwards.
  static func raceFaults(_ scenario: Scenario, steps: Steps = .all) throws -> [String] {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    let stops = rehearsal.disk.changingCalls
    var dice = Dice(7)
    return try (0...rehearsal.disk.calls.count).flatMap { number in
      let later = stops.filter { $0 > number }.shuffled(using: &dice).prefix(3)
      return try ([-1] + later).flatMap { stop in
        var trial = Trial(scenario, steps: steps, tree: start)
        try trial.commit(editAt: number) { $0.number == stop ? .crash : nil }
        return trial.faults().map { "edited at \(number), stopped at \(stop): \($0)" }
      }
    }
  }
}

@Suite("a crash")
struct CrashTests {
  @Test(
    "at every operation of a commit, and of recovery, leaves the old store or the new",
    arguments: Scenario.plain + Scenario.poor)
  func everywhere(_ scenario: Scenario) throws {
    expectNone(try Crashes.faults(scenario))
  }

  @Test(
    "loses no edit that another program makes at any moment of a commit",
    arguments: Scenario.raced)
  func raced(_ scenario: Scenario) throws {
    expectNone(try Crashes.raceFaults(scenario))
  }
}
