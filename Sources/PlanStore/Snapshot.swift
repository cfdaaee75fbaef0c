internal import Foundation
public import PlanModel
internal import Synchronization

/// A snapshot is the store as it was at one moment; what is read from it never changes.
///
/// A collection is read when it is first asked for. One that cannot be read fails each time
/// in the same way; the others stay usable.
@dynamicMemberLookup
public final class Snapshot: Sendable {
  public let symbols: SymbolPool
  private let files: (any StoreFiles)?
  /// Where a store was looked for, when there is none.
  private let path: String
  private let tables = Mutex<[String: Result<Table, StoreError>]>([:])
  private let indexes = Mutex<[ReferenceIndex.Key: ReferenceIndex]>([:])
  /// Tables that a proposal changed, and the snapshot that all others are of.
  private let (amended, base): ([String: Table], Snapshot?)
  private let cache: ColumnCache?
  private let lapse: Lapse
  /// What may be seen; nothing for everything.
  private let scope: Scope?
  /// Who may pass; nothing where everybody may.
  private let gate: Gate?

  init(files: any StoreFiles, path: String, cache: ColumnCache? = nil) {
    self.files = files
    self.path = path
    self.cache = cache
    symbols = SymbolPool()
    lapse = Lapse()
    (amended, base, scope, gate) = ([:], nil, nil, nil)
  }

  /// A snapshot as it would be with some collections changed.
  init(_ base: Snapshot, amended: [String: Table]) {
    files = base.files
    path = base.path
    symbols = base.symbols
    cache = nil
    lapse = base.lapse
    (self.amended, self.base, scope, gate) = (amended, base, nil, base.gate)
  }

  /// What is in scope of a snapshot.
  init(_ scope: Scope) {
    let base = scope.everything
    files = base.files
    path = base.path
    symbols = base.symbols
    cache = nil
    lapse = base.lapse
    (amended, self.base, self.scope, gate) = ([:], base, scope, nil)
  }

  /// A snapshot behind a gate.
  init(_ base: Snapshot, gate: Gate) {
    files = base.files
    path = base.path
    symbols = base.symbols
    cache = nil
    lapse = base.lapse
    (amended, self.base, scope, self.gate) = ([:], base, nil, gate)
  }

  /// No store: a script that does not ask for the plan runs all the same.
  public init(absentFrom path: String) {
    files = nil
    self.path = path
    symbols = SymbolPool()
    cache = nil
    lapse = Lapse()
    (amended, base, scope, gate) = ([:], nil, nil, nil)
  }

  /// The unit whose records alone are to be seen, with those of the units below it.
  public var unit: String? { scope?.unit ?? base?.unit }

  /// What there is, in scope or not.
  var everything: Snapshot { scope?.everything ?? base?.everything ?? self }

  /// What people call a unit, in scope or not: the plan's own text names them all.
  public func unitName(_ id: String) -> String? {
    guard (try? permit(.read(Units.name))) != nil else { return nil }
    if let base { return base.unitName(id) }
    guard let units = try? table(Units.collection), let row = units.row(id: id) else { return nil }
    return units.title(row)
  }

  /// Refuses what a gate before the snapshot does not let pass.
  package func permit(_ permission: Permission) throws(StoreError) { try gate?.pass(permission) }

  /// Throws `Stopped` when somebody wants what is being done to end.
  func goOn() throws(Stopped) { try gate?.goOn() }

  /// The same without its gate: for what the host itself must know and shows no script.
  package var unguarded: Snapshot {
    guard gate != nil, let base else { return self }
    return amended.isEmpty ? base.unguarded : Snapshot(base.unguarded, amended: amended)
  }

  /// The number of the newest commit that the snapshot shows; 0 before the first.
  public var revision: Int { footprint?.head ?? 0 }

  /// What was read so far, for a commit that rests on it; nothing without a store.
  package var footprint: Footprint? { (files as? SnapshotFiles)?.footprint }

  /// The bytes of one file; nothing when the snapshot does not have it.
  package func bytes(_ file: String) throws(StoreError) -> [UInt8]? {
    guard let files else { throw .notAStore(path: path, searchedAbove: true) }
    let buffer = FileBuffer(padding: 0)
    do throws(FileFault) {
      try files.read(file, into: buffer)
    } catch {
      if case .unreadable(errno: ENOENT) = error.problem { return nil }
      throw .file(error)
    }
    return Array(buffer.contents)
  }

  /// The records of a collection, with their Swift types: `try snapshot.units["dv-012"]?.name`.
  public subscript<C: CollectionDeclaration>(dynamicMember path: KeyPath<Collections, Listed<C>>)
    -> Records<C>
  {
    get throws(StoreError) { Records(table: try table(C.collection), symbols: symbols) }
  }

