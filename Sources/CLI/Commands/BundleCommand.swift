internal import ArgumentParser
internal import Foundation
internal import PlanModel
internal import PlanScript

/// `planscript bundle …`: scripts that one office makes and signs, and others install.
struct BundleCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: Words.current.bundleAbstract,
      discussion: Words.current.bundleExamples,
      subcommands: [
        BundleNew.self, BundleTest.self, BundlePack.self, BundleSign.self, BundleVerify.self,
        BundleInfo.self, BundleInstall.self, BundleUpdate.self, BundleRollback.self,
        BundleRemove.self, BundleList.self,
      ])
  }

  static let name = "bundle"
}

/// `bundle new NAME`: a folder that is a small bundle already.
struct BundleNew: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new", abstract: Words.current.bundleHelp("new"),
      discussion: Words.current.example("planscript bundle new tham-du"))
  }

  @Argument(help: Words.current.bundleOption("newName"))
  var name: String

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let path = URL(filePath: name)
    try BundleSkeleton.write(path.lastPathComponent, author: Session.user, to: name)
    try Output(path: nil).write(session.wording.madeBundle(name) + "\n")
  }
}

/// `bundle pack DIR`: one file, the same bytes on every machine.
struct BundlePack: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pack", abstract: Words.current.bundleHelp("pack"),
      discussion: Words.current.example("planscript bundle pack tham-du"))
  }

  @Argument(help: Words.current.bundleOption("folder"), completion: .directory)
  var directory: String

  @Option(help: Words.current.bundleOption("out"), completion: .file(extensions: ["bundle"]))
  var out: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let contents = try BundleFolder.read(directory)
    try contents.review()
    let beside = URL(filePath: directory).standardizedFileURL.deletingLastPathComponent()
    let usual = beside.appending(path: contents.fileName).path.fromHere
    let path = out ?? usual
    try checkSigned(path, contents)
    try Output.write(contents.archive, to: path)
    try Output(path: nil).write(session.wording.packed(contents, at: path) + "\n")
  }

  /// A file that somebody has signed is not written over with another one that nobody has.
  private func checkSigned(_ path: String, _ contents: BundleContents) throws {
    guard FileManager.default.fileExists(atPath: path),
      let other = try? BundleFile.contents(at: path), other.signature != nil,
      other.hash != contents.hash
    else { return }
    throw UsageError.signedAlready(path, version: contents.manifest.version.description)
  }
}

/// `bundle sign FILE --key NAME`: puts a signature into the file.
struct BundleSign: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sign", abstract: Words.current.bundleHelp("sign"),
      discussion: Words.current.example(
        "planscript bundle sign tham-du-0.1.0.bundle --key van-phong"))
  }

  @Argument(help: Words.current.bundleOption("file"), completion: .file(extensions: ["bundle"]))
  var file: String

  @Option(
    help: Words.current.bundleOption("key"), completion: .custom { _, _, _ in KeyRing.own.names })
  var key: String?

  @OptionGroup var passphrase: PassphraseOptions

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let contents = try BundleFile.contents(at: file)
    let key = try KeyRing.own.key(try chosen())
    let source = passphrase.source(session)
    let signed = try contents.signed(with: key) { try source.needed(for: key.name) }
    try Output.write(signed.archive, to: file)
    try Output(path: nil).write(session.wording.signed(signed, by: key, at: file) + "\n")
  }

  /// Who has one key alone need not name it.
  private func chosen() throws -> String {
    if let key { return key }
    let names = KeyRing.own.names
    guard let name = names.first, names.count == 1 else {
      throw UsageError.missing(option: "--key")
    }
    return name
  }
}

/// `bundle verify FILE|NAME…`: whether every byte is as somebody signed it whom the store trusts.
struct BundleVerify: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify", abstract: Words.current.bundleHelp("verify"),
      discussion: Words.current.example("planscript -d thu bundle verify tham-du-0.1.0.bundle"))
  }

  @Argument(help: Words.current.bundleOption("files"), completion: .file(extensions: ["bundle"]))
  var bundles: [String] = []

  @Flag(help: Words.current.bundleOption("all"))
  var all = false

  @Option(help: Words.current.bundleOption("signer"))
  var key: String?

  @Option(
    name: .customShort("o"), help: Words.current.help("importFormat"),
    completion: .list(Reading.machineFormats))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let form = BundleForm(session, isJSON: try Reading.isJSON(format))
    guard all || !bundles.isEmpty else {
      throw CallFault.missingArgument(
        session.wording.bundlePlaceholder, verb: "planscript bundle verify",
        meaning: session.wording.bundleOrAll)
    }
    if all, let surplus = bundles.first {
      throw CallFault.surplus(surplus, verb: "planscript bundle verify --all")
    }
    try form.verify(all ? form.installed() : bundles, signer: key)
  }
}

/// `bundle info FILE|DIR|NAME`: what a bundle says of itself, and who signed it.
struct BundleInfo: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "info", abstract: Words.current.bundleHelp("info"),
      discussion: Words.current.example("planscript -d thu bundle info tham-du-0.1.0.bundle"))
  }

  @Argument(help: Words.current.bundleOption("fileOrFolder"), completion: .file())
  var bundle: String

  @Option(
    name: .customShort("o"), help: Words.current.help("importFormat"),
    completion: .list(Reading.machineFormats))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    try BundleForm(session, isJSON: try Reading.isJSON(format)).info(bundle)
  }
}
