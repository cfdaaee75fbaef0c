/// The current files are the store as it is under the lock: what a commit is prepared from.
package final class CurrentFiles {
  private let disk: any Disk
  /// The head of the log: every entry up to it is finished.
  package let head: Int
  private var hashes: [String: ContentHash?] = [:]

  init(disk: any Disk, head: Int) {
    self.disk = disk
    self.head = head
  }

  /// The bytes of a file; nothing when there is none.
  package func bytes(_ path: String) throws(FileFault) -> [UInt8]? {
    do throws(DiskFault) {
      let bytes = try disk.bytes(path)
      hashes[path] = .some(bytes.map { ContentHash(of: $0) })
      return bytes
    } catch {
      throw FileFault(path, error)
    }
  }

  /// The hash of a file as it is now, or was when it was read here; nothing when there is none.
  package func hash(_ path: String) throws(FileFault) -> ContentHash? {
    if let known = hashes[path] { return known }
    _ = try bytes(path)
    return hashes[path] ?? nil
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
