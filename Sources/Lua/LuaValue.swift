/// A value is anything that a script can hold, as Swift sees it.
public enum LuaValue {
  case `nil`
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  /// A string that is not UTF-8.
  case bytes([UInt8])
  case table(LuaTable)
  case function(LuaFunction)
  case object(LuaObject)
  case handle(LuaHandle)
  case coroutine(LuaCoroutine)
  /// What Swift cannot hold, by the name of its type.
  case other(String)

  /// What Lua's `type` says; an object or handle says its own name.
  public var typeName: String {
    switch self {
    case .nil: "nil"
    case .boolean: "boolean"
    case .integer, .number: "number"
    case .string, .bytes: "string"
    case .table: "table"
    case .function: "function"
    case .object(let object): object.typeName
    case .handle: "handle"
    case .coroutine: "thread"
    case .other(let name): name
    }
  }

  public var isNil: Bool { if case .nil = self { true } else { false } }
  /// As Lua's conditions see it: all but `nil` and `false`.
  public var isTrue: Bool {
    switch self {
    case .nil, .boolean(false): false
    default: true
    }
  }

  public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var table: LuaTable? { if case .table(let value) = self { value } else { nil } }
  public var function: LuaFunction? { if case .function(let value) = self { value } else { nil } }
  public var coroutine: LuaCoroutine? {
    if case .coroutine(let value) = self { value } else { nil }
  }
  public var handle: LuaHandle? { if case .handle(let value) = self { value } else { nil } }

  /// An integer, or a float without a fraction.
  public var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    default: nil
    }
  }

  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// As a person writes it where a key is meant: text and numbers as they are, else the type.
  var shown: String {
    switch self {
    case .string(let text): text
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .boolean(let value): "\(value)"
    default: typeName
    }
  }

  public func object<Object: AnyObject>(as type: Object.Type) -> Object? {
    if case .object(let object) = self { object.host as? Object } else { nil }
  }
}

/// A host object as a script holds it.
public struct LuaObject {
  public let host: AnyObject
  let binding: TypeBinding

  public var typeName: String { binding.name }
}

/// As Lua's `rawequal` compares: 1 equals 1.0; tables, functions and objects are themselves.
extension LuaValue: Equatable {
  public static func == (a: LuaValue, b: LuaValue) -> Bool {
    switch (a, b) {
    case (.nil, .nil): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)):
      Int64(exactly: b) == a
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.table(let a), .table(let b)): a == b
    case (.function(let a), .function(let b)): a == b
    case (.object(let a), .object(let b)): a.host === b.host
    case (.handle(let a), .handle(let b)): a == b
    case (.coroutine(let a), .coroutine(let b)): a == b
    default: false
    }
  }
}

extension LuaValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation
{
  public init(nilLiteral: ()) { self = .nil }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(stringLiteral value: String) { self = .string(value) }
}
