public import PlanModel
internal import Synchronization

/// A table is a collection of one snapshot: its records as rows, its fields as columns.
public final class Table: Sendable {
  public let collection: Collection
  public let count: Int
  private let shards: [Shard]
  /// The row at which each shard begins.
  private let firstRows: [Int]
  private let symbols: SymbolPool
  private let columns: Mutex<[Column?]>
  private let rowMaps = Mutex<[RowMap]>([])
  /// What a proposal makes of another table; nothing for one that was read.
  private let amendment: Amendment?
  private let shelf: CacheShelf?
  /// What the cache has of columns that are not joined yet: each of its files is read once.
  private let packed = Mutex<[Int: PackedColumn?]>([:])
  /// Columns that the cache does not have, or not of all files.
  private let uncached = Mutex<Set<Int>>([])

  convenience init(
    collection: Collection, shards: [Shard], symbols: SymbolPool, shelf: CacheShelf? = nil
  ) {
    self.init(collection, shards, symbols, nil, shelf)
  }

  /// A table as it would be with changes: rows keep their numbers, new ones come last.
  convenience init(_ amendment: Amendment) {
    let base = amendment.base
    self.init(base.collection, base.shards + amendment.added, base.symbols, amendment, nil)
  }

  private init(
    _ collection: Collection, _ shards: [Shard], _ symbols: SymbolPool, _ amendment: Amendment?,
    _ shelf: CacheShelf?
  ) {
    self.collection = collection
    self.shards = shards
    self.symbols = symbols
    self.amendment = amendment
    self.shelf = shelf
    var rows = 0
    firstRows = shards.map { shard in
      defer { rows += shard.count }
      return rows
    }
    count = rows
    columns = Mutex([Column?](repeating: nil, count: collection.fields.count))
  }

  /// The column of the field at that place in the declaration, joined when first asked for.
  public func column(_ position: Int) -> Column {
    columns.withLock { columns in
      if let column = columns[position] { return column }
      let column = amendment?.column(position, symbols: symbols) ?? join(position).column()
      columns[position] = column
      return column
    }
  }

  /// The column as the cache has it, if it has all of it and nobody needed it joined.
  func packedRows(_ position: Int) -> PackedRows? {
    guard columns.withLock({ $0[position] == nil }), !shards.contains(where: \.isRead) else {
      return nil
    }
    return packedColumn(position).flatMap { PackedRows($0, shards, firstRows: firstRows) }
  }

  private func packedColumn(_ position: Int) -> PackedColumn? {
    if let known = packed.withLock({ $0[position] }) { return known }
    let found = shelf?.column(position)
    return packed.withLock { packed in
      if let known = packed[position] { return known }
      packed[position] = .some(found)
      return found
    }
  }

  /// From what the cache has; what it does not have is read.
  private func join(_ position: Int) -> ColumnJoin {
    let unread = shards.indices.filter { !shards[$0].isRead }
    var packed = unread.isEmpty ? nil : packedColumn(position)
    defer { self.packed.withLock { $0[position] = nil } }
    var segments = [PackedColumn.Segment?](repeating: nil, count: shards.count)
    for index in unread { segments[index] = packed?.segment(of: shards[index], at: index) }
    if unread.contains(where: { segments[$0] == nil }) {
      _ = concurrently(unread.count) { shards[unread[$0]].read() }
      packed = nil
    }
    if unread.count < shards.count || packed == nil {
      _ = uncached.withLock { $0.insert(position) }
    }
    return ColumnJoin(
      field: collection.fields[position], position: position, shards: shards, symbols: symbols,
      packed: packed.map { ($0, segments) })
  }

  public func column(_ name: String) -> Column? { collection.position(of: name).map { column($0) } }

  /// The value of a declared field; nothing when the field is not declared.
  public func value(_ row: Int, _ name: String) -> PlanValue? {
    column(name)?.value(row, symbols: symbols)
  }

