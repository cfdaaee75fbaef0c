public import PlanModel

extension Snapshot {
  /// Executes a query. Records come in the order of their files; groups in the order of
  /// their keys: records as their file has them, choices as declared, all else ascending.
  public func execute(_ query: Query) throws -> QueryResult {
    var result = try start(query.source)
    for step in query.steps { result = try apply(step, to: result) }
    return result
  }

  /// Finds the mistakes in a query without executing it: every step meets an empty result.
  public func check(_ query: Query) throws {
    var result = try start(query.source).picking([])
    for step in query.steps {
      if case .test = step { continue }
      result = try apply(step, to: result)
    }
  }

  /// The values of one field, in the result's order.
  public func values(of path: Path, in result: QueryResult) throws -> [PlanValue] {
    try column(of: path, in: result).values
  }

  /// The values of one field, and what is known about them.
  public func column(of path: Path, in result: QueryResult) throws -> ResultColumn {
    let operand = try Operand(path, of: result, in: self)
    let rows = result.selection
    var made: Relation.Column?
    if case .groups(let relation) = result {
      made = relation.position(of: path.description).map { relation.columns[$0] }
    }
    return ResultColumn(
      values: (0..<rows.count).map { operand.value(rows[$0]) }, field: operand.field,
      isFigure: made.map { !$0.isKey } ?? false, addsUp: made?.addsUp ?? true)
  }

  private func start(_ source: Query.Source) throws -> QueryResult {
    switch source {
    case .collection(let collection):
      let table = try table(collection)
      return .records(table, table.rows)
    case .referring(let inverse, let id):
      guard let collection = Catalogue.collection(inverse.collection) else {
        throw QueryError.unknownField(owner: nil, name: inverse.collection, suggestions: [])
      }
      let table = try table(collection)
      let field = try table.position(of: inverse.field)
      let target = table.column(field).field.target.flatMap(Catalogue.collection)
      let row = try target.flatMap { try self.table($0).row(id: id) }
      let rows = try row.map { Array(try index(table, field: field).rows(referringTo: $0)) } ?? []
      return .records(table, .some(rows))
    }
  }

  private func apply(_ step: Query.Step, to result: QueryResult) throws -> QueryResult {
    switch step {
    case .filter(let conditions):
      let filters = try conditions.map { try Filter($0, of: result, in: self) }
      return result.keeping { row in filters.allSatisfy { $0.accepts(row) } }
    case .test(let test): return try result.keeping { try test.accepts(result, $0) }
    case .group(let keys, let figures): return try group(result, by: keys, figures)
    case .sort(let keys):
      let sorting = try Sorting(keys, of: result, rows: result.selection, in: self)
      return result.picking(sorting.sorted(0..<result.count))
    case .slice(let offset, let limit):
      let start = min(max(0, offset), result.count)
      return result.picking(start..<start + min(max(0, limit), result.count - start))
    }
  }

  private func group(
    _ result: QueryResult, by keys: [Path], _ figures: [Figure]
  ) throws -> QueryResult {
    let operands = try keys.map { try Operand($0, of: result, in: self) }
    let rows = result.selection
    let grouping = try Grouping(operands, rows: rows, symbols: symbols)
    let work = Figures(grouping: grouping, rows: rows, result: result, snapshot: self)
    var columns = zip(keys, operands).map { key, operand in
      Relation.Column(
        name: key.description, field: operand.field, isKey: true, addsUp: false, type: operand.type)
    }
    for figure in figures {
      if columns.contains(where: { $0.name == figure.name }) {
        throw QueryError.nameTaken(figure.name)
      }
      let (field, type) = try work.field(of: figure.aggregate)
      columns.append(
        Relation.Column(
          name: figure.name, field: field, isKey: false, addsUp: figure.aggregate.addsUp, type: type
        ))
    }
    let values = try concurrently(figures.count, isWorthIt: rows.count > manyRows) {
      try work.values(figures[$0].aggregate)
    }
    let order = try KeyOrder(columns, in: self).sorted(grouping.keys)
    let made = order.map { group in grouping.keys[group] + values.map { $0[group] } }
    return .groups(Relation(columns: columns, rows: made))
  }
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

  public init(values: [PlanValue], field: Field?, isFigure: Bool, addsUp: Bool) {
    self.values = values
    self.field = field
    self.isFigure = isFigure
    self.addsUp = addsUp
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
}

/// The order of groups by their keys.
private struct KeyOrder {
  private let fields: [Field?]
  private let targets: [Table?]

  init(_ columns: [Relation.Column], in snapshot: Snapshot) throws {
    fields = columns.filter(\.isKey).map(\.field)
    targets = try fields.map { field in
      try field?.target.flatMap(Catalogue.collection).map { try snapshot.table($0) }
    }
  }

  func sorted(_ keys: [[PlanValue]]) -> [Int] {
    let ranked = keys.map { key in key.indices.map { rank(key[$0], $0) } }
    return keys.indices.sorted { a, b in
      for (mine, theirs) in zip(ranked[a], ranked[b]) {
        if mine.isNone != theirs.isNone { return theirs.isNone }
        if let order = Order.compare(mine, theirs), order != 0 { return order < 0 }
      }
      return a < b
    }
  }

  private func rank(_ value: PlanValue, _ position: Int) -> PlanValue {
    switch value {
    case .reference(_, let id): .integer(Int64(targets[position]?.row(id: id) ?? .max))
    case .text(let text):
      fields[position]?.choices.firstIndex { $0.name == text }.map { .integer(Int64($0)) } ?? value
    default: value
    }
  }
}
