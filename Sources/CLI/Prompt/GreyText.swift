internal import CEdit
internal import PlanModel
internal import PlanScript

// How the line might go on, in grey behind the cursor; a key takes it over.

extension LineEditor {
  /// Shows a suggestion while the editor waits for a key at the end of a line. What does not fit
  /// the row is left out: the editor knows nothing of what stands there.
  func showSuggestion() {
    let used = (promptWidth + displayWidth(before)) % Screen.width
    let shown = cut(suggestion, to: Screen.width - used - 1)
    guard used > 0, !shown.isEmpty else { return }
    draw("\u{1B}[90m\(shown)\u{1B}[0m\u{1B}[\(displayWidth(shown))D")
    isSuggesting = true
  }

  /// How the line that is being typed might go on.
  private var suggestion: String {
    let line = before
    // A search through earlier lines has its own below.
    return isAtEnd && !line.contains("\n") ? suggest?(line) ?? "" : ""
  }

  func hideSuggestion() {
    if isSuggesting { draw("\u{1B}[K") }
    isSuggesting = false
  }

  func bindSuggestionKeys() {
    ce_add_key(editor, "plan-right", "goes right, or takes the suggestion") { _, _ in
      LineEditor.current?.goRight() ?? UInt8(CC_ERROR)
    }
    ce_add_key(editor, "plan-end", "goes to the end, or takes the suggestion") { _, _ in
      LineEditor.current?.goRight(by: .max) ?? UInt8(CC_ERROR)
    }
    ce_add_key(editor, "plan-right-word", "goes a word right, or takes one") { _, _ in
      LineEditor.current?.goWordRight() ?? UInt8(CC_ERROR)
    }
    let keys = [
      ("\\e[C", "plan-right"), ("\\eOC", "plan-right"), ("^F", "plan-right"),
      ("\\e[F", "plan-end"), ("\\eOF", "plan-end"), ("\\e[4~", "plan-end"), ("^E", "plan-end"),
      ("\\e[1;5C", "plan-right-word"), ("\\ef", "plan-right-word"),
    ]
    for (key, function) in keys { ce_bind(editor, key, function) }
  }

  /// At the end of the line the suggestion is put in, or what is wanted of it.
  private func goRight(by count: Int32 = 1, taking wanted: String? = nil) -> UInt8 {
    guard isAtEnd else {
      el_cursor(editor, min(count, Int32(after.unicodeScalars.count)))
      return UInt8(CC_CURSOR)
    }
    let suggestion = wanted ?? suggestion
    guard !suggestion.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
    el_insertstr(editor, suggestion)
    return UInt8(CC_REFRESH)
  }

  private func goWordRight() -> UInt8 {
    let word = LineEditor.firstWord(of: isAtEnd ? suggestion : after)
    return goRight(by: Int32(word.unicodeScalars.count), taking: word)
  }

  /// A word with what stands before it.
  static func firstWord(of text: String) -> String {
    func isWord(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber || letter == "_" }
    let space = text.prefix { !isWord($0) }
    return String(space + text.dropFirst(space.count).prefix(while: isWord))
  }
}
