import Testing

@testable import PlanStore

/// A mistake in the protocol, made on purpose: what finds it is what shows that the suites can
/// fail.
struct SeededMistake: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let steps: Steps
  /// The part of the suites that finds it.
  let faults: @Sendable (Steps) throws -> [String]

  init(
    _ name: String, _ steps: Steps, _ faults: @escaping @Sendable (Steps) throws -> [String]
  ) {
    (testDescription, self.steps, self.faults) = (name, steps, faults)
  }

  init(without step: Step, _ faults: @escaping @Sendable (Steps) throws -> [String]) {
    var steps = Steps.all
    steps.leftOut = [step]
    self.init("without \(step)", steps, faults)
  }

  init(
    _ phase: Phase, before other: Phase, _ faults: @escaping @Sendable (Steps) throws -> [String]
  ) {
    var steps = Steps.all
    steps.phases.removeAll { $0 == phase }
    let place = steps.phases.firstIndex(of: other) ?? 0
    steps.phases.insert(phase, at: place)
    self.init("\(phase) before \(other)", steps, faults)
  }

  init(without phase: Phase, _ faults: @escaping @Sendable (Steps) throws -> [String]) {
    var steps = Steps.all
    steps.phases.removeAll { $0 == phase }
    self.init("without \(phase)", steps, faults)
  }

  static let all: [SeededMistake] = [
    // Syncing too little.
    .init(without: .syncImages, power("changes a file")),
    .init(without: .syncEntry, power("changes a file, after others")),
    .init(without: .syncVersions, power("changes two directories, after others")),
    .init(without: .syncEarlier, power("changes two directories, after others")),
    .init(without: Phase.syncLog, power("changes two directories, after others")),
    .init(without: .syncTouchedDirectories, power("changes two directories, after others")),
    .init(without: .syncNewDirectories, power("makes directories in directories")),
    .init(without: .syncSetUp, power("changes two directories")),
    .init(without: .syncConflicts) {
      try PowerCuts.raceFindings(scenario("a changed file is changed"), steps: $0, each: 16).faults
    },
    .init(without: .syncLogBeforeRecovering) {
      try PowerCuts.recoveryFindings(scenario("changes two directories"), steps: $0, each: 16)
        .faults
    },
    .init(without: .syncFound) {
      try PowerCuts.recoveryFindings(
        scenario("lets shards appear, without exchange, move"), steps: $0, each: 16
      ).faults
    },
    .init(without: .heedFailedSync) {
      try PowerCuts.failedSyncFindings(scenario("changes a file"), steps: $0, each: 16).faults
    },
    // Swapping steps.
    .init(.claimSlot, before: .syncStaged, power("changes a file, after others")),
    .init(.writeImages, before: .syncLog, crash("changes a file")),
    .init(.exchangeFiles, before: .claimSlot, crash("changes two directories")),
    .init(.markEarlier, before: .syncStaged, power("changes two directories, after others")),
    // Leaving steps of writing out.
    .init(without: .takeLock) { try Writers.faults(steps: $0) },
    .init(without: .claimFreeSlotOnly) { steps in
      try Writers.faults(steps: steps, overtakes: true)
    },
    .init(without: .checkBefore) { try Writers.staleFaults(steps: $0) },
    .init(without: .keepMode) { try Writers.modeFaults(steps: $0) },
    .init(without: .writeEveryByte) { try Failures.faults(scenario("changes a file"), steps: $0) },
    .init(without: .exchangeRatherThanReplace, race("a changed file is changed")),
    .init(without: .createOverNothing, race("a new file is made")),
    .init(without: .checkDisplaced, race("a changed file is changed")),
    .init(without: .keepTheHead) { try Writers.keepingFaults(steps: $0) },
    // Leaving steps of recovery out.
    .init(without: .recoverFirst, crash("changes a file")),
    .init(without: .recoverByTheSide, race("a changed file is changed")),
    .init(without: .recoverDeletions, crash("takes a file away")),
    .init(without: .recoverEveryFile, crash("changes two directories")),
    // Leaving steps of reading out.
    .init(without: .readWaitingImages, duringCommit("changes two directories")),
    .init(without: .readDisplaced, duringCommit("changes two directories")),
    .init(without: .lookAgain) {
      try Readers.faultsDuringRead(scenario("changes two directories"), steps: $0)
    },
    .init(without: .listAsOfThen, duringCommit("takes a file away")),
  ]

  private static func scenario(_ name: String) throws -> Scenario {
    try #require(Scenario.named(name).first)
  }

  private static func power(_ name: String) -> @Sendable (Steps) throws -> [String] {
    { try PowerCuts.findings(scenario(name), steps: $0, each: 24, enough: 1).faults }
  }

  private static func crash(_ name: String) -> @Sendable (Steps) throws -> [String] {
    { try Crashes.faults(scenario(name), steps: $0, enough: 1) }
  }

  private static func race(_ name: String) -> @Sendable (Steps) throws -> [String] {
    { try Crashes.raceFaults(scenario(name), steps: $0, enough: 1) }
  }

  private static func duringCommit(_ name: String) -> @Sendable (Steps) throws -> [String] {
    { try Readers.faultsDuringCommit(scenario(name), steps: $0) }
  }
}

@Suite("a mistake in the protocol")
struct SeededMistakeTests {
  @Test("is found", arguments: SeededMistake.all)
  func isFound(_ mistake: SeededMistake) throws {
    let found = try mistake.faults(mistake.steps)
    #expect(!found.isEmpty, "nothing found")
  }

  @Test(
    "that is none is not found", .enabled(if: Torture.isAsked), arguments: SeededMistake.all)
  func isNot(_ mistake: SeededMistake) throws { expectNone(try mistake.faults(.all)) }

  @Test("is named once for every step and swap there is")
  func everyStep() {
    let leftOut = SeededMistake.all.flatMap(\.steps.leftOut)
    #expect(Set(leftOut) == Set(Step.allCases))
    #expect(SeededMistake.all.count >= 30)
  }
}

@Suite("two writers")
struct WriterTests {
  @Test("add to one number, and none is lost, at whatever moment the second comes")
  func together() throws { expectNone(try Writers.faults()) }

  @Test("never share a slot of the log, even where the lock does not work")
  func overtaken() throws { expectNone(try Writers.faults(overtakes: true)) }

  @Test("change one file: the second is told that it is stale")
  func stale() throws { expectNone(try Writers.staleFaults()) }

  @Test("keep each file's mode, owner and group; a new file looks like the settings")
  func modes() throws { expectNone(try Writers.modeFaults()) }

  @Test("find the log's end, however little is kept")
  func keeping() throws { expectNone(try Writers.keepingFaults()) }
}
