import PlanModel
import PlanStore

/// A record search finds the records whose id or name has a word that begins with what was typed,
/// with or without accents. It looks through the columns as they are: a collection of a whole
/// city takes a few milliseconds.
struct RecordSearch {
  let table: Table
  let symbols: SymbolPool

  /// Rows in the order of how well they fit: by the beginning of the id, of the name, of a word in
  /// it.
  func find(_ text: String, limit: Int) -> (rows: [Int], total: Int) {
    let pattern = FoldedPattern(text)
    let columns = ["id", table.collection.displayField].compactMap { table.column($0) }
    var ranked: [[Int]] = [[], [], []]
    var total = 0
    let removed = table.rows
    for position in 0..<removed.count {
      let row = removed[position]
      guard let rank = rank(row, columns, pattern) else { continue }
      total += 1
      if ranked[rank].count < limit { ranked[rank].append(row) }
    }
    return (Array(ranked.joined().prefix(limit)), total)
  }

  private func rank(_ row: Int, _ columns: [Column], _ pattern: FoldedPattern) -> Int? {
    if let id = columns.first, let found = matched(id, row, pattern) {
      return found == .beginning ? 0 : 2
    }
    guard columns.count > 1, let found = matched(columns[1], row, pattern) else { return nil }
    return found == .beginning ? 1 : 2
  }

  private func matched(
    _ column: Column, _ row: Int, _ pattern: FoldedPattern
  ) -> FoldedPattern.Match? {
    guard column.hasValue(row) else { return nil }
    switch column.storage {
    case .text(let starts, let lengths, let bytes):
      return pattern.match(
        UnsafeBufferPointer(start: bytes + Int(starts[row]), count: Int(lengths[row])))
    case .symbols(let codes): return pattern.match(symbols.bytes(of: codes[row]))
    default: return nil
    }
  }
}
