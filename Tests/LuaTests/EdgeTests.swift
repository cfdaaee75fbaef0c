import Lua
import Testing

/// Values at their edges, both ways.
@Suite struct EdgeTests {
  let state = LuaState(limits: LuaLimits(time: .seconds(120)))

  func run(_ source: String) throws -> [LuaValue] { try state.run(source, name: "t") }

  @Test func `a stopped clock stands wherever a script asks for the present, and dates still work`()
    throws
  {
    let source = """
      local long = ("%Y"):rep(3000)
      return os.time(), os.time(nil), os.clock(), os.date("!%H:%M:%S"), os.date("!%H", 3600),
        #os.date("!" .. long), os.time { year = 1970, month = 1, day = 3, hour = 0 } -
        os.time { year = 1970, month = 1, day = 2, hour = 0 }, os.date("!*t").min,
        select(2, pcall(os.date, "%Ez")), select(2, pcall(os.date, "%Y", "x"))
      """
    let stopped = LuaState()
    stopped.stopClock(at: 7_384)
    stopped.seal()
    let values = try stopped.run(source, name: "t")
    #expect(
      Array(values.prefix(8)) == [7_384, 7_384, 0.0, "02:03:04", "01", 12_000, 86_400, 3],
      "\(values)")
    let running = try run(source)
    #expect(Array(running.suffix(2)) == Array(values.suffix(2)))
    #expect(try run("os.time = nil; return os.date()").count == 1)
    #expect(throws: LuaError.self) { try stopped.run("os.time = nil", name: "t") }
  }

  static var numbers: [LuaValue] {
    [
      .integer(.min), .integer(.min + 1), .integer(.max), 0, -1, .integer(1 << 53),
      .integer((1 << 53) + 1), .integer((1 << 53) - 1), .number(9_007_199_254_740_994),
      .number(9_223_372_036_854_775_808), .number(-9_223_372_036_854_775_808),
      .number(0x1p63.nextDown), .number(.infinity), .number(-.infinity), .number(-0.0),
      .number(.leastNonzeroMagnitude), .number(.greatestFiniteMagnitude), .number(1.5),
    ]
  }

  @Test(arguments: numbers.indices)
  func `a number comes back with its kind and every bit`(index: Int) throws {
    let number = Self.numbers[index]
    let echo = try state.load("return ..., math.type((...)), {...}, host(...)", name: "t")
    state.register("host") { call in [call[1], call.arguments[0]] }
    let results = try echo.call([number])
    let table = try #require(results[2].table)
    for result in [results[0], table[1], table.array[0], results[3], results[4]] {
      switch (number, result) {
      case (.integer(let a), .integer(let b)): #expect(a == b)
      case (.number(let a), .number(let b)): #expect(a.bitPattern == b.bitPattern)
      default: Issue.record("\(number) became \(result)")
      }
    }
    let isFloat = if case .number = number { true } else { false }
    #expect(results[1] == (isFloat ? "float" : "integer"))
  }

  @Test func `not a number stays what it is and equals nothing`() throws {
    let results = try state.load("local x = ... return x, x == x, -x, 0/0", name: "t")
      .call([.number(.nan)])
    for index in [0, 2, 3] { #expect(results[index].number?.isNaN == true) }
    #expect(results[1] == false)
  }

  @Test func `an argument is an integer only when it is one exactly`() throws {
    state.register("integer") { call in [.integer(try call.integer(1))] }
    #expect(
      try run("return integer(2^53), integer(-0.0), integer(-2^63)") == [
        .integer(1 << 53), 0, .integer(.min),
      ])
    for source in ["2^63", "0/0", "1/0", "1.5", "'1'", "nil", "-2^63 * 2", ""] {
      #expect(failure { _ = try run("integer(\(source))") }?.cause is LuaArgumentError)
    }
    #expect(LuaValue.number(0x1p63).integer == nil && LuaValue.number(.nan).integer == nil)
  }

  @Test func `nil and not-a-number are no keys on either side, an integral float is an integer`()
    throws
  {
    let table = state.makeTable()
    try table.set(.number(3), "three")
    #expect(table[.integer(3)] == "three" && table.count == 0)
    try table.set(.number(-0.0), "zero")
    #expect(
      table[0] == "zero"
        && table.pairs.allSatisfy { if case .integer = $0.key { true } else { false } })
    for key in ["nil", "0/0", "-(0/0)"] {
      for source in ["t[\(key)] = 1", "rawset(t, \(key), 1)", "return {[\(key)] = 1}"] {
        guard case .runtime = failure({ _ = try run("local t = {} \(source)") }) else {
          Issue.record("\(source)")
          continue
        }
      }
      #expect(try run("local t = {1} return t[\(key)], rawget(t, \(key))") == [nil, nil])
    }
    guard case .conversion(.key("nil")) = failure({ try table.set(nil, 1) }),
      case .conversion(.key("nan")) = failure({ try table.set(.number(-.nan), 1) })
    else { return #expect(Bool(false)) }
    try table.set("absent", nil)
    #expect(table.pairs.count == 2)
  }

  @Test func `any bytes pass, as text when they are text`() throws {
    state.register("echo") { call in [call[1], .integer(Int64(call.count))] }
    let echo = try state.load("local s = ... return s, #s, echo(s)", name: "t")
    for text in [
      "", "\u{0}", "a\u{0}b\u{0}", "Đỗ 🧮 \u{10FFFF}", String(repeating: "x\u{0}", count: 100_000),
    ] {
      let results = try echo.call([.string(text)])
      #expect(results == [.string(text), .integer(Int64(text.utf8.count)), .string(text), 1])
    }
    let broken: [[UInt8]] = [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x41, 0xE1, 0xBA],
      [0, 0x80],
      [UInt8](repeating: 0xFE, count: 100_000),
    ]
    for bytes in broken {
      #expect(try echo.call([.bytes(bytes)])[2] == .bytes(bytes))
      let table = state.makeTable()
      try table.set(.bytes(bytes), .bytes(bytes))
      #expect(table[.bytes(bytes)] == .bytes(bytes) && table.pairs[0].key == .bytes(bytes))
    }
    #expect(try echo.call([.bytes(Array("abc".utf8))])[2] == "abc")
    state.register("text") { call in [.string(try call.string(1))] }
    #expect(failure { _ = try run("text('\\xff')") }?.cause is LuaArgumentError)
    let named = failure { _ = try state.run("error('\\xff\\0')", name: "a\u{0}b") }
    guard case .runtime = named else { return #expect(Bool(false)) }
  }

  // MARK: Shapes of tables

  @Test func `a table nested 100,000 deep is made, walked and let go on both sides`() throws {
    var inner = state.makeTable()
    for depth in 0..<100_000 {
      let outer = state.makeTable()
      if depth.isMultiple(of: 2) {
        try outer.append(.table(inner))
      } else {
        try outer.set("x", .table(inner))
      }
      inner = outer
    }
    let depth = try state.load(
      "local t, n = ..., 0 while t do t, n = t[1] or t.x, n + 1 end return n", name: "t")
    #expect(try depth.call([.table(inner)]) == [100_001])
    let made = try run(
      "local t = {} for i = 1, 100000 do t = i % 2 == 0 and { t } or { x = t } end return t")
    var (table, count) = (made[0].table, 0)
    while let next = table {
      count += 1
      table = next.array.first?.table ?? next.pairs.first?.value.table
    }
    #expect(count == 100_001)
    state.collectGarbage()
  }

  @Test func `a table that holds itself is read one level at a time`() throws {
    let table = state.makeTable()
    try table.set("self", .table(table))
    try table.set(.table(table), .table(table))
    try table.append(.table(table))
    #expect(table["self"] == .table(table) && table.array == [.table(table)])
    #expect(table.pairs.allSatisfy { $0.value == .table(table) } && table.pairs.count == 3)
    #expect(
      try state.load("local t = ... return t.self == t and t[t][1] == t", name: "t")
        .call([.table(table)]) == [true])
    try table.setMetatable(table)
    try table.set("__index", .table(table))
    let endless = failure {
      _ = try state.load("return (...).nothing", name: "t").call([.table(table)])
    }
    guard case .runtime = endless else { return #expect(Bool(false)) }
  }

  @Test func `a table with millions of keys is counted, read and let go`() throws {
    let table = try #require(
      try run("local t = {} for i = 1, 1000000 do t[i] = i t[-i] = true end return t")[0].table)
    #expect(table.count == 1_000_000)
    #expect(table.pairs.count == 2_000_000)
    let wide = try #require(
      try run("local t = {} for i = 1, 10000000 do t[i] = i end return t")[0].table)
    #expect(wide.count == 10_000_000 && wide[10_000_000] == 10_000_000)
    #expect(try run("return 1") == [1])
  }

  /// Lua finds a length by halving: with a value at each power of two it finds an enormous one.
  @Test func `a table that has next to nothing below its length is read in no time`() throws {
    let lie = """
      local t = { 0, 1, 2, 3 }
      for i = 5, 62 do t[1 << i] = i end
      t[16], t[8], t[5] = 4, 3, 5
      """
    for (source, length) in [("return t", 1 << 62), ("t[math.maxinteger] = 1 return t", Int.max)] {
      let made = try run("\(lie) \(source)")
      let table = try #require(made[0].table)
      #expect(table.count == length)
      #expect(table.array.prefix(9) == [0, 1, 2, 3, 5, nil, nil, 3, nil])
      #expect(table.array.count < 10_000 && table.array.last?.isNil == false)
      try table.append("more")
      #expect(table.pairs.contains { $0.value == "more" })
    }
    let gaps = try run("return {1, nil, 3}")
    #expect(gaps[0].table?.array == [1, nil, 3])
    let sparse = try run(
      "local t = {} for i = 1, 3000 do t[i] = i % 3 > 0 and i or nil end return t")
    #expect(sparse[0].table?.array.count == sparse[0].table?.count)
  }

  // MARK: Many values

  @Test func `thousands of arguments and results pass, too many are refused`() throws {
    let many = [LuaValue](repeating: 7, count: 100_000)
    let count = try state.load("return select('#', ...), ...", name: "t")
    #expect(try count.call(many).count == 100_001)
    state.register("many") { call in
      [LuaValue](repeating: "x", count: Int(try call.integer(1)))
    }
    #expect(try run("return select('#', many(100000))") == [100_000])
    #expect(try run("return many(250000)").count == 250_000)
    for source in ["many(1000000)", "many(5000000)"] {
      let error = failure { _ = try run("return select('#', \(source))") }
      #expect(error != nil, "\(source)")
    }
    guard
      case .conversion(.tooMany(_)) = failure({
        try count.call([LuaValue](repeating: nil, count: 1_000_000))
      })
    else { return #expect(Bool(false)) }
    #expect(failure { try count.call([LuaValue](repeating: nil, count: 999_000)) } != nil)
    #expect(failure { _ = try run("return table.unpack({}, 1, 1e7)") } != nil)
    #expect(try count.call([1]) == [1, 1])
  }

  @Test func `many references are held and let go`() throws {
    let before = state.memoryUsed
    var tables = (0..<200_000).map { _ in state.makeTable() }
    #expect(Set(tables.indices.map { tables[$0] === tables[0] ? 1 : 0 }).count == 2)
    tables.removeAll()
    state.collectGarbage()
    #expect(state.memoryUsed < before + (8 << 20))
  }
}
