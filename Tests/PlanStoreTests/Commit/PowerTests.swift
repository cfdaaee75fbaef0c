import Chance
import Foundation
import Testing

@testable import PlanStore

/// What a power cut leaves at any moment of a commit and of what follows it.
enum PowerCuts {
  struct Findings {
    var states = 0
    var faults: [String] = []

    mutating func add(_ other: Findings) {
      states += other.states
      faults += other.faults
    }
  }

  /// Cuts the power after every step of the trace, in `each` ways that lose different things;
  /// with the commit stopped half way, recovered, and followed by another.
  static func findings(
    _ scenario: Scenario, steps: Steps = .all, each: Int, seed: UInt64 = 1, enough: Int = .max
  ) throws -> Findings {
    let start = try scenario.disk().tree
    var findings = Findings()
    for isOther in [true, false] {
      let trial = Trial(scenario, steps: steps, tree: start)
      trial.disk.recordsTrace = true
      // What the first left unsynced may still be lost while the next one writes.
      try withExtendedLifetime(Store.open(trial.disk, steps: steps)) { store in
        _ = try? store.write(scenario.changes, knowing: scenario.old)
        trial.disk.mark("acknowledged")
        let next = isOther ? try Store.open(trial.disk, steps: steps, seed: 9) : store
        _ = try? next.write(["later.json": "later"])
      }
      let first = isOther ? 0 : trial.acknowledgement
      findings.add(look(trial, start, each, seed, from: first, enough: enough))
    }
    return findings
  }

  /// Cuts the power while the next process recovers what a crash left at each operation.
  static func recoveryFindings(
    _ scenario: Scenario, steps: Steps = .all, each: Int, seed: UInt64 = 1
  ) throws -> Findings {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    var findings = Findings()
    for stop in rehearsal.disk.changingCalls {
      var trial = Trial(scenario, steps: steps, tree: start)
      trial.disk.recordsTrace = true
      try trial.commit { $0.number == stop ? .crash : nil }
      let crash = trial.disk.trace.count
      trial.disk.restart()
      try? trial.recover()
      findings.add(look(trial, start, each, seed, from: crash))
    }
    return findings
  }

  /// Another program writes just before the files are exchanged; then the power is cut.
  static func raceFindings(
    _ scenario: Scenario, steps: Steps = .all, each: Int, seed: UInt64 = 1
  ) throws -> Findings {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    let apply: Set<DiskFault.Operation> = [.exchange, .move, .replace]
    guard
      let number = rehearsal.disk.calls.firstIndex(where: {
        apply.contains($0.operation) && !$0.path.hasPrefix(StoreLog.done)
      })
    else { return Findings() }
    var trial = Trial(scenario, steps: steps, tree: start)
    trial.disk.recordsTrace = true
    try trial.commit(editAt: number) { _ in nil }
    return look(trial, start, each, seed, from: trial.acknowledgement)
  }

  /// A sync fails; a commit that is acknowledged all the same must outlast a power cut.
  static func failedSyncFindings(
    _ scenario: Scenario, steps: Steps = .all, each: Int, seed: UInt64 = 1
  ) throws -> Findings {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    var findings = Findings()
    for call in rehearsal.disk.calls where call.operation == .sync {
      var trial = Trial(scenario, steps: steps, tree: start)
      trial.disk.recordsTrace = true
      try trial.commit { $0.number == call.number ? .fail(EIO) : nil }
      findings.add(look(trial, start, each, seed))
    }
    return findings
  }

  private static func look(
    _ trial: Trial, _ start: Tree, _ each: Int, _ seed: UInt64, from first: Int = 0,
    enough: Int = .max
  ) -> Findings {
    var findings = Findings()
    var cut = PowerCut(start)
    var dice = Dice(seed)
    for (step, event) in trial.disk.trace.enumerated() {
      let isLooked = step >= first && findings.faults.count < enough
      if isLooked, case .syncs(let inodes) = event {
        for part in parts(of: inodes, atMost: each, &dice) {
          var meanwhile = cut
          meanwhile.pass(.syncs(part), trial.disk.tree)
          let rounds = min(each, PowerCut.Loss.allCases.count)
          findings.add(look(trial, meanwhile, rounds, &dice, "cut while syncing at \(step)"))
        }
      }
      cut.pass(event, trial.disk.tree)
      if isLooked { findings.add(look(trial, cut, each, &dice, "cut after \(step)")) }
    }
    return findings
  }

