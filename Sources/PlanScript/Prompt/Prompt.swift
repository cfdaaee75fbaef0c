public import Lua
import PlanModel
public import PlanStore

/// A prompt is a conversation with a plan: one line after the other over one Lua state, whose
/// variables stay from line to line. It knows no terminal: a host shows its replies as it likes.
///
/// A line that fails changes nothing. What is proposed waits until `apply`.
public final class Prompt {
  /// Nothing where there is no store: Lua works all the same.
  public let store: Store?
  /// The store as it is now, as far as the person may see it.
  let reopen: () throws -> Snapshot
  var options: Run.Options
  let output: (Block) throws -> Void
  /// How many rows of a list are shown as a value; the host says how many its window holds.
  public var rowLimit = 20

  /// The scripts that `:run` finds.
  public var scriptNames: () -> [String] = { ShippedLibrary.scriptNames }
  /// The ids of the checks that there are.
  public var checkNames: () -> [String] = { ShippedLibrary.checkNames }

  /// Everything that the language is made of lives here.
  public internal(set) var run: Run
  /// The globals that the host gives, as they were at first.
  var given: [String: LuaValue] = [:]
  /// What `worker` does, which is a function of the host.
  var job: (() throws -> Void)?
  var worker: LuaFunction?
  /// Names that lines have declared: they may hold nothing.
  var declared: Set<String> = []
  var lines = Lines()
  var inputs: [Input] = []
  /// The last values, the newest first.
  var values: [LuaValue] = []
  /// What `help(…)` asked about since the line began.
  var asked: [Topic] = []
  public internal(set) var lastError: (any Error)?
  var checkpoints: [Checkpoint] = []
  /// The commits that this conversation made, in order.
  public internal(set) var commits: [Commit] = []
  /// The bundle's run that what is proposed comes from: it stands in the audit by the commit that
  /// writes it.
  var pendingRun: AuditedRun?
  var watch: StoreWatch?
  private var count = 0
  /// What errors call the text that was typed last.
  public var lastName: String { "[\(count)]" }
  /// Stops what runs, from any thread; between two lines it does nothing.
  public internal(set) var interrupter: LuaInterrupter { didSet { onInterrupter?(interrupter) } }
  /// Told of a new `interrupter`.
  public var onInterrupter: ((LuaInterrupter) -> Void)?

  /// `output` gets what a line prints and reports, as it comes.
  public init(
    _ store: Store?, options: Run.Options, snapshot reopen: @escaping () throws -> Snapshot,
    output: @escaping (Block) throws -> Void
  ) throws {
    (self.store, self.options, self.reopen, self.output) = (store, options, reopen, output)
    run = try Run(try reopen(), options: options, output: output)
    interrupter = run.interrupter
    watch = store.map { StoreWatch($0) }
    try prepare()
  }

  /// What came of a line.
  public enum Reply {
    /// It goes on in the next line.
    case more
    case done(Answer)
    /// For the host, or for one of the methods here.
    case command(PromptCommand)
    case failed(any Error)
  }

  /// What a line gave beside its output.
  public struct Answer {
    /// Its values, ready to be shown.
    public var blocks: [Block] = []
    /// How many rows of a longer list stand in `blocks`, and how many it has.
    public var rows: (shown: Int, count: Int)?
    /// What `help(…)` asked about.
    public var topics: [Topic] = []
    /// What became of drafts that the line wrote.
    public var drafting = Drafting()
    /// The line used up its limits in a way that took all variables with it.
    public var lostVariables = false
  }

  /// What was proposed before a line changed it.
  struct Checkpoint {
    let changes: ChangeSet
    /// Where the line stands in `inputs`; nothing when it was no line of Lua.
    let input: Int?
  }

  /// Something that was typed and did not fail.
  struct Input {
    let chunk: Chunk
    let isExpression: Bool
  }

  /// Whether lines wait for their end.
  public var isWaiting: Bool { !lines.isEmpty }

  /// Forgets the lines that wait, as Ctrl-C does.
  public func cancel() { lines = Lines() }

  /// Takes the next line.
  public func submit(_ line: String) -> Reply {
    if lines.isEmpty {
      if let reply = command(line) { return reply }
      if line.allSatisfy(\.isWhitespace) { return .done(Answer()) }
    }
    lines.add(line)
    if lines.isOpen { return .more }
    do {
      guard let (function, input) = try load(Chunk(source: lines.text)) else { return .more }
      lines = Lines()
      return .done(try execute(function, input))
    } catch {
      lines = Lines()
      lastError = error
      return .failed(error)
    }
  }

  /// Takes many lines, as a paste brings them: a line that goes on with the one before it belongs
  /// to it, and each thing is done as soon as it is whole. `reply` gets each in turn and says
  /// whether to go on; the replies to lines that are not whole yet are left out. How many lines
  /// were left.
  @discardableResult
  public func submit(_ lines: [String], _ reply: (Reply) -> Bool) -> Int {
    var waiting: [String] = []
    for (index, line) in lines.enumerated() {
      waiting.append(line)
      let next = lines[(index + 1)...].first { !$0.allSatisfy(\.isWhitespace) }
      if let next, Lines.continues(next), !line.allSatisfy(\.isWhitespace) { continue }
      // Lines of one thing come as one.
      let answer = submit(waiting.joined(separator: "\n"))
      waiting = []
      if case .more = answer { continue }
      guard reply(answer) else { return lines.count - index - 1 }
    }
    return 0
  }
}

// MARK: - Running

