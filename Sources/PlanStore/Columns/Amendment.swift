internal import Foundation
import PlanModel

/// An amendment is what a proposal makes of a table: fields changed, records added behind the
/// last row, records gone. What it does not change it shares with the table.
final class Amendment: @unchecked Sendable {
  // The table that owns it asks for each column once, under its lock.

  let base: Table
  /// Rows of the base whose fields change: row `rows[i]` has what record i of `patch` has.
  private let rows: [Int]
  private let patch: Shard?
  /// For each changed field, the records of `patch` that have it.
  private let fields: [Int: [Int]]
  /// One shard with the new records, if there are any.
  let added: [Shard]
  let removed: Set<Int>

  /// `updates`: the new values of each row, by the field's place in the declaration; nothing
  /// where the field becomes absent. The values have been held against their fields.
  init(
    base: Table, updates: [Int: [Int: JSONValue?]], added: [[JSONValue.Member]], removed: Set<Int>
  ) throws(FileFault) {
    self.base = base
    // What is hidden in the base stays so.
    self.removed = removed.union(base.removed)
    let collection = base.collection
    rows = updates.keys.sorted()
    var (pieces, fields): ([JSONValue], [Int: [Int]]) = ([], [:])
    for (index, row) in rows.enumerated() {
      let values = (updates[row] ?? [:]).sorted { $0.key < $1.key }
      for (position, _) in values { fields[position, default: []].append(index) }
      pieces.append(
        .object(
          values.compactMap { position, value in
            value.map { JSONValue.Member(collection.fields[position].name, $0) }
          }))
    }
    self.fields = fields
    patch = try Amendment.shard(pieces, of: collection)
    self.added = try Amendment.shard(added.map { .object($0) }, of: collection).map { [$0] } ?? []
  }

  /// Hides rows, and changes nothing.
  init(base: Table, hiding rows: Set<Int>) {
    (self.base, removed) = (base, rows)
    (self.rows, patch, fields, added) = ([], nil, [:], [])
  }

  private static func shard(
    _ records: [JSONValue], of collection: Collection
  ) throws(FileFault) -> Shard? {
    guard let first = records.first else { return nil }
    let text = collection.isSingle ? first : .array(records)
    return try ShardReader.shard(
      collection.name, of: collection, bytes: Array(text.text().utf8), asPieces: true)
  }

  /// The base's own column where nothing changes.
  func column(_ position: Int, symbols: SymbolPool) -> Column {
    let column = base.column(position)
    let changed = fields[position] ?? []
    guard !changed.isEmpty || !added.isEmpty else { return column }
    func joined(_ shards: [Shard]) -> Column {
      ColumnJoin(field: column.field, position: position, shards: shards, symbols: symbols).column()
    }
    let splice = ColumnSplice(
      base: column, added: joined(added), patch: joined(patch.map { [$0] } ?? []),
      places: changed.map { (row: rows[$0], source: $0) })
    return splice.column()
  }
}

/// A splice makes one column of another, with some entries replaced and some added.
private struct ColumnSplice {
  let base: Column
  let added: Column
  let patch: Column
  /// Which entry of `patch` goes to which row.
  let places: [(row: Int, source: Int)]

  func column() -> Column {
    var owned: [UnsafeMutableRawPointer] = []
    let storage = storage(&owned)
    return Column(
      field: base.field, count: base.count + added.count, storage: storage, owned: owned)
  }

