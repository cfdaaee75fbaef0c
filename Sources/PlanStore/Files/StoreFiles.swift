internal import Foundation

/// What is read of a store: its files by name, relative to it.
///
/// A snapshot's files and a disk's own both answer to this, and so does a test's shelf.
package protocol StoreFiles: Sendable {
  /// Names in a directory, in byte order; empty when there is no such directory.
  func names(in directory: String) throws(FileFault) -> [String]
  /// Whether there is such a file.
  func exists(_ file: String) -> Bool
  /// Fills the buffer with the file's bytes.
  func read(_ file: String, into buffer: FileBuffer) throws(FileFault)
  /// The same, and the file's status before; nothing when the bytes come from elsewhere.
  func readWithStatus(_ file: String, into buffer: FileBuffer) throws(FileFault) -> FileStatus?
  /// What `readWithStatus` would say of each file in a directory; nothing where only reading can
  /// tell.
  func statuses(of names: [String], in directory: String) -> [FileStatus?]
  /// Says that files count as read, because they still have the identities that they were known
  /// by.
  func rely(on files: [(name: String, identity: FileIdentity)])
}

extension StoreFiles {
  package func readWithStatus(
    _ file: String, into buffer: FileBuffer
  ) throws(FileFault) -> FileStatus? {
    try read(file, into: buffer)
    return nil
  }

  package func statuses(of names: [String], in directory: String) -> [FileStatus?] {
    names.map { _ in nil }
  }

  package func rely(on files: [(name: String, identity: FileIdentity)]) {}
}

/// Memory for a file's bytes, used again for the next file. Behind the bytes lies padding
/// that the JSON reader may look at.
package final class FileBuffer {
  private(set) var bytes = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  private var capacity = 0
  private let padding: Int

  package init(padding: Int) { self.padding = padding }

  deinit { bytes.baseAddress?.deallocate() }

  /// Makes room for `count` bytes; what was there stays only while it fits.
  func resize(to count: Int) {
    var base = bytes.baseAddress
    if base == nil || count + padding > capacity {
      base?.deallocate()
      capacity = count + count / 4 + padding
      base = .allocate(capacity: capacity)
    }
    bytes = UnsafeMutableBufferPointer(start: base, count: count)
    if let base { memset(base + count, 0, padding) }
  }

  package var contents: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(bytes) }

  var hash: ContentHash { ContentHash(of: UnsafeRawBufferPointer(contents)) }
}

/// The files of a directory as they are at the moment.
package struct DirectoryFiles: StoreFiles {
  package let disk: any Disk

  package init(root: String) { disk = SystemDisk(root: root) }

  package init(_ disk: any Disk) { self.disk = disk }

  package func names(in directory: String) throws(FileFault) -> [String] {
    do throws(DiskFault) {
      return try disk.names(in: directory).filter { !$0.hasPrefix(".") }.inByteOrder
    } catch {
      if error.errno == ENOENT { return [] }
      throw FileFault(directory, error)
    }
  }

  /// A link that leads nowhere exists: reading it tells so.
  package func exists(_ file: String) -> Bool { (try? disk.status(file)) != nil }

  package func read(_ file: String, into buffer: FileBuffer) throws(FileFault) {
    do throws(DiskFault) {
      try disk.readWhole(file, into: buffer)
    } catch {
      throw FileFault(file, error)
    }
  }
}

extension FileFault {
  init(_ file: String, _ fault: DiskFault) {
    let isOutside = fault.operation == .open && fault.errno == EXDEV
    self.init(
      file: file, place: nil, problem: isOutside ? .outside : .unreadable(errno: fault.errno))
  }
}

extension Swift.Collection<String> {
  var inByteOrder: [String] {
    map { (first: $0.firstBytes, name: $0) }
      .sorted { a, b in
        a.first != b.first ? a.first < b.first : String.bytesPrecede(a.name, b.name)
      }
      .map(\.name)
  }
}

extension String {
  /// The first eight bytes of UTF-8 as one number: mostly they tell two names apart.
  fileprivate var firstBytes: UInt64 {
    var (number, free) = (UInt64(0), UInt64(64))
    for byte in utf8.prefix(8) {
      free -= 8
      number |= UInt64(byte) << free
    }
    return number
  }

  /// The order of UTF-8's bytes, compared all at once.
  fileprivate static func bytesPrecede(_ a: String, _ b: String) -> Bool {
    var (a, b) = (a, b)
    return a.withUTF8 { a in
      b.withUTF8 { b in
        let order =
          if let left = a.baseAddress, let right = b.baseAddress {
            memcmp(left, right, Swift.min(a.count, b.count))
          } else {
            Int32(0)
          }
        return order == 0 ? a.count < b.count : order < 0
      }
    }
  }
}
