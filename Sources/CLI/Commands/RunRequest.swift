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
  /// A JSON file of such; what is typed counts over it.
  var parameterFile: String?
  var format: String?
  var out: String?
  var today: String?
  var timeout: String?
  var maxMemory: String?
  /// The unit whose records alone are to be seen, with those below it.
  var unit: String?
  /// For what the script runs once each: `unit`, or a choice of them.
  var per: String?
  /// Whether what the script changes is written.
  var apply = false
  /// Permissions to add to what a script asks for, and to take away from any.
  var allow: [String] = []
  var deny: [String] = []
  /// Whether the lines that took the time are told.
  var profiles = false

  func run() throws {
    let session = Session(store)
    try session.reporting {
      if let script = try source(session) { return try execute(script, session) }
      guard Conversation.isPossible, !asksForMore else { throw UsageError.nothingToRun }
      try converse(session)
    }
  }

  private func source(_ session: Session) throws -> ScriptSource? {
    switch (code, script) {
    case (_?, _?): throw UsageError.scriptAndCode
    case (let code?, nil): return ScriptSource(name: ScriptSource.typed, text: code, path: nil)
    case (nil, let script?): return try ScriptSearch(store: session.storePath).find(script)
    case (nil, nil): return nil
    }
  }

  private func execute(_ script: ScriptSource, _ session: Session) throws {
    session.script = script
    if session.isVerbose, code == nil {
      Console.error(session.wording.scriptUsed(script.path, name: script.name))
    }
    if let per { return try execute(script, per: try Reading.units(per), session) }
    let form = RunForm(
      format: try Reading.format(format), out: out, session: session, unit: unit,
      options: try options(script, session), profiles: profiles)
    if let out, session.holdsData(at: out) { throw UsageError.outIntoStore(path: out) }
    if apply {
      try form.apply(script, to: try session.requiredStore(), origin: origin(script))
    } else {
      try form.show(script)
    }
  }

  private func execute(_ script: ScriptSource, per choice: UnitChoice, _ session: Session) throws {
    guard let out else { throw UsageError.missing(option: "--out") }
    guard !apply else { throw UsageError.appliesPerUnit }
    let form = UnitForm(
      format: try Reading.format(format), out: out, session: session, unit: unit, choice: choice,
      options: try options(script, session))
    try form.write(script)
  }

  /// Whether an option was given that only a script has a use for.
  private var asksForMore: Bool { format != nil || out != nil || per != nil || apply }

  private func converse(_ session: Session) throws {
    let nothing = ScriptSource(name: ScriptSource.typed, text: "", path: nil)
    var options = try options(nothing, session)
    // A person who waits can press Ctrl-C.
    if timeout == nil { options.limits.time = nil }
    try Conversation(session, options, unit: unit).talk()
  }

  private func origin(_ script: ScriptSource) throws -> Origin {
    Origin(
      .run, who: Session.user, script: script.name,
      scriptHash: ContentHash(of: Array(script.text.utf8)),
      bundle: script.bundle?.room.bundle.name,
      bundleHash: script.bundle?.room.bundle.record.current.hash,
      parameters: try Reading.parameters(parameters, file: parameterFile))
  }

  private func options(_ script: ScriptSource, _ session: Session) throws -> Run.Options {
    let day = try today.map(Reading.day)
    var options = Run.Options(
      language: session.language, today: { day ?? Clock.today(in: $0) },
      limits: LuaLimits(time: try Reading.time(timeout), memory: try Reading.memory(maxMemory)))
    // Beyond this nobody reads, and what is not written yet stands in memory.
    options.limits.output = 256 << 20
    options.permissions = try Reading.permissions(allow: allow, deny: deny)
    options.permissions.isForFile = try out != nil || Reading.format(format) != .table
    options.parameters = try Reading.parameters(parameters, file: parameterFile)
    options.modules = ScriptSearch(store: session.storePath).modules(beside: script)
    options.template = ScriptSearch(store: session.storePath).templates(beside: script)
    options.checks = { [path = session.storePath] in try CheckSettings(ofStoreAt: path) }
    let wording = session.wording
    options.describe = { wording.message($0).text }
    // Last: a bundle's run takes what there is and narrows it.
    if let bundle = script.bundle { options.enter(bundle.room, script: bundle.script) }
    return options
  }
}

/// Which store, and how to speak of it: what every verb takes.
struct StoreRequest: Equatable {
  var data: String?
  var lang: String?
  var noColor = false
  /// Whether columns that earlier runs have kept are left alone, and none are kept.
  var noCache = false
  /// Whether only errors are told beside the output.
  var quiet = false
  /// Whether it is told where things were looked for.
  var verbose = false
}

/// The clock on the office's wall.
enum Clock {
  static func today(in timeZone: String) -> Day {
    local(Int64(Date().timeIntervalSince1970), in: timeZone).day
  }

  /// What it shows so many seconds after the beginning of 1970.
  static func local(_ seconds: Int64, in timeZone: String) -> LocalTime {
    let zone = TimeZone(identifier: timeZone) ?? TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt
    let moment = Date(timeIntervalSince1970: Double(seconds))
    let local = Double(seconds) + Double(zone.secondsFromGMT(for: moment))
    return LocalTime(minutes: Int64((local / 60).rounded(.down)))
  }
}
