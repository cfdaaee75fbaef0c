// Closures of few parameters and one result, the ones that are called in loops. They do what
// those of any number do, and cost half: the compiler makes straight code of them.

@inlinable
func onStack<A: LuaConvertible, R: LuaConvertible>(
  _ body: @escaping (A) throws -> R
) -> LuaStackFunction {
  { stack, _ in
    try body(argument(1, on: stack)).push(on: stack)
    return 1
  }
}

@inlinable
func onStack<A: LuaConvertible, B: LuaConvertible, R: LuaConvertible>(
  _ body: @escaping (A, B) throws -> R
) -> LuaStackFunction {
  { stack, _ in
    let first: A = try argument(1, on: stack)
    try body(first, argument(2, on: stack)).push(on: stack)
    return 1
  }
}

@inlinable
func onStack<A: LuaConvertible, B: LuaConvertible, C: LuaConvertible, R: LuaConvertible>(
  _ body: @escaping (A, B, C) throws -> R
) -> LuaStackFunction {
  { stack, _ in
    let first: A = try argument(1, on: stack)
    let second: B = try argument(2, on: stack)
    try body(first, second, argument(3, on: stack)).push(on: stack)
    return 1
  }
}

extension LuaState {
  @inlinable
  public func makeFunction<A: LuaConvertible, R: LuaConvertible>(
    _ name: String, _ body: @escaping (A) throws -> R
  ) -> LuaFunction {
    makeFunction(name, onStack: Lua.onStack(body))
  }

  @inlinable
  public func makeFunction<A: LuaConvertible, B: LuaConvertible, R: LuaConvertible>(
    _ name: String, _ body: @escaping (A, B) throws -> R
  ) -> LuaFunction {
    makeFunction(name, onStack: Lua.onStack(body))
  }

  @inlinable
  public func makeFunction<
    A: LuaConvertible, B: LuaConvertible, C: LuaConvertible, R: LuaConvertible
  >(
    _ name: String, _ body: @escaping (A, B, C) throws -> R
  ) -> LuaFunction {
    makeFunction(name, onStack: Lua.onStack(body))
  }

  @inlinable
  public func register<A: LuaConvertible, R: LuaConvertible>(
    _ name: String, _ body: @escaping (A) throws -> R
  ) {
    register(makeFunction(name, body), as: name)
  }

  @inlinable
  public func register<A: LuaConvertible, B: LuaConvertible, R: LuaConvertible>(
    _ name: String, _ body: @escaping (A, B) throws -> R
  ) {
    register(makeFunction(name, body), as: name)
  }

  @inlinable
  public func register<A: LuaConvertible, B: LuaConvertible, C: LuaConvertible, R: LuaConvertible>(
    _ name: String, _ body: @escaping (A, B, C) throws -> R
  ) {
    register(makeFunction(name, body), as: name)
  }
}

extension HostMember {
  @inlinable
  public static func method<R: LuaConvertible>(
    _ name: String, help: String = "", _ body: @escaping @Sendable (Object) throws -> R
  ) -> HostMember {
    HostMember(name, .method, help: help) { object, stack in
      try body(object).push(on: stack)
      return 1
    }
  }

  @inlinable
  public static func method<A: LuaConvertible, R: LuaConvertible>(
    _ name: String, help: String = "", _ body: @escaping @Sendable (Object, A) throws -> R
  ) -> HostMember {
    HostMember(name, .method, help: help) { object, stack in
      try body(object, argument(1, after: 1, on: stack)).push(on: stack)
      return 1
    }
  }
}
