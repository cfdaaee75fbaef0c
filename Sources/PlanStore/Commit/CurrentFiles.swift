/// The current files are the store as it is under the lock: what a commit is prepared from.
package final class CurrentFiles {
  private let disk: any Disk
  /// The head of the log: every entry up to it is finished.
  package let head: Int
  private let latest: LatestContents
  private var contents: [String: [UInt8]?] = [:]
  private var hashes: [String: ContentHash?] = [:]

  init(disk: any Disk, head: Int, latest: LatestContents = LatestContents()) {
    self.disk = disk
    self.head = head
    self.latest = latest
  }

  /// The bytes of a file when it was first read here; nothing when there was none.
  package func bytes(_ path: String) throws(FileFault) -> [UInt8]? {
    if let known = contents[path] { return known }
    do throws(DiskFault) {
      let bytes = try disk.bytes(path)
      contents[path] = .some(bytes)
      hashes[path] = nil
      return bytes
    } catch {
      throw FileFault(path, error)
    }
  }

  /// The hash of a file as it is now, or was when it was read here; nothing when there is none.
  package func hash(_ path: String) throws(FileFault) -> ContentHash? {
    if let known = hashes[path] { return known }
    do throws(DiskFault) {
      let hash: ContentHash? =
        if let known = contents[path] {
          known.map { latest.hash(path, of: $0) }
        } else {
          try disk.hash(path)
        }
      hashes[path] = .some(hash)
      return hash
    } catch {
      throw FileFault(path, error)
    }
  }

  /// The bytes of those files that were read here and have these hashes.
  func contents(of files: [FileChange]) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for file in files {
      guard let bytes = contents[file.path] ?? nil, hashes[file.path] == .some(file.before)
      else { continue }
      found[file.path] = bytes
    }
    return found
  }

  /// Names in a directory, in byte order; empty when there is no such directory.
  package func names(in directory: String) throws(FileFault) -> [String] {
    try DirectoryFiles(disk).names(in: directory)
  }

  func status(_ path: String) throws(FileFault) -> FileStatus? {
    do throws(DiskFault) {
      return try disk.status(path)
    } catch {
      throw FileFault(path, error)
    }
  }
}
