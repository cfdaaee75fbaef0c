internal import Lua
public import PlanModel
internal import PlanStore

/// The test runner runs the tests of a room: each in a state of its own and in its file read anew,
/// so that none finds what another has left, and on all cores.
public struct TestRunner: Sendable {
  private let room: TestRoom
  private let options: Run.Options
  private let log: CoverageLog?
  private let describe: @Sendable (any Error, Language) -> String

  /// `options`: limits and words of every run. What a test sees is the same whatever language its
  /// reader has: scripts run in Vietnamese unless the test says otherwise. `describe`: puts errors
  /// into words of a language, where tests look at them; `options` has the words else. `coverage`:
  /// whether it is noted which lines run.
  public init(
    _ room: TestRoom, options: Run.Options, coverage: Bool = false,
    describe: (@Sendable (any Error, Language) -> String)? = nil
  ) {
    self.room = room
    log = coverage ? CoverageLog() : nil
    var options = options
    options.coverage = log
    options.language = .vi
    let words = options.describe
    self.describe = describe ?? { error, _ in words(error) }
    options.describe = { [describe = self.describe] in describe($0, .vi) }
    self.options = options
  }

  /// One test of a file.
  private struct Place {
    let file: TestRoom.Source
    let index: Int
    let name: String
    let line: Int?
  }

  /// Runs the tests whose name or file accepts the pattern, or all.
  public func run(matching pattern: TextTest? = nil) -> TestReport {
    let files = room.tests
    let listed = concurrently(files.count) { list(files[$0]) }
    var (broken, places): ([Int: TestReport.Outcome], [Place]) = ([:], [])
    for (index, result) in listed.enumerated() {
      switch result {
      case .success(let found): places += found
      case .failure(let error): broken[index] = brokenFile(files[index], error)
      }
    }
    if let pattern {
      places = places.filter { pattern.accepts($0.name) || pattern.accepts($0.file.plainName) }
    }
    let ran = concurrently(places.count) { [places] index in
      (places[index].file.path, outcome(places[index]))
    }
    let outcomes = files.enumerated().flatMap { index, file in
      (broken[index].map { [$0] } ?? []) + ran.filter { $0.0 == file.path }.map(\.1)
    }
    return TestReport(outcomes: outcomes, coverage: log.map { _ in coveredFiles() })
  }

  private func brokenFile(_ file: TestRoom.Source, _ error: any Error) -> TestReport.Outcome {
    TestReport.Outcome(
      file: file.name, name: nil, line: nil, failure: TestRunner.told(error), duration: .zero)
  }

  /// The tests that a file declares; none of them runs.
  private func list(_ file: TestRoom.Source) -> Result<[Place], any Error> {
    Result {
      let run = try self.read(file)
      return try run.thisTest().declared.enumerated().map { index, test in
        Place(file: file, index: index, name: test.name, line: test.position?.line)
      }
    }
  }

  /// A run in which the file has been read.
  private func read(_ file: TestRoom.Source) throws -> Run {
    var options = options
    options.modules = room.modules(beside: file)
    options.today = { _ in Fixture.day }
    let run = try Run(
      Snapshot(absentFrom: ""), options: options, functions: testingGlobals
    ) { _ in }
    run.testCase = TestCase(room: room, options: self.options, describe: describe)
    try run.run(file.text, name: file.name)
    return run
  }

  private func outcome(_ place: Place) -> TestReport.Outcome {
    let start = ContinuousClock.now
    var failure: (any Error)?
    do {
      failure = try verdict(on: place)
    } catch {
      failure = error
    }
    return TestReport.Outcome(
      file: place.file.name, name: place.name, line: place.line,
      failure: failure.map(TestRunner.told), duration: ContinuousClock.now - start)
  }

  /// Tests have no plan of their own, and no store that somebody could name.
  private static func told(_ error: any Error) -> any Error {
    guard case .runtime(_, let position, let trace, StoreError.notAStore?)? = error as? LuaError
    else { return error }
    return LuaError.runtime(
      message: "", position: position, traceback: trace, cause: TestFault.noPlan)
  }

  private func verdict(on place: Place) throws -> (any Error)? {
    let run = try read(place.file)
    let testCase = try run.thisTest()
    guard testCase.declared.count > place.index,
      testCase.declared[place.index].name == place.name
    else { return TestFault.vanished(place.name) }
    testCase.isRunning = true
    do throws(LuaError) {
      _ = try testCase.declared[place.index].body.call([])
    } catch {
      // What was not as expected came first; what the test did about it does not matter.
      return testCase.failure == nil ? error : testCase.verdict()
    }
    return testCase.verdict()
  }
}

// MARK: - Coverage

extension TestRunner {
  /// Every file of code in the room: what no test has loaded has not run at all.
  private func coveredFiles() -> [TestReport.CoveredFile] {
    let ran = log?.coverage ?? LuaCoverage()
    return room.code.compactMap { source in
      guard let file = ran.files[source.name] ?? unloaded(source), !file.runnable.isEmpty else {
        return nil
      }
      return TestReport.CoveredFile(
        name: source.name, runnable: file.runnable.count, missed: file.missed)
    }
  }

  private func unloaded(_ source: TestRoom.Source) -> LuaCoverage.File? {
    let state = LuaState(limits: options.limits)
    state.startCoverage()
    // A file that is no Lua has no lines that could run.
    _ = try? state.load(source.text, name: source.name)
    return state.coverage.files[source.name]
  }
}
