internal import ArgumentParser
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// `planscript check`: holds the store against every check, shipped and its own.
struct CheckCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check", abstract: Words.current.checkAbstract,
      discussion: Words.current.checkExamples)
  }

  @Argument(help: Words.current.help("checkFiles"))
  var files: [String] = []

  @Option(help: Words.current.help("select"))
  var select: String?

  @Option(help: Words.current.help("failOn"), completion: .list(FailOn.allCases.map(\.rawValue)))
  var failOn: String?

  @Option(help: Words.current.help("explain"), completion: ScriptSearch.checkCompletion)
  var explain: String?

  @Flag(help: Words.current.help("listChecks"))
  var list = false

  @Option(
    name: .customShort("o"), help: Words.current.help("checkFormat"),
    completion: .list(CheckFormat.names))
  var format: String?

  @Option(help: Words.current.help("out"))
  var out: String?

  @Option(help: Words.current.help("setThreshold"))
  var set: [String] = []

  @Option(help: Words.current.help("setSeverity"))
  var severity: [String] = []

  @Option(help: Words.current.help("baseline"))
  var baseline: String?

  @Option(help: Words.current.help("writeBaseline"))
  var writeBaseline: String?

  @Option(help: Words.current.help("today"))
  var today: String?

  @Option(help: Words.current.help("timeout"))
  var timeout: String?

  @Option(help: Words.current.help("memory"))
  var maxMemory: String?

  @Option(help: Words.current.help("unit"))
  var unit: String?

  @OptionGroup var permissions: PermissionOptions

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    for path in [out, writeBaseline].compactMap({ $0 }) where session.holdsData(at: path) {
      throw UsageError.outIntoStore(path: path)
    }
    let format = try Reading.checkFormat(format)
    let failOn = try Reading.failOn(failOn)
    let desk = try CheckDesk(session, request(isForFile: out != nil || format != .table))
    if let explain { return try desk.explain(explain, format) }
    if list { return try desk.list(format) }
    let report = try desk.report(select, baseline: baseline)
    let form = CheckForm(session: session, report: report, format: format, out: out)
    try form.write()
    if let writeBaseline { try desk.write(report.baseline, to: writeBaseline) }
    if let status = report.status(failOn, known: writeBaseline != nil) { throw status }
  }

  private func request(isForFile: Bool) -> CheckDesk.Request {
    CheckDesk.Request(
      files: files, set: set, severity: severity, today: today, timeout: timeout,
      maxMemory: maxMemory, unit: unit, allow: permissions.allow, deny: permissions.deny,
      isForFile: isForFile)
  }
}

/// From which severity on findings fail.
enum FailOn: String, CaseIterable {
  case error, warning, info, none

  func fails(_ severity: Severity) -> Bool {
    Severity(rawValue: rawValue).map { severity >= $0 } ?? false
  }
}

extension CheckReport {
  /// How the command ends; nothing when all is well. What could not be looked at comes before
  /// what was found. `known`: the findings have just become the baseline.
  fileprivate func status(_ failOn: FailOn, known: Bool) -> ExitStatus? {
    let failures = broken.compactMap { $0.failure.map { ExitStatus($0) } }
    for status in [ExitStatus.usage, .refused, .dataUnreadable, .limitReached]
    where failures.contains(status) {
      return status
    }
    if !failures.isEmpty { return .scriptFailed }
    if !known, let worst, failOn.fails(worst) { return .findings }
    return examined == 0 ? .nothingExamined : nil
  }
}

extension Reading {
  static func failOn(_ text: String?) throws -> FailOn {
    guard let text else { return .error }
    if let choice = FailOn(rawValue: text) { return choice }
    throw UsageError.badChoice(
      option: "--fail-on", text, choices: FailOn.allCases.map(\.rawValue))
  }

  static func checkFormat(_ text: String?) throws -> CheckFormat {
    guard let text else { return .table }
    if let format = CheckFormat(rawValue: text) { return format }
    throw UsageError.badChoice(option: "-o", text, choices: CheckFormat.names)
  }
}