  private func storage(_ owned: inout [UnsafeMutableRawPointer]) -> Column.Storage {
    switch (base.storage, added.storage, patch.storage) {
    case (.symbols(let a), .symbols(let b), .symbols(let c)): .symbols(joined(a, b, c, &owned))
    case (.integers(let a), .integers(let b), .integers(let c)): .integers(joined(a, b, c, &owned))
    case (.minutes(let a), .minutes(let b), .minutes(let c)): .minutes(joined(a, b, c, &owned))
    case (.flags(let a), .flags(let b), .flags(let c)): .flags(joined(a, b, c, &owned))
    case (.days(let a), .days(let b), .days(let c)): .days(joined(a, b, c, &owned))
    case (.decimals(let a, let x), .decimals(let b, let y), .decimals(let c, let z)):
      .decimals(joined(a, b, c, &owned), scales: joined(x, y, z, &owned))
    case (
      .symbolLists(let a, let x, let i), .symbolLists(let b, let y, let j),
      .symbolLists(let c, let z, let k)
    ):
      lists((a, x, i), (b, y, j), (c, z, k), &owned) {
        .symbolLists(starts: $0, lengths: $1, items: $2)
      }
    case (.text(let a, let x, let i), .text(let b, let y, let j), .text(let c, let z, let k)):
      lists((a, x, i), (b, y, j), (c, z, k), &owned) { .text(starts: $0, lengths: $1, bytes: $2) }
    case (.json(let a, let x, let i), .json(let b, let y, let j), .json(let c, let z, let k)):
      lists((a, x, i), (b, y, j), (c, z, k), &owned) { .json(starts: $0, lengths: $1, bytes: $2) }
    // One field has one kind of storage.
    default: base.storage
    }
  }

  private func allocate<T>(_ count: Int, _ owned: inout [UnsafeMutableRawPointer])
    -> UnsafeMutablePointer<T>
  {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
    owned.append(UnsafeMutableRawPointer(memory))
    return memory
  }

  private func joined<T>(
    _ base: UnsafePointer<T>, _ added: UnsafePointer<T>, _ patch: UnsafePointer<T>,
    _ owned: inout [UnsafeMutableRawPointer]
  ) -> UnsafePointer<T> {
    let all: UnsafeMutablePointer<T> = allocate(self.base.count + self.added.count, &owned)
    all.update(from: base, count: self.base.count)
    (all + self.base.count).update(from: added, count: self.added.count)
    for place in places { all[place.row] = patch[place.source] }
    return UnsafePointer(all)
  }

  private typealias Lists<T> = (
    starts: UnsafePointer<UInt64>, lengths: UnsafePointer<UInt32>, items: UnsafePointer<T>
  )

  /// The items of all three stand one behind the other, and the starts are moved accordingly.
  private func lists<T>(
    _ a: Lists<T>, _ b: Lists<T>, _ c: Lists<T>, _ owned: inout [UnsafeMutableRawPointer],
    _ make: (UnsafePointer<UInt64>, UnsafePointer<UInt32>, UnsafePointer<T>) -> Column.Storage
  ) -> Column.Storage {
    let sizes = [extent(a, base.count), extent(b, added.count), extent(c, patch.count)]
    let items: UnsafeMutablePointer<T> = allocate(sizes.reduce(0, +), &owned)
    items.update(from: a.items, count: sizes[0])
    (items + sizes[0]).update(from: b.items, count: sizes[1])
    (items + sizes[0] + sizes[1]).update(from: c.items, count: sizes[2])
    let starts: UnsafeMutablePointer<UInt64> = allocate(base.count + added.count, &owned)
    starts.update(from: a.starts, count: base.count)
    for row in 0..<added.count { starts[base.count + row] = b.starts[row] + UInt64(sizes[0]) }
    for place in places {
      starts[place.row] = c.starts[place.source] + UInt64(sizes[0] + sizes[1])
    }
    return make(
      UnsafePointer(starts), joined(a.lengths, b.lengths, c.lengths, &owned), UnsafePointer(items))
  }

  private func extent<T>(_ lists: Lists<T>, _ count: Int) -> Int {
    (0..<count).reduce(0) { most, row in
      guard lists.lengths[row] < Column.firstSpecialCode else { return most }
      return max(most, Int(lists.starts[row]) + Int(lists.lengths[row]))
    }
  }
}
