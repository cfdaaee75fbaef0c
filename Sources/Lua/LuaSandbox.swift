internal import CLua
internal import CLuaSupport

/// The sandbox is what is left of Lua's libraries when a script can harm nobody. What it leaves
/// out is listed here, with what to use instead; a script that reaches for it is told so.
extension LuaState {
  /// Global names that are not there.
  public static let removedGlobals: [String: String?] = [
    "debug": nil,
    "dofile": "require",
    "io": nil,
    "loadfile": "require",
    "package": "require",
  ]

  /// Functions of kept libraries that are not there.
  public static let removedFunctions: [String: [String]] = [
    "os": ["execute", "exit", "getenv", "remove", "rename", "setlocale", "tmpname"],
    "string": ["dump"],
  ]

  func installSandbox() {
    let unknown = HostFunction("_G") { call, _ in [try call.state.unknownGlobal(call)] }
    let facts = HostFunction("refusal") { call, fact in throw Self.refusal(fact, call) }
    try? reserve(10, on: running)
    cl_set_globals(engine, unknown.retained, facts.retained)
    register("print") { call in
      try call.state.print(call)
      return []
    }
    register("warn") { call in
      let text = try (1...max(1, call.count)).map { (i) throws(LuaArgumentError) in
        try call.string(i)
      }
      call.state.onWarn?(text.joined())
      return []
    }
    register("require") { call in [try call.state.require(try call.string(1))] }
    register("collectgarbage") { call in
      let option = call.isAbsent(1) ? "collect" : try call.string(1)
      guard option == "count" else {
        throw LuaRemoved(
          name: "collectgarbage(\"\(option)\")", instead: "collectgarbage(\"count\")")
      }
      return [.number(Double(call.state.memoryUsed) / 1024)]
    }
    for (library, names) in Self.removedFunctions {
      guard let table = globals[.string(library)].table else { continue }
      for name in names {
        let whole = library + "." + name
        let function = makeFunction(whole) { _ in throw LuaRemoved(name: whole) }
        try? table.set(.string(name), .function(function))
      }
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
    if let instead = Self.removedGlobals[name] { throw LuaRemoved(name: name, instead: instead) }
    guard let onUnknownGlobal else { throw LuaUnknownGlobal(name: name) }
    return try onUnknownGlobal(name, call.dropping(2))
  }

  private static func refusal(_ fact: Int32, _ call: LuaCall) -> any Error {
    switch UInt32(bitPattern: fact) {
    case CL_FACT_STALE_HANDLE.rawValue:
      LuaStaleHandle(handle: call[1].handle ?? LuaHandle(bits: 0))
    case CL_FACT_GC_REFUSED.rawValue: LuaRemoved(name: "__gc", instead: "__close")
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
    guard loading.insert(name).inserted else { throw LuaModuleLoop(name: name) }
    defer { loading.remove(name) }
    guard let text = try moduleLoader?(name) else { throw LuaModuleNotFound(name: name) }
    let chunk = try load(text.source, name: text.name)
    let results = try chunk.call([.string(name), .string(text.name)])
    let module = results.first.flatMap { $0.isNil ? nil : $0 } ?? true
    modules[name] = module
    return module
  }
}
