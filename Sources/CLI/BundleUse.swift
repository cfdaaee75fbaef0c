internal import Foundation
internal import PlanModel
internal import PlanScript
internal import PlanStore

// How the command finds the scripts of installed bundles, and writes down that it runs them.

extension ScriptSearch {
  /// `bundle:script`; nothing for a name without a colon.
  func bundled(_ name: String) throws -> ScriptSource? {
    let pieces = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard pieces.count == 2 else { return nil }
    guard let store = try store.map({ try Store(path: $0) }) else {
      throw StoreError.notAStore(path: ".", searchedAbove: true)
    }
    let room = try BundleRoom.open(String(pieces[0]), in: store.snapshot())
    return try source(room, String(pieces[1]), store)
  }

  /// A script by its plain name, where exactly one installed bundle has it.
  func installed(_ name: String) throws -> ScriptSource? {
    guard let store = installedStore,
      let room = try BundleRoom.having(script: name, in: store.snapshot())
    else { return nil }
    return try source(room, name, store)
  }

  /// `bundle:script`, all of them.
  var bundledNames: [String] { bundledSources.map(\.callName) }

  /// Every script of every installed bundle.
  var bundledSources: [ScriptSource] {
    guard let store = installedStore else { return [] }
    let snapshot = store.snapshot()
    let rooms = ((try? BundleRoom.trusted(in: snapshot)) ?? []).compactMap { bundle in
      try? BundleRoom.open(bundle.name, in: snapshot)
    }
    return rooms.flatMap { room in
      room.scripts.compactMap { try? source(room, $0, store) }
    }
  }

  /// The installed bundles that have checks. One that is not as it was installed is no reason to
  /// leave its checks out unseen: it ends the command.
  func checkCalls(in snapshot: Snapshot, _ session: Session) throws -> [BundleCall] {
    guard let store = try session.store() else { return [] }
    let installed = try InstalledBundle.all(in: snapshot)
    guard !installed.isEmpty else { return [] }
    let unit = try store.unit()
    return try installed.map { try BundleRoom.open($0.name, in: snapshot) }
      .filter { !$0.checks.isEmpty }
      .map { BundleCall($0, script: nil, who: Session.user, unit: unit) }
  }

  /// The store, where anything is installed in it; most have nothing, and do not pay for it.
  var installedStore: Store? {
    guard let store = store.flatMap({ try? Store(path: $0) }),
      let bundles = try? InstalledBundle.all(in: store.snapshot()), !bundles.isEmpty
    else { return nil }
    return store
  }

  private func source(_ room: BundleRoom, _ script: String, _ store: Store) throws -> ScriptSource {
    let (text, name) = try room.script(script)
    let call = BundleCall(room, script: script, who: Session.user, unit: try store.unit())
    return ScriptSource(name: name, text: text, path: nil, bundle: call)
  }
}

extension ScriptSource {
  /// How a person calls a script of a bundle: `attendance-pack:summary`.
  var callName: String {
    guard let bundle, let script = bundle.script else { return name }
    return "\(bundle.room.bundle.name):\(script)"
  }
}

extension Store {
  /// The unit of this installation, where `store.json` names one.
  func unit() throws -> String? {
    guard let value = try setting("unit") else { return nil }
    guard let unit = value.string else { throw UnitSettingFault(found: value) }
    return unit
  }
}

/// `"unit"` of `store.json` is no text.
struct UnitSettingFault: Error {
  let found: JSONValue
}

/// The audit could not take note of a run, so that there was none.
struct NotAudited: Error {
  let cause: any Error
}

extension Session {
  /// Takes note of a run in the audit.
  ///
  /// Where this person may not write the store at all, a run that changes nothing is made without:
  /// whoever may read the files may read them by any program. Any other failure ends the command
  /// before the run has shown anything.
  func record(_ run: AuditedRun) throws {
    guard let store = try store() else { return }
    do {
      try store.audit(run)
    } catch CommitError.notWritten(let fault) where fault.isNotPermitted {
      note(wording.notAudited)
    } catch {
      throw NotAudited(cause: error)
    }
  }

  /// Does the body, which is a run of a bundle's script or of a plain one.
  func recording(
    _ bundle: BundleCall?, _ run: Run, _ parameters: [String: String], _ body: () throws -> Void
  ) throws {
    guard let bundle else { return try body() }
    func audited(_ error: (any Error)?) -> AuditedRun {
      bundle.audited(
        .run, parameters: parameters, on: run.snapshot, used: run.permissionsUsed, endedBy: error)
    }
    do {
      try body()
    } catch {
      try record(audited(error))
      throw error
    }
    try record(audited(nil))
  }

  /// Runs a script and commits what it changes; that of a bundle with its line in the audit.
  /// `begun` is told each run that is tried.
  func transact(
    _ store: Store, _ origin: Origin, _ bundle: BundleCall?, _ parameters: [String: String],
    _ body: (Snapshot, (Run) -> Void) throws -> (ChangeSet, (run: Run, blocks: [Block]))
  ) throws -> (commit: Commit?, result: (run: Run, blocks: [Block])) {
    var last: Run?
    func work(_ snapshot: Snapshot) throws -> (ChangeSet, (run: Run, blocks: [Block])) {
      try body(snapshot) { last = $0 }
    }
    guard let bundle else {
      return try store.transact(origin: origin, cached: usesCache, work)
    }
    func audited(_ run: Run, _ error: (any Error)?) -> AuditedRun {
      bundle.audited(
        .run, parameters: parameters, on: run.snapshot, used: run.permissionsUsed, endedBy: error)
    }
    do {
      return try store.transact(
        origin: origin, cached: usesCache, auditing: { audited($0.run, nil) }, work)
    } catch {
      if let last { try record(audited(last, error)) }
      throw error
    }
  }
}

extension DiskFault {
  fileprivate var isNotPermitted: Bool { [EACCES, EPERM, EROFS].contains(errno) }
}
