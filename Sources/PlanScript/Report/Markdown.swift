/// Markdown as GitHub and Pandoc read it.
enum Markdown {
  /// Every line of its own, as it was printed.
  static func paragraph(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
      .joined(separator: "  \n") + "\n"
  }

  static func list(_ items: [String]) -> String { items.map { "- \(escaped($0))\n" }.joined() }

  static func table(_ table: ReportTable, rows: [[String]], total: [String]?) -> String {
    let rules = table.columns.map { $0.isRightAligned ? "---:" : "---" }
    let bold = total.map { $0.map { $0.isEmpty ? "" : "**\(escaped($0))**" } }
    var lines = [line(table.columns.map { escaped($0.title) }), line(rules)]
    lines += rows.map { line($0.map(escaped)) }
    if let bold { lines.append(line(bold)) }
    let notes = table.notes.isEmpty ? "" : "\n" + list(table.notes)
    return lines.joined(separator: "\n") + "\n" + notes
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\`*_[]<>|#".contains(character) { out.append("\\") }
      out += character == "\n" ? "<br>" : String(character)
    }
    return out
  }
}
