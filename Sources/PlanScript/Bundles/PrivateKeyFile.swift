internal import Crypto
internal import CryptoExtras
internal import Foundation
import PlanModel
import PlanStore

/// A private key file holds the half of a key that signs. It lies with the person and never in a
/// store, nobody else may read it, and a passphrase may close it.
public struct PrivateKeyFile: Sendable {
  public let name: String
  public let key: BundleKey
  /// Whether a passphrase is needed to sign with it.
  public var isClosed: Bool { if case .closed = half { true } else { false } }
  private let half: Half

  private enum Half: Sendable {
    /// The 32 bytes.
    case open([UInt8])
    /// The same behind a passphrase.
    case closed(Closed)
  }

  /// How a passphrase becomes a key (scrypt, RFC 7914), and what that key closed (ChaCha20-Poly1305,
  /// RFC 8439).
  fileprivate struct Closed: Sendable {
    let salt: [UInt8]
    let rounds: Int
    let box: [UInt8]
  }

  /// What tells such a file, so that nobody packs one.
  static let mark = "planscript-private-key"

  /// Makes a key; nothing is written yet.
  public init(new name: String, passphrase: String?) throws {
    let secret = Curve25519.Signing.PrivateKey()
    guard let key = BundleKey(bytes: [UInt8](secret.publicKey.rawRepresentation)) else {
      throw BundleFault.damagedKey(path: name)
    }
    (self.name, self.key) = (name, key)
    let bytes = [UInt8](secret.rawRepresentation)
    half = try passphrase.map { .closed(try Closed(bytes, $0, key)) } ?? .open(bytes)
  }

  /// Signs a message. `passphrase` is asked where the key is closed.
  func sign(
    _ message: [UInt8], passphrase: () throws -> String
  ) throws -> BundleSignature.Signer {
    let secret = try Curve25519.Signing.PrivateKey(
      rawRepresentation: try bytes(passphrase))
    guard [UInt8](secret.publicKey.rawRepresentation) == key.bytes else {
      throw BundleFault.damagedKey(path: name)
    }
    let signature = [UInt8](try secret.signature(for: message))
    return BundleSignature.Signer(key: key, signature: signature)
  }

  private func bytes(_ passphrase: () throws -> String) throws -> [UInt8] {
    switch half {
    case .open(let bytes): return bytes
    case .closed(let closed):
      guard let bytes = closed.opened(try passphrase(), key) else {
        throw BundleFault.wrongPassphrase(name: name)
      }
      return bytes
    }
  }
}

extension PrivateKeyFile.Closed {
  /// Of scrypt: 64 MB and a good part of a second.
  private static let usualRounds = 1 << 16
  private static let blockSize = 8

  fileprivate init(_ bytes: [UInt8], _ passphrase: String, _ key: BundleKey) throws {
    var generator = SystemRandomNumberGenerator()
    salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    rounds = Self.usualRounds
    let sealed = try ChaChaPoly.seal(
      bytes, using: try Self.derived(passphrase, salt, rounds), authenticating: key.bytes)
    box = [UInt8](sealed.combined)
  }

  fileprivate func opened(_ passphrase: String, _ key: BundleKey) -> [UInt8]? {
    guard let sealed = try? ChaChaPoly.SealedBox(combined: box),
      let derived = try? Self.derived(passphrase, salt, rounds),
      let bytes = try? ChaChaPoly.open(sealed, using: derived, authenticating: key.bytes)
    else { return nil }
    return [UInt8](bytes)
  }

  /// The same passphrase typed on another keyboard may have its accents in another form.
  private static func derived(
    _ passphrase: String, _ salt: [UInt8], _ rounds: Int
  ) throws -> SymmetricKey {
    try KDF.Scrypt.deriveKey(
      from: Array(composed(passphrase).utf8), salt: salt, outputByteCount: 32, rounds: rounds,
      blockSize: blockSize, parallelism: 1)
  }
}

// As a file.
extension PrivateKeyFile {
  var text: String {
    var members: [JSONValue.Member] = [
      .init("kind", .string(PrivateKeyFile.mark)), .init("name", .string(name)),
      .init("key", .string(key.description)), .init("public", .string(key.base64)),
    ]
    switch half {
    case .open(let bytes): members.append(.init("private", .string(Base64.text(bytes))))
    case .closed(let closed):
      members.append(
        .init(
          "closed",
          .object([
            .init("kdf", .string("scrypt")), .init("rounds", .number(String(closed.rounds))),
            .init("salt", .string(Base64.text(closed.salt))),
            .init("cipher", .string("chacha20-poly1305")),
            .init("box", .string(Base64.text(closed.box))),
          ])))
    }
    return JSONValue.object(members).text(pretty: true) + "\n"
  }

  /// Nothing for a text that is no private key's.
  init?(_ text: String) {
    guard let json = try? JSONReader.parse(text), json["kind"]?.string == PrivateKeyFile.mark,
      let name = json["name"]?.string,
      let key = json["public"]?.string.flatMap(BundleKey.init(base64:))
    else { return nil }
    (self.name, self.key) = (name, key)
    if let bytes = json["private"]?.string.flatMap(Base64.bytes), bytes.count == BundleKey.size {
      half = .open(bytes)
    } else if let closed = json["closed"].flatMap(Closed.init) {
      half = .closed(closed)
    } else {
      return nil
    }
  }
}

extension PrivateKeyFile.Closed {
  /// More rounds than anybody writes would only make whoever opens the file wait.
  private static let mostRounds = 1 << 20

  fileprivate init?(_ json: JSONValue) {
    guard json["kdf"]?.string == "scrypt", json["cipher"]?.string == "chacha20-poly1305",
      let rounds = json["rounds"]?.integer, (2...Int64(Self.mostRounds)).contains(rounds),
      rounds & (rounds - 1) == 0,
      let salt = json["salt"]?.string.flatMap(Base64.bytes), salt.count == 16,
      let box = json["box"]?.string.flatMap(Base64.bytes)
    else { return nil }
    (self.rounds, self.salt, self.box) = (Int(rounds), salt, box)
  }
}
