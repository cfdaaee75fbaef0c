internal import CEdit
internal import Foundation
internal import PlanModel

/// The line editor lets a person type one line at a terminal, with keys to move and change,
/// earlier lines, and completion.
///
/// Editline does the editing; what it lacks is here: pastes of many lines, accents that come after
/// their letter, and Ctrl-C as a key.
final class LineEditor {
  enum Line {
    case text(String)
    /// Several lines that were pasted.
    case block([String])
    /// Ctrl-C: nothing of it counts.
    case cancelled
    case end
  }

  /// Something that happens to the line by itself. It is drawn as what a key does is.
  private struct Change {
    var removed = 0
    var inserted = ""
    /// The window has changed: everything is drawn anew.
    var redraws = false
  }

  /// A key that nobody types.
  private static let change: Unicode.Scalar = "\u{1F}"

  /// What Tab does: gets the line before the cursor and the whole of it.
  struct Proposal {
    /// How many characters before the cursor go.
    var removed = 0
    var inserted = ""
    /// Shown below the line.
    var list = ""
  }

  var complete: (_ line: String, _ cursor: Int) -> Proposal = { _, _ in Proposal() }
  /// How a line might go on; nothing where the terminal has no grey.
  var suggest: ((_ line: String) -> String)?

  let editor: OpaquePointer
  private let history: OpaquePointer
  private var input = KeyInput(STDIN_FILENO)
  /// Letters that come before what is typed next.
  private var queue: [Unicode.Scalar] = []
  private var pasted: [String]?
  /// What the key `LineEditor.change` does to the line.
  private var change = Change()
  private var isCancelled = false
  private var prompt: UnsafeMutablePointer<CChar>?
  /// How many columns the prompt takes.
  private(set) var promptWidth = 0
  /// Whether something stands in grey behind the line.
  var isSuggesting = false

  /// The one that a key belongs to: there is one terminal.
  nonisolated(unsafe) private(set) static weak var current: LineEditor?

  /// Nothing where the terminal cannot be edited on.
  init?(history lines: [String]) {
    LineEditor.setLocale()
    guard let editor = ce_open("planscript"), let history = history_init()
    else { return nil }
    (self.editor, self.history) = (editor, history)
    ce_history_size(history, 1000)
    for line in lines { ce_history_enter(history, line + "\n") }
    ce_set_up(editor, history)
    LineEditor.current = self
    ce_set_prompt(editor) { _ in LineEditor.current?.prompt }
    ce_set_reader(editor) { _, letter in LineEditor.current?.read(letter) ?? 0 }
    bindKeys()
  }

  deinit {
    LineEditor.current = nil
    el_end(editor)
    history_end(history)
    free(prompt)
  }

  /// Editline reads and draws letters by the environment's encoding, which here is always UTF-8.
  private static func setLocale() {
    setlocale(LC_CTYPE, "")
    let encoding = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? ""
    if encoding != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }

  private func bindKeys() {
    ce_add_key(editor, "plan-complete", "completes the word") { _, _ in
      LineEditor.current?.completeWord() ?? UInt8(CC_ERROR)
    }
    ce_add_key(editor, "plan-cancel", "forgets the line") { _, _ in
      LineEditor.current?.isCancelled = true
      return UInt8(CC_NEWLINE)
    }
    ce_add_key(editor, "plan-change", "changes the line by itself") { _, _ in
      LineEditor.current?.carryOut() ?? UInt8(CC_ERROR)
    }
    ce_add_key(editor, "plan-suspend", "stops the program") { editor, _ in
      ce_prepare(editor, 0)
      kill(getpid(), SIGTSTP)
      ce_prepare(editor, 1)
      return UInt8(CC_REDISPLAY)
    }
    let keys = [
      ("^I", "plan-complete"), ("^C", "plan-cancel"), ("^Z", "plan-suspend"),
      ("^_", "plan-change"), ("^R", "em-inc-search-prev"), ("\\e[A", "ed-search-prev-history"),
      ("\\e[B", "ed-search-next-history"), ("\\eOA", "ed-search-prev-history"),
      ("\\eOB", "ed-search-next-history"),
      ("\\e[1;5D", "ed-prev-word"), ("\\e[3~", "ed-delete-next-char"),
      ("\\e[H", "ed-move-to-beg"), ("\\eOH", "ed-move-to-beg"),
      ("\\e[1~", "ed-move-to-beg"),
      ("^W", "ed-delete-prev-word"), ("^U", "em-kill-line"),
    ]
    for (key, function) in keys { ce_bind(editor, key, function) }
    bindSuggestionKeys()
  }

  /// Adds a line to those that the keys bring back.
  func remember(_ line: String) { ce_history_enter(history, line + "\n") }

