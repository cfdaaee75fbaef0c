internal import Foundation

/// Makes `.planscript/` at the first commit.
struct StoreSetUp {
  let disk: any Disk
  let steps: Steps

  /// What the lock needs. Whoever may write the store may write here.
  func makeFolder() throws(DiskFault) {
    guard try disk.status(StoreLog.folder) == nil else { return }
    try make(StoreLog.folder)
  }

  /// The rest, under the lock. `done` is there once all of it is durable.
  func complete() throws(DiskFault) {
    guard try disk.status(StoreLog.done) == nil else { return }
    for directory in [StoreLog.entries, StoreLog.versions, StoreLog.conflicts] {
      try make(directory)
    }
    if steps.include(.syncSetUp) {
      try disk.syncDirectory(StoreLog.folder)
      try disk.syncDirectory("")
    }
    // Last: that `done` is there says that all of it is.
    try share()
    Finishing(disk: disk, steps: steps).markDone(0)
  }

  func make(_ directory: String) throws(DiskFault) {
    do throws(DiskFault) {
      try disk.makeDirectory(directory)
    } catch {
      guard error.errno == EEXIST else { throw error }
      return
    }
    guard let store = try disk.status("") else { return }
    try? disk.with(directory, .directory) { file throws(DiskFault) in
      try disk.setMode(file, store.mode)
    }
  }

  /// Everybody who may write the store may lock it, and mark what is done.
  private func share() throws(DiskFault) {
    guard let settings = try disk.status(Store.settingsFile) else { return }
    for (path, purpose) in [(StoreLog.lock, OpenPurpose.locking), (StoreLog.done, .marking)] {
      try? disk.with(path, purpose) { file throws(DiskFault) in
        try disk.setMode(file, settings.mode)
      }
    }
  }
}
