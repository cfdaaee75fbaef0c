#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A plain type is what one value of Lua is as it stands, when it is met while coding.
protocol PlainLuaValue: LuaConvertible {
  init?(plain value: LuaValue)
}

extension PlainLuaValue where Self: FixedWidthInteger {
  init?(plain value: LuaValue) {
    guard let found = value.integer.flatMap(Self.init(exactly:)) else { return nil }
    self = found
  }
}

extension Int: PlainLuaValue {}
extension Int64: PlainLuaValue {}
extension Int32: PlainLuaValue {}
extension Int16: PlainLuaValue {}
extension Int8: PlainLuaValue {}
extension UInt: PlainLuaValue {}
extension UInt64: PlainLuaValue {}
extension UInt32: PlainLuaValue {}
extension UInt16: PlainLuaValue {}
extension UInt8: PlainLuaValue {}

extension Double: PlainLuaValue {
  init?(plain value: LuaValue) {
    guard let found = value.number else { return nil }
    self = found
  }
}

extension Float: PlainLuaValue {
  init?(plain value: LuaValue) {
    guard let found = value.number else { return nil }
    self = Float(found)
  }
}

extension Bool: PlainLuaValue {
  init?(plain value: LuaValue) {
    guard let found = value.boolean else { return nil }
    self = found
  }
}

extension String: PlainLuaValue {
  init?(plain value: LuaValue) {
    guard let found = value.string else { return nil }
    self = found
  }
}

/// Data crosses as a string of Lua, as `LuaBytes` does.
extension Data: LuaConvertible, PlainLuaValue {
  public static var luaName: String { "string" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Data {
    Data(try LuaBytes.read(stack, at: place).bytes)
  }

  public func push(on stack: LuaStack) { LuaBytes(self).push(on: stack) }

  init?(plain value: LuaValue) {
    switch value {
    case .string(let text): self.init(text.utf8)
    case .bytes(let bytes): self.init(bytes)
    default: return nil
    }
  }
}
