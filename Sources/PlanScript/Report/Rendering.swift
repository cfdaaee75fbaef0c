public import PlanModel

/// Writes the blocks of a report in one form.
///
/// Forms that are read as they come (table, Markdown, lines of JSON) are written block by block;
/// HTML, CSV and JSON are whole only at the end.
public struct Rendering {
  private let format: ReportFormat
  private let presenter: Presenter
  private let terminal: TerminalReport
  private var waiting: [Block] = []
  private var isFirst = true
  private var lastWasText = false

  /// `width`: columns of the window that everything should fit.
  public init(_ format: ReportFormat, presenter: Presenter, width: Int? = nil) {
    self.format = format
    self.presenter = presenter
    terminal = TerminalReport(presenter: presenter, width: width)
  }

  /// What can be written now that this block has come.
  public mutating func add(_ block: Block) -> String {
    switch format {
    case .table: return separated(block, terminal.text(block))
    case .md: return separated(block, markdown(block))
    case .jsonl: return JSONLines(presenter: presenter).text(block)
    case .html, .csv, .json:
      waiting.append(block)
      return ""
    }
  }

  /// What is left to write when the run is over. `extras` join what other programs read: JSON.
  public mutating func finish(_ extras: [JSONValue.Member] = []) -> String {
    defer { waiting = [] }
    switch format {
    case .table, .md, .jsonl: return ""
    case .html: return HTMLReport(presenter: presenter).text(waiting)
    case .csv: return CSVReport(presenter: presenter).text(waiting)
    case .json: return JSONReport(presenter: presenter).text(waiting, extras)
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

  private func markdown(_ block: Block) -> String {
    switch block {
    case .heading(let text, let level): Markdown.heading(text, level: level)
    case .text(let text): Markdown.paragraph(text)
    case .list(let items): Markdown.list(items)
    case .table(let table): Markdown.table(TableLines(table, presenter))
    case .figures(let figures): Markdown.figures(figures, presenter)
    case .bars(let chart): markdown(chart.title, block)
    case .timeline(let timeline): markdown(timeline.title, block)
    case .calendar(let calendar): markdown(calendar.title, block)
    }
  }

  /// A chart is the table of its figures.
  private func markdown(_ title: String, _ block: Block) -> String {
    let table = block.table(presenter.format)
    return table.map { Markdown.titled(title, TableLines($0, presenter)) } ?? ""
  }
}

extension Block {
  var isText: Bool { if case .text = self { true } else { false } }

  /// The block as a table, if it has figures.
  func table(_ format: Format) -> ReportTable? {
    switch self {
    case .heading, .text, .list: nil
    case .table(let table): table
    case .figures(let figures): KeyFigure.table(figures, format.language)
    case .bars(let chart): chart.table
    case .timeline(let timeline): timeline.table(format.language)
    case .calendar(let calendar): calendar.table(format)
    }
  }
}

extension Presenter {
  func text(_ figure: KeyFigure) -> String {
    figure.format?.text(figure.value, format) ?? text(figure.value)
  }
}
