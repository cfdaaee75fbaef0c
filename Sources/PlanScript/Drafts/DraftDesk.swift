import PlanModel
public import PlanStore

/// The desk where drafts wait: what a person reads, approves, exports and withdraws. It proposes
/// changes of state, and writes nothing.
public struct DraftDesk {
  private let snapshot: Snapshot
  private let table: Table
  private let clearance: Clearance

  public init(_ snapshot: Snapshot) throws {
    self.snapshot = snapshot
    table = try snapshot.table(Drafts.collection)
    clearance = try Clearance(snapshot)
  }

  /// All drafts, in the order of the file.
  public var drafts: [Draft] {
    let rows = table.rows
    return (0..<rows.count).map { Draft(table, rows[$0]) }
  }

  /// Throws `DraftError.unknown`.
  public func draft(_ id: String) throws -> Draft {
    guard let row = table.row(id: id) else {
      throw DraftError.unknown(id: id, suggestions: table.ids(near: id))
    }
    return Draft(table, row)
  }

  /// The drafts of these ids, each once, all fit for the step. Throws `DraftError`: for an
  /// approval and an export also when a recipient may not have what stands in them.
  public func drafts(_ ids: [String], for step: Draft.Step) throws -> [Draft] {
    var seen: Set<String> = []
    let drafts = try ids.filter { seen.insert($0).inserted }.map { try draft($0) }
    for draft in drafts {
      guard draft.allows(step) else {
        throw DraftError.wrongState(id: draft.id, state: draft.standing, wanted: step)
      }
      if step != .withdraw { try clearance.check(draft) }
    }
    return drafts
  }

  /// What a step changes. An approval holds for exactly what the draft says now.
  public func changes(_ step: Draft.Step, of drafts: [Draft]) throws -> ChangeSet {
    let proposal = Proposal(snapshot)
    for draft in drafts {
      guard let row = table.row(id: draft.id) else { continue }
      func set(_ name: String, _ text: String) throws {
        try proposal.set(name, ofRow: row, in: Drafts.collection, to: .text(text))
      }
      try set("state", step.result.rawValue)
      if step == .approve { try set("approved_hash", draft.contentHash.hex) }
    }
    return proposal.changes
  }
}

extension Draft.Step {
  fileprivate var result: Draft.Standing {
    switch self {
    case .approve: .approved
    case .export: .exported
    case .withdraw: .withdrawn
    }
  }
}
