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

  private typealias Verdict = Result<VerifiedBundle, any Error>

  /// The names of all that are installed.
  func installed() throws -> [String] {
    try InstalledBundle.all(in: session.requiredStore().snapshot(cached: session.usesCache))
      .map(\.name)
  }

  /// Verifies files and installed bundles, whatever is wrong with one of them.
  func verify(_ bundles: [String], signer: String?) throws {
    let trust = try signer.map(only) ?? KeyDesk(session).trust()
    var results: [(bundle: String, verdict: Verdict)] = []
    for bundle in bundles { results.append((bundle, try verdict(bundle, trust))) }
    let output = Output(path: nil)
    if isJSON {
      let items = results.map { json($0.bundle, $0.verdict) }
      try output.write(JSONValue.array(items).text(pretty: true) + "\n")
    } else if bundles.isEmpty {
      try output.write(wording.noBundles + "\n")
    }
    for (bundle, verdict) in results {
      switch verdict {
      case .success(let verified):
        if !isJSON { try output.write(wording.verified(verified, bundle) + "\n") }
      case .failure(let fault): session.tell(BundleFailure(bundle: bundle, fault: fault))
      }
    }
    if results.contains(where: { $0.verdict.isFailure }) { throw ExitStatus.notVerified }
  }

  /// What is not there at all is no bundle that could be verified.
  private func verdict(_ bundle: String, _ trust: Trust) throws -> Verdict {
    do {
      return .success(try VerifiedBundle(contents(of: bundle), by: trust))
    } catch BundleFault.unreadable(let path, let code) {
      throw BundleFault.unreadable(path: path, errno: code)
    } catch InstallFault.notInstalled(let name, let near) {
      throw InstallFault.notInstalled(name, suggestions: near)
    } catch {
      return .failure(error)
    }
  }

  /// Of a file, or of what is installed under a name.
  private func contents(of bundle: String) throws -> BundleContents {
    // Without a store nothing is installed, and the name is that of a file that is not there.
    let isFile = bundle.contains("/") || bundle.hasSuffix("." + BundleArchive.ending)
    if try isFile || session.store() == nil {
      return try BundleFile.contents(at: bundle)
    }
    let snapshot = try session.requiredStore().snapshot(cached: session.usesCache)
    return try OpenBundle.open(bundle, in: snapshot).verified.contents
  }

  /// Trusts one key alone: of the store by its name or fingerprint, or whichever has that
  /// fingerprint.
  private func only(_ text: String) throws -> Trust {
    Trust(keys: [try KeyDesk(session).trust().find(text)])
  }

  private func json(_ bundle: String, _ verdict: Verdict) -> JSONValue {
    switch verdict {
    case .success(let verified):
      .object(
        [.init("bundle", .string(bundle)), .init("verified", .boolean(true))]
          + identity(verified.contents) + [
            .init("key", .string(verified.signer.key.description)),
            .init("signer", .string(verified.signer.name)),
          ])
    case .failure(let fault):
      .object([
        .init("bundle", .string(bundle)), .init("verified", .boolean(false)),
        .init("reason", .string(wording.message(fault).text)),
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

  /// Of a folder or a file, or of what is installed under a name.
  func anyContents(of bundle: String) throws -> BundleContents {
    TestFolder.isFolder(bundle) ? try BundleFolder.read(bundle) : try contents(of: bundle)
  }

  func info(_ bundle: String) throws {
    let contents = try anyContents(of: bundle)
    if TestFolder.isFolder(bundle), let store = try session.store(),
      try InstalledBundle.all(in: store.snapshot()).contains(where: { $0.name == bundle })
    {
      session.note(wording.folderNotInstalled(bundle))
    }
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

/// What is wrong with a bundle, and how it was named.
struct BundleFailure: Error {
  let bundle: String
  let fault: any Error
}

extension Result {
  fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
