public import PlanModel

/// A proposal is what a run wants changed, on top of the snapshot that it reads: it answers as
/// if the changes were made, and writes nothing.
///
/// A single value is answered at once. Queries ask for `current`, whose changed tables are made
/// again when something was changed since. Rows keep their numbers; new ones come last.
public final class Proposal {
  /// The store without the changes.
  public let base: Snapshot
  public private(set) var changes = ChangeSet()
  /// A number that grows with each change.
  public private(set) var revision = 0
  private var overlays: [String: Overlay] = [:]
  private var known: Snapshot
  private let limits: Limits
  /// The verb on whose behalf it is made; nothing for a script's.
  private let verb: String?
  /// Whether a unit's records alone may be changed, where the base is one unit's.
  private let ownOnly: Bool
  private var used = Limits(changes: 0, bytes: 0)
  /// The limit that was hit, if one was: what was proposed is then only a part.
  public private(set) var excess: Failure?

  /// `verb`: of the command, where it changes the collection that it keeps. `ownOnly`: what
  /// belongs to all is not changed on behalf of one unit.
  public init(
    _ base: Snapshot, limits: Limits = Limits(), verb: String? = nil, ownOnly: Bool = false
  ) {
    self.base = base
    self.limits = limits
    self.verb = verb
    self.ownOnly = ownOnly
    known = base
  }

  /// The unit whose records alone may be changed; nothing where all may be.
  var ownUnit: String? { ownOnly ? base.unit : nil }

  /// How much one run may change.
  public struct Limits: Sendable, Equatable {
    /// Assignments, additions and removals.
    public var changes: Int
    /// Of JSON text, of what is assigned and added.
    public var bytes: Int

    public init(changes: Int = 100_000, bytes: Int = 64 << 20) {
      (self.changes, self.bytes) = (changes, bytes)
    }
  }

  /// What a run that changes records may do wrong, beside `ValueFault`.
  public enum Failure: Error, Sendable {
    /// The record was taken away before.
    case removed(RecordKey)
    case unknownRecord(RecordKey, suggestions: [String])
    /// Other records refer to the one that is to go: one of them, and how many.
    case referredTo(RecordKey, by: RecordKey, field: String, count: Int)
    /// The same, by records that are out of sight.
    case referredToElsewhere(RecordKey)
    /// The id stands twice in the store, so that nobody can say which record is meant.
    case ambiguous(RecordKey)
    /// A collection of one record takes none and gives none away.
    case isSingle(collection: String)
    /// Only a verb of the command changes it.
    case kept(collection: String, by: String)
    /// The record is not the unit's own, nor of a unit below it.
    case foreign(RecordKey, unit: String)
    /// More changes than one run may make.
    case tooMany(limit: Int)
    /// More bytes than one run may change.
    case tooLarge(limit: Int)
  }

  /// The store with the changes.
  public func current() throws(StoreError) -> Snapshot {
    guard overlays.values.contains(where: { !$0.isTableCurrent }) else { return known }
    var tables: [String: Table] = [:]
    for (name, overlay) in overlays { tables[name] = try overlay.table() }
    known = Snapshot(base, amended: tables)
    return known
  }

  /// Whether the table of a collection in the last `current` says what is proposed now.
  public func isCurrent(_ collection: String) -> Bool {
    overlays[collection]?.isTableCurrent ?? true
  }

  /// Every change begins here.
  private func overlay(_ collection: Collection) throws -> Overlay {
    try base.permit(.write(collection.name))
    if let keeper = collection.keptBy, keeper != verb {
      throw Failure.kept(collection: collection.name, by: keeper)
    }
    if let overlay = overlays[collection.name] { return overlay }
    let overlay = Overlay(try base.table(collection))
    overlays[collection.name] = overlay
    return overlay
  }
}

// MARK: - Reading

extension Proposal {
  /// How many rows a collection has, removed ones included.
  public func rowCount(_ collection: Collection) throws(StoreError) -> Int {
    if let overlay = overlays[collection.name] { return overlay.rowCount }
    return try base.table(collection).count
  }

  /// The row of an id; nothing when there is no such record, or it is to go.
  public func row(id: String, in collection: Collection) throws(StoreError) -> Int? {
    guard let overlay = overlays[collection.name] else {
      return try base.table(collection).row(id: id)
    }
    return overlay.row(id: id)
  }

  public func id(_ row: Int, in collection: Collection) throws(StoreError) -> String {
    if let overlay = overlays[collection.name] { return overlay.id(row) }
    return try base.table(collection).id(row)
  }

  /// The value of a declared field. A record that is to go keeps its last values.
  public func value(
    _ row: Int, _ position: Int, in collection: Collection
  ) throws(StoreError) -> PlanValue {
    guard let overlay = overlays[collection.name] else {
      return try base.table(collection).column(position).value(row, symbols: base.symbols)
    }
    return overlay.value(row, position, symbols: base.symbols)
  }

  /// What people call a record: its name or title, else its id.
  public func title(_ row: Int, in collection: Collection) throws(StoreError) -> String {
    guard let position = collection.position(of: collection.displayField),
      case .text(let title) = try value(row, position, in: collection)
    else { return try id(row, in: collection) }
    return title
  }

