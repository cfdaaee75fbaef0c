/// A convertible type is one whose values cross between Swift and Lua by themselves: as
/// arguments and results of functions, as properties, as items of tables.
///
/// Swift's own types are convertible, and optionals, arrays and dictionaries of convertible
/// types. `LuaHosted` makes a class convertible, `LuaCodable` a type that is `Codable`.
public protocol LuaConvertible: SendableMetatype {
  /// What errors call the type: `integer`, `string`, `list of numbers`.
  static var luaName: String { get }

  /// The value at a place of the stack. Throws `LuaConversionFault.mismatch` when it is
  /// something else.
  static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Self

  /// Pushes one value.
  func push(on stack: LuaStack) throws(LuaError)
}

extension LuaStack {
  /// Pushes one value that converts.
  @inlinable
  public func push<Value: LuaConvertible>(_ value: Value) throws(LuaError) {
    try value.push(on: self)
  }
}

// Not inlinable where the type is known: one call into this module each, not one a step.

// MARK: - Numbers

extension Int64: LuaConvertible {
  public static var luaName: String { "integer" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Int64 {
    if let value = stack.integer(at: place) { return value }
    throw stack.mismatch(at: place, expected: luaName)
  }

  public func push(on stack: LuaStack) { stack.push(integer: self) }
}

/// A whole number that may be too small or too large for the type is refused by name.
extension FixedWidthInteger where Self: LuaConvertible {
  public static var luaName: String {
    bitWidth < 64 || !isSigned ? "integer from \(min) to \(max)" : "integer"
  }

  @inlinable
  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Self {
    if let value = stack.integer(at: place).flatMap(Self.init(exactly:)) { return value }
    throw stack.mismatch(at: place, expected: luaName)
  }

  @inlinable
  public func push(on stack: LuaStack) throws(LuaError) {
    guard let value = Int64(exactly: self) else {
      throw .conversion(.value("\(self), which has more than 63 bits"))
    }
    stack.push(integer: value)
  }
}

extension Int: LuaConvertible {}
extension Int32: LuaConvertible {}
extension Int16: LuaConvertible {}
extension Int8: LuaConvertible {}
extension UInt: LuaConvertible {}
extension UInt64: LuaConvertible {}
extension UInt32: LuaConvertible {}
extension UInt16: LuaConvertible {}
extension UInt8: LuaConvertible {}

extension Double: LuaConvertible {
  public static var luaName: String { "number" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Double {
    if let value = stack.number(at: place) { return value }
    return try stack.refuse(at: place, expected: luaName)
  }

  public func push(on stack: LuaStack) { stack.push(number: self) }
}

extension Float: LuaConvertible {
  public static var luaName: String { "number" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Float {
    Float(try Double.read(stack, at: place))
  }

  public func push(on stack: LuaStack) { stack.push(number: Double(self)) }
}

// MARK: - Truth, text, bytes

extension Bool: LuaConvertible {
  public static var luaName: String { "boolean" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Bool {
    if let value = stack.boolean(at: place) { return value }
    throw stack.mismatch(at: place, expected: luaName)
  }

  public func push(on stack: LuaStack) { stack.push(boolean: self) }
}

extension String: LuaConvertible {
  public static var luaName: String { "string" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> String {
    if let value = stack.string(at: place) { return value }
    let isText = stack.kind(at: place) == .string
    throw stack.mismatch(at: place, expected: isText ? "UTF-8 text" : luaName)
  }

  public func push(on stack: LuaStack) { stack.push(string: self) }
}

/// Bytes cross as a string of Lua, whether they are text or not.
public struct LuaBytes: LuaConvertible, Sendable, Hashable {
  public var bytes: [UInt8]

  public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  public static var luaName: String { "string" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> LuaBytes {
    if let bytes = stack.withBytes(at: place, Array.init) { return LuaBytes(bytes) }
    throw stack.mismatch(at: place, expected: luaName)
  }

  public func push(on stack: LuaStack) {
    bytes.withUnsafeBytes { stack.push(bytes: $0) }
  }
}

// MARK: - Values of Lua

extension LuaValue: LuaConvertible {
  public static var luaName: String { "value" }

  public static func read(_ stack: LuaStack, at place: Int32) -> LuaValue {
    stack.value(at: place)
  }

  public func push(on stack: LuaStack) throws(LuaError) {
    try stack.state.push(self, on: stack.thread)
  }
}

extension LuaTable: LuaConvertible {
  public static var luaName: String { "table" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Self {
    try stack.held(at: place, expected: luaName) { ($0.table as? Self) }
  }

  public func push(on stack: LuaStack) throws(LuaError) {
    try stack.state.push(reference, on: stack.thread)
  }
}

extension LuaFunction: LuaConvertible {
  public static var luaName: String { "function" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Self {
    try stack.held(at: place, expected: luaName) { ($0.function as? Self) }
  }

  public func push(on stack: LuaStack) throws(LuaError) {
    try stack.state.push(reference, on: stack.thread)
  }
}

extension LuaCoroutine: LuaConvertible {
  public static var luaName: String { "coroutine" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Self {
    try stack.held(at: place, expected: luaName) { ($0.coroutine as? Self) }
  }

  public func push(on stack: LuaStack) throws(LuaError) {
    try stack.state.push(reference, on: stack.thread)
  }
}

extension LuaHandle: LuaConvertible {
  public static var luaName: String { "handle" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> LuaHandle {
    try stack.held(at: place, expected: luaName, \.handle)
  }

  public func push(on stack: LuaStack) throws(LuaError) { try stack.push(.handle(self)) }
}

extension LuaStack {
  fileprivate func held<Held>(
    at place: Int32, expected: String, _ kind: (LuaValue) -> Held?
  ) throws(LuaError) -> Held {
    if let held = kind(value(at: place)) { return held }
    throw mismatch(at: place, expected: expected)
  }
}
