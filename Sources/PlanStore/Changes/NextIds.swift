import PlanModel

/// Next ids are those that a person would write for new records: the last record's, counted on.
/// `dv-001-p08` follows `dv-001-p07`, and a unit's first person is its `p01`; where no id ends
/// in a number, it is the record's kind and a number: `task-1`.
///
/// Who may change one unit's records alone gets ids that begin with the unit, counted on from the
/// records in sight: any other would tell how many there are beside them.
///
/// The collection is looked through once, however many ids are taken.
struct NextIds {
  private let collection: Collection
  /// How the ids of each owner's last numbered record are made, and of the last one of all.
  private var patterns: [String: Pattern] = [:]
  private var last: (pattern: Pattern, owner: String?)?
  /// The largest number behind each prefix.
  private var largest: [String: Int] = [:]

  private struct Pattern {
    let prefix: String
    let width: Int
  }

  init(_ overlay: Overlay, symbols: SymbolPool, without hidden: Set<Int>) {
    collection = overlay.collection
    let owner = collection.shardedBy.flatMap { collection.position(of: $0) }
    for row in 0..<overlay.rowCount where !hidden.contains(row) {
      guard let (pattern, number) = NextIds.split(overlay.id(row)) else { continue }
      largest[pattern.prefix] = max(largest[pattern.prefix] ?? 0, number)
      let name = owner.flatMap { overlay.json(row, $0, symbols: symbols)?.string }
      patterns[name ?? ""] = pattern
      last = (pattern, name)
    }
  }

  /// The next id that no record has. `owner`: the id of the unit whose record it is, where ids
  /// say that.
  mutating func take(owner: String?, unless isTaken: (String) -> Bool) -> String {
    let pattern = pattern(of: owner)
    while true {
      let next = (largest[pattern.prefix] ?? 0) + 1
      largest[pattern.prefix] = next
      let digits = String(next)
      let id =
        pattern.prefix + String(repeating: "0", count: max(0, pattern.width - digits.count))
        + digits
      if !isTaken(id) { return id }
    }
  }

  /// Of the last record of the same owner; else of any other, with its owner's id replaced.
  private mutating func pattern(of owner: String?) -> Pattern {
    if let known = owner == nil ? last?.pattern : patterns[owner ?? ""] { return known }
    var made = Pattern(prefix: (owner.map { $0 + "-" } ?? "") + collection.singular + "-", width: 1)
    if let owner, let last, let theirs = last.owner, last.pattern.prefix.hasPrefix(theirs) {
      made = Pattern(
        prefix: owner + last.pattern.prefix.dropFirst(theirs.count), width: last.pattern.width)
    }
    patterns[owner ?? ""] = made
    return made
  }

  /// What stands before the digits at the end, how many these are, and the number.
  private static func split(_ id: String) -> (Pattern, Int)? {
    let digits = id.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
    guard (1...9).contains(digits),
      let number = Int(String(decoding: id.utf8.suffix(digits), as: UTF8.self))
    else { return nil }
    let prefix = String(decoding: id.utf8.dropLast(digits), as: UTF8.self)
    return (Pattern(prefix: prefix, width: digits), number)
  }
}
