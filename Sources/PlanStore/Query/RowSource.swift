/// A row source gives the numbers of a block of rows, from a column that is joined or as the cache
/// has it. Who holds the source keeps the column.
enum RowSource<Number: FixedWidthInteger> {
  /// No row at all, as where a query is only checked.
  case empty
  case joined(UnsafePointer<Number>)
  /// Rows of the whole table, in its order.
  case packed(PackedRows, (PackedArray, UnsafeMutablePointer<Number>) -> Void)

  /// The numbers of the rows at these positions, one behind the other; in `scratch`, if they do
  /// not stand so already.
  @inline(__always)
  func numbers(
    _ positions: Range<Int>, of rows: RowSelection, scratch: UnsafeMutablePointer<Number>
  ) -> UnsafePointer<Number> {
    switch (self, rows) {
    case (.empty, _): break
    case (.joined(let numbers), .all): return numbers + positions.lowerBound
    case (.joined(let numbers), .some(let rows)):
      rows.withUnsafeBufferPointer { rows in
        for place in 0..<positions.count {
          scratch[place] = numbers[Int(rows[positions.lowerBound &+ place])]
        }
      }
    case (.packed(let packed, let unpack), _):
      packed.forEachPiece(of: positions) { array, place in unpack(array, scratch + place) }
    }
    return UnsafePointer(scratch)
  }
}

extension FusedPass.Codes {
  init(_ codes: UnsafePointer<UInt32>, _ rows: RowSelection) {
    // What is null or missing has the highest codes: two more, and they are the lowest.
    var (lowest, highest) = (UInt32.max, UInt32.min)
    var done = 0
    if case .all(let count) = rows {
      var (low, high) = (SIMD16<UInt32>(repeating: .max), SIMD16<UInt32>(repeating: .min))
      let bytes = UnsafeRawPointer(codes)
      while done + 16 <= count {
        let some = bytes.loadUnaligned(fromByteOffset: done * 4, as: SIMD16<UInt32>.self)
        low = pointwiseMin(low, some)
        high = pointwiseMax(high, some &+ 2)
        done += 16
      }
      (lowest, highest) = (low.min(), high.max())
    }
    for place in done..<rows.count {
      lowest = min(lowest, codes[rows[place]])
      highest = max(highest, codes[rows[place]] &+ 2)
    }
    let isEmpty = highest < 2 || highest - 2 < lowest
    self.init(
      source: .joined(codes), lowest: lowest, width: isEmpty ? 1 : Int(highest - 2 - lowest) + 2)
  }

  /// All rows, as the cache has them.
  init(_ packed: PackedRows, _ symbols: SymbolPool) {
    let translation = packed.column.translation(into: symbols)
    self.init(
      source: .packed(packed) { translation.unpack($0, into: $1) },
      lowest: translation.symbols.lowerBound, width: translation.symbols.count + 1)
  }
}
