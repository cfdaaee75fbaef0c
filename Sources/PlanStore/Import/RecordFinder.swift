import PlanModel

/// A record finder finds the record that a cell names, by id, name or another name: exactly
/// first, then without minding letter case, then without accents.
final class RecordFinder {
  let collection: Collection
  private let proposal: Proposal
  private let display: Int?
  private let aliases: Int?
  /// Fields that belong to the natural key and every record has: without them a name alone does
  /// not tell whom it means.
  let scope: [String]
  /// Rows by name, made for each way of comparing when it is first wanted.
  private var indexes: [[String: [Int]]?] = Array(repeating: nil, count: ways.count)

  init(_ collection: Collection, _ proposal: Proposal) {
    (self.collection, self.proposal) = (collection, proposal)
    display = collection.position(of: collection.displayField)
    aliases = collection.position(of: "aliases")
    scope = collection.naturalKey.filter {
      $0 != collection.displayField && collection.field($0)?.isRequired == true
    }
  }

  private static let ways: [@Sendable (String) -> String] = [
    { composed($0) }, { matchable($0) },
    { folded($0).split(whereSeparator: \.isWhitespace).joined(separator: " ") },
  ]

  enum Found {
    case one(String)
    case several([RowFault.Candidate])
    case none
  }

  /// The record that a text names, among those that agree with `known`, values by field name.
  func find(_ text: String, among known: [(String, PlanValue)] = []) throws -> Found {
    if try proposal.row(id: text, in: collection) != nil { return .one(text) }
    for (place, way) in RecordFinder.ways.enumerated() {
      let rows = try index(place)[way(text)] ?? []
      let fitting = try rows.filter { row in
        try known.allSatisfy { try value(row, $0.0) == $0.1 }
      }
      if fitting.count == 1 { return .one(try proposal.id(fitting[0], in: collection)) }
      if fitting.count > 1 { return .several(try fitting.map(candidate)) }
    }
    return .none
  }

  /// Records whose names are nearly the text.
  func near(_ text: String) throws -> [RowFault.Candidate] {
    let names = try index(RecordFinder.ways.count - 1)
    let wanted = RecordFinder.ways[RecordFinder.ways.count - 1](text)
    // Looking through more takes longer than a hint is worth.
    guard names.count <= 5_000 else { return [] }
    var near = suggestions(for: wanted, among: names.keys.sorted())
    if near.isEmpty, wanted.count > 3 {
      near = Array(names.keys.filter { (" \($0) ").contains(" \(wanted) ") }.sorted().prefix(3))
    }
    return try near.flatMap { name in try (names[name] ?? []).prefix(1).map(candidate) }
  }

  func candidate(_ row: Int) throws -> RowFault.Candidate {
    RowFault.Candidate(
      id: try proposal.id(row, in: collection), title: try proposal.title(row, in: collection))
  }

  /// A record that the import adds can be referred to as well.
  func note(_ row: Int) throws {
    for place in indexes.indices {
      guard var index = indexes[place] else { continue }
      indexes[place] = nil
      try insert(row, into: &index, RecordFinder.ways[place])
      indexes[place] = index
    }
  }

  private func value(_ row: Int, _ field: String) throws -> PlanValue {
    guard let position = collection.position(of: field) else { return .none }
    return try proposal.value(row, position, in: collection)
  }

  private func index(_ place: Int) throws -> [String: [Int]] {
    if let index = indexes[place] { return index }
    var index: [String: [Int]] = [:]
    for row in 0..<(try proposal.rowCount(collection)) {
      try insert(row, into: &index, RecordFinder.ways[place])
    }
    indexes[place] = index
    return index
  }

  private func insert(
    _ row: Int, into index: inout [String: [Int]], _ way: (String) -> String
  ) throws {
    var names = [try proposal.id(row, in: collection)]
    if let display, case .text(let name) = try proposal.value(row, display, in: collection) {
      names.append(name)
    }
    if let aliases, case .list(let others) = try proposal.value(row, aliases, in: collection) {
      for case .text(let name) in others { names.append(name) }
    }
    for name in Set(names.map(way)) { index[name, default: []].append(row) }
  }
}
