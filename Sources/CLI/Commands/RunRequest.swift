internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// A run request is what the command was asked to run, and how: options as they were typed.
struct RunRequest: Equatable {
  var script: String?
  var code: String?
  var store = StoreRequest()
  /// `name=value`, each.
  var parameters: [String] = []
  var format: String?
  var out: String?
  var today: String?
  var timeout: String?
  var maxMemory: String?

  func run() throws {
    let session = Session(store)
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
    let format = try Reading.format(format)
    let options = try options(script, session)
    let snapshot = try session.snapshot()
    if let out, session.holdsData(at: out) { throw UsageError.outIntoStore(path: out) }
    let output = Output(path: out)
    var rendering = Rendering(
      format, presenter: Presenter(language: session.language, snapshot: snapshot),
      width: out == nil ? Console.width : nil)
    let run = try Run(snapshot, options: options) { block in
      if format == .csv, case .text(let text) = block { return Console.error(text) }
      try output.write(rendering.add(block))
    }
    Guardian.watch(
      run.interrupter, timeout: options.limits.time ?? .seconds(60), wording: session.wording)
    try run.run(script.text, name: script.name)
    try output.write(rendering.finish())
    try output.finish()
    session.tellRemarks(of: snapshot)
  }

  private func options(_ script: ScriptSource, _ session: Session) throws -> Run.Options {
    let day = try today.map(Reading.day)
    var options = Run.Options(
      language: session.language, today: { day ?? Clock.today(in: $0) },
      limits: LuaLimits(time: try Reading.time(timeout), memory: try Reading.memory(maxMemory)))
    // Beyond this nobody reads, and what is not written yet stands in memory.
    options.limits.output = 256 << 20
    options.parameters = try Reading.parameters(parameters)
    options.module = ScriptSearch(store: session.storePath).modules(beside: script)
    let wording = session.wording
    options.describe = { wording.message($0).text }
    return options
  }
}

/// Which store, and how to speak of it: what every verb takes.
struct StoreRequest: Equatable {
  var data: String?
  var lang: String?
  var noColor = false
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
