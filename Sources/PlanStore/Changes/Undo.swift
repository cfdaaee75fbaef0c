import PlanModel

// Taking a commit back.

extension Commit {
  /// What it changed, by record; nothing when it changed whole files, as a migration does.
  public var changeSet: ChangeSet? { ChangeSet(json: changes) }
}

extension Store {
  /// What taking a commit back would change, and what conflicts with it.
  public func previewUndo(
    of commit: Commit
  ) throws -> (changes: ChangeSet, conflicts: [Conflict]) {
    return try preview(try inverted(commit))
  }

  /// Takes a commit back by a new one. Files that nobody changed since become again what they
  /// were, byte for byte; in others each field is held against what is there. The new commit is
  /// nothing when all has been taken back already.
  public func undo(_ commit: Commit, origin: Origin) throws -> Commit? {
    let changes = try inverted(commit)
    return try self.commit(origin: origin) { current in
      let snapshot = Snapshot(files: DirectoryFiles(disk), path: path)
      try Integrity(snapshot).check(changes)
      if let files = try formerFiles(of: commit, current) {
        return PreparedCommit(files: files, changes: changes.json)
      }
      return try prepared(changes, snapshot, current)
    }
  }

  /// What a verb of the command keeps is taken back by that verb alone: there is more to it than
  /// its record.
  private func inverted(_ commit: Commit) throws(TransactError) -> ChangeSet {
    guard let changes = commit.changeSet?.inverted,
      !changes.records.contains(where: {
        Catalogue.collection($0.key.collection)?.keptBy == Bundles.keptBy
      })
    else { throw .notByRecord(commit) }
    return changes
  }

  /// The files of a commit as they were before it, but for the audit, which only goes on; nothing
  /// when one was changed since, or its former content is no longer kept.
  private func formerFiles(of commit: Commit, _ current: CurrentFiles) throws -> [FileChange]? {
    var files: [FileChange] = []
    for (index, file) in commit.files.enumerated() where file.path != AuditChain.head {
      guard try current.hash(file.path) == file.after else { return nil }
      let bytes = try displaced(commit, index)
      guard bytes != nil || file.before == nil else { return nil }
      files.append(FileChange(path: file.path, before: file.after, after: bytes))
    }
    return files
  }
}
