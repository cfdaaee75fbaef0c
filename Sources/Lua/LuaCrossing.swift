internal import CLua
internal import CLuaSupport

/// Moving values on and off Lua's stack. Nothing here raises: what could, is checked first, and
/// the allocator refuses nothing while Swift runs.
extension LuaState {
  static let registry = -LUAI_MAXSTACK - 1000

  /// Runs `body` and puts the stack back to its height, whatever happened.
  @inline(__always)
  func balanced<Result, Failure: Error>(
    _ thread: OpaquePointer, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let top = lua_gettop(thread)
    defer { lua_settop(thread, top) }
    return try body()
  }

  /// Runs `body` on the stack of the thread that is running, and puts it back to its height.
  func onOwnStack<Result>(
    _ body: (LuaStack) throws(LuaError) -> Result
  ) throws(LuaError) -> Result {
    let thread = running
    return try balanced(thread) { () throws(LuaError) in
      try reserve(4, on: thread)
      dropReferences()
      return try body(LuaStack(thread))
    }
  }

  /// Makes room for `count` values and what handling them takes.
  func reserve(_ count: Int, on thread: OpaquePointer) throws(LuaError) {
    guard count < 1_000_000, cl_make_room(thread, Int32(count) + 20) else {
      throw .conversion(.tooMany(count))
    }
  }

  func push(_ value: LuaValue, on thread: OpaquePointer) throws(LuaError) {
    switch value {
    case .nil: lua_pushnil(thread)
    case .boolean(let value): lua_pushboolean(thread, value ? 1 : 0)
    case .integer(let value): lua_pushinteger(thread, value)
    case .number(let value): lua_pushnumber(thread, value)
    case .string(let value): push(value, on: thread)
    case .bytes(let value):
      value.withUnsafeBytes { bytes in
        _ = lua_pushlstring(thread, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
      }
    case .table(let table): try push(table.reference, on: thread)
    case .function(let function): try push(function.reference, on: thread)
    case .object(let object): try push(object, on: thread)
    case .handle(let handle):
      lua_pushlightuserdata(thread, UnsafeMutableRawPointer(bitPattern: UInt(handle.bits)))
    case .coroutine(let coroutine): try push(coroutine.reference, on: thread)
    case .other(let name): throw .conversion(.value(name))
    }
  }

  func push(_ string: String, on thread: OpaquePointer) {
    var string = string
    string.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        _ = lua_pushlstring(thread, bytes.baseAddress, bytes.count)
      }
    }
  }

  func push(_ reference: LuaReference, on thread: OpaquePointer) throws(LuaError) {
    guard reference.belongs(to: self), !isLost else { throw .closed }
    lua_rawgeti(thread, Self.registry, lua_Integer(reference.slot))
  }

  func push(_ object: LuaObject, on thread: OpaquePointer) throws(LuaError) {
    guard object.binding.owner === dropped, !isLost else { throw .closed }
    let type = Unmanaged.passUnretained(object.binding).toOpaque()
    let host = Unmanaged.passUnretained(object.host)
    if cl_push_known(engine, thread, host.toOpaque(), type) { return }
    _ = host.retain()
    cl_push_object(engine, thread, host.toOpaque(), type, object.binding.metatable)
  }

  func value(at index: Int32, on thread: OpaquePointer) -> LuaValue {
    switch lua_type(thread, index) {
    case LUA_TNONE, LUA_TNIL: return .nil
    case LUA_TBOOLEAN: return .boolean(lua_toboolean(thread, index) != 0)
    case LUA_TNUMBER:
      return lua_isinteger(thread, index) != 0
        ? .integer(lua_tointegerx(thread, index, nil)) : .number(lua_tonumberx(thread, index, nil))
    case LUA_TSTRING: return text(at: index, on: thread)
    case LUA_TTABLE: return .table(LuaTable(reference(to: index, on: thread)))
    case LUA_TFUNCTION: return .function(LuaFunction(reference(to: index, on: thread)))
    case LUA_TLIGHTUSERDATA:
      return .handle(LuaHandle(bits: UInt64(UInt(bitPattern: lua_touserdata(thread, index)))))
    case LUA_TUSERDATA:
      return object(at: index, on: thread).map(LuaValue.object) ?? .other("released object")
    case LUA_TTHREAD: return .coroutine(LuaCoroutine(reference(to: index, on: thread)))
    default: return .other("value")
    }
  }

  func object(at index: Int32, on thread: OpaquePointer) -> LuaObject? {
    var type: UnsafeRawPointer?
    guard let host = cl_object(thread, index, &type), let type else { return nil }
    return LuaObject(
      host: Unmanaged<AnyObject>.fromOpaque(host).takeUnretainedValue(),
      binding: Unmanaged<TypeBinding>.fromOpaque(type).takeUnretainedValue())
  }

  /// The bytes stay where they are only as long as the string is on the stack.
  func bytes(at index: Int32, on thread: OpaquePointer) -> UnsafeBufferPointer<UInt8> {
    var length = 0
    guard lua_type(thread, index) == LUA_TSTRING,
      let start = lua_tolstring(thread, index, &length)
    else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: start, count: length).bindMemory(to: UInt8.self)
  }

  private func text(at index: Int32, on thread: OpaquePointer) -> LuaValue {
    let bytes = bytes(at: index, on: thread)
    if let string = String(validating: bytes, as: UTF8.self) { return .string(string) }
    return .bytes(Array(bytes))
  }

  private func reference(to index: Int32, on thread: OpaquePointer) -> LuaReference {
    dropReferences()
    lua_pushvalue(thread, index)
    return LuaReference(popping: thread, of: self)
  }

  func dropReferences() {
    for slot in dropped.take() { luaL_unref(cl_main(engine), Self.registry, slot) }
  }
}
