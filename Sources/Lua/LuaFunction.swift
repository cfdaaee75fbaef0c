internal import CLua
internal import CLuaSupport

/// A function, of Lua or of the host, held by reference.
public final class LuaFunction {
  let reference: LuaReference

  init(_ reference: LuaReference) { self.reference = reference }

  /// Calls it under the state's limits. An outermost call starts a new run with a fresh budget;
  /// a call made inside a host function shares the budget of the run that called the host.
  @discardableResult
  public func call(_ arguments: [LuaValue] = []) throws(LuaError) -> [LuaValue] {
    guard let state = reference.state else { throw .closed }
    return try state.call(self, arguments)
  }

  @discardableResult
  public func callAsFunction(_ arguments: LuaValue...) throws(LuaError) -> [LuaValue] {
    try call(arguments)
  }
}

extension LuaFunction: Equatable {
  public static func == (a: LuaFunction, b: LuaFunction) -> Bool {
    a.reference.identity == b.reference.identity
  }
}

extension LuaState {
  func call(_ function: LuaFunction, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    let thread = running
    beginRun()
    return try balanced(thread) { () throws(LuaError) in
      let top = lua_gettop(thread)
      try reserve(arguments.count + 1, on: thread)
      try push(function.reference, on: thread)
      for argument in arguments { try push(argument, on: thread) }
      try check(cl_run(engine, thread, Int32(arguments.count), LUA_MULTRET), on: thread)
      let count = lua_gettop(thread) - top
      try reserve(4, on: thread)
      return (0..<count).map { value(at: top + 1 + $0, on: thread) }
    }
  }

  /// Turns what came out of a call into a thrown error, unless it went well.
  func check(_ outcome: cl_outcome, on thread: OpaquePointer) throws(LuaError) {
    switch outcome {
    case CL_DONE: return
    case CL_FAILED: throw failure(on: thread)
    default: throw death()
    }
  }

  private func beginRun() {
    guard cl_depth(engine) == 0 else { return }
    dropReferences()
    printed = 0
  }
}
