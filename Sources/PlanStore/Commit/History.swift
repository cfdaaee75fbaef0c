extension Store {
  /// The commits that the log holds, the newest first; `before` a number, and at most `limit`.
  /// An entry that is damaged is left out, and its number told.
  public func history(
    before: Int = .max, limit: Int = .max
  ) throws(CommitError) -> (commits: [Commit], damaged: [Int]) {
    let log = StoreLog(disk: disk)
    let numbers = try nothingWritten { () throws(DiskFault) in try log.numbers() }
    var (commits, damaged): ([Commit], [Int]) = ([], [])
    for number in numbers.reversed() where number < before && commits.count < limit {
      do throws(LogFault) {
        if let commit = try log.entry(number) { commits.append(commit) }
      } catch {
        guard case .damaged = error else { throw error.asCommitError }
        damaged.append(number)
      }
    }
    return (commits, damaged)
  }

  /// The commit of a number; nothing when the log does not hold it.
  public func entry(_ number: Int) throws(CommitError) -> Commit? {
    do throws(LogFault) {
      return try StoreLog(disk: disk).entry(number)
    } catch {
      throw error.asCommitError
    }
  }

  /// The bytes that a commit displaced; nothing when there were none, or they are no longer kept.
  package func displaced(_ commit: Commit, _ index: Int) throws(CommitError) -> [UInt8]? {
    guard let before = commit.files[index].before else { return nil }
    return try nothingWritten { () throws(DiskFault) in
      for place in [commit.side(index), commit.oldSide(index)] {
        if let bytes = try disk.bytes(place), ContentHash(of: bytes) == before { return bytes }
      }
      return nil
    }
  }

  /// Edits by other programs that commits displaced, as files relative to the store. They stay
  /// until a person has looked at them.
  public func keptEdits() throws(CommitError) -> [String] {
    try nothingWritten { () throws(DiskFault) in
      guard try disk.status(StoreLog.conflicts) != nil else { return [] }
      return try disk.names(in: StoreLog.conflicts).sorted().map { "\(StoreLog.conflicts)/\($0)" }
    }
  }

  /// Takes an entry that cannot be read out of the log, so that commits can go on; it stays under
  /// `.planscript/conflicts/`. Whether its commit was finished nobody can tell then. Does nothing
  /// to an entry that can be read. Throws `CommitError`.
  public func setAside(damaged number: Int, patience: Duration = .seconds(10)) throws {
    try StoreLock(disk: disk, surroundings: surroundings).held(patience: patience) {
      guard (try? StoreLog(disk: disk).entry(number)) == nil else { return }
      let slot = StoreLog.slot(number)
      try nothingWritten { () throws(DiskFault) in
        let kept = "\(StoreLog.conflicts)/\(StorePath.name(of: slot))"
        try disk.moveOverNothing(slot, to: kept)
        try disk.syncDirectory(StoreLog.conflicts)
        try disk.syncDirectory(StoreLog.entries)
      }
    }
  }
}
