public import Lua
public import PlanModel
public import PlanStore

/// A run is one script's work over one snapshot of a store, in a Lua state of its own. What
/// the script changes is proposed, and written by nobody here.
public final class Run {
  public internal(set) var options: Options
  /// The store as it was when the run began.
  public private(set) var snapshot: Snapshot
  public private(set) var presenter: Presenter
  /// What the script said of itself, once it has.
  public internal(set) var declaration: ScriptDeclaration?

  let state: LuaState
  /// What the script may do; everything that it reads and changes passes here.
  let gate: Gate
  /// What the script changes; it answers with the changes made.
  private(set) var proposal: Proposal
  /// Collections that the engine knows, by the number that handles carry.
  var collections: [UInt8: Collection] = [:]
  /// What the engine reads from without owning it.
  var openColumns: [OpenColumn.Key: OpenColumn] = [:]
  var ratios: [Ratio: RatioValue] = [:]
  /// What scripts have from the host beside Lua's own.
  var globals: HostGlobals
  var groupTemplates: [[String]: LuaTableTemplate] = [:]
  var latestRecord: (question: RecordQuestion, answer: LuaValue)?
  var latestGroup: (names: [String], template: LuaTableTemplate)?
  var figureCount = 0
  /// The checks that the script declared, in their order.
  var checks: [DeclaredCheck] = []
  lazy var checkTools = CheckTools(run: self)
  /// What the checks of the script found, as they stand in its report.
  public internal(set) var findings: [Finding] = []
  var parameters: [String: LuaValue]?
  /// What became of the drafts that the script wrote.
  public internal(set) var drafting = Drafting()
  /// What ends the run, whatever the script does about the error that it was given.
  var stop: (any Error)?
  /// What a run of a file of tests has beside its plan.
  var testCase: TestCase?
  private let output: (Block) throws -> Void

  public struct Options: Sendable {
    public var language: Language
    /// The day that scripts see as `plan.today`, in the time zone of that name.
    public var today: @Sendable (_ timeZone: String) -> Day
    public var limits: LuaLimits
    /// How much the script may change.
    public var changes = Proposal.Limits()
    /// Whether a script that sees one unit may change only what is that unit's own.
    public var ownOnly = false
    /// The moment, in seconds since 1970, at which scripts see the clock stand; nothing where it
    /// runs. Who sees a part of a store could tell by a clock how much there is beside it.
    public var clock: Int64?
    /// `-P name=value`, as typed.
    public var parameters: [String: String] = [:]
    /// Puts an error into words where a script asks for them (`pcall`).
    public var describe: @Sendable (any Error) -> String = { "\($0)" }
    /// What the person who runs the script allows beside its declaration, and what not.
    public var permissions = Permissions()
    /// Severities and thresholds that checks shall have instead of their own; asked for when a
    /// script has a check.
    public var checks: @Sendable () throws -> CheckSettings = { CheckSettings() }
    /// Whether checks wait until somebody evaluates them; else each shows at once what it finds.
    var keepsChecks = false
    /// Whether the script is only asked what it declares, and no parameter gets a value.
    var onlyDeclares = false
    public var modules = ModuleSource { _ in nil }
    /// The text of a letter's template, by its name; at least those that ship.
    public var template: @Sendable (String) throws -> String? = { ShippedLibrary.template($0) }
    /// Where it is noted which lines ran, once the run is gone; nothing where nobody asks.
    public var coverage: CoverageLog?

    public init(
      language: Language = .vi, today: @escaping @Sendable (_ timeZone: String) -> Day,
      limits: LuaLimits = LuaLimits()
    ) {
      self.language = language
      self.today = today
      self.limits = limits
    }
  }

  /// Makes a state with the host's modules in it. `output` gets each block as it is made.
  public init(
    _ snapshot: Snapshot, options: Options, functions: [HostFunction] = [],
    output: @escaping (Block) throws -> Void
  ) throws {
    self.snapshot = snapshot
    self.options = options
    self.output = output
    globals = HostGlobals(functions)
    state = LuaState(limits: options.limits)
    if options.coverage != nil { state.startCoverage() }
    gate = Gate(
      options.permissions,
      isStopped: { [interrupter = state.interrupter] in
        interrupter.isInterrupting
      })
    let proposal = Proposal(
      snapshot.guarded(by: gate), limits: options.changes, ownOnly: options.ownOnly)
    self.proposal = proposal
    presenter = Presenter(language: options.language) { try? proposal.current() }
    state.describe = options.describe
    state.setSymbols { [symbols = snapshot.symbols] in symbols.bytes(of: $0) }
    state.moduleLoader = options.modules.find
    state.moduleRoom = options.modules.room
    state.onPrint = { [unowned self] call in try self.print(call) }
    state.onUnknownGlobal = { [unowned self] name, _ in try self.global(name) }
    state.setHandleKind(HandleKind.row, makeRowBehaviour())
    state.setHandleKind(HandleKind.day, makeDayBehaviour())
    state.setHandleKind(HandleKind.time, makeTimeBehaviour())
    if let clock = options.clock { state.stopClock(at: clock) }
    state.seal()
  }

