/// A type that crosses between Swift and Lua as its `Codable` form says: an object becomes a
/// table with the coding keys as names, an array a list, `nil` a name that is left out.
public protocol LuaCodable: Codable, LuaConvertible {}

extension LuaCodable {
  public static var luaName: String { "table" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Self {
    try LuaDecoder.decode(Self.self, from: stack.value(at: place))
  }

  public func push(on stack: LuaStack) throws(LuaError) {
    try stack.push(LuaEncoder.encode(self, in: stack.state))
  }
}

extension LuaState {
  /// A `Codable` value as a value of Lua. Values inside values go 100 deep.
  public func encode<Value: Encodable>(_ value: Value) throws(LuaError) -> LuaValue {
    try LuaEncoder.encode(value, in: self)
  }
}

extension LuaValue {
  /// The value as a `Codable` type. A fault says the path to what does not fit.
  public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws(LuaError) -> Value {
    try LuaDecoder.decode(type, from: self)
  }
}

/// Values inside values, at most: deeper ones would overflow the stack of Swift.
let codingDepth = 100

/// A coding key that any text or position makes.
struct LuaCodingKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = "\(intValue)"
    self.intValue = intValue
  }
}

extension [any CodingKey] {
  var steps: [LuaPathStep] {
    map { key in key.intValue.map(LuaPathStep.index) ?? .name(key.stringValue) }
  }
}

extension LuaError {
  /// What went wrong while coding, as one of this module's errors.
  init(coding error: any Error) {
    switch error {
    case let error as LuaError: self = error
    case DecodingError.keyNotFound(let key, let context):
      self = .conversion(.missing(path: (context.codingPath + [key]).steps))
    case DecodingError.valueNotFound(_, let context):
      self = .conversion(.missing(path: context.codingPath.steps))
    case DecodingError.typeMismatch(let type, let context):
      self = .conversion(
        .mismatch(expected: "\(type)", found: "another", path: context.codingPath.steps))
    case DecodingError.dataCorrupted(let context):
      self = .conversion(
        .mismatch(
          expected: context.debugDescription, found: "another value",
          path: context.codingPath.steps))
    case EncodingError.invalidValue(let value, _):
      self = .conversion(.value("\(type(of: value))"))
    default: self = .runtime(message: "\(error)", position: nil, traceback: [], cause: error)
    }
  }
}
