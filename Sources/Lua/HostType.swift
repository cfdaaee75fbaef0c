/// An operator or protocol of Lua that a host type can answer.
public enum LuaOperator: String, Sendable, CaseIterable {
  case eq = "__eq", lt = "__lt", le = "__le"
  case add = "__add", sub = "__sub", mul = "__mul", div = "__div", idiv = "__idiv", mod = "__mod"
  case pow = "__pow", unm = "__unm", concat = "__concat", len = "__len"
  case call = "__call", tostring = "__tostring", pairs = "__pairs", close = "__close"
}

/// A host type says, in one value, what scripts can do with objects of one Swift class, and the
/// words that explain it.
///
/// Without a member `index` an unknown key raises `LuaUnknownMember`; what has no setter raises
/// `LuaReadOnly` when it is assigned.
public final class HostType<Object: AnyObject>: Sendable {
  public let name: String
  public let help: String
  public let declared: [HostMember<Object>]

  public init(_ name: String, help: String = "", _ members: [HostMember<Object>]) {
    self.name = name
    self.help = help
    declared = members
  }

  /// What a script can name, in order: for "did you mean" and completion.
  public var members: [String] {
    declared.filter { $0.isNamed }.map(\.name).sorted()
  }

  /// The help of the member that a script names so.
  public func help(_ member: String) -> String? {
    declared.first { $0.isNamed && $0.name == member }?.help
  }
}

extension HostMember {
  var isNamed: Bool {
    switch kind {
    case .method, .property: true
    case .operation, .index, .newIndex: false
    }
  }
}

/// A class whose objects scripts can hold: a final class that names its host type.
public protocol LuaHosted: AnyObject, LuaConvertible {
  static var luaType: HostType<Self> { get }
}

extension LuaHosted {
  public static var luaName: String { luaType.name }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Self {
    if let object = stack.object(at: place, of: luaType) { return object }
    throw stack.mismatch(at: place, expected: luaName)
  }

  public func push(on stack: LuaStack) throws(LuaError) {
    try stack.push(stack.state.makeObject(self, type: Self.luaType))
  }
}

// MARK: - Members that ask for their arguments

extension HostType {
  public typealias Method = @Sendable (Object, LuaCall) throws -> [LuaValue]
  public typealias Property = @Sendable (Object, LuaCall) throws -> LuaValue
  public typealias Index = @Sendable (Object, LuaValue, LuaCall) throws -> LuaValue
  public typealias NewIndex = @Sendable (Object, LuaValue, LuaValue, LuaCall) throws -> Void
  public typealias Operator = @Sendable (LuaCall) throws -> [LuaValue]

  /// A type whose members are made at run time, or look at their arguments themselves. Argument
  /// 1 of a method is the first one after the object.
  public convenience init(
    _ name: String, help: String = "",
    methods: [String: Method] = [:], properties: [String: Property] = [:],
    index: Index? = nil, newIndex: NewIndex? = nil, operators: [LuaOperator: Operator] = [:]
  ) {
    var members = methods.map { name, body in HostMember<Object>.asking(name, .method, body) }
    members += properties.map { name, body in
      .asking(name, .property(isSettable: false)) { [try body($0, $1)] }
    }
    members += operators.map { name, body in
      HostMember(name.rawValue, .operation(name), help: "") { _, stack in
        try onCall(name.rawValue) { call, _ in try body(call) }(stack, 0)
      }
    }
    if let index {
      members.append(.asking("__index", .index) { [try index($0, $1[1], $1.dropping(1))] })
    }
    if let newIndex {
      members.append(
        .asking("__newindex", .newIndex) { object, call in
          try newIndex(object, call[1], call[2], call.dropping(2))
          return []
        })
    }
    self.init(name, help: help, members)
  }
}

extension HostMember {
  /// The call of the closure begins after the object.
  fileprivate static func asking(
    _ name: String, _ kind: Kind, _ body: @escaping HostType<Object>.Method
  ) -> HostMember {
    HostMember(name, kind, help: "") { object, stack in
      try onCall(name) { call, _ in try body(object, call.dropping(1)) }(stack, 0)
    }
  }
}
