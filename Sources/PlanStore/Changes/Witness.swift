internal import Foundation
internal import Synchronization

/// A witness remembers what a snapshot read, to tell later whether all of it is still so.
///
/// It keeps what tells a file from a changed one: its identity, where the file is old enough
/// for that to be trusted, and otherwise the hash of its bytes.
final class Witness: StoreFiles {
  private let files: any StoreFiles
  private let disk: any Disk
  private let now: @Sendable () -> Int64
  private let seen = Mutex(Seen())

  private struct Seen {
    var files: [String: Mark] = [:]
    /// Whether there was such a file.
    var existing: [String: Bool] = [:]
    var directories: [String: [String]] = [:]
  }

  private enum Mark { case identity(FileIdentity), hash(ContentHash) }

  init(_ files: any StoreFiles, disk: any Disk, now: @escaping @Sendable () -> Int64) {
    (self.files, self.disk, self.now) = (files, disk, now)
  }

  /// Two changes this close could bear the same time, in seconds; network drives count coarsely,
  /// and by clocks of their own.
  private static let young: Int64 = 5

  func names(in directory: String) throws(FileFault) -> [String] {
    let names = try files.names(in: directory)
    seen.withLock { $0.directories[directory] = names }
    return names
  }

  func exists(_ file: String) -> Bool {
    let exists = files.exists(file)
    seen.withLock { $0.existing[file] = exists }
    return exists
  }

  func read(_ file: String, into buffer: FileBuffer) throws(FileFault) {
    let before = trusted(file)
    try files.read(file, into: buffer)
    let mark: Mark
    if let before, trusted(file) == before, before.size == buffer.contents.count {
      mark = .identity(before)
    } else {
      mark = .hash(buffer.hash)
    }
    seen.withLock { $0.files[file] = mark }
  }

  /// The identity of a plain file that nobody changed of late.
  private func trusted(_ file: String) -> FileIdentity? {
    guard let status = try? disk.status(file), status.kind == .file else { return nil }
    let changed = max(status.identity.modified, status.identity.changed) / 1_000_000_000
    return changed + Witness.young < now() ? status.identity : nil
  }

  /// Files and directories that are no longer what was read, now that nobody else commits.
  /// `committed`: what commits since the snapshot changed.
  func changed(in current: CurrentFiles, committed: Set<String>) throws(FileFault) -> [String] {
    let seen = self.seen.withLock { $0 }
    var changed = committed.filter { seen.files[$0] != nil || seen.existing[$0] != nil }
    for (file, mark) in seen.files where !changed.contains(file) {
      if try !still(mark, file, current) { changed.insert(file) }
    }
    for (file, existed) in seen.existing where !changed.contains(file) {
      if ((try? disk.status(file)) != nil) != existed { changed.insert(file) }
    }
    for (directory, names) in seen.directories where try current.names(in: directory) != names {
      changed.insert(directory)
    }
    return changed.sorted()
  }

  private func still(_ mark: Mark, _ file: String, _ current: CurrentFiles) throws(FileFault)
    -> Bool
  {
    switch mark {
    case .identity(let identity): (try? disk.status(file))?.identity == identity
    case .hash(let hash): try current.hash(file) == hash
    }
  }
}
