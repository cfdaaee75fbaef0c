public import PlanModel

/// A report is what a run shows, before anyone has decided how: headings, text, lists and tables
/// in the order in which the script made them.
public enum Block: Sendable {
  /// Level 1 is the largest.
  case heading(String, level: Int)
  case text(String)
  case list([String])
  case table(ReportTable)
}

extension Block {
  /// About how many bytes the block will be, for the limit of what a run may write.
  var size: Int {
    switch self {
    case .heading(let text, _), .text(let text): text.utf8.count
    case .list(let items): items.reduce(0) { $0 + $1.utf8.count }
    case .table(let table): table.rows.count * table.columns.count * 16
    }
  }
}

/// A table of a report: values, with what each column is called and holds.
public struct ReportTable: Sendable {
  public var columns: [Column]
  /// One array a row, in the order of the columns.
  public var rows: [[PlanValue]]
  /// The values of the line under the table; the first column with none says what it is.
  public var total: [PlanValue]?
  /// Sentences below the table.
  public var notes: [String] = []

  public struct Column: Sendable {
    /// The name in Lua and in JSON.
    public let name: String
    /// The heading, in the language of the run.
    public let title: String
    /// The declared field whose choices give the values their words.
    public let field: Field?
    public let isRightAligned: Bool
    /// Whether the total under the column is its sum; otherwise it stays empty.
    public let addsUp: Bool

    public init(
      name: String, title: String, field: Field?, isRightAligned: Bool, addsUp: Bool = true
    ) {
      self.name = name
      self.title = title
      self.field = field
      self.isRightAligned = isRightAligned
      self.addsUp = addsUp
    }

    func titled(_ title: String) -> Column {
      Column(
        name: name, title: title, field: field, isRightAligned: isRightAligned, addsUp: addsUp)
    }
  }

  public init(columns: [Column], rows: [[PlanValue]]) {
    self.columns = columns
    self.rows = rows
  }
}

extension ReportTable {
  /// The cells of the total, with what the line is in the first that would be empty.
  func totalCells(_ language: Language, _ cells: ([PlanValue]) -> [String]) -> [String]? {
    guard let total else { return nil }
    var texts = cells(total)
    if let label = total.firstIndex(where: \.isNone) { texts[label] = ReportTable.sum[language] }
    return texts
  }

  private static let sum = Bilingual(vi: "Tổng cộng", en: "Total")
}

/// The forms in which a report can be written.
public enum ReportFormat: String, Sendable, CaseIterable {
  case table, md, csv, json
}
