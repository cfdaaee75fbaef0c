internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The form of a run is how its output and its changes are shown, and where.
///
/// A table on the terminal is followed by the changes in words. Forms for other programs stay
/// pure: in JSON the changes are a part of the document, beside CSV and Markdown they go to
/// standard error.
struct RunForm {
  let format: ReportFormat
  /// The file for the report, instead of standard output.
  let out: String?
  let session: Session
  /// The unit whose records alone are to be seen.
  let unit: String?
  let options: Run.Options
  /// Whether the lines that took the time are told.
  let profiles: Bool

  /// Runs a script, writing its output as it comes, and shows what it proposes.
  func show(_ script: ScriptSource) throws {
    let snapshot = try session.snapshot()
    let output = Output(path: out)
    var rendering: Rendering?
    // What a bundle shows waits until the audit has the run.
    var waiting: [Block] = []
    let run = try Run(try scoped(snapshot, script), options: options) { block in
      if script.bundle != nil { return waiting.append(block) }
      try write(block, &rendering, to: output)
    }
    rendering = self.rendering(run)
    try session.recording(script.bundle, run, options.parameters) { try self.run(run, script) }
    for block in waiting { try write(block, &rendering, to: output) }
    let changes = run.changes
    let members = changes.isEmpty ? [] : json(changes, nil)
    try output.write(rendering?.finish(members) ?? "")
    try output.finish()
    session.tellRemarks(of: run.snapshot)
    defer { snapshot.keepColumns() }
    try tellDrafts(run)
    guard !changes.isEmpty else { return }
    if let draft = try run.firstDraft() { try say(session.wording.preview(draft) + "\n") }
    if format != .json {
      let head = session.wording.proposed(changes.count)
      try say((output.isUsed ? "\n" : "") + head + "\n\n" + diff(changes, snapshot) + "\n")
    }
    try say(session.wording.howToApply(RunForm.command(adding: "--apply")) + "\n")
  }

  /// Runs a script and commits what it changes; its output is that of the run that committed.
  func apply(_ script: ScriptSource, to store: Store, origin: Origin) throws {
    let (commit, made) = try session.transact(
      store, origin, script.bundle, options.parameters
    ) { snapshot, begun in
      var blocks: [Block] = []
      let run = try Run(try scoped(snapshot, script), options: options) { blocks.append($0) }
      begun(run)
      try self.run(run, script)
      return (run.changes, (run: run, blocks: blocks))
    }
    let output = Output(path: out)
    var rendering: Rendering? = self.rendering(made.run)
    for block in made.blocks { try write(block, &rendering, to: output) }
    try output.write(rendering?.finish(json(made.run.changes, commit)) ?? "")
    try output.finish()
    session.tellRemarks(of: made.run.snapshot)
    defer { made.run.snapshot.keepColumns() }
    let wording = session.wording
    try tellDrafts(made.run)
    guard let commit else { return try say(wording.nothingToWrite + "\n") }
    if format != .json {
      try say((output.isUsed ? "\n" : "") + diff(made.run.changes, made.run.snapshot) + "\n")
    }
    try say(wording.committed(commit, made.run.changes.count, session.storeOption) + "\n")
    for text in wording.encountered(commit) { session.note(text) }
  }

  private func scoped(_ snapshot: Snapshot, _ script: ScriptSource) throws -> Snapshot {
    try (script.bundle?.visible(snapshot) ?? snapshot).scoped(toOption: unit)
  }

  private func run(_ run: Run, _ script: ScriptSource) throws {
    Guardian.watch(
      run.interrupter, timeout: options.limits.time ?? .seconds(60), wording: session.wording)
    defer { Guardian.rest() }
    guard profiles else {
      try session.timing(session.wording.stillRunning) {
        _ = try run.run(script.text, name: script.name)
      }
      return
    }
    let (_, profile) = try run.profiled { try run.run(script.text, name: script.name) }
    for line in session.wording.profile(profile.lines) { Console.error(line) }
  }

  private func rendering(_ run: Run) -> Rendering {
    Rendering(format, presenter: run.presenter, width: out == nil ? Console.width : nil)
  }

  private func write(_ block: Block, _ rendering: inout Rendering?, to output: Output) throws {
    if format.isRowsAlone, case .text(let text) = block { return Console.error(text) }
    try output.write(rendering?.add(block) ?? "")
  }

  private func diff(_ changes: ChangeSet, _ snapshot: Snapshot) -> String {
    let presenter = Presenter(language: session.language, snapshot: snapshot)
    return DiffWords(wording: session.wording, presenter: presenter).text(changes)
  }

  /// What became of the drafts that the script wrote.
  private func tellDrafts(_ run: Run) throws {
    guard !run.drafting.isEmpty else { return }
    try say(session.wording.drafted(run.drafting) + "\n")
  }

  /// What is for people: beside a table on standard output, else on standard error.
  private func say(_ text: String) throws {
    if format == .table {
      try Output(path: nil).write(text)
    } else {
      Console.error(text)
    }
  }

  private func json(_ changes: ChangeSet, _ commit: Commit?) -> [JSONValue.Member] {
    [.init("changes", changes.json), .init("applied", .boolean(commit != nil))]
      + (commit.map { [.init("commit", .number(String($0.number)))] } ?? [])
  }

  /// The command as it was typed, with one option more.
  static func command(adding option: String) -> String {
    let words = CommandLine.arguments.dropFirst().map(Console.quoted)
    return (["planscript"] + words + [option]).joined(separator: " ")
  }
}
