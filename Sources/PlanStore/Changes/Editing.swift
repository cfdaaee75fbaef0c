import PlanModel

/// Editing works a change set into the bytes of the files that it touches.
///
/// Where records are is asked of a snapshot, and what the files hold of `current`: both say
/// the same, unless somebody changed a file in between, which comes out as a conflict.
package struct Editing {
  private let snapshot: Snapshot
  private let current: (String) throws -> [UInt8]?
  private var open: [String: FileEdit] = [:]
  private var before: [String: [UInt8]?] = [:]
  private var placed: [Home: String] = [:]
  private var result = Edited()

  /// `current` gives a file's bytes; nothing when there is no such file.
  package init(snapshot: Snapshot, current: @escaping (String) throws -> [UInt8]?) {
    (self.snapshot, self.current) = (snapshot, current)
  }

  /// Where records of a collection split into files are at home.
  private struct Home: Hashable {
    let collection: String
    let value: String
  }

  /// The changed files. Throws `EditError` where a file cannot be written, `StoreError` where
  /// a collection cannot be read. What conflicts is in the result, and not in its files.
  package mutating func edited(_ changes: ChangeSet) throws -> Edited {
    for change in changes.records {
      guard let collection = Catalogue.collection(change.key.collection) else { continue }
      switch change.kind {
      case .add(let record): try add(change.key, record, to: collection)
      case .update(let fields): try update(change.key, fields, in: collection)
      case .remove(let record): try remove(change.key, record, from: collection)
      }
    }
    for (file, edit) in open.sorted(by: { $0.key < $1.key }) {
      let after = try edit.result()
      let before = self.before[file] ?? nil
      if before != after { result.files.append(.init(path: file, before: before, after: after)) }
    }
    return result
  }
}

/// What editing made: files, the changes as the files have them, and what did not fit.
package struct Edited: Sendable {
  package struct File: Sendable {
    package let path: String
    /// Nothing for a new file.
    package let before: [UInt8]?
    package let after: [UInt8]
  }

  package internal(set) var files: [File] = []
  /// The change set with each base as the file spells it: taking it back restores the spelling.
  package internal(set) var changes = ChangeSet()
  package internal(set) var conflicts: [Conflict] = []
}

// MARK: - One change

extension Editing {
  private mutating func add(
    _ key: RecordKey, _ record: [JSONValue.Member], to collection: Collection
  ) throws {
    let table = try snapshot.table(collection)
    if let row = table.row(id: key.id), let (file, found) = try find(key, at: table.place(row).file)
    {
      return meet(key, .object(found.values), wanted: .object(record), base: nil, field: nil, file)
    }
    let file = try home(of: record, in: collection)
    try edit(file, of: collection).append(record)
    result.changes.add(key, record)
  }

  private mutating func update(
    _ key: RecordKey, _ fields: [FieldChange], in collection: Collection
  ) throws {
    let table = try snapshot.table(collection)
    let known = table.row(id: key.id).map { table.place($0).file }
    guard let known, let (file, found) = try find(key, at: known) else {
      let lost = fields.map {
        Conflict(
          file: known ?? collection.name, key: key, field: $0.field, base: $0.base,
          ours: $0.value, theirs: nil)
      }
      return result.conflicts += lost
    }
    let fitting = fields.compactMap { change -> FieldChange? in
      let theirs = found.values[change.field]
      guard collection.means(theirs, change.base, in: change.field) else {
        meet(key, theirs, wanted: change.value, base: change.base, field: change.field, file)
        return nil
      }
      return FieldChange(field: change.field, base: theirs, value: change.value)
    }
    guard !fitting.isEmpty else { return }
    for change in fitting { result.changes.update(key, change) }
    let editor = try edit(file, of: collection)
    let text = editor.text(of: found, changing: fitting)
    let record = fitting.reduce(found.values) { $0.setting($1.field, to: $1.value) }
    let target = try home(of: record, in: collection, from: file, fitting)
    guard target != file else { return editor.replace(found, with: text) }
    editor.remove(found)
    try edit(target, of: collection).append(text)
  }

  private mutating func remove(
    _ key: RecordKey, _ record: [JSONValue.Member], from collection: Collection
  ) throws {
    let table = try snapshot.table(collection)
    // Somebody else took it away: that is what was wanted.
    guard let row = table.row(id: key.id),
      let (file, found) = try find(key, at: table.place(row).file)
    else { return }
    let names = Set(found.values.map(\.name)).union(record.map(\.name)).sorted()
    let changed = names.filter { !collection.means(found.values[$0], record[$0], in: $0) }
    for name in changed {
      result.conflicts.append(
        Conflict(
          file: file, key: key, field: name, base: record[name], ours: nil,
          theirs: found.values[name]))
    }
    guard changed.isEmpty else { return }
    try edit(file, of: collection).remove(found)
    result.changes.remove(key, found.values)
  }

  /// Something else is there than the change set found: no conflict if it is what it wants.
  private mutating func meet(
    _ key: RecordKey, _ theirs: JSONValue?, wanted: JSONValue?, base: JSONValue?, field: String?,
    _ file: String
  ) {
    let same = Catalogue.collection(key.collection)?.means(theirs, wanted, in: field ?? "")
    if same == true { return }
    result.conflicts.append(
      Conflict(file: file, key: key, field: field, base: base, ours: wanted, theirs: theirs))
  }
}

// MARK: - Files

extension Editing {
  private mutating func find(
    _ key: RecordKey, at file: String
  ) throws -> (String, FileEdit.Found)? {
    guard let collection = Catalogue.collection(key.collection) else { return nil }
    return try edit(file, of: collection).find(key).map { (file, $0) }
  }

  private mutating func edit(_ file: String, of collection: Collection) throws -> FileEdit {
    if let edit = open[file] { return edit }
    let bytes = try current(file)
    let edit = try FileEdit(file, of: collection, bytes: bytes)
    open[file] = edit
    before[file] = .some(bytes)
    return edit
  }

  /// The file of a changed record: another one, when the field by which files are split has
  /// changed and the record stood in the file of its old value.
  private mutating func home(
    of record: [JSONValue.Member], in collection: Collection, from file: String,
    _ fields: [FieldChange]
  ) throws -> String {
    let isMoved = fields.contains { $0.field == collection.shardedBy }
    guard isMoved, file != collection.name + ".json" else { return file }
    return try home(of: record, in: collection)
  }

  /// The file for a new record: the one with others of the same unit; else the whole
  /// collection's, if that is how this store keeps it; else one of the unit's own.
  private mutating func home(
    of record: [JSONValue.Member], in collection: Collection
  ) throws -> String {
    let whole = collection.name + ".json"
    guard let field = collection.shardedBy else { return whole }
    guard let value = record[field]?.string else { return whole }
    let home = Home(collection: collection.name, value: value)
    if let known = placed[home] { return known }
    let table = try snapshot.table(collection)
    let file =
      table.file(ofLastWith: field, value)
      ?? (table.files == [whole]
        ? whole : StorePath.shard(of: collection.name, key: composed(value)))
    placed[home] = file
    return file
  }
}

extension Collection {
  /// Whether two values of a field say the same: numbers by what they are, null as nothing.
  func means(_ a: JSONValue?, _ b: JSONValue?, in field: String) -> Bool {
    let (a, b) = (a == .null ? nil : a, b == .null ? nil : b)
    if JSONValue.same(a, b) { return true }
    guard case .number(let left)? = a, case .number(let right)? = b,
      let x = ExactDecimal(spelling: left), let y = ExactDecimal(spelling: right)
    else { return false }
    return x == y
  }
}
