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
    a.reference.isSame(as: b.reference)
  }
}

extension LuaState {
  func call(_ function: LuaFunction, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    try calling(
      function,
      { stack throws(LuaError) in
        try stack.reserve(arguments.count)
        for argument in arguments { try stack.push(argument) }
        return arguments.count
      }
    ) { stack, first throws(LuaError) in
      (first..<stack.count + 1).map { stack.value(at: $0) }
    }
  }

  /// Calls a function: `arguments` pushes them and says how many; `results` is given the place of
  /// the first one.
  func calling<Results>(
    _ function: LuaFunction, _ arguments: (LuaStack) throws(LuaError) -> Int,
    results: (LuaStack, Int32) throws(LuaError) -> Results
  ) throws(LuaError) -> Results {
    let thread = running
    beginRun()
    return try balanced(thread) { () throws(LuaError) in
      let (stack, top) = (LuaStack(thread), lua_gettop(thread))
      try reserve(1, on: thread)
      try push(function.reference, on: thread)
      let count = try arguments(stack)
      try check(cl_run(engine, thread, Int32(count), LUA_MULTRET), on: thread)
      try reserve(4, on: thread)
      return try results(stack, top + 1)
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

  func beginRun() {
    guard cl_depth(engine) == 0 else { return }
    dropReferences()
    printed = 0
  }
}
