internal import ArgumentParser
internal import PlanModel
internal import PlanScript

/// `planscript draft …`: drafts are read, approved, exported as files and withdrawn. Nothing is
/// sent.
struct DraftCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: Words.current.draftAbstract,
      discussion: Words.current.draftExamples,
      subcommands: [
        DraftList.self, DraftShow.self, DraftApprove.self, DraftExport.self, DraftWithdraw.self,
        DraftCalendar.self,
      ])
  }

  static let name = "draft"
}

/// A verb over the drafts of a store, or of one unit.
protocol DraftVerb: StoreVerb {
  var drafts: DraftScope { get }
}

extension DraftVerb {
  var store: StoreOptions { drafts.store }
}

/// `draft list`: all drafts, or those of a state.
struct DraftList: DraftVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "list", abstract: Words.current.draftHelp("list"))
  }

  @Option(help: Words.current.draftOption("state"))
  var state: String?

  @Option(help: Words.current.draftOption("kind"))
  var kind: String?

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @OptionGroup var drafts: DraftScope

  func run(in session: Session) throws {
    try drafts.form(session).list(
      state: try state.map(Reading.standing), kind: kind, try Reading.format(format))
  }
}

/// `draft show ID`: the letter as it will be read.
struct DraftShow: DraftVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "show", abstract: Words.current.draftHelp("show"))
  }

  @Argument(help: Words.current.draftOption("id"))
  var id: String

  @Option(
    name: .customShort("o"), help: Words.current.help("importFormat"),
    completion: .list(Reading.machineFormats))
  var format: String?

  @OptionGroup var drafts: DraftScope

  func run(in session: Session) throws {
    try drafts.form(session).show(id, isJSON: try Reading.isJSON(format))
  }
}

/// `draft approve ID…`: for exactly what they say now.
struct DraftApprove: DraftVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "approve", abstract: Words.current.draftHelp("approve"))
  }

  @OptionGroup var chosen: DraftOptions

  var drafts: DraftScope { chosen.scope }

  func run(in session: Session) throws { try chosen.take(.approve, in: session) }
}

/// `draft withdraw ID…`: scripts do not write them again.
struct DraftWithdraw: DraftVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "withdraw", abstract: Words.current.draftHelp("withdraw"))
  }

  @OptionGroup var chosen: DraftOptions

  var drafts: DraftScope { chosen.scope }

  func run(in session: Session) throws { try chosen.take(.withdraw, in: session) }
}

/// `draft export ID… --as eml --out DIR`: approved drafts as files.
struct DraftExport: DraftVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export", abstract: Words.current.draftHelp("export"),
      discussion: Words.current.example(
        "planscript -d thu draft export --all --as eml --out thu-moi")
    )
  }

  @Argument(help: Words.current.draftOption("ids"))
  var ids: [String] = []

  @Flag(help: Words.current.draftOption("all"))
  var all = false

  @Option(name: .customLong("as"), help: Words.current.draftOption("as"))
  var form: String?

  @Option(help: Words.current.draftOption("out"))
  var out: String?

  @Flag(help: Words.current.draftOption("applyExport"))
  var apply = false

  @OptionGroup var drafts: DraftScope

  func run(in session: Session) throws {
    guard let form else { throw UsageError.missing(option: "--as") }
    guard all != !ids.isEmpty else { throw UsageError.missing(option: all ? "--all" : "ID") }
    try drafts.form(session).export(
      all ? nil : ids, as: try Reading.draftFormat(form), out: out, apply: apply)
  }
}

/// `draft calendar`: classes and deadlines as one calendar file.
struct DraftCalendar: DraftVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "calendar", abstract: Words.current.draftHelp("calendar"))
  }

  @Option(help: Words.current.help("out"))
  var out: String?

  @OptionGroup var drafts: DraftScope

  func run(in session: Session) throws {
    try drafts.form(session).calendar(out: out)
  }
}

/// Which store, and whose drafts in it.
struct DraftScope: ParsableArguments {
  @Option(help: Words.current.help("unit"))
  var unit: String?

  @OptionGroup var store: StoreOptions

  func form(_ session: Session) -> DraftForm { DraftForm(session, unit: unit) }
}

/// Which drafts, and whether what becomes of them is written.
struct DraftOptions: ParsableArguments {
  @Argument(help: Words.current.draftOption("ids"))
  var ids: [String]

  @Flag(help: Words.current.help("apply"))
  var apply = false

  @Option(
    name: .customShort("o"), help: Words.current.help("importFormat"),
    completion: .list(Reading.machineFormats))
  var format: String?

  @OptionGroup var scope: DraftScope

  func take(_ step: Draft.Step, in session: Session) throws {
    try scope.form(session).take(step, ids, apply: apply, isJSON: try Reading.isJSON(format))
  }
}

extension Reading {
  static func standing(_ text: String) throws -> Draft.Standing {
    if let standing = Draft.Standing(rawValue: text) { return standing }
    throw UsageError.badChoice(
      option: "--state", text, choices: Draft.Standing.allCases.map(\.rawValue))
  }

  static func draftFormat(_ text: String) throws -> DraftFormat {
    if let format = DraftFormat(rawValue: text) { return format }
    throw UsageError.badChoice(
      option: "--as", text, choices: DraftFormat.allCases.map(\.rawValue))
  }
}
