internal import CLua
internal import CLuaSupport

/// The sandbox is what is left of Lua's libraries when a script can harm nobody. All that it leaves
/// out is in `LuaState.removed`; a script that reaches for it fails with that `LuaRemoved`.
///
/// What it keeps does what stock Lua 5.4 does, but for this: reading a global that nobody set is an
/// error (`LuaUnknownGlobal`); `getmetatable("")` is `false`, since no script may change what all
/// strings do; `require` asks the host; `print` and `warn` go to the host.
extension LuaState {
  /// What of Lua is not there, with what to use instead.
  public static let removed: [LuaRemoved] =
    [
      LuaRemoved(name: "debug"),
      LuaRemoved(name: "dofile", instead: "require"),
      LuaRemoved(name: "io", instead: "print"),
      LuaRemoved(name: "loadfile", instead: "require"),
      LuaRemoved(name: "package", instead: "require"),
      LuaRemoved(name: "os.execute"),
      LuaRemoved(name: "os.exit", instead: "error"),
      LuaRemoved(name: "os.getenv"),
      LuaRemoved(name: "os.remove"),
      LuaRemoved(name: "os.rename"),
      LuaRemoved(name: "os.setlocale"),
      LuaRemoved(name: "os.tmpname"),
      LuaRemoved(name: "string.dump"),
      compiledChunks,
      finalizers,
    ]
    + [
      "collect", "generational", "incremental", "isrunning", "restart", "setpause", "setstepmul",
      "step", "stop",
    ].map(collecting)

