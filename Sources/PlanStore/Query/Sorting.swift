import PlanModel

/// Sorts positions of a result by several keys. No value comes last, whichever way the key
/// runs; equal rows keep their order.
struct Sorting {
  private let columns: [(ranks: [Int], descending: Bool)]

  init(_ keys: [SortKey], of result: QueryResult, rows: RowSelection, in snapshot: Snapshot) throws
  {
    columns = try keys.map { key in
      let operand = try Operand(key.path, of: result, in: snapshot)
      let values = (0..<rows.count).map { operand.value(rows[$0]) }
      let naming = try Naming(operand.field, in: snapshot)
      return (try Sorting.ranks(values, naming, in: snapshot), key.descending)
    }
  }

  func sorted(_ positions: Range<Int>) -> [Int] {
    positions.sorted { a, b in
      for (ranks, descending) in columns where ranks[a] != ranks[b] {
        if ranks[a] == .max || ranks[b] == .max { return ranks[b] == .max }
        return descending ? ranks[a] > ranks[b] : ranks[a] < ranks[b]
      }
      return a < b
    }
  }

  /// Whether no key tells the two apart.
  func areEqual(_ a: Int, _ b: Int) -> Bool {
    columns.allSatisfy { ranks, _ in ranks[a] == ranks[b] }
  }

  /// Each value's place among the different values: collation is slow, so that it is asked
  /// once for each of them and not once for each comparison of rows.
  private static func ranks(
    _ values: [PlanValue], _ naming: Naming, in snapshot: Snapshot
  ) throws -> [Int] {
    var named: [PlanValue: PlanValue] = [:]
    // What is empty compares with nothing, and an order must be total.
    for (index, value) in values.enumerated() where !Order.isEmpty(value) {
      if index % 1024 == 0 { try snapshot.goOn() }
      if named[value] == nil { named[value] = naming.name(of: value) }
    }
    var comparisons = 0
    let ordered = try named.sorted {
      comparisons += 1
      if comparisons % 1024 == 0 { try snapshot.goOn() }
      return total($0.value, $1.value) < 0
    }
    var (ranks, rank): ([PlanValue: Int], Int) = ([:], 0)
    for (position, entry) in ordered.enumerated() {
      if position > 0, total(ordered[position - 1].value, entry.value) != 0 { rank += 1 }
      ranks[entry.key] = rank
    }
    return values.map { ranks[$0] ?? .max }
  }

  /// The reader's order; lists and the like, which have none, by how they are written.
  private static func total(_ a: PlanValue, _ b: PlanValue) -> Int {
    if let order = Order.compare(a, b) { return order }
    let (left, right) = (Array(a.json.text().utf8), Array(b.json.text().utf8))
    return left == right ? 0 : (left.lexicographicallyPrecedes(right) ? -1 : 1)
  }
}

/// What a value is sorted by: a record by what people call it, a person by the given name,
/// a choice by its place in the declaration.
private struct Naming {
  private let field: Field?
  private let targets: Table?

  init(_ field: Field?, in snapshot: Snapshot) throws {
    self.field = field
    targets = try field?.target.flatMap(Catalogue.collection).map { try snapshot.table($0) }
  }

  func name(of value: PlanValue) -> PlanValue {
    switch value {
    case .text(let name) where field?.isPersonName == true: .text(Collation.givenNameFirst(name))
    case .text(let name):
      field?.choices.firstIndex { $0.name == name }.map { .integer(Int64($0)) } ?? value
    case .reference(_, let id): .text(title(id))
    default: value
    }
  }

  private func title(_ id: String) -> String {
    guard let targets, let row = targets.row(id: id) else { return id }
    let title = targets.title(row)
    let isPerson = targets.collection.field(targets.collection.displayField)?.isPersonName == true
    return isPerson ? Collation.givenNameFirst(title) : title
  }
}
