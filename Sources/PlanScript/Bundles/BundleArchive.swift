internal import CArchive
import PlanModel
import PlanStore

/// A bundle's archive is an uncompressed tar in memory whose every byte follows from the files in
/// it: paths in order, no times, no owners, one mode. The same files are the same bytes wherever
/// they are packed, and an archive that packing its files does not give again is none of a bundle.
public enum BundleArchive {
  /// `1.2.0` of `attendance-pack` → `attendance-pack-1.2.0.bundle`
  public static let ending = "bundle"

  /// Reads an archive that anybody may have made. Nothing is written anywhere; time and memory are
  /// bounded by the largest size that a bundle may have. Throws what is wrong with the archive or
  /// with the manifest in it; the signature is held against nothing yet.
  public static func read(_ bytes: [UInt8]) throws(BundleFault) -> BundleContents {
    guard bytes.count <= BundleLimits.archive else {
      throw .tooLarge(.archive, path: nil, count: bytes.count, limit: BundleLimits.archive)
    }
    var (files, signature): ([BundleFile], BundleSignature?) = ([], nil)
    for file in try ArchiveReader.files(bytes) {
      if file.path == BundleSignature.file {
        signature = try BundleSignature(file.text)
      } else {
        files.append(file)
      }
    }
    try check(bytes, against: try self.bytes(of: files, signature: signature))
    return try BundleContents(files, signature: signature, archive: bytes)
  }

  /// The archive of files that a bundle may have, in the order given.
  static func bytes(
    of files: [BundleFile], signature: BundleSignature?
  ) throws(BundleFault) -> [UInt8] {
    let signed = signature.map { [BundleFile(path: BundleSignature.file, text: $0.text)] } ?? []
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return try ArchiveWriter.bytes(sorted + signed)
  }

  private static func check(_ bytes: [UInt8], against usual: [UInt8]) throws(BundleFault) {
    if bytes == usual { return }
    if bytes.starts(with: usual) { throw .archive(.trailing(bytes.count - usual.count)) }
    if usual.starts(with: bytes) { throw .archive(.truncated(after: nil)) }
    throw .archive(.unusual)
  }
}

/// Reads the files of a tar, and refuses everything else that a tar can hold.
private struct ArchiveReader {
  private let archive: OpaquePointer
  private var files: [BundleFile] = []
  private var paths: [String: String] = [:]
  private var (size, count) = (0, 0)

