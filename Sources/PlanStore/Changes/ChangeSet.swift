public import PlanModel

/// A change set is what a run wants changed: for each record, what it was and what it shall be.
///
/// Changes of one record that follow one another become one change; a record that ends as it
/// began is not in the set.
public struct ChangeSet: Sendable {
  private var entries: [RecordKey: (serial: Int, kind: RecordChange.Kind)] = [:]
  private var nextSerial = 0

  public init() {}

  /// In the order in which each record was first touched.
  public var records: [RecordChange] {
    entries.sorted { $0.value.serial < $1.value.serial }
      .map { RecordChange(key: $0.key, kind: $0.value.kind) }
  }

  public var isEmpty: Bool { entries.isEmpty }

  /// How many records change.
  public var count: Int { entries.count }

  /// What becomes of one record; nothing when it stays as it is.
  public subscript(key: RecordKey) -> RecordChange.Kind? { entries[key]?.kind }

  mutating func set(_ key: RecordKey, _ kind: RecordChange.Kind) {
    entries[key] = (entries[key]?.serial ?? nextSerial, kind)
    nextSerial += 1
  }
}

/// Which record: a collection's name and an id. The single record of `plan` has the
/// collection's name for its id.
public struct RecordKey: Sendable, Hashable {
  public let collection: String
  public let id: String

  public init(_ collection: String, _ id: String) {
    self.collection = collection
    self.id = id
  }
}

/// What becomes of one record.
public struct RecordChange: Sendable, Hashable {
  public let key: RecordKey
  public let kind: Kind

  public init(key: RecordKey, kind: Kind) {
    self.key = key
    self.kind = kind
  }

  public enum Kind: Sendable, Hashable {
    /// A new record, the whole of it, id included.
    case add([JSONValue.Member])
    case update([FieldChange])
    /// The record that goes, the whole of it as it was.
    case remove([JSONValue.Member])
  }
}

/// What becomes of one field; nothing for a value means that the record does not have the field.
public struct FieldChange: Sendable, Hashable {
  public let field: String
  public let base: JSONValue?
  public let value: JSONValue?

  public init(field: String, base: JSONValue?, value: JSONValue?) {
    self.field = field
    self.base = base
    self.value = value
  }
}

extension ChangeSet: Hashable {
  public static func == (a: ChangeSet, b: ChangeSet) -> Bool { a.records == b.records }
  public func hash(into hasher: inout Hasher) { hasher.combine(records) }
}

// MARK: - One change after the other

extension ChangeSet {
  /// A record joins. One that was to go comes back as it was, changed where it differs.
  public mutating func add(_ key: RecordKey, _ record: [JSONValue.Member]) {
    guard case .remove(let old)? = entries[key]?.kind else { return set(key, .add(record)) }
    let names = old.map(\.name) + record.map(\.name).filter { name in !old.holds(name) }
    settle(key, names.map { FieldChange(field: $0, base: old[$0], value: record[$0]) })
  }

  /// A field of a record changes; `base` is what it is without this change set.
  public mutating func update(_ key: RecordKey, _ change: FieldChange) {
    switch entries[key]?.kind {
    case .add(let record)?:
      set(key, .add(record.setting(change.field, to: change.value)))
    case .update(var fields)?:
      if let place = fields.firstIndex(where: { $0.field == change.field }) {
        fields[place] = FieldChange(
          field: change.field, base: fields[place].base, value: change.value)
      } else {
        fields.append(change)
      }
      settle(key, fields)
    case .remove?: return
    case nil: settle(key, [change])
    }
  }

  /// A record goes; `record` is the whole of it with what this set changed so far.
  public mutating func remove(_ key: RecordKey, _ record: [JSONValue.Member]) {
    if case .add? = entries[key]?.kind {
      entries[key] = nil
    } else {
      set(key, .remove(unchanged(key, record)))
    }
  }

  /// Takes what another set changes into this one, as what follows it.
  public mutating func merge(_ later: ChangeSet) {
    for change in later.records {
      switch change.kind {
      case .add(let record): add(change.key, record)
      case .update(let fields): for field in fields { update(change.key, field) }
      case .remove(let record): remove(change.key, record)
      }
    }
  }

  /// A record as it was before this set changed it.
  private func unchanged(_ key: RecordKey, _ record: [JSONValue.Member]) -> [JSONValue.Member] {
    guard case .update(let fields)? = entries[key]?.kind else { return record }
    return fields.reduce(record) { $0.setting($1.field, to: $1.base) }
  }

  private mutating func settle(_ key: RecordKey, _ fields: [FieldChange]) {
    let left = fields.filter { !JSONValue.same($0.base, $0.value) }
    if left.isEmpty { entries[key] = nil } else { set(key, .update(left)) }
  }

  /// The change set that takes this one back.
  public var inverted: ChangeSet {
    var inverse = ChangeSet()
    for change in records.reversed() { inverse.set(change.key, change.kind.inverted) }
    return inverse
  }
}

extension RecordChange.Kind {
  var inverted: Self {
    switch self {
    case .add(let record): .remove(record)
    case .remove(let record): .add(record)
    case .update(let fields):
      .update(fields.map { FieldChange(field: $0.field, base: $0.value, value: $0.base) })
    }
  }
}

extension [JSONValue.Member] {
  subscript(name: String) -> JSONValue? { first { $0.name == name }?.value }

  func holds(_ name: String) -> Bool { contains { $0.name == name } }

  /// The same with one member set; without it, when the value is nothing.
  func setting(_ name: String, to value: JSONValue?) -> Self {
    guard let place = firstIndex(where: { $0.name == name }) else {
      return value.map { self + [.init(name, $0)] } ?? self
    }
    var members = self
    if let value { members[place] = .init(name, value) } else { members.remove(at: place) }
    return members
  }
}

extension JSONValue {
  /// Whether two values are written the same, byte for byte: `1.0` is not `1`, and composed
  /// accents are not the decomposed ones.
  static func same(_ a: JSONValue?, _ b: JSONValue?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a == b && a.text().utf8.elementsEqual(b.text().utf8)
  }
}