  /// Lets the person type a line. `prompt` stands before it; Ctrl-A stands around what takes no
  /// room in it.
  func read(_ prompt: String) -> Line {
    free(self.prompt)
    self.prompt = strdup(prompt)
    promptWidth = LineEditor.width(of: prompt)
    (pasted, isCancelled) = (nil, false)
    // Has the terminal mark what is pasted.
    draw("\u{1B}[?2004h")
    defer { draw("\u{1B}[?2004l") }
    var count: Int32 = 0
    let bytes = el_gets(editor, &count)
    if isCancelled {
      queue = []
      draw("^C\n")
      return .cancelled
    }
    guard let bytes, count > 0 else { return .end }
    var line = composed(String(cString: bytes))
    while line.last?.isNewline == true { line.removeLast() }
    return pasted.map { .block([line] + $0) } ?? .text(line)
  }
}

extension LineEditor {
  /// Writes beside what editline does. A terminal that has gone is told by what is read next.
  func draw(_ text: String) { try? Screen.write(text) }

  /// Of a prompt, without what stands between Ctrl-As.
  private static func width(of prompt: String) -> Int {
    let parts = prompt.split(separator: "\u{1}", omittingEmptySubsequences: false)
    return parts.enumerated().reduce(0) { $1.offset % 2 == 0 ? $0 + displayWidth($1.element) : $0 }
  }
}

// MARK: - Letters

extension LineEditor {
  /// Gives editline the next letter.
  private func read(_ letter: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    while true {
      if !queue.isEmpty { return give(queue.removeFirst(), letter) }
      switch nextKey() {
      case .end: return 0
      case .resized:
        el_resize(editor)
        return give(Change(redraws: true), letter)
      case .paste(let text):
        if let change = take(text) { return give(change, letter) }
      case .letter(LineEditor.change): continue
      case .letter(let scalar):
        if let change = joined(scalar) { return give(change, letter) }
        return give(scalar, letter)
      }
    }
  }

  private func nextKey() -> KeyInput.Key {
    // What has come already is not waited for.
    guard input.isIdle else { return input.key() }
    showSuggestion()
    defer { hideSuggestion() }
    return input.key()
  }

  private func give(_ scalar: Unicode.Scalar, _ letter: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    letter?.pointee = wchar_t(bitPattern: scalar.value)
    return 1
  }

  private func give(_ change: Change, _ letter: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    self.change = change
    return give(LineEditor.change, letter)
  }

  private func carryOut() -> UInt8 {
    if change.redraws { return UInt8(CC_REDISPLAY) }
    if change.removed > 0 { el_deletestr(editor, Int32(change.removed)) }
    el_insertstr(editor, change.inserted)
    return UInt8(CC_REFRESH)
  }

  /// A paste. Of several lines the first ends the one that is being typed.
  private func take(_ text: String) -> Change? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count > 1 else {
      queue += text.unicodeScalars
      return nil
    }
    // What stands behind the last line end waits in the next line.
    queue = ["\n"] + lines.removeLast().unicodeScalars
    let change = Change(inserted: lines.removeFirst())
    if !lines.isEmpty { pasted = lines }
    return change
  }

  /// An accent that comes after its letter becomes one with it: editline would draw it beside.
  private func joined(_ scalar: Unicode.Scalar) -> Change? {
    guard (0x300..<0x370).contains(scalar.value), let last = before.unicodeScalars.last else {
      return nil
    }
    let whole = composed(String(String.UnicodeScalarView([last, scalar])))
    return whole.unicodeScalars.count == 1 ? Change(removed: 1, inserted: whole) : nil
  }

  /// What stands before the cursor, and behind it.
  var before: String { text { ($0.buffer, $0.cursor) } }
  var after: String { text { ($0.cursor, $0.lastchar) } }

  var isAtEnd: Bool {
    guard let line = el_line(editor)?.pointee else { return false }
    return line.cursor == line.lastchar
  }

  private func text(
    _ part: (LineInfo) -> (UnsafePointer<CChar>?, UnsafePointer<CChar>?)
  ) -> String {
    guard let line = el_line(editor)?.pointee, case let (start?, end?) = part(line) else {
      return ""
    }
    return start.withMemoryRebound(to: UInt8.self, capacity: max(1, end - start)) {
      String(decoding: UnsafeBufferPointer(start: $0, count: end - start), as: UTF8.self)
    }
  }
}

// MARK: - Completion

extension LineEditor {
  private func completeWord() -> UInt8 {
    let typed = before
    let proposal = complete(typed, typed.count)
    if proposal.inserted.isEmpty, proposal.list.isEmpty { return UInt8(CC_REFRESH_BEEP) }
    if !proposal.inserted.isEmpty {
      let removed = String(typed.suffix(proposal.removed)).unicodeScalars.count
      if removed > 0 { el_deletestr(editor, Int32(removed)) }
      el_insertstr(editor, proposal.inserted)
    }
    guard !proposal.list.isEmpty else { return UInt8(CC_REFRESH) }
    draw("\n" + proposal.list + "\n")
    return UInt8(CC_REDISPLAY)
  }
}
