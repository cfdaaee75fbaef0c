public import PlanModel

/// What a query gives: records of a collection, or rows that it made.
public enum QueryResult: Sendable {
  case records(Table, RowSelection)
  case groups(Relation)

  public var count: Int {
    switch self {
    case .records(_, let rows): rows.count
    case .groups(let relation): relation.count
    }
  }
}

/// Which rows of a table, in which order.
public enum RowSelection: Sendable {
  case all(Int)
  case some([UInt32])

  public var count: Int {
    switch self {
    case .all(let count): count
    case .some(let rows): rows.count
    }
  }

  public subscript(position: Int) -> Int {
    switch self {
    case .all: position
    case .some(let rows): Int(rows[position])
    }
  }
}

/// Rows that a query made: named columns of values.
public struct Relation: Sendable {
  public let columns: [Column]
  /// One array a row, in the order of the columns.
  public let rows: [[PlanValue]]

  public struct Column: Sendable {
    public let name: String
    /// The declared field whose values these are, or which was summed.
    public let field: Field?
    /// Whether the column told the groups apart.
    public let isKey: Bool
    /// Whether the values of several groups together are their sum.
    public let addsUp: Bool
    /// What the column holds.
    public let type: FieldType?

    public init(name: String, field: Field?, isKey: Bool, addsUp: Bool, type: FieldType?) {
      self.name = name
      self.field = field
      self.isKey = isKey
      self.addsUp = addsUp
      self.type = type
    }
  }

  public init(columns: [Column], rows: [[PlanValue]]) {
    self.columns = columns
    self.rows = rows
  }

  public var count: Int { rows.count }

  public func position(of name: String) -> Int? { columns.firstIndex { $0.name == name } }
}
