import PlanModel

/// The order of groups by their keys: records as their file has them, choices as declared, all
/// else ascending, and no value last.
struct KeyOrder {
  private let fields: [Field?]
  private let targets: [Table?]

  init(_ fields: [Field?], in snapshot: Snapshot) throws {
    self.fields = fields
    targets = try fields.map { field in
      try field?.target.flatMap(Catalogue.collection).map { try snapshot.table($0) }
    }
  }

  /// The groups in the order of their keys; those without one between them keep theirs.
  func sorted(_ keys: [KeyColumn], count: Int) -> [Int] {
    let ranks = zip(fields.indices, keys).map { position, key in places(key, position) }
    return (0..<count).sorted { a, b in
      for column in ranks where column[a] != column[b] { return column[a] < column[b] }
      return a < b
    }
  }

  /// The place of each group's value among the different values, so that what is dear to compare
  /// is compared once for each of them.
  private func places(_ key: KeyColumn, _ position: Int) -> [Int] {
    let ranked = key.values.map { rank($0, position) }
    let order = ranked.indices.sorted { a, b in
      if ranked[a].isNone != ranked[b].isNone { return ranked[b].isNone }
      let order = Order.compare(ranked[a], ranked[b]) ?? 0
      return order == 0 ? a < b : order < 0
    }
    var (places, next) = ([Int](repeating: 0, count: ranked.count), 0)
    for (place, value) in order.enumerated() {
      if place > 0, Order.compare(ranked[order[place - 1]], ranked[value]) != 0 { next += 1 }
      places[value] = next
    }
    return key.numbers.map { places[$0] }
  }

  private func rank(_ value: PlanValue, _ position: Int) -> PlanValue {
    switch value {
    case .reference(_, let id): .integer(Int64(targets[position]?.row(id: id) ?? .max))
    case .text(let text):
      fields[position]?.choices.firstIndex { $0.name == text }.map { .integer(Int64($0)) } ?? value
    default: value
    }
  }
}
