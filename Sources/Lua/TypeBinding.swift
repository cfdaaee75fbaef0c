internal import CLua
internal import CLuaSupport

/// A host type as one state knows it: its metatable.
final class TypeBinding {
  let name: String
  /// The `HostType`.
  let type: AnyObject
  let owner: ReferenceQueue
  fileprivate(set) var metatable: Int32 = 0

  init(name: String, type: AnyObject, owner: ReferenceQueue) {
    self.name = name
    self.type = type
    self.owner = owner
  }

  /// As slots name it. The state keeps the binding as long as it lives.
  var tag: UnsafeRawPointer { UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque()) }
}

extension LuaStack {
  /// The object at a place when it is of that type and was not released.
  func object<Object>(at place: Int32, of type: HostType<Object>) -> Object? {
    var tag: UnsafeRawPointer?
    guard let object = cl_object(thread, place, &tag), let tag else { return nil }
    let isOfType = Unmanaged<TypeBinding>.fromOpaque(tag)._withUnsafeGuaranteedRef {
      $0.type === type
    }
    return isOfType ? Unmanaged<Object>.fromOpaque(object).takeUnretainedValue() : nil
  }
}

extension LuaState {
  /// The Lua value for a Swift object: the same one each time, as long as Lua holds it.
  public func makeObject<Object>(_ object: Object, type: HostType<Object>) -> LuaValue {
    .object(LuaObject(host: object, binding: binding(for: type)))
  }

  private func binding<Object>(for type: HostType<Object>) -> TypeBinding {
    if let known = bindings[ObjectIdentifier(type)] { return known }
    let thread = running
    let binding = TypeBinding(name: type.name, type: type, owner: dropped)
    balanced(thread) {
      try? reserve(10, on: thread)
      pushMembers(of: type, binding, on: thread)
      cl_push_metatable(engine, thread, type.name, fallback(of: type, binding).retained)
      for member in type.declared {
        guard case .operation(let event) = member.kind else { continue }
        pushFunction(operation(member, of: type, binding))
        lua_setfield(thread, -2, event.rawValue)
      }
      binding.metatable = luaL_ref(thread, Self.registry)
    }
    bindings[ObjectIdentifier(type)] = binding
    return binding
  }

  /// Names to functions for methods, to numbers for properties.
  private func pushMembers<Object>(
    of type: HostType<Object>, _ binding: TypeBinding, on thread: OpaquePointer
  ) {
    lua_createtable(thread, 0, Int32(type.declared.count))
    for (number, member) in type.declared.enumerated() where member.isNamed {
      push(member.name, on: thread)
      if member.kind == .method {
        pushFunction(method(member, of: type, binding))
      } else {
        lua_pushinteger(thread, lua_Integer(number))
      }
      lua_rawset(thread, -3)
    }
  }

  private func method<Object>(
    _ member: HostMember<Object>, of type: HostType<Object>, _ binding: TypeBinding
  ) -> HostFunction {
    let (body, tag) = (member.get, binding.tag)
    return HostFunction(
      member.name,
      onStack: { stack, _ in
        guard let object = cl_object_of(stack.thread, 1, tag) else {
          throw LuaArgumentError(
            function: member.name, position: 0, expected: type.name, found: stack.typeName(at: 1))
        }
        return try body(object, stack)
      })
  }

  /// One of the operands is the object whose metatable this is.
  private func operation<Object>(
    _ member: HostMember<Object>, of type: HostType<Object>, _ binding: TypeBinding
  ) -> HostFunction {
    let (body, tag) = (member.get, binding.tag)
    return HostFunction(
      type.name + "." + member.name,
      onStack: { stack, _ in
        guard
          let object = cl_object_of(stack.thread, 1, tag) ?? cl_object_of(stack.thread, 2, tag)
        else { throw LuaReleasedObject() }
        return try body(object, stack)
      })
  }

  /// Serves properties, keys that no member has, and assignments.
  private func fallback<Object>(
    of type: HostType<Object>, _ binding: TypeBinding
  ) -> HostFunction {
    let bodies = type.declared.map(\.get)
    let index = type.declared.first { $0.kind == .index }?.get
    let tag = binding.tag
    return HostFunction(
      type.name,
      onStack: { stack, member in
        guard let object = cl_object_of(stack.thread, 1, tag) else { throw LuaReleasedObject() }
        if member >= 0 { return try bodies[Int(member)](object, stack) }
        if member == Int32(CL_MEMBER_NEWINDEX) { return try assign(to: object, type, stack) }
        if let index { return try index(object, stack) }
        throw LuaUnknownMember(
          type: type.name, key: try LuaCall(type.name, stack).tostring(2), known: type.members)
      })
  }
}

private func assign<Object>(
  to object: UnsafeMutableRawPointer, _ type: HostType<Object>, _ stack: LuaStack
) throws -> Int32 {
  let key = stack.string(at: 2)
  let member = type.declared.first { $0.isNamed && $0.name == key }
  if let member, let set = member.set {
    do { return try set(object, stack) } catch let fault as ArgumentFault {
      throw fault.refusal(of: member.name)
    }
  }
  if member == nil, let newIndex = type.declared.first(where: { $0.kind == .newIndex }) {
    return try newIndex.get(object, stack)
  }
  throw LuaReadOnly(type: type.name, key: try LuaCall(type.name, stack).tostring(2))
}
