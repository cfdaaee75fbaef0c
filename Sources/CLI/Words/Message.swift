internal import PlanModel

/// A message is an error in words: what happened, where, and what to do next.
struct Message {
  var text: String
  var place: Place?
  var hints: [String] = []
  /// Something to look at, and not an error.
  var isRemark = false

  /// A line of a file, with the part of it that is meant.
  struct Place {
    /// Nothing where it is plain which text is meant.
    var file: String
    var line: Int
    /// Counts characters from 1; nothing when only the line is known.
    var column: Int?
    var source: String?
    /// How many characters are meant.
    var length = 1
  }

  /// As it stands on the terminal: the sentence, the line with a caret, the hints.
  func rendered(colour: Bool, wording: Wording) -> String {
    let style = Style(isOn: colour)
    let label = isRemark ? style.cyan(wording.remarkLabel) : style.red(wording.errorLabel)
    var lines = [label + " " + style.bold(header.printable) + text.printable]
    if let place { lines += excerpt(place, style) }
    lines += hints.map { "  " + style.cyan(wording.hintLabel) + " " + $0.printable }
    return lines.joined(separator: "\n")
  }

  private var header: String {
    guard let place, !place.file.isEmpty else { return "" }
    return "\(place.file):\(place.line)" + (place.column.map { ":\($0)" } ?? "") + ": "
  }

  private func excerpt(_ place: Place, _ style: Style) -> [String] {
    guard let source = place.source else { return [] }
    let (shown, column) = Message.window(source.printable, around: place.column ?? 1)
    let number = String(place.line)
    var lines = ["  \(style.dim("\(number) │")) \(shown)"]
    if place.column != nil {
      let before = displayWidth(shown.prefix(column - 1))
      let gap =
        String(repeating: " ", count: number.count) + " │ " + String(repeating: " ", count: before)
      lines.append("  \(gap)" + style.red(String(repeating: "^", count: max(1, place.length))))
    }
    return lines
  }

  /// A long line is shown around its column; tabs count as one space.
  private static func window(_ source: String, around column: Int) -> (String, Int) {
    let line = source.replacing("\t", with: " ").replacing("\r", with: "")
    guard line.count > 100 else { return (line, column) }
    let start = max(0, min(column - 40, line.count - 96))
    let cut = line.dropFirst(start).prefix(96)
    return ((start > 0 ? "…" : "") + cut + "…", column - start + (start > 0 ? 1 : 0))
  }
}

/// Colours, where they are wanted.
private struct Style {
  let isOn: Bool

  func red(_ text: String) -> String { painted(text, "31;1") }
  func bold(_ text: String) -> String { painted(text, "1") }
  func cyan(_ text: String) -> String { painted(text, "36") }
  func dim(_ text: String) -> String { painted(text, "2") }

  private func painted(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
