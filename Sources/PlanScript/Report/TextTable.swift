import PlanModel

/// Lays out cells in columns of a fixed-width font. Columns that hold words give way when
/// the window is narrow: their cells wrap.
struct TextTable {
  let header: [String]
  let rows: [[String]]
  let total: [String]?
  let isRightAligned: [Bool]
  /// Columns of the window; nothing when the output has no width.
  let width: Int?

  private static let gap = "  "
  private static let narrowest = 6

  func lines() -> [String] {
    let widths = widths()
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: TextTable.gap)
    var lines = laidOut(header, widths, atBottom: true) + [rule]
    for row in rows { lines += laidOut(row, widths) }
    if let total { lines += [rule] + laidOut(total, widths) }
    return lines
  }

  private func widths() -> [Int] {
    let body = rows + (total.map { [$0] } ?? [])
    var widths = header.indices.map { column in
      max(longestWord(header[column]), body.map { displayWidth($0[column]) }.max() ?? 0, 1)
    }
    for column in header.indices where !isRightAligned[column] {
      widths[column] = max(widths[column], displayWidth(header[column]))
    }
    guard let width else { return widths }
    var excess = widths.reduce(0, +) + TextTable.gap.count * (widths.count - 1) - width
    while excess > 0, let widest = widestThatWraps(widths) {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func widestThatWraps(_ widths: [Int]) -> Int? {
    let words = widths.indices.filter { !isRightAligned[$0] && widths[$0] > TextTable.narrowest }
    return words.max { widths[$0] < widths[$1] }
  }

  private func longestWord(_ text: String) -> Int {
    text.split(separator: " ").map { displayWidth($0) }.max() ?? 0
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
      return pieces.joined(separator: TextTable.gap).trimmingTrailingSpaces
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
      var line = ""
      for word in paragraph.split(separator: " ") {
        for piece in pieces(of: String(word), width) {
          let joined = line.isEmpty ? piece : line + " " + piece
          if displayWidth(joined) <= width { line = joined; continue }
          if !line.isEmpty { lines.append(line) }
          line = piece
        }
      }
      lines.append(line)
    }
    return lines
  }

  private static func pieces(of word: String, _ width: Int) -> [String] {
    guard displayWidth(word) > width else { return [word] }
    var (pieces, piece) = ([String](), "")
    for character in word {
      if !piece.isEmpty, displayWidth(piece + String(character)) > width {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [piece]
  }
}

extension String {
  var trimmingTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
