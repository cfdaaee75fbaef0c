public import PlanModel

/// A table of a report: values, with what each column is called and holds.
public struct ReportTable: Sendable {
  public var columns: [Column]
  /// One array a row, in the order of the columns.
  public var rows: [[PlanValue]]
  /// The values of the line under the table; the first column with none says what it is.
  public var total: [PlanValue]?
  /// Sentences below the table.
  public var notes: [String] = []
  /// What the rows stand under, if they are grouped.
  public var grouping: Grouping?

  public struct Column: Sendable {
    /// The name in Lua and in JSON.
    public let name: String
    /// The heading, in the language of the run.
    public var title: String
    /// The declared field whose choices give the values their words.
    public var field: Field?
    public var isRightAligned: Bool
    /// Whether the total under the column is its sum; otherwise it stays empty.
    public let addsUp: Bool
    /// How its numbers are written; nothing for as they are.
    public var format: NumberFormat?
    /// A sentence below the table that the heading points to.
    public var footnote: String?

    public init(
      name: String, title: String, field: Field?, isRightAligned: Bool, addsUp: Bool = true
    ) {
      self.name = name
      self.title = title
      self.field = field
      self.isRightAligned = isRightAligned
      self.addsUp = addsUp
    }
  }

  /// Rows of the same value in one column, one group behind the other.
  public struct Grouping: Sendable {
    /// The column that the groups are of. Where people read, it becomes the groups' headings.
    public let column: Int
    public var groups: [Group]
  }

  public struct Group: Sendable {
    public let rows: Range<Int>
    /// The values of the line under the group.
    public var subtotal: [PlanValue]?
  }

  public init(columns: [Column], rows: [[PlanValue]]) {
    self.columns = columns
    self.rows = rows
  }
}

extension ReportTable {
  /// Puts the rows in groups by a column, in the order in which its values first come.
  mutating func group(by column: Int, subtotals: Bool) {
    var (order, members): ([PlanValue], [PlanValue: [[PlanValue]]]) = ([], [:])
    for row in rows {
      if members[row[column]] == nil { order.append(row[column]) }
      members[row[column], default: []].append(row)
    }
    rows = order.flatMap { members[$0] ?? [] }
    var (start, groups): (Int, [Group]) = (0, [])
    for value in order {
      let end = start + (members[value]?.count ?? 0)
      let subtotal = subtotals ? sums(start..<end) : nil
      groups.append(Group(rows: start..<end, subtotal: subtotal))
      start = end
    }
    grouping = Grouping(column: column, groups: groups)
  }

  /// What some rows come to: whole numbers and exact decimals add up, ratios as ΣC/ΣB.
  func sums(_ range: Range<Int>) -> [PlanValue] {
    columns.enumerated().map { position, column in
      column.addsUp
        ? PlanValue.sum(rows[range].map { $0[position] }.filter { !$0.isNone }) : .none
    }
  }
}

extension PlanValue {
  /// The sum of values of one kind; nothing where they do not add up.
  static func sum(_ values: [PlanValue]) -> PlanValue {
    let ratios = values.compactMap { value -> Ratio? in
      if case .ratio(let ratio) = value { ratio } else { nil }
    }
    if !ratios.isEmpty, ratios.count == values.count {
      let sum = ratios.dropFirst().reduce(ratios[0] as Ratio?) { $0?.adding($1) }
      return sum.map { .ratio($0) } ?? .none
    }
    let numbers = values.compactMap(\.number)
    guard !numbers.isEmpty, numbers.count == values.count else { return .none }
    let sum = numbers.reduce(ExactDecimal(0) as ExactDecimal?) { $0?.adding($1) }
    return sum.map { PlanValue(sum: $0) } ?? .none
  }
}
