internal import CSimdjson
import PlanModel
internal import Synchronization

/// A packed column is a column as the cache keeps it: shard by shard, each under the fingerprint
/// of the file that it was read from.
final class PackedColumn: @unchecked Sendable {
  // Filled once, only read afterwards.

  /// What one shard has in the column.
  struct Segment {
    /// Codes, numbers, flags, days, or lengths: one a row.
    let main: PackedArray
    /// Scales, one a row; or the items of all rows.
    let second: PackedArray?
    /// Texts of all rows.
    let bytes: UnsafeRawBufferPointer

    var first: PackedArray? { main }
  }

  // Keeps the memory that all the rest points into.
  private let file: CacheFile
  private var segments: [(fingerprint: Fingerprint, segment: Segment)] = []
  /// Where each segment stands; made when a shard is first looked for elsewhere than in its place.
  private let places = Mutex<[Fingerprint: Int]>([:])
  private var entryEnds: [UInt32] = []
  private var entries = UnsafeRawBufferPointer(start: nil, count: 0)

  /// Nothing when what the file says of itself does not fit together.
  init?(_ file: CacheFile, field: Field) {
    self.file = file
    var body = file.body
    guard let kind: UInt32 = body.number(), kind == field.storageKind.rawValue,
      readEntries(&body), let count = body.count(ofAtLeast: 16)
    else { return nil }
    let shape = PackedShape(field.storageKind, entryCount: entryEnds.count)
    guard !shape.hasCodes || !entryEnds.isEmpty else { return nil }
    var headers: [(Fingerprint, SegmentHeader)] = []
    headers.reserveCapacity(count)
    for _ in 0..<count {
      guard let fingerprint = body.fingerprint(), let header = SegmentHeader(&body, shape) else {
        return nil
      }
      headers.append((fingerprint, header))
    }
    segments.reserveCapacity(count)
    for (fingerprint, header) in headers {
      guard let segment = header.segment(&body) else { return nil }
      segments.append((fingerprint, segment))
    }
    guard body.isAtEnd else { return nil }
  }

  private func readEntries(_ body: inout CacheReader) -> Bool {
    guard let count = body.count(ofAtLeast: 4) else { return false }
    var last: UInt32 = 0
    entryEnds.reserveCapacity(count)
    for _ in 0..<count {
      guard let end: UInt32 = body.number(), end >= last else { return false }
      entryEnds.append(end)
      last = end
    }
    guard let bytes = body.slice(Int(last)) else { return false }
    entries = bytes
    return true
  }

  /// What the shard has, which is the table's at that place; nothing when another content of the
  /// file was packed.
  func segment(of shard: Shard, at place: Int) -> Segment? {
    guard let fingerprint = shard.fingerprint, let found = self.place(fingerprint, near: place),
      segments[found].segment.main.count == shard.count
    else { return nil }
    return segments[found].segment
  }

  /// Shards are packed in the order in which they stand, and mostly stand so still.
  private func place(_ fingerprint: Fingerprint, near place: Int) -> Int? {
    if place < segments.count, segments[place].fingerprint == fingerprint { return place }
    return places.withLock { places in
      if places.isEmpty {
        for (place, segment) in segments.enumerated() { places[segment.fingerprint] = place }
      }
      return places[fingerprint]
    }
  }

  /// The snapshot's symbols for the column's own codes.
  func translation(into symbols: SymbolPool) -> SymbolTranslation {
    let known = entries.withMemoryRebound(to: UInt8.self) { bytes in
      entryEnds.withUnsafeBufferPointer { symbols.intern(bytes: bytes, ends: $0) }
    }
    return SymbolTranslation(known)
  }
}

/// Codes of a packed column to symbols of a snapshot.
struct SymbolTranslation {
  private let way: Way
  /// From the lowest to the highest that may come out.
  let symbols: Range<SymbolPool.Symbol>

  private enum Way {
    /// The symbols follow each other as the codes do: nearly always, in a young snapshot.
    case shift(Int64)
    case table([SymbolPool.Symbol])
  }

  init(_ known: [SymbolPool.Symbol]) {
    let first = Int64(known.first ?? 0)
    let isRun = known.indices.allSatisfy { Int64(known[$0]) == first + Int64($0) }
    way = isRun ? .shift(first) : .table(known)
    symbols = (known.min() ?? 0)..<(known.max().map { $0 + 1 } ?? 0)
  }

