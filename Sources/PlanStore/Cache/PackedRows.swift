/// Packed rows are a column of a whole table as the cache has it: the segments of all its shards,
/// one behind the other.
struct PackedRows {
  let column: PackedColumn
  private let arrays: [PackedArray]
  /// The row at which each segment begins.
  private let firstRows: [Int]

  /// Nothing when the column lacks a shard.
  init?(_ column: PackedColumn, _ shards: [Shard], firstRows: [Int]) {
    arrays = shards.compactMap { column.segment(of: $0)?.main }
    guard arrays.count == shards.count else { return nil }
    self.column = column
    self.firstRows = firstRows
  }

  /// The pieces that these rows are made of, each with its place among them.
  @inline(__always)
  func forEachPiece(of rows: Range<Int>, _ body: (PackedArray, _ place: Int) -> Void) {
    var segment = firstRows.partitioningIndex { $0 > rows.lowerBound } - 1
    var row = rows.lowerBound
    while row < rows.upperBound {
      let start = row - firstRows[segment]
      let end = min(rows.upperBound - firstRows[segment], arrays[segment].count)
      body(arrays[segment][start..<end], row - rows.lowerBound)
      row += end - start
      segment += 1
    }
  }
}
