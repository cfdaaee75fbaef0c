internal import CSimdjson
internal import Foundation
import PlanModel

/// Joins the same column of all shards into one, and gives the shards' memory back.
struct ColumnJoin {
  let field: Field
  let position: Int
  let shards: [Shard]
  let symbols: SymbolPool
  /// What the cache has, for each shard that need not be read.
  var packed: (column: PackedColumn, segments: [PackedColumn.Segment?])?

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
      let (starts, lengths) = spans(&owned) { itemCount($0) }
      return .symbolLists(starts: starts, lengths: lengths, items: symbolItems(&owned))
    case CSJ_INTEGER: return .integers(joined(&owned, \.numbers, .numbers))
    case CSJ_DECIMAL:
      return .decimals(
        joined(&owned, \.numbers, .numbers), scales: joined(&owned, \.scales, .noScale, \.second))
    case CSJ_BOOLEAN: return .flags(joined(&owned, \.flags, .flags))
    case CSJ_DAY: return .days(joined(&owned, \.days, .days))
    case CSJ_MINUTE: return .minutes(joined(&owned, \.numbers, .numbers))
    case let kind:
      let (starts, lengths) = spans(&owned) { byteCount($0) }
      let bytes = arena(&owned)
      return kind == CSJ_JSON
        ? .json(starts: starts, lengths: lengths, bytes: bytes)
        : .text(starts: starts, lengths: lengths, bytes: bytes)
    }
  }

  private func segment(_ shard: Int) -> PackedColumn.Segment? { packed?.segments[shard] }

  private func count(_ shard: Int) -> Int { shards[shard].count }

  private func itemCount(_ shard: Int) -> Int {
    segment(shard).map { $0.second?.count ?? 0 } ?? Int(shards[shard].column(position).item_count)
  }

  private func byteCount(_ shard: Int) -> Int {
    segment(shard)?.bytes.count ?? Int(shards[shard].column(position).byte_count)
  }

  /// Memory for all shards, filled on all cores, each shard at its own place.
  private func filled<T>(
    _ owned: inout [UnsafeMutableRawPointer], extent: (Int) -> Int,
    fill: (Int, UnsafeMutablePointer<T>) -> Void
  ) -> UnsafePointer<T> {
    let (starts, total) = places(extent)
    let all: UnsafeMutablePointer<T> = ownedMemory(total, &owned)
    let slices = min(shards.count, 16)
    _ = concurrently(slices, isWorthIt: total > manyRows) { slice in
      for index in stride(from: slice, to: shards.count, by: slices) {
        fill(index, all + starts[index])
      }
    }
    return UnsafePointer(all)
  }

  /// Where each shard's part begins, and how much there is in all.
  private func places(_ extent: (Int) -> Int) -> ([Int], total: Int) {
    var total = 0
    let starts = shards.indices.map { shard in
      defer { total += extent(shard) }
      return total
    }
    return (starts, total)
  }

  /// One entry a row, copied as it is.
  private func joined<T: FixedWidthInteger>(
    _ owned: inout [UnsafeMutableRawPointer],
    _ part: KeyPath<csj_column, UnsafeMutablePointer<T>?>, _ specials: Specials<T>,
    _ array: KeyPath<PackedColumn.Segment, PackedArray?> = \.first
  ) -> UnsafePointer<T> {
    filled(&owned, extent: count) { index, target in
      if let array = segment(index)?[keyPath: array] { return array.unpack(into: target, specials) }
      guard let entries = shards[index].column(position)[keyPath: part] else {
        return target.update(repeating: specials.missing, count: shards[index].count)
      }
      target.update(from: entries, count: shards[index].count)
    }
  }

  /// Starts and lengths, the starts moved by what the shards before take up.
  private func spans(
    _ owned: inout [UnsafeMutableRawPointer], extent: (Int) -> Int
  ) -> (UnsafePointer<UInt64>, UnsafePointer<UInt32>) {
    let (moves, _) = places(extent)
    let (firstRows, _) = places(count)
    let lengths = joined(&owned, \.lengths, .codes)
    let starts: UnsafePointer<UInt64> = filled(&owned, extent: count) { index, target in
      if segment(index) != nil {
        let own = UnsafeMutablePointer(mutating: lengths + firstRows[index])
        return line(up: own, count(index), from: moves[index], most: extent(index), into: target)
      }
      guard let own = shards[index].column(position).starts else { return }
      for entry in 0..<shards[index].count {
        target[entry] = UInt64(own[entry]) + UInt64(moves[index])
      }
    }
    return (starts, lengths)
  }

  /// Starts of values that stand one behind the other. They end where the shard's part does,
  /// whatever lengths the cache has told.
  private func line(
    up lengths: UnsafeMutablePointer<UInt32>, _ count: Int, from start: Int, most: Int,
    into starts: UnsafeMutablePointer<UInt64>
  ) {
    var used = 0
    for row in 0..<count {
      starts[row] = UInt64(start + used)
      guard lengths[row] < Column.firstSpecialCode else { continue }
      lengths[row] = min(lengths[row], UInt32(clamping: most - used))
      used += Int(lengths[row])
    }
  }

  private func arena(_ owned: inout [UnsafeMutableRawPointer]) -> UnsafePointer<UInt8> {
    filled(&owned, extent: byteCount) { index, target in
      if let bytes = segment(index)?.bytes {
        if let base = bytes.baseAddress { memcpy(target, base, bytes.count) }
        return
      }
      let column = shards[index].column(position)
      if let bytes = column.bytes { memcpy(target, bytes, Int(column.byte_count)) }
    }
  }

  private func symbolCodes(_ owned: inout [UnsafeMutableRawPointer]) -> UnsafePointer<UInt32> {
    let translation = packed?.column.translation(into: symbols)
    return filled(&owned, extent: count) { index, target in
      if let codes = segment(index)?.main {
        translation?.unpack(codes, into: target)
      } else {
        let (column, count) = (shards[index].column(position), shards[index].count)
        guard let codes = column.codes else {
          return target.update(repeating: SymbolPool.missingCode, count: count)
        }
        translate(codes, count, column, into: target)
      }
    }
  }

  private func symbolItems(_ owned: inout [UnsafeMutableRawPointer]) -> UnsafePointer<UInt32> {
    let translation = packed?.column.translation(into: symbols)
    return filled(&owned, extent: itemCount) { index, target in
      if let items = segment(index)?.second {
        translation?.unpack(items, into: target, isItem: true)
      } else {
        let column = shards[index].column(position)
        guard let items = column.items else { return }
        translate(items, Int(column.item_count), column, into: target)
      }
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
