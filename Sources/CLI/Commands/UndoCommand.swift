internal import ArgumentParser
internal import PlanScript
internal import PlanStore

/// `planscript undo ID`: takes a commit back by a new one.
struct UndoCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "undo", abstract: Words.current.undoAbstract,
      discussion: Words.current.example("planscript -d thu undo 1 --apply"))
  }

  @Argument(help: Words.current.help("commit"))
  var commit: String?

  @Flag(help: Words.current.help("apply"))
  var apply = false

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    guard let commit else { throw UsageError.commitMissing }
    let store = try session.requiredStore()
    let history = HistoryForm(session, store: store, try Reading.format(format))
    try history.undo(try history.find(commit), apply: apply)
  }
}
