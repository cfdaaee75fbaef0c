import PlanModel

/// Why changes were not written; nothing was.
public enum TransactError: Error, Sendable {
  /// Others changed what these changes are about.
  case conflicts([Conflict])
  /// The store was changed by others in each attempt; the files of the last one.
  case unsettled(paths: [String])
  /// The commit changed whole files, so that it cannot be taken back by record.
  case notByRecord(Commit)
}

extension Store {
  /// Runs `body` on a snapshot and commits the changes that it proposes: all of them, on the
  /// store exactly as `body` read it, or none. Where somebody changed meanwhile what was read,
  /// `body` runs again on a new snapshot, at most `attempts` times in all; then it is told what
  /// conflicts. The commit is nothing when there is nothing to write. `cached`: as of `snapshot`.
  ///
  /// Throws `TransactError`, `CommitError`, `EditError`, `StoreError`, or what `body` throws.
  public func transact<Result>(
    attempts: Int = 8, origin: Origin, cached: Bool = true,
    _ body: (Snapshot) throws -> (ChangeSet, Result)
  ) throws -> (commit: Commit?, result: Result) {
    try transact(attempts: attempts, origin: origin, cached: cached, body) { _, _ in [] }
  }

  /// The same, with files that are no collection's and belong to the same commit.
  package func transact<Result>(
    attempts: Int = 8, origin: Origin, cached: Bool = true,
    _ body: (Snapshot) throws -> (ChangeSet, Result),
    with others: (CurrentFiles, Result) throws -> [FileChange]
  ) throws -> (commit: Commit?, result: Result) {
    var attempt = 1
    while true {
      let snapshot = snapshot(cached: cached)
      let isLast = attempt >= attempts
      do {
        let (changes, result) = try body(snapshot)
        try snapshot.check()
        guard !changes.isEmpty else { return (nil, result) }
        let commit = try self.commit(origin: origin) { current in
          let changed = try snapshot.footprint.map { try current.changed(since: $0) } ?? []
          if !changed.isEmpty { throw Stale(paths: changed, changes: changes) }
          guard let prepared = try prepared(changes, snapshot, current) else { return nil }
          return PreparedCommit(
            files: prepared.files + (try others(current, result)), changes: prepared.changes)
        }
        return (commit, result)
      } catch let stale as Stale where isLast {
        throw try conflicts(of: stale)
      } catch CommitError.stale(let paths) where isLast {
        throw TransactError.unsettled(paths: paths)
      } catch  where !isLast && Store.isOvertaken(error) {
        attempt += 1
        pause(before: attempt)
      }
    }
  }

  /// Commits changes that no run can propose again: each field is held against what is there
  /// now. Where it is what the change found, or already what the change wants, it fits.
  public func commit(_ changes: ChangeSet, origin: Origin) throws -> Commit? {
    guard !changes.isEmpty else { return nil }
    return try commit(changes, origin: origin) { _ in [] }
  }

  /// The same, with files that are no collection's and belong to the same commit.
  package func commit(
    _ changes: ChangeSet, origin: Origin, with others: (CurrentFiles) throws -> [FileChange]
  ) throws -> Commit? {
    try commit(origin: origin) { current in
      let snapshot = Snapshot(files: DirectoryFiles(disk), path: path)
      try Integrity(snapshot).check(changes)
      let prepared = try prepared(changes, snapshot, current)
      let files = try (prepared?.files ?? []) + others(current)
      return files.isEmpty
        ? nil : PreparedCommit(files: files, changes: prepared?.changes ?? changes.json)
    }
  }

  /// What would conflict if the changes were committed now, and what they would change.
  public func preview(_ changes: ChangeSet) throws -> (changes: ChangeSet, conflicts: [Conflict]) {
    let snapshot = snapshot()
    try Integrity(snapshot).check(changes)
    var editing = Editing(snapshot: snapshot) { try snapshot.bytes($0) }
    let edited = try editing.edited(changes)
    return (edited.changes, edited.conflicts)
  }

  /// The snapshot was read before files changed.
  private struct Stale: Error {
    let paths: [String]
    let changes: ChangeSet
  }

  private static func isOvertaken(_ error: any Error) -> Bool {
    switch error {
    case is Stale, CommitError.stale: return true
    case StoreError.file(let fault), let fault as FileFault:
      if case .snapshotTooOld = fault.problem { return true }
      return false
    default: return false
    }
  }

  func prepared(
    _ changes: ChangeSet, _ snapshot: Snapshot, _ current: CurrentFiles
  ) throws -> PreparedCommit? {
    var editing = Editing(snapshot: snapshot) { try current.bytes($0) }
    let edited = try editing.edited(changes)
    guard edited.conflicts.isEmpty else { throw TransactError.conflicts(edited.conflicts) }
    guard !edited.files.isEmpty else { return nil }
    // The hash of what was read for editing: `current` reads a file once.
    let files = try edited.files.map { file in
      FileChange(path: file.path, before: try current.hash(file.path), after: file.after)
    }
    return PreparedCommit(files: files, changes: edited.changes.json)
  }

  /// What the last attempt's changes would overwrite.
  private func conflicts(of stale: Stale) throws -> TransactError {
    let conflicts = try preview(stale.changes).conflicts
    return conflicts.isEmpty ? .unsettled(paths: stale.paths) : .conflicts(conflicts)
  }

  /// Longer before each attempt, and by chance, so that two runs do not meet again.
  private func pause(before attempt: Int) {
    let most = min(400, 10 << min(attempt, 6))
    surroundings.pause(.milliseconds(Int(surroundings.random() % UInt64(most))))
  }
}
