/// For each record of a collection, the records of another that refer to it through one field.
final class ReferenceIndex: Sendable {
  struct Key: Hashable {
    let collection: String
    let field: Int
  }

  /// The rows that refer to target row t: `rows[starts[t]..<starts[t + 1]]`, ascending.
  private let starts: [Int]
  private let rows: [UInt32]

  init(_ links: Links?) {
    guard let links else {
      (starts, rows) = ([0], [])
      return
    }
    var counts = [Int](repeating: 0, count: links.targets.count + 1)
    links.forEachLink { _, target in counts[target + 1] += 1 }
    for target in 1..<counts.count { counts[target] += counts[target - 1] }
    var next = counts
    var filled = [UInt32](repeating: 0, count: counts[counts.count - 1])
    links.forEachLink { row, target in
      filled[next[target]] = UInt32(row)
      next[target] += 1
    }
    (starts, rows) = (counts, filled)
  }

  func rows(referringTo target: Int) -> ArraySlice<UInt32> {
    guard target + 1 < starts.count else { return [] }
    return rows[starts[target]..<starts[target + 1]]
  }
}

extension Links {
  /// Every row with every target of it, each pair once, rows ascending.
  fileprivate func forEachLink(_ body: (Int, Int) -> Void) {
    for row in 0..<column.count where removed.isEmpty || !removed.contains(row) {
      if case .symbols = column.storage {
        if let target = target(row) { body(row, target) }
      } else {
        for target in Set(targets(row)) { body(row, target) }
      }
    }
  }
}
