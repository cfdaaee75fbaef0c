/// A cache file is bytes that may be anything: torn, foreign, or made to mislead. What a writer
/// put into it comes out again only when all of it is as it was written.
///
/// A word that tells the format and the order of bytes; a mark of what the body is about; the
/// body's length; the body; the fingerprint of all that.
final class CacheFile: @unchecked Sendable {
  // Filled once, only read afterwards.

  private let buffer: FileBuffer

  /// Nothing when the bytes are not a cache file of this toolkit with that mark.
  init?(_ buffer: FileBuffer, mark: Fingerprint) {
    self.buffer = buffer
    let bytes = UnsafeRawBufferPointer(buffer.contents)
    let end = bytes.count - CacheFile.tail
    guard end >= CacheFile.head else { return nil }
    var reader = CacheReader(bytes)
    guard let format: UInt64 = reader.number(), format == CacheFile.format,
      reader.fingerprint() == mark,
      let length: UInt64 = reader.number(), length == UInt64(end - CacheFile.head)
    else { return nil }
    var last = CacheReader(UnsafeRawBufferPointer(rebasing: bytes[end...]))
    guard last.fingerprint() == Fingerprint(of: UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    else { return nil }
  }

  /// The body; it stays as long as the file does.
  var body: CacheReader {
    let bytes = UnsafeRawBufferPointer(buffer.contents)
    let end = bytes.count - CacheFile.tail
    return CacheReader(UnsafeRawBufferPointer(rebasing: bytes[CacheFile.head..<end]))
  }

  /// Grows by one whenever what is written changes its meaning.
  private static let version: UInt64 = 2
  private static let format: UInt64 = 0x706C_616E_0000_0000 | version
  private static let head = 32
  private static let tail = 16

  /// The whole file for a body.
  static func bytes(mark: Fingerprint, body: [UInt8]) -> [UInt8] {
    var file = CacheWriter(capacity: head + body.count + tail)
    file.put(format)
    file.put(mark)
    file.put(UInt64(body.count))
    file.put(body)
    file.put(file.bytes.withUnsafeBytes { Fingerprint(of: $0) })
    return file.bytes
  }
}

/// Puts the bytes of a cache file together.
struct CacheWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func put<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  mutating func put(_ fingerprint: Fingerprint) {
    put(fingerprint.first)
    put(fingerprint.second)
  }

  mutating func put(text: String) {
    put(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }
}

/// Takes out what a writer put in; nothing from where the bytes end on.
struct CacheReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func number<Number: FixedWidthInteger>() -> Number? {
    let size = MemoryLayout<Number>.size
    guard size <= bytes.count - offset else { return nil }
    defer { offset += size }
    return bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)
  }

  /// A count of things that take at least `size` bytes each.
  mutating func count(ofAtLeast size: Int) -> Int? {
    guard let count: UInt32 = number(), Int(count) <= (bytes.count - offset) / max(1, size) else {
      return nil
    }
    return Int(count)
  }

  mutating func slice(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, count <= bytes.count - offset else { return nil }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  mutating func fingerprint() -> Fingerprint? {
    guard let first: UInt64 = number(), let second: UInt64 = number() else { return nil }
    return Fingerprint(first: first, second: second)
  }

  mutating func text() -> String? {
    guard let count = count(ofAtLeast: 1), let bytes = slice(count) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
