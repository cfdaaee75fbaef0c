extension Store {
  /// Commits whole files: all of them or none.
  ///
  /// Takes the lock, waiting for it no longer than `patience`; finishes what a crash left; calls
  /// `prepare` with the files as they are under the lock; and commits what that returns. Nothing
  /// when that is nothing. Throws `CommitError`, or what `prepare` throws.
  @discardableResult
  package func commit(
    origin: Origin, patience: Duration = .seconds(10),
    _ prepare: (CurrentFiles) throws -> PreparedCommit?
  ) throws -> Commit? {
    try committing.commit(origin: origin, patience: patience) { current in
      try checkVersion()
      return try prepare(current)
    }
  }

  var committing: Committing {
    Committing(disk: disk, steps: steps, surroundings: surroundings)
  }

  /// A newer toolkit may have migrated the store since it was opened.
  private func checkVersion() throws {
    do throws(StoreError) {
      try Store.checkVersion(DirectoryFiles(disk))
    } catch {
      if case .newerFormat(let found, let known) = error {
        throw CommitError.newerFormat(found: found, known: known)
      }
      throw error
    }
  }
}
