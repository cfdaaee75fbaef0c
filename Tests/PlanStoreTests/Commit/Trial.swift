import Testing

@testable import PlanStore

/// A trial runs a scenario's commit on a disk that stops, fails or is edited at some operation,
/// and says which promises do not hold afterwards.
struct Trial {
  let scenario: Scenario
  let disk: MemoryDisk
  var steps = Steps.all
  /// What the commit said.
  private(set) var result: Result<Commit?, any Error>?
  private(set) var wasEdited = false
  private(set) var isAcknowledged = false
  /// Where the commit said that it kept what it displaced.
  private var keptEdits: [String] = []

  init(_ scenario: Scenario, steps: Steps, tree: Tree) {
    self.scenario = scenario
    self.steps = steps
    disk = MemoryDisk(tree)
    disk.missing = scenario.missing
  }

  /// The same on another disk.
  func again(on tree: Tree) -> Trial {
    var trial = Trial(scenario, steps: steps, tree: tree)
    (trial.result, trial.wasEdited) = (result, wasEdited)
    return trial
  }

  /// The same on a disk after a power cut.
  func again(on tree: Tree, acknowledged: Bool) -> Trial {
    var trial = Trial(scenario, steps: steps, tree: tree)
    trial.isAcknowledged = acknowledged
    trial.wasEdited = wasEdited
    if acknowledged, case .success(let commit?)? = result {
      trial.keptEdits = commit.displacedEdits.compactMap(\.kept)
    }
    return trial
  }

  /// Runs the commit. `edit` says before which operation the other program writes.
  mutating func commit(
    editAt edit: Int? = nil, incident: @escaping (MemoryDisk.Call) -> MemoryDisk.Incident?
  ) throws {
    var store: Store? = try Store.open(disk, steps: steps)
    disk.incident = incident
    let (disk, scenario) = (disk, scenario)
    if let edit {
      disk.before = { call in
        if call.number == edit, let edit = scenario.edit { disk.edit(edit.path, edit.text) }
      }
    }
    result = Result { try store?.write(scenario.changes, knowing: scenario.old) }
    if case .success(.some) = result { disk.mark("acknowledged") }
    // It settles.
    store = nil
    wasEdited = edit.map { $0 < disk.calls.count } ?? false
  }

  /// What a reader sees that comes now.
  func view() throws(FileFault) -> Texts {
    try SnapshotFiles(disk: disk, steps: steps, surroundings: .still()).texts(scenario.paths)
  }

  /// The next writer comes: what was left is finished.
  func recover() throws {
    try Store.open(disk, steps: steps, seed: 2).committing.underLock(patience: .seconds(60)) { _ in
    }
  }

  /// The place in the trace where the commit was acknowledged; the last one when it was not.
  var acknowledgement: Int {
    disk.trace.firstIndex { if case .mark = $0 { true } else { false } } ?? disk.trace.count - 1
  }

  // MARK: promises

  private var old: Texts { scenario.old }
  private var new: Texts { scenario.new }

  /// Whether the files are wholly as before or wholly as after, apart from what was edited.
  private func state(_ texts: Texts) -> (isOld: Bool, isNew: Bool) {
    guard wasEdited, let edit = scenario.edit else { return (texts == old, texts == new) }
    func matches(_ expected: Texts) -> Bool {
      var edited = expected
      edited[edit.path] = edit.text
      return texts == expected || texts == edited
    }
    return (matches(old), matches(new))
  }

  /// What does not hold after the process is gone, or after the commit returned.
  func faults(andWrite: Bool = true) -> [String] {
    disk.restart()
    var faults = keptEdits.filter { disk.tree.bytes($0) == nil }.map { "did not keep \($0)" }
    do {
      let seen = try view()
      try recover()
      let recovered = try view()
      faults += check(seen, "seen before recovery") + check(recovered, "after recovery")
      if !wasEdited, seen != recovered { faults.append("readers saw \(seen), then \(recovered)") }
      let inPlace = try DirectoryFiles(disk).texts(scenario.paths)
      if inPlace != recovered { faults.append("in place \(inPlace), read \(recovered)") }
      try recover()
      if try DirectoryFiles(disk).texts(scenario.paths) != inPlace {
        faults.append("recovering twice is not recovering once")
      }
      faults += lostEdit(inPlace)
      if andWrite { faults += try writable() }
    } catch {
      faults.append("\(error)")
    }
    return faults
  }

  private func check(_ texts: Texts, _ when: String) -> [String] {
    let (isOld, isNew) = state(texts)
    guard isOld || isNew else { return ["\(when): half a commit: \(texts)"] }
    if isAcknowledged, !isNew { return ["\(when): lost what was acknowledged"] }
    switch result {
    case .success(.some)? where !isNew: return ["\(when): lost what was acknowledged"]
    case .failure(CommitError.notWritten)? where !isOld,
      .failure(CommitError.stale)? where !isOld:
      return ["\(when): wrote what was refused"]
    case .failure(CommitError.unfinished)? where !isNew:
      return ["\(when): lost what was committed"]
    case .failure(let error as CommitError)?:
      if case .inDoubt(let id, _) = error { return checkOutcome(of: id, isOld, isNew, when) }
      return []
    case .failure(let error)? where !isOld: return ["\(when): \(error), and yet written"]
    default: return []
    }
  }

  /// A commit in doubt can be asked for.
  private func checkOutcome(
    of id: String, _ isOld: Bool, _ isNew: Bool, _ when: String
  ) -> [String] {
    let outcome = Result { try Store.open(disk, steps: steps).outcome(of: id) }
    switch outcome {
    case .success(.committed) where isNew, .success(.absent) where isOld: return []
    default: return ["\(when): in doubt, then \(outcome)"]
    }
  }

  private func lostEdit(_ texts: Texts) -> [String] {
    guard wasEdited, let edit = scenario.edit, let text = edit.text, texts[edit.path] != text
    else { return [] }
    let kept = disk.tree.files.filter { $0.hasPrefix(StoreLog.conflicts) }
    guard
      kept.contains(where: {
        disk.tree.bytes($0).map { String(decoding: $0, as: UTF8.self) } == text
      })
    else { return ["lost an edit by another program"] }
    if case .success(let commit?)? = result, commit.displacedEdits.isEmpty {
      return ["did not tell of a displaced edit"]
    }
    return []
  }

  /// Nothing hinders the next commit.
  private func writable() throws -> [String] {
    let store = try Store.open(disk, steps: steps, seed: 3)
    try store.write(["next.json": "next"])
    return try view().isEmpty || DirectoryFiles(disk).text("next.json") == "next"
      ? [] : ["the next commit is not there"]
  }
}

/// Expects that nothing was found; what was is shown, as far as it helps.
func expectNone(_ faults: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(
    faults.isEmpty, "\(faults.count): \(faults.prefix(4).joined(separator: "\n"))",
    sourceLocation: sourceLocation)
}
