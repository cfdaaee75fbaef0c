internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore
internal import Synchronization

// What the commands of a prompt do.

extension Conversation {
  func perform(_ command: PromptCommand) throws {
    switch command.name {
    case .help: try Screen.show(try help(prompt.topic(named: command.rest)))
    case .tables: try showTable(SchemaTables.collections(wording.language))
    case .fields: try showFields(command.words.first)
    case .all: try showAll()
    case .vars: try Screen.show(wording.variables(prompt.variables) + "\n")
    case .diff: try Screen.show(diff + "\n")
    case .apply: try apply()
    case .undo: try undo()
    case .discard: try discard()
    case .refresh:
      try prompt.refresh()
      readAhead()
      try Screen.say(wording.refreshed)
    case .save: try save(command.words.first ?? "")
    case .load: try load(command.words.first ?? "")
    case .run: try run(command.words)
    case .time: try time(command.rest)
    case .profile: try profile(command.rest)
    case .export: try export(command.words.first ?? "")
    case .lang: try speak(command.words.first)
    case .quit: isOver = mayLeave()
    }
  }

  private func showTable(_ table: ReportTable) throws {
    var rendering = Rendering(
      .table, presenter: Presenter(language: wording.language, snapshot: nil), width: Screen.width)
    try Screen.show(rendering.add(.table(table)))
  }

  private func showFields(_ name: String?) throws {
    guard let name else { return try showTable(SchemaTables.collections(wording.language)) }
    let collection = try prompt.collection(named: name)
    try Screen.show(try help(.collection(collection)))
  }

  private func showAll() throws {
    guard let block = try prompt.everything() else { throw PromptError.noValue }
    try Screen.show(try render(block, .table, width: Screen.width))
  }

