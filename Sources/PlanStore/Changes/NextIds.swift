import PlanModel

/// The next id is the one that a person would write for a new record: the last record's,
/// counted on. `dv-001-p08` follows `dv-001-p07`, and a unit's first person is its `p01`; where
/// no id ends in a number, it is the record's kind and a number: `task-1`.
struct NextId {
  private let prefix: String
  private let width: Int
  private var next: Int

  /// `owner`: the id of the unit by which the collection is split, if it is.
  init(_ overlay: Overlay, owner: String?, symbols: SymbolPool) {
    let (prefix, width) = NextId.pattern(overlay, owner, symbols)
    (self.prefix, self.width) = (prefix, width)
    let numbers = (0..<overlay.rowCount).compactMap { row -> Int? in
      let id = overlay.id(row)
      return id.hasPrefix(prefix) ? NextId.number(String(id.dropFirst(prefix.count))) : nil
    }
    next = (numbers.max() ?? 0) + 1
  }

  /// The next id that no record has.
  mutating func take(unless isTaken: (String) -> Bool) -> String {
    while true {
      let digits = String(next)
      let id = prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
      next += 1
      if !isTaken(id) { return id }
    }
  }

  /// Of the last record of the same owner; else of any other, with its owner's id replaced.
  private static func pattern(
    _ overlay: Overlay, _ wanted: String?, _ symbols: SymbolPool
  ) -> (prefix: String, width: Int) {
    let collection = overlay.collection
    let field = collection.shardedBy.flatMap { collection.position(of: $0) }
    func owner(of row: Int) -> String? {
      field.flatMap { overlay.json(row, $0, symbols: symbols)?.string }
    }
    let numbered = (0..<overlay.rowCount).reversed().lazy.filter { split(overlay.id($0)) != nil }
    let mine = numbered.first { wanted == nil || owner(of: $0) == wanted }
    if let mine, let found = split(overlay.id(mine)) { return found }
    if let wanted, let other = numbered.first, let theirs = owner(of: other),
      let (prefix, width) = split(overlay.id(other)), prefix.hasPrefix(theirs)
    {
      return (wanted + prefix.dropFirst(theirs.count), width)
    }
    return ((wanted.map { $0 + "-" } ?? "") + collection.singular + "-", 1)
  }

  /// What stands before the digits at the end, and how many these are.
  private static func split(_ id: String) -> (prefix: String, width: Int)? {
    let digits = id.reversed().prefix { $0.isASCII && $0.isNumber }.count
    return digits > 0 && digits <= 9 ? (String(id.dropLast(digits)), digits) : nil
  }

  private static func number(_ text: String) -> Int? {
    let isNumber = text.allSatisfy { $0.isASCII && $0.isNumber }
    return !text.isEmpty && text.count <= 9 && isNumber ? Int(text) : nil
  }
}
