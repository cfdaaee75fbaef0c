import PlanModel

/// The lines of a table as people read them: every value in words, groups under a heading of
/// their own, sums named.
struct TableLines {
  enum Line {
    case group(String)
    case row([String])
    case subtotal([String])
    case total([String])
  }

  struct Column {
    let title: String
    let isRightAligned: Bool
    /// Points to a footnote; from 1.
    let mark: Int?
  }

  let columns: [Column]
  let lines: [Line]
  let notes: [String]
  /// In the order of their marks.
  let footnotes: [String]

  init(_ table: ReportTable, _ presenter: Presenter) {
    let shown = table.columns.indices.filter { $0 != table.grouping?.column }
    let marks = Dictionary(
      uniqueKeysWithValues: shown.filter { table.columns[$0].footnote != nil }.enumerated()
        .map { ($1, $0 + 1) })
    columns = shown.map {
      let column = table.columns[$0]
      return Column(
        title: column.title, isRightAligned: column.isRightAligned, mark: marks[$0])
    }
    footnotes = shown.compactMap { table.columns[$0].footnote }
    notes = table.notes
    lines = TableLines.lines(table, shown, presenter)
  }

  private static func lines(
    _ table: ReportTable, _ shown: [Int], _ presenter: Presenter
  ) -> [Line] {
    func cells(_ row: [PlanValue]) -> [String] {
      shown.map { presenter.text(row[$0], in: table.columns[$0]) }
    }
    func sum(_ row: [PlanValue], _ name: Bilingual) -> [String] {
      var texts = cells(row)
      if let label = shown.firstIndex(where: { row[$0].isNone }) {
        texts[label] = name[presenter.language]
      }
      return texts
    }
    var lines: [Line] = []
    if let grouping = table.grouping {
      for group in grouping.groups {
        let value = table.rows[group.rows.lowerBound][grouping.column]
        lines.append(.group(presenter.text(value, in: table.columns[grouping.column])))
        lines += table.rows[group.rows].map { .row(cells($0)) }
        if let subtotal = group.subtotal { lines.append(.subtotal(sum(subtotal, sumOfGroup))) }
      }
    } else {
      lines = table.rows.map { .row(cells($0)) }
    }
    if let total = table.total { lines.append(.total(sum(total, sumOfAll))) }
    return lines
  }

  static let sumOfAll = Bilingual(vi: "Tổng cộng", en: "Total")
  private static let sumOfGroup = Bilingual(vi: "Cộng", en: "Subtotal")
}

extension TableLines.Line {
  /// The cells of a line that has some.
  var cells: [String]? {
    switch self {
    case .group: nil
    case .row(let cells), .subtotal(let cells), .total(let cells): cells
    }
  }
}

extension TableLines.Column {
  /// The heading with its mark: `Tỷ lệ¹`.
  var marked: String { mark.map { title + TableLines.superscript($0) } ?? title }
}

extension TableLines {
  static func superscript(_ number: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(String(number).compactMap { $0.wholeNumberValue }.map { digits[$0] })
  }

  /// Footnotes with their marks, then what stands below the table for itself.
  func sentences(_ bullet: String) -> [String] {
    footnotes.enumerated().map { TableLines.superscript($0 + 1) + " " + $1 }
      + notes.map { bullet + $0 }
  }
}

extension Presenter {
  func text(_ value: PlanValue, in column: ReportTable.Column) -> String {
    column.format?.text(value, format) ?? text(value, field: column.field)
  }
}
