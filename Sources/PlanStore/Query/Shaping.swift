import PlanModel

// Shaping gives a result other columns, or fewer rows of the same.

extension Snapshot {
  func select(_ keys: [Key], of result: QueryResult) throws -> Relation {
    let operands = try keys.map { try Operand($0, of: result, in: self) }
    var columns: [Relation.Column] = []
    for (key, operand) in zip(keys, operands) { try columns.add(column(key, operand, in: result)) }
    let rows = result.selection
    return Relation(
      columns: columns,
      rows: (0..<rows.count).map { row in operands.map { $0.value(rows[row]) } })
  }

  /// What is known about a made column stays known when it is taken as it is.
  private func column(_ key: Key, _ operand: Operand, in result: QueryResult) -> Relation.Column {
    if case .groups(let relation) = result, key.part == nil,
      let position = relation.position(of: key.path.description)
    {
      return relation.columns[position].named(key.name)
    }
    return Relation.Column(
      name: key.name, field: operand.field, isKey: true, addsUp: operand.type?.isNumber ?? false,
      type: operand.type)
  }

  func distinct(_ paths: [Path], in result: QueryResult) throws -> QueryResult {
    var paths = paths
    if paths.isEmpty {
      switch result {
      case .records(_, let rows):
        var seen = Set<Int>()
        return result.picking((0..<rows.count).filter { seen.insert(rows[$0]).inserted })
      case .groups(let relation): paths = relation.columns.map { Path($0.name) }
      }
    }
    let operands = try paths.map { try Operand($0, of: result, in: self) }
    var seen = Set<[PlanValue]>()
    return result.keeping { row in seen.insert(operands.map { $0.value(row) }).inserted }
  }

  /// The result with more columns; each may use those of the result, not one another.
  func extend(_ result: QueryResult, by additions: [Addition]) throws -> Relation {
    let base = result.relation
    var (columns, values): ([Relation.Column], [[PlanValue]]) = (base.columns, [])
    for addition in additions {
      let (column, made) = try Additions(result: result, snapshot: self).made(addition)
      try columns.add(column)
      values.append(made)
    }
    return Relation(
      columns: columns,
      rows: base.rows.enumerated().map { row, known in known + values.map { $0[row] } })
  }

  func union(_ first: QueryResult, _ second: QueryResult) throws -> QueryResult {
    if case .records(let table, let rows) = first, case .records(let other, let more) = second,
      table.collection.name == other.collection.name
    {
      let all = [rows, more].flatMap { rows in (0..<rows.count).map { UInt32(rows[$0]) } }
      return try distinct([], in: .records(table, .some(all)))
    }
    let (first, second) = (first.relation, second.relation)
    let (names, others) = (first.names, second.names)
    guard Set(names) == Set(others) else {
      throw QueryError.columnsDiffer(
        onlyFirst: names.filter { !others.contains($0) },
        onlySecond: others.filter { !names.contains($0) })
    }
    let places = names.compactMap(second.position)
    for (column, place) in zip(first.columns, places)
    where !Operand.areComparable(
      (column.field, column.type), (second.columns[place].field, second.columns[place].type))
    {
      throw QueryError.keysDiffer(left: column.name, right: column.name)
    }
    return .groups(
      Relation(
        columns: first.columns,
        rows: first.rows + second.rows.map { row in places.map { row[$0] } }))
  }
}

extension FieldType {
  /// Whether values of it add up.
  var isNumber: Bool { self == .integer || self == .decimal }
}
