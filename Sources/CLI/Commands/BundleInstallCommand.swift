internal import ArgumentParser
internal import PlanModel
internal import PlanScript

/// `bundle install FILE|NAME…`: verifies, shows what it may do, tests, asks, and installs.
struct BundleInstall: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "install", abstract: Words.current.installHelp("install"),
      discussion: Words.current.example(
        "planscript -d thu bundle install attendance-pack --from goi"))
  }

  @Argument(help: Words.current.installOption("bundles"))
  var bundles: [String] = []

  @OptionGroup var options: InstallOptions

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws { try InstallDesk(session, options).install(bundles) }
}

/// `bundle update [NAME…]`: to the newest versions of a directory.
struct BundleUpdate: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "update", abstract: Words.current.installHelp("update"),
      discussion: Words.current.example("planscript -d thu bundle update --from goi"))
  }

  @Argument(help: Words.current.installOption("installed"))
  var names: [String] = []

  @OptionGroup var options: InstallOptions

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws { try InstallDesk(session, options).update(names) }
}

/// `bundle rollback NAME [VERSION]`: back to a version that was here before.
struct BundleRollback: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rollback", abstract: Words.current.installHelp("rollback"),
      discussion: Words.current.example("planscript -d thu bundle rollback attendance-pack"))
  }

  @Argument(help: Words.current.installOption("bundle"))
  var bundle: String

  @Argument(help: Words.current.installOption("version"))
  var version: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    try InstallDesk(session, InstallOptions()).rollBack(bundle, to: version)
  }
}

/// `bundle remove NAME`: takes it away, with the versions before it.
struct BundleRemove: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove", abstract: Words.current.installHelp("remove"),
      discussion: Words.current.example("planscript -d thu bundle remove attendance-pack"))
  }

  @Argument(help: Words.current.installOption("bundle"))
  var bundle: String

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    try InstallDesk(session, InstallOptions()).remove(bundle)
  }
}

/// `bundle list`: what is installed, whose it is and whether it is as it was installed.
struct BundleList: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: Words.current.installHelp("list"),
      discussion: Words.current.example("planscript -d thu bundle list --outdated --from goi"))
  }

  @Flag(help: Words.current.installOption("outdated"))
  var outdated = false

  @Option(help: Words.current.installOption("from"), completion: .directory)
  var from: String?

  @Option(name: .customShort("o"), help: Words.current.help("format"))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    var options = InstallOptions()
    options.from = from
    try InstallDesk(session, options).list(try Reading.format(format), outdated: outdated)
  }
}

/// Where bundles come from, and what is said to them beforehand.
struct InstallOptions: ParsableArguments {
  @Option(help: Words.current.installOption("from"), completion: .directory)
  var from: String?

  @Option(help: Words.current.installOption("allow"))
  var allow: [String] = []

  @Flag(help: Words.current.installOption("yes"))
  var yes = false
}
