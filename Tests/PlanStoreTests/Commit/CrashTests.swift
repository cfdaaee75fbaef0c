import Chance
import Testing

@testable import PlanStore

/// What a crash at every operation leaves.
enum Crashes {
  /// Recoveries that were looked at.
  static let stopped = Tally("recoveries, stopped at every operation", wanted: 1_000)

  /// Stops the commit at each operation, and then the recovery at each of its own; a plain run
  /// at some of those. Stops with nothing changed between them leave the same disk: one of them
  /// stands for all.
  static func faults(
    _ scenario: Scenario, steps: Steps = .all, enough: Int = .max
  ) throws -> [String] {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    var dice = Dice(5)
    var faults: [String] = []
    for number in rehearsal.disk.changingCalls where faults.count < enough {
      var trial = Trial(scenario, steps: steps, tree: start)
      try trial.commit { $0.number == number ? .crash : nil }
      faults += recoveries(trial, &dice).map { "stopped at \(number): \($0)" }
    }
    return faults
  }

  private static func recoveries(_ trial: Trial, _ dice: inout Dice) -> [String] {
    let tree = trial.disk.tree
    let rehearsal = trial.again(on: tree)
    do {
      try rehearsal.recover()
    } catch {
      return ["recovery: \(error)"]
    }
    let end = rehearsal.disk.calls.count
    let all = rehearsal.disk.changingCalls.dropLast()
    if Torture.isAsked { stopped.add(all.count + 1) }
    let stops = Torture.isAsked ? Array(all) : Array(all.shuffled(using: &dice).prefix(3))
    return (stops + [end]).flatMap { number in
      let second = trial.again(on: tree)
      second.disk.incident = { $0.number == number ? .crash : nil }
      try? second.recover()
      return second.faults(andWrite: number == end).map { "then at \(number): \($0)" }
    }
  }

  /// Lets another program write before each operation, with and without a crash afterwards.
  static func raceFaults(
    _ scenario: Scenario, steps: Steps = .all, enough: Int = .max
  ) throws -> [String] {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    let stops = rehearsal.disk.changingCalls
    var dice = Dice(7)
    var faults: [String] = []
    for number in 0...rehearsal.disk.calls.count where faults.count < enough {
      let later = stops.filter { $0 > number }.shuffled(using: &dice)
      for stop in [-1] + later.prefix(Torture.isAsked ? 8 : 1) {
        var trial = Trial(scenario, steps: steps, tree: start)
        try trial.commit(editAt: number) { $0.number == stop ? .crash : nil }
        faults += trial.faults(andWrite: stop == -1).map {
          "edited at \(number), stopped at \(stop): \($0)"
        }
      }
    }
    return faults
  }
}

@Suite("a crash")
struct CrashTests {
  @Test(
    "at every operation of a commit, and of recovery, leaves the old store or the new",
    arguments: Scenario.plain + Scenario.poor)
  func everywhere(_ scenario: Scenario) throws {
    expectNone(try Crashes.faults(scenario))
    Crashes.stopped.tell()
  }

  @Test(
    "loses no edit that another program makes at any moment of a commit",
    arguments: Scenario.raced)
  func raced(_ scenario: Scenario) throws {
    expectNone(try Crashes.raceFaults(scenario))
  }
}
