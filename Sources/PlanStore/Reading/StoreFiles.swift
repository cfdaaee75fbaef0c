internal import Foundation

/// The one place that touches the disk.
///
/// Everything else in this module names files relative to the store and asks here, so that
/// a test can put its own disk underneath.
package protocol StoreFiles: Sendable {
  /// Names in a directory, in byte order; empty when there is no such directory.
  func names(in directory: String) throws(FileFault) -> [String]
  /// Whether there is such a file.
  func exists(_ file: String) -> Bool
  /// Fills the buffer with the file's bytes.
  func read(_ file: String, into buffer: FileBuffer) throws(FileFault)
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
}

/// A directory of the machine's own file system.
package struct DirectoryFiles: StoreFiles {
  let root: String
  /// The root without links.
  private let realRoot: String?

  package init(root: String) {
    self.root = root
    let resolved = realpath(root, nil)
    realRoot = resolved.map { String(cString: $0) }
    free(resolved)
  }

  /// Whether an open file lies in the store, wherever links led on the way to it.
  private func staysInside(_ descriptor: Int32) -> Bool {
    guard let realRoot else { return true }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink("/proc/self/fd/\(descriptor)", &buffer, Int(PATH_MAX))
    // Without /proc nothing can be said.
    guard length > 0 else { return true }
    let path = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.hasPrefix(realRoot == "/" ? "/" : realRoot + "/")
  }

  package func names(in directory: String) throws(FileFault) -> [String] {
    guard let stream = opendir("\(root)/\(directory)") else {
      if errno == ENOENT { return [] }
      throw FileFault(file: directory, place: nil, problem: .unreadable(errno: errno))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A link that leads nowhere exists: reading it tells so.
  package func exists(_ file: String) -> Bool {
    var status = stat()
    return lstat("\(root)/\(file)", &status) == 0
  }

  package func read(_ file: String, into buffer: FileBuffer) throws(FileFault) {
    func failed() -> FileFault {
      FileFault(file: file, place: nil, problem: .unreadable(errno: errno))
    }
    let descriptor = open("\(root)/\(file)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failed() }
    defer { close(descriptor) }
    guard staysInside(descriptor) else {
      throw FileFault(file: file, place: nil, problem: .outside)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failed() }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileFault(file: file, place: nil, problem: .unreadable(errno: EISDIR))
    }
    buffer.resize(to: Int(status.st_size))
    var done = 0
    while let start = buffer.bytes.baseAddress, done < buffer.bytes.count {
      let got = Foundation.read(descriptor, start + done, buffer.bytes.count - done)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failed() }
      // The file grew shorter while it was read.
      guard got > 0 else { return buffer.resize(to: done) }
      done += got
    }
  }
}
