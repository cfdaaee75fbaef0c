import Foundation

@testable import PlanModel
@testable import PlanStore

/// A cached store is a test store whose snapshots keep their columns, however small the files.
struct CachedStore {
  let store: TestStore
  let disk: WatchedDisk

  init(_ files: [String: String], isRemote: Bool = false) throws {
    store = try TestStore(files)
    disk = WatchedDisk(root: store.path, isRemote: isRemote)
  }

  /// `doubt`: how young a file must be, in seconds, not to be known by its identity; less than
  /// nothing, and none is.
  func snapshot(doubt: Int64 = -3600, smallest: Int = 0) -> Snapshot {
    Snapshot(
      files: SnapshotFiles(disk: disk), path: store.path,
      cache: ColumnCache(disk: disk, smallest: smallest, doubt: doubt))
  }

  /// One that knows nothing of a cache.
  func coldSnapshot() -> Snapshot {
    Snapshot(files: DirectoryFiles(root: store.path), path: store.path)
  }

  var folder: String { "\(store.path)/\(CacheFolder.path)" }

  /// The cache's files, sorted.
  var cacheFiles: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  func cached(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)")))
  }

  func setCached(_ file: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
  }

  /// Reads a collection whole, and keeps its columns.
  func fill(_ collection: PlanModel.Collection = Things.collection, doubt: Int64 = -3600) throws {
    let snapshot = snapshot(doubt: doubt)
    _ = try snapshot.values(collection)
    snapshot.keepColumns()
    _ = disk.takeOpened()
  }
}

extension Snapshot {
  /// All values, one row a line, a missing value told from null.
  func values(_ collection: PlanModel.Collection) throws -> [String] {
    let table = try table(collection)
    let columns = collection.fields.indices.map { table.column($0) }
    try check()
    return (0..<table.count).map { row in
      columns.map { "\($0.value(row, symbols: symbols).said) \(code($0, row))" }
        .joined(separator: " | ")
    }
  }

  /// What else is known of the rows.
  func facts(_ collection: PlanModel.Collection) throws -> [String] {
    let table = try table(collection)
    let rows = (0..<table.count).map { row in
      "\(table.extras(row).map { "\($0.name): \($0.value.text())" }) \(table.place(row))"
    }
    try check()
    return rows + table.extraNames.sorted() + table.duplicateNames.map { "\($0)" }
      + remarks.map { "\($0)" }
  }

  func everything(_ collection: PlanModel.Collection) throws -> [String] {
    try values(collection) + facts(collection)
  }
}

/// What stands in a column's place for a row without a value.
private func code(_ column: Column, _ row: Int) -> String {
  if column.hasValue(row) { return "" }
  switch column.storage {
  case .text(_, let lengths, _), .json(_, let lengths, _), .symbolLists(_, let lengths, _):
    return "\(lengths[row])"
  case .symbols(let codes): return "\(codes[row])"
  case .integers(let numbers), .decimals(let numbers, _), .minutes(let numbers):
    return "\(numbers[row])"
  case .flags(let flags): return "\(flags[row])"
  case .days(let days): return "\(days[row])"
  }
}
