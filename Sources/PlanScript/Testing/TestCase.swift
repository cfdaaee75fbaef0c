import Lua
import PlanModel
import PlanStore

/// A test case is what a run of a file of tests has beside its plan: the tests that the file
/// declares, and what the one that is running has looked at so far.
final class TestCase {
  let room: TestRoom
  /// What the code under test may use and how errors are worded.
  let options: Run.Options
  let describe: @Sendable (any Error, Language) -> String
  private(set) var declared: [Declared] = []
  /// Whether a test runs, and not the file around it.
  var isRunning = false
  /// What was not as expected first, whatever the test did about the error.
  private(set) var failure: (fault: TestFault, position: LuaPosition?)?
  private var opened = 0
  private var asked = 0
  private var bytes = 0

  struct Declared {
    let name: String
    let position: LuaPosition?
    let body: LuaFunction
  }

  /// All stores of one test together.
  static let room = 64 << 20

  init(
    room: TestRoom, options: Run.Options,
    describe: @escaping @Sendable (any Error, Language) -> String
  ) {
    (self.room, self.options, self.describe) = (room, options, describe)
  }

  func declare(_ test: Declared) throws(TestFault) {
    guard !isRunning else { throw .nested }
    guard !declared.contains(where: { $0.name == test.name }) else { throw .twice(test.name) }
    declared.append(test)
  }

  /// The test has said of which value it expects something.
  func open() { opened += 1 }

  /// What was expected came true, or did not.
  func ask(_ fault: TestFault?, at position: LuaPosition?) throws {
    asked += 1
    guard let fault else { return }
    failure = failure ?? (fault, position)
    throw fault
  }

  /// A script ran as the test wanted it to: that is an expectation too.
  func count() { (opened, asked) = (opened + 1, asked + 1) }

  /// Counts what the stores of the test hold.
  func charge(_ bytes: Int) throws(TestFault) {
    self.bytes += bytes
    guard self.bytes <= TestCase.room else { throw .tooLarge(limit: TestCase.room) }
  }

  /// What is wrong with a test that has come to its end.
  func verdict() -> (any Error)? {
    if let failure {
      return LuaError.runtime(
        message: "", position: failure.position, traceback: [], cause: failure.fault)
    }
    if opened > asked { return TestFault.unasked(opened - asked) }
    return asked == 0 ? TestFault.expectsNothing : nil
  }
}

extension Run {
  /// The test that this run is of; only runs of tests ask.
  func thisTest() throws -> TestCase {
    guard let testCase else { throw HostError.unknownGlobal(name: "test", suggestions: []) }
    return testCase
  }
}
