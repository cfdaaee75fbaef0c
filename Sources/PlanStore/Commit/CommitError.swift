/// Why a commit did not go through, and what is true of the store now.
public enum CommitError: Error, Sendable, Hashable {
  /// Somebody else held the lock all the time. Nothing was written.
  case busy(waited: Duration)
  /// These files are no longer what the changes were made for. Nothing was written.
  case stale(paths: [String])
  /// No commit may write this file. Nothing was written.
  case refused(path: String, StorePathRefusal)
  /// The store has been migrated by a newer toolkit. Nothing was written.
  case newerFormat(found: Int64, known: Int64)
  /// An entry of the log cannot be read, which no crash causes. Nothing was written.
  case damagedLog(number: Int)
  /// Nothing was written.
  case notWritten(DiskFault)
  /// Committed: it is durable, everybody sees it, and the next writer finishes it.
  case unfinished(id: String, DiskFault)
  /// The disk failed in the moment of committing: only `outcome(of:)` can tell, once the disk
  /// works again.
  case inDoubt(id: String, DiskFault)
}

public typealias StorePathRefusal = StorePath.Refusal

/// What became of a commit.
public enum Outcome: Sendable, Hashable {
  case committed(Commit)
  /// It never was, and never will be.
  case absent
  /// It is so old that the log no longer holds its number.
  case forgotten
}
