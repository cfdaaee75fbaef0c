import PlanModel
internal import Synchronization

/// A lazy column is a column of a table that is joined when its values are first asked for one by
/// one. Who passes over all rows may do with what the cache has of it, and spare the memory.
final class LazyColumn: Sendable {
  let field: Field
  private let table: Table
  private let position: Int
  private let joined = AtomicLazyReference<Column>()

  init(_ table: Table, _ position: Int) {
    (self.table, self.position) = (table, position)
    field = table.collection.fields[position]
  }

  var column: Column { joined.load() ?? joined.storeIfNil(table.column(position)) }

  /// Nothing when the column is joined already, or the cache has not all of it.
  var packed: PackedRows? { table.packedRows(position) }
}
