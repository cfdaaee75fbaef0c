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
    let commit = try committing.commit(origin: origin, patience: patience) { current in
      try checkVersion()
      return try prepare(current)
    }
    // What is kept is looked at now and then: a commit costs what it touches.
    if let commit, commit.number % Retention.interval == 0 { try? tidy(patience: .zero) }
    return commit
  }

  var committing: Committing {
    Committing(
      disk: disk, steps: steps, surroundings: surroundings, unsettled: unsettled, latest: latest)
  }

  /// Makes durable where the files of the newest commit lie, and marks it as finished, so that
  /// nobody needs to look. A commit does that for the one before it, and a store for its last
  /// when it is let go of; nothing is lost where nobody does. Throws `CommitError`.
  public func settle(patience: Duration = .seconds(10)) throws {
    guard unsettled.id != nil else { return }
    try committing.underLock(patience: patience) { _ in }
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

  /// Finishes the commit that a crash left, if there is one, and tells which edits by others
  /// that displaced. Every commit does so first; this is for who wants it done without one.
  @discardableResult
  public func finish(patience: Duration = .seconds(10)) throws -> [Commit.DisplacedEdit] {
    try committing.underLock(patience: patience) { $0.edits }
  }

  /// What became of a commit whose end the caller did not see.
  ///
  /// A commit that is found is durable. To say that one is absent, and never will be there, this
  /// waits for whoever is writing. Throws `CommitError`.
  public func outcome(of id: String, patience: Duration = .seconds(10)) throws -> Outcome {
    guard let number = id.split(separator: "-").first.flatMap({ Int($0) }) else { return .absent }
    return try committing.underLock(patience: patience) { finished in
      if let entry = try entry(number) { return entry.id == id ? .committed(entry) : .absent }
      return number <= finished.head ? .forgotten : .absent
    }
  }
}
