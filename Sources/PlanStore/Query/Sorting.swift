import PlanModel

/// Sorts positions of a result by several keys. No value comes last, whichever way the key
/// runs; equal rows keep their order.
struct Sorting {
  private let columns: [(ranks: [Int], descending: Bool)]

  init(_ keys: [SortKey], of result: QueryResult, rows: RowSelection, in snapshot: Snapshot) throws {
    columns = try keys.map { key in
      let operand = try Operand(key.path, of: result, in: snapshot)
      let values = (0..<rows.count).map { operand.value(rows[$0]) }
      let naming = try Naming(operand.field, in: snapshot)
      return (Sorting.ranks(values, naming), key.descending)
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

  /// Each value's place among the different values: collation is slow, so that it is asked
  /// once for each of them and not once for each comparison of rows.
  private static func ranks(_ values: [PlanValue], _ naming: Naming) -> [Int] {
    var named: [PlanValue: PlanValue] = [:]
    for value in values where named[value] == nil { named[value] = naming.name(of: value) }
    let ordered = named.sorted { a, b in
      (Order.compare(a.value, b.value) ?? Order.compare(a.key, b.key) ?? 0) < 0
    }
    var (ranks, rank): ([PlanValue: Int], Int) = ([:], 0)
    for (position, entry) in ordered.enumerated() {
      if position > 0, Order.compare(ordered[position - 1].value, entry.value) != 0 { rank += 1 }
      ranks[entry.key] = Naming.isEmpty(entry.key) ? Int.max : rank
    }
    return values.map { ranks[$0] ?? .max }
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

  /// A rate of nobody sorts like no value.
  static func isEmpty(_ value: PlanValue) -> Bool {
    if case .ratio(let ratio) = value { return ratio.whole == 0 }
    return value.isNone
  }
}