  /// Holds values against what is proposed.
  var check: FieldCheck {
    FieldCheck(
      holds: { [unowned self] name, id in
        try Catalogue.collection(name).flatMap { try self.row(id: id, in: $0) } != nil
      },
      near: { [unowned self] name, id in
        let table = try? Catalogue.collection(name).map { try self.current().table($0) }
        return table?.ids(near: id) ?? []
      })
  }
}

// MARK: - Changing

extension Proposal {
  /// Sets a field, or with none takes it away. False when it holds that value already.
  @discardableResult
  public func set(
    _ name: String, ofRow row: Int, in collection: Collection, to value: PlanValue
  ) throws -> Bool {
    let overlay = try overlay(collection)
    let key = RecordKey(collection.name, overlay.id(row))
    if overlay.removed.contains(row) { throw Failure.removed(key) }
    let wanted = try check.json(value, for: name, of: collection)
    guard let position = collection.position(of: name) else { return false }
    let old = overlay.json(row, position, symbols: base.symbols)
    if collection.means(old, wanted, in: name) { return false }
    if name == "id" {
      throw ValueFault(collection: collection.name, field: name, problem: .idStays)
    }
    if overlay.isAmbiguous(row) { throw Failure.ambiguous(key) }
    try refuseForeign(row, in: collection, setting: name, to: wanted)
    try charge(wanted.map { [.init(name, $0)] } ?? [])
    changes.update(key, FieldChange(field: name, base: old, value: wanted))
    overlay.set(row, position, wanted)
    return true
  }

  /// Adds a record and gives its row. Without an id it gets the next one of the kind that the
  /// collection has.
  public func add(_ values: [(String, PlanValue)], to collection: Collection) throws -> Int {
    guard !collection.isSingle else { throw Failure.isSingle(collection: collection.name) }
    let overlay = try overlay(collection)
    var record: [JSONValue.Member] = []
    for (name, value) in values {
      if let json = try check.json(value, for: name, of: collection) {
        record = record.setting(name, to: json)
      }
    }
    try refuseForeign(id: record["id"]?.string, in: collection)
    if record["id"] == nil {
      let id = overlay.nextId(for: record, of: ownUnit, symbols: base.symbols)
      record.append(.init("id", .string(id)))
    }
    for field in collection.fields where field.isRequired && record[field.name] == nil {
      throw ValueFault(collection: collection.name, field: field.name, problem: .required)
    }
    let id = record["id"]?.string ?? ""
    if let other = overlay.idLike(id) {
      throw ValueFault(collection: collection.name, field: "id", problem: .idTaken(by: other))
    }
    try refuseForeign(adding: record, to: collection)
    let declared = collection.fields.compactMap { field in
      record[field.name].map { JSONValue.Member(field.name, $0) }
    }
    try charge(declared)
    changes.add(RecordKey(collection.name, id), declared)
    return overlay.add(declared)
  }

  /// Takes a record away; one that others refer to stays.
  public func remove(row: Int, from collection: Collection) throws {
    guard !collection.isSingle else { throw Failure.isSingle(collection: collection.name) }
    let overlay = try overlay(collection)
    let key = RecordKey(collection.name, overlay.id(row))
    if overlay.removed.contains(row) { throw Failure.removed(key) }
    if overlay.isAmbiguous(row) { throw Failure.ambiguous(key) }
    try refuseForeign(removing: row, from: collection)
    try refuseIfReferred(to: key)
    try charge([])
    changes.remove(key, overlay.record(row, symbols: base.symbols))
    overlay.remove(row)
  }

  private func charge(_ values: [JSONValue.Member]) throws {
    used.changes += 1
    used.bytes += JSONValue.object(values).text().utf8.count
    if used.changes > limits.changes { excess = .tooMany(limit: limits.changes) }
    if used.bytes > limits.bytes { excess = .tooLarge(limit: limits.bytes) }
    if let excess { throw excess }
    revision += 1
  }

  private func refuseIfReferred(to key: RecordKey) throws {
    let snapshot = try current()
    for inverse in Catalogue.inverses(of: key.collection) {
      let others = try referring(to: key, inverse, in: snapshot)
      if let first = others.first {
        throw Failure.referredTo(
          key, by: RecordKey(inverse.collection, first), field: inverse.field, count: others.count)
      }
      // What is out of sight is as it was, and stands in the way without being named.
      guard base.unit != nil else { continue }
      let seen = Set(try referring(to: key, inverse, in: base))
      let all = try referring(to: key, inverse, in: base.everything)
      if all.contains(where: { !seen.contains($0) }) { throw Failure.referredToElsewhere(key) }
    }
  }

  /// The ids of the records that refer to one by an inverse's field.
  private func referring(
    to key: RecordKey, _ inverse: Inverse, in snapshot: Snapshot
  ) throws -> [String] {
    let result = try snapshot.execute(Query(.referring(inverse, to: key.id)))
    guard case .records(let table, let rows) = result else { return [] }
    return (0..<rows.count).map { table.id(rows[$0]) }
      .filter { inverse.collection != key.collection || $0 != key.id }
  }
}
