internal import PlanModel
public import PlanStore

/// Check verdicts are what a bundle's checks say of a store, one line for each check: what an
/// update is held against before anybody says yes to it.
public struct CheckVerdicts: Sendable {
  private let verdicts: [String: Verdict]

  public enum Verdict: Sendable, Hashable {
    case found(Int)
    /// It looked at nothing.
    case examinedNothing
    case failed
  }

  /// What one check said before, and says now; nothing where there is no such check.
  public struct Change: Sendable, Hashable {
    public let check: String
    public let before: Verdict?
    public let after: Verdict?
  }

  /// Runs the checks of a bundle.
  public init(
    _ call: BundleCall, on snapshot: Snapshot, options: Run.Options, settings: CheckSettings
  ) {
    let runs = CheckRuns(CheckSource.all(of: call), of: snapshot, options: options)
    let outcomes = runs.outcomes(settings) { _ in true }
    verdicts = Dictionary(
      outcomes.map { ($0.name, CheckVerdicts.verdict($0)) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// Of a bundle that is not there.
  public init() { verdicts = [:] }

  private static func verdict(_ outcome: CheckOutcome) -> Verdict {
    if outcome.failure != nil { return .failed }
    return outcome.examined == 0 ? .examinedNothing : .found(outcome.findings.count)
  }

  /// Where these say something else than those before, in the order of the checks' ids.
  public func changes(since before: CheckVerdicts) -> [Change] {
    Set(verdicts.keys).union(before.verdicts.keys).sorted()
      .map { Change(check: $0, before: before.verdicts[$0], after: verdicts[$0]) }
      .filter { $0.before != $0.after }
  }
}

extension InstallPlan.Step {
  /// The bundle as it would be, but with no more than was given already: nobody has said yes yet.
  /// Nothing where what it depends on is not installed either.
  public func trial(in snapshot: Snapshot, who: String, unit: String?) -> BundleCall? {
    let known = added
    let allow = allow.filter { !known.contains($0) }
    guard installed != nil else { return nil }
    let record = InstalledBundle(
      name: name, current: InstalledBundle.Kept(self, allow: allow), installedOn: nil, by: nil)
    let bundle = OpenBundle(record: record, verified: verified)
    guard let room = try? BundleRoom(bundle, in: snapshot) else { return nil }
    return BundleCall(room, script: nil, who: who, unit: unit)
  }
}

extension InstalledBundle.Kept {
  /// What a step of a plan makes the present version.
  init(_ step: InstallPlan.Step, allow: [Permission]) {
    let (version, hash) = (step.manifest.version, step.verified.contents.hash)
    self.init(
      version: version, hash: hash, file: InstalledBundle.file(step.name, version, hash),
      key: step.verified.signer.key.fingerprint, allow: allow)
  }
}
