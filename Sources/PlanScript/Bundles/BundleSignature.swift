import PlanModel
public import PlanStore

/// A signature (`signature.json`) is the list of a bundle's files with their hashes, and who put
/// their key to it. It has one spelling: what is written differently is none.
public struct BundleSignature: Sendable, Hashable {
  public let files: [Listed]
  public let signers: [Signer]

  public struct Listed: Sendable, Hashable {
    public let path: String
    public let hash: ContentHash
    /// In bytes.
    public let size: Int
  }

  public struct Signer: Sendable, Hashable {
    public let key: BundleKey
    /// 64 bytes.
    public let signature: [UInt8]
  }

  public static let file = "signature.json"

  /// As a file.
  let text: String

  init(files: [Listed], signers: [Signer]) {
    (self.files, self.signers) = (files, signers)
    text = BundleSignature.text(files, signers)
  }

  /// What a bundle's files are now.
  static func list(_ files: [BundleFile]) -> [Listed] {
    files.map { Listed(path: $0.path, hash: $0.hash, size: $0.size) }
  }

  /// The bytes that are signed: the list, and whose it is. What comes first tells them from
  /// everything else that a key might sign.
  static func message(_ files: [Listed], _ manifest: BundleManifest) -> [UInt8] {
    var text = "planscript bundle 1\n\(manifest.name)\n\(manifest.version)\n"
    for file in files { text += "\(file.hash.hex) \(file.size) \(file.path)\n" }
    return Array(text.utf8)
  }

  // MARK: as a file

  private static func text(_ files: [Listed], _ signers: [Signer]) -> String {
    let listed = files.map { file in
      JSONValue.object([
        .init("path", .string(file.path)), .init("sha256", .string(file.hash.hex)),
        .init("size", .number(String(file.size))),
      ])
    }
    let signed = signers.map { signer in
      JSONValue.object([
        .init("key", .string(signer.key.description)),
        .init("public", .string(signer.key.base64)),
        .init("signature", .string(Base64.text(signer.signature))),
      ])
    }
    let members: [JSONValue.Member] = [
      .init("files", .array(listed)), .init("signatures", .array(signed)),
    ]
    return JSONValue.object(members).text(pretty: true) + "\n"
  }

  init(_ text: String) throws(BundleFault) {
    guard let json = try? JSONReader.parse(text),
      let files = json["files"]?.items.compactMap(Listed.init),
      let signers = json["signatures"]?.items.compactMap(Signer.init)
    else { throw .badSignature }
    self.init(files: files, signers: signers)
    // Nothing was left out or spelt in another way.
    guard self.text.utf8.elementsEqual(text.utf8),
      (1...BundleSignature.most).contains(signers.count),
      Set(signers.map(\.key)).count == signers.count
    else { throw .badSignature }
  }

  /// How many may sign one bundle.
  static let most = 20
}

extension BundleSignature.Listed {
  fileprivate init?(_ json: JSONValue) {
    guard let path = json["path"]?.string, let size = json["size"]?.integer,
      let hash = json["sha256"]?.string.flatMap(ContentHash.init(hex:))
    else { return nil }
    self.init(path: path, hash: hash, size: Int(size))
  }
}

extension BundleSignature.Signer {
  fileprivate init?(_ json: JSONValue) {
    guard let key = json["public"]?.string.flatMap(BundleKey.init(base64:)),
      let signature = json["signature"]?.string.flatMap(Base64.bytes), signature.count == 64
    else { return nil }
    self.init(key: key, signature: signature)
  }
}
