internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore
internal import Synchronization

/// A conversation is a prompt at a terminal: it reads lines, shows what they gave, and says what
/// went wrong.
final class Conversation {
  let session: Session
  /// Changes with `:lang`.
  var wording: Wording { didSet { language.current = wording.language } }
  private let language: Spoken
  private(set) var prompt: Prompt
  private let history = PromptHistory()
  private let editor: LineEditor
  /// What was typed, now and in earlier runs, the oldest first.
  private var earlier: [String]
  private let output: Blocks
  var isOver = false

  /// Where the blocks of a line go while it runs.
  private final class Blocks {
    var screen: Screen?
  }

  /// The language of errors that scripts catch and show.
  private final class Spoken: Sendable {
    private let language: Mutex<Language>

    init(_ language: Language) { self.language = Mutex(language) }

    var current: Language {
      get { language.withLock { $0 } }
      set { language.withLock { $0 = newValue } }
    }
  }

  /// Read by the handler of a signal, which only raises a flag in it.
  nonisolated(unsafe) private static var interrupter: LuaInterrupter?
  nonisolated(unsafe) static var isInterrupted = false

  /// Whether there is somebody to talk with.
  static var isPossible: Bool {
    Console.isTerminal(STDIN_FILENO) && Console.isTerminal(STDOUT_FILENO)
  }

  init(_ session: Session, _ options: Run.Options, unit: String?) throws {
    (self.session, wording) = (session, session.wording)
    let (store, output, language) = (try session.store(), Blocks(), Spoken(session.language))
    (self.output, self.language) = (output, language)
    var options = options
    options.describe = { Wording(language: language.current).message($0).text }
    prompt = try Prompt(
      store, options: options, snapshot: { try session.snapshot().scoped(toOption: unit) },
      output: { try output.screen?.add($0) })
    earlier = history.read()
    guard let editor = LineEditor(history: earlier) else { throw UsageError.nothingToRun }
    self.editor = editor
    editor.complete = { [unowned self] in propose($0, $1) }
    if session.usesColour {
      editor.suggest = { [unowned self] in prompt.suggestion(for: $0, earlier: earlier) }
    }
    let search = ScriptSearch(store: session.storePath)
    prompt.scriptNames = { search.names }
    prompt.checkNames = { search.checkNames }
    prompt.onInterrupter = { Conversation.interrupter = $0 }
    Conversation.interrupter = prompt.interrupter
    Guardian.listen()
    signal(SIGINT) { _ in
      Conversation.isInterrupted = true
      Conversation.interrupter?.interrupt()
    }
  }

  func talk() throws {
    try Screen.write(
      wording.greeting(prompt.store?.title?[wording.language], version: Planscript.version))
    readAhead()
    while !isOver {
      try tellNews()
      switch editor.read(shownPrompt) {
      case .text(let line):
        remember(line)
        Conversation.isInterrupted = false
        try show { $0.submit(line) }
      case .block(let lines): try take(lines)
      case .cancelled: prompt.cancel()
      case .end:
        try Screen.write("\n")
        isOver = mayLeave()
      }
    }
    // What was read from big files helps the next run.
    prompt.run.snapshot.keepColumns()
  }

  /// Reads what the first Tab needs while the person still looks: units and people are what most
  /// texts name.
  func readAhead() {
    let snapshot = prompt.run.snapshot
    Thread.detachNewThread {
      for collection in [Units.collection, People.collection] {
        guard let table = try? snapshot.table(collection) else { continue }
        for name in ["id", collection.displayField] { _ = table.column(name) }
      }
    }
  }

  // MARK: Lines

  private func remember(_ line: String) {
    guard !line.allSatisfy(\.isWhitespace) else { return }
    editor.remember(line)
    if !line.hasPrefix(" ") { earlier.append(line) }
    history.add(line)
  }

  /// Lines that were pasted. The first that fails is the last that is done.
  private func take(_ lines: [String]) throws {
    try Screen.write(wording.pasted(Array(lines.dropFirst())))
    for line in lines.suffix(200) { remember(line) }
    Conversation.isInterrupted = false
    var failure: (any Error)?
    begin()
    let left = prompt.submit(lines) { reply in
      do {
        let goesOn = try show(reply)
        begin()
        return goesOn && !isOver && !Conversation.isInterrupted
      } catch {
        failure = error
        return false
      }
    }
    try output.screen?.finish()
    output.screen = nil
    if let failure { throw failure }
    if left > 0, !isOver { try Screen.say(wording.leftUndone(left)) }
  }

  /// Does something, showing what it prints as it comes and what it gave at its end.
  /// `isWhole`: all that it prints is one report.
  func show(isWhole: Bool = false, _ body: (Prompt) -> Prompt.Reply) throws {
    begin()
    if isWhole { output.screen = Screen(presenter: prompt.run.presenter, isWhole: true) }
    let reply = body(prompt)
    try show(reply)
  }

  private func begin() {
    prompt.rowLimit = max(5, Screen.height - 8)
    output.screen = output.screen ?? Screen(presenter: prompt.run.presenter)
  }

