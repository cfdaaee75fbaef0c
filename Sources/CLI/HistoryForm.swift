internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The form of history is how commits are shown, and what taking one back would change.
struct HistoryForm {
  private let session: Session
  private let store: Store
  private let format: ReportFormat
  private let snapshot: Snapshot
  private let output = Output(path: nil)

  private var wording: Wording { session.wording }

  init(_ session: Session, store: Store, _ format: ReportFormat) {
    (self.session, self.store, self.format) = (session, store, format)
    snapshot = store.snapshot()
  }

  /// The commit of a number or an id.
  func find(_ name: String) throws -> Commit {
    let number = name.split(separator: "-").first.flatMap { Int($0) }
    if let commit = try number.flatMap(store.entry),
      [commit.id, String(commit.number)].contains(name)
    {
      return commit
    }
    throw UsageError.noSuchCommit(name, newest: try store.history(limit: 1).commits.first?.number)
  }

  private var presenter: Presenter { Presenter(language: session.language, snapshot: snapshot) }

  private func time(_ commit: Commit) -> LocalTime {
    Clock.local(
      commit.when, in: snapshot.setting("time_zone")?.string ?? "Asia/Ho_Chi_Minh")
  }

  private func diff(_ changes: ChangeSet) -> String {
    DiffWords(wording: wording, presenter: presenter).text(changes)
  }

  private func write(_ members: [JSONValue.Member]) throws {
    try output.write(JSONValue.object(members).text(pretty: true) + "\n")
  }
}

// MARK: - The log

extension HistoryForm {
  func showAll() throws {
    let history = try store.history()
    for number in history.damaged {
      session.note(wording.message(CommitError.damagedLog(number: number)).text)
    }
    if format == .json { return try write([.init("commits", .array(history.commits.map(json)))]) }
    guard !history.commits.isEmpty else { return try output.write(wording.noCommits + "\n") }
    var rendering = Rendering(format, presenter: presenter, width: Console.width)
    try output.write(rendering.add(.table(table(history.commits))))
    try output.write(rendering.finish())
  }

  private func table(_ commits: [Commit]) -> ReportTable {
    let names = ["number", "time", "who", "kind", "script", "parameters", "records"]
    let columns = names.map { name in
      ReportTable.Column(
        name: name, title: wording.historyTitle(name == "number" ? "no" : name), field: nil,
        isRightAligned: name == "number" || name == "records")
    }
    let rows = commits.map { commit -> [PlanValue] in
      [
        .integer(Int64(commit.number)), .time(time(commit)), .text(commit.origin.who),
        .text(wording.kind(commit.origin.kind)), .text(commit.origin.shownScript),
        .text(commit.origin.shownParameters),
        commit.changeSet.map { .integer(Int64($0.count)) } ?? .none,
      ]
    }
    return ReportTable(columns: columns, rows: rows)
  }

  /// Everything about one commit.
  func show(_ commit: Commit) throws {
    if format == .json { return try write(members(commit)) }
    let origin = commit.origin
    let lines: [(String, String)] = [
      ("number", "\(commit.number) (\(commit.id))"), ("time", presenter.text(.time(time(commit)))),
      ("who", origin.who), ("kind", wording.kind(origin.kind)), ("script", origin.shownScript),
      ("parameters", origin.shownParameters),
      ("files", commit.files.map(\.path).joined(separator: ", ")),
    ]
    for (name, text) in lines where !text.isEmpty {
      try output.write("\(wording.historyTitle(name)): \(text)\n")
    }
    if let changes = commit.changeSet { try output.write("\n" + diff(changes)) }
  }

  private func json(_ commit: Commit) -> JSONValue {
    .object(members(commit).filter { $0.name != "changes" })
  }

