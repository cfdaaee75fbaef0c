internal import ArgumentParser
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// `planscript log`: who wrote what, and when; with a number, everything about one commit.
struct LogCommand: StoreVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "log", abstract: Words.current.logAbstract,
      discussion: Words.current.example("planscript -d thu log"))
  }

  @Argument(help: Words.current.help("commit"))
  var commit: String?

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @OptionGroup var store: StoreOptions

  func run(in session: Session) throws {
    let history = HistoryForm(
      session, store: try session.requiredStore(), try Reading.format(format))
    if let commit { try history.show(try history.find(commit)) } else { try history.showAll() }
  }
}
