internal import CLua
internal import CLuaSupport

/// A table template makes tables that have the same names and the same metatable, each in one go
/// and not field by field: for the rows that a script gets by the thousand.
public final class LuaTableTemplate {
  public let count: Int
  private let names: LuaTable
  private let metatable: LuaTable?

  fileprivate init(_ names: LuaTable, count: Int, metatable: LuaTable?) {
    (self.names, self.count, self.metatable) = (names, count, metatable)
  }

  /// A table with a value for each of the names, in their order; `nil` leaves a name out. Values
  /// beyond the names are not looked at.
  public func make(_ values: [LuaValue]) throws(LuaError) -> LuaTable {
    guard let state = names.reference.state else { throw .closed }
    return try state.onOwnStack { stack throws(LuaError) in
      try push(values, on: stack)
      return LuaTable(LuaReference(popping: stack.thread, of: state))
    }
  }

  /// The same on top of a stack, which needs room for five values.
  public func push(_ values: [LuaValue], on stack: LuaStack) throws(LuaError) {
    let (state, thread) = (stack.state, stack.thread)
    lua_createtable(thread, 0, Int32(clamping: count))
    try state.push(names.reference, on: thread)
    for (index, value) in values.prefix(count).enumerated() {
      lua_rawgeti(thread, -1, lua_Integer(index) + 1)
      try state.push(value, on: thread)
      lua_rawset(thread, -4)
    }
    lua_settop(thread, -2)
    if let metatable {
      try state.push(metatable.reference, on: thread)
      lua_setmetatable(thread, -2)
    }
  }
}

extension LuaState {
  /// A template for tables with these names. A metatable must have no `__gc`, as for
  /// `LuaTable.setMetatable`.
  public func makeTemplate(
    _ names: [String], metatable: LuaTable? = nil
  ) throws(LuaError) -> LuaTableTemplate {
    try metatable?.refuseFinalizer()
    return LuaTableTemplate(
      try makeTable(names.map { .string($0) }), count: names.count, metatable: metatable)
  }
}
