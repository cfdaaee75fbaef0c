import Lua
import PlanModel
import PlanStore

/// Values are shown as one reads them: a record as a card, a query or a list of records as a
/// table of its first rows, everything else as Lua prints it.
extension Prompt {
  func show(_ results: [LuaValue], in answer: inout Answer) throws {
    guard asked.isEmpty else { return }
    for value in results { try show(value, in: &answer) }
    guard let value = results.first, !value.isNil else { return }
    values = [value] + values.prefix(1)
    let globals = run.state.globals
    try globals.set("_", value)
    if values.count > 1 { try globals.set("_2", values[1]) }
  }

  private func show(_ value: LuaValue, in answer: inout Answer) throws {
    if let topic = topic(showing: value) { return answer.topics.append(topic) }
    if let result = try rows(of: value) {
      let shown = min(rowLimit, result.count)
      answer.rows = (shown, result.count)
      answer.blocks.append(.table(try run.reportTable(result.prefix(shown), nil)))
    } else if let block = try run.shown(value) {
      answer.blocks.append(block)
    }
  }

  /// The whole of the last list.
  public func everything() throws -> Block? {
    guard let value = values.first else { return nil }
    return try perform {
      var block: Block?
      try withinRun {
        if let result = try rows(of: value) {
          block = .table(try run.reportTable(result, nil))
        } else {
          block = try run.shown(value)
        }
      }
      return block
    }
  }

  /// What a list of records is, or a query gives.
  private func rows(of value: LuaValue) throws -> QueryResult? {
    if let query = value.object(as: QueryValue.self) { return try query.result() }
    guard case .table(let list) = value, !list.hasMetatable else { return nil }
    return try run.records(list.array)
  }

  /// Modules and functions of the host are shown by what they are for.
  private func topic(showing value: LuaValue) -> Topic? {
    switch value {
    case .function, .table: known(value)
    default: nil
    }
  }
}

extension QueryResult {
  /// The first rows.
  func prefix(_ count: Int) -> QueryResult {
    switch self {
    case .records(let table, let rows):
      .records(table, .some((0..<min(count, rows.count)).map { UInt32(rows[$0]) }))
    case .groups(let relation):
      .groups(Relation(columns: relation.columns, rows: Array(relation.rows.prefix(count))))
    }
  }
}

extension ReportTable {
  /// The columns that fit a window at a readable width, each cell in one line, and the names of
  /// those left out. A table of one column, and a card, is left as it is.
  public func fitted(to width: Int, _ presenter: Presenter) -> (table: ReportTable, left: [String])
  {
    guard columns.count > 1 else { return (self, []) }
    let texts = rows.map { row in zip(row, columns).map { presenter.text($0, in: $1) } }
    let widths = widths(of: texts, in: width)
    var table = self
    table.columns = Array(columns.prefix(widths.count))
    table.rows = rows.indices.map { number in
      widths.indices.map { position in
        let (value, text) = (rows[number][position], texts[number][position])
        return displayWidth(text) > widths[position] || text.contains("\n")
          ? .text(cut(text, to: widths[position])) : value
      }
    }
    return (table, columns.dropFirst(widths.count).map(\.name))
  }

  /// The widths of the columns that fit. What is left of the window goes to those that are cut.
  private func widths(of texts: [[String]], in width: Int) -> [Int] {
    let natural = columns.enumerated().map { position, column in
      max(displayWidth(column.title), texts.map { displayWidth($0[position]) }.max() ?? 0)
    }
    var (widths, used): ([Int], Int) = ([], 0)
    for (position, column) in columns.enumerated() {
      let least = displayWidth(column.title)
      let wanted =
        column.isRightAligned
        ? natural[position] : min(natural[position], max(least, ReportTable.readable))
      let room = wanted + (widths.isEmpty ? 0 : 2)
      if used + room > width {
        guard widths.count < 2 else { break }
        // Two columns at least, however narrow the window.
        widths.append(max(4, width - used - 2))
        return widths
      }
      used += room
      widths.append(wanted)
    }
    var spare = width - used
    for position in widths.indices where spare > 0 {
      let more = min(spare, natural[position] - widths[position])
      widths[position] += more
      spare -= more
    }
    return widths
  }

  /// Wide enough for most names; what is longer is cut where the window is narrow.
  private static let readable = 28
}

/// A text that takes so many columns at most, with a sign where something is missing.
public func cut(_ text: String, to width: Int) -> String {
  let line = text.replacing("\n", with: " ")
  guard displayWidth(line) > width else { return line }
  var (out, used) = ("", 0)
  for character in line {
    let room = displayWidth(String(character))
    if used + room > width - 1 { break }
    out.append(character)
    used += room
  }
  return out + "…"
}
