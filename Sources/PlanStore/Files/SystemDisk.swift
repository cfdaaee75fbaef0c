internal import CFileCalls
internal import Foundation

/// The machine's own file system, below one directory.
package final class SystemDisk: Disk {
  /// The directory as it was found; −1 when there was none.
  private let root: Int32
  /// The directory without links.
  private let realRoot: String?
  package let isRemote: Bool

  package init(root path: String) {
    root = Foundation.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let resolved = realpath(path, nil)
    realRoot = resolved.map { String(cString: $0) }
    free(resolved)
    isRemote = root >= 0 && cfc_is_on_network(root) == 1
  }

  deinit { if root >= 0 { Foundation.close(root) } }

  package func open(_ path: String, _ purpose: OpenPurpose) throws(DiskFault) -> OpenFile {
    switch purpose {
    case .reading: return try openForReading(path)
    case .making(let mode):
      return try open(at: path) {
        openat($0, $1, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode))
      }
    case .locking, .marking:
      return try open(at: path) {
        openat($0, $1, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
      }
    case .directory:
      if path.isEmpty { return try opened(dup(root), path) }
      return try open(at: path) {
        openat($0, $1, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      }
    }
  }

  package func close(_ file: OpenFile) { Foundation.close(file.descriptor) }

  package func read(
    _ file: OpenFile, at offset: Int, into bytes: UnsafeMutableRawBufferPointer
  ) throws(DiskFault) -> Int {
    let count = pread(file.descriptor, bytes.baseAddress, bytes.count, off_t(offset))
    guard count >= 0 else { throw DiskFault(.read, "", errno: errno) }
    return count
  }

  package func write(
    _ file: OpenFile, at offset: Int, _ bytes: UnsafeRawBufferPointer
  ) throws(DiskFault) -> Int {
    let count = pwrite(file.descriptor, bytes.baseAddress, bytes.count, off_t(offset))
    guard count >= 0 else { throw DiskFault(.write, "", errno: errno) }
    return count
  }

  package func startWriting(_ file: OpenFile) { _ = cfc_start_writing(file.descriptor) }

  package func sync(_ files: [OpenFile]) -> [DiskFault?] {
    var errors = [Int32](repeating: 0, count: files.count)
    cfc_sync_all(files.map(\.descriptor), &errors, Int32(files.count))
    return errors.map { $0 == 0 ? nil : DiskFault(.sync, "", errno: $0) }
  }

  package func status(of file: OpenFile) throws(DiskFault) -> FileStatus {
    var found = stat()
    guard fstat(file.descriptor, &found) == 0 else { throw DiskFault(.status, "", errno: errno) }
    return FileStatus(found)
  }

  package func status(_ path: String) throws(DiskFault) -> FileStatus? {
    var found = stat()
    do throws(DiskFault) {
      try at(path, .status) { fstatat($0, $1, &found, AT_SYMLINK_NOFOLLOW) }
    } catch {
      if error.errno == ENOENT { return nil }
      throw error
    }
    return FileStatus(found)
  }

  package func statuses(of names: [String], in directory: String) -> [FileStatus?] {
    guard
      let place = try? Place(directory.isEmpty ? "x" : directory + "/x", below: root, for: .status)
    else { return names.map { _ in nil } }
    let parts = names.count > 256 ? 8 : 1
    return concurrently(parts) { part in
      names[(names.count * part / parts)..<(names.count * (part + 1) / parts)].map { name in
        var found = stat()
        guard !name.utf8.contains(UInt8(ascii: "/")),
          fstatat(place.directory, name, &found, AT_SYMLINK_NOFOLLOW) == 0
        else { return nil }
        return FileStatus(found)
      }
    }.flatMap { $0 }
  }

  package func setMode(_ file: OpenFile, _ mode: UInt32) throws(DiskFault) {
    guard fchmod(file.descriptor, mode_t(mode)) == 0 else {
      throw DiskFault(.setMode, "", errno: errno)
    }
  }

  package func setOwner(_ file: OpenFile, owner: UInt32, group: UInt32) throws(DiskFault) {
    guard fchown(file.descriptor, owner, group) == 0 else {
      throw DiskFault(.setOwner, "", errno: errno)
    }
  }

  package func makeDirectory(_ path: String) throws(DiskFault) {
    try at(path, .makeDirectory) { mkdirat($0, $1, 0o777) }
  }

  package func link(_ path: String, to new: String) throws(DiskFault) {
    try at(path, new, .link) { linkat($0, $1, $2, $3, 0) }
  }

  package func exchange(_ path: String, _ other: String) throws(DiskFault) {
    try at(path, other, .exchange) { cfc_exchange($0, $1, $2, $3) }
  }

  package func move(_ path: String, to new: String) throws(DiskFault) {
    try at(path, new, .move) { cfc_move($0, $1, $2, $3) }
  }

  package func replace(_ path: String, with source: String) throws(DiskFault) {
    try at(source, path, .replace) { renameat($0, $1, $2, $3) }
  }

  package func remove(_ path: String) throws(DiskFault) {
    try at(path, .remove) { unlinkat($0, $1, 0) }
  }

  package func tryLock(_ file: OpenFile) throws(DiskFault) -> Bool {
    if cfc_try_lock(file.descriptor) == 0 { return true }
    if errno == EAGAIN { return false }
    throw DiskFault(.lock, "", errno: errno)
  }
}

extension SystemDisk {
  package func names(in directory: String) throws(DiskFault) -> [String] {
    func failed() -> DiskFault { DiskFault(.list, directory, errno: errno) }
    let path = directory.isEmpty ? "." : directory
    let descriptor = openat(root, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failed() }
    guard let stream = fdopendir(descriptor) else {
      Foundation.close(descriptor)
      throw failed()
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw failed() }
    return names
  }

  private func openForReading(_ path: String) throws(DiskFault) -> OpenFile {
    // The system would see a shorter name.
    guard !path.utf8.contains(0) else { throw DiskFault(.open, path, errno: EINVAL) }
    let file = try opened(openat(root, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), path)
    guard staysInside(file.descriptor) else {
      close(file)
      throw DiskFault(.open, path, errno: EXDEV)
    }
    return file
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

  private func opened(_ descriptor: Int32, _ path: String) throws(DiskFault) -> OpenFile {
    guard descriptor >= 0 else { throw DiskFault(.open, path, errno: errno) }
    return OpenFile(descriptor)
  }

  private func open(
    at path: String,
    _ call: (Int32, UnsafePointer<CChar>) -> Int32
  ) throws(DiskFault) -> OpenFile {
    let place = try Place(path, below: root, for: .open)
    return try opened(place.name.withCString { call(place.directory, $0) }, path)
  }

  private func at(
    _ path: String, _ operation: DiskFault.Operation,
    _ call: (Int32, UnsafePointer<CChar>) -> Int32
  ) throws(DiskFault) {
    let place = try Place(path, below: root, for: operation)
    guard place.name.withCString({ call(place.directory, $0) }) == 0 else {
      throw DiskFault(operation, path, errno: errno)
    }
  }

  private func at(
    _ path: String, _ other: String, _ operation: DiskFault.Operation,
    _ call: (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>) -> Int32
  ) throws(DiskFault) {
    let place = try Place(path, below: root, for: operation)
    let second = try Place(other, below: root, for: operation)
    let result = place.name.withCString { name in
      second.name.withCString { call(place.directory, name, second.directory, $0) }
    }
    guard result == 0 else { throw DiskFault(operation, other, errno: errno) }
  }
}

/// A name in an open directory that was reached without following a link.
private final class Place {
  let directory: Int32
  let name: String
  private let isOwn: Bool

  init(_ path: String, below root: Int32, for operation: DiskFault.Operation) throws(DiskFault) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isSound = !parts.contains { ["", ".", ".."].contains($0) } && !path.utf8.contains(0)
    guard path.isEmpty || isSound else {
      throw DiskFault(operation, path, errno: EINVAL)
    }
    let last = parts.removeLast()
    name = path.isEmpty ? "." : last
    var (current, own) = (root, false)
    for part in parts {
      let next = cfc_open_directory(current, part)
      let code = errno
      if own { Foundation.close(current) }
      guard next >= 0 else { throw DiskFault(operation, path, errno: code) }
      (current, own) = (next, true)
    }
    directory = current
    isOwn = own
  }

  deinit { if isOwn { Foundation.close(directory) } }
}

extension FileStatus {
  fileprivate init(_ found: stat) {
    let kind: Kind =
      switch found.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    func nanoseconds(_ time: timespec) -> Int64 {
      Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
    self.init(
      kind: kind,
      identity: FileIdentity(
        device: UInt64(found.st_dev), inode: UInt64(found.st_ino), size: Int(found.st_size),
        modified: nanoseconds(found.st_mtim), changed: nanoseconds(found.st_ctim)),
      mode: UInt32(found.st_mode & 0o7777), owner: found.st_uid, group: found.st_gid)
  }
}
