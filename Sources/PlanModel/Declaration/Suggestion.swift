/// Names near to one that was misspelt, the nearest first, at most three. `slips` is how many
/// single-letter slips still count as near; longer names may have more.
public func suggestions(
  for name: String, among known: some Sequence<String>, slips: Int? = nil
) -> [String] {
  let wanted = folded(name)
  let limit = slips ?? max(1, min(3, (wanted.count + 1) / 3))
  let near = known.compactMap { candidate -> (String, Int)? in
    let distance = editDistance(wanted, folded(candidate))
    let isPart = wanted.count >= 3 && folded(candidate).hasPrefix(wanted)
    return distance <= limit || isPart ? (candidate, isPart ? min(distance, 1) : distance) : nil
  }
  return near.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3).map(\.0)
}

/// How many single-letter slips (insert, drop, change, swap neighbours) lie between two words.
func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
  var rows = [Array(0...b.count)]
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, rows[i - 1][j - 1] + 1)
      }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
