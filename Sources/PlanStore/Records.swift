public import PlanModel

/// The records of one collection, with the Swift types of their declaration.
public struct Records<Declaration: CollectionDeclaration>: Sendable {
  public let table: Table
  let symbols: SymbolPool
  // Made once: to make one is to make all its fields.
  private let declaration = Declaration()
  private let rows: RowSelection

  init(table: Table, symbols: SymbolPool) {
    self.table = table
    self.symbols = symbols
    rows = table.rows
  }

  public var count: Int { rows.count }

  private func record(_ row: Int) -> Record<Declaration> {
    Record(table: table, row: row, symbols: symbols, declaration: declaration)
  }

  /// The record of that id.
  public subscript(id: String) -> Record<Declaration>? {
    table.row(id: id).map(record)
  }
}

extension Records: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { rows.count }
  public subscript(position: Int) -> Record<Declaration> { record(rows[position]) }
}

/// One record: a row of a table that answers to the names of its declaration.
@dynamicMemberLookup
public struct Record<Declaration: CollectionDeclaration>: Sendable {
  let table: Table
  let row: Int
  let symbols: SymbolPool
  let declaration: Declaration

  /// The field's value; nothing when it is missing or null.
  public subscript<Value>(dynamicMember field: KeyPath<Declaration, TypedField<Value>>) -> Value? {
    let name = declaration[keyPath: field].field.name
    return table.column(name).flatMap { Value($0.value(row, symbols: symbols)) }
  }
}
