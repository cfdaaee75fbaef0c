internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The install desk shows what an installation or an update would do, asks, and does it.
struct InstallDesk {
  let session: Session
  let store: Store
  private let snapshot: Snapshot
  private let options: InstallOptions

  init(_ session: Session, _ options: InstallOptions) throws {
    self.session = session
    self.options = options
    store = try session.requiredStore()
    snapshot = store.snapshot(cached: session.usesCache)
  }

  private var wording: Wording { session.wording }
  private var today: Day { Clock.today(in: "Asia/Ho_Chi_Minh") }

  private var installing: Installing { Installing(store, who: Session.user, today: today) }

  private static var toolkit: BundleVersion {
    BundleVersion(Planscript.version) ?? BundleVersion(0, 0, 0)
  }

  // MARK: installing and updating

  /// `what`: files, or names with a range, `pack@^1.2`.
  func install(_ what: [String]) throws {
    guard !what.isEmpty else { throw UsageError.missing(option: "BUNDLE") }
    var folder: String?
    let wanted = try what.map { word -> InstallPlan.Wanted in
      guard let path = InstallDesk.file(word) else { return try InstallDesk.named(word) }
      folder = folder ?? (path as NSString).deletingLastPathComponent
      return .contents(try BundleContents(file: path))
    }
    try carryOut(wanted, from: try shelf() ?? folder.map(InstallDesk.shelf))
  }

  /// All that are installed where none is named.
  func update(_ names: [String]) throws {
    guard let shelf = try shelf() else { throw UsageError.missing(option: "--from") }
    let installed = try InstalledBundle.all(in: snapshot).map(\.name)
    for name in names { _ = try InstalledBundle.named(name, in: snapshot) }
    let chosen = (names.isEmpty ? installed : names).filter { shelf.newest($0) != nil }
    guard !chosen.isEmpty else { return try say(wording.nothingNewer) }
    try carryOut(chosen.map { .named($0, .any) }, from: shelf)
  }

  private func carryOut(_ wanted: [InstallPlan.Wanted], from shelf: BundleShelf?) throws {
    var plan = try InstallPlan(
      wanted, from: shelf, InstallPlan.Here(snapshot, toolkit: InstallDesk.toolkit))
    guard !plan.steps.isEmpty else { return try tellNothingNewer(wanted, shelf) }
    let allow = try Reading.permissions(allow: options.allow, deny: []).allowed
    if !allow.isEmpty { plan = try plan.allowing(only: allow) }
    let own = ScriptSearch(store: session.storePath).checks()
    try plan.validateChecks(beside: own, in: snapshot, options: try runOptions())
    for step in plan.steps { try show(step, of: plan) }
    guard try agrees(to: plan, isAllowed: !allow.isEmpty) else { return }
    let commit = try installing.carryOut(plan)
    try say(wording.installed(plan, commit, session.storeOption))
  }

  /// That nothing is newer; or why what is newer cannot come.
  private func tellNothingNewer(_ wanted: [InstallPlan.Wanted], _ shelf: BundleShelf?) throws {
    for case .named(let name, let range) in wanted {
      guard let newest = shelf?.newest(name, in: range)?.version,
        let present = try? InstalledBundle.named(name, in: snapshot), newest > present.version
      else { continue }
      _ = try InstallPlan(
        [.named(name, VersionRange("=\(newest)") ?? .any)], from: shelf,
        InstallPlan.Here(snapshot, toolkit: InstallDesk.toolkit))
    }
    try say(wording.nothingNewer)
  }

  private func show(_ step: InstallPlan.Step, of plan: InstallPlan) throws {
    var rendering = Rendering(
      .table, presenter: Presenter(language: session.language, snapshot: nil), width: Console.width)
    let output = Output(path: nil)
    for block in wording.step(step) + [.text(try tested(step, of: plan))] + (try verdicts(step)) {
      try output.write(rendering.add(block))
    }
    try output.write(rendering.finish())
  }

  /// Runs the bundle's own tests. One that fails ends the installation.
  private func tested(_ step: InstallPlan.Step, of plan: InstallPlan) throws -> String {
    let report = try plan.tests(of: step, in: snapshot, options: try runOptions())
    guard report.failed.isEmpty else { throw InstallFault.testsFailed(step.name, report) }
    return wording.tested(report)
  }

