import PlanModel

// A pivot spreads the values of one key over columns.

extension Snapshot {
  func pivot(_ result: QueryResult, _ pivot: Pivot) throws -> Relation {
    let name = Pivot.figureName
    let cells = try group(
      result, by: pivot.rows + [pivot.column], [Figure(name, pivot.figure)])
    let totals = try group(result, by: pivot.rows, [Figure(name, pivot.figure)])
    let depth = pivot.rows.count
    let shown = try headings(of: cells, at: depth)
    var columns = Array(totals.columns.prefix(depth))
    let figure = cells.columns[depth + 1]
    for heading in shown {
      try columns.add(
        Relation.Column(
          name: Pivot.name(of: heading), field: figure.field, isKey: false, addsUp: figure.addsUp,
          type: figure.type,
          heading: Relation.Heading(value: heading, field: cells.columns[depth].field)))
    }
    if let total = pivot.total { try columns.add(figure.named(total)) }
    // What the figure is of no row: 0 of a count, nothing of a mean.
    let empty = try group(result.picking([]), by: [], [Figure(name, pivot.figure)])
    let blank = empty.rows.first?.last ?? .none
    let places = Dictionary(
      cells.rows.map { (Array($0.prefix(depth + 1)), $0[depth + 1]) },
      uniquingKeysWith: { first, _ in first })
    return Relation(
      columns: columns,
      rows: totals.rows.map { row in
        let key = Array(row.prefix(depth))
        return key + shown.map { places[key + [$0]] ?? blank }
          + (pivot.total == nil ? [] : [row[depth]])
      })
  }

  private func headings(of cells: Relation, at position: Int) throws -> [PlanValue] {
    var seen = Set<PlanValue>()
    let values = cells.rows.map { $0[position] }.filter { seen.insert($0).inserted }
    let order = try KeyOrder([cells.columns[position].field], in: self)
    return order.sorted([KeyColumn(values)], count: values.count).map { values[$0] }
  }
}

extension Pivot {
  /// No key can be called so.
  fileprivate static let figureName = ""

  /// How scripts call the column of a value: as JSON writes it, `none` for no value.
  static func name(of value: PlanValue) -> String {
    if value.isNone { return "none" }
    return value.json.string ?? value.json.text()
  }
}
