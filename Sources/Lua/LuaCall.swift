internal import CLua
internal import CLuaSupport

/// A call is what a host function gets: who called, from where, with what. It is good for as
/// long as the function runs; afterwards it has no arguments.
public struct LuaCall {
  public let state: LuaState
  /// The host function's name, as its errors show it.
  public let function: String
  /// How many arguments were given.
  public var count: Int { max(0, total - skipped) }

  let thread: OpaquePointer
  let serial: UInt64
  let total: Int
  /// Arguments before the first one that this call shows: the object of a method.
  let skipped: Int

  private var isCurrent: Bool { cl_call(state.engine) == serial }

  /// The call that is being served.
  init(_ function: String, _ stack: LuaStack) {
    let state = stack.state
    self.init(
      state: state, function: function, thread: stack.thread, serial: cl_call(state.engine),
      total: Int(stack.count), skipped: 0)
  }

  private init(
    state: LuaState, function: String, thread: OpaquePointer, serial: UInt64, total: Int,
    skipped: Int
  ) {
    self.state = state
    self.function = function
    self.thread = thread
    self.serial = serial
    self.total = total
    self.skipped = skipped
  }

  func slot(_ position: Int) -> Int32? {
    let slot = position + skipped
    return position > 0 && slot <= total && isCurrent ? Int32(slot) : nil
  }

  /// Counted from 1; `nil` past the end.
  public subscript(position: Int) -> LuaValue {
    slot(position).map { state.value(at: $0, on: thread) } ?? .nil
  }

  public var arguments: [LuaValue] { (0..<count).map { self[$0 + 1] } }

  /// Without the first `count` arguments.
  public func dropping(_ count: Int) -> LuaCall { dropping(count, as: function) }

  func dropping(_ count: Int, as name: String) -> LuaCall {
    LuaCall(
      state: state, function: name, thread: thread, serial: serial, total: total,
      skipped: skipped + count)
  }

  /// Where the Lua code stands that called.
  public var position: LuaPosition? {
    guard isCurrent else { return nil }
    var frame = cl_frame()
    for level in Int32(1)..<32 {
      guard cl_where(thread, level, &frame) else { return nil }
      guard frame.line > 0 else { continue }
      return state.position(chunk: cString(frame.source), line: Int(frame.line))
    }
    return nil
  }

  /// The argument as Lua's `tostring` shows it. That may run a script's `__tostring`, which may
  /// fail.
  public func tostring(_ position: Int) throws(LuaError) -> String {
    guard let slot = slot(position) else { return "nil" }
    if lua_type(thread, slot) == LUA_TSTRING {
      return String(decoding: state.bytes(at: slot, on: thread), as: UTF8.self)
    }
    return try state.balanced(thread) { () throws(LuaError) in
      try state.reserve(4, on: thread)
      lua_pushvalue(thread, slot)
      try state.check(cl_tostring(state.engine, thread), on: thread)
      return String(decoding: state.bytes(at: -1, on: thread), as: UTF8.self)
    }
  }
}

// MARK: - Typed arguments

extension LuaCall {
  /// What kind of value an argument is, without making it.
  public func kind(_ position: Int) -> LuaKind {
    slot(position).map { LuaStack(thread).kind(at: $0) } ?? .none
  }

  /// Left out or `nil`.
  public func isAbsent(_ position: Int) -> Bool {
    switch kind(position) {
    case .none, .nil: true
    default: false
    }
  }

  public func integer(_ position: Int) throws(LuaArgumentError) -> Int64 {
    if let value = slot(position).flatMap(LuaStack(thread).integer) { return value }
    throw mismatch(position, expected: "integer")
  }

  public func number(_ position: Int) throws(LuaArgumentError) -> Double {
    if let value = slot(position).flatMap(LuaStack(thread).number) { return value }
    throw mismatch(position, expected: "number")
  }

  public func string(_ position: Int) throws(LuaArgumentError) -> String {
    if let text = slot(position).flatMap(LuaStack(thread).string) { return text }
    throw mismatch(position, expected: kind(position) == .string ? "UTF-8 text" : "string")
  }

  public func boolean(_ position: Int) throws(LuaArgumentError) -> Bool {
    if let value = slot(position).flatMap(LuaStack(thread).boolean) { return value }
    throw mismatch(position, expected: "boolean")
  }

  public func table(_ position: Int) throws(LuaArgumentError) -> LuaTable {
    if let table = self[position].table { return table }
    throw mismatch(position, expected: "table")
  }

  public func function(_ position: Int) throws(LuaArgumentError) -> LuaFunction {
    if let function = self[position].function { return function }
    throw mismatch(position, expected: "function")
  }

  public func handle(_ position: Int, kind: UInt8) throws(LuaArgumentError) -> LuaHandle {
    if let handle = self[position].handle, handle.kind == kind { return handle }
    throw mismatch(position, expected: state.handleName(kind))
  }

  public func object<Object>(
    _ position: Int, _ type: HostType<Object>
  ) throws(LuaArgumentError) -> Object {
    if let object = self[position].object(as: Object.self) { return object }
    throw mismatch(position, expected: type.name)
  }

  /// The error to throw when an argument is not what the function takes.
  public func mismatch(_ position: Int, expected: String) -> LuaArgumentError {
    LuaArgumentError(
      function: function, position: position, expected: expected, found: found(position))
  }

  private func found(_ position: Int) -> String {
    slot(position).map { LuaStack(thread).typeName(at: $0) } ?? "no value"
  }
}

/// The kind of an argument. `none`: it was not given.
public enum LuaKind: Sendable {
  case none, `nil`, boolean, integer, number, string, table, function, object, handle, coroutine
  case other
}
