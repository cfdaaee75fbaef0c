internal import CLua
internal import CLuaSupport

/// A stack is where values cross between Swift and Lua, each at a place of its own. It is good
/// only for as long as the call or the conversion that it is given to runs.
///
/// Places count from 1 at the bottom and from −1 at the top. Nothing here raises in Lua.
public struct LuaStack {
  @usableFromInline let thread: OpaquePointer

  init(_ thread: OpaquePointer) { self.thread = thread }

  public var state: LuaState {
    guard let owner = cl_owner(thread) else { preconditionFailure("a state sets its host first") }
    return Unmanaged<LuaState>.fromOpaque(owner).takeUnretainedValue()
  }

  /// How many values there are.
  public var count: Int32 { lua_gettop(thread) }
}

// MARK: - Reading

extension LuaStack {
  /// The number at a place when it is a whole one; a float without a fraction counts.
  public func integer(at place: Int32) -> Int64? {
    guard lua_type(thread, place) == LUA_TNUMBER else { return nil }
    var isExact: Int32 = 0
    let value = lua_tointegerx(thread, place, &isExact)
    return isExact != 0 ? value : nil
  }

  public func number(at place: Int32) -> Double? {
    guard lua_type(thread, place) == LUA_TNUMBER else { return nil }
    return lua_tonumberx(thread, place, nil)
  }

  public func boolean(at place: Int32) -> Bool? {
    guard lua_type(thread, place) == LUA_TBOOLEAN else { return nil }
    return lua_toboolean(thread, place) != 0
  }

  /// The text at a place; nothing when it is not UTF-8.
  public func string(at place: Int32) -> String? {
    guard lua_type(thread, place) == LUA_TSTRING else { return nil }
    return String(validating: state.bytes(at: place, on: thread), as: UTF8.self)
  }

  /// Lends the bytes of the string at a place; they stay where they are while `body` runs.
  public func withBytes<Result>(
    at place: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    guard lua_type(thread, place) == LUA_TSTRING else { return nil }
    return try body(state.bytes(at: place, on: thread))
  }

  public func value(at place: Int32) -> LuaValue { state.value(at: place, on: thread) }

  public func kind(at place: Int32) -> LuaKind {
    switch lua_type(thread, place) {
    case LUA_TNONE: .none
    case LUA_TNIL: .nil
    case LUA_TBOOLEAN: .boolean
    case LUA_TNUMBER: lua_isinteger(thread, place) != 0 ? .integer : .number
    case LUA_TSTRING: .string
    case LUA_TTABLE: .table
    case LUA_TFUNCTION: .function
    case LUA_TUSERDATA: .object
    case LUA_TLIGHTUSERDATA: .handle
    case LUA_TTHREAD: .coroutine
    default: .other
    }
  }

  /// Nothing there, or `nil`.
  public func isAbsent(at place: Int32) -> Bool { lua_type(thread, place) <= LUA_TNIL }

  /// What a value is called in an error: an object or handle says its own name.
  public func typeName(at place: Int32) -> String {
    switch kind(at: place) {
    case .none: "no value"
    case .handle: value(at: place).handle.map { state.handleName($0.kind) } ?? "handle"
    default: value(at: place).typeName
    }
  }

  /// The error to throw when the value at a place is not what was expected.
  public func mismatch(at place: Int32, expected: String) -> LuaError {
    .conversion(.mismatch(expected: expected, found: typeName(at: place), path: []))
  }

  /// Throws it, out of the way of what is called often.
  @inline(never)
  func refuse<Value>(at place: Int32, expected: String) throws(LuaError) -> Value {
    throw mismatch(at: place, expected: expected)
  }
}

// MARK: - Pushing

extension LuaStack {
  public func pushNil() { lua_pushnil(thread) }
  public func push(integer: Int64) { lua_pushinteger(thread, integer) }
  public func push(number: Double) { lua_pushnumber(thread, number) }
  public func push(boolean: Bool) { lua_pushboolean(thread, boolean ? 1 : 0) }
  public func push(string: String) { state.push(string, on: thread) }

  public func push(bytes: UnsafeRawBufferPointer) {
    _ = lua_pushlstring(thread, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
  }

  public func push(_ value: LuaValue) throws(LuaError) { try state.push(value, on: thread) }

  /// Makes room for `count` more values. A host function has room for 16 without asking.
  public func reserve(_ count: Int) throws(LuaError) { try state.reserve(count, on: thread) }

  /// How many steps of a loop may pass between two looks at the run's limits.
  static let lookEvery = 1024

  /// For loops over what a script made: throws when the run is over.
  public func look() throws(LuaError) {
    let state = state
    if cl_look(state.engine, thread) { throw state.death() }
  }

  /// Takes values off the top.
  public func pop(_ count: Int32 = 1) { lua_settop(thread, -count - 1) }
}

// MARK: - Tables

extension LuaStack {
  /// Pushes a new table with room for so many items and pairs.
  public func pushTable(items: Int = 0, pairs: Int = 0) {
    lua_createtable(thread, Int32(clamping: items), Int32(clamping: pairs))
  }

  /// How many items the table at a place has, as `rawlen` counts.
  public func length(at place: Int32) -> Int { Int(clamping: lua_rawlen(thread, place)) }

  /// Pushes item `index` of the table at a place, without metamethods.
  public func pushItem(_ index: Int, of place: Int32) {
    lua_rawgeti(thread, place, lua_Integer(index))
  }

  /// Pops the value on top into item `index` of the table at a place.
  public func popItem(_ index: Int, into place: Int32) {
    lua_rawseti(thread, place, lua_Integer(index))
  }

  /// Pops a value and the key below it into the table at a place. The key is neither `nil` nor
  /// not-a-number.
  public func popPair(into place: Int32) throws(LuaError) {
    let key = value(at: -2)
    if let fault = LuaConversionFault(key: key) {
      pop(2)
      throw .conversion(fault)
    }
    lua_rawset(thread, place)
  }

  /// A place counted from the bottom, which pushes and pops above it do not move.
  public func fixed(_ place: Int32) -> Int32 { lua_absindex(thread, place) }

  /// Does `body` with each pair of the table at a place: the key at −2, the value at −1. What
  /// it pushes, it pops.
  public func forEachPair(
    of place: Int32, _ body: () throws(LuaError) -> Void
  ) throws(LuaError) {
    let table = fixed(place)
    // No step of the collector may run a finalizer that changes the table under `lua_next`.
    let collects = cl_stop_collecting(thread)
    defer { cl_collect_again(thread, collects) }
    var steps = 0
    lua_pushnil(thread)
    while lua_next(thread, table) != 0 {
      if steps.isMultiple(of: Self.lookEvery) { try look() }
      steps += 1
      try body()
      pop()
    }
  }
}
