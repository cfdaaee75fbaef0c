import Lua
import PlanModel
import PlanStore

/// Rows are the records that scripts hold: handles to rows of the snapshot's tables.
///
/// The engine reads most columns by itself. A column comes here the first time a script
/// touches it or changes it, and stays here only if its values need making.
extension Run {
  /// Makes a collection known to the engine, and gives the number by which handles name it.
  @discardableResult
  func know(_ collection: Collection) throws -> UInt8 {
    let number = UInt8(Catalogue.position(of: collection.name) ?? 0)
    if collections[number] == nil {
      collections[number] = collection
      try define(collection, number)
    }
    return number
  }

  /// Says how many rows there are; their columns come here until they are opened again.
  func define(_ collection: Collection, _ number: UInt8) throws {
    state.defineRows(
      table: number, rowCount: try proposal.rowCount(collection),
      fields: collection.fields.map { (name: $0.name, view: ColumnView.computed) })
  }

  func handle(_ collection: Collection, _ row: Int) throws -> LuaValue {
    state.row(row, of: try know(collection))
  }

  /// The record of an id, or nil.
  func record(_ id: String, in collection: String) throws -> LuaValue {
    // Row after row of groups is of one unit.
    let question = RecordQuestion(
      id: id, collection: collection, revision: proposal.revision, generation: state.generation)
    if let latestRecord, latestRecord.question == question { return latestRecord.answer }
    guard let declared = Catalogue.collection(collection),
      let row = try proposal.row(id: id, in: declared)
    else { return .nil }
    let record = try handle(declared, row)
    latestRecord = (question, record)
    return record
  }

  /// Asked for twice while nothing changes, it has the same answer.
  struct RecordQuestion: Equatable {
    let id: String
    let collection: String
    let revision: Int
    let generation: UInt16
  }

  func place(of handle: LuaHandle) -> (collection: Collection, row: Int)? {
    guard handle.kind == HandleKind.row, handle.generation == state.generation,
      let collection = collections[handle.table],
      let count = try? proposal.rowCount(collection), handle.row < count
    else { return nil }
    return (collection, handle.row)
  }

  func makeRowBehaviour() -> HandleBehaviour {
    var behaviour = HandleBehaviour(name: "record")
    behaviour.index = { [unowned self] handle, key, call in try self.member(handle, key) }
    behaviour.newIndex = { [unowned self] handle, key, value, _ in
      guard let (collection, row) = self.place(of: handle) else { return }
      try self.assign(key.text, ofRow: row, in: collection, value)
    }
    behaviour.tostring = { [unowned self] handle, _ in
      try self.place(of: handle).map { try self.proposal.title($0.row, in: $0.collection) } ?? ""
    }
    behaviour.lt = { [unowned self] a, b, _ in try self.order(a, b).map { $0 < 0 } ?? false }
    behaviour.le = { [unowned self] a, b, _ in try self.order(a, b).map { $0 <= 0 } ?? false }
    behaviour.concat = { _, _, call in .string(try call.joined()) }
    behaviour.pairs = { [unowned self] handle, _ in try self.fields(of: handle) }
    return behaviour
  }

  private func member(_ handle: LuaHandle, _ key: LuaValue) throws -> LuaValue {
    guard let (collection, row) = place(of: handle) else { return .nil }
    let name = key.text
    if let position = collection.position(of: name) {
      try proposal.base.permit(collection.fields[position])
      try open(position, of: collection)
      return try lua(try proposal.value(row, position, in: collection))
    }
    if let inverse = Catalogue.inverse(name, of: collection.name) {
      return query(Query(.referring(inverse, to: try proposal.id(row, in: collection))))
    }
    // Scripts change declared fields only: all others are as they were read.
    let table = try proposal.base.table(collection)
    if row < table.count, let extra = table.extras(row).first(where: { $0.name == name }) {
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

  /// `pairs(record)`: every field that has a value, in the order of the declaration.
  private func fields(of handle: LuaHandle) throws -> [LuaValue] {
    guard let (collection, row) = place(of: handle) else { return [] }
    let table = try current().table(collection)
    var fields = try collection.fields.indices.map { position in
      (
        LuaValue.string(collection.fields[position].name),
        try lua(try proposal.value(row, position, in: collection))
      )
    }
    fields += try table.extras(row).map { (.string($0.name), try lua($0.value)) }
    var next = fields.filter { !$0.1.isNil }.makeIterator()
    return [
      .function(state.makeFunction("next") { _ in next.next().map { [$0.0, $0.1] } ?? [.nil] })
    ]
  }
}

// MARK: - Columns that the engine reads by itself

/// An open column is one that the engine reads without asking, and what it needs to stay.
struct OpenColumn {
  struct Key: Hashable {
    let table: UInt8
    let position: Int
  }

  let column: Column
  let links: Links?
}

extension Run {
  /// Lets the engine read a column by itself from now on, where it can. A column of changed
  /// records waits until a query has made their table again.
  private func open(_ position: Int, of collection: Collection) throws {
    let key = OpenColumn.Key(table: try know(collection), position: position)
    let target = collection.fields[position].target
    guard openColumns[key] == nil, proposal.isCurrent(collection.name),
      target.map(proposal.isCurrent) ?? true
    else { return }
    let snapshot = try current()
    let table = try snapshot.table(collection)
    let column = table.column(position)
    try snapshot.check()
    guard let (view, links) = try view(column, at: position, of: table, in: snapshot) else {
      return
    }
    openColumns[key] = OpenColumn(column: column, links: links)
    state.replaceColumn(table: key.table, field: column.field.name, view: view)
  }

  private func view(
    _ column: Column, at position: Int, of table: Table, in snapshot: Snapshot
  ) throws -> (ColumnView, Links?)? {
    switch column.storage {
    case .integers(let numbers): return (.int64(numbers), nil)
    case .days(let days): return (.int32Handle(days, kind: HandleKind.day), nil)
    case .minutes(let minutes): return (.int64Handle(minutes, kind: HandleKind.time), nil)
    case .flags(let flags): return (.flag(flags), nil)
    case .text(let starts, let lengths, let bytes):
      return (.text(offsets: starts, lengths: lengths, bytes: bytes), nil)
    case .symbols(let codes):
      guard let links = try snapshot.links(table, field: position) else {
        return (.symbol(codes), nil)
      }
      let number = try know(links.targets.collection)
      return (.reference(codes, table: number, rows: links.rows), links)
    case .symbolLists, .decimals, .json: return nil
    }
  }

  /// Takes a column back from the engine: its values are asked for here again.
  func close(_ key: OpenColumn.Key, _ field: String) {
    guard openColumns[key] != nil else { return }
    state.replaceColumn(table: key.table, field: field, view: .computed)
    openColumns[key] = nil
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
