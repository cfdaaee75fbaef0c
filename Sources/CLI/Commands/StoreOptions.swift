internal import ArgumentParser

/// What every command takes: which store, which language.
///
/// Options are plain text here and everywhere, and `Reading` gives them their meaning: the
/// words for a mistake stay in one file, and the parser starts faster the fewer types it meets.
struct StoreOptions: ParsableArguments {
  @Option(
    name: [.customShort("d"), .customLong("data")], help: Words.current.help("data"),
    completion: .directory)
  var data: String?

  @Option(help: Words.current.help("lang"), completion: .list(["vi", "en"]))
  var lang: String?

  @Flag(name: .customLong("no-color"), help: Words.current.help("noColor"))
  var noColor = false

  @Flag(name: .customLong("no-cache"), help: Words.current.help("noCache"))
  var noCache = false

  @Flag(name: .shortAndLong, help: Words.current.help("quiet"))
  var quiet = false

  @Flag(name: .shortAndLong, help: Words.current.help("verbose"))
  var verbose = false

  var request: StoreRequest {
    StoreRequest(
      data: data, lang: lang, noColor: noColor, noCache: noCache, quiet: quiet, verbose: verbose)
  }
}

/// The same options by all their names, with the long one, for those who look at a call before it
/// is parsed.
extension StoreRequest {
  static let valuedOptions = ["-d", "--data", "--lang"]

  static func option(_ name: String) -> String? {
    switch name {
    case "-d", "--data": "--data"
    case "--lang": name
    default: nil
    }
  }

  static func flag(_ name: String) -> String? {
    switch name {
    case "-q", "--quiet": "--quiet"
    case "-v", "--verbose": "--verbose"
    case "--no-color", "--no-cache": name
    default: nil
    }
  }

  init(_ given: GivenOptions) {
    self.init(
      data: given["--data"], lang: given["--lang"], noColor: given.has("--no-color"),
      noCache: given.has("--no-cache"), quiet: given.has("--quiet"),
      verbose: given.has("--verbose"))
  }
}

/// A verb that works on a store: what goes wrong in it is told, and ends the command with the
/// code that it has.
protocol StoreVerb: ParsableCommand {
  var store: StoreOptions { get }
  func run(in session: Session) throws
}

extension StoreVerb {
  func run() throws {
    let session = Session(store.request)
    try session.reporting { try run(in: session) }
  }
}
