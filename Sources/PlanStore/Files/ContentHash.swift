internal import Crypto

/// A content hash is the SHA-256 of a file's bytes. The store decides by it, and never by time,
/// what a file holds.
public struct ContentHash: Sendable, Hashable, CustomStringConvertible {
  /// 64 hexadecimal digits.
  public let hex: String

  public init(of bytes: UnsafeRawBufferPointer) {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    hex = hash.finalize().withUnsafeBytes { ContentHash.digits($0) }
  }

  public init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { ContentHash(of: $0) } }

  /// Nothing for a text that is no hash.
  public init?(hex: String) {
    let digits = hex.utf8
    guard digits.count == 64 else { return nil }
    for digit in digits where !(digit >= 0x30 && digit <= 0x39 || digit >= 0x61 && digit <= 0x66) {
      return nil
    }
    self.hex = hex
  }

  public var description: String { hex }

  static func digits(_ bytes: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      var place = 0
      for byte in bytes {
        text[place] = digit(byte >> 4)
        text[place + 1] = digit(byte & 15)
        place += 2
      }
      return place
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
