import PlanModel

/// A report is what a run shows, before anyone has decided how: headings, text, lists, tables,
/// figures and charts in the order in which the script made them.
public enum Block: Sendable {
  /// Level 1 is the largest.
  case heading(String, level: Int)
  case text(String)
  case list([String])
  case table(ReportTable)
  case figures([KeyFigure])
  case bars(BarChart)
  case timeline(Timeline)
  case calendar(EventCalendar)
}

extension Block {
  /// About how many bytes the block will be, for the limit of what a run may write.
  var size: Int {
    switch self {
    case .heading(let text, _), .text(let text): text.utf8.count
    case .list(let items): items.reduce(0) { $0 + $1.utf8.count }
    case .table(let table): table.rows.count * table.columns.count * 16
    case .figures(let figures): figures.count * 32
    case .bars(let chart): chart.bars.count * 32
    case .timeline(let timeline): timeline.spans.count * 48
    case .calendar(let calendar): calendar.events.count * 48
    }
  }
}

/// The forms in which a report can be written.
public enum ReportFormat: String, Sendable, CaseIterable {
  case table, md, html, csv, json, jsonl

  /// Whether it has the rows of tables and nothing else.
  public var isRowsAlone: Bool { self == .csv || self == .jsonl }

  /// What they are called.
  public static let names = allCases.map(\.rawValue)
}
