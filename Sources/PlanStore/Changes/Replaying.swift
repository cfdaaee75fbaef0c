import PlanModel

extension Proposal {
  /// Proposes once more what a change set says, on this proposal's snapshot. Throws what the
  /// first change that fits nowhere throws: the record that it is about is gone, for example.
  public func replay(_ changes: ChangeSet) throws {
    // A record may refer to one that was touched after it: what does not fit yet waits for the
    // others.
    var waiting = changes.records.sorted { $0.kind.rank < $1.kind.rank }
    while !waiting.isEmpty {
      var (late, reason): ([RecordChange], (any Error)?) = ([], nil)
      for change in waiting {
        do {
          try replay(change)
        } catch {
          late.append(change)
          reason = reason ?? error
        }
      }
      if let reason, late.count == waiting.count { throw reason }
      waiting = late
    }
  }

  private func replay(_ change: RecordChange) throws {
    guard let collection = Catalogue.collection(change.key.collection) else { return }
    func place() throws -> Int {
      if let row = try self.row(id: change.key.id, in: collection) { return row }
      throw Failure.unknownRecord(change.key, suggestions: [])
    }
    switch change.kind {
    case .add(let record):
      _ = try add(record.map { ($0.name, .json($0.value)) }, to: collection)
    case .update(let fields):
      for field in fields {
        let value = field.value.map { PlanValue.json($0) } ?? .none
        try set(field.field, ofRow: try place(), in: collection, to: value)
      }
    case .remove: try remove(row: try place(), from: collection)
    }
  }
}

extension RecordChange.Kind {
  /// New records come before what may refer to them, and go after it.
  fileprivate var rank: Int {
    switch self {
    case .add: 0
    case .update: 1
    case .remove: 2
    }
  }
}
