internal import CLua
internal import CLuaSupport

/// A table of Lua, held by reference: changes show on both sides. Access is raw, it runs no
/// metamethod and therefore no script. When the state is gone, reading gives `nil`.
public final class LuaTable {
  let reference: LuaReference

  init(_ reference: LuaReference) { self.reference = reference }

  public subscript(key: LuaValue) -> LuaValue {
    guard let state = reference.state else { return .nil }
    let thread = state.running
    return state.balanced(thread) {
      guard (try? prepare(state, thread)) != nil, (try? state.push(key, on: thread)) != nil
      else { return .nil }
      lua_rawget(thread, -2)
      return state.value(at: -1, on: thread)
    }
  }

  public subscript(index: Int) -> LuaValue { self[.integer(Int64(index))] }

  /// Setting `nil` removes the key.
  public func set(_ key: LuaValue, _ value: LuaValue) throws(LuaError) {
    if let fault = LuaConversionFault(key: key) { throw .conversion(fault) }
    try write { state, thread throws(LuaError) in
      try state.push(key, on: thread)
      try state.push(value, on: thread)
      lua_rawset(thread, -3)
    }
  }

  public func append(_ value: LuaValue) throws(LuaError) {
    try set(.integer(Int64(count) &+ 1), value)  // turns around, as `#t + 1` does
  }

  /// The length of the array part, as `rawlen` gives it.
  public var count: Int {
    guard let state = reference.state else { return 0 }
    let thread = state.running
    return state.balanced(thread) {
      (try? prepare(state, thread)) == nil ? 0 : Int(clamping: lua_rawlen(thread, -1))
    }
  }

  /// The values at 1, 2, … `count`. Lua looks for a length in large steps, so that a table with
  /// gaps can have an enormous one: reading ends where most of what was read are gaps.
  public var array: [LuaValue] {
    guard let state = reference.state else { return [] }
    let thread = state.running
    return state.balanced(thread) {
      guard (try? prepare(state, thread)) != nil else { return [] }
      let count = lua_rawlen(thread, -1)
      var values: [LuaValue] = []
      values.reserveCapacity(Int(clamping: min(count, 1 << 20)))
      var gaps = 0
      for index in 0..<count {
        lua_rawgeti(thread, -1, lua_Integer(index) + 1)
        values.append(state.value(at: -1, on: thread))
        lua_settop(thread, -2)
        if values[Int(index)].isNil { gaps += 1 }
        if gaps > values.count / 2 + 1024 { break }
      }
      while values.last?.isNil == true { values.removeLast() }
      return values
    }
  }

  /// All pairs, in no order. The table is read before anything is returned.
  public var pairs: [(key: LuaValue, value: LuaValue)] {
    guard let state = reference.state else { return [] }
    let thread = state.running
    return state.balanced(thread) {
      guard (try? prepare(state, thread)) != nil else { return [] }
      return LuaTable.laidOut(thread) { state.value(at: $0, on: thread) }
        ?? LuaTable.walked(thread) { state.value(at: $0, on: thread) }
    }
  }

  /// The pairs of the table on top, laid out on the stack before any is looked at: nothing is
  /// allocated between two steps, so no finalizer runs that could change the table, at which
  /// `lua_next` would raise. Nothing when the stack does not hold them all.
  private static func laidOut(
    _ thread: OpaquePointer, _ value: (Int32) -> LuaValue
  ) -> [(key: LuaValue, value: LuaValue)]? {
    let table = lua_gettop(thread)
    lua_pushnil(thread)
    while lua_next(thread, table) != 0 {
      guard cl_make_room(thread, 8) else {
        lua_settop(thread, table)
        return nil
      }
      lua_pushvalue(thread, -2)
    }
    return stride(from: table + 1, to: lua_gettop(thread), by: 2).map { place in
      (value(place), value(place + 1))
    }
  }

  /// The same step by step, with the collector stopped. Letting it go on costs a step of
  /// collection, which many small tables would pay again and again.
  private static func walked(
    _ thread: OpaquePointer, _ value: (Int32) -> LuaValue
  ) -> [(key: LuaValue, value: LuaValue)] {
    let collects = cl_stop_collecting(thread)
    defer { cl_collect_again(thread, collects) }
    var pairs: [(key: LuaValue, value: LuaValue)] = []
    lua_pushnil(thread)
    while lua_next(thread, -2) != 0 {
      pairs.append((value(-2), value(-1)))
      lua_settop(thread, -2)
    }
    return pairs
  }

  public func forEachPair(_ body: (LuaValue, LuaValue) throws -> Void) rethrows {
    for (key, value) in pairs { try body(key, value) }
  }

  public var hasMetatable: Bool {
    guard let state = reference.state else { return false }
    let thread = state.running
    return state.balanced(thread) {
      (try? prepare(state, thread)) != nil && lua_getmetatable(thread, -1) != 0
    }
  }

  /// `nil` takes the metatable away.
  public func setMetatable(_ metatable: LuaTable?) throws(LuaError) {
    try metatable?.refuseFinalizer()
    try write { state, thread throws(LuaError) in
      try state.push(metatable.map(LuaValue.table) ?? .nil, on: thread)
      lua_setmetatable(thread, -2)
    }
  }

  /// A metatable with a finalizer would run scripts when no call is under way.
  func refuseFinalizer() throws(LuaError) {
    if !self["__gc"].isNil { throw .conversion(.finalizer) }
  }

  private func prepare(_ state: LuaState, _ thread: OpaquePointer) throws(LuaError) {
    try state.reserve(4, on: thread)
    try state.push(reference, on: thread)
  }

  private func write(
    _ body: (LuaState, OpaquePointer) throws(LuaError) -> Void
  ) throws(LuaError) {
    guard let state = reference.state else { throw .closed }
    let thread = state.running
    try state.balanced(thread) { () throws(LuaError) in
      try prepare(state, thread)
      try body(state, thread)
    }
  }
}

extension LuaTable: Equatable {
  public static func == (a: LuaTable, b: LuaTable) -> Bool {
    a.reference.isSame(as: b.reference)
  }
}
