import PlanModel

/// Lays out cells in columns of a fixed-width font. Columns that hold words give way when
/// the window is narrow: their cells wrap. Where even that is not enough, each row becomes a
/// card of its own.
struct TextTable {
  let header: [String]
  let body: [TableLines.Line]
  let isRightAligned: [Bool]
  /// Columns of the window; nothing when the output has no width.
  let width: Int?

  private static let gap = "  "

  init(_ table: TableLines, width: Int?) {
    header = table.columns.map(\.marked)
    body = table.lines
    isRightAligned = table.columns.map(\.isRightAligned)
    self.width = width
  }

  func lines() -> [String] {
    guard let widths = widths() else { return cards() }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: TextTable.gap)
    var lines = laidOut(header, widths, atBottom: true) + [rule]
    for (position, line) in body.enumerated() {
      switch line {
      case .group(let title):
        if position > 0 { lines.append("") }
        let room = widths.reduce(0, +) + TextTable.gap.count * (widths.count - 1)
        lines += TextTable.wrapped("▌ " + title, to: room)
      case .row(let cells): lines += laidOut(cells, widths)
      case .subtotal(let cells):
        lines.append(rule.replacing("─", with: "┄"))
        lines += laidOut(cells, widths)
      case .total(let cells): lines += [rule] + laidOut(cells, widths)
      }
    }
    return lines
  }

  /// Nothing when the window is too narrow for columns.
  private func widths() -> [Int]? {
    var widths = header.indices.map { column in
      let title =
        isRightAligned[column] ? longestWord(header[column]) : displayWidth(header[column])
      return max(title, cells(column).map { displayWidth($0) }.max() ?? 0, 1)
    }
    guard let width else { return widths }
    let least = header.indices.map { isRightAligned[$0] ? widths[$0] : longestWord(in: $0) }
    var excess = widths.reduce(0, +) + TextTable.gap.count * (widths.count - 1) - width
    while excess > 0 {
      let wrapping = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = wrapping.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func cells(_ column: Int) -> [String] {
    body.compactMap { $0.cells?[column] }
  }

  /// Dates and words stay whole; what is very long may break anywhere.
  private func longestWord(in column: Int) -> Int {
    min(12, ([header[column]] + cells(column)).map(longestWord).max() ?? 0)
  }

  private func longestWord(_ text: String) -> Int {
    text.split(separator: " ").map { displayWidth($0) }.max() ?? 0
  }

  /// Each row as lines `title: value`, without the empty ones.
  private func cards() -> [String] {
    let cards = body.map { line -> [String] in
      guard let cells = line.cells else {
        if case .group(let title) = line {
          return TextTable.wrapped("▌ " + title, to: width ?? .max)
        }
        return []
      }
      return zip(header, cells).filter { !$1.isEmpty }.flatMap { title, value in
        TextTable.wrapped("\(title): \(value)", to: width ?? .max)
      }
    }
    return Array(cards.joined(separator: [""]))
  }

  /// One row as lines, its cells wrapped and padded. Cells of fewer lines than the highest
  /// stand at the top, headings at the bottom.
  private func laidOut(_ cells: [String], _ widths: [Int], atBottom: Bool = false) -> [String] {
    let wrapped = zip(cells, widths).map { TextTable.wrapped($0, to: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let pieces = wrapped.indices.map { column in
        let lines = wrapped[column]
        let own = atBottom ? line - (height - lines.count) : line
        return padded(lines.indices.contains(own) ? lines[own] : "", widths[column], column)
      }
      return pieces.joined(separator: TextTable.gap).trimmedAtEnd
    }
  }

  private func padded(_ text: String, _ width: Int, _ column: Int) -> String {
    let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return isRightAligned[column] ? space + text : text + space
  }

  /// Breaks at spaces; a word longer than the line breaks anywhere.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var (line, filled) = ("", 0)
      for word in paragraph.split(separator: " ") {
        for piece in pieces(of: word, width) {
          let room = displayWidth(piece)
          if !line.isEmpty, filled + 1 + room > width {
            lines.append(line)
            (line, filled) = ("", 0)
          }
          filled += line.isEmpty ? room : 1 + room
          line += line.isEmpty ? piece : " " + piece
        }
      }
      lines.append(line)
    }
    return lines
  }

  private static func pieces(of word: Substring, _ width: Int) -> [String] {
    guard displayWidth(word) > width else { return [String(word)] }
    var (pieces, piece, filled) = ([String](), "", 0)
    for character in word {
      let room = displayWidth(String(character))
      if !piece.isEmpty, filled + room > width {
        pieces.append(piece)
        (piece, filled) = ("", 0)
      }
      piece.append(character)
      filled += room
    }
    return pieces + [piece]
  }
}

/// The lines into which a text breaks where each may be so many columns wide.
public func wrapped(_ text: String, to width: Int) -> [String] {
  TextTable.wrapped(text, to: width)
}