  deinit { options.coverage?.add(state.coverage) }

  /// Stops the script from any thread, as Ctrl-C does.
  public var interrupter: LuaInterrupter { state.interrupter }

  /// Runs a script. What it returns is given as values of the store. A script that wanted to
  /// change more than it may, or what it is not permitted to, has failed, whatever it did about
  /// the error.
  @discardableResult
  public func run(_ source: String, name: String) throws -> [PlanValue] {
    let results = try state.load(source, name: name).call([])
    if let excess = proposal.excess { throw excess }
    try checkPermissions()
    try snapshot.check()
    return try results.map { try plan($0) }
  }

  /// Does what runs scripts, and says which of their lines took the time.
  public func profiled<Result>(
    _ body: () throws -> Result
  ) rethrows -> (result: Result, profile: LuaProfile) {
    try state.profile(body)
  }

  /// What the script did so far that needs permission.
  public var permissionsUsed: Set<Permission> { gate.passed }

  /// Throws what was refused, whatever the script did about the error.
  func checkPermissions() throws {
    if let stop { throw stop }
    if let refusal = gate.refusal { throw StoreError.refused(refusal) }
  }

  /// What the script changed so far. Nothing of it is written.
  public var changes: ChangeSet { proposal.changes }

  /// The store as the script sees it now, its own changes made.
  func current() throws -> Snapshot { try proposal.current() }

  func show(_ block: Block) throws {
    try state.chargeOutput(block.size)
    // Who was refused something shows nothing more that could look whole.
    try checkPermissions()
    try output(block)
  }

  public private(set) lazy var today = options.today(of: snapshot)

  /// Goes on with a snapshot, or with the same one once more, and with `changes` for all that is
  /// proposed. Scripts keep their variables; the records that they hold are of an earlier reading
  /// from now on. Throws what `Proposal.replay` does, and is then as it was.
  func renew(_ snapshot: Snapshot, _ language: Language, proposing changes: ChangeSet) throws {
    let proposal = Proposal(
      snapshot.guarded(by: gate), limits: options.changes, ownOnly: options.ownOnly)
    try proposal.replay(changes)
    self.snapshot = snapshot
    self.proposal = proposal
    options.language = language
    presenter = Presenter(language: language) { try? proposal.current() }
    today = options.today(of: snapshot)
    drafting = Drafting()
    openColumns = [:]
    state.setSymbols { [symbols = snapshot.symbols] in symbols.bytes(of: $0) }
    state.generation &+= 1
    for (number, collection) in collections { try define(collection, number) }
  }
}

extension Run.Options {
  /// The day that is today where the plan is carried out.
  public func today(of snapshot: Snapshot) -> Day {
    today(snapshot.setting("time_zone")?.string ?? "Asia/Ho_Chi_Minh")
  }
}

extension Run {
  static let functions =
    wordFunctions + formatFunctions + textFunctions + dataFunctions + valueFunctions + dateFunctions
    + testFunctions + figureFunctions + keyFunctions + reportFunctions + chartFunctions
    + titleFunctions + [checkFunction, scriptFunction, draftFunction]
}

/// `params`: the values of the script's parameters.
final class ParameterValues {
  unowned let run: Run

  init(run: Run) { self.run = run }

  static let type: HostType<ParameterValues> = HostType(
    "params", index: { values, key, _ in try values.value(key.text) },
    newIndex: { _, key, _, _ in throw HostError.readOnly(owner: "params", name: key.text) })

  private func value(_ name: String) throws -> LuaValue {
    // Without a declaration parameters are the text that was typed.
    guard let values = run.parameters else {
      return run.options.parameters[name].map { .string($0) } ?? .nil
    }
    if let value = values[name] { return value }
    throw unknownMember("params", name, values.keys.sorted())
  }
}
