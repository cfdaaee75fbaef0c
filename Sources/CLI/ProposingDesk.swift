internal import PlanModel
internal import PlanScript
internal import PlanStore

/// A proposing desk is how a verb changes records: as scripts do, shown first, written with
/// `--apply`, taken back with `undo`.
struct ProposingDesk {
  let session: Session
  let store: Store
  let format: ReportFormat
  let apply: Bool
  /// The verb, where it changes the collection that it keeps.
  var keeper: String?

  private var wording: Wording { session.wording }

  /// Shows what changes, or writes it. `name`: how the log calls it. `before`: what people read
  /// above the changes that wait for `--apply`.
  func propose(
    _ name: String, before: String? = nil, _ change: (Proposal) throws -> Void
  ) throws {
    let origin = Origin(.run, who: Session.user, script: name)
    var (shown, commit): ((ChangeSet, Snapshot)?, Commit?) = (nil, nil)
    if apply {
      let done = try store.transact(origin: origin, cached: session.usesCache) { snapshot in
        let changes = try changes(snapshot, change)
        return (changes, (changes, snapshot))
      }
      (commit, shown) = (done.commit, done.result)
    } else {
      let snapshot = try session.snapshot()
      shown = (try changes(snapshot, change), snapshot)
    }
    if let (changes, snapshot) = shown {
      try tell(changes, snapshot, commit, apply ? nil : before)
    }
  }

  private func changes(
    _ snapshot: Snapshot, _ change: (Proposal) throws -> Void
  ) throws -> ChangeSet {
    let proposal = Proposal(snapshot, verb: keeper)
    try change(proposal)
    return proposal.changes
  }

  private func tell(
    _ changes: ChangeSet, _ snapshot: Snapshot, _ commit: Commit?, _ before: String?
  ) throws {
    let output = Output(path: nil)
    guard !changes.isEmpty else { return try output.write(wording.nothingToWrite + "\n") }
    if format == .json {
      let members: [JSONValue.Member] = [
        .init("changes", changes.json), .init("applied", .boolean(commit != nil)),
      ]
      return try output.write(JSONValue.object(members).text(pretty: true) + "\n")
    }
    let presenter = Presenter(language: session.language, snapshot: snapshot)
    if let before { try output.write(before + "\n\n") }
    try output.write(DiffWords(wording: wording, presenter: presenter).text(changes) + "\n")
    let end =
      commit.map { wording.committed($0, changes.count, session.storeOption) }
      ?? wording.howToApply(RunForm.command(adding: "--apply"))
    try output.write(end + "\n")
  }
}
