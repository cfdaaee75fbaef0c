import PlanModel

/// Integrity is that references lead to records. A change set that no script proposed, as one
/// that takes a commit back, is held against it before it is written.
struct Integrity {
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// Throws `ValueFault` for a reference that would lead nowhere, and
  /// `Proposal.Failure.referredTo` for a record that others still refer to.
  func check(_ changes: ChangeSet) throws {
    for change in changes.records {
      switch change.kind {
      case .add(let record):
        for member in record { try check(member.value, of: member.name, change.key, changes) }
      case .update(let fields):
        for field in fields {
          if let value = field.value { try check(value, of: field.field, change.key, changes) }
        }
      case .remove: try checkNobodyRefers(to: change.key, changes)
      }
    }
  }

  private func check(
    _ value: JSONValue, of field: String, _ key: RecordKey, _ changes: ChangeSet
  ) throws {
    guard let collection = Catalogue.collection(key.collection),
      collection.field(field)?.target != nil
    else { return }
    let check = FieldCheck(
      holds: { name, id in try holds(RecordKey(name, id), changes) },
      near: { name, id in
        let table = try? Catalogue.collection(name).map { try snapshot.table($0) }
        return table?.ids(near: id) ?? []
      })
    _ = try check.json(.json(value), for: field, of: collection)
  }

  private func holds(_ key: RecordKey, _ changes: ChangeSet) throws -> Bool {
    switch changes[key] {
    case .add?, .update?: return true
    case .remove?: return false
    case nil:
      guard let collection = Catalogue.collection(key.collection) else { return false }
      return try snapshot.table(collection).row(id: key.id) != nil
    }
  }

  private func checkNobodyRefers(to key: RecordKey, _ changes: ChangeSet) throws {
    for inverse in Catalogue.inverses(of: key.collection) {
      let result = try snapshot.execute(Query(.referring(inverse, to: key.id)))
      guard case .records(let table, let rows) = result else { continue }
      let others = (0..<rows.count).map { RecordKey(inverse.collection, table.id(rows[$0])) }
        .filter { other in
          switch changes[other] {
          case .remove?: false
          case .update(let fields)?: !fields.contains { $0.field == inverse.field }
          default: other != key
          }
        }
      if let first = others.first {
        throw Proposal.Failure.referredTo(
          key, by: first, field: inverse.field, count: others.count)
      }
    }
  }
}