  /// `isItem`: items of lists are never null or missing, whatever the file says.
  func unpack(
    _ codes: PackedArray, into target: UnsafeMutablePointer<UInt32>, isItem: Bool = false
  ) {
    switch way {
    case .shift(let shift):
      let first = UInt32(truncatingIfNeeded: shift)
      codes.unpack(
        into: target, isItem ? Specials(missing: first, null: first) : .codes, shift: shift)
    case .table(let known):
      codes.unpack(into: target, isItem ? Specials(missing: 0, null: 0) : .codes)
      known.withUnsafeBufferPointer { known in
        for index in 0..<codes.count where target[index] < Column.firstSpecialCode {
          target[index] = known[Int(target[index])]
        }
      }
    }
  }
}

/// Which parts a column of a kind has, and between which bounds their numbers must lie.
struct PackedShape {
  let main: ClosedRange<Int64>
  private(set) var second: ClosedRange<Int64>?
  private(set) var hasOneSecondARow = false
  private(set) var hasBytes = false
  private(set) var hasCodes = false

  init(_ kind: csj_kind, entryCount: Int) {
    let codes = 0...Int64(max(1, entryCount) - 1)
    let lengths = 0...Int64(Column.firstSpecialCode - 1)
    switch kind {
    case CSJ_SYMBOL:
      main = codes
      hasCodes = true
    case CSJ_SYMBOLS:
      main = lengths
      hasCodes = true
      second = codes
    case CSJ_DECIMAL:
      main = -999_999_999_999_999_999...999_999_999_999_999_999
      second = 0...18
      hasOneSecondARow = true
    case CSJ_BOOLEAN: main = 0...1
    case CSJ_DAY: main = PackedShape.days
    case CSJ_MINUTE:
      main = PackedShape.days.lowerBound * 1440...PackedShape.days.upperBound * 1440 + 1439
    case CSJ_INTEGER: main = Column.lastSpecialNumber + 1...Int64.max
    default:
      main = lengths
      hasBytes = true
    }
  }

  /// 0001-01-01 to 9999-12-31.
  private static let days: ClosedRange<Int64> = -719_162...2_932_896
}

/// What stands in a column's file before the numbers of a segment.
private struct SegmentHeader {
  private let main: ArrayHeader
  private let second: ArrayHeader?
  private let byteCount: Int

  init?(_ body: inout CacheReader, _ shape: PackedShape) {
    guard let main = ArrayHeader(&body, within: shape.main, isOneARow: true) else { return nil }
    self.main = main
    var second: ArrayHeader?
    if let bounds = shape.second {
      second = ArrayHeader(&body, within: bounds, isOneARow: shape.hasOneSecondARow)
      guard let second, !shape.hasOneSecondARow || second.count == main.count else { return nil }
    }
    self.second = second
    var length: UInt64 = 0
    if shape.hasBytes {
      guard let found: UInt64 = body.number() else { return nil }
      length = found
    }
    byteCount = Int(clamping: length)
  }

  func segment(_ body: inout CacheReader) -> PackedColumn.Segment? {
    guard let main = main.array(&body) else { return nil }
    let second = second.map { $0.array(&body) }
    if case .some(.none) = second { return nil }
    guard let bytes = body.slice(byteCount) else { return nil }
    return PackedColumn.Segment(main: main, second: second ?? nil, bytes: bytes)
  }
}

private struct ArrayHeader {
  let count: Int
  private let width: Int
  private let least: Int64
  private let span: UInt64

  init?(_ body: inout CacheReader, within bounds: ClosedRange<Int64>, isOneARow: Bool) {
    guard let width: UInt8 = body.number(),
      (isOneARow ? [0, 1, 2, 4, 8] : [1, 2, 4, 8]).contains(width),
      let count: UInt32 = body.number(), let least: Int64 = body.number(),
      let span: UInt64 = body.number(), bounds.contains(least),
      span <= UInt64(bitPattern: bounds.upperBound &- least)
    else { return nil }
    self.width = Int(width)
    self.count = Int(count)
    self.least = least
    self.span = span
  }

  func array(_ body: inout CacheReader) -> PackedArray? {
    guard let slice = body.slice(width * count), let bytes = slice.baseAddress else { return nil }
    return PackedArray(width: width, count: count, least: least, span: span, bytes: bytes)
  }
}
