internal import Foundation
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The bundle form shows what bundles are: what they say of themselves, and who answers for them.
struct BundleForm {
  let session: Session
  let isJSON: Bool

  init(_ session: Session, isJSON: Bool) { (self.session, self.isJSON) = (session, isJSON) }

  private var wording: Wording { session.wording }

  // MARK: verify

  /// Verifies all files, whatever is wrong with one of them.
  func verify(_ files: [String], signer: String?) throws {
    let trust = try signer.map(only) ?? KeyDesk(session).trust()
    var results: [(file: String, verdict: Result<VerifiedBundle, BundleFault>)] = []
    for file in files { results.append((file, try verdict(file, trust))) }
    let output = Output(path: nil)
    if isJSON {
      let items = results.map { json($0.file, $0.verdict) }
      try output.write(JSONValue.array(items).text(pretty: true) + "\n")
    }
    for (file, verdict) in results {
      switch verdict {
      case .success(let bundle):
        if !isJSON { try output.write(wording.verified(bundle, file) + "\n") }
      case .failure(let fault): session.tell(BundleFailure(file: file, fault: fault))
      }
    }
    if results.contains(where: { $0.verdict.isFailure }) { throw ExitStatus.notVerified }
  }

  /// A file that is not there is no bundle that could be verified.
  private func verdict(
    _ file: String, _ trust: Trust
  ) throws -> Result<VerifiedBundle, BundleFault> {
    do {
      return .success(try VerifiedBundle(BundleFile.contents(at: file), by: trust))
    } catch let fault as BundleFault {
      if case .unreadable = fault { throw fault }
      return .failure(fault)
    }
  }

  /// Trusts one key alone: of the store by its name or fingerprint, or whichever has that
  /// fingerprint.
  private func only(_ text: String) throws -> Trust {
    Trust(keys: [try KeyDesk(session).trust().find(text)])
  }

  private func json(_ file: String, _ verdict: Result<VerifiedBundle, BundleFault>) -> JSONValue {
    switch verdict {
    case .success(let bundle):
      .object(
        [.init("file", .string(file)), .init("verified", .boolean(true))]
          + identity(bundle.contents) + [
            .init("key", .string(bundle.signer.key.description)),
            .init("signer", .string(bundle.signer.name)),
          ])
    case .failure(let fault):
      .object([
        .init("file", .string(file)), .init("verified", .boolean(false)),
        .init("reason", .string(wording.bundle(fault).text)),
      ])
    }
  }

  private func identity(_ contents: BundleContents) -> [JSONValue.Member] {
    [
      .init("name", .string(contents.manifest.name)),
      .init("version", .string(contents.manifest.version.description)),
      .init("sha256", .string(contents.hash.hex)),
    ]
  }

  // MARK: info

  /// Of a file, or of a folder in which a bundle is made.
  static func contents(at path: String) throws -> BundleContents {
    TestFolder.isFolder(path) ? try BundleFolder.read(path) : try BundleFile.contents(at: path)
  }

  func info(_ path: String) throws {
    let contents = try BundleForm.contents(at: path)
    let trust = try KeyDesk(session).trust()
    let output = Output(path: nil)
    if isJSON { return try output.write(json(contents, trust).text(pretty: true) + "\n") }
    var rendering = Rendering(
      .table, presenter: Presenter(language: session.language, snapshot: nil),
      width: Console.width)
    for block in wording.page(of: contents, trust) { try output.write(rendering.add(block)) }
    try output.write(rendering.finish())
  }

  private func json(_ contents: BundleContents, _ trust: Trust) -> JSONValue {
    let signers = (contents.signature?.signers ?? []).map { signer in
      let known = trust[signer.key]
      return JSONValue.object([
        .init("key", .string(signer.key.description)),
        .init("public", .string(signer.key.base64)),
        .init("name", known.map { .string($0.name) } ?? .null),
        .init("state", .string(known?.state.rawValue ?? "unknown")),
      ])
    }
    let files = contents.files.map { file in
      JSONValue.object([
        .init("path", .string(file.path)), .init("size", .number(String(file.size))),
        .init("sha256", .string(file.hash.hex)),
      ])
    }
    let manifest = contents.file(BundleManifest.file).flatMap { try? JSONReader.parse($0.text) }
    return .object(
      identity(contents) + [
        .init("signers", .array(signers)), .init("manifest", manifest ?? .null),
        .init("files", .array(files)),
      ])
  }
}

/// What is wrong with a bundle, and the file that it is.
struct BundleFailure: Error {
  let file: String
  let fault: BundleFault
}

extension Result {
  fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
