/// Fused pieces are rows that lie in one shard, as the cache has them: a group's are counted and
/// summed at one go where all keys but one are the same in all of the shard, and that one has few
/// values, as a choice in the file of a unit.
struct FusedPieces {
  private let keys: [Key]
  private let measures: [PackedRows]
  /// How the rows lie in shards: in all columns alike.
  private let layout: PackedRows

  private struct Key {
    let codes: FusedPass.Codes
    let packed: PackedRows
    let unpack: (PackedArray, UnsafeMutablePointer<UInt32>) -> Void
    /// By how much its place moves a slot.
    let step: Int

    /// The places that codes of a shard stand for.
    func places(of array: PackedArray, scratch: UnsafeMutablePointer<UInt32>) -> [Int] {
      unpack(array, scratch)
      return (0..<array.count).map {
        Int(min(scratch[$0] &- codes.lowest, UInt32(codes.width - 1)))
      }
    }
  }

  /// Rows of a piece that are of one group.
  private struct Share {
    /// The code of the key that has several; nothing when the piece is of one group.
    var code: (rows: ByteRows, code: UInt8)?
    let slot: Int
    let count: Int
    var firstRow = 0
  }

  /// What a piece has of a measure: one number, or one byte a row.
  private enum Numbers {
    case same(Int64)
    case bytes(ByteRows, least: Int64)

    init?(_ array: PackedArray) {
      if array.width == 0 {
        self = .same(array.least)
      } else if let bytes = ByteRows(array) {
        self = .bytes(bytes, least: array.least)
      } else {
        return nil
      }
    }

    func sum(_ share: Share) -> Int128 {
      switch self {
      case .same(let number): return Int128(number) * Int128(share.count)
      case .bytes(let bytes, let least):
        let (count, sum) = bytes.tally(of: share.code)
        return Int128(least) * Int128(count) + Int128(sum)
      }
    }
  }

  /// More values than that are faster told apart row by row.
  private static let few = 8
  /// Shards of fewer rows are faster gone through several at a time.
  private static let fewestRows = 256

  /// Nothing when a column is not as the cache has it, or shards are small.
  init?(_ codes: [FusedPass.Codes], _ measures: [RowSource<Int64>]) {
    var (keys, step): ([Key], Int) = ([], 1)
    for key in codes.reversed() {
      guard case .packed(let packed, let unpack) = key.source else { return nil }
      keys.append(Key(codes: key, packed: packed, unpack: unpack, step: step))
      step *= key.width
    }
    var packed: [PackedRows] = []
    for measure in measures {
      guard case .packed(let rows, _) = measure else { return nil }
      packed.append(rows)
    }
    guard let layout = keys.first?.packed, layout.shardCount > 0,
      layout.end(ofShard: layout.shardCount - 1) / layout.shardCount >= FusedPieces.fewestRows
    else { return nil }
    (self.keys, self.measures, self.layout) = (keys, packed, layout)
  }

  /// The first of the rows, as far as they lie in one shard.
  func firstPiece(of rows: Range<Int>) -> Range<Int> {
    let end = layout.end(ofShard: layout.shard(of: rows.lowerBound))
    return rows.lowerBound..<min(rows.upperBound, end)
  }

  /// False when the piece is of another kind: then nothing is added.
  func add(
    _ rows: Range<Int>, _ work: inout FusedWork, _ part: inout FusedPass.Part
  ) -> Bool {
    let shard = layout.shard(of: rows.lowerBound)
    let numbers = measures.compactMap { Numbers($0.piece(rows, ofShard: shard)) }
    guard numbers.count == measures.count, let shares = shares(rows, shard, work) else {
      return false
    }
    for share in shares {
      let group = Int(work.group(ofSlot: share.slot, &part))
      work.grow(to: part.slots.count)
      work.counts[2 * group] += Int64(share.count)
      for (measure, numbers) in numbers.enumerated() {
        let sum = Int128(work.sums[measure][2 * group]) + numbers.sum(share)
        work.sums[measure][2 * group] = Int64(truncatingIfNeeded: sum)
        if Int64(exactly: sum) == nil { part.overflow = part.overflow ?? measure }
      }
    }
    return true
  }

  /// The groups of a piece in the order in which its rows meet them; nothing when they are many.
  private func shares(_ rows: Range<Int>, _ shard: Int, _ work: FusedWork) -> [Share]? {
    var slot = 0
    var several: (key: Key, array: PackedArray)?
    for key in keys {
      let array = key.packed.piece(rows, ofShard: shard)
      if array.width == 0 {
        slot += key.places(of: array[0..<1], scratch: work.codes)[0] * key.step
      } else if array.width == 1, array.span < FusedPieces.few, several == nil {
        several = (key, array)
      } else {
        return nil
      }
    }
    guard let (key, array) = several else { return [Share(slot: slot, count: rows.count)] }
    guard let bytes = ByteRows(array) else { return nil }
    let codes = [UInt8.max, ByteRows.firstSpecial] + (0...UInt8(array.span))
    let places = codes.withUnsafeBytes { codes in
      codes.baseAddress.map {
        key.places(of: array.holding($0, count: codes.count), scratch: work.codes)
      } ?? []
    }
    var shares: [Share] = []
    for (code, place) in zip(codes, places) {
      guard let first = bytes.first(of: code) else { continue }
      shares.append(
        Share(
          code: (bytes, code), slot: slot + place * key.step, count: bytes.count(of: code),
          firstRow: first))
    }
    // A code beyond the span is nobody's.
    guard shares.reduce(0, { $0 + $1.count }) == rows.count else { return nil }
    return shares.sorted { $0.firstRow < $1.firstRow }
  }
}

extension PackedArray {
  /// The same with other codes.
  fileprivate func holding(_ codes: UnsafeRawPointer, count: Int) -> PackedArray {
    PackedArray(width: width, count: count, least: least, span: span, bytes: codes)
  }
}
