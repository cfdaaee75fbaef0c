import PlanModel

/// An overlay is what a proposal changes of one collection.
final class Overlay {
  let base: Table
  private(set) var removed: Set<Int> = []
  /// The new values of each row, by the field's place; nothing where the field goes.
  private var updates: [Int: [Int: JSONValue?]] = [:]
  private var added: [[JSONValue.Member]] = []
  private var addedRows: [String: Int] = [:]
  private var made: Table?
  private var nextIds: NextIds?
  /// Made when first asked for; no lazy property, which would be copied at each change.
  private var foldedIds: [String: Int]?
  private lazy var ambiguous: Set<String> = Set(base.duplicateIds.map { composed(base.id($0)) })

  init(_ base: Table) { self.base = base }

  var collection: Collection { base.collection }
  var rowCount: Int { base.count + added.count }

  /// Whether `table` has been made since the last change.
  var isTableCurrent: Bool {
    made != nil || (updates.isEmpty && rowCount == base.count && removed.isEmpty)
  }

  /// The table with the changes.
  func table() throws(StoreError) -> Table {
    if let made { return made }
    do {
      let table = Table(
        try Amendment(base: base, updates: updates, added: added, removed: removed))
      made = table
      return table
    } catch {
      throw .file(error)
    }
  }

  func id(_ row: Int) -> String {
    row < base.count
      ? base.id(row) : added[row - base.count].first { $0.name == "id" }?.value.string ?? ""
  }

  func row(id: String) -> Int? {
    guard let row = addedRows[id] ?? base.row(id: id), !removed.contains(row) else { return nil }
    return row
  }

  /// Whether another record has the row's id.
  func isAmbiguous(_ row: Int) -> Bool {
    row < base.count && !ambiguous.isEmpty && ambiguous.contains(composed(base.id(row)))
  }

  /// The id of a record that has this one, letter case and accents' composition apart.
  func idLike(_ id: String) -> String? {
    if foldedIds == nil { makeFoldedIds() }
    return foldedIds?[Overlay.folded(id)].map { self.id($0) }
  }

  private func makeFoldedIds() {
    foldedIds = Dictionary(
      (0..<rowCount).filter { !removed.contains($0) }.map { (Overlay.folded(id($0)), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// An id for a new record that has none. `unit`: the one whose records alone may be changed.
  func nextId(
    for record: [JSONValue.Member], of unit: String?, symbols: SymbolPool
  ) -> String {
    let owner = collection.shardedBy.flatMap { record[$0]?.string } ?? unit
    var ids =
      nextIds ?? NextIds(self, symbols: symbols, without: unit == nil ? [] : base.removed)
    nextIds = nil
    defer { nextIds = ids }
    return ids.take(owner: owner) { idLike($0) != nil }
  }

  static func folded(_ id: String) -> String { composed(composed(id).lowercased()) }

  func json(_ row: Int, _ position: Int, symbols: SymbolPool) -> JSONValue? {
    let field = collection.fields[position]
    if row >= base.count { return added[row - base.count][field.name] }
    if let change = updates[row]?[position] { return change }
    let value = base.column(position).value(row, symbols: symbols)
    return value.isNone ? nil : value.json
  }

  func value(_ row: Int, _ position: Int, symbols: SymbolPool) -> PlanValue {
    if row < base.count, updates[row]?[position] == nil {
      return base.column(position).value(row, symbols: symbols)
    }
    let type = collection.fields[position].type
    return json(row, position, symbols: symbols).map { PlanValue(json: $0, type: type) } ?? .none
  }

  /// The whole record, undeclared fields last.
  func record(_ row: Int, symbols: SymbolPool) -> [JSONValue.Member] {
    let declared = collection.fields.enumerated().compactMap { position, field in
      json(row, position, symbols: symbols).map { JSONValue.Member(field.name, $0) }
    }
    guard row < base.count else { return declared }
    return declared + base.extras(row).map { .init($0.name, $0.value) }
  }

  func set(_ row: Int, _ position: Int, _ value: JSONValue?) {
    made = nil
    if row < base.count {
      updates[row, default: [:]][position] = .some(value)
    } else {
      let name = collection.fields[position].name
      added[row - base.count] = added[row - base.count].setting(name, to: value)
    }
  }

  func add(_ record: [JSONValue.Member]) -> Int {
    made = nil
    added.append(record)
    addedRows[id(rowCount - 1)] = rowCount - 1
    foldedIds?[Overlay.folded(id(rowCount - 1))] = rowCount - 1
    return rowCount - 1
  }

  func remove(_ row: Int) {
    made = nil
    removed.insert(row)
    foldedIds?[Overlay.folded(id(row))] = nil
    if row >= base.count { addedRows[id(row)] = nil }
  }
}
