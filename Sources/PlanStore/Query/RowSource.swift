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
