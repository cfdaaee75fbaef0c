import PlanStore

/// A verified bundle is a bundle whose every file is as somebody signed it whom the store trusts.
/// What runs a bundle's code takes the code from one of these and from nothing else.
public struct VerifiedBundle: Sendable {
  public let contents: BundleContents
  /// Whose signature it was that counted.
  public let signer: Trust.Known

  public var manifest: BundleManifest { contents.manifest }

  /// Holds a bundle's files against its signature, and the signature against what is trusted.
  public init(_ contents: BundleContents, by trust: Trust) throws(BundleFault) {
    let signature = try contents.checkedSignature()
    self.contents = contents
    signer = try VerifiedBundle.signer(signature, trust)
  }

  /// One key that is trusted is enough; of several keys a revoked one is as good as unknown.
  private static func signer(
    _ signature: BundleSignature, _ trust: Trust
  ) throws(BundleFault) -> Trust.Known {
    let known = signature.signers.compactMap { trust[$0.key] }
    if let trusted = known.first(where: { $0.state == .trusted }) { return trusted }
    if let revoked = known.first { throw .revokedKey(revoked.key, name: revoked.name) }
    guard let first = signature.signers.first else { throw .unsigned }
    throw .unknownKey(first.key)
  }
}

extension BundleContents {
  /// The signature, where it is of exactly these files and each signer signed it; whether any of
  /// them is to be trusted is another question.
  public func checkedSignature() throws(BundleFault) -> BundleSignature {
    guard let signature else { throw .unsigned }
    let now = BundleSignature.list(files)
    let differences = signature.differences(from: now)
    guard differences.isEmpty else { throw .differs(differences) }
    let message = BundleSignature.message(now, manifest)
    for signer in signature.signers where !signer.key.signed(message, signer.signature) {
      throw .wrongSignature(signer.key)
    }
    return signature
  }
}

extension BundleSignature {
  /// In which ways files are not what was signed.
  func differences(from now: [Listed]) -> [BundleDifference] {
    let (before, after) = (BundleSignature.byPath(files), BundleSignature.byPath(now))
    let paths = Set(before.keys).union(after.keys).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let found = paths.compactMap { path -> BundleDifference? in
      switch (before[path], after[path]) {
      case (nil, _): .added(path)
      case (_, nil): .missing(path)
      case (let one, let other): one == other ? nil : .changed(path)
      }
    }
    // The same files, listed in another order or twice.
    return found.isEmpty && files != now ? [.changed(BundleSignature.file)] : found
  }

  private static func byPath(_ files: [Listed]) -> [String: Listed] {
    Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