  private static let compiledChunks = LuaRemoved(name: "load(…, \"b\")", instead: "load(…, \"t\")")
  private static let finalizers = LuaRemoved(name: "__gc", instead: "__close")
  private static func collecting(_ option: String) -> LuaRemoved {
    LuaRemoved(name: "collectgarbage(\"\(option)\")", instead: "collectgarbage(\"count\")")
  }
  private static let removedByName = Dictionary(
    removed.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  func installSandbox() {
    let thread = running
    balanced(thread) {
      try? reserve(10, on: thread)
      cl_set_globals(engine, Self.unknown.retained, Self.facts.retained)
      lua_rawgeti(thread, Self.registry, lua_Integer(LUA_RIDX_GLOBALS))
      for function in Self.functions {
        push(function.name, on: thread)
        pushFunction(function)
        lua_rawset(thread, -3)
      }
      for (library, name) in Self.removedFunctions { cl_remove(engine, library, name) }
    }
  }

  private static let removedFunctions: [(String, String)] = removed.compactMap { removed in
    let parts = removed.name.split(separator: ".")
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }

  // One of each for all states: they hold nothing and never change, and ask the call for its state.
  nonisolated(unsafe) private static let unknown = HostFunction("_G") { call, _ in
    [try call.state.unknownGlobal(call)]
  }
  nonisolated(unsafe) private static let facts = HostFunction("refusal") { call, fact in
    throw refusal(fact, call)
  }
  nonisolated(unsafe) private static let functions = [
    HostFunction("print") { call, _ in
      try call.state.print(call)
      return []
    },
    HostFunction("warn") { call, _ in
      let text = try (1...max(1, call.count)).map { (i) throws(LuaArgumentError) in
        try call.string(i)
      }
      call.state.onWarn?(text.joined())
      return []
    },
    HostFunction("require") { call, _ in [try call.state.require(try call.string(1))] },
    HostFunction("collectgarbage") { call, _ in
      let option = call.isAbsent(1) ? "collect" : try call.string(1)
      guard option == "count" else { throw collecting(option) }
      return [.number(Double(call.state.memoryUsed) / 1024)]
    },
  ]

  /// Lets the clock stand still for scripts: `os.time()` and `os.date()` tell this moment, in
  /// seconds since 1970, `os.clock()` is 0. For scripts that are to learn nothing from how long
  /// something takes. Before `seal()`.
  public func stopClock(at seconds: Int64) {
    balanced(running) {
      try? reserve(8, on: running)
      cl_stop_clock(engine, seconds)
    }
  }

  /// Makes the libraries and all tables of the host that are globals now read-only for scripts,
  /// the tables inside them too. Globals themselves can still be assigned.
  public func seal() {
    let thread = running
    balanced(thread) {
      guard (try? reserve(64, on: thread)) != nil else { return }
      lua_rawgeti(thread, Self.registry, lua_Integer(LUA_RIDX_GLOBALS))
      sealFields(on: thread, depth: 0)
    }
  }

  /// Seals the tables that are fields of the table on top.
  private func sealFields(on thread: OpaquePointer, depth: Int) {
    let collects = cl_stop_collecting(thread)
    defer { cl_collect_again(thread, collects) }
    lua_pushnil(thread)
    while lua_next(thread, -2) != 0 {
      // An existing key keeps its place, so the walk can go on.
      guard sealable(on: thread) else {
        lua_settop(thread, -2)
        continue
      }
      if depth < 4 { sealFields(on: thread, depth: depth + 1) }
      cl_seal(engine, thread)
      lua_pushvalue(thread, -2)
      lua_rotate(thread, -2, 1)
      lua_rawset(thread, -4)
    }
  }

  /// The globals themselves and tables with a metatable of their own stay as they are.
  private func sealable(on thread: OpaquePointer) -> Bool {
    guard lua_type(thread, -1) == LUA_TTABLE else { return false }
    guard lua_getmetatable(thread, -1) == 0 else {
      lua_settop(thread, -2)
      return false
    }
    return true
  }

  private func unknownGlobal(_ call: LuaCall) throws -> LuaValue {
    guard case .string(let name) = call[2] else { return .nil }
    if let removed = Self.removedByName[name] { throw removed }
    guard let onUnknownGlobal else { throw LuaUnknownGlobal(name: name) }
    return try onUnknownGlobal(name, call.dropping(2))
  }

  private static func refusal(_ fact: Int32, _ call: LuaCall) -> any Error {
    switch UInt32(bitPattern: fact) {
    case CL_FACT_STALE_HANDLE.rawValue:
      LuaStaleHandle(handle: call[1].handle ?? LuaHandle(bits: 0))
    case CL_FACT_GC_REFUSED.rawValue: finalizers
    case CL_FACT_BINARY.rawValue: compiledChunks
    case CL_FACT_REMOVED.rawValue:
      (try? call.string(1)).flatMap { removedByName[$0] } ?? LuaRemoved(name: "?")
    case CL_FACT_SEALED.rawValue: LuaSealed(key: (try? call.tostring(2)) ?? "?")
    default: LuaReleasedObject()
    }
  }

  private func print(_ call: LuaCall) throws {
    // Strings are counted here; a host that renders more charges the rest.
    var size = 1
    for position in 0..<call.count {
      guard let slot = call.slot(position + 1) else { continue }
      size += lua_type(call.thread, slot) == LUA_TSTRING ? Int(lua_rawlen(call.thread, slot)) : 1
    }
    try chargeOutput(size)
    if let onPrint { return try onPrint(call) }
    var parts: [String] = []
    for position in 0..<call.count { parts.append(try call.tostring(position + 1)) }
    Swift.print(parts.joined(separator: "\t"))
  }

  private func require(_ name: String) throws -> LuaValue {
    if let module = modules[name] { return module }
    if let start = loading.firstIndex(of: name) {
      throw LuaModuleLoop(name: name, chain: loading[start...] + [name])
    }
    loading.append(name)
    defer { loading.removeLast() }
    guard let text = try moduleLoader?(name) else { throw LuaModuleNotFound(name: name) }
    if let known = modulesByText[text.name], known.source == text.source {
      modules[name] = known.module
      return known.module
    }
    let results = try run(text, as: name)
    let module = results.first.flatMap { $0.isNil ? nil : $0 } ?? true
    modules[name] = module
    modulesByText[text.name] = (text.source, module)
    return module
  }

  private func run(_ text: (source: String, name: String), as name: String) throws -> [LuaValue] {
    let arguments: [LuaValue] = [.string(name), .string(text.name)]
    guard let room = moduleRoom?(text.name) else {
      return try load(text.source, name: text.name).call(arguments)
    }
    let require = makeFunction("require") { call in
      [try call.state.require(room + (try call.string(1)))]
    }
    // On the first line, so that errors count the lines as people do.
    let source = "local _,_,require=... " + text.source
    let chunk = try load(source, name: text.name, quoting: text.source)
    return try chunk.call(arguments + [.function(require)])
  }
}
