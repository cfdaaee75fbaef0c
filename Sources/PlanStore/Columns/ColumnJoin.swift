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
    let storage = storage(owned: &owned)
    for shard in shards { shard.release(position) }
    return Column(field: field, count: count, storage: storage, owned: owned)
  }

  private func storage(owned: inout [UnsafeMutableRawPointer]) -> Column.Storage {
    switch field.storageKind {
    case CSJ_SYMBOL:
      return .symbols(symbolCodes(&owned))
    case CSJ_SYMBOLS:
      let (starts, lengths) = spans(&owned) { UInt64($0.item_count) }
      return .symbolLists(starts: starts, lengths: lengths, items: symbolItems(&owned))
    case CSJ_INTEGER: return .integers(joined(&owned, \.numbers))
    case CSJ_DECIMAL:
      return .decimals(joined(&owned, \.numbers), scales: joined(&owned, \.scales))
    case CSJ_BOOLEAN: return .flags(joined(&owned, \.flags))
    case CSJ_DAY: return .days(joined(&owned, \.days))
    case CSJ_MINUTE: return .minutes(joined(&owned, \.numbers))
    case let kind:
      let (starts, lengths) = spans(&owned) { $0.byte_count }
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

  /// Memory for all shards, filled on all cores, each shard at its own place.
  private func filled<T>(
    _ owned: inout [UnsafeMutableRawPointer], extent: (Shard) -> Int,
    fill: (Int, UnsafeMutablePointer<T>) -> Void
  ) -> UnsafePointer<T> {
    let (starts, total) = places(extent)
    let all: UnsafeMutablePointer<T> = allocate(total, &owned)
    let slices = min(shards.count, 16)
    _ = try? concurrently(slices, isWorthIt: total > manyRows) { slice in
      for index in stride(from: slice, to: shards.count, by: slices) {
        fill(index, all + starts[index])
      }
    }
    return UnsafePointer(all)
  }

  /// Where each shard's part begins, and how much there is in all.
  private func places(_ extent: (Shard) -> Int) -> ([Int], total: Int) {
    var total = 0
    let starts = shards.map { shard in
      defer { total += extent(shard) }
      return total
    }
    return (starts, total)
  }

  /// One entry a row, copied as it is.
  private func joined<T>(
    _ owned: inout [UnsafeMutableRawPointer],
    _ part: KeyPath<csj_column, UnsafeMutablePointer<T>?>
  ) -> UnsafePointer<T> {
    filled(&owned, extent: \.count) { index, target in
      guard let entries = shards[index].column(position)[keyPath: part] else { return }
      target.update(from: entries, count: shards[index].count)
    }
  }

  /// Starts and lengths, the starts moved by what the shards before take up.
  private func spans(
    _ owned: inout [UnsafeMutableRawPointer], extent: (csj_column) -> UInt64
  ) -> (UnsafePointer<UInt64>, UnsafePointer<UInt32>) {
    let (moves, _) = places { Int(extent($0.column(position))) }
    let starts: UnsafePointer<UInt64> = filled(&owned, extent: \.count) { index, target in
      guard let own = shards[index].column(position).starts else { return }
      for entry in 0..<shards[index].count {
        target[entry] = UInt64(own[entry]) + UInt64(moves[index])
      }
    }
    return (starts, joined(&owned, \.lengths))
  }

  private func arena(_ owned: inout [UnsafeMutableRawPointer]) -> UnsafePointer<UInt8> {
    filled(&owned, extent: { Int($0.column(position).byte_count) }) { index, target in
      let column = shards[index].column(position)
      if let bytes = column.bytes { memcpy(target, bytes, Int(column.byte_count)) }
    }
  }

  private func symbolCodes(_ owned: inout [UnsafeMutableRawPointer]) -> UnsafePointer<UInt32> {
    filled(&owned, extent: \.count) { index, target in
      let column = shards[index].column(position)
      if let codes = column.codes { translate(codes, shards[index].count, column, into: target) }
    }
  }

  private func symbolItems(_ owned: inout [UnsafeMutableRawPointer]) -> UnsafePointer<UInt32> {
    filled(&owned, extent: { Int($0.column(position).item_count) }) { index, target in
      let column = shards[index].column(position)
      if let items = column.items { translate(items, Int(column.item_count), column, into: target) }
    }
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