  /// What the checks of an update say otherwise than those before.
  private func verdicts(_ step: InstallPlan.Step) throws -> [Block] {
    let unit = try store.unit()
    guard
      step.former?.names(in: .checks).isEmpty == false
        || !step.verified.contents.names(in: .checks).isEmpty,
      let trial = step.trial(in: snapshot, who: Session.user, unit: unit)
    else { return [] }
    try session.record(trial.audited(.check, on: snapshot, used: trial.mayDo))
    let settings = try CheckSettings(ofStoreAt: session.storePath)
    let after = CheckVerdicts(
      trial, on: snapshot, options: try runOptions(), settings: settings)
    var before = CheckVerdicts()
    if let room = try? BundleRoom.open(step.name, in: snapshot) {
      let call = BundleCall(room, script: nil, who: Session.user, unit: unit)
      try session.record(call.audited(.check, on: snapshot, used: call.mayDo))
      before = CheckVerdicts(call, on: snapshot, options: try runOptions(), settings: settings)
    }
    return wording.verdicts(after.changes(since: before))
  }

  private func runOptions() throws -> Run.Options {
    var options = Run.Options(
      language: session.language, today: { Clock.today(in: $0) },
      limits: LuaLimits(time: .seconds(20), memory: 256 << 20))
    let wording = session.wording
    options.describe = { wording.message($0).text }
    return options
  }

  /// Whether it is to be done: by `--yes`, or by a person who is asked.
  private func agrees(to plan: InstallPlan, isAllowed: Bool) throws -> Bool {
    if options.yes {
      // Who says yes beforehand does not know what an update will ask for.
      for step in plan.steps where step.isUpdate && !isAllowed && !step.added.isEmpty {
        throw InstallFault.asksForMore(step.added, bundle: step.name)
      }
      return true
    }
    if Console.isTerminal(STDIN_FILENO) && Console.isTerminal(STDOUT_FILENO) {
      if try confirms() { return true }
      try say(wording.leftAlone)
      return false
    }
    try say(wording.howToApply(RunForm.command(adding: "--yes")))
    return false
  }

  private func confirms() throws -> Bool {
    try Output(path: nil).write(wording.goAhead)
    let answer = readLine()?.lowercased().filter { !$0.isWhitespace } ?? ""
    return ["y", "yes", "c", "có", "co"].contains(answer)
  }

  private func say(_ text: String) throws { try Output(path: nil).write(text + "\n") }

  // MARK: back and away

  func rollBack(_ name: String, to version: String?) throws {
    let wanted = try version.map { text in
      guard let version = BundleVersion(text) else {
        throw UsageError.badVersion(text)
      }
      return version
    }
    for bundle in try installing.rollBack(name, to: wanted) {
      try say(wording.rolledBack(bundle))
    }
  }

  func remove(_ name: String) throws {
    let record = try installing.remove(name)
    try say(wording.removed(record))
  }

  // MARK: what there is

  func list(_ format: ReportFormat, outdated: Bool) throws {
    let shelf = outdated ? try shelf() : nil
    if outdated, shelf == nil { throw UsageError.missing(option: "--from") }
    let rows = try InstalledBundle.all(in: snapshot).map { bundle in
      let newest = shelf?.newest(bundle.name).map(\.version)
      return ListedBundle(
        bundle: bundle, open: Result { try OpenBundle.open(bundle.name, in: snapshot) },
        newer: newest.flatMap { $0 > bundle.version ? $0 : nil })
    }.filter { !outdated || $0.newer != nil }
    let output = Output(path: nil)
    if rows.isEmpty, format == .table {
      return try output.write((outdated ? wording.nothingNewer : wording.noBundles) + "\n")
    }
    var rendering = Rendering(
      format, presenter: Presenter(language: session.language, snapshot: snapshot),
      width: Console.width)
    try output.write(rendering.add(.table(wording.bundles(rows, outdated: outdated))))
    try output.write(rendering.finish())
  }

  /// The directory of `--from`, else the `"registry"` of `store.json`, which counts from the
  /// store; nothing where neither is named.
  private func shelf() throws -> BundleShelf? {
    if let from = options.from { return try InstallDesk.shelf(from) }
    guard let named = try store.setting("registry")?.string else { return nil }
    return try InstallDesk.shelf(named.hasPrefix("/") ? named : "\(store.path)/\(named)")
  }

  private static func shelf(_ path: String) throws -> BundleShelf {
    try BundleShelf(path: path.isEmpty ? "." : path)
  }

  /// A word that is a file's path; nothing for a name.
  private static func file(_ word: String) -> String? {
    word.contains("/") || word.hasSuffix("." + BundleArchive.ending) ? word : nil
  }

  private static func named(_ word: String) throws -> InstallPlan.Wanted {
    let pieces = word.split(separator: "@", maxSplits: 1).map(String.init)
    guard pieces.count == 2 else { return .named(word, .any) }
    guard let range = VersionRange(pieces[1]) else { throw UsageError.badVersion(pieces[1]) }
    return .named(pieces[0], range)
  }
}

/// An installed bundle as a list shows it.
struct ListedBundle {
  let bundle: InstalledBundle
  let open: Result<OpenBundle, any Error>
  /// The newest version on the shelf, where that is newer.
  let newer: BundleVersion?
}
