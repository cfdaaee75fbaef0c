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
  /// The columns' names.
  public let names: [String]
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
    /// The value that a column of a pivot stands for.
    public let heading: Heading?

    public init(
      name: String, field: Field?, isKey: Bool, addsUp: Bool, type: FieldType?,
      heading: Heading? = nil
    ) {
      self.name = name
      self.field = field
      self.isKey = isKey
      self.addsUp = addsUp
      self.type = type
      self.heading = heading
    }

    func named(_ name: String) -> Column {
      Column(
        name: name, field: field, isKey: isKey, addsUp: addsUp, type: type,
        heading: name == self.name ? heading : nil)
    }
  }

  /// A value as the heading of a column, and the field that it is a value of.
  public struct Heading: Sendable {
    public let value: PlanValue
    public let field: Field?
  }

  public init(columns: [Column], rows: [[PlanValue]]) {
    self.columns = columns
    names = columns.map(\.name)
    self.rows = rows
  }

  public var count: Int { rows.count }

  public func position(of name: String) -> Int? { names.firstIndex(of: name) }
}

/// One column of a result.
public struct ResultColumn: Sendable {
  public let values: [PlanValue]
  /// The declared field that the values come from.
  public let field: Field?
  /// Whether they are figures, made of several records.
  public let isFigure: Bool
  /// Whether a sum of them means something.
  public let addsUp: Bool
  /// The value that a column of a pivot stands for.
  public let heading: Relation.Heading?

  public init(
    values: [PlanValue], field: Field?, isFigure: Bool, addsUp: Bool,
    heading: Relation.Heading? = nil
  ) {
    self.values = values
    self.field = field
    self.isFigure = isFigure
    self.addsUp = addsUp
    self.heading = heading
  }
}

extension QueryResult {
  /// The rows that stand in the columns of this result.
  var selection: RowSelection {
    switch self {
    case .records(_, let rows): rows
    case .groups(let relation): .all(relation.count)
    }
  }

  func keeping(_ accepts: (Int) throws -> Bool) rethrows -> QueryResult {
    let selection = selection
    var kept: [Int] = []
    for position in 0..<selection.count where try accepts(selection[position]) {
      kept.append(position)
    }
    return picking(kept)
  }

  /// The rows at these positions, in this order.
  func picking(_ positions: some Sequence<Int>) -> QueryResult {
    switch self {
    case .records(let table, let rows): .records(table, .some(positions.map { UInt32(rows[$0]) }))
    case .groups(let relation):
      .groups(Relation(columns: relation.columns, rows: positions.map { relation.rows[$0] }))
    }
  }

  /// The result as rows of columns: records stand whole in one column, called as one of them is.
  var relation: Relation {
    switch self {
    case .groups(let relation): return relation
    case .records(let table, let rows):
      let collection = table.collection
      let name = collection.singular
      let field = TypedField<String>(
        name, vi: collection.title.vi, en: collection.title.en, type: .reference(collection.name)
      ).field
      return Relation(
        columns: [
          Relation.Column(name: name, field: field, isKey: true, addsUp: false, type: field.type)
        ],
        rows: (0..<rows.count).map {
          [.reference(collection: collection.name, id: table.id(rows[$0]))]
        })
    }
  }
}
