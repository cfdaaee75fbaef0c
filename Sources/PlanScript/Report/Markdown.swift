/// Markdown as GitHub and Pandoc read it.
enum Markdown {
  /// Every line of its own, as it was printed.
  static func paragraph(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
      .joined(separator: "  \n") + "\n"
  }

  static func list(_ items: [String]) -> String { items.map { "- \(escaped($0))\n" }.joined() }

  static func heading(_ text: String, level: Int) -> String {
    String(repeating: "#", count: level) + " " + text + "\n"
  }

  static func figures(_ figures: [KeyFigure], _ presenter: Presenter) -> String {
    figures.map { figure in
      let note = figure.note.map { " (\(escaped($0)))" } ?? ""
      return "- \(escaped(figure.title)): **\(escaped(presenter.text(figure)))**\(note)\n"
    }.joined()
  }

  /// Groups are rows of their own, in bold, as are sums.
  static func table(_ table: TableLines) -> String {
    let rules = table.columns.map { $0.isRightAligned ? "---:" : "---" }
    var lines = [line(table.columns.map { escaped($0.marked) }), line(rules)]
    for row in table.lines {
      switch row {
      case .group(let title):
        lines.append(line([bold(title)] + table.columns.dropFirst().map { _ in "" }))
      case .row(let cells): lines.append(line(cells.map(escaped)))
      case .subtotal(let cells), .total(let cells): lines.append(line(cells.map(bold)))
      }
    }
    let notes = table.sentences("")
    return lines.joined(separator: "\n") + "\n" + (notes.isEmpty ? "" : "\n" + list(notes))
  }

  static func titled(_ title: String, _ table: TableLines) -> String {
    (title.isEmpty ? "" : bold(title) + "\n\n") + self.table(table)
  }

  private static func bold(_ text: String) -> String {
    text.isEmpty ? "" : "**\(escaped(text))**"
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\`*_[]<>|#".contains(character) { out.append("\\") }
      out += character == "\n" ? "<br>" : String(character)
    }
    return out
  }
}
