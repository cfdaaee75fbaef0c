internal import Lua
public import PlanModel
public import PlanStore

/// A bundle call is one use of a bundle's code by a person: which script, on what, and what the
/// audit will say of it.
public struct BundleCall: Sendable {
  public let room: BundleRoom
  /// Nothing where it is the bundle's checks that run.
  public let script: String?
  public let who: String
  /// The unit of this installation, where `store.json` names one: what is not that unit's, or of
  /// one below it, is not there.
  public let unit: String?

  /// Throws what `BundleRoom.open` and the snapshot of a unit throw.
  public init(_ room: BundleRoom, script: String?, who: String, unit: String?) {
    (self.room, self.script, self.who, self.unit) = (room, script, who, unit)
  }

  /// What the bundle may see of a store. Throws `InstallFault.noSuchUnit`.
  public func visible(_ snapshot: Snapshot) throws -> Snapshot {
    guard let unit else { return snapshot }
    do {
      return try snapshot.scoped(to: unit)
    } catch QueryError.unknownRecord(_, let id, let suggestions) {
      throw InstallFault.noSuchUnit(id, suggestions: suggestions)
    }
  }

  /// What the audit says of it. `error`: what it ended with; nothing where it did what it should.
  public func audited(
    _ action: AuditedRun.Action, parameters: [String: String] = [:], on snapshot: Snapshot,
    used permissions: Set<Permission>, endedBy error: (any Error)? = nil
  ) -> AuditedRun {
    let verified = room.bundle.verified
    var run = AuditedRun(
      action, bundle: room.bundle.name, version: verified.manifest.version.description,
      hash: verified.contents.hash, key: verified.signer.key.fingerprint, who: who)
    (run.script, run.parameters) = (script, parameters)
    (run.unit, run.revision) = (snapshot.unit, snapshot.revision)
    run.permissions = permissions.map(\.description)
    run.outcome = error.map(AuditedRun.Outcome.init) ?? .done
    return run
  }

  /// Everything that it may do: what the audit says of checks, before they look at anything.
  public var mayDo: Set<Permission> {
    let limits = room.limits(of: script)
    return Set(
      (limits.first ?? []).filter { permission in
        limits.allSatisfy { $0.contains { $0.includes(permission) } }
      })
  }
}

extension AuditedRun.Outcome {
  /// What an error says of how a run ended.
  init(_ error: any Error) {
    var error = error
    while case .runtime(_, _, _, let cause?)? = error as? LuaError { error = cause }
    switch error {
    case StoreError.refused, Proposal.Failure.foreign: self = .refused
    case DraftError.restricted, DraftError.secrecyMark: self = .refused
    case is Stopped, Proposal.Failure.tooMany, Proposal.Failure.tooLarge: self = .stopped
    case let error as LuaError: self = error.isLimit ? .stopped : .failed
    default: self = .failed
    }
  }
}

extension LuaError {
  var isLimit: Bool {
    switch self {
    case .timeLimit, .memoryLimit, .outputLimit, .coroutineLimit, .sourceLimit, .interrupted: true
    default: false
    }
  }
}

// Which scripts of installed bundles a name means.
extension BundleRoom {
  /// The room of the one bundle that has a script of that name; nothing where none has. Throws
  /// `InstallFault.ambiguous`, and why a bundle cannot be opened that might have one as well.
  public static func having(script: String, in snapshot: Snapshot) throws -> BundleRoom? {
    let bundles = try InstalledBundle.all(in: snapshot).map { bundle in
      Result { try OpenBundle.open(bundle.name, in: snapshot) }
    }
    let found = bundles.compactMap { try? $0.get() }.filter { bundle in
      bundle.manifest.scripts.contains { $0.script == script }
    }
    guard found.count < 2 else {
      throw InstallFault.ambiguous(script, bundles: found.map(\.name))
    }
    guard let only = found.first else { return nil }
    for bundle in bundles { _ = try bundle.get() }
    return try BundleRoom(only, in: snapshot)
  }

  /// Throws why the first that cannot be opened cannot.
  public static func openAll(in snapshot: Snapshot) throws {
    for bundle in try InstalledBundle.all(in: snapshot) {
      _ = try OpenBundle.open(bundle.name, in: snapshot)
    }
  }

  /// Every installed bundle that is as it was installed.
  public static func trusted(in snapshot: Snapshot) throws -> [OpenBundle] {
    try InstalledBundle.all(in: snapshot).compactMap { try? OpenBundle.open($0.name, in: snapshot) }
  }
}
