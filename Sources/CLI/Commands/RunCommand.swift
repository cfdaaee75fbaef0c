internal import ArgumentParser
internal import PlanScript

/// `planscript FILE.lua`: the main job.
struct RunCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: Words.current.runAbstract,
      discussion: Words.current.example("planscript -d thu run summary -P group=kind"))
  }

  /// What `-` becomes before parsing.
  static let standardInput = "/dev/stdin"

  @Argument(help: Words.current.help("script"), completion: ScriptSearch.completion)
  var script: String?

  @Option(name: .customShort("e"), help: Words.current.help("code"))
  var code: String?

  @OptionGroup var store: StoreOptions

  @Option(name: .customShort("P"), help: Words.current.help("parameter"))
  var parameters: [String] = []

  @Option(name: .customLong("params"), help: Words.current.help("parameterFile"))
  var parameterFile: String?

  @Option(
    name: .customShort("o"), help: Words.current.help("format"),
    completion: .list(ReportFormat.names))
  var format: String?

  @Option(help: Words.current.help("out"))
  var out: String?

  @Option(help: Words.current.help("today"))
  var today: String?

  @Option(help: Words.current.help("timeout"))
  var timeout: String?

  @Option(help: Words.current.help("memory"))
  var maxMemory: String?

  @Option(help: Words.current.help("unit"))
  var unit: String?

  @Option(help: Words.current.help("per"))
  var per: String?

  @OptionGroup var permissions: PermissionOptions

  @Flag(help: Words.current.help("apply"))
  var apply = false

  @Flag(help: Words.current.help("profile"))
  var profile = false

  var request: RunRequest {
    RunRequest(
      script: script, code: code, store: store.request, parameters: parameters,
      parameterFile: parameterFile, format: format, out: out, today: today, timeout: timeout,
      maxMemory: maxMemory, unit: unit, per: per,
      apply: apply, allow: permissions.allow, deny: permissions.deny, profiles: profile)
  }

  func run() throws { try request.run() }
}
