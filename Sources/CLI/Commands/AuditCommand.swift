internal import ArgumentParser
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// `planscript audit`: which bundles ran, by whom and on what; and whether the audit is whole.
struct AuditCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "audit", abstract: Words.current.auditAbstract,
      discussion: Words.current.example(
        "planscript -d thu audit --bundle attendance-pack --since 2023-12-01"))
  }

  @Option(help: Words.current.auditOption("bundle"))
  var bundle: String?

  @Option(help: Words.current.auditOption("script"))
  var script: String?

  @Option(help: Words.current.auditOption("who"))
  var who: String?

  @Option(help: Words.current.auditOption("action"))
  var action: String?

  @Option(help: Words.current.auditOption("since"))
  var since: String?

  @Option(help: Words.current.auditOption("until"))
  var until: String?

  @Option(name: .customShort("o"), help: Words.current.help("format"))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let format = try Reading.format(format)
    let choice = try choice()
    let trail = try session.requiredStore().auditTrail()
    let zone = try session.snapshot().setting("time_zone")?.string ?? "Asia/Ho_Chi_Minh"
    let entries = trail.entries.filter { choice.picks($0, in: zone) }
    try show(entries, zone, format, session, isWhole: trail.faults.isEmpty)
    for fault in trail.faults { session.fail(session.wording.audit(fault)) }
    if !trail.faults.isEmpty {
      Console.error("  \(session.wording.hintLabel) \(session.wording.auditHint)")
      throw ExitStatus.dataUnreadable
    }
    if entries.isEmpty, !trail.entries.isEmpty { throw ExitStatus.nothingExamined }
  }

  private func choice() throws -> AuditChoice {
    let action = try action.map { text in
      guard let action = AuditedRun.Action(rawValue: text) else {
        throw UsageError.badChoice(
          option: "--action", text, choices: AuditedRun.Action.allCases.map(\.rawValue))
      }
      return action
    }
    return AuditChoice(
      bundle: bundle, script: script, who: who, action: action,
      since: try since.map(Reading.day), until: try until.map(Reading.day))
  }

  private func show(
    _ entries: [AuditEntry], _ zone: String, _ format: ReportFormat, _ session: Session,
    isWhole: Bool
  ) throws {
    let output = Output(path: nil)
    if entries.isEmpty, format == .table {
      return try output.write(session.wording.nothingAudited + "\n")
    }
    var rendering = Rendering(
      format, presenter: Presenter(language: session.language, snapshot: nil), width: Console.width)
    try output.write(
      rendering.add(.table(session.wording.audit(entries, zone, isForPeople: format == .table))))
    if format == .table {
      try output.write(rendering.add(.text(session.wording.audited(entries.count, isWhole))))
    }
    try output.write(rendering.finish())
  }
}

/// Which entries of an audit somebody asks for.
private struct AuditChoice {
  let bundle: String?
  let script: String?
  let who: String?
  let action: AuditedRun.Action?
  /// Both days count.
  let since: Day?
  let until: Day?

  func picks(_ entry: AuditEntry, in zone: String) -> Bool {
    let day = Clock.local(entry.when, in: zone).day
    return (bundle.map { $0 == entry.run.bundle } ?? true)
      && (script.map { $0 == entry.run.script } ?? true)
      && (who.map { $0 == entry.run.who } ?? true)
      && (action.map { $0 == entry.run.action } ?? true)
      && (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }
}