  private func members(_ commit: Commit) -> [JSONValue.Member] {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    let origin = commit.origin
    let parameters = origin.parameters.sorted { $0.key < $1.key }
    let files = commit.files.map { file in
      JSONValue.object([
        .init("path", .string(file.path)), .init("before", text(file.before?.hex)),
        .init("after", text(file.after?.hex)),
      ])
    }
    let bundle = origin.bundle.map { name in
      [
        JSONValue.Member("bundle", .string(name)),
        JSONValue.Member("bundle_hash", text(origin.bundleHash?.hex)),
      ]
    }
    return [
      .init("number", .number(String(commit.number))), .init("id", .string(commit.id)),
      .init("time", .string(time(commit).description)),
      .init("kind", .string(origin.kind.rawValue)), .init("who", .string(origin.who)),
      .init("script", text(origin.script)), .init("script_hash", text(origin.scriptHash?.hex)),
    ] + (bundle ?? []) + [
      .init("parameters", .object(parameters.map { .init($0.key, .string($0.value)) })),
      .init("records", .number(String(commit.changeSet?.count ?? 0))),
      .init("files", .array(files)), .init("changes", commit.changes),
    ]
  }
}

extension Origin {
  /// `summary.lua #f8633634`, and of a bundle `· attendance-pack #0a1b2c3d`.
  fileprivate var shownScript: String {
    func mark(_ hash: ContentHash?) -> String? { hash.map { "#" + $0.hex.prefix(8) } }
    return [script, mark(scriptHash), bundle.map { "· " + $0 }, mark(bundleHash)]
      .compactMap { $0 }.joined(separator: " ")
  }

  fileprivate var shownParameters: String {
    parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}

// MARK: - Differences

extension HistoryForm {
  func showChanges(of commit: Commit) throws {
    if format == .json {
      return try write([
        .init("commit", .number(String(commit.number))), .init("changes", commit.changes),
      ])
    }
    guard let changes = commit.changeSet else { throw TransactError.notByRecord(commit) }
    try output.write(diff(changes))
  }

  /// What other programs changed.
  func show(_ edits: [OutsideEdit]) throws {
    if format == .json {
      let items = edits.map { edit in
        JSONValue.object([
          .init("file", .string(edit.file)), .init("since", .number(String(edit.since.number))),
          .init("changes", edit.changes?.json ?? .null),
        ])
      }
      return try write([.init("edits", .array(items))])
    }
    guard !edits.isEmpty else { return try output.write(wording.noOutsideEdits + "\n") }
    for edit in edits {
      try output.write(wording.outsideEdit(edit) + "\n")
      if let changes = edit.changes, !changes.isEmpty { try output.write(diff(changes)) }
    }
  }

  /// Shows what taking a commit back changes, or does it. What conflicts is an error.
  func undo(_ commit: Commit, apply: Bool) throws {
    let (changes, conflicts) = try store.previewUndo(of: commit)
    if format == .json, !conflicts.isEmpty {
      try write([
        .init("undoes", .number(String(commit.number))), .init("applied", .boolean(false)),
        .init("conflicts", .array(conflicts.map(\.json))),
      ])
    }
    guard conflicts.isEmpty else { throw TransactError.conflicts(conflicts) }
    let new =
      apply ? try store.undo(commit, origin: Origin(.undo, who: Session.user)) : nil
    if format == .json {
      try write([
        .init("undoes", .number(String(commit.number))), .init("changes", changes.json),
        .init("applied", .boolean(new != nil)),
      ])
    } else if changes.isEmpty {
      try output.write(wording.nothingToWrite + "\n")
    } else {
      try output.write(wording.takesBack(commit) + "\n\n" + diff(changes) + "\n")
    }
    try tellOutcome(new, changes, apply: apply)
  }

  private func tellOutcome(_ new: Commit?, _ changes: ChangeSet, apply: Bool) throws {
    guard !changes.isEmpty else { return }
    let text =
      new.map { wording.committed($0, changes.count, session.storeOption) }
      ?? wording.howToApply(RunForm.command(adding: "--apply"))
    if format == .json { Console.error(text) } else { try output.write(text + "\n") }
    for text in new.map(wording.encountered) ?? [] { session.note(text) }
  }
}

extension Conflict {
  /// For other programs.
  var json: JSONValue {
    let sides = [("base", base), ("ours", ours), ("theirs", theirs)].compactMap { name, value in
      value.map { JSONValue.Member(name, $0) }
    }
    let field = field.map { [JSONValue.Member("field", .string($0))] } ?? []
    return .object(
      [
        .init("file", .string(file)), .init("collection", .string(key.collection)),
        .init("id", .string(key.id)),
      ] + field + sides)
  }
}