  /// A block as text. A long one takes its time: Ctrl-C leaves the thread that makes it alone
  /// with it.
  private func render(_ block: Block, _ format: ReportFormat, width: Int?) throws -> String {
    let (made, done) = (Rendered(), DispatchSemaphore(value: 0))
    let (language, snapshot) = (wording.language, try prompt.current())
    Thread.detachNewThread {
      var rendering = Rendering(
        format, presenter: Presenter(language: language, snapshot: snapshot), width: width)
      let text = rendering.add(block) + rendering.finish()
      made.text.withLock { $0 = text }
      done.signal()
    }
    while done.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
      if Conversation.isInterrupted { throw Stopped() }
    }
    return made.text.withLock { $0 }
  }

  private final class Rendered: Sendable {
    let text = Mutex("")
  }

  // MARK: Changes

  private var diff: String {
    guard !prompt.changes.isEmpty else { return wording.noChanges }
    let presenter = Presenter(language: wording.language, snapshot: prompt.run.snapshot)
    return wording.proposed(prompt.changes.count) + "\n\n"
      + DiffWords(wording: wording, presenter: presenter).text(prompt.changes) + "\n"
      + wrapped(wording.howToWrite, to: Screen.width).joined(separator: "\n")
  }

  /// The commit names the lines that it comes from.
  private func origin(_ kind: Origin.Kind) -> Origin {
    Origin(
      kind, who: Session.user, script: "prompt",
      scriptHash: ContentHash(of: Array((prompt.script ?? "").utf8)))
  }

  private func apply() throws {
    guard prompt.store != nil else { throw PromptError.noStore }
    let count = prompt.changes.count
    guard let commit = try prompt.apply(origin(.run)) else {
      return try Screen.say(wording.nothingToWrite)
    }
    try Screen.say(wording.written(commit, count))
    for text in wording.encountered(commit) { try Screen.say(text) }
  }

  private func undo() throws {
    if !prompt.changes.isEmpty, try prompt.undo() {
      return try Screen.say(wording.tookBack(left: prompt.changes.count))
    }
    guard let last = prompt.commits.last else { throw PromptError.nothingToUndo }
    guard prompt.changes.isEmpty else { throw PromptError.changesWait(.undo) }
    guard confirms(wording.takesBackCommit(last)) else { return }
    if let commit = try prompt.undoCommit(Origin(.undo, who: Session.user)) {
      try Screen.say(wording.tookBackCommit(last, by: commit))
    }
  }

  private func discard() throws {
    let count = prompt.changes.count
    try prompt.discard()
    try Screen.say(wording.discarded(count))
  }

  // MARK: Scripts

  private func save(_ name: String) throws {
    guard let script = prompt.script else { throw PromptError.nothingToSave }
    let path = name.hasSuffix(".lua") ? name : name + ".lua"
    guard try mayWrite(path) else { return }
    let output = Output(path: path)
    try output.write(wording.savedHead + script)
    try output.finish()
    try Screen.say(wording.saved(path, session.storeOption))
  }

  /// Whether a file may be written: a new one, or one that the person gives up.
  private func mayWrite(_ path: String) throws -> Bool {
    if session.holdsData(at: path) { throw UsageError.outIntoStore(path: path) }
    return access(path, F_OK) != 0 || confirms(wording.overwrites(path))
  }

  private func load(_ name: String) throws {
    let script = try ScriptSearch(store: session.storePath).find(name)
    // Lines of the prompt may do everything.
    guard script.bundle == nil else { throw PromptError.bundleIsNotLoaded(script.callName) }
    try showAnswer(isWhole: false) { try $0.load(script.text, name: script.name) }
  }

  private func run(_ words: [String]) throws {
    let search = ScriptSearch(store: session.storePath)
    let script = try search.find(words.first ?? "")
    let typed = words.dropFirst().filter { $0 != "-P" }
    let parameters = try Reading.parameters(Array(typed))
    if let bundle = script.bundle { return try run(script, of: bundle, parameters) }
    try showAnswer(isWhole: true) { prompt in
      try prompt.run(script: script.text, name: script.name) { options in
        options.parameters = parameters
        options.modules = search.modules(beside: script)
        options.template = search.templates(beside: script)
      }
    }
  }

  private func run(
    _ script: ScriptSource, of bundle: BundleCall, _ parameters: [String: String]
  ) throws {
    guard prompt.changes.isEmpty else { throw PromptError.changesWait(.run) }
    try showAnswer(isWhole: true) { prompt in
      try prompt.run(
        bundle, script.text, name: script.name,
        recording: { [session] run, error in
          try session.record(
            bundle.audited(
              .run, parameters: parameters, on: run.snapshot, used: run.permissionsUsed,
              endedBy: error))
        }
      ) { $0.parameters = parameters }
    }
  }

  private func showAnswer(
    isWhole: Bool, _ body: (Prompt) throws -> Prompt.Answer
  ) throws {
    try show(isWhole: isWhole) { prompt in
      do {
        return .done(try body(prompt))
      } catch {
        return .failed(error)
      }
    }
  }

  private func time(_ code: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    try show { $0.submit(code) }
    prompt.cancel()
    try Screen.say(wording.took(clock.now - start))
  }

  private func profile(_ code: String) throws {
    var lines: [LuaProfile.Line] = []
    try show { prompt in
      let (reply, profile) = prompt.profile(code)
      lines = profile.lines
      return reply
    }
    prompt.cancel()
    for line in wording.profile(lines) { try Screen.write(cut(line, to: Screen.width) + "\n") }
  }

  // MARK: Files and languages

  private func export(_ path: String) throws {
    let formats: [ReportFormat] = [.csv, .md, .html, .json]
    let suffix = (path as NSString).pathExtension
    guard let format = formats.first(where: { $0.rawValue == suffix }) else {
      throw PromptError.badFormat(path: path, choices: formats.map(\.rawValue))
    }
    guard let block = try prompt.everything() else { throw PromptError.noValue }
    guard try mayWrite(path) else { return }
    let output = Output(path: path)
    try output.write(try render(block, format, width: nil))
    try output.finish()
    try Screen.say(wording.exported(path))
  }

  private func speak(_ word: String?) throws {
    guard let word else { return try Screen.say(wording.speaks) }
    guard let language = Language(rawValue: word) else { throw PromptError.badLanguage(word) }
    try prompt.speak(language)
    wording = Wording(language: language)
    try Screen.say(wording.speaks)
  }
}