extension Prompt {
  /// Nothing when more lines could make it whole.
  private func load(_ chunk: Chunk) throws -> (LuaFunction, Input)? {
    count += 1
    let name = lastName
    let input = Input(chunk: chunk, isExpression: true)
    if let function = try? run.state.load(chunk.expression, name: name, quoting: chunk.source) {
      return (function, input)
    }
    do throws(LuaError) {
      let function = try run.state.load(chunk.statement, name: name, quoting: chunk.source)
      return (function, Input(chunk: chunk, isExpression: false))
    } catch {
      guard case .syntax(_, _, true, _) = error else { throw error }
      count -= 1
      return nil
    }
  }

  private func execute(_ function: LuaFunction, _ input: Input) throws -> Answer {
    var answer = Answer()
    let results = try perform {
      let results = try function.call([])
      if input.isExpression { try withinRun { try show(results, in: &answer) } }
      return results
    }
    let isHelp = !asked.isEmpty
    answer.topics += asked
    asked = []
    declared.formUnion(input.chunk.declared)
    answer.drafting = run.drafting
    run.drafting = Drafting()
    // A call that gives nothing is a statement.
    let isExpression = input.isExpression && !results.isEmpty
    if !isHelp { inputs.append(Input(chunk: input.chunk, isExpression: isExpression)) }
    return answer
  }

  /// Does something under the limits of a line. When it fails, what it proposed is taken back.
  func perform<Result>(_ body: () throws -> Result) throws -> Result {
    run.gate.reset()
    run.declaration = nil
    asked = []
    let (before, revision) = (run.changes, run.proposal.revision)
    do {
      let result = try body()
      if let excess = run.proposal.excess { throw excess }
      try run.checkPermissions()
      try run.snapshot.check()
      if run.proposal.revision != revision {
        checkpoints.append(Checkpoint(changes: before, input: inputs.count))
      }
      return result
    } catch {
      if run.state.isLost {
        try restart(proposing: before)
      } else if run.proposal.revision != revision || run.proposal.excess != nil {
        try renew(run.snapshot, proposing: before)
      }
      throw error
    }
  }

  /// Does something as a function of the host that a script called, so that it can be
  /// interrupted as one.
  func withinRun(_ body: () throws -> Void) throws {
    try withoutActuallyEscaping(body) { body in
      job = body
      defer { job = nil }
      try worker?.call([])
    }
  }

  /// A state of its own again; its variables are gone.
  private func restart(proposing changes: ChangeSet) throws {
    let snapshot = run.snapshot
    run = try Run(snapshot, options: options, output: output)
    interrupter = run.interrupter
    (values, declared) = ([], [])
    try prepare()
    try renew(snapshot, proposing: changes)
  }
}

// MARK: - Whole scripts

extension Prompt {
  /// Takes the text of a file as if it had been typed: its variables stay.
  public func load(_ source: String, name: String) throws -> Answer {
    try remembering {
      let chunk = Chunk(source: source)
      let function = try run.state.load(chunk.statement, name: name, quoting: source)
      return try execute(function, Input(chunk: chunk, isExpression: false))
    }
  }

  /// Runs a script by itself, as the command does: with the permissions that it declares, on what
  /// is proposed so far. What it proposes joins that; its variables are its own. `edit` gives its
  /// parameters, and where its modules are.
  public func run(
    script source: String, name: String, _ edit: (inout Run.Options) throws -> Void
  ) throws -> Answer {
    try remembering {
      var options = self.options
      try edit(&options)
      let script = try Run(run.snapshot, options: options, output: output)
      try script.renew(run.snapshot, options.language, proposing: changes)
      script.gate.reset()
      interrupter = script.interrupter
      defer { interrupter = run.interrupter }
      try script.run(source, name: name)
      if script.changes != changes {
        checkpoints.append(Checkpoint(changes: changes, input: nil))
        try renew(run.snapshot, proposing: script.changes)
      }
      var answer = Answer()
      answer.drafting = script.drafting
      return answer
    }
  }

  /// Runs a script of a bundle by itself, on the store without anything that is proposed: with
  /// what is proposed, the bundle would see and change more than it may. What it shows comes once
  /// `record` has taken note of the run.
  public func run(
    _ call: BundleCall, _ source: String, name: String,
    recording record: (Run, (any Error)?) throws -> Void,
    _ edit: (inout Run.Options) throws -> Void
  ) throws -> Answer {
    try remembering {
      var options = self.options
      try edit(&options)
      options.enter(call.room, script: call.script)
      var blocks: [Block] = []
      let script = try Run(try call.visible(run.snapshot), options: options) { blocks.append($0) }
      interrupter = script.interrupter
      defer { interrupter = run.interrupter }
      do {
        try script.run(source, name: name)
      } catch {
        try record(script, error)
        throw error
      }
      try record(script, nil)
      for block in blocks { try output(block) }
      // What was proposed before, if anything was, has been taken back since.
      pendingRun = nil
      if !script.changes.isEmpty {
        pendingRun = call.audited(
          .run, parameters: options.parameters, on: script.snapshot, used: script.permissionsUsed)
        checkpoints.append(Checkpoint(changes: changes, input: nil))
        try renew(run.snapshot, proposing: script.changes)
      }
      var answer = Answer()
      answer.drafting = script.drafting
      return answer
    }
  }

  /// Takes a line, and says which lines of what it ran took the time.
  public func profile(_ line: String) -> (reply: Reply, profile: LuaProfile) {
    let (reply, profile) = run.state.profile { submit(line) }
    return (reply, profile)
  }

  private func remembering<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      lastError = error
      throw error
    }
  }
}
