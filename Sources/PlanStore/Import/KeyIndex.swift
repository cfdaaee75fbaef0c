import PlanModel

/// A key index finds the records that a row without an id may be about, by the natural key.
struct KeyIndex {
  private let collection: Collection
  private let proposal: Proposal
  /// The fields of the key for which the file has columns, and those for which it has none.
  private let (present, absent): ([String], [String])
  private var rows: [String: [Int]] = [:]

  init(_ proposal: Proposal, _ collection: Collection, columns: Set<String>) throws {
    (self.proposal, self.collection) = (proposal, collection)
    present = collection.naturalKey.filter(columns.contains)
    absent = collection.naturalKey.filter { !columns.contains($0) }
    for row in 0..<(try proposal.rowCount(collection)) { try note(row) }
  }

  mutating func note(_ row: Int) throws {
    let key = KeyIndex.key(try present.map { try value(row, $0) })
    rows[key, default: []].append(row)
  }

  enum Match {
    case one(Int)
    /// None is like it.
    case new
    /// These may be meant: what the row says of the fields does not tell.
    case uncertain([Int], fields: [String])
  }

  /// The record that a row with these values is about. `taken`: records that others are
  /// about.
  func match(_ values: [String: PlanValue], taken: [Int: Int]) throws -> Match {
    let key = KeyIndex.key(present.map { values[$0] ?? .none })
    var candidates = rows[key] ?? []
    guard !candidates.isEmpty else { return .new }
    if !absent.isEmpty {
      // A record that has none of what the file does not tell is meant; another may be.
      let plain = try candidates.filter { row in try absent.allSatisfy { try value(row, $0).isNone }
      }
      guard !plain.isEmpty else { return .uncertain(candidates, fields: absent) }
      candidates = plain
    }
    let grades = try candidates.map { try likeness(of: $0, values) }
    let possible = zip(candidates, grades).filter { $0.1 != .different }
    let equal = possible.filter { $0.1 == .equal }
    if equal.count == 1 { return .one(equal[0].0) }
    if possible.count == 1, candidates.count == 1 { return .one(possible[0].0) }
    if possible.isEmpty, candidates.allSatisfy({ taken[$0] != nil }) { return .new }
    return .uncertain(candidates, fields: collection.toldApartBy)
  }

  private enum Likeness { case equal, unknown, different }

  /// By the fields that tell apart what has the same key.
  private func likeness(of row: Int, _ values: [String: PlanValue]) throws -> Likeness {
    var likeness = Likeness.unknown
    for field in collection.toldApartBy {
      let (theirs, ours) = (try value(row, field), values[field] ?? .none)
      if theirs.isNone || ours.isNone { continue }
      if theirs != ours { return .different }
      likeness = .equal
    }
    return likeness
  }

  private func value(_ row: Int, _ field: String) throws -> PlanValue {
    guard let position = collection.position(of: field) else { return .none }
    return try proposal.value(row, position, in: collection)
  }

  private static func key(_ values: [PlanValue]) -> String {
    values.map { value in
      switch value {
      case .none: ""
      case .text(let text): matchable(text)
      case .reference(_, let id): composed(id)
      default: value.json.text()
      }
    }.joined(separator: "\u{1}")
  }
}
