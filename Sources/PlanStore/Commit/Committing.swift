internal import Foundation
import PlanModel

/// Carries out commits on a disk, as `Commit` describes it.
struct Committing {
  let disk: any Disk
  let steps: Steps
  let surroundings: Surroundings
  let unsettled: Unsettled
  let latest: LatestContents

  private var log: StoreLog { StoreLog(disk: disk) }

  /// Takes the lock, finishes what a crash left, and commits what `prepare` returns.
  func commit(
    origin: Origin, patience: Duration, _ prepare: (CurrentFiles) throws -> PreparedCommit?
  ) throws -> Commit? {
    try locked(patience: patience) { found in
      var (next, edits, earlier) = (found.head, found.edits, found.unsettled)
      // A slot is only ever taken in between where locks do not work.
      for _ in 0..<5 {
        let current = CurrentFiles(disk: disk, head: next, latest: latest)
        guard let prepared = try prepare(current), !prepared.files.isEmpty else { return nil }
        try validate(prepared.files, current)
        let commit = begun(prepared, number: next + 1, origin)
        let finishing = Finishing(
          disk: disk, steps: steps, known: current.contents(of: prepared.files))
        let attempt = Attempt(finishing, commit, prepared.files, after: earlier)
        if var commit = try attempt.carryOut() {
          unsettled.id = commit.id
          latest.note(prepared.files, of: commit)
          commit.displacedEdits = edits + commit.displacedEdits
          return commit
        }
        let found = try finished()
        (next, earlier) = (found.head, found.unsettled)
        edits += found.edits
      }
      throw CommitError.busy(waited: .zero)
    }
  }

  /// The log with every entry finished.
  struct Finished {
    /// The newest entry's number.
    let head: Int
    /// Edits by others that the newest commit displaced, and that nobody has been told of.
    let edits: [Commit.DisplacedEdit]
    /// The newest commit, when its files are exchanged and that is not durable.
    var unsettled: Commit?
  }

  /// Does `body` under the lock, with every entry finished, durably.
  func underLock<Result>(
    patience: Duration, _ body: (Finished) throws -> Result
  ) throws -> Result {
    try locked(patience: patience) { found in
      if let commit = found.unsettled { try settle(commit) }
      return try body(Finished(head: found.head, edits: found.edits))
    }
  }

  private func settle(_ commit: Commit) throws(CommitError) {
    let finishing = Finishing(disk: disk, steps: steps)
    do throws(DiskFault) {
      try finishing.syncTouched(commit)
    } catch {
      throw .unfinished(id: commit.id, error)
    }
    finishing.markDone(commit.number)
    unsettled.id = nil
  }

  private func locked<Result>(
    patience: Duration, _ body: (Finished) throws -> Result
  ) throws -> Result {
    let setUp = StoreSetUp(disk: disk, steps: steps)
    try nothingWritten { () throws(DiskFault) in try setUp.makeFolder() }
    func work() throws -> Result {
      try nothingWritten { () throws(DiskFault) in try setUp.complete() }
      return try body(try finished())
    }
    guard steps.include(.takeLock) else { return try work() }
    return try StoreLock(disk: disk, surroundings: surroundings).held(patience: patience, work)
  }

  private func finished() throws(CommitError) -> Finished {
    let head = try nothingWritten { () throws(DiskFault) in try log.head() }
    let finishing = Finishing(disk: disk, steps: steps)
    do throws(LogFault) {
      guard steps.include(.recoverFirst), head.number > 0, let entry = try log.entry(head.number)
      else { return Finished(head: head.number, edits: []) }
      if entry.id == unsettled.id {
        return Finished(
          head: head.number, edits: try finishing.lateEdits(entry), unsettled: entry)
      }
      let edits = try head.isFinished ? finishing.lateEdits(entry) : finishing.recover(entry)
      return Finished(head: head.number, edits: edits)
    } catch {
      // A finished entry is only history.
      if head.isFinished, case .damaged = error { return Finished(head: head.number, edits: []) }
      throw error.asCommitError
    }
  }

  private func validate(_ files: [FileChange], _ current: CurrentFiles) throws {
    var paths = Set<String>()
    for file in files {
      if let refusal = try refusal(file.path) {
        throw CommitError.refused(path: file.path, refusal)
      }
      guard paths.insert(file.path).inserted else {
        throw CommitError.refused(path: file.path, .twice)
      }
    }
    guard steps.include(.checkBefore) else { return }
    let stale = try files.filter { try current.hash($0.path) != $0.before }.map(\.path)
    guard stale.isEmpty else { throw CommitError.stale(paths: stale) }
  }

  private func refusal(_ path: String) throws(CommitError) -> StorePath.Refusal? {
    if let refusal = StorePath.refusal(path) { return refusal }
    return try nothingWritten { () throws(DiskFault) -> StorePath.Refusal? in
      guard let status = try disk.status(path) else { return nil }
      guard status.kind == .file else { return .notAPlainFile }
      let own = try disk.status(StoreLog.versions)?.identity.device
      return status.identity.device == own ? nil : .otherFileSystem
    }
  }

  /// A commit of which no file has been written yet.
  private func begun(_ prepared: PreparedCommit, number: Int, _ origin: Origin) -> Commit {
    let chance = withUnsafeBytes(of: surroundings.random()) { ContentHash.digits($0) }
    return Commit(
      number: number, id: "\(number)-\(chance)", when: surroundings.now(), origin: origin,
      files: [], changes: prepared.changes)
  }
}

/// A disk's fault before the commit point.
func nothingWritten<Result>(
  _ body: () throws(DiskFault) -> Result
) throws(CommitError) -> Result {
  do throws(DiskFault) {
    return try body()
  } catch {
    throw .notWritten(error)
  }
}
