internal import PlanModel
public import PlanStore

/// A file that declares checks.
public struct CheckSource: Sendable {
  /// As errors show it.
  public let name: String
  public let text: String
  let modules: ModuleSource
  /// The bundle that it is of, which says what it may see and do.
  let bundle: BundleCall?

  public init(name: String, text: String, modules: ModuleSource) {
    (self.name, self.text, self.modules) = (name, text, modules)
    bundle = nil
  }

  /// The files of a bundle's checks.
  public static func all(of bundle: BundleCall) -> [CheckSource] {
    bundle.room.checks.map { CheckSource($0.name, $0.text, bundle) }
  }

  private init(_ name: String, _ text: String, _ bundle: BundleCall) {
    (self.name, self.text, self.bundle) = (name, text, bundle)
    modules = bundle.room.modules
  }
}

/// Check runs are several files of checks over one snapshot, each in a Lua state of its own, on
/// all cores. One that breaks does not stop the others.
public struct CheckRuns: Sendable {
  public let snapshot: Snapshot
  private let runs: [Prepared]

  /// Reads what each file declares; nothing is examined yet.
  public init(_ sources: [CheckSource], of snapshot: Snapshot, options: Run.Options) {
    var options = options
    options.keepsChecks = true
    self.snapshot = snapshot
    runs = CheckRuns.distinct(
      concurrently(sources.count) { [options] in Prepared(sources[$0], snapshot, options) })
  }

  /// A bundle's file whose check has the id of another is told, and not run: what comes from
  /// elsewhere keeps no other check from running.
  private static func distinct(_ runs: [Prepared]) -> [Prepared] {
    var files: [String: String] = [:]
    for run in runs where run.source.bundle == nil {
      for check in run.declared { files[check.id] = run.source.name }
    }
    return runs.map { run in
      guard run.source.bundle != nil else { return run }
      for check in run.declared {
        if let other = files.updateValue(run.source.name, forKey: check.id) {
          let files = [other, run.source.name]
          return Prepared(run.source, failing: CheckFault.twice(id: check.id, files: files))
        }
      }
      return run
    }
  }

  /// The checks, in the order of their ids.
  public var declared: [CheckDeclaration] {
    runs.flatMap(\.declared).sorted { $0.id < $1.id }
  }

  /// Why files could not be read to their end.
  public var failures: [any Error] { runs.compactMap(\.failure) }

  /// Which files declare an id that another has, too.
  public func validate() throws(CheckFault) {
    var files: [String: String] = [:]
    for (id, file) in ids {
      if let other = files.updateValue(file, forKey: id) {
        throw .twice(id: id, files: [other, file])
      }
    }
  }

  /// Every id, and the file that declares it.
  var ids: [(id: String, file: String)] {
    runs.flatMap { run in run.declared.map { ($0.id, run.source.name) } }
  }

  /// Evaluates the checks that are picked. Outcomes come in the order of ids; files that could
  /// not be read come first. `progress` is told from any thread how many files are done.
  public func outcomes(
    _ settings: CheckSettings,
    progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in },
    picking picks: @escaping @Sendable (CheckDeclaration) -> Bool
  ) -> [CheckOutcome] {
    let all = runs.count
    return concurrently(all, progress: { progress($0, all) }) {
      runs[$0].outcomes(settings, picks)
    }.flatMap { $0 }
      .sorted { ($0.declaration?.id ?? "", $0.file) < ($1.declaration?.id ?? "", $1.file) }
  }
}

/// What became of one check, or of a file that could not be read.
public struct CheckOutcome: Sendable {
  public let file: String
  /// Nothing where the file did not get so far as to declare one.
  public let declaration: CheckDeclaration?
  /// How many records it looked at.
  public let examined: Int
  /// Those of the first record first.
  public let findings: [Finding]
  public let failure: (any Error)?

  /// What people know it by.
  public var name: String { declaration?.id ?? file }
}

/// One file's state, with the checks that it declared.
// Used by one thread at a time: first by the one that makes it, then by the one that evaluates.
private final class Prepared: @unchecked Sendable {
  let source: CheckSource
  let declared: [CheckDeclaration]
  private let run: Run?
  let failure: (any Error)?

  init(_ source: CheckSource, _ snapshot: Snapshot, _ options: Run.Options) {
    self.source = source
    var options = options
    options.modules = source.modules
    var (made, problem): (Run?, (any Error)?) = (nil, nil)
    if let bundle = source.bundle { options.enter(bundle.room, script: nil) }
    do {
      let visible = try source.bundle?.visible(snapshot) ?? snapshot
      let run = try Run(visible, options: options) { _ in }
      made = run
      try run.run(source.text, name: source.name)
    } catch {
      problem = error
    }
    run = made
    failure = problem
    declared = made?.checks.map(\.declaration) ?? []
  }

  /// One that is not to be run.
  init(_ source: CheckSource, failing failure: any Error) {
    (self.source, self.failure) = (source, failure)
    (declared, run) = ([], nil)
  }

  func outcomes(
    _ settings: CheckSettings, _ picks: (CheckDeclaration) -> Bool
  ) -> [CheckOutcome] {
    let broken = failure.map { failure in
      CheckOutcome(
        file: source.name, declaration: nil, examined: 0, findings: [], failure: failure)
    }
    let checks = run?.checks.filter { check in
      picks(check.declaration) && !settings.leavesOut(check.declaration.id)
    }
    return [broken].compactMap { $0 } + (checks ?? []).compactMap { outcome($0, settings) }
  }

  private func outcome(_ check: DeclaredCheck, _ settings: CheckSettings) -> CheckOutcome? {
    guard let run else { return nil }
    var (evaluation, failure): (Evaluation, (any Error)?) = (Evaluation(), nil)
    do {
      evaluation = try run.evaluate(check, settings.entries[check.declaration.id])
      try run.checkPermissions()
      try run.snapshot.check()
    } catch {
      (evaluation, failure) = (Evaluation(), error)
    }
    return CheckOutcome(
      file: source.name, declaration: check.declaration, examined: evaluation.examined,
      findings: evaluation.findings, failure: failure)
  }
}
