// Optionals, arrays and dictionaries of what converts.

extension Optional: LuaConvertible where Wrapped: LuaConvertible {
  public static var luaName: String { "\(Wrapped.luaName) or nil" }

  @inlinable
  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> Wrapped? {
    stack.isAbsent(at: place) ? nil : try Wrapped.read(stack, at: place)
  }

  @inlinable
  public func push(on stack: LuaStack) throws(LuaError) {
    if let value = self { try value.push(on: stack) } else { stack.pushNil() }
  }
}

extension Array: LuaConvertible where Element: LuaConvertible {
  public static var luaName: String { "list of \(plural(Element.luaName))" }

  /// Items 1, 2, … up to the table's length.
  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> [Element] {
    guard stack.kind(at: place) == .table else {
      throw stack.mismatch(at: place, expected: luaName)
    }
    try stack.reserve(1)
    let table = stack.fixed(place)
    let count = stack.length(at: table)
    var items: [Element] = []
    items.reserveCapacity(Swift.min(count, 1 << 20))
    for index in 0..<count {
      if index.isMultiple(of: LuaStack.lookEvery) { try stack.look() }
      stack.pushItem(index + 1, of: table)
      items.append(
        try step(.index(index + 1)) { () throws(LuaError) in
          try Element.read(stack, at: -1)
        })
      stack.pop()
    }
    return items
  }

  public func push(on stack: LuaStack) throws(LuaError) {
    try stack.reserve(2)
    stack.pushTable(items: count)
    let table = stack.fixed(-1)
    for (index, item) in enumerated() {
      if index.isMultiple(of: LuaStack.lookEvery) { try stack.look() }
      try item.push(on: stack)
      stack.popItem(index + 1, into: table)
    }
  }
}

extension Dictionary: LuaConvertible where Key: LuaConvertible, Value: LuaConvertible {
  public static var luaName: String { "table of \(plural(Value.luaName))" }

  public static func read(_ stack: LuaStack, at place: Int32) throws(LuaError) -> [Key: Value] {
    guard stack.kind(at: place) == .table else {
      throw stack.mismatch(at: place, expected: luaName)
    }
    try stack.reserve(3)
    var pairs: [Key: Value] = [:]
    try stack.forEachPair(of: place) { () throws(LuaError) in
      let name = LuaPathStep(stack.value(at: -2))
      let key = try step(name) { () throws(LuaError) in try Key.read(stack, at: -2) }
      pairs[key] = try step(name) { () throws(LuaError) in try Value.read(stack, at: -1) }
    }
    return pairs
  }

  public func push(on stack: LuaStack) throws(LuaError) {
    try stack.reserve(3)
    stack.pushTable(pairs: count)
    let table = stack.fixed(-1)
    for (key, value) in self {
      try key.push(on: stack)
      try value.push(on: stack)
      try stack.popPair(into: table)
    }
  }
}

private func plural(_ name: String) -> String { name.contains(" ") ? name : name + "s" }

/// Says where inside a value a fault lies.
func step<Value>(
  _ step: LuaPathStep, _ body: () throws(LuaError) -> Value
) throws(LuaError) -> Value {
  do { return try body() } catch {
    guard case .conversion(.mismatch(let expected, let found, let path)) = error else {
      throw error
    }
    throw .conversion(.mismatch(expected: expected, found: found, path: [step] + path))
  }
}