  /// False when it failed.
  @discardableResult
  private func show(_ reply: Prompt.Reply) throws -> Bool {
    var screen = output.screen ?? Screen(presenter: prompt.run.presenter)
    output.screen = nil
    switch reply {
    case .more: break
    case .done(let answer): try screen.finish(text(answer))
    case .command(let command):
      try screen.finish()
      do {
        try perform(command)
      } catch OutputError.closedPipe {
        throw OutputError.closedPipe
      } catch {
        tell(error)
        return false
      }
    case .failed(let error):
      try screen.finish()
      tell(error)
      return false
    }
    return true
  }

  func tell(_ error: any Error) {
    fflush(nil)
    Console.error(worded(error).rendered(colour: session.usesColour, wording: wording))
  }

  /// An error in words that fit the window.
  private func worded(_ error: any Error) -> Message {
    var message = wording.message(error)
    // Of the line just typed there is nothing to say which.
    if message.place?.file == prompt.lastName, message.place?.line == 1 {
      message.place?.file = ""
    }
    func fitted(_ text: String, beside room: Int) -> String {
      // A text of several lines is laid out already.
      guard !text.contains("\n") else { return text }
      return wrapped(text, to: max(20, Screen.width - room)).joined(separator: "\n    ")
    }
    message.text = fitted(message.text, beside: 8)
    message.hints = message.hints.map { fitted($0, beside: 10) }
    return message
  }

  // MARK: Prompts

  private var shownPrompt: String {
    if prompt.isWaiting { return painted("…", "2") + " " }
    let name = session.storePath.map { URL(filePath: $0).standardizedFileURL.lastPathComponent }
    let count = prompt.changes.count
    let pending = count > 0 ? painted(" [\(count)]", "33") : ""
    // Two marks side by side would cancel each other.
    return (painted(cut(name ?? "planscript", to: 20), "1") + pending).replacing(
      "\u{1}\u{1}", with: "") + "> "
  }

  /// In a colour, marked so that the editor counts only what is seen.
  private func painted(_ text: String, _ code: String) -> String {
    session.usesColour ? "\u{1}\u{1B}[\(code)m\u{1}\(text)\u{1}\u{1B}[0m\u{1}" : text
  }

  private func tellNews() throws {
    guard !prompt.isWaiting, let batch = prompt.news() else { return }
    let commits = batch.commits.compactMap { try? prompt.store?.entry($0) }
    try Screen.say(wording.news(commits, files: batch.files))
  }

  /// Asks a question that can be answered with yes or no. `atEnd`: the answer of a terminal that
  /// has nothing more to say.
  func confirms(_ question: String, atEnd: Bool = false) -> Bool {
    let suggest = editor.suggest
    editor.suggest = nil
    defer { editor.suggest = suggest }
    let line = editor.read(question + wording.yesOrNo)
    if case .end = line { return atEnd }
    guard case .text(let answer) = line else { return false }
    return ["c", "co", "y", "yes"].contains(folded(answer).trimmingCharacters(in: .whitespaces))
  }

  func mayLeave() -> Bool {
    let count = prompt.changes.count
    return count == 0 || confirms(wording.leaving(count), atEnd: true)
  }
}

// MARK: - Answers

extension Conversation {
  /// What a line gave, as text.
  func text(_ answer: Prompt.Answer) throws -> String {
    let presenter = prompt.run.presenter
    var rendering = Rendering(.table, presenter: presenter, width: Screen.width)
    var text = ""
    var left: [String] = []
    for block in answer.blocks {
      if answer.rows != nil, case .table(let table) = block {
        let fitted = table.fitted(to: Screen.width, presenter)
        left = fitted.left
        text += rendering.add(.table(fitted.table))
      } else {
        text += rendering.add(block)
      }
    }
    if let rows = answer.rows {
      text +=
        wrapped(wording.rows(rows.shown, of: rows.count, left: left), to: Screen.width)
        .joined(separator: "\n") + "\n"
    }
    if !answer.drafting.isEmpty { text += wording.drafted(answer.drafting) + "\n" }
    for topic in answer.topics { text += try help(topic) }
    return text
  }

  /// Help on a topic, as text.
  func help(_ topic: Topic) throws -> String {
    var rendering = Rendering(
      .table, presenter: Presenter(language: wording.language, snapshot: prompt.run.snapshot),
      width: Screen.width)
    if case .error(let error) = topic {
      let related = prompt.topics(about: error)
      let message = worded(error).rendered(colour: false, wording: wording)
      return try message + "\n" + related.map { try "\n" + help($0) }.joined()
    }
    let search = ScriptSearch(store: session.storePath)
    if case .script(let name) = topic {
      let script = try search.find(name)
      let declaration = try ScriptDeclaration.read(script.text, name: script.name)
      return wording.help(ListedScript(script), declaration).map { rendering.add($0) }.joined()
    }
    if case .check(let id) = topic {
      let runs = CheckRuns(
        [try search.check(id)], of: prompt.run.snapshot, options: prompt.run.options)
      if let failure = runs.failures.first { throw failure }
      return runs.declared.flatMap { wording.explain($0).map { rendering.add($0) } }.joined()
    }
    return wording.help(topic).map { rendering.add($0) }.joined()
  }
}
