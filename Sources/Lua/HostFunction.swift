internal import CLua
internal import CLuaSupport

/// A host function is a Swift closure that Lua can call. What it throws becomes a Lua error, but
/// only after it has returned: nothing ever jumps over a Swift frame.
final class HostFunction {
  typealias Body = (LuaCall, Int32) throws -> [LuaValue]

  let name: String
  /// The number says which of several operations is meant, for those that serve several.
  let body: Body

  init(_ name: String, _ body: @escaping Body) {
    self.name = name
    self.body = body
  }

  /// For C, which releases it with the Lua value that holds it.
  var retained: UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }
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
      call: { owner, thread, function, argument in
        guard let owner, let thread, let function else { return 0 }
        let state = Unmanaged<LuaState>.fromOpaque(owner).takeUnretainedValue()
        let host = Unmanaged<HostFunction>.fromOpaque(function).takeUnretainedValue()
        return state.serve(host, on: thread, argument)
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

  /// The number of results on top of the stack, or -1 with an error value there.
  private func serve(
    _ host: HostFunction, on thread: OpaquePointer, _ argument: Int32
  ) -> Int32 {
    let outer = activeCall
    defer { activeCall = outer }
    calls &+= 1
    activeCall = calls
    let call = LuaCall(
      state: self, function: host.name, thread: thread, serial: calls,
      total: Int(lua_gettop(thread)), skipped: 0)
    do {
      let results = try host.body(call, argument)
      if results.isEmpty { return 0 }
      try reserve(results.count, on: thread)
      for result in results { try push(result, on: thread) }
      return Int32(results.count)
    } catch {
      pushError(error, on: thread)
      return -1
    }
  }

  private func pushError(_ error: any Error, on thread: OpaquePointer) {
    guard (try? reserve(4, on: thread)) != nil,
      (try? push(makeObject(ErrorBox(error), type: ErrorBox.type), on: thread)) != nil
    else { return lua_pushnil(thread) }
  }
}
