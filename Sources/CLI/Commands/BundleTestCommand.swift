internal import ArgumentParser
internal import PlanScript

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
    let search = DependencySearch(
      shelf: try from.map { try BundleShelf(path: $0) }, beside: bundle, store: try session.store())
    try options.run(try TestRoom(contents, prefix: prefix, find: search.find), session)
  }
}
