internal import CSimdjson
internal import Foundation
import PlanModel

/// Joins the same column of all shards into one, and gives the shards' memory back.
struct ColumnJoin {
  let field: Field
  let position: Int
  let shards: [Shard]
  let symbols: SymbolPool

  func column() -> Column {
    let count = shards.reduce(0) { $0 + $1.count }
    var owned: [UnsafeMutableRawPointer] = []
    let storage = storage(count: count, owned: &owned)
    for shard in shards { shard.release(position) }
    return Column(field: field, count: count, storage: storage, owned: owned)
  }

  private func storage(count: Int, owned: inout [UnsafeMutableRawPointer]) -> Column.Storage {
    switch field.storageKind {
    case CSJ_SYMBOL:
      return .symbols(symbolCodes(count, &owned))
    case CSJ_SYMBOLS:
      let (starts, lengths) = spans(count, &owned) { UInt64($0.item_count) }
      return .symbolLists(starts: starts, lengths: lengths, items: symbolItems(&owned))
    case CSJ_INTEGER: return .integers(joined(count, &owned, \.numbers))
    case CSJ_DECIMAL:
      return .decimals(joined(count, &owned, \.numbers), scales: joined(count, &owned, \.scales))
    case CSJ_BOOLEAN: return .flags(joined(count, &owned, \.flags))
    case CSJ_DAY: return .days(joined(count, &owned, \.days))
    case CSJ_MINUTE: return .minutes(joined(count, &owned, \.numbers))
    case let kind:
      let (starts, lengths) = spans(count, &owned) { $0.byte_count }
      let bytes = arena(&owned)
      return kind == CSJ_JSON
        ? .json(starts: starts, lengths: lengths, bytes: bytes)
        : .text(starts: starts, lengths: lengths, bytes: bytes)
    }
  }

  private func allocate<T>(_ count: Int, _ owned: inout [UnsafeMutableRawPointer])
    -> UnsafeMutablePointer<T>
  {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
    owned.append(UnsafeMutableRawPointer(memory))
    return memory
  }

  /// One entry a row, copied as it is.
  private func joined<T>(
    _ count: Int, _ owned: inout [UnsafeMutableRawPointer],
    _ part: KeyPath<csj_column, UnsafeMutablePointer<T>?>
  ) -> UnsafePointer<T> {
    let all: UnsafeMutablePointer<T> = allocate(count, &owned)
    var row = 0
    for shard in shards {
      guard let entries = shard.column(position)[keyPath: part] else { continue }
      (all + row).update(from: entries, count: shard.count)
      row += shard.count
    }
    return UnsafePointer(all)
  }

  /// Starts and lengths, the starts moved by what the shards before take up.
  private func spans(
    _ count: Int, _ owned: inout [UnsafeMutableRawPointer], extent: (csj_column) -> UInt64
  ) -> (UnsafePointer<UInt64>, UnsafePointer<UInt32>) {
    let starts: UnsafeMutablePointer<UInt64> = allocate(count, &owned)
    var (row, moved): (Int, UInt64) = (0, 0)
    for shard in shards {
      let column = shard.column(position)
      if let own = column.starts {
        for entry in 0..<shard.count { starts[row + entry] = UInt64(own[entry]) + moved }
      }
      row += shard.count
      moved += extent(column)
    }
    return (UnsafePointer(starts), joined(count, &owned, \.lengths))
  }

  private func arena(_ owned: inout [UnsafeMutableRawPointer]) -> UnsafePointer<UInt8> {
    let total = shards.reduce(0) { $0 + Int($1.column(position).byte_count) }
    let all: UnsafeMutablePointer<UInt8> = allocate(total, &owned)
    var end = 0
    for shard in shards {
      let column = shard.column(position)
      if let bytes = column.bytes { memcpy(all + end, bytes, Int(column.byte_count)) }
      end += Int(column.byte_count)
    }
    return UnsafePointer(all)
  }

  private func symbolCodes(_ count: Int, _ owned: inout [UnsafeMutableRawPointer]) -> UnsafePointer<
    UInt32
  > {
    let all: UnsafeMutablePointer<UInt32> = allocate(count, &owned)
    var row = 0
    for shard in shards {
      let column = shard.column(position)
      if let codes = column.codes { translate(codes, shard.count, column, into: all + row) }
      row += shard.count
    }
    return UnsafePointer(all)
  }

  private func symbolItems(_ owned: inout [UnsafeMutableRawPointer]) -> UnsafePointer<UInt32> {
    let total = shards.reduce(0) { $0 + Int($1.column(position).item_count) }
    let all: UnsafeMutablePointer<UInt32> = allocate(total, &owned)
    var end = 0
    for shard in shards {
      let column = shard.column(position)
      if let items = column.items {
        translate(items, Int(column.item_count), column, into: all + end)
      }
      end += Int(column.item_count)
    }
    return UnsafePointer(all)
  }

  /// A shard's own codes into the snapshot's symbols.
  private func translate(
    _ codes: UnsafePointer<UInt32>, _ count: Int, _ column: csj_column,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    guard let ends = column.entry_ends else { return target.update(from: codes, count: count) }
    // A dictionary of the empty text alone has an entry, and no bytes.
    let bytes = UnsafeBufferPointer(start: column.bytes, count: Int(column.byte_count))
    let known = bytes.withMemoryRebound(to: UInt8.self) {
      symbols.intern(
        bytes: $0, ends: UnsafeBufferPointer(start: ends, count: Int(column.entry_count)))
    }
    known.withUnsafeBufferPointer { known in
      for entry in 0..<count {
        let code = codes[entry]
        target[entry] = code < Column.firstSpecialCode ? known[Int(code)] : code
      }
    }
  }
}

extension Field {
  /// How the reader stores this field.
  var storageKind: csj_kind {
    switch type {
    case .text: CSJ_TEXT
    case .choice, .reference: CSJ_SYMBOL
    case .references, .texts: CSJ_SYMBOLS
    case .integer: CSJ_INTEGER
    case .decimal: CSJ_DECIMAL
    case .boolean: CSJ_BOOLEAN
    case .day: CSJ_DAY
    case .time: CSJ_MINUTE
    case .object, .objects: CSJ_JSON
    }
  }
}
