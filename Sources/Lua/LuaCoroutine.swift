internal import CLua
internal import CLuaSupport

/// A coroutine of Lua in Swift's hands: each `resume` runs it to its next `yield`.
///
/// As a sequence it gives what it yields, until it ends; a failure is its last element.
public final class LuaCoroutine {
  let reference: LuaReference

  init(_ reference: LuaReference) { self.reference = reference }

  /// A coroutine that will run a function when it is first resumed.
  public convenience init(_ function: LuaFunction) throws(LuaError) {
    guard let state = function.reference.state else { throw .closed }
    let thread = state.running
    let reference = try state.balanced(thread) { () throws(LuaError) in
      try state.reserve(4, on: thread)
      state.dropReferences()
      lua_pushcclosure(thread, cl_create_coroutine, 0)
      try state.push(function.reference, on: thread)
      try state.check(cl_run(state.engine, thread, 1, 1), on: thread)
      return LuaReference(popping: thread, of: state)
    }
    self.init(reference)
  }

  /// What it yields or, at its end, returns. A coroutine that has ended gives an error. The
  /// limits of the state hold for each resumption as for a call.
  @discardableResult
  public func resume(_ arguments: [LuaValue] = []) throws(LuaError) -> [LuaValue] {
    guard let state = reference.state else { throw .closed }
    let thread = state.running
    return try state.balanced(thread) { () throws(LuaError) in
      let top = lua_gettop(thread)
      try state.reserve(arguments.count + 3, on: thread)
      state.beginRun()
      lua_pushcclosure(thread, cl_resume_coroutine, 0)
      try state.push(reference, on: thread)
      for argument in arguments { try state.push(argument, on: thread) }
      let count = Int32(arguments.count + 1)
      try state.check(cl_run(state.engine, thread, count, LUA_MULTRET), on: thread)
      try state.reserve(4, on: thread)
      return (top..<lua_gettop(thread)).map { state.value(at: $0 + 1, on: thread) }
    }
  }

  public enum Status: String, Sendable {
    /// It waits to be resumed.
    case suspended
    case running
    /// It resumed another one, which runs.
    case normal
    /// It has ended.
    case dead
  }

  /// `dead` when the state is gone.
  public var status: Status {
    guard let state = reference.state else { return .dead }
    let thread = state.running
    return state.balanced(thread) {
      guard (try? state.reserve(2, on: thread)) != nil,
        (try? state.push(reference, on: thread)) != nil,
        let coroutine = lua_tothread(thread, -1)
      else { return .dead }
      return Status(rawValue: String(cString: cl_coroutine_status(thread, coroutine))) ?? .dead
    }
  }
}

extension LuaCoroutine: Sequence {
  public struct Iterator: IteratorProtocol {
    let coroutine: LuaCoroutine
    var isOver = false

    /// Nothing once the coroutine has ended. What it returns at its end is not an element.
    public mutating func next() -> Result<[LuaValue], LuaError>? {
      guard !isOver else { return nil }
      do throws(LuaError) {
        let values = try coroutine.resume()
        isOver = coroutine.status == .dead
        return isOver ? nil : .success(values)
      } catch {
        isOver = true
        return .failure(error)
      }
    }
  }

  public func makeIterator() -> Iterator { Iterator(coroutine: self, isOver: status == .dead) }
}

extension LuaCoroutine: Equatable {
  public static func == (a: LuaCoroutine, b: LuaCoroutine) -> Bool {
    a.reference.isSame(as: b.reference)
  }
}
