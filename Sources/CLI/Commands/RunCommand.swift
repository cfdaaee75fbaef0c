internal import ArgumentParser
internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// `planscript FILE.lua`: the main job.
struct RunCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "run", abstract: Words.current.runAbstract)
  }

  /// What `-` becomes before parsing.
  static let standardInput = "/dev/stdin"

  @Argument(help: Words.current.help("script"))
  var script: String?

  @Option(name: .customShort("e"), help: Words.current.help("code"))
  var code: String?

  @OptionGroup var store: StoreOptions

  @Option(name: .customShort("P"), help: Words.current.help("parameter"))
  var parameters: [String] = []

  @Option(name: .customShort("o"), help: Words.current.help("format"))
  var format: ReportFormat = .table

  @Option(name: .customLong("out"), help: Words.current.help("out"))
  var out: String?

  @Option(help: Words.current.help("today"))
  var today: String?

  @Option(help: Words.current.help("timeout"))
  var timeout: TimeLimit = TimeLimit(seconds: 60)

  @Option(help: Words.current.help("memory"))
  var maxMemory: MemoryLimit = MemoryLimit(bytes: 1 << 30)

  func run() throws {
    let session = Session(options: store)
    try session.reporting {
      guard let script = try source(session) else { throw UsageError.nothingToRun }
      try execute(script, session)
    }
  }

  private func source(_ session: Session) throws -> ScriptSource? {
    switch (code, script) {
    case (_?, _?): throw UsageError.scriptAndCode
    case (let code?, nil): return ScriptSource(name: "-e", text: code, path: nil)
    case (nil, let script?): return try ScriptSearch(store: session.storePath).find(script)
    case (nil, nil): return nil
    }
  }

  private func execute(_ script: ScriptSource, _ session: Session) throws {
    session.script = script
    var options = try runOptions(session)
    options.module = ScriptSearch(store: session.storePath).modules(beside: script)
    let output = Output(path: out)
    let snapshot = try session.snapshot()
    let screen = Screen(format, width: out == nil ? Console.width : nil)
    let run = try Run(snapshot, options: options) { [format] block in
      if format == .csv, case .text(let text) = block { return Console.error(text) }
      try output.write(screen.text(of: block))
    }
    screen.presenter = { run.presenter }
    let guardian = Guardian(run.interrupter, timeout: timeout.duration, wording: session.wording)
    defer { guardian.dismiss() }
    try run.run(script.text, name: script.name)
    try output.write(screen.rest())
    try output.finish()
  }

  private func runOptions(_ session: Session) throws -> Run.Options {
    let day = try today.map { text in
      guard let day = Day(text) else { throw UsageError.badDay(text) }
      return day
    }
    var options = Run.Options(
      language: session.language, today: { day ?? Clock.today(in: $0) },
      limits: LuaLimits(time: timeout.duration, memory: maxMemory.bytes))
    options.parameters = try given()
    let wording = session.wording
    options.describe = { wording.message($0).text }
    return options
  }

  private func given() throws -> [String: String] {
    var found: [String: String] = [:]
    for parameter in parameters {
      guard let sign = parameter.firstIndex(of: "="), sign != parameter.startIndex else {
        throw UsageError.badParameter(parameter)
      }
      found[String(parameter[..<sign])] = String(parameter[parameter.index(after: sign)...])
    }
    return found
  }
}

/// A screen shows the blocks of a run in one form. It asks the run for words only when there
/// is something to show: they depend on the plan's settings, which most one-liners never read.
private final class Screen {
  private let format: ReportFormat
  private let width: Int?
  var presenter: () -> Presenter? = { nil }
  private var rendering: Rendering?

  init(_ format: ReportFormat, width: Int?) {
    self.format = format
    self.width = width
  }

  func text(of block: Block) -> String {
    start()
    return rendering?.add(block) ?? ""
  }

  func rest() -> String {
    start()
    return rendering?.finish() ?? ""
  }

  private func start() {
    guard rendering == nil, let presenter = presenter() else { return }
    rendering = Rendering(format, presenter: presenter, width: width)
  }
}

/// The clock on the office's wall.
enum Clock {
  static func today(in timeZone: String) -> Day {
    let zone = TimeZone(identifier: timeZone) ?? TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt
    let now = Date()
    let local = now.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: now))
    return Day(number: Int32(clamping: Int((local / 86_400).rounded(.down))))
  }
}
