internal import CLua
internal import CLuaSupport

/// A state is one sandboxed Lua: its globals, its limits, and the Swift functions and objects
/// that its scripts may use. It belongs to one thread; only `interrupter` may leave it.
///
/// A closure given to the state lives as long as the state does: use `LuaCall.state` in it
/// instead of capturing the state.
public final class LuaState {
  let engine: OpaquePointer
  public let interrupter: LuaInterrupter
  let dropped = ReferenceQueue()

  public var limits: LuaLimits {
    didSet { cl_set_limits(engine, cl_limits(limits)) }
  }

  /// What `print` does. Left unset, it writes a line to standard output.
  public var onPrint: ((LuaCall) throws -> Void)?
  /// What `warn` does. Left unset, nothing.
  public var onWarn: ((String) -> Void)?
  /// What reading an unset global gives. Left unset, it raises `LuaUnknownGlobal`.
  public var onUnknownGlobal: ((String, LuaCall) throws -> LuaValue)?
  /// Finds the text of a module for `require`, and the name that its errors show.
  public var moduleLoader: ((String) throws -> (source: String, name: String)?)?
  /// What stands before the names that a module asks for, by the name of its text: the module has a
  /// `require` of its own then, whose place no script can take.
  public var moduleRoom: ((String) -> String?)?
  /// Words a Swift error for a script that caught it and shows it.
  public var describe: (any Error) -> String = { "\($0)" }

  var printed = 0
  var bindings: [ObjectIdentifier: TypeBinding] = [:]
  var behaviours = [HandleBehaviour?](repeating: nil, count: 16)
  var rowGeneration: UInt16 = 0
  var symbolLookup: ((UInt32) -> UnsafeBufferPointer<UInt8>?)?
  var modules: [String: LuaValue] = [:]
  /// The same with their texts, by the names that errors show: two names may lead to one text.
  var modulesByText: [String: (source: String, module: LuaValue)] = [:]
  /// What is being loaded, the outermost first.
  var loading: [String] = []
  var sources = LuaSources()
  /// For tests: gets the bytes that closing did not free.
  var whenClosed: ((Int) -> Void)?

  /// An empty state needs some memory whatever its limit says; the first run then fails. A machine
  /// that has none left ends the process, as for any object of Swift.
  public convenience init(limits: LuaLimits = LuaLimits()) {
    let interrupter = LuaInterrupter()
    guard let engine = cl_open(cl_limits(limits), interrupter.flag, false, 0) else {
      preconditionFailure("out of memory")
    }
    self.init(engine, limits, interrupter)
  }

  /// Throws `LuaError.memoryLimit` when the limits do not hold an empty state or the machine has
  /// no memory for it.
  public convenience init(within limits: LuaLimits) throws(LuaError) {
    try self.init(within: limits, failing: 0, starving: 0)
  }

  /// For tests: the n-th allocation of the set-up fails, by the limit or on the machine.
  convenience init(
    within limits: LuaLimits, failing: UInt64, starving: UInt64
  ) throws(LuaError) {
    let interrupter = LuaInterrupter()
    guard let engine = cl_open(cl_limits(limits), interrupter.flag, true, failing) else {
      throw .memoryLimit(limits.memory ?? 0, nil)
    }
    _ = cl_starve(engine, starving, false)
    self.init(engine, limits, interrupter)
    _ = cl_starve(engine, 0, false)
    cl_fail_allocation(engine, 0, false)
    if cl_starved(engine) || limits.memory.map({ memoryUsed > $0 }) == true {
      throw .memoryLimit(limits.memory ?? 0, nil)
    }
  }

  private init(_ engine: OpaquePointer, _ limits: LuaLimits, _ interrupter: LuaInterrupter) {
    self.engine = engine
    self.limits = limits
    self.interrupter = interrupter
    dropped.state = self
    cl_set_host(engine, Self.host(for: self))
    installSandbox()
    installHandles()
  }

  deinit {
    dropped.state = nil
    let left = cl_close(engine)
    assert(left == 0, "\(left) bytes of a closed state were not freed")
    whenClosed?(left)
  }

  /// The thread of Lua that is running, or the main one.
  var running: OpaquePointer { cl_running(engine) }
}

extension cl_limits {
  init(_ limits: LuaLimits) {
    self.init(
      nanoseconds: limits.nanoseconds, bytes: limits.memory.map { max(1, $0) } ?? 0,
      coroutines: max(0, limits.coroutines), source: max(0, limits.source))
  }
}

// MARK: - Scripts

