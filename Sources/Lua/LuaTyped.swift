// Swift closures with typed parameters and results, and typed calls of Lua functions.

/// The argument at a position, counted from 1 behind the first `base` places of the stack.
@inlinable
func argument<Value: LuaConvertible>(
  _ position: Int32, after base: Int32 = 0, on stack: LuaStack
) throws -> Value {
  do throws(LuaError) {
    return try Value.read(stack, at: base + position)
  } catch {
    throw ArgumentFault(position, error)
  }
}

/// An argument that does not convert; the function adds its name when it fails, so that no call
/// carries it.
@usableFromInline
struct ArgumentFault: Error {
  let position: Int32
  let fault: LuaError

  @inline(never) @usableFromInline
  init(_ position: Int32, _ fault: LuaError) {
    self.position = position
    self.fault = fault
  }

  func refusal(of function: String) -> any Error {
    guard case .conversion(.mismatch(let expected, let found, let path)) = fault else {
      return fault
    }
    return LuaArgumentError(
      function: function, position: Int(position), expected: expected, found: found, path: path)
  }
}

/// What C calls for a host function: gives the number of results on top of the stack. The number
/// says which of several operations is meant, for functions that serve several.
public typealias LuaStackFunction = (LuaStack, Int32) throws -> Int32

/// A typed closure as a function on the stack; its arguments lie behind the first `base` places.
@inlinable
func onStack<each P: LuaConvertible, each R: LuaConvertible>(
  after base: Int32 = 0, _ body: @escaping (repeat each P) throws -> (repeat each R)
) -> LuaStackFunction {
  { stack, _ in
    var position: Int32 = 0
    func next<Value: LuaConvertible>(_ type: Value.Type) throws -> Value {
      position += 1
      return try argument(position, after: base, on: stack)
    }
    let results = try body(repeat try next((each P).self))
    var count: Int32 = 0
    for result in repeat each results {
      if count >= 16 { try stack.reserve(1) }
      try result.push(on: stack)
      count += 1
    }
    return count
  }
}

extension LuaState {
  /// A function of Lua that calls a typed closure. `name` is what argument errors show; a tuple
  /// becomes several results.
  @inlinable
  public func makeFunction<each P: LuaConvertible, each R: LuaConvertible>(
    _ name: String, _ body: @escaping (repeat each P) throws -> (repeat each R)
  ) -> LuaFunction {
    makeFunction(name, onStack: Lua.onStack(body))
  }

  /// Makes a typed closure a global function: `register("area") { (w: Double, h: Double) in w * h }`.
  @inlinable
  public func register<each P: LuaConvertible, each R: LuaConvertible>(
    _ name: String, _ body: @escaping (repeat each P) throws -> (repeat each R)
  ) {
    register(makeFunction(name, body), as: name)
  }

  /// Loads, calls and converts what comes back; what is missing is `nil`.
  public func run<each R: LuaConvertible>(
    _ source: String, name: String, as type: (repeat each R).Type
  ) throws(LuaError) -> (repeat each R) {
    try load(source, name: name).call(as: type)
  }

  /// The same for one result.
  public func run<Result: LuaConvertible>(
    _ source: String, name: String, as type: Result.Type
  ) throws(LuaError) -> Result {
    try load(source, name: name).call(as: type)
  }
}

extension LuaFunction {
  /// Calls it with values of Swift and converts what comes back:
  /// `let (q, r) = try divide.call(7, 2, as: (Int, Int).self)`.
  public func call<each A: LuaConvertible, each R: LuaConvertible>(
    _ arguments: repeat each A, as type: (repeat each R).Type
  ) throws(LuaError) -> (repeat each R) {
    try calling(repeat each arguments) { reader throws(LuaError) in
      (repeat try reader.next((each R).self))
    }
  }

  /// The same for one result.
  public func call<each A: LuaConvertible, Result: LuaConvertible>(
    _ arguments: repeat each A, as type: Result.Type
  ) throws(LuaError) -> Result {
    try calling(repeat each arguments) { reader throws(LuaError) in try reader.next(type) }
  }

  private func calling<each A: LuaConvertible, Results>(
    _ arguments: repeat each A, results: (inout ResultReader) throws(LuaError) -> Results
  ) throws(LuaError) -> Results {
    guard let state = reference.state else { throw .closed }
    return try state.calling(
      self,
      { stack throws(LuaError) in
        var count = 0
        for argument in repeat each arguments {
          try stack.reserve(1)
          try argument.push(on: stack)
          count += 1
        }
        return count
      }
    ) { stack, first throws(LuaError) in
      var reader = ResultReader(stack: stack, place: first)
      return try results(&reader)
    }
  }
}

/// The results of a call, read one after the other; past the last one there is `nil`.
private struct ResultReader {
  let stack: LuaStack
  var place: Int32

  mutating func next<Value: LuaConvertible>(_ type: Value.Type) throws(LuaError) -> Value {
    defer { place += 1 }
    return try Value.read(stack, at: place)
  }
}

extension LuaTable {
  /// The value of a key, converted; read without metamethods.
  public func get<Value: LuaConvertible>(
    _ key: LuaValue, as type: Value.Type = Value.self
  ) throws(LuaError) -> Value {
    guard let state = reference.state else { throw .closed }
    let value = self[key]
    return try step(LuaPathStep(key)) { () throws(LuaError) in
      try state.converted(value, to: Value.self)
    }
  }

  /// Sets a key to a value of Swift, without metamethods.
  public func set<Value: LuaConvertible>(_ key: LuaValue, to value: Value) throws(LuaError) {
    guard let state = reference.state else { throw .closed }
    try set(key, state.value(of: value))
  }
}

extension LuaState {
  /// A value of Swift as a value of Lua.
  public func value<Value: LuaConvertible>(of value: Value) throws(LuaError) -> LuaValue {
    try onOwnStack { stack throws(LuaError) in
      try value.push(on: stack)
      return stack.value(at: -1)
    }
  }

  /// A value of Lua as a value of Swift.
  public func converted<Value: LuaConvertible>(
    _ value: LuaValue, to type: Value.Type
  ) throws(LuaError) -> Value {
    try onOwnStack { stack throws(LuaError) in
      try stack.push(value)
      return try Value.read(stack, at: -1)
    }
  }
}
