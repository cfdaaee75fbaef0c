/// Packed rows are a column of a whole table as the cache has it: the segments of all its shards,
/// one behind the other.
struct PackedRows {
  let column: PackedColumn
  private let arrays: [PackedArray]
  /// The row at which each segment begins.
  private let firstRows: [Int]

  /// Nothing when the column lacks a shard.
  init?(_ column: PackedColumn, _ shards: [Shard], firstRows: [Int]) {
    arrays = shards.indices.compactMap { column.segment(of: shards[$0], at: $0)?.main }
    guard arrays.count == shards.count else { return nil }
    self.column = column
    self.firstRows = firstRows
  }

  var shardCount: Int { arrays.count }

  /// The shard that a row stands in.
  func shard(of row: Int) -> Int { firstRows.partitioningIndex { $0 > row } - 1 }

  /// The row behind the last of a shard.
  func end(ofShard shard: Int) -> Int { firstRows[shard] + arrays[shard].count }

  /// Rows of one shard.
  func piece(_ rows: Range<Int>, ofShard shard: Int) -> PackedArray {
    let first = firstRows[shard]
    return arrays[shard][(rows.lowerBound - first)..<(rows.upperBound - first)]
  }

  /// The pieces that these rows are made of, each with its place among them.
  @inline(__always)
  func forEachPiece(of rows: Range<Int>, _ body: (PackedArray, _ place: Int) -> Void) {
    var segment = shard(of: rows.lowerBound)
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
