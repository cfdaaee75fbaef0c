import PlanModel

/// An operand is a path made ready for one result: it gives the value of each row.
struct Operand {
  /// The last field of the path; nothing for a figure without one.
  let field: Field?
  let type: FieldType?
  private let source: Source
  /// The part of the days that is meant; nothing for the values themselves.
  private let part: DayPart?
  /// References to follow from the first field to the last.
  private let hops: [Links]
  private let symbols: SymbolPool

  private enum Source {
    case column(LazyColumn)
    /// Values of a made result, then perhaps a column of the records that they refer to.
    case values([[PlanValue]], Int, then: (Table, LazyColumn)?)
  }

  /// The column, when rows of the result are rows of it.
  var directColumn: Column? { lazyColumn?.column }

  /// As `directColumn`, not joined yet.
  var lazyColumn: LazyColumn? {
    guard part == nil, hops.isEmpty, case .column(let column) = source else { return nil }
    return column
  }

  /// Whether the record that the path leads to has null in the field, and not nothing at all.
  func isNull(_ row: Int) -> Bool {
    guard case .column(let column) = source, let end = follow(row) else { return false }
    return column.column.isNull(end)
  }

  func value(_ row: Int) -> PlanValue {
    guard let part else { return whole(row) }
    switch whole(row) {
    case .day(let day): return part.value(of: day)
    case .time(let time): return part.value(of: time)
    default: return .none
    }
  }

  private func whole(_ row: Int) -> PlanValue {
    switch source {
    case .column(let column):
      return follow(row).map { column.column.value($0, symbols: symbols) } ?? .none
    case .values(let rows, let position, then: nil): return rows[row][position]
    case .values(let rows, let position, then: (let table, let column)?):
      guard case .reference(_, let id) = rows[row][position], let start = table.row(id: id),
        let end = follow(start)
      else { return .none }
      return column.column.value(end, symbols: symbols)
    }
  }

  private func follow(_ row: Int) -> Int? {
    var row = row
    for hop in hops {
      guard let next = hop.target(row) else { return nil }
      row = next
    }
    return row
  }
}

extension Operand {
  /// Makes a path ready. The error names the part that is wrong.
  init(_ path: Path, of result: QueryResult, in snapshot: Snapshot) throws {
    (symbols, part) = (snapshot.symbols, nil)
    switch result {
    case .records(let table, _):
      let (column, hops) = try Operand.walk(path.names[...], from: table, in: snapshot)
      self.hops = hops
      field = column.field
      type = column.field.type
      source = .column(column)
    case .groups(let relation):
      let (first, rest) = try relation.column(beginning: path)
      guard !rest.isEmpty else {
        hops = []
        (field, type) = (relation.columns[first].field, relation.columns[first].type)
        source = .values(relation.rows, first, then: nil)
        try snapshot.permit(field)
        return
      }
      guard case .reference(let target)? = relation.columns[first].type,
        let collection = Catalogue.collection(target)
      else { throw QueryError.notAReference(field: relation.columns[first].name) }
      let table = try snapshot.table(collection)
      let (column, hops) = try Operand.walk(rest, from: table, in: snapshot)
      self.hops = hops
      (field, type) = (column.field, column.field.type)
      source = .values(relation.rows, first, then: (table, column))
    }
  }

  /// Makes a key ready.
  init(_ key: Key, of result: QueryResult, in snapshot: Snapshot) throws {
    let whole = try Operand(key.path, of: result, in: snapshot)
    guard let part = key.part else {
      self = whole
      return
    }
    guard whole.type == .time || (whole.type == .day && part != .hour) else {
      throw QueryError.notADate(field: key.path.description, part: part)
    }
    self = Operand(whole, part: part)
  }

  private init(_ whole: Operand, part: DayPart) {
    (source, hops, symbols) = (whole.source, whole.hops, whole.symbols)
    (field, type) = (nil, part.isNumber ? .integer : .text)
    self.part = part
  }

  private static func walk(
    _ names: ArraySlice<String>, from table: Table, in snapshot: Snapshot
  ) throws -> (LazyColumn, [Links]) {
    var (table, hops): (Table, [Links]) = (table, [])
    for name in names.dropLast() {
      let position = try table.position(of: name)
      // A list of references leads to several records, of which none is the one meant.
      guard case .reference = table.collection.fields[position].type,
        let links = try snapshot.links(table, field: position)
      else { throw QueryError.notAReference(field: name) }
      hops.append(links)
      table = links.targets
    }
    let column = LazyColumn(table, try table.position(of: names.last ?? ""))
    try snapshot.permit(column.field)
    try snapshot.check()
    return (column, hops)
  }
}

extension Table {
  func position(of name: String) throws(QueryError) -> Int {
    if let position = collection.position(of: name) { return position }
    throw .unknownField(
      owner: collection.name, name: name,
      suggestions: suggestions(for: name, among: collection.fields.map(\.name)))
  }
}

extension Relation {
  /// The column that a path begins with, and what follows it: `unit.kind` may be a column, or
  /// a field of the records in the column `unit`.
  fileprivate func column(
    beginning path: Path
  ) throws(QueryError) -> (position: Int, rest: ArraySlice<String>) {
    if let position = position(of: path.description) { return (position, []) }
    for length in (0..<path.names.count).reversed() {
      let name = path.names.prefix(length).joined(separator: ".")
      if let position = position(of: name) { return (position, path.names[length...]) }
    }
    throw .unknownField(
      owner: nil, name: path.description,
      suggestions: suggestions(for: path.description, among: names))
  }
}
