public import PlanModel

/// Writes the blocks of a report in one form.
///
/// Forms that people read as they come (table, Markdown) are written block by block; CSV and
/// JSON are whole only at the end.
public struct Rendering {
  private let format: ReportFormat
  private let presenter: Presenter
  /// Columns of the window that a table should fit.
  private let width: Int?
  private var waiting: [Block] = []
  private var isFirst = true

  public init(_ format: ReportFormat, presenter: Presenter, width: Int? = nil) {
    self.format = format
    self.presenter = presenter
    self.width = width
  }

  /// What can be written now that this block has come.
  public mutating func add(_ block: Block) -> String {
    switch format {
    case .table: return separated(block, terminal(block))
    case .md: return separated(block, markdown(block))
    case .csv, .json:
      waiting.append(block)
      return ""
    }
  }

  /// What is left to write when the run is over. `extras` join what other programs read: JSON.
  public mutating func finish(_ extras: [JSONValue.Member] = []) -> String {
    defer { waiting = [] }
    switch format {
    case .table, .md: return ""
    case .csv: return CSVReport(presenter: presenter).text(waiting)
    case .json: return JSONReport.text(waiting, extras)
    }
  }

  /// A blank line stands before every block but the first, and not between lines of text.
  private mutating func separated(_ block: Block, _ text: String) -> String {
    defer { lastWasText = block.isText }
    if isFirst {
      isFirst = false
      return text
    }
    return block.isText && lastWasText && format == .table ? text : "\n" + text
  }

  private var lastWasText = false

  private func cells(_ table: ReportTable, _ row: [PlanValue]) -> [String] {
    zip(row, table.columns).map { presenter.text($0, field: $1.field) }
  }

  private func total(_ table: ReportTable) -> [String]? {
    table.totalCells(presenter.language) { cells(table, $0) }
  }

  private func terminal(_ block: Block) -> String {
    switch block {
    case .heading(let text, let level):
      let line = level == 1 ? "═" : "─"
      return text + "\n" + String(repeating: line, count: displayWidth(text)) + "\n"
    case .text(let text): return text + "\n"
    case .list(let items): return items.map { bullet($0) }.joined()
    case .table(let table):
      let layout = TextTable(
        header: table.columns.map(\.title), rows: table.rows.map { cells(table, $0) },
        total: total(table), isRightAligned: table.columns.map(\.isRightAligned), width: width)
      let notes = table.notes.flatMap { TextTable.wrapped("* " + $0, to: width ?? .max) }
      return (layout.lines() + (notes.isEmpty ? [] : [""] + notes)).joined(separator: "\n") + "\n"
    }
  }

  private func bullet(_ text: String) -> String {
    let lines = TextTable.wrapped(text, to: width.map { max(10, $0 - 2) } ?? .max)
    return "• " + lines.joined(separator: "\n  ") + "\n"
  }

  private func markdown(_ block: Block) -> String {
    switch block {
    case .heading(let text, let level):
      return String(repeating: "#", count: level) + " " + text + "\n"
    case .text(let text): return Markdown.paragraph(text)
    case .list(let items): return Markdown.list(items)
    case .table(let table):
      return Markdown.table(table, rows: table.rows.map { cells(table, $0) }, total: total(table))
    }
  }
}

extension Block {
  var isText: Bool { if case .text = self { true } else { false } }
}
