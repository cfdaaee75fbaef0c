internal import Crypto

/// A content hash is the SHA-256 of a file's bytes. The store decides by it, and never by time,
/// what a file holds.
public struct ContentHash: Sendable, Hashable, CustomStringConvertible {
  /// 64 hexadecimal digits.
  public let hex: String

  public init(of bytes: UnsafeRawBufferPointer) {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    hex = ContentHash.digits(hash.finalize())
  }

  public init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { ContentHash(of: $0) } }

  /// Nothing for a text that is no hash.
  public init?(hex: String) {
    guard hex.utf8.count == 64, hex.utf8.allSatisfy(ContentHash.alphabet.contains) else {
      return nil
    }
    self.hex = hex
  }

  public var description: String { hex }

  private static let alphabet = Array("0123456789abcdef".utf8)

  static func digits(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes { text += [alphabet[Int(byte >> 4)], alphabet[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
