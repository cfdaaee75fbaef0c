import Foundation
import Testing

@testable import PlanStore

/// What a disk that fails does to a commit, to recovery and to readers.
enum Failures {
  static let codes: [Int32] = [EIO, ENOSPC, EDQUOT, EINTR, EMFILE]

  /// Fails each operation of a commit, once and from then on, before it is done and after.
  static func faults(_ scenario: Scenario, steps: Steps = .all) throws -> [String] {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    var faults: [String] = []
    for number in rehearsal.disk.calls.indices {
      // Each code meets each operation in one of the scenarios; EIO in all.
      let code = codes[(number + scenario.name.utf8.count) % codes.count]
      let incidents: [(String, Bool, MemoryDisk.Incident)] = [
        ("once", true, .fail(code)), ("from then on", false, .fail(code)),
        ("once", true, .fail(EIO)), ("although done", true, .failAfterwards(EIO)),
        ("short", true, .short), ("short from then on", false, .short),
      ]
      // A plain run takes them in turn.
      for (turn, (how, isOnce, incident)) in incidents.enumerated()
      where Torture.isAsked || (number + turn) % 3 == 0 {
        var trial = Trial(scenario, steps: steps, tree: start)
        try trial.commit { $0.number == number || !isOnce && $0.number > number ? incident : nil }
        let call = rehearsal.disk.calls[number]
        if !trial.disk.isTidy { faults.append("\(call) left a file open") }
        faults += trial.faults(andWrite: isOnce).map { "\(call) \(how) \(incident): \($0)" }
      }
    }
    return faults
  }

  /// Fails each operation of a recovery once; the next one finishes.
  static func recoveryFaults(_ scenario: Scenario, steps: Steps = .all) throws -> [String] {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    var faults: [String] = []
    for stop in rehearsal.disk.changingCalls.suffix(Torture.isAsked ? 9 : 3) {
      var stopped = Trial(scenario, steps: steps, tree: start)
      try stopped.commit { $0.number == stop ? .crash : nil }
      for number in 0... {
        let trial = stopped.again(on: stopped.disk.tree)
        trial.disk.incident = { $0.number == number ? .fail(EIO) : nil }
        try? trial.recover()
        let isOver = trial.disk.calls.count <= number
        faults += trial.faults(andWrite: false).map {
          "stopped at \(stop), failed at \(number): \($0)"
        }
        if isOver { break }
      }
    }
    return faults
  }

  /// Fails each operation of a reader, at every moment of a commit: it reads right or not at all.
  static func readerFaults(_ scenario: Scenario, steps: Steps = .all) throws -> [String] {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    var faults: [String] = []
    for stop in rehearsal.disk.changingCalls.suffix(Torture.isAsked ? 8 : 3) {
      var stopped = Trial(scenario, steps: steps, tree: start)
      try stopped.commit { $0.number == stop ? .crash : nil }
      for number in 0... {
        let trial = stopped.again(on: stopped.disk.tree)
        trial.disk.incident = { $0.number == number ? .fail(EIO) : nil }
        let seen = try? trial.view()
        if let seen, seen != scenario.old, seen != scenario.new {
          faults.append("stopped at \(stop), read at \(number): \(seen)")
        }
        if trial.disk.calls.count <= number { break }
      }
    }
    return faults
  }
}

@Suite("a disk that fails")
struct FailingDiskTests {
  private static let some = Scenario.plain.filter {
    [
      "changes, makes, takes away", "makes a directory, after others", "takes two away",
      "changes all, after others", "makes a file", "moves a file, after others",
    ].contains($0.name)
  }

  @Test(
    "at any operation of a commit: it tells the truth, and nothing is lost", arguments: some)
  func committing(_ scenario: Scenario) throws { expectNone(try Failures.faults(scenario)) }

  @Test("at any operation of a recovery: the next one finishes", arguments: some)
  func recovering(_ scenario: Scenario) throws {
    expectNone(try Failures.recoveryFaults(scenario))
  }

  @Test("under a reader: it reads what was, or says that it cannot", arguments: some)
  func reading(_ scenario: Scenario) throws {
    expectNone(try Failures.readerFaults(scenario))
  }

  @Test("before the commit point nothing was written, after it the commit is to be finished")
  func classified() throws {
    let scenario = Scenario.plain[0]
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: .all, tree: start)
    try rehearsal.commit { _ in nil }
    let calls = rehearsal.disk.calls
    let slot = try #require(calls.firstIndex { $0.operation == .link })
    for (number, call) in calls.enumerated() {
      var trial = Trial(scenario, steps: .all, tree: start)
      try trial.commit { $0.number >= number ? .fail(ENOSPC) : nil }
      switch trial.result {
      case .failure(CommitError.notWritten): #expect(number <= slot, "\(call)")
      case .failure(CommitError.inDoubt): #expect(number >= slot, "\(call)")
      case .failure(CommitError.unfinished), .success(.some): #expect(number > slot, "\(call)")
      case .failure(is StoreError), .failure(is FileFault): #expect(number < slot, "\(call)")
      default: Issue.record("\(call): \(String(describing: trial.result))")
      }
    }
  }
}