  private static func look(
    _ trial: Trial, _ cut: PowerCut, _ each: Int, _ dice: inout Dice, _ when: String
  ) -> Findings {
    var findings = Findings()
    var known = Set<[Int]>()
    for round in 0..<each {
      let loss = round < 4 ? PowerCut.Loss.allCases[round] : .anything
      let (tree, choices) = cut.disk(loss, &dice)
      guard known.insert(choices).inserted else { continue }
      findings.states += 1
      let after = trial.again(on: tree, acknowledged: cut.marks.contains("acknowledged"))
      let faults = after.faults(andWrite: round == 0)
      findings.faults += faults.map { "\(when) losing \(loss): \($0)" }
    }
    return findings
  }

  /// What may be done of syncs that go on at the same time: every part of them but none and all,
  /// or so many by chance.
  private static func parts(
    of inodes: [Int], atMost most: Int, _ dice: inout Dice
  ) -> [[Int]] {
    let all = 1..<(1 << min(inodes.count, 10)) - 1
    return all.shuffled(using: &dice).prefix(most).map { part in
      inodes.enumerated().filter { part & 1 << $0.offset != 0 }.map(\.element)
    }
  }
}

@Suite("a power cut")
struct PowerTests {
  @Test(
    "at any moment leaves the old store or the new, and what was acknowledged",
    arguments: Scenario.plain + Scenario.poor)
  func everywhere(_ scenario: Scenario) throws {
    let findings = try PowerCuts.findings(scenario, each: Torture.isAsked ? 60 : 6)
    expectNone(findings.faults)
    #expect(findings.states > 20)
  }

  @Test(
    "while a crash is recovered from is recovered from in its turn",
    arguments: Scenario.named(
      "changes a file", "changes, makes, takes away, after others", "lets shards appear",
      "lets shards appear, without exchange, move"))
  func recovering(_ scenario: Scenario) throws {
    let findings = try PowerCuts.recoveryFindings(scenario, each: Torture.isAsked ? 60 : 4)
    expectNone(findings.faults)
    #expect(findings.states > 20)
  }

  @Test("loses no edit that a commit displaced", arguments: Scenario.raced)
  func raced(_ scenario: Scenario) throws {
    expectNone(try PowerCuts.raceFindings(scenario, each: Torture.isAsked ? 60 : 6).faults)
  }

  @Test(
    "after a failed sync takes nothing that was acknowledged",
    arguments: Scenario.named(
      "changes a file", "changes, makes, takes away", "lets shards appear, after others"))
  func failedSync(_ scenario: Scenario) throws {
    expectNone(try PowerCuts.failedSyncFindings(scenario, each: Torture.isAsked ? 40 : 5).faults)
  }

  @Test("leaves a store that keeps its promises in all of 100,000 states")
  func many() throws {
    let tally = Tally(
      "states after a power cut", wanted: Torture.isAsked ? 100_000 : 400, part: 0.8)
    let scenarios = Scenario.plain + Scenario.poor + Scenario.raced
    var seed: UInt64 = 100
    while !tally.isReached, !tally.isCutShort || !Torture.isAsked {
      seed += 1
      let dice = seed
      let findings = try concurrently(scenarios.count, isWorthIt: true) { index in
        if tally.isReached || Torture.isAsked && tally.isCutShort { return PowerCuts.Findings() }
        let findings = try PowerTests.round(scenarios[index], seed: dice)
        tally.add(findings.states)
        return findings
      }
      expectNone(findings.flatMap(\.faults))
    }
    tally.tell()
  }

  /// Everything that a power cut can meet, with dice of its own.
  private static func round(_ scenario: Scenario, seed: UInt64) throws -> PowerCuts.Findings {
    var all = try PowerCuts.findings(scenario, each: 12, seed: seed)
    all.add(try PowerCuts.recoveryFindings(scenario, each: 4, seed: seed))
    all.add(try PowerCuts.failedSyncFindings(scenario, each: 4, seed: seed))
    if scenario.edit != nil {
      all.add(try PowerCuts.raceFindings(scenario, each: 12, seed: seed))
    }
    return all
  }
}
