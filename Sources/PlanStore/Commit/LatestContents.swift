internal import Synchronization

/// What a store object wrote last. A file that has those bytes still has their hash: comparing is
/// ten times as fast as hashing, and one change often follows another in the same file.
final class LatestContents: Sendable {
  private let known = Mutex<[String: (bytes: [UInt8], hash: ContentHash)]>([:])

  /// Bytes that are kept at most.
  private static let limit = 4 << 20

  func hash(_ path: String, of bytes: [UInt8]) -> ContentHash {
    let latest = known.withLock { $0[path] }
    return latest.flatMap { $0.bytes == bytes ? $0.hash : nil } ?? ContentHash(of: bytes)
  }

  /// In place of what was known before.
  func note(_ files: [FileChange], of commit: Commit) {
    var room = LatestContents.limit
    var latest: [String: (bytes: [UInt8], hash: ContentHash)] = [:]
    for (change, file) in zip(files, commit.files) {
      guard let bytes = change.after, let hash = file.after, bytes.count <= room else { continue }
      room -= bytes.count
      latest[change.path] = (bytes, hash)
    }
    known.withLock { $0 = latest }
  }
}
