internal import ArgumentParser
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// `planscript waive`: what is found and accepted, with a reason, an owner and an end.
struct WaiveCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "waive", abstract: Words.current.waiveAbstract,
      discussion: Words.current.example(
        "planscript -d thu waive add class-no-venue lop-tp-3 --reason … --owner … --until 2030-12-31"
      ),
      subcommands: [WaiveAdd.self, WaiveList.self, WaivePrune.self],
      defaultSubcommand: WaiveList.self)
  }
}

/// A verb over the waivers of a store.
protocol WaiveVerb: StoreVerb {
  var options: WaiveOptions { get }
}

extension WaiveVerb {
  var store: StoreOptions { options.store }
}

struct WaiveAdd: WaiveVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "add", abstract: Words.current.waiveAddAbstract,
      discussion: Words.current.example(
        "planscript -d thu waive add class-no-venue lop-tp-3 --reason … --owner … --until 2030-12-31"
      ))
  }

  @Argument(help: Words.current.help("waiveCheck"))
  var check: String

  @Argument(help: Words.current.help("waiveRecord"))
  var record: String

  @Option(help: Words.current.help("reason"))
  var reason: String?

  @Option(help: Words.current.help("owner"))
  var owner: String?

  @Option(help: Words.current.help("until"))
  var until: String?

  @OptionGroup var options: WaiveOptions

  func run(in session: Session) throws {
    let desk = try WaiverDesk(session, options)
    let reason = try filled(reason, "--reason")
    let owner = try filled(owner, "--owner")
    let until = try Reading.day(try filled(until, "--until"))
    try desk.add(check, record, reason: reason, owner: owner, until: until)
  }

  private func filled(_ text: String?, _ option: String) throws -> String {
    guard let text, text.contains(where: { !$0.isWhitespace }) else {
      throw UsageError.missing(option: option)
    }
    return text
  }
}

struct WaiveList: WaiveVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: Words.current.waiveListAbstract,
      discussion: Words.current.example("planscript -d thu waive list"))
  }

  @OptionGroup var options: WaiveOptions

  func run(in session: Session) throws { try WaiverDesk(session, options).list() }
}

struct WaivePrune: WaiveVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "prune", abstract: Words.current.waivePruneAbstract,
      discussion: Words.current.example("planscript -d thu waive prune --apply"))
  }

  @OptionGroup var options: WaiveOptions

  func run(in session: Session) throws { try WaiverDesk(session, options).prune() }
}

struct WaiveOptions: ParsableArguments {
  @Flag(help: Words.current.help("apply"))
  var apply = false

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @Option(help: Words.current.help("today"))
  var today: String?

  @OptionGroup var store: StoreOptions
}

/// The waiver desk proposes what becomes of waivers.
private struct WaiverDesk {
  private let session: Session
  private let desk: CheckDesk
  private let proposing: ProposingDesk

  private var wording: Wording { session.wording }

  init(_ session: Session, _ options: WaiveOptions) throws {
    self.session = session
    proposing = ProposingDesk(
      session: session, store: try session.requiredStore(),
      format: try Reading.format(options.format), apply: options.apply)
    desk = try CheckDesk(session, CheckDesk.Request(today: options.today))
  }

  func add(_ id: String, _ record: String, reason: String, owner: String, until: Day) throws {
    let check = try desk.check(id)
    guard until >= desk.today else { throw UsageError.endsAlready(until) }
    try proposing.propose("waive add") { proposal in
      let key = try WaiverDesk.find(record, in: proposal.base)
      let waivers = try WaiverState.all(
        in: proposal.base, today: desk.today, checks: desk.checks.map(\.id))
      if let same = waivers.first(where: { $0.check == id && $0.key == key && !$0.isOver }) {
        throw UsageError.waivedAlready(id: same.id, until: same.endsOn)
      }
      _ = try proposal.add(
        [
          ("check", .text(check.id)), ("collection", .text(key.collection)),
          ("record", .text(key.id)), ("reason", .text(reason)), ("owner", .text(owner)),
          ("ends_on", .day(until)),
        ], to: Waivers.collection)
    }
  }

  func prune() throws {
    try proposing.propose("waive prune") { proposal in
      let waivers = try WaiverState.all(
        in: proposal.base, today: desk.today, checks: desk.checks.map(\.id))
      for waiver in waivers where waiver.isOver {
        if let row = try proposal.row(id: waiver.id, in: Waivers.collection) {
          try proposal.remove(row: row, from: Waivers.collection)
        }
      }
    }
  }

  func list() throws {
    let output = Output(path: nil)
    let waivers = try desk.waivers()
    if waivers.isEmpty, proposing.format == .table {
      return try output.write(wording.noWaivers + "\n")
    }
    var rendering = Rendering(
      proposing.format, presenter: Presenter(language: session.language, snapshot: nil),
      width: Console.width)
    try output.write(rendering.add(.table(wording.table(waivers))))
    try output.write(rendering.finish())
  }

  /// `sessions/lop-tp-3`, or an id that only one collection has.
  private static func find(_ text: String, in snapshot: Snapshot) throws -> RecordKey {
    let pieces = text.split(separator: "/", maxSplits: 1).map(String.init)
    if pieces.count == 2, let collection = Catalogue.collection(pieces[0]) {
      let table = try snapshot.table(collection)
      if table.row(id: pieces[1]) != nil { return RecordKey(collection.name, pieces[1]) }
      throw UsageError.noSuchRecord(text, collections: [], suggestions: table.ids(near: pieces[1]))
    }
    var (found, near): ([String], [String]) = ([], [])
    for collection in Catalogue.collections {
      let table = try snapshot.table(collection)
      if table.row(id: text) != nil { found.append(collection.name) }
      near += table.ids(near: text)
    }
    if found.count == 1 { return RecordKey(found[0], text) }
    throw UsageError.noSuchRecord(
      text, collections: found, suggestions: suggestions(for: text, among: near))
  }
}