  static func files(_ bytes: [UInt8]) throws(BundleFault) -> [BundleFile] {
    guard let archive = archive_read_new() else {
      throw .tooLarge(.archive, path: nil, count: bytes.count, limit: 0)
    }
    defer { archive_read_free(archive) }
    archive_read_support_format_tar(archive)
    let result = bytes.withUnsafeBytes { bytes -> Result<[BundleFile], BundleFault> in
      guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
        return .failure(.archive(.notAnArchive(after: nil)))
      }
      var reader = ArchiveReader(archive: archive)
      return Result { () throws(BundleFault) in try reader.all() }
    }
    return try result.get()
  }

  private init(archive: OpaquePointer) { self.archive = archive }

  private mutating func all() throws(BundleFault) -> [BundleFile] {
    var entry: OpaquePointer?
    while true {
      switch archive_read_next_header(archive, &entry) {
      case ARCHIVE_EOF: return files
      case ARCHIVE_OK:
        guard let entry else { throw broken() }
        try take(entry)
      default: throw broken()
      }
    }
  }

  /// What libarchive could not read on from.
  private func broken() -> BundleFault {
    let last = files.last?.path
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? ""
    return .archive(
      reason.hasPrefix("Truncated") ? .truncated(after: last) : .notAnArchive(after: last))
  }

  private mutating func take(_ entry: OpaquePointer) throws(BundleFault) {
    let path = try checkedPath(entry)
    if path != BundleSignature.file { count += 1 }
    guard count <= BundleLimits.count else {
      throw .tooLarge(.count, path: nil, count: count, limit: BundleLimits.count)
    }
    let length = Int(clamping: archive_entry_size(entry))
    try checkSize(length, path)
    let text = try text(length, path)
    files.append(BundleFile(path: path, text: text))
  }

  private mutating func checkedPath(_ entry: OpaquePointer) throws(BundleFault) -> String {
    let path = archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
    if archive_entry_hardlink(entry) != nil || archive_entry_symlink(entry) != nil {
      throw .archive(.link(path))
    }
    guard archive_entry_filetype(entry) == 0o100000 else { throw .archive(.special(path)) }
    // The plainest kind of header says all that a bundle's file has.
    guard archive_format(archive) == ARCHIVE_FORMAT_TAR_USTAR,
      archive_entry_sparse_count(entry) == 0, archive_entry_xattr_count(entry) == 0
    else { throw .archive(.extended(path)) }
    switch BundlePath.verdict(path) {
    case .good: break
    case .outside: throw .archive(.outside(path))
    case .badName: throw .archive(.badName(path))
    case .unknownPlace: throw .archive(.unknownPlace(path))
    }
    if let other = paths.updateValue(path, forKey: BundlePath.key(path)) {
      throw .archive(other == path ? .twice(path) : .alike(path, to: other))
    }
    return path
  }

  private mutating func checkSize(_ length: Int, _ path: String) throws(BundleFault) {
    guard (0...BundleLimits.file).contains(length) else {
      throw .tooLarge(.file, path: path, count: length, limit: BundleLimits.file)
    }
    size += length
    guard size <= BundleLimits.files + BundleLimits.file else {
      throw .tooLarge(.files, path: nil, count: size, limit: BundleLimits.files)
    }
  }

  private func text(_ length: Int, _ path: String) throws(BundleFault) -> String {
    var read = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while read < length {
        let more = archive_read_data(
          archive, buffer.baseAddress?.advanced(by: read), length - read)
        guard more > 0 else { break }
        read += Int(more)
      }
      count = read
    }
    guard read == length else { throw .archive(.truncated(after: path)) }
    switch BundleText.read(bytes) {
    case .success(let text): return text
    case .failure(let fault): throw .archive(.notText(path, at: fault.offset))
    }
  }
}

private enum ArchiveWriter {
  /// Headers of 512 bytes, contents filled up to 512, and two empty blocks.
  private static func room(for files: [BundleFile]) -> Int {
    files.reduce(1024) { $0 + 512 + ($1.size + 511) / 512 * 512 }
  }

  static func bytes(_ files: [BundleFile]) throws(BundleFault) -> [UInt8] {
    let room = room(for: files)
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      isWhole = write(files, into: buffer, &count)
    }
    // Only memory that ran out ends here.
    guard isWhole else {
      throw .tooLarge(.archive, path: nil, count: room, limit: BundleLimits.archive)
    }
    return bytes
  }

  private static func write(
    _ files: [BundleFile], into buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
  ) -> Bool {
    guard let archive = archive_write_new() else { return false }
    defer { archive_write_free(archive) }
    archive_write_set_format_ustar(archive)
    archive_write_set_bytes_per_block(archive, 0)
    guard
      archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &count) == ARCHIVE_OK,
      files.allSatisfy({ write($0, archive) })
    else { return false }
    return archive_write_close(archive) == ARCHIVE_OK
  }

  private static func write(_ file: BundleFile, _ archive: OpaquePointer) -> Bool {
    guard let entry = archive_entry_new() else { return false }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, file.path)
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_mtime(entry, 0, 0)
    archive_entry_set_size(entry, Int64(file.size))
    guard archive_write_header(archive, entry) == ARCHIVE_OK else { return false }
    var text = file.text
    let written = text.withUTF8 { archive_write_data(archive, $0.baseAddress, $0.count) }
    return written == file.size
  }
}
