internal import Foundation

// Whole files: what everything above the disk reads and writes.

extension Disk {
  /// Does `body` with the file open, and closes it.
  func with<Result>(
    _ path: String, _ purpose: OpenPurpose,
    _ body: (OpenFile) throws(DiskFault) -> Result
  ) throws(DiskFault) -> Result {
    let file = try opened(path, purpose)
    defer { close(file) }
    do throws(DiskFault) {
      return try body(file)
    } catch {
      throw DiskFault(error.operation, error.path.isEmpty ? path : error.path, errno: error.errno)
    }
  }

  /// Opens the file, whatever signal comes; whoever asks closes it.
  func opened(_ path: String, _ purpose: OpenPurpose) throws(DiskFault) -> OpenFile {
    try uninterrupted { () throws(DiskFault) in try open(path, purpose) }
  }

  /// Repeats what a signal interrupted before it began.
  func uninterrupted<Result>(
    _ body: () throws(DiskFault) -> Result
  ) throws(DiskFault) -> Result {
    for _ in 0..<100 {
      do throws(DiskFault) {
        return try body()
      } catch {
        guard error.errno == EINTR else { throw error }
      }
    }
    return try body()
  }

  /// Fills the buffer with the bytes of a plain file, and gives the file's status before.
  @discardableResult
  func readWhole(_ path: String, into buffer: FileBuffer) throws(DiskFault) -> FileStatus {
    try with(path, .reading) { file throws(DiskFault) in
      let status = try plainStatus(of: file)
      buffer.resize(to: status.identity.size)
      let count = try fill(UnsafeMutableRawBufferPointer(buffer.bytes), from: file)
      // The file grew shorter while it was read.
      if count < buffer.bytes.count { buffer.resize(to: count) }
      return status
    }
  }

  private func plainStatus(of file: OpenFile) throws(DiskFault) -> FileStatus {
    let status = try uninterrupted { () throws(DiskFault) in try self.status(of: file) }
    guard status.kind == .file else { throw DiskFault(.open, "", errno: EISDIR) }
    return status
  }

