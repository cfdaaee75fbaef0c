internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The check desk gathers what a call of `check` or `waive` needs: the checks that there are, the
/// store, and what the store and the call want otherwise.
struct CheckDesk {
  /// Options as they were typed.
  struct Request {
    var files: [String] = []
    var set: [String] = []
    var severity: [String] = []
    var today: String?
    var timeout: String?
    var maxMemory: String?
    var unit: String?
    var allow: [String] = []
    var deny: [String] = []
    /// Whether what is found goes into a file or to another program.
    var isForFile = false
  }

  let session: Session
  let runs: CheckRuns
  let checks: [CheckDeclaration]
  let today: Day
  private let whole: Snapshot
  /// Whether all checks are here, and not only those of files that were named.
  private let isWhole: Bool
  private let bundled: [BundleCall]
  private let settings: CheckSettings

  init(_ session: Session, _ request: Request) throws {
    self.session = session
    whole = try session.snapshot()
    let snapshot = try whole.scoped(toOption: request.unit)
    let options = try CheckDesk.options(session, request)
    today = options.today(of: whole)
    // Nothing is written before all are done: Ctrl-C may end the process.
    Guardian.standBy()
    let search = ScriptSearch(store: session.storePath)
    bundled = request.files.isEmpty ? try search.checkCalls(in: whole, session) : []
    let sources =
      request.files.isEmpty
      ? search.checks() + bundled.flatMap(CheckSource.all)
      : try request.files.map { try search.check($0) }
    // Before they look at anything: what cannot be written down is not run.
    for bundle in bundled {
      try session.record(bundle.audited(.check, on: snapshot, used: bundle.mayDo))
    }
    runs = CheckRuns(sources, of: snapshot, options: options)
    try runs.validate()
    checks = runs.declared
    isWhole = request.files.isEmpty
    settings = try CheckDesk.settings(session, request, checks, all: isWhole)
  }

  private static func options(_ session: Session, _ request: Request) throws -> Run.Options {
    let day = try request.today.map(Reading.day)
    var options = Run.Options(
      language: session.language, today: { day ?? Clock.today(in: $0) },
      limits: LuaLimits(
        time: try Reading.time(request.timeout), memory: try Reading.memory(request.maxMemory)))
    options.permissions = try Reading.permissions(allow: request.allow, deny: request.deny)
    options.permissions.isForFile = request.isForFile
    let wording = session.wording
    options.describe = { wording.message($0).text }
    return options
  }

  /// What `store.json` wants, and over it what the call wants. `all`: every check is here, so that
  /// the store's settings must name one of them.
  private static func settings(
    _ session: Session, _ request: Request, _ checks: [CheckDeclaration], all: Bool
  ) throws -> CheckSettings {
    var settings = try CheckSettings(ofStoreAt: session.storePath)
    if all {
      do throws(CheckFault) {
        try settings.validate(against: checks)
      } catch {
        throw StoreSettingsFault(fault: error)
      }
    }
    var typed = CheckSettings()
    for text in request.set { try Reading.threshold(text, into: &settings, &typed) }
    for text in request.severity { try Reading.severity(text, into: &settings, &typed) }
    try typed.validate(against: checks)
    return settings
  }

  /// Runs the checks that are picked, and takes out what is waived or known.
  func report(_ select: String?, baseline: String?) throws -> CheckReport {
    let selection = try select.map { try CheckSelection($0) }
    try selection?.validate(against: checks)
    let known = try baseline.map(read)
    let progress = session.progress(session.wording.checksDone)
    let outcomes = runs.outcomes(settings, progress: progress) { selection?.picks($0) ?? true }
    let report = CheckReport(
      outcomes, waivers: try waivers(), baseline: known, in: runs.snapshot)
    whole.keepColumns()
    try recordFailures(outcomes)
    return report
  }

  /// The audit said beforehand that bundles' checks run; where one was refused or stopped it says
  /// that as well.
  private func recordFailures(_ outcomes: [CheckOutcome]) throws {
    for bundle in bundled {
      let own = outcomes.filter { $0.file.hasPrefix(bundle.room.bundle.name + "/") }
      guard let failure = own.compactMap(\.failure).first else { continue }
      try session.record(
        bundle.audited(.check, on: runs.snapshot, used: bundle.mayDo, endedBy: failure))
    }
  }

  func waivers() throws -> [WaiverState] {
    guard session.storePath != nil else { return [] }
    let ids = checks.map(\.id)
    let waivers = try WaiverState.all(in: whole, today: today, checks: ids)
    return isWhole ? waivers : waivers.filter { ids.contains($0.check) }
  }

  /// The check of that id.
  func check(_ id: String) throws -> CheckDeclaration {
    if let check = checks.first(where: { $0.id == id }) { return check }
    throw CheckFault.unknownCheck(
      id, suggestions: suggestions(for: id, among: checks.map(\.id)))
  }

  private func read(_ path: String) throws -> Baseline {
    return try Baseline(Reading.text(at: path), file: path)
  }

  func write(_ baseline: Baseline, to path: String) throws {
    let output = Output(path: path)
    try output.write(baseline.text)
    try output.finish()
    session.note(session.wording.baselineWritten(baseline.count, path))
  }
}

// MARK: - What there is

extension CheckDesk {
  /// What a check is for, from its declaration.
  func explain(_ id: String, _ format: CheckFormat) throws {
    let check = try check(id)
    try write(session.wording.explain(check), format)
  }

  func list(_ format: CheckFormat) throws {
    try write([.table(session.wording.list(checks))], format)
  }

  private func write(_ blocks: [Block], _ format: CheckFormat) throws {
    guard let plain = format.plain else {
      throw UsageError.badChoice(
        option: "-o", format.rawValue, choices: ReportFormat.names)
    }
    let output = Output(path: nil)
    var rendering = Rendering(
      plain, presenter: Presenter(language: session.language, snapshot: nil), width: Console.width)
    for block in blocks { try output.write(rendering.add(block)) }
    try output.write(rendering.finish())
    session.tellOnce(runs.failures)
  }
}

extension CheckSettings {
  /// What `store.json` says about checks.
  init(ofStoreAt path: String?) throws {
    guard let path else { self.init(); return }
    let setting = try Store(path: path).setting("checks")
    do throws(CheckFault) {
      self = try CheckSettings(setting)
    } catch {
      throw StoreSettingsFault(fault: error)
    }
  }
}

/// What `store.json` says about checks is wrong.
struct StoreSettingsFault: Error {
  let fault: CheckFault
}

extension Reading {
  /// `ID.threshold=value`
  fileprivate static func threshold(
    _ text: String, into settings: inout CheckSettings, _ typed: inout CheckSettings
  ) throws {
    guard let sign = text.firstIndex(of: "="), let dot = text[..<sign].lastIndex(of: ".") else {
      throw UsageError.badSetting(option: "--set", text, example: "ID.threshold=90")
    }
    let id = String(text[..<dot])
    let name = String(text[text.index(after: dot)..<sign])
    let value = String(text[text.index(after: sign)...])
    settings.set(name, to: value, of: id)
    typed.set(name, to: value, of: id)
  }

  /// `ID=error`
  fileprivate static func severity(
    _ text: String, into settings: inout CheckSettings, _ typed: inout CheckSettings
  ) throws {
    guard let sign = text.firstIndex(of: "=") else {
      throw UsageError.badSetting(option: "--severity", text, example: "ID=error")
    }
    let choice = try CheckSettings.Choice(String(text[text.index(after: sign)...]))
    settings.set(choice, of: String(text[..<sign]))
    typed.set(choice, of: String(text[..<sign]))
  }
}
