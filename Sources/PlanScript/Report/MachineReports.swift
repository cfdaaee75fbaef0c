import PlanModel

/// Tables for a spreadsheet (RFC 4180), in the language of its user: with a byte order mark,
/// headings in words, and in Vietnamese a decimal comma and therefore semicolons.
struct CSVReport {
  let presenter: Presenter

  /// Tables only; where there are several, an empty line stands between them. Text that a
  /// script prints is for the eye. So are charts, unless nothing else has their figures.
  func text(_ blocks: [Block]) -> String {
    var tables = blocks.compactMap { block -> ReportTable? in
      if case .table(let table) = block { table } else { nil }
    }
    if tables.isEmpty { tables = blocks.compactMap { $0.table(presenter.format) } }
    let texts = tables.map { self.table($0) }
    return texts.isEmpty ? "" : "\u{FEFF}" + texts.joined(separator: "\r\n")
  }

  /// One table, without a byte order mark: for a text that goes on.
  func text(_ table: ReportTable) -> String { self.table(table) }

  /// Groups stay a column, and have no sums of their own: a spreadsheet sums what it selects.
  private func table(_ table: ReportTable) -> String {
    var lines = [table.columns.map { guarded($0.title) }]
    lines += table.rows.map { cells(table, $0) }
    if let total = table.total {
      var sums = cells(table, total)
      if let label = total.firstIndex(where: \.isNone) {
        sums[label] = TableLines.sumOfAll[presenter.language]
      }
      lines.append(sums)
    }
    return lines.map { line($0) + "\r\n" }.joined()
  }

  private func cells(_ table: ReportTable, _ row: [PlanValue]) -> [String] {
    zip(row, table.columns).map { value, column in
      switch value {
      // Without separators of thousands, so that a spreadsheet takes them for numbers.
      case .integer(let number): String(number)
      case .decimal(let number): decimal(number)
      case .text, .reference, .list, .json: guarded(presenter.text(value, field: column.field))
      default: presenter.text(value, in: column)
      }
    }
  }

  private func decimal(_ number: ExactDecimal) -> String {
    let text = number.description
    return presenter.language == .vi ? text.replacing(".", with: ",") : text
  }

  /// A text that a spreadsheet would take for a formula is shown as text.
  private func guarded(_ text: String) -> String {
    guard let first = text.first, "=+-@\t\r\n".contains(first) else { return text }
    return "'" + text
  }

  private func line(_ cells: [String]) -> String {
    let separator = presenter.language == .vi ? ";" : ","
    return cells.map { quoted($0, separator) }.joined(separator: separator)
  }

  private func quoted(_ cell: String, _ separator: String) -> String {
    // By characters of Unicode: CR and LF together are one of Swift's.
    let needsQuotes = cell.unicodeScalars.contains { ["\"", "\r", "\n"].contains($0) }
    guard needsQuotes || cell.contains(separator) else {
      return cell
    }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}

/// The rows of tables for other programs, each an object on a line of its own. A chart is the table
/// of its figures; text is for the eye.
struct JSONLines {
  let presenter: Presenter

  func text(_ block: Block) -> String {
    guard let table = block.table(presenter.format) else { return "" }
    return table.objects.map { $0.text() + "\n" }.joined()
  }
}

/// A report for other programs.
struct JSONReport {
  let presenter: Presenter

  func text(_ blocks: [Block], _ extras: [JSONValue.Member]) -> String {
    let members = [JSONValue.Member("blocks", .array(blocks.map(json)))] + extras
    return JSONValue.object(members).text(pretty: true) + "\n"
  }

  private func json(_ block: Block) -> JSONValue {
    switch block {
    case .heading(let text, let level):
      .object([
        .init("type", .string("heading")), .init("level", .number(String(level))),
        .init("text", .string(text)),
      ])
    case .text(let text): .object([.init("type", .string("text")), .init("text", .string(text))])
    case .list(let items):
      .object([.init("type", .string("list")), .init("items", .array(items.map { .string($0) }))])
    case .table(let table): .object([.init("type", .string("table"))] + members(table))
    case .figures(let figures):
      .object([.init("type", .string("figures")), .init("figures", .array(figures.map(json)))])
    case .bars(let chart): json("bars", chart.title, block)
    case .timeline(let timeline): json("timeline", timeline.title, block)
    case .calendar(let calendar): json("calendar", calendar.title, block)
    }
  }

  private func json(_ figure: KeyFigure) -> JSONValue {
    .object([
      .init("title", .string(figure.title)), .init("value", figure.value.json),
      .init("note", figure.note.map { .string($0) } ?? .null),
    ])
  }

  /// A chart is the table of its figures.
  private func json(_ type: String, _ title: String, _ block: Block) -> JSONValue {
    let table = block.table(presenter.format).map(members) ?? []
    return .object([.init("type", .string(type)), .init("title", .string(title))] + table)
  }

  private func members(_ table: ReportTable) -> [JSONValue.Member] {
    let columns = table.columns.map { column in
      JSONValue.object(
        [.init("name", .string(column.name)), .init("title", .string(column.title))]
          + (column.footnote.map { [.init("note", .string($0))] } ?? []))
    }
    let groups = table.grouping?.groups.compactMap { $0.subtotal.map(table.json) } ?? []
    return [
      .init("columns", .array(columns)),
      .init("rows", .array(table.objects)),
      .init("total", table.total.map(table.json) ?? .null),
    ] + (groups.isEmpty ? [] : [.init("subtotals", .array(groups))])
      + [.init("notes", .array(table.notes.map { .string($0) }))]
  }
}

extension ReportTable {
  /// Its rows, each by the names of the columns.
  var objects: [JSONValue] { rows.map(json) }

  /// A row by the names of its columns.
  fileprivate func json(_ row: [PlanValue]) -> JSONValue {
    .object(zip(columns, row).map { .init($0.name, $1.json) })
  }
}
