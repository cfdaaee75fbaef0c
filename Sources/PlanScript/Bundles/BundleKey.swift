internal import Crypto
import PlanModel
import PlanStore

/// A bundle key is the public half of an Ed25519 key: what tells who signed. People compare keys by
/// their fingerprints.
public struct BundleKey: Sendable, Hashable {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// Nothing for bytes that are no key.
  public init?(bytes: [UInt8]) {
    guard bytes.count == BundleKey.size else { return nil }
    self.bytes = bytes
  }

  /// As `base64` gives it; nothing for another text.
  public init?(base64: String) {
    guard let bytes = Base64.bytes(base64) else { return nil }
    self.init(bytes: bytes)
  }

  public var base64: String { Base64.text(bytes) }

  /// 32 hexadecimal digits: half of the SHA-256 of the key.
  public var fingerprint: String { String(ContentHash(of: bytes).hex.prefix(BundleKey.digits)) }

  /// `1a2b 3c4d …`, as people read it aloud.
  public var spokenFingerprint: String { BundleKey.spoken(fingerprint) }

  public static func spoken(_ fingerprint: String) -> String {
    var groups: [Substring] = []
    var rest = fingerprint[...]
    while !rest.isEmpty {
      groups.append(rest.prefix(4))
      rest = rest.dropFirst(4)
    }
    return groups.joined(separator: " ")
  }

  /// What a person typed or read aloud as a fingerprint; nothing for what is none.
  public static func fingerprint(typed text: String) -> String? {
    let digits = text.lowercased().filter { !$0.isWhitespace }.trimmedOfScheme
    guard digits.utf8.count == BundleKey.digits, digits.allSatisfy(\.isHexDigit) else {
      return nil
    }
    return digits
  }

  static let size = 32
  static let digits = 32
  static let scheme = "ed25519:"

  /// Whether whoever has the private half signed exactly these bytes.
  func signed(_ message: [UInt8], _ signature: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
      return false
    }
    return key.isValidSignature(signature, for: message)
  }
}

extension BundleKey: CustomStringConvertible {
  /// `ed25519:1a2b3c4d…`
  public var description: String { BundleKey.scheme + fingerprint }
}

extension String {
  fileprivate var trimmedOfScheme: String {
    hasPrefix(BundleKey.scheme) ? String(dropFirst(BundleKey.scheme.count)) : self
  }
}
