internal import ArgumentParser
internal import PlanModel
internal import PlanScript

/// `planscript key …`: keys of one's own that sign bundles, and keys of others that a store trusts.
struct KeyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: Words.current.keyAbstract,
      discussion: Words.current.keyExamples,
      subcommands: [KeyNew.self, KeyList.self, KeyTrust.self, KeyRevoke.self])
  }

  static let name = "key"
}

/// `key new NAME`: makes a pair of keys; the private one stays with the person.
struct KeyNew: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new", abstract: Words.current.keyHelp("new"),
      discussion: Words.current.example("planscript key new van-phong"))
  }

  @Argument(help: Words.current.keyOption("newName"))
  var name: String

  @OptionGroup var passphrase: PassphraseOptions

  @Flag(help: Words.current.keyOption("noPassphrase"))
  var noPassphrase = false

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let ring = KeyRing.own
    try ring.checkFree(name)
    let phrase =
      noPassphrase ? nil : try passphrase.source(session).chosen(for: name)
    let key = try PrivateKeyFile(new: name, passphrase: phrase)
    try ring.add(key)
    try Output(path: nil).write(session.wording.made(key, at: ring.path(name)) + "\n")
  }
}

/// `key list`: one's own keys, and those that the store knows.
struct KeyList: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: Words.current.keyHelp("list"),
      discussion: Words.current.example("planscript -d thu key list"))
  }

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    try KeyDesk(session).list(try Reading.format(format))
  }
}

/// `key trust KEY --name NAME`: from now on the store takes what the key signed.
struct KeyTrust: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "trust", abstract: Words.current.keyHelp("trust"),
      discussion: Words.current.example(
        "planscript -d thu key trust tham-du-0.1.0.bundle --name thanh-pho --apply"))
  }

  @Argument(help: Words.current.keyOption("key"), completion: .file(extensions: ["bundle"]))
  var key: String

  @Option(help: Words.current.keyOption("name"))
  var name: String?

  @Option(help: Words.current.keyOption("fingerprint"))
  var fingerprint: String?

  @OptionGroup var options: KeyOptions

  var store: StoreOptions { options.store }

  func run(in session: Session) throws {
    guard let name, name.contains(where: \.isLetter) else {
      throw UsageError.missing(option: "--name")
    }
    let desk = KeyDesk(session)
    let meant = try desk.key(key, fingerprint: fingerprint)
    try desk.trust(meant, as: name, try options.proposing(session), try options.day(session))
  }
}

/// `key revoke KEY`: what the key signed is taken no more.
struct KeyRevoke: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "revoke", abstract: Words.current.keyHelp("revoke"),
      discussion: Words.current.example("planscript -d thu key revoke thanh-pho --apply"))
  }

  @Argument(help: Words.current.keyOption("known"))
  var key: String

  @OptionGroup var options: KeyOptions

  var store: StoreOptions { options.store }

  func run(in session: Session) throws {
    try KeyDesk(session).revoke(
      key, try options.proposing(session), try options.day(session))
  }
}

/// How what becomes of a store's keys is written.
struct KeyOptions: ParsableArguments {
  @Flag(help: Words.current.help("apply"))
  var apply = false

  @Option(
    name: .customShort("o"), help: Words.current.help("importFormat"),
    completion: .list(Reading.machineFormats))
  var format: String?

  @Option(help: Words.current.help("today"))
  var today: String?

  @OptionGroup var store: StoreOptions

  func proposing(_ session: Session) throws -> ProposingDesk {
    ProposingDesk(
      session: session, store: try session.requiredStore(),
      format: try Reading.isJSON(format) ? .json : .table, apply: apply,
      keeper: KeyCommand.name)
  }

  func day(_ session: Session) throws -> Day {
    let day = try today.map(Reading.day)
    return try Run.Options(today: { day ?? Clock.today(in: $0) }).today(of: session.snapshot())
  }
}
