internal import ArgumentParser
internal import PlanModel
internal import PlanScript

/// `planscript help NAME`: what a script is for and what it takes, from its declaration; or the
/// help of a verb.
struct HelpCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "help", abstract: Words.current.helpAbstract,
      discussion: Words.current.example("planscript help summary"))
  }

  @Argument(help: Words.current.help("scriptName"), completion: ScriptSearch.completion)
  var name: String?

  @OptionGroup var store: StoreOptions

  func run() throws {
    guard let name else { return try show([]) }
    if Planscript.verbNames.contains(name) { return try show([name]) }
    let session = Session(store.request)
    try session.reporting {
      let script = try ScriptSearch(store: session.storePath).find(name)
      session.script = script
      let declaration = try ScriptDeclaration.read(script.text, name: script.name)
      var rendering = Rendering(
        .table, presenter: Presenter(language: session.language, snapshot: nil),
        width: Console.width)
      let output = Output(path: nil)
      for block in session.wording.help(ListedScript(script), declaration) {
        try output.write(rendering.add(block))
      }
    }
  }

  private func show(_ verb: [String]) throws {
    try Output(path: nil).write(HelpScreen(verb).text)
  }
}
