internal import CSimdjson
import PlanModel

/// Packs a column that was joined, shard by shard.
struct ColumnPacking {
  let column: Column
  let shards: [Shard]
  let symbols: SymbolPool

  /// What one shard has, packed.
  private struct Segment {
    var main: Packing
    var second: Packing?
    var bytes: [UInt8]?
  }

  /// The body of the column's file; nothing when a shard is not known by a fingerprint.
  func body() -> [UInt8]? {
    let fingerprints = shards.compactMap(\.fingerprint)
    guard fingerprints.count == shards.count else { return nil }
    let dictionary = LocalDictionary(column, symbols)
    let segments = segments(dictionary)
    var body = CacheWriter(capacity: segments.reduce(4096) { $0 + $1.main.bytes.count + 64 })
    body.put(column.field.storageKind.rawValue)
    dictionary.put(into: &body)
    body.put(UInt32(segments.count))
    for (fingerprint, segment) in zip(fingerprints, segments) {
      body.put(fingerprint)
      segment.main.putHeader(into: &body)
      segment.second?.putHeader(into: &body)
      if let bytes = segment.bytes { body.put(UInt64(bytes.count)) }
    }
    for segment in segments {
      body.put(segment.main.bytes)
      if let second = segment.second { body.put(second.bytes) }
      if let bytes = segment.bytes { body.put(bytes) }
    }
    return body.bytes
  }

  private func segments(_ dictionary: LocalDictionary) -> [Segment] {
    var row = 0
    let rows = shards.map { shard in
      defer { row += shard.count }
      return row..<row + shard.count
    }
    return concurrently(shards.count, isWorthIt: column.count > manyRows) {
      segment(rows[$0], dictionary)
    }
  }

  private func segment(_ rows: Range<Int>, _ dictionary: LocalDictionary) -> Segment {
    func part<T>(_ all: UnsafePointer<T>) -> UnsafeBufferPointer<T> {
      UnsafeBufferPointer(start: all + rows.lowerBound, count: rows.count)
    }
    switch column.storage {
    case .symbols(let codes):
      return dictionary.local(part(codes)).withUnsafeBufferPointer {
        Segment(main: Packing($0, .codes))
      }
    case .symbolLists(let starts, let lengths, let items):
      let own = gathered(part(starts), part(lengths), items)
      return dictionary.local(own).withUnsafeBufferPointer {
        Segment(main: Packing(part(lengths), .codes), second: Packing($0, .codes, isOneARow: false))
      }
    case .text(let starts, let lengths, let bytes), .json(let starts, let lengths, let bytes):
      return Segment(
        main: Packing(part(lengths), .codes), bytes: gathered(part(starts), part(lengths), bytes))
    case .integers(let numbers), .minutes(let numbers):
      return Segment(main: Packing(part(numbers), .numbers))
    case .decimals(let numbers, let scales):
      return Segment(
        main: Packing(part(numbers), .numbers), second: Packing(part(scales), .scales))
    case .flags(let flags): return Segment(main: Packing(part(flags), .flags))
    case .days(let days): return Segment(main: Packing(part(days), .days))
    }
  }

  /// The items of all rows, one row behind the other.
  private func gathered<T>(
    _ starts: UnsafeBufferPointer<UInt64>, _ lengths: UnsafeBufferPointer<UInt32>,
    _ items: UnsafePointer<T>
  ) -> [T] {
    var all: [T] = []
    for row in starts.indices where lengths[row] < Column.firstSpecialCode {
      all += UnsafeBufferPointer(start: items + Int(starts[row]), count: Int(lengths[row]))
    }
    return all
  }
}

extension Packing {
  fileprivate func putHeader(into body: inout CacheWriter) {
    body.put(UInt8(width))
    body.put(UInt32(count))
    body.put(least)
    body.put(span)
  }
}

/// The symbols that a column has, numbered in the order in which they are first met.
private struct LocalDictionary {
  private var codes: [UInt32] = []
  private var entries: [SymbolPool.Symbol] = []
  private let symbols: SymbolPool
  private let isNeeded: Bool

  init(_ column: Column, _ symbols: SymbolPool) {
    self.symbols = symbols
    isNeeded = [CSJ_SYMBOL, CSJ_SYMBOLS].contains(column.field.storageKind)
    codes = [UInt32](repeating: .max, count: symbols.count)
    switch column.storage {
    case .symbols(let codes): note(UnsafeBufferPointer(start: codes, count: column.count))
    case .symbolLists(let starts, let lengths, let items):
      for row in 0..<column.count where lengths[row] < Column.firstSpecialCode {
        note(UnsafeBufferPointer(start: items + Int(starts[row]), count: Int(lengths[row])))
      }
    default: codes = []
    }
  }

  private mutating func note(_ found: UnsafeBufferPointer<UInt32>) {
    codes.withUnsafeMutableBufferPointer { codes in
      for symbol in found
      where symbol < Column.firstSpecialCode && codes[Int(symbol)] == .max {
        codes[Int(symbol)] = UInt32(entries.count)
        entries.append(symbol)
      }
    }
  }

  func local(_ found: some Swift.Collection<UInt32>) -> [UInt32] {
    found.map { $0 < Column.firstSpecialCode ? codes[Int($0)] : $0 }
  }

  /// Where there are codes there is at least one entry for them.
  func put(into body: inout CacheWriter) {
    guard !entries.isEmpty || !isNeeded else {
      body.put(UInt32(1))
      return body.put(UInt32(0))
    }
    body.put(UInt32(entries.count))
    var end: UInt32 = 0
    for symbol in entries {
      end += UInt32(symbols.bytes(of: symbol).count)
      body.put(end)
    }
    for symbol in entries { body.put(Array(symbols.bytes(of: symbol))) }
  }
}