  /// Reads until the room is full or the file ends; gives the count of bytes.
  private func fill(
    _ room: UnsafeMutableRawBufferPointer, from file: OpenFile, at offset: Int = 0
  ) throws(DiskFault) -> Int {
    var done = 0
    while done < room.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: room[done...])
      let count = try uninterrupted { () throws(DiskFault) in
        try read(file, at: offset + done, into: rest)
      }
      guard count > 0 else { break }
      done += count
    }
    return done
  }

  /// As `readWhole`; nothing when there is no such file.
  func readIfThere(_ path: String, into buffer: FileBuffer) throws(DiskFault) -> FileStatus? {
    try ifThere(path) { () throws(DiskFault) in try readWhole(path, into: buffer) }
  }

  private func ifThere<Result>(
    _ path: String, _ body: () throws(DiskFault) -> Result
  ) throws(DiskFault) -> Result? {
    guard try status(path) != nil else { return nil }
    do throws(DiskFault) {
      return try body()
    } catch {
      // It went between the two, or is a link that leads nowhere.
      if error.errno == ENOENT { return nil }
      throw error
    }
  }

  /// The bytes of a plain file; nothing when there is none.
  func bytes(_ path: String) throws(DiskFault) -> [UInt8]? {
    try ifThere(path) { () throws(DiskFault) in try bytes(path, from: 0) }
  }

  /// The bytes of a plain file from an offset on.
  func bytes(_ path: String, from offset: Int) throws(DiskFault) -> [UInt8] {
    try with(path, .reading) { file throws(DiskFault) in
      let size = max(0, try plainStatus(of: file).identity.size - offset)
      var fault: DiskFault?
      let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, count in
        do throws(DiskFault) {
          let room = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(room)[..<size])
          count = try fill(room, from: file, at: offset)
        } catch {
          fault = error
        }
      }
      if let fault { throw fault }
      return bytes
    }
  }

  /// Whether a plain file has these bytes; false when there is none. It is read piece by piece.
  func holds(_ path: String, _ bytes: [UInt8]) throws(DiskFault) -> Bool {
    do throws(DiskFault) {
      return try with(path, .reading) { file throws(DiskFault) in
        guard try plainStatus(of: file).identity.size == bytes.count else { return false }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { piece.deallocate() }
        var start = 0
        while start < bytes.count {
          let count = try fill(piece, from: file, at: start)
          guard count > 0, bytes.have(UnsafeRawBufferPointer(piece).prefix(count), at: start) else {
            return false
          }
          start += count
        }
        return true
      }
    } catch {
      if error.errno == ENOENT { return false }
      throw error
    }
  }

  /// The hash of a plain file; nothing when there is none.
  func hash(_ path: String) throws(DiskFault) -> ContentHash? {
    let buffer = FileBuffer(padding: 0)
    return try readIfThere(path, into: buffer).map { _ in buffer.hash }
  }

  /// Writes all the bytes, however few the system takes at a time.
  func writeWhole(
    _ file: OpenFile, _ bytes: [UInt8], at offset: Int = 0, untilAllIsWritten: Bool = true
  ) throws(DiskFault) {
    var done = 0
    while done < bytes.count {
      let start = done
      let result = bytes.withUnsafeBytes { all -> Result<Int, DiskFault> in
        Result { () throws(DiskFault) in
          try uninterrupted { () throws(DiskFault) in
            try write(file, at: offset + start, UnsafeRawBufferPointer(rebasing: all[start...]))
          }
        }
      }
      let count = try result.get()
      // A disk that takes nothing and says nothing is full.
      guard count > 0 else { throw DiskFault(.write, "", errno: ENOSPC) }
      done += untilAllIsWritten ? count : bytes.count
    }
  }

  func sync(_ file: OpenFile) throws(DiskFault) { try sync([("", file)]) }

  /// Syncs all of them at the same time, and names one that failed.
  func sync(_ files: [(path: String, file: OpenFile)]) throws(DiskFault) {
    for case let (place, fault?) in zip(files, sync(files.map(\.file))) {
      throw DiskFault(.sync, place.path, errno: fault.errno)
    }
  }

  func syncDirectory(_ path: String) throws(DiskFault) {
    try with(path, .directory) { file throws(DiskFault) in try sync(file) }
  }

  /// Syncs a file and its name.
  func makeDurable(_ path: String) throws(DiskFault) {
    try with(path, .reading) { file throws(DiskFault) in try sync(file) }
    try syncDirectory(StorePath.directory(of: path))
  }

  /// Syncs all of them at the same time. In one that somebody took away there is nothing to sync.
  func syncDirectories(_ paths: [String]) throws(DiskFault) {
    var open: [(path: String, file: OpenFile)] = []
    defer { for (_, file) in open { close(file) } }
    for path in paths {
      do throws(DiskFault) {
        open.append((path, try opened(path, .directory)))
      } catch {
        guard error.errno == ENOENT else { throw error }
      }
    }
    try sync(open)
  }

  /// Renames, and fails with `EEXIST` where the name is taken.
  func moveOverNothing(_ path: String, to new: String) throws(DiskFault) {
    do throws(DiskFault) {
      try move(path, to: new)
    } catch {
      guard error.isNotSupported else { throw error }
      do throws(DiskFault) {
        try link(path, to: new)
        // The old name outlasts a power cut until the new one does.
        try syncDirectory(StorePath.directory(of: new))
        try remove(path)
      } catch {
        guard error.operation == .link, error.isNotSupported else { throw error }
        // The safest that is left: a file that appears between these two is lost.
        guard try status(new) == nil else { throw DiskFault(.move, new, errno: EEXIST) }
        try replace(new, with: path)
      }
    }
  }

  /// A second name for a file, or a copy where that cannot be.
  func giveSecondName(_ new: String, to path: String) throws(DiskFault) {
    do throws(DiskFault) {
      try link(path, to: new)
    } catch {
      guard error.isNotSupported else { throw error }
      guard let bytes = try bytes(path) else { throw DiskFault(.link, path, errno: ENOENT) }
      try with(new, .making(mode: 0o600)) { file throws(DiskFault) in
        try writeWhole(file, bytes)
        try sync(file)
      }
    }
  }
}

extension DiskFault {
  /// Whether the file system does not have the operation, or not for this file.
  var isNotSupported: Bool {
    switch errno {
    case ENOSYS, EINVAL, EOPNOTSUPP: true
    // What file systems without links say, and systems that guard against links to others' files.
    case EPERM: operation == .link
    default: false
    }
  }
}

extension [UInt8] {
  fileprivate func have(_ piece: Slice<UnsafeRawBufferPointer>, at start: Int) -> Bool {
    withUnsafeBytes { all in
      guard piece.count <= all.count - start, let own = all.baseAddress,
        let other = piece.base.baseAddress
      else { return piece.isEmpty }
      return memcmp(own + start, other + piece.startIndex, piece.count) == 0
    }
  }
}
