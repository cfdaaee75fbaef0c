import PlanStore

/// Packing makes the one file of a bundle's contents that is handed out; signing puts a key to it.
extension BundleContents {
  /// What the file is called: `attendance-pack-1.2.0.bundle`.
  public var fileName: String { "\(manifest.fullName).\(BundleArchive.ending)" }

  /// The same bundle with one signature more, or with that key's signature made anew. Signatures of
  /// other files are left out.
  public func signed(
    with key: PrivateKeyFile, passphrase: () throws -> String
  ) throws -> BundleContents {
    let list = BundleSignature.list(files)
    let signer = try key.sign(BundleSignature.message(list, manifest), passphrase: passphrase)
    let others = signature.map { $0.files == list ? $0.signers : [] } ?? []
    let signers = others.filter { $0.key != signer.key } + [signer]
    guard signers.count <= BundleSignature.most else { throw BundleFault.badSignature }
    return try BundleContents(
      files, signature: BundleSignature(files: list, signers: signers))
  }
}