extension LuaState {
  /// Compiles a text without running it. `name` is what errors show, a file's name for example;
  /// `quoted` is the text whose lines they show, where the host has added to what somebody typed.
  public func load(
    _ source: String, name: String, quoting quoted: String? = nil
  ) throws(LuaError) -> LuaFunction {
    let thread = running
    return try balanced(thread) { () throws(LuaError) in
      try reserve(4, on: thread)
      dropReferences()
      if source.utf8.count <= limits.source { sources.keep(quoted ?? source, of: name) }
      var source = source
      let outcome = source.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { bytes in
          // "@" has Lua shorten a long path at its start.
          cl_load(engine, thread, bytes.baseAddress, bytes.count, "@" + name)
        }
      }
      switch outcome {
      case CL_DONE: return LuaFunction(LuaReference(popping: thread, of: self))
      case CL_FAILED: throw syntaxError(on: thread, name: name)
      default: throw death()
      }
    }
  }

  /// Loads and calls.
  @discardableResult
  public func run(_ source: String, name: String) throws(LuaError) -> [LuaValue] {
    try load(source, name: name).call()
  }

  public var globals: LuaTable {
    let thread = running
    return balanced(thread) {
      try? reserve(2, on: thread)
      lua_rawgeti(thread, Self.registry, lua_Integer(LUA_RIDX_GLOBALS))
      return LuaTable(LuaReference(popping: thread, of: self))
    }
  }

  /// An empty table.
  public func makeTable() -> LuaTable {
    let thread = running
    return balanced(thread) {
      try? reserve(2, on: thread)
      dropReferences()
      lua_createtable(thread, 0, 0)
      return LuaTable(LuaReference(popping: thread, of: self))
    }
  }

  public func makeTable(_ values: [LuaValue]) throws(LuaError) -> LuaTable {
    let table = makeTable()
    for (index, value) in values.enumerated() { try table.set(.integer(Int64(index + 1)), value) }
    return table
  }

  public func makeTable(_ values: [String: LuaValue]) throws(LuaError) -> LuaTable {
    let table = makeTable()
    for (key, value) in values { try table.set(.string(key), value) }
    return table
  }

  /// A function that asks for its arguments. `name` is what argument errors show.
  public func makeFunction(
    _ name: String, _ body: @escaping (LuaCall) throws -> [LuaValue]
  ) -> LuaFunction {
    makeFunction(name, onStack: onCall(name) { call, _ in try body(call) })
  }

  /// The way to the stack itself, for functions that are called millions of times.
  public func makeFunction(
    _ name: String, onStack body: @escaping LuaStackFunction
  ) -> LuaFunction {
    let thread = running
    return balanced(thread) {
      try? reserve(6, on: thread)
      dropReferences()
      pushFunction(HostFunction(name, onStack: body))
      return LuaFunction(LuaReference(popping: thread, of: self))
    }
  }

  /// Makes a global function of a closure that asks for its arguments.
  public func register(_ name: String, _ body: @escaping (LuaCall) throws -> [LuaValue]) {
    register(makeFunction(name, body), as: name)
  }

  /// Makes a function global.
  public func register(_ function: LuaFunction, as name: String) {
    try? globals.set(.string(name), .function(function))
  }

  /// Makes a value what `require(name)` gives, without a text.
  public func provide<Module: LuaConvertible>(
    _ name: String, _ module: Module
  ) throws(LuaError) {
    modules[name] = try value(of: module)
  }

  func pushFunction(_ function: HostFunction) {
    cl_push_function(engine, running, function.retained)
  }
}

// MARK: - What a run uses

extension LuaState {
  /// Bytes that the state holds now, and held at most.
  public var memoryUsed: Int { cl_bytes(engine) }
  public var memoryPeak: Int { cl_peak(engine) }

  /// Time since the outermost call began.
  public var elapsed: Duration { .nanoseconds(Int64(clamping: cl_elapsed(engine))) }

  /// A run ignored its end for so long that it was cut off in the middle of one of Lua's own
  /// operations, such as the collection of a long chain of weak keys. Its error said which limit
  /// it was; what the state held is gone, and whatever uses it throws `LuaError.closed`. Make a
  /// new state.
  public var isLost: Bool { cl_lost(engine) }

  /// A run is under way.
  public var isRunning: Bool { cl_depth(engine) > 0 }

  /// Counts bytes that a host function is about to write for the script. Past the limit the run
  /// is over: throw on what this throws.
  public func chargeOutput(_ bytes: Int) throws(LuaError) {
    let (total, overflow) = printed.addingReportingOverflow(max(0, bytes))
    printed = overflow ? .max : total
    guard let limit = limits.output, printed > limit else { return }
    guard isRunning else { throw .outputLimit(limit, nil) }
    cl_kill(engine, CL_OUTPUT)
    throw death()
  }

  /// Frees what scripts no longer hold.
  public func collectGarbage() {
    dropReferences()
    cl_collect(running)
  }
}
