import Lua
import PlanModel
import PlanStore

/// Makes report tables of what scripts have: queries, records, lists of either, plain tables.
extension Run {
  func reportTable(_ value: LuaValue, _ options: TableOptions) throws -> ReportTable {
    var table = try rows(of: value, options)
    try table.take(options, presenter.language)
    return table
  }

  private func rows(of value: LuaValue, _ options: TableOptions) throws -> ReportTable {
    if let query = value.object(as: QueryValue.self) {
      return try reportTable(try query.result(), options.columns)
    }
    guard case .table(let list) = value else {
      throw HostError.argument(
        function: "report.table", name: "rows", expected: "query | table", found: value.typeName)
    }
    let items = list.array
    if let records = try records(items) { return try reportTable(records, options.columns) }
    return try reportTable(items, options.columns)
  }

  /// A list of records of one collection, as a result.
  func records(_ items: [LuaValue]) throws -> QueryResult? {
    let places = items.compactMap { $0.handle.flatMap(place) }
    guard let collection = places.first?.collection, places.count == items.count,
      places.allSatisfy({ $0.collection.name == collection.name })
    else { return nil }
    return .records(try current().table(collection), .some(places.map { UInt32($0.row) }))
  }

  /// A query's result. Without a choice of columns: all that a group has, or the fields of
  /// a record that some row has a value for.
  func reportTable(_ result: QueryResult, _ names: [String]?) throws -> ReportTable {
    let paths: [String]
    switch result {
    case .groups(let relation): paths = names ?? relation.names
    case .records(let table, let rows): paths = names ?? filledFields(table, rows)
    }
    let columns = try paths.map { path in
      try gate.goOn()
      return try current().column(of: Path(path), in: result)
    }
    let titled = zip(paths, columns).map { path, column in
      self.column(path, column)
    }
    let rows = try (0..<result.count).map { row in
      if row % 1024 == 0 { try gate.goOn() }
      return columns.map { $0.values[row] }
    }
    return ReportTable(columns: titled, rows: rows)
  }

  private func filledFields(_ table: Table, _ rows: RowSelection) -> [String] {
    table.collection.fields.enumerated().filter { position, _ in
      let column = table.column(position)
      return (0..<rows.count).contains { column.hasValue(rows[$0]) }
    }.map(\.1.name)
  }

  /// Plain tables of a script, one a row.
  private func reportTable(_ items: [LuaValue], _ names: [String]?) throws -> ReportTable {
    if let odd = items.first(where: { $0.table == nil }) {
      throw HostError.argument(
        function: "report.table", name: "rows", expected: "list of tables", found: odd.typeName)
    }
    let names = names ?? keys(of: items)
    let rows = try items.map { item in
      try names.map { name in try cell(item, name) }
    }
    let columns = names.indices.map { position in
      column(
        names[position],
        ResultColumn(
          values: rows.map { $0[position] }, field: nil, isFigure: false, addsUp: true))
    }
    return ReportTable(columns: columns, rows: rows)
  }

  private func cell(_ item: LuaValue, _ name: String) throws -> PlanValue {
    guard case .table(let table) = item else {
      throw HostError.argument(
        function: "report.table", name: "rows", expected: "list of tables", found: item.typeName)
    }
    return try plan(table[.string(name)])
  }

  private func keys(of items: [LuaValue]) -> [String] {
    Set(items.compactMap(\.table).flatMap { $0.pairs.map(\.key.text) }).sorted()
  }

  /// Numbers stand to the right. A column is called as its field is, a figure as the field
  /// that it sums where it carries that field's name.
  private func column(_ name: String, _ column: ResultColumn) -> ReportTable.Column {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let named = column.field.flatMap { !column.isFigure || $0.name == last ? $0 : nil }
    let values = column.values.filter { !$0.isNone }
    let heading = column.heading.map { presenter.text(heading: $0) }
    return ReportTable.Column(
      name: name, title: heading ?? named?.title[presenter.language] ?? name, field: column.field,
      isRightAligned: !values.isEmpty && values.allSatisfy(\.isNumeric), addsUp: column.addsUp)
  }

  /// A record as a card: one line a field.
  func card(_ table: Table, _ row: Int) throws -> ReportTable {
    for (position, field) in table.collection.fields.enumerated()
    where table.column(position).hasValue(row) {
      try proposal.base.permit(field)
    }
    let language = presenter.language
    var lines = table.collection.fields.enumerated().map { position, field in
      (
        field.title[language], table.column(position).value(row, symbols: snapshot.symbols),
        field as Field?
      )
    }
    lines += table.extras(row).map { ($0.name, .json($0.value), nil) }
    let shown = lines.filter { !$0.1.isNone }
    let titles = [Bilingual(vi: "Trường", en: "Field"), Bilingual(vi: "Giá trị", en: "Value")]
    return ReportTable(
      columns: zip(["field", "value"], titles).map {
        .init(name: $0, title: $1[language], field: nil, isRightAligned: false)
      },
      rows: shown.map { [.text($0.0), .text(presenter.text($0.1, field: $0.2))] })
  }
}

extension Presenter {
  /// The words over a column of a pivot.
  func text(heading: Relation.Heading) -> String {
    heading.value.isNone
      ? (language == .vi ? "(trống)" : "(empty)") : text(heading.value, field: heading.field)
  }
}

extension PlanValue {
  var isNumeric: Bool {
    switch self {
    case .integer, .decimal, .ratio: true
    default: false
    }
  }
}
