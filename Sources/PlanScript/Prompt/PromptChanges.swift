import Lua
public import PlanModel
public import PlanStore

/// What lines propose waits here: it can be looked at, taken back line by line, thrown away, or
/// written.
extension Prompt {
  /// What would be written.
  public var changes: ChangeSet { run.changes }

  /// The store as it is seen here, with what is proposed.
  public func current() throws -> Snapshot { try run.current().unguarded }

  /// Takes back what the last line that changed something changed; the line is then no part of
  /// the script. False when nothing waits.
  @discardableResult
  public func undo() throws -> Bool {
    guard let last = checkpoints.last else { return false }
    try renew(run.snapshot, proposing: last.changes)
    checkpoints.removeLast()
    if changes.isEmpty { pendingRun = nil }
    forget([last])
    return true
  }

  /// Forgets all that is proposed, and the lines that did.
  public func discard() throws {
    try renew(run.snapshot, proposing: ChangeSet())
    forget(checkpoints.reversed())
    (checkpoints, pendingRun) = ([], nil)
  }

  /// Takes lines out of the script, the last first.
  private func forget(_ last: some Sequence<Checkpoint>) {
    for index in last.compactMap(\.input) where inputs.indices.contains(index) {
      inputs.remove(at: index)
    }
  }

  /// Writes what is proposed: all, or nothing where it conflicts with what others wrote. The
  /// conversation then goes on with the store as it is. Nothing when there was nothing to write.
  /// Throws as `Store.commit` does.
  public func apply(_ origin: Origin) throws -> Commit? {
    var origin = origin
    if let pendingRun { (origin.bundle, origin.bundleHash) = (pendingRun.bundle, pendingRun.hash) }
    let runs = pendingRun.map { [$0] } ?? []
    guard let store, let commit = try store.commit(changes, origin: origin, auditing: runs)
    else { return nil }
    pendingRun = nil
    commits.append(commit)
    try reread(proposing: ChangeSet())
    return commit
  }

  /// Takes back the last commit of this conversation; the commit that does so, or nothing when
  /// there is none. What is proposed must have been written or thrown away before.
  public func undoCommit(_ origin: Origin) throws -> Commit? {
    guard let store, let last = commits.last else { return nil }
    let commit = try store.undo(last, origin: origin)
    commits.removeLast()
    try reread(proposing: changes)
    return commit
  }

  // MARK: What others did

  /// What others did to the store's data since the last look; nothing when that is nothing.
  public func news() -> ChangeBatch? {
    guard let batch = watch?.look() else { return nil }
    let isData = batch.files.contains { $0.hasSuffix(".json") }
    return isData || !batch.commits.isEmpty ? batch : nil
  }

  /// Goes on with the store as it is now. What is proposed stays proposed; where it conflicts
  /// with what others wrote, nothing happens and `TransactError.conflicts` is thrown.
  public func refresh() throws {
    guard let store, !changes.isEmpty else { return try reread(proposing: ChangeSet()) }
    let (changes, conflicts) = try store.preview(changes)
    guard conflicts.isEmpty else { throw TransactError.conflicts(conflicts) }
    try reread(proposing: changes)
  }

  private func reread(proposing changes: ChangeSet) throws {
    _ = watch?.look()
    try renew(try reopen(), proposing: changes)
    // Earlier lines were about an earlier store: what is left of them goes as one.
    checkpoints = changes.isEmpty ? [] : [Checkpoint(changes: ChangeSet(), input: nil)]
  }

  /// Titles, numbers and dates in another language from now on.
  public func speak(_ language: Language) throws {
    options.language = language
    try renew(run.snapshot, language, proposing: changes)
  }

  // MARK: Variables

  func renew(
    _ snapshot: Snapshot, _ language: Language? = nil, proposing changes: ChangeSet
  ) throws {
    let held = heldRecords()
    run.gate.reset()
    try run.renew(snapshot, language ?? options.language, proposing: changes)
    for (table, key, record) in held {
      let found = try run.record(record.id, in: record.collection)
      try table.set(key, found)
      if found.isNil, let name = key.string { declared.insert(name) }
    }
    values = ["_", "_2"].compactMap { name in
      let value = run.state.globals[.string(name)]
      return value.isNil ? nil : value
    }
  }

  /// The records in variables, and in lists that are in variables: they are looked up again in
  /// what is read next. One that is gone becomes nil.
  private func heldRecords() -> [(LuaTable, LuaValue, RecordKey)] {
    func records(in table: LuaTable) -> [(LuaTable, LuaValue, RecordKey)] {
      table.pairs.compactMap { key, value in
        guard let place = value.handle.flatMap(run.place),
          let id = try? run.proposal.id(place.row, in: place.collection)
        else { return nil }
        return (table, key, RecordKey(place.collection.name, id))
      }
    }
    let globals = run.state.globals
    let lists = globals.pairs.compactMap { key, value -> LuaTable? in
      guard case .string(let name) = key, given[name] == nil, case .table(let table) = value,
        table != globals, !table.hasMetatable
      else { return nil }
      return table
    }
    return ([globals] + lists).flatMap(records)
  }
}
