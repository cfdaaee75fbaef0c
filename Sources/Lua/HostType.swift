internal import CLua
internal import CLuaSupport

/// An operator or protocol of Lua that a host type can answer. Its closure gets the operands as
/// Lua gives them: for the binary ones the object may be either.
public enum LuaOperator: String, Sendable, CaseIterable {
  case eq = "__eq", lt = "__lt", le = "__le"
  case add = "__add", sub = "__sub", mul = "__mul", div = "__div", idiv = "__idiv", mod = "__mod"
  case pow = "__pow", unm = "__unm", concat = "__concat", len = "__len"
  case call = "__call", tostring = "__tostring", pairs = "__pairs", close = "__close"
}

/// A host type says, in one value, what scripts can do with objects of one Swift class, and the
/// words that explain it.
public final class HostType<Object: AnyObject>: Sendable {
  public typealias Method = @Sendable (Object, LuaCall) throws -> [LuaValue]
  public typealias Property = @Sendable (Object, LuaCall) throws -> LuaValue
  public typealias Index = @Sendable (Object, LuaValue, LuaCall) throws -> LuaValue
  public typealias NewIndex = @Sendable (Object, LuaValue, LuaValue, LuaCall) throws -> Void
  public typealias Operator = @Sendable (LuaCall) throws -> [LuaValue]

  public let name: String
  public let help: String
  /// One line for each method or property that has one, by name.
  public let memberHelp: [String: String]
  /// Called `object:name(…)`; argument 1 is the first one after the object.
  public let methods: [String: Method]
  public let properties: [String: Property]
  /// Answers any other key. Without it an unknown key raises `LuaUnknownMember`.
  public let index: Index?
  /// Without it assignment raises `LuaReadOnly`.
  public let newIndex: NewIndex?
  public let operators: [LuaOperator: Operator]

  public init(
    _ name: String, help: String = "", memberHelp: [String: String] = [:],
    methods: [String: Method] = [:], properties: [String: Property] = [:],
    index: Index? = nil, newIndex: NewIndex? = nil, operators: [LuaOperator: Operator] = [:]
  ) {
    self.name = name
    self.help = help
    self.memberHelp = memberHelp
    self.methods = methods
    self.properties = properties
    self.index = index
    self.newIndex = newIndex
    self.operators = operators
  }

  /// What a script can name, in order: for "did you mean" and completion.
  public var members: [String] { (Array(methods.keys) + properties.keys).sorted() }
}

/// A host type as one state knows it: its metatable.
final class TypeBinding {
  let name: String
  let metatable: Int32
  let owner: ReferenceQueue

  init(name: String, metatable: Int32, owner: ReferenceQueue) {
    self.name = name
    self.metatable = metatable
    self.owner = owner
  }
}

extension LuaState {
  /// The Lua value for a Swift object: the same one each time, as long as Lua holds it.
  public func makeObject<Object>(_ object: Object, type: HostType<Object>) -> LuaValue {
    .object(LuaObject(host: object, binding: binding(for: type)))
  }

  private func binding<Object>(for type: HostType<Object>) -> TypeBinding {
    if let known = bindings[ObjectIdentifier(type)] { return known.binding }
    let thread = running
    let binding = balanced(thread) {
      try? reserve(10, on: thread)
      pushMembers(of: type, on: thread)
      cl_push_metatable(engine, thread, type.name, fallback(of: type).retained)
      for (name, body) in type.operators {
        pushFunction(HostFunction(type.name + "." + name.rawValue) { call, _ in try body(call) })
        lua_setfield(thread, -2, name.rawValue)
      }
      return TypeBinding(
        name: type.name, metatable: luaL_ref(thread, Self.registry), owner: dropped)
    }
    bindings[ObjectIdentifier(type)] = (type, binding)
    return binding
  }

  /// Names to functions for methods, to numbers for properties.
  private func pushMembers<Object>(of type: HostType<Object>, on thread: OpaquePointer) {
    lua_createtable(thread, 0, Int32(type.methods.count + type.properties.count))
    for (number, name) in type.properties.keys.sorted().enumerated() {
      push(name, on: thread)
      lua_pushinteger(thread, lua_Integer(number))
      lua_rawset(thread, -3)
    }
    for (name, body) in type.methods {
      push(name, on: thread)
      pushFunction(
        HostFunction(name) { call, _ in
          guard let object = call[1].object(as: Object.self) else {
            throw LuaArgumentError(
              function: name, position: 0, expected: type.name,
              found: call.mismatch(1, expected: type.name).found)
          }
          return try body(object, call.dropping(1))
        })
      lua_rawset(thread, -3)
    }
  }

  private func fallback<Object>(of type: HostType<Object>) -> HostFunction {
    let getters = type.properties.sorted { $0.key < $1.key }.map(\.value)
    return HostFunction(type.name) { call, member in
      guard let object = call[1].object(as: Object.self) else { throw LuaReleasedObject() }
      if member >= 0 { return [try getters[Int(member)](object, call.dropping(2))] }
      let key = call[2]
      if member == Int32(CL_MEMBER_INDEX) {
        guard let index = type.index else {
          throw LuaUnknownMember(
            type: type.name, key: try call.tostring(2), known: type.members)
        }
        return [try index(object, key, call.dropping(2))]
      }
      guard let newIndex = type.newIndex else {
        throw LuaReadOnly(type: type.name, key: try call.tostring(2))
      }
      try newIndex(object, key, call[3], call.dropping(3))
      return []
    }
  }
}
