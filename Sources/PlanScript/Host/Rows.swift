import Lua
import PlanModel
import PlanStore

/// Rows are the records that scripts hold: handles to rows of the snapshot's tables.
///
/// The engine reads most columns by itself. A column comes here the first time a script
/// touches it, and stays here only if its values need making.
extension Run {
  /// The table of a collection, known to the engine.
  func table(_ collection: Collection) throws -> Table {
    let table = try snapshot.table(collection)
    let number = number(of: collection)
    guard tables[number] == nil else { return table }
    tables[number] = table
    state.defineRows(
      table: number, rowCount: table.count,
      fields: collection.fields.map { (name: $0.name, view: ColumnView.computed) })
    return table
  }

  /// The number by which handles name a collection.
  func number(of collection: Collection) -> UInt8 {
    UInt8(Catalogue.position(of: collection.name) ?? 0)
  }

  func handle(_ table: Table, _ row: Int) throws -> LuaValue {
    state.row(row, of: number(of: try self.table(table.collection).collection))
  }

  /// The record of an id, or nil.
  func record(_ id: String, in collection: String) throws -> LuaValue {
    guard let declared = Catalogue.collection(collection) else { return .nil }
    let table = try table(declared)
    return try table.row(id: id).map { try handle(table, $0) } ?? .nil
  }

  func place(of handle: LuaHandle) -> (table: Table, row: Int)? {
    guard handle.kind == HandleKind.row, let table = tables[handle.table], handle.row < table.count
    else { return nil }
    return (table, handle.row)
  }

  func makeRowBehaviour() -> HandleBehaviour {
    var behaviour = HandleBehaviour(name: "record")
    behaviour.index = { [unowned self] handle, key, call in try self.member(handle, key) }
    behaviour.newIndex = { [unowned self] handle, key, _, _ in
      throw HostError.readOnly(
        owner: self.place(of: handle)?.table.collection.name ?? "", name: key.text)
    }
    behaviour.tostring = { [unowned self] handle, _ in
      self.place(of: handle).map { $0.table.title($0.row) } ?? ""
    }
    behaviour.lt = { [unowned self] a, b, _ in try self.order(a, b).map { $0 < 0 } ?? false }
    behaviour.le = { [unowned self] a, b, _ in try self.order(a, b).map { $0 <= 0 } ?? false }
    behaviour.concat = { _, _, call in .string(try call.joined()) }
    behaviour.pairs = { [unowned self] handle, _ in try self.fields(of: handle) }
    return behaviour
  }

  private func member(_ handle: LuaHandle, _ key: LuaValue) throws -> LuaValue {
    guard let (table, row) = place(of: handle) else { return .nil }
    let collection = table.collection
    let name = key.text
    if let position = collection.position(of: name) {
      let column = table.column(position)
      try open(column, at: position, of: table)
      return try lua(column.value(row, symbols: snapshot.symbols))
    }
    if let inverse = Catalogue.inverse(name, of: collection.name) {
      return query(Query(.referring(inverse, to: table.id(row))))
    }
    if let extra = table.extras(row).first(where: { $0.name == name }) {
      return try lua(extra.value)
    }
    if table.extraNames.contains(name) { return .nil }
    throw unknownMember(name, of: collection)
  }

  /// An undeclared name on one record may still stand on another; a name on none is a mistake.
  private func unknownMember(_ name: String, of collection: Collection) -> QueryError {
    let known = collection.fields.map(\.name) + Catalogue.inverses(of: collection.name).map(\.name)
    return .unknownField(
      owner: collection.name, name: name, suggestions: suggestions(for: name, among: known))
  }

  /// Lets the engine read the column by itself from now on, where it can.
  private func open(_ column: Column, at position: Int, of table: Table) throws {
    guard let view = try view(column, at: position, of: table) else { return }
    _ = state.replaceColumn(
      table: number(of: table.collection), field: column.field.name, view: view)
  }

  private func view(_ column: Column, at position: Int, of table: Table) throws -> ColumnView? {
    kept.append(column)
    switch column.storage {
    case .integers(let numbers): return .int64(numbers)
    case .days(let days): return .int32Handle(days, kind: HandleKind.day)
    case .minutes(let minutes): return .int64Handle(minutes, kind: HandleKind.time)
    case .flags(let flags): return .flag(flags)
    case .text(let starts, let lengths, let bytes):
      return .text(offsets: starts, lengths: lengths, bytes: bytes)
    case .symbols(let codes):
      guard let links = try snapshot.links(table, field: position) else { return .symbol(codes) }
      kept.append(links)
      return .reference(
        codes, table: number(of: try self.table(links.targets.collection).collection),
        rows: links.rows)
    case .symbolLists, .decimals, .json: return nil
    }
  }

  /// `pairs(record)`: every field that has a value, in the order of the declaration.
  private func fields(of handle: LuaHandle) throws -> [LuaValue] {
    guard let (table, row) = place(of: handle) else { return [] }
    var fields = try table.collection.fields.enumerated().map { position, field in
      (
        LuaValue.string(field.name),
        try lua(table.column(position).value(row, symbols: snapshot.symbols))
      )
    }
    fields += try table.extras(row).map { (.string($0.name), try lua($0.value)) }
    var next = fields.filter { !$0.1.isNil }.makeIterator()
    return [
      .function(state.makeFunction("next") { _ in next.next().map { [$0.0, $0.1] } ?? [.nil] })
    ]
  }
}

extension LuaValue {
  /// A key as it is written in a script.
  var text: String {
    switch self {
    case .string(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .boolean(let flag): String(flag)
    default: typeName
    }
  }
}
