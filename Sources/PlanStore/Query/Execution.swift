public import PlanModel

extension Snapshot {
  /// Executes a query. Records come in the order of their files; groups in the order of
  /// their keys: records as their file has them, choices as declared, all else ascending.
  public func execute(_ query: Query) throws -> QueryResult {
    var result = try start(query.source)
    for step in query.steps {
      try goOn()
      result = try apply(step, to: result)
    }
    // What a step joined last may have been read too late.
    try check()
    return result
  }

  /// Finds the mistakes in a query without executing it: every step meets an empty result.
  /// A pivot alone has its columns from the records, so that what leads to it is executed.
  public func check(_ query: Query) throws {
    try checkedShape(of: query)
  }

  /// The columns that a query gives, without its rows.
  @discardableResult
  func checkedShape(of query: Query) throws -> QueryResult {
    var result = try start(query.source).picking([])
    for (position, step) in query.steps.enumerated() {
      switch step {
      case .test: continue
      case .pivot where position < query.steps.count - 1:
        var made = query
        made.steps = Array(query.steps.prefix(position + 1))
        result = try execute(made).picking([])
      case .join(let join): result = try self.join(result, try checkedShape(of: join.other), join)
      case .union(let other): result = try union(result, try checkedShape(of: other))
      default: result = try apply(step, to: result)
      }
    }
    return result
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
    let values = (0..<rows.count).map { operand.value(rows[$0]) }
    try check()
    return ResultColumn(
      values: values, field: operand.field,
      isFigure: made.map { !$0.isKey } ?? false, addsUp: made?.addsUp ?? true,
      heading: made?.heading)
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
    case .group(let keys, let figures): return .groups(try group(result, by: keys, figures))
    case .sort(let keys):
      let sorting = try Sorting(keys, of: result, rows: result.selection, in: self)
      return result.picking(sorting.sorted(0..<result.count))
    case .slice(let offset, let limit):
      let start = min(max(0, offset), result.count)
      return result.picking(start..<start + min(max(0, limit), result.count - start))
    case .select(let keys): return .groups(try select(keys, of: result))
    case .distinct(let paths): return try distinct(paths, in: result)
    case .extend(let additions): return .groups(try extend(result, by: additions))
    case .pivot(let pivot): return .groups(try self.pivot(result, pivot))
    case .join(let join): return try self.join(result, try execute(join.other), join)
    case .union(let other): return try union(result, try execute(other))
    }
  }

  func group(
    _ result: QueryResult, by keys: [Key], _ figures: [Figure]
  ) throws -> Relation {
    let operands = try keys.map { try Operand($0, of: result, in: self) }
    let columns = try groupColumns(result, keys, operands, figures)
    let groups =
      try FusedGroups(result, operands, figures, in: self)?.groups
      ?? grouped(result, operands, figures)
    let order = try KeyOrder(operands.map(\.field), in: self)
      .sorted(groups.keys, count: groups.count)
    return Relation(columns: columns, rows: order.map(groups.row))
  }

  private func groupColumns(
    _ result: QueryResult, _ keys: [Key], _ operands: [Operand], _ figures: [Figure]
  ) throws -> [Relation.Column] {
    var columns: [Relation.Column] = []
    for (key, operand) in zip(keys, operands) {
      try columns.add(
        Relation.Column(
          name: key.name, field: operand.field, isKey: true, addsUp: false, type: operand.type))
    }
    for figure in figures {
      let (field, type) = try Figures.field(of: figure.aggregate, in: result, self)
      try columns.add(
        Relation.Column(
          name: figure.name, field: field, isKey: false, addsUp: figure.aggregate.addsUp, type: type
        ))
    }
    return columns
  }

  private func grouped(
    _ result: QueryResult, _ operands: [Operand], _ figures: [Figure]
  ) throws -> Groups {
    let rows = result.selection
    let grouping = try Grouping(operands, rows: rows, symbols: symbols)
    let work = Figures(grouping: grouping, rows: rows, result: result, snapshot: self)
    let values = try concurrently(figures.count, isWorthIt: rows.count > manyRows) {
      try work.values(figures[$0].aggregate)
    }
    return Groups(
      count: grouping.keys.count,
      keys: operands.indices.map { key in KeyColumn(grouping.keys.map { $0[key] }) },
      figures: values)
  }
}

extension [Relation.Column] {
  /// Two columns of one name could not be told apart.
  mutating func add(_ column: Relation.Column) throws(QueryError) {
    if contains(where: { $0.name == column.name }) { throw .nameTaken(column.name) }
    append(column)
  }
}