  public func id(_ row: Int) -> String {
    guard case .text(let id) = value(row, "id") else { return collection.name }
    return id
  }

  /// What people call the record: its name or title, else its id.
  public func title(_ row: Int) -> String {
    guard case .text(let title) = value(row, collection.displayField) else { return id(row) }
    return title
  }

  /// The row of an id; the first, when the id stands twice. A single record has the
  /// collection's name for its id.
  public func row(id: String) -> Int? {
    if collection.isSingle { return id == collection.name && count > 0 ? 0 : nil }
    let map = rowMap()
    return symbols.find(id).flatMap { map.row(of: $0) }
  }

  /// Rows by the symbols of their ids, for all symbols known so far.
  func rowMap() -> RowMap {
    guard let ids = collection.position(of: "id").map({ column($0) }) else { return RowMap([]) }
    return rowMaps.withLock { maps in
      if let map = maps.last, map.symbolCount == symbols.count { return map }
      let map = RowMap(ids: ids, symbols: symbols, without: removed)
      maps.append(map)
      return map
    }
  }
}

extension Table {
  /// Rows of records that a proposal takes away, or that are out of scope.
  var removed: Set<Int> { amendment?.removed ?? [] }

  /// The rows of all records that there are.
  public var rows: RowSelection {
    guard let removed = amendment?.removed, !removed.isEmpty else { return .all(count) }
    return .some((0..<count).filter { !removed.contains($0) }.map { UInt32($0) })
  }

  /// Leaves what was read to later snapshots.
  func keep() {
    let positions = uncached.withLock { $0.sorted() }
    let columns = columns.withLock { columns in
      positions.compactMap { position in columns[position].map { (position, $0) } }
    }
    shelf?.keep(shards, columns, symbols: symbols)
  }

  /// Fields of a record that no declaration names, in the file's order.
  public func extras(_ row: Int) -> [(name: String, value: JSONValue)] {
    let shard = shard(of: row)
    return shards[shard].extras(ofRow: row - firstRows[shard]).compactMap { name, json in
      (try? JSONReader.parse(json)).map { (name, $0) }
    }
  }

  /// Undeclared fields that some record has.
  public var extraNames: Set<String> {
    shards.reduce(into: []) { $0.formUnion($1.extraNames) }
  }

  /// The file that holds a record, and the byte at which the record begins.
  public func place(_ row: Int) -> (file: String, offset: Int) {
    let shard = shard(of: row)
    let offsets = shards[shard].offsets
    return (shards[shard].file, offsets.isEmpty ? 0 : Int(offsets[row - firstRows[shard]]))
  }

  /// The row of the record that a byte of a file lies in.
  func row(at offset: Int, in file: String) -> Int {
    guard let shard = shards.firstIndex(where: { $0.file == file }) else { return 0 }
    let offsets = shards[shard].offsets
    return firstRows[shard] + max(0, offsets.partitioningIndex { $0 > offset } - 1)
  }

  /// The collection's files, in the order of their rows.
  var files: [String] { shards.map(\.file) }

  /// The file of the last record that refers to `id` in a field.
  func file(ofLastWith field: String, _ id: String) -> String? {
    guard case .symbols(let codes)? = column(field)?.storage, let symbol = symbols.find(id) else {
      return nil
    }
    return (0..<count).last {
      codes[$0] < Column.firstSpecialCode && symbols.canonical(codes[$0]) == symbol
    }.map { place($0).file }
  }

  /// Rows whose id stands in a row before them.
  var duplicateIds: [Int] { rowMap().duplicates }

  /// Names that stand twice in a record, by file and byte.
  public var duplicateNames: [(file: String, offset: Int)] {
    shards.flatMap { shard in shard.duplicates.map { (shard.file, $0) } }
  }

  private func shard(of row: Int) -> Int { firstRows.partitioningIndex { $0 > row } - 1 }
}
