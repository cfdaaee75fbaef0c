internal import CLua
internal import CLuaSupport

/// A host function is a Swift closure that Lua can call. What it throws becomes a Lua error, but
/// only after it has returned: nothing ever jumps over a Swift frame.
final class HostFunction {
  let name: String
  let body: LuaStackFunction

  init(_ name: String, onStack body: @escaping LuaStackFunction) {
    self.name = name
    self.body = body
  }

  /// A closure that asks for its arguments and gives values.
  convenience init(_ name: String, _ body: @escaping (LuaCall, Int32) throws -> [LuaValue]) {
    self.init(name, onStack: onCall(name, body))
  }

  /// For C, which releases it with the Lua value that holds it.
  var retained: UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }
}

/// A closure that gets a call and gives values, as a function on the stack.
func onCall(
  _ name: String, _ body: @escaping (LuaCall, Int32) throws -> [LuaValue]
) -> LuaStackFunction {
  { stack, argument in
    let results = try body(LuaCall(name, stack), argument)
    if results.isEmpty { return 0 }
    try stack.reserve(results.count)
    for result in results { try stack.push(result) }
    return Int32(results.count)
  }
}

/// A Swift error on its way through Lua.
final class ErrorBox {
  let error: any Error
  init(_ error: any Error) { self.error = error }

  static let type = HostType<ErrorBox>(
    "error",
    operators: [
      .tostring: { call in
        guard let box = call[1].object(as: ErrorBox.self) else { return ["error"] }
        return [.string(call.state.describe(box.error))]
      },
      .concat: { call in [.string(try call.tostring(1) + call.tostring(2))] },
    ])
}

extension LuaState {
  /// What C calls back; see `cl_host`.
  static func host(for state: LuaState) -> cl_host {
    cl_host(
      owner: Unmanaged.passUnretained(state).toOpaque(),
      call: { thread, function, argument in
        guard let thread, let function else { return 0 }
        // Lua holds the function while it runs.
        return Unmanaged<HostFunction>.fromOpaque(function)._withUnsafeGuaranteedRef { host in
          let stack = LuaStack(thread)
          do { return try host.body(stack, argument) } catch {
            return stack.fail(error, in: host.name)
          }
        }
      },
      release: { object in
        guard let object else { return }
        Unmanaged<AnyObject>.fromOpaque(object).release()
      },
      symbol: { owner, code, length in
        guard let owner, let length else { return nil }
        let state = Unmanaged<LuaState>.fromOpaque(owner).takeUnretainedValue()
        return state.symbol(code, &length.pointee)
      })
  }
}

extension LuaStack {
  /// Pushes the error value and says so to C.
  fileprivate func fail(_ error: any Error, in function: String) -> Int32 {
    let state = state
    let error = (error as? ArgumentFault)?.refusal(of: function) ?? error
    guard (try? reserve(4)) != nil,
      (try? push(state.makeObject(ErrorBox(error), type: ErrorBox.type))) != nil
    else {
      pushNil()
      return -1
    }
    return -1
  }
}
