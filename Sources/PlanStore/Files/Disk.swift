/// A disk is what the store asks the system for: the one seam for every file operation.
///
/// Paths are relative to the store, with `/` between their parts; the empty path is the store's
/// directory itself. No operation but reading follows a symbolic link, and reading follows none
/// that leads out. A call that the system interrupts fails with `EINTR`; it is for the caller to
/// know whether it may be repeated.
package protocol Disk: AnyObject, Sendable {
  func open(_ path: String, _ purpose: OpenPurpose) throws(DiskFault) -> OpenFile
  func close(_ file: OpenFile)
  /// How many bytes were read; 0 at the end of the file.
  func read(
    _ file: OpenFile, at offset: Int, into bytes: UnsafeMutableRawBufferPointer
  ) throws(DiskFault) -> Int
  /// How many bytes were written, which may be fewer than asked.
  func write(
    _ file: OpenFile, at offset: Int, _ bytes: UnsafeRawBufferPointer
  ) throws(DiskFault) -> Int
  /// A hint that a `sync` will follow.
  func startWriting(_ file: OpenFile)
  /// Returns when the bytes of each file, or the names of each directory, outlast a power cut.
  /// They are synced at the same time, in no order, and each may fail for itself: gives what
  /// failed, by place.
  func sync(_ files: [OpenFile]) -> [DiskFault?]
  func status(of file: OpenFile) throws(DiskFault) -> FileStatus
  /// Nothing when there is no such file. A link is told as a link.
  func status(_ path: String) throws(DiskFault) -> FileStatus?
  func setMode(_ file: OpenFile, _ mode: UInt32) throws(DiskFault)
  func setOwner(_ file: OpenFile, owner: UInt32, group: UInt32) throws(DiskFault)
  /// The same of several names in one directory; nothing also where it cannot be told.
  func statuses(of names: [String], in directory: String) -> [FileStatus?]
  /// All names but `.` and `..`, in no order.
  func names(in directory: String) throws(DiskFault) -> [String]
  func makeDirectory(_ path: String) throws(DiskFault)
  /// Another name for a file; fails with `EEXIST` where the name is taken.
  func link(_ path: String, to new: String) throws(DiskFault)
  /// Exchanges what two names stand for, in one step.
  func exchange(_ path: String, _ other: String) throws(DiskFault)
  /// Renames; fails with `EEXIST` where the name is taken.
  func move(_ path: String, to new: String) throws(DiskFault)
  /// Renames, over whatever has the name.
  func replace(_ path: String, with source: String) throws(DiskFault)
  func remove(_ path: String) throws(DiskFault)
  /// Whether the lock was free and is now held, until the file is closed.
  func tryLock(_ file: OpenFile) throws(DiskFault) -> Bool
  /// Whether the file system lies behind a network.
  var isRemote: Bool { get }
}

extension Disk {
  package func statuses(of names: [String], in directory: String) -> [FileStatus?] {
    names.map { name in
      (try? status(StorePath.file(name, in: directory))) ?? nil
    }
  }
}

package enum OpenPurpose: Sendable, Hashable {
  /// A plain file that is there.
  case reading
  /// A file that must not be there yet.
  case making(mode: UInt32)
  /// The lock file, made when it is not there.
  case locking
  /// A file to be written over, made when it is not there.
  case marking
  /// A directory, to sync its names.
  case directory
}

package struct OpenFile: Sendable, Hashable {
  package let descriptor: Int32
  package init(_ descriptor: Int32) { self.descriptor = descriptor }
}

/// A file operation that failed.
public struct DiskFault: Error, Sendable, Hashable {
  public let operation: Operation
  /// Relative to the store.
  public let path: String
  public let errno: Int32

  public enum Operation: String, Sendable, Hashable, CaseIterable {
    case open, read, write, sync, status, setMode, setOwner, list, makeDirectory
    case link, exchange, move, replace, remove, lock
  }

  public init(_ operation: Operation, _ path: String, errno: Int32) {
    self.operation = operation
    self.path = path
    self.errno = errno
  }
}

/// What the system says of a file.
package struct FileStatus: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case file, directory, link, other }

  package var kind: Kind
  package var identity: FileIdentity
  /// Permission bits.
  package var mode: UInt32
  package var owner: UInt32
  package var group: UInt32

  package init(
    kind: Kind, identity: FileIdentity, mode: UInt32, owner: UInt32, group: UInt32
  ) {
    self.kind = kind
    self.identity = identity
    self.mode = mode
    self.owner = owner
    self.group = group
  }
}

/// An identity tells whether a file is still the one that was read. Equal identities mean equal
/// content, unless the file is so young that a second change could bear the same time.
package struct FileIdentity: Sendable, Hashable {
  package var device: UInt64
  package var inode: UInt64
  /// Bytes.
  package var size: Int
  /// Both in nanoseconds since 1970, as the file system's clock told them.
  package var modified: Int64
  package var changed: Int64

  package init(device: UInt64, inode: UInt64, size: Int, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }
}
