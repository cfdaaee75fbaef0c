internal import ArgumentParser
internal import Foundation
internal import PlanScript
internal import PlanStore

/// `bundle test DIR|FILE`: a bundle's own tests, of its scripts, modules, checks and templates, which
/// may do no more than its manifest says.
struct BundleTest: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "test", abstract: Words.current.bundleHelp("test"),
      discussion: Words.current.example("planscript bundle test tham-du --min-coverage 90"))
  }

  @Argument(help: Words.current.bundleOption("fileOrFolder"), completion: .file())
  var bundle: String

  @Option(help: Words.current.bundleOption("testFrom"), completion: .directory)
  var from: String?

  @OptionGroup var options: TestOptions

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let isFolder = TestFolder.isFolder(bundle)
    let contents = try BundleForm(session, isJSON: false).anyContents(of: bundle)
    // Whoever signed it is not asked here, but what was signed is to be what is tested.
    if contents.signature != nil { _ = try contents.checkedSignature() }
    let folder = bundle.hasSuffix("/") ? bundle : bundle + "/"
    let prefix = !isFolder || ["./", "/"].contains(folder) ? "" : folder
    let shelf = try from.map { try BundleShelf(path: $0) }
    let room = try TestRoom(contents, prefix: prefix) { name, range in
      try shelved(name, range, shelf) ?? beside(name) ?? installed(name, session)
    }
    try options.run(room, session)
  }

  // Where what it depends on may be; who signed that is asked when it is installed.

  private func shelved(
    _ name: String, _ range: VersionRange, _ shelf: BundleShelf?
  ) throws -> BundleContents? {
    try shelf?.newest(name, in: range).flatMap { try shelf?.contents(of: $0.file) }
  }

  /// A bundle that is made in the folder beside.
  private func beside(_ name: String) throws -> BundleContents? {
    let place = URL(filePath: bundle).standardizedFileURL.deletingLastPathComponent()
    let path = place.appending(path: name).path.fromHere
    let isBundle = FileManager.default.fileExists(atPath: "\(path)/\(BundleManifest.file)")
    return isBundle ? try BundleFolder.read(path) : nil
  }

  private func installed(_ name: String, _ session: Session) throws -> BundleContents? {
    try session.store().flatMap { store in
      try OpenBundle.installed(name, in: store.snapshot())?.verified.contents
    }
  }
}
