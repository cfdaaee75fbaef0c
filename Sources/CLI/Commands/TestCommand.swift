internal import ArgumentParser
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// `planscript test`: tests written in Lua, each on small stores of its own.
struct TestCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "test", abstract: Words.current.testAbstract,
      discussion: Words.current.testExamples)
  }

  @Argument(help: Words.current.help("tests"))
  var tests: String?

  @OptionGroup var options: TestOptions

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let folder = try TestFolder(tests, store: session.storePath)
    try options.run(try folder.room(), session)
  }
}

/// How tests are run and shown, whatever they are tests of.
struct TestOptions: ParsableArguments {
  @Option(help: Words.current.help("testSelect"))
  var select: String?

  @Option(name: .customShort("o"), help: Words.current.help("testFormat"))
  var format: String?

  @Option(help: Words.current.help("out"))
  var out: String?

  @Flag(help: Words.current.help("coverage"))
  var coverage = false

  @Option(help: Words.current.help("minCoverage"))
  var minCoverage: String?

  @Option(help: Words.current.help("timeout"))
  var timeout: String?

  @Option(help: Words.current.help("memory"))
  var maxMemory: String?

  /// Runs the tests of a room and shows what became of them.
  func run(_ room: TestRoom, _ session: Session) throws {
    if let out, session.holdsData(at: out) { throw UsageError.outIntoStore(path: out) }
    let format = try Reading.testFormat(format)
    let least = try Reading.percent(minCoverage, option: "--min-coverage")
    // Nothing is written before all are done: Ctrl-C may end the process.
    Guardian.standBy()
    let runner = TestRunner(
      room, options: try runOptions(), coverage: coverage || least != nil,
      describe: { Wording(language: $1).message($0).text })
    let report = runner.run(matching: pattern)
    try TestForm(session: session, report: report, format: format, out: out, least: least).write()
    if let status = report.status(least) { throw status }
  }

  /// With stars the whole name, without any part of it.
  private var pattern: TextTest? {
    select.map { TextTest($0.contains("*") ? .like : .contains, $0) }
  }

  private func runOptions() throws -> Run.Options {
    Run.Options(
      today: { _ in Day(number: 0) },
      limits: LuaLimits(
        time: try Reading.time(timeout ?? "10s"),
        memory: try Reading.memory(maxMemory ?? "256MB")))
  }
}

/// The forms in which the outcome of tests can be written.
enum TestFormat: String, CaseIterable {
  case table, json, junit
}

extension TestReport {
  /// How the command ends; nothing when all is well.
  func status(_ least: ExactDecimal?) -> ExitStatus? {
    if !failed.isEmpty { return .findings }
    if count == 0 { return .nothingExamined }
    return falls(short: least) ? .findings : nil
  }

  /// Whether fewer lines ran than there should. Of no lines none is missing.
  func falls(short least: ExactDecimal?) -> Bool {
    guard let least, let percent = covered?.percent() else { return false }
    return percent < least
  }
}

extension Reading {
  static func testFormat(_ text: String?) throws -> TestFormat {
    guard let text else { return .table }
    if let format = TestFormat(rawValue: text) { return format }
    throw UsageError.badChoice(option: "-o", text, choices: TestFormat.allCases.map(\.rawValue))
  }

  /// `90`, `92.5%`
  static func percent(_ text: String?, option: String) throws -> ExactDecimal? {
    guard let text else { return nil }
    let plain = (text.hasSuffix("%") ? String(text.dropLast()) : text).replacing(",", with: ".")
    guard let number = ExactDecimal(spelling: plain), number >= ExactDecimal(0),
      number <= ExactDecimal(100)
    else { throw UsageError.badAmount(option: option, text, example: "90, 92.5%") }
    return number
  }
}
