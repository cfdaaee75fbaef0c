internal import Foundation

/// What a commit writes before its commit point: the new content of each file, and its entry.
/// Until the slot is claimed nobody reads any of it.
final class Staging {
  private let disk: any Disk
  private let steps: Steps
  private let commit: Commit
  private let files: [FileChange]
  /// Written and not yet synced. A sync that fails is not tried again on the same file.
  private var waiting: [(path: String, file: OpenFile)] = []
  private var written: [String] = []
  /// Files whose owner or group this process may not give them.
  private(set) var ownersNotKept: [String] = []
  private let settings: FileStatus?

  init(
    disk: any Disk, steps: Steps, commit: Commit, files: [FileChange]
  ) throws(DiskFault) {
    self.disk = disk
    self.steps = steps
    self.commit = commit
    self.files = files
    settings = try disk.status(Store.settingsFile)
  }

  deinit { for (_, file) in waiting { disk.close(file) } }

  static func entryPath(_ commit: Commit) -> String { "\(StoreLog.versions)/\(commit.id).entry" }

  func write(entry: [UInt8]) throws(DiskFault) {
    try write(entry, to: Staging.entryPath(commit), like: settings, of: nil)
  }

  func writeImages() throws(DiskFault) {
    for (index, file) in files.enumerated() {
      guard let after = file.after else { continue }
      try write(after, to: commit.side(index), like: try pattern(file), of: file.path)
    }
  }

  /// The old file, or what a new one shall look like.
  private func pattern(_ file: FileChange) throws(DiskFault) -> FileStatus? {
    if file.before != nil { return try disk.status(file.path) }
    guard var pattern = settings else { return nil }
    // As the system would do it for a file made there.
    if let directory = try disk.status(StorePath.directory(of: file.path)),
      directory.mode & 0o2000 != 0
    {
      pattern.group = directory.group
    }
    return pattern
  }

  private func write(
    _ bytes: [UInt8], to path: String, like pattern: FileStatus?, of original: String?
  ) throws(DiskFault) {
    let file = try disk.opened(path, .making(mode: 0o600))
    written.append(path)
    waiting.append((path, file))
    do throws(DiskFault) {
      try disk.writeWhole(file, bytes, untilAllIsWritten: steps.include(.writeEveryByte))
      disk.startWriting(file)
      if let pattern, steps.include(.keepMode) { try dress(file, like: pattern, of: original) }
    } catch {
      throw DiskFault(error.operation, path, errno: error.errno)
    }
    // A commit of many files does not hold them all open.
    if waiting.count > 64 { try syncWaiting() }
  }

  private func dress(
    _ file: OpenFile, like pattern: FileStatus, of original: String?
  ) throws(DiskFault) {
    let own = try disk.status(of: file)
    let isReplacing = original != nil
    if isReplacing, own.owner != pattern.owner || own.group != pattern.group {
      do throws(DiskFault) {
        try disk.setOwner(file, owner: pattern.owner, group: pattern.group)
      } catch {
        guard error.errno == EPERM else { throw error }
        ownersNotKept += original.map { [$0] } ?? []
        try? disk.setOwner(file, owner: own.owner, group: pattern.group)
      }
    }
    try disk.setMode(file, pattern.mode)
  }

  /// Makes all that was written durable, and the names that the commit before changed.
  func sync(after earlier: Commit?) throws(DiskFault) {
    if steps.include(.syncVersions) { try wait(forNamesIn: StoreLog.versions) }
    if steps.include(.syncEarlier) {
      for directory in earlier?.directories ?? [] { try wait(forNamesIn: directory) }
    }
    try syncWaiting()
  }

  /// A directory that somebody took away has no names to sync.
  private func wait(forNamesIn directory: String) throws(DiskFault) {
    do throws(DiskFault) {
      waiting.append((directory, try disk.opened(directory, .directory)))
    } catch {
      guard error.errno == ENOENT, directory != StoreLog.versions else { throw error }
    }
  }

  private func syncWaiting() throws(DiskFault) {
    let all = waiting
    waiting = []
    defer { for (_, file) in all { disk.close(file) } }
    let wanted = all.filter { path, _ in
      if path == Staging.entryPath(commit) { return steps.include(.syncEntry) }
      return !written.contains(path) || steps.include(.syncImages)
    }
    do throws(DiskFault) {
      try disk.sync(wanted)
    } catch {
      if steps.include(.heedFailedSync) { throw error }
    }
  }

  /// Removes what was written, as far as that is possible: what stays is an orphan that is
  /// removed later.
  func remove() {
    for path in written { try? disk.remove(path) }
  }

  /// The entry has its slot; its first name is not needed any more.
  func removeEntry() { try? disk.remove(Staging.entryPath(commit)) }
}
