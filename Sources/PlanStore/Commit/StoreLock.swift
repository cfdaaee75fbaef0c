/// The lock of a store's writers: a lock of the open file, on a file that is never removed.
///
/// The system lets it go when the process dies, however it dies. Readers never ask for it.
struct StoreLock {
  let disk: any Disk
  let surroundings: Surroundings

  /// Does `body` under the lock; waits for it no longer than `patience`.
  func held<Result>(patience: Duration, _ body: () throws -> Result) throws -> Result {
    let file: OpenFile
    do throws(DiskFault) {
      file = try disk.uninterrupted { () throws(DiskFault) in
        try disk.open(StoreLog.lock, .locking)
      }
    } catch {
      throw CommitError.notWritten(error)
    }
    defer { disk.close(file) }
    try take(file, patience: patience)
    return try body()
  }

  private func take(_ file: OpenFile, patience: Duration) throws(CommitError) {
    let start = surroundings.uptime()
    var longest = Duration.microseconds(200)
    while true {
      do throws(DiskFault) {
        if try disk.uninterrupted({ () throws(DiskFault) in try disk.tryLock(file) }) { return }
      } catch {
        throw .notWritten(
          DiskFault(.lock, StoreLog.lock, errno: error.errno))
      }
      let waited = surroundings.uptime() - start
      guard waited < patience else { throw .busy(waited: waited) }
      // Waiters that woke together would meet again.
      surroundings.pause(longest * Int(surroundings.random() % 1000) / 1000)
      longest = min(longest * 2, .milliseconds(20))
    }
  }
}
