internal import Foundation
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The form of drafts is how they are listed and read, and what a step with them shows.
struct DraftForm {
  private let session: Session
  /// The unit whose drafts alone are there, with those of the units below it.
  private let unit: String?
  private var wording: Wording { session.wording }

  init(_ session: Session, unit: String?) {
    self.session = session
    self.unit = unit
  }

  private func snapshot() throws -> Snapshot { try session.snapshot().scoped(toOption: unit) }

  func list(state: Draft.Standing?, kind: String?, _ format: ReportFormat) throws {
    let snapshot = try snapshot()
    let drafts = try DraftDesk(snapshot).drafts.filter {
      (state == nil || $0.standing == state) && (kind == nil || $0.kind == kind)
    }
    let output = Output(path: nil)
    if drafts.isEmpty, format == .table { return try output.write(wording.noDrafts + "\n") }
    var rendering = Rendering(
      format, presenter: Presenter(language: session.language, snapshot: snapshot),
      width: Console.width)
    try output.write(rendering.add(.table(wording.table(drafts))))
    try output.write(rendering.finish())
  }

  func show(_ id: String, isJSON: Bool) throws {
    let draft = try DraftDesk(try snapshot()).draft(id)
    let output = Output(path: nil)
    if isJSON { return try output.write(draft.json.text(pretty: true) + "\n") }
    for line in wording.head(draft) { try output.write(line + "\n") }
    try output.write("\n" + DraftFile.reading(draft, width: Console.width))
  }

  /// Approves or withdraws, or shows what that changes.
  func take(_ step: Draft.Step, _ ids: [String], apply: Bool, isJSON: Bool) throws {
    let store = try session.requiredStore()
    let result = try change(step, store, apply: apply) { try $0.drafts(ids, for: step) }
    let output = Output(path: nil)
    if isJSON {
      let members: [JSONValue.Member] =
        [
          .init("changes", result.changes.json), .init("applied", .boolean(result.commit != nil)),
        ] + (result.commit.map { [.init("commit", .number(String($0.number)))] } ?? [])
      return try output.write(JSONValue.object(members).text(pretty: true) + "\n")
    }
    for draft in result.drafts { try output.write(wording.line(draft, step) + "\n") }
    try output.write(
      wording.outcome(result.commit, result.drafts.count, session.storeOption) + "\n")
  }

  private struct Change {
    let drafts: [Draft]
    let changes: ChangeSet
    /// Nothing: it was only shown.
    let commit: Commit?
  }

  private func change(
    _ step: Draft.Step, _ store: Store, apply: Bool, _ choose: (DraftDesk) throws -> [Draft]
  ) throws -> Change {
    func proposed(_ snapshot: Snapshot) throws -> (ChangeSet, [Draft]) {
      let desk = try DraftDesk(snapshot)
      let drafts = try choose(desk)
      return (try desk.changes(step, of: drafts), drafts)
    }
    guard apply else {
      let (changes, drafts) = try proposed(try snapshot())
      return Change(drafts: drafts, changes: changes, commit: nil)
    }
    var changes = ChangeSet()
    let origin = Origin(.run, who: Session.user, script: "draft \(step.rawValue)")
    let (commit, drafts) = try store.transact(origin: origin, cached: session.usesCache) {
      let (wanted, drafts) = try proposed(try $0.scoped(toOption: unit))
      changes = wanted
      return (wanted, drafts)
    }
    return Change(drafts: drafts, changes: changes, commit: commit)
  }
}

// MARK: - Files

extension DraftForm {
  /// Writes files where a directory is named, else shows them; with `apply` the drafts are marked
  /// as exported.
  func export(_ ids: [String]?, as format: DraftFormat, out: String?, apply: Bool) throws {
    let store = try session.requiredStore()
    let snapshot = try snapshot()
    let drafts = try chosen(ids, of: try DraftDesk(snapshot))
    guard !drafts.isEmpty else { throw DraftForm.nothingApproved }
    let files = try files(of: drafts, snapshot, as: format)
    guard let out else {
      if apply { throw UsageError.missing(option: "--out") }
      return try Output(path: nil).write(files.map(\.text).joined(separator: "\n"))
    }
    try ReportFolder(path: out).write(files)
    let output = Output(path: nil)
    try output.write(wording.draftsWritten(files.map(\.name), out) + "\n")
    let waiting = drafts.filter { $0.standing != .exported }
    guard !waiting.isEmpty else { return }
    guard apply else { return try output.write(wording.notMarked + "\n") }
    // Only what has just been written may be marked: somebody may have changed a text meanwhile.
    let hashes = Dictionary(uniqueKeysWithValues: drafts.map { ($0.id, $0.contentHash) })
    let result = try change(.export, store, apply: true) { desk in
      try desk.drafts(waiting.map(\.id), for: .export).filter { hashes[$0.id] == $0.contentHash }
    }
    try output.write(
      wording.outcome(result.commit, result.drafts.count, session.storeOption) + "\n")
  }

  private func chosen(_ ids: [String]?, of desk: DraftDesk) throws -> [Draft] {
    let ids = ids ?? desk.drafts.filter { $0.standing == .approved }.map(\.id)
    return try desk.drafts(ids, for: .export)
  }

  static let nothingApproved = DraftsMissing()

  private func files(
    of drafts: [Draft], _ snapshot: Snapshot, as format: DraftFormat
  ) throws -> [(name: String, text: String)] {
    let file = DraftFile(snapshot, language: session.language, now: Clock.now)
    if format == .csv { return [("drafts.csv", file.table(drafts))] }
    var names = SafeNames(suffix: "." + format.rawValue)
    return try drafts.map { draft in
      (names.take(draft.id, draft.recipient), try file.text(draft, as: format))
    }
  }

  func calendar(out: String?) throws {
    let snapshot = try snapshot()
    let events = try CalendarEvents(snapshot, language: session.language).all()
    guard !events.isEmpty else { throw DraftForm.nothingApproved }
    if let out, session.holdsData(at: out) { throw UsageError.outIntoStore(path: out) }
    let output = Output(path: out)
    let calendar = CalendarFile(
      events, timeZone: DraftFile.timeZone(snapshot), now: Clock.now)
    try output.write(calendar.text)
    try output.finish()
  }
}

/// Nothing was selected: no draft is approved, no event has a date.
struct DraftsMissing: Error {}

extension Clock {
  /// Coordinated universal time.
  static var now: LocalTime {
    local(Int64(Date().timeIntervalSince1970), in: "UTC")
  }
}

extension Draft {
  /// For other programs.
  var json: JSONValue {
    .object([
      .init("id", .string(id)), .init("kind", .string(kind)),
      .init("state", .string(standing.rawValue)), .init("recipient", .string(recipient)),
      .init("subject", .string(subject)), .init("body", .string(body)),
      .init("attachments", .array(attachments.map { .string($0) })),
      .init("content_hash", .string(contentHash.hex)),
    ])
  }
}
