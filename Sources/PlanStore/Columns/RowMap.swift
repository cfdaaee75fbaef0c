/// Which row has which id, by the id's symbol.
final class RowMap: @unchecked Sendable {
  // Filled once, only read afterwards.

  /// How many symbols it answers for.
  let symbolCount: Int
  /// −1 for a symbol that is no id of the table.
  let rows: UnsafeMutablePointer<Int32>
  /// Rows whose id stands in a row before them.
  let duplicates: [Int]

  init(_ ids: [SymbolPool.Symbol], symbolCount: Int = 0, without removed: Set<Int> = []) {
    self.symbolCount = symbolCount
    rows = .allocate(capacity: max(1, symbolCount))
    rows.initialize(repeating: -1, count: max(1, symbolCount))
    var duplicates: [Int] = []
    for (row, symbol) in ids.enumerated() where removed.isEmpty || !removed.contains(row) {
      if rows[Int(symbol)] < 0 { rows[Int(symbol)] = Int32(row) } else { duplicates.append(row) }
    }
    self.duplicates = duplicates
  }

  convenience init(ids: Column, symbols: SymbolPool, without removed: Set<Int>) {
    let known = (0..<ids.count).map { row -> SymbolPool.Symbol in
      guard case .text(let starts, let lengths, let bytes) = ids.storage, ids.hasValue(row) else {
        return symbols.intern("")
      }
      return symbols.intern(
        UnsafeBufferPointer(start: bytes + Int(starts[row]), count: Int(lengths[row])))
    }
    self.init(known, symbolCount: symbols.count, without: removed)
    let aliases = symbols.aliases.filter { Int($0.key) < symbolCount }
    // The first row of any spelling first, and then for every spelling.
    for (alias, target) in aliases where rows[Int(alias)] >= 0 {
      let row = rows[Int(target)]
      rows[Int(target)] = row < 0 ? rows[Int(alias)] : min(row, rows[Int(alias)])
    }
    for (alias, target) in aliases { rows[Int(alias)] = rows[Int(target)] }
  }

  deinit { rows.deallocate() }

  func row(of symbol: SymbolPool.Symbol) -> Int? {
    guard Int(symbol) < symbolCount, rows[Int(symbol)] >= 0 else { return nil }
    return Int(rows[Int(symbol)])
  }
}
