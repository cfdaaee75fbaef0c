internal import ArgumentParser
internal import PlanScript
internal import PlanStore

/// `planscript diff ID`: what a commit changed; `planscript diff`: what others changed since.
struct DiffCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "diff", abstract: Words.current.diffAbstract,
      discussion: Words.current.example("planscript -d thu diff 1"))
  }

  @Argument(help: Words.current.help("commit"))
  var commit: String?

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let store = try session.requiredStore()
    let history = HistoryForm(session, store: store, try Reading.format(format))
    if let commit {
      try history.showChanges(of: try history.find(commit))
    } else {
      try history.show(try store.outsideEdits())
    }
  }
}
