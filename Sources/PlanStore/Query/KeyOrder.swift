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

  /// The places of the keys in their order; keys without one between them keep theirs.
  func sorted(_ keys: [[PlanValue]]) -> [Int] {
    let ranked = keys.map { key in key.indices.map { rank(key[$0], $0) } }
    return keys.indices.sorted { a, b in
      for (mine, theirs) in zip(ranked[a], ranked[b]) {
        if mine.isNone != theirs.isNone { return theirs.isNone }
        if let order = Order.compare(mine, theirs), order != 0 { return order < 0 }
      }
      return a < b
    }
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