  /// The table of a declared collection.
  public func table(_ collection: Collection) throws(StoreError) -> Table {
    try permit(.read(collection.name))
    if let table = amended[collection.name] { return table }
    if let base, scope == nil { return try base.table(collection) }
    let result = tables.withLock { tables in
      if let known = tables[collection.name] { return known }
      let result = Result { () throws(StoreError) in try load(collection) }
      tables[collection.name] = result
      return result
    }
    try check()
    return try result.get()
  }

  /// Throws when what was read is in doubt: the cache told of a file, more of it was wanted than
  /// the cache has, and another program had changed it meanwhile. A new snapshot has the new.
  public func check() throws(StoreError) { try lapse.check() }

  /// Leaves the columns that were read from big files to later snapshots, which then need not
  /// parse what has not changed. It never fails: where the store cannot be written, or the disk
  /// is full, nothing is left.
  public func keepColumns() {
    guard (try? check()) != nil else { return }
    for table in tablesRead { table.keep() }
  }

  /// The collections that have been read so far, whether they could be or not.
  public var collectionsRead: [String] { tables.withLock { $0.keys.sorted() } }

  var tablesRead: [Table] {
    tables.withLock { $0.sorted { $0.key < $1.key }.compactMap { try? $0.value.get() } }
  }

  /// The line and column of a byte; nothing when the file is gone.
  func place(_ file: String, _ offset: Int) -> FileFault.Place? {
    let buffer = FileBuffer(padding: 0)
    guard let files, (try? files.read(file, into: buffer)) != nil else { return nil }
    return FileFault.Place(offset: offset, in: buffer.contents)
  }

  private func load(_ collection: Collection) throws(StoreError) -> Table {
    if let scope { return try scope.visible(collection) }
    guard let files else { throw .notAStore(path: path, searchedAbove: true) }
    do {
      let names = try fileNames(of: collection, in: files)
      let shelf = cache?.shelf(of: collection)
      let reader = ShardReader(collection: collection, files: files, shelf: shelf, lapse: lapse)
      let shards = try reader.read(names)
      return Table(collection: collection, shards: shards, symbols: symbols, shelf: shelf)
    } catch {
      throw .file(error)
    }
  }

  /// `units.json`, and for a collection split by unit `people/*.json` in byte order.
  private func fileNames(
    of collection: Collection, in files: any StoreFiles
  ) throws(FileFault) -> [String] {
    let whole = collection.name + ".json"
    let parts = try files.names(in: collection.name).filter { $0.hasSuffix(".json") }
    return (files.exists(whole) ? [whole] : []) + parts.map { "\(collection.name)/\($0)" }
  }

  /// The records that refer to each record of another collection through one field.
  func index(_ table: Table, field: Int) throws(StoreError) -> ReferenceIndex {
    let key = ReferenceIndex.Key(collection: table.collection.name, field: field)
    if let base, scope == nil,
      [table.collection.name, table.collection.fields[field].target ?? ""]
        .allSatisfy({ amended[$0] == nil })
    {
      return try base.index(table, field: field)
    }
    if let index = indexes.withLock({ $0[key] }) { return index }
    let links = try links(table, field: field)
    let index = ReferenceIndex(links)
    indexes.withLock { $0[key] = index }
    return index
  }

  /// What the references of one field lead to.
  public func links(_ table: Table, field: Int) throws(StoreError) -> Links? {
    let column = table.column(field)
    try check()
    guard let target = column.field.target.flatMap(Catalogue.collection) else { return nil }
    let targets = try self.table(target)
    return Links(
      column: column, targets: targets, map: targets.rowMap(), removed: table.removed)
  }
}

/// References followed to rows of the collection that they name.
public struct Links: Sendable {
  public let column: Column
  public let targets: Table
  let map: RowMap
  /// Rows of the column whose records a proposal takes away.
  let removed: Set<Int>

  /// The row that the reference of `row` leads to.
  public func target(_ row: Int) -> Int? {
    guard case .symbols(let codes) = column.storage, codes[row] < Column.firstSpecialCode else {
      return nil
    }
    return map.row(of: codes[row])
  }

  /// The rows that a list of references leads to.
  public func targets(_ row: Int) -> [Int] {
    guard case .symbolLists(let starts, let lengths, let items) = column.storage,
      lengths[row] < Column.firstSpecialCode
    else { return target(row).map { [$0] } ?? [] }
    let start = Int(starts[row])
    return (start..<start + Int(lengths[row])).compactMap { map.row(of: items[$0]) }
  }

  /// Rows by symbol, −1 for none; it covers every symbol of the column, and lives as long as
  /// these links.
  public var rows: UnsafePointer<Int32> { UnsafePointer(map.rows) }
}
