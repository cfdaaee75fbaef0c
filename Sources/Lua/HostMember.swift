/// A member is one thing that scripts can do with the objects of a host type: its name, its
/// help, and the Swift closure that does it.
public struct HostMember<Object: AnyObject>: Sendable {
  /// As scripts write it; the name of the event for an operator.
  public let name: String
  /// One line for a person.
  public let help: String
  public let kind: Kind

  public enum Kind: Sendable, Hashable {
    /// Called `object:name(…)`.
    case method
    case property(isSettable: Bool)
    case operation(LuaOperator)
    /// Answers keys that no member has.
    case index
    case newIndex
  }

  /// Works on the object, with the call's stack: the object is at place 1. Gives the number of
  /// results. The object comes without its type, so that no call asks for it at run time.
  @usableFromInline typealias Body =
    @Sendable (UnsafeMutableRawPointer, LuaStack) throws -> Int32

  @usableFromInline let get: Body
  @usableFromInline let set: Body?

  @inlinable
  init(
    _ name: String, _ kind: Kind, help: String,
    get: @escaping @Sendable (Object, LuaStack) throws -> Int32,
    set: (@Sendable (Object, LuaStack) throws -> Int32)? = nil
  ) {
    self.name = name
    self.kind = kind
    self.help = help
    self.get = Self.erased(get)
    self.set = set.map(Self.erased)
  }

  @inlinable
  static func erased(
    _ body: @escaping @Sendable (Object, LuaStack) throws -> Int32
  ) -> Body {
    { object, stack in
      // The stack holds the object while the body runs.
      try Unmanaged<Object>.fromOpaque(object)._withUnsafeGuaranteedRef { try body($0, stack) }
    }
  }
}

extension HostMember {
  /// `object:name(…)`. The closure gets the object and the arguments; a tuple becomes several
  /// results.
  @inlinable
  public static func method<each P: LuaConvertible, each R: LuaConvertible>(
    _ name: String, help: String = "",
    _ body: @escaping @Sendable (Object, repeat each P) throws -> (repeat each R)
  ) -> HostMember {
    HostMember(name, .method, help: help) { object, stack in
      try onStack(after: 1) { (arguments: repeat each P) in
        try body(object, repeat each arguments)
      }(stack, 0)
    }
  }

  /// `object.name`, to be read only.
  @inlinable
  public static func property<Value: LuaConvertible>(
    _ name: String, help: String = "", _ get: @escaping @Sendable (Object) throws -> Value
  ) -> HostMember {
    HostMember(name, .property(isSettable: false), help: help) { object, stack in
      try get(object).push(on: stack)
      return 1
    }
  }

  /// `object.name`, to be read and assigned.
  @inlinable
  public static func property<Value: LuaConvertible>(
    _ name: String, help: String = "", _ get: @escaping @Sendable (Object) throws -> Value,
    set: @escaping @Sendable (Object, Value) throws -> Void
  ) -> HostMember {
    HostMember(
      name, .property(isSettable: true), help: help,
      get: { object, stack in
        try get(object).push(on: stack)
        return 1
      },
      set: { object, stack in
        try set(object, argument(1, after: 2, on: stack))
        return 0
      })
  }

  /// An operator or protocol of Lua. The closure gets the operands as Lua gives them: of a
  /// binary one either may be the object.
  @inlinable
  public static func operation<each P: LuaConvertible, each R: LuaConvertible>(
    _ operation: LuaOperator, help: String = "",
    _ body: @escaping @Sendable (repeat each P) throws -> (repeat each R)
  ) -> HostMember {
    let name = operation.rawValue
    return HostMember(name, .operation(operation), help: help) { _, stack in
      try onStack(body)(stack, 0)
    }
  }

  /// `for key, value in pairs(object)`.
  @inlinable
  public static func pairs<Key: LuaConvertible, Value: LuaConvertible>(
    help: String = "", _ body: @escaping @Sendable (Object) throws -> [(Key, Value)]
  ) -> HostMember {
    HostMember("__pairs", .operation(.pairs), help: help) { object, stack in
      var rest = try body(object).makeIterator()
      let next = stack.state.makeFunction("next") {
        () -> (Key?, Value?) in
        guard let (key, value) = rest.next() else { return (nil, nil) }
        return (key, value)
      }
      try next.push(on: stack)
      return 1
    }
  }

  /// Answers `object[key]` for keys that no member has.
  @inlinable
  public static func index<Key: LuaConvertible, Value: LuaConvertible>(
    help: String = "", _ body: @escaping @Sendable (Object, Key) throws -> Value
  ) -> HostMember {
    HostMember("__index", .index, help: help) { object, stack in
      try body(object, argument(1, after: 1, on: stack)).push(on: stack)
      return 1
    }
  }

  /// Takes `object[key] = value` for keys that no member has.
  @inlinable
  public static func newIndex<Key: LuaConvertible, Value: LuaConvertible>(
    help: String = "", _ body: @escaping @Sendable (Object, Key, Value) throws -> Void
  ) -> HostMember {
    HostMember("__newindex", .newIndex, help: help) { object, stack in
      let key: Key = try argument(1, after: 1, on: stack)
      try body(object, key, argument(2, after: 1, on: stack))
      return 0
    }
  }
}
