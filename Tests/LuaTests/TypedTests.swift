import Foundation
import Lua
import Testing

private final class Account: LuaHosted {
  var balance = 0
  var owner: String
  init(_ owner: String) { self.owner = owner }

  static let luaType = HostType<Account>(
    "account", help: "Money in and out.",
    [
      .property("balance", help: "In đồng.") { $0.balance },
      .property("owner", help: "Whose it is.", { $0.owner }, set: { $0.owner = $1 }),
      .method("deposit", help: "Adds an amount.") { (account, amount: Int) in
        account.balance += amount
      },
      .method("split") { (account, parts: Int, name: String?) in
        (account.balance / parts, account.balance % parts, name)
      },
      .method("copy") { (account: Account) in Account(account.owner) },
      .operation(.add) { (a: Account, b: Account) -> Account in
        let sum = Account(a.owner)
        sum.balance = a.balance + b.balance
        return sum
      },
      .operation(.lt) { (a: Account, b: Account) in a.balance < b.balance },
      .operation(.tostring) { (account: Account) in "account of \(account.owner)" },
      .operation(.len) { (account: Account) in account.balance },
      .operation(.call) { (account: Account, by: Int) in account.balance * by },
      .pairs { account in [("balance", LuaValue.integer(Int64(account.balance))), ("owner", "?")] },
      .index { (_, key: String) in key.hasPrefix("x_") ? key.count : nil },
    ])
}

private struct Filter: LuaCodable, Equatable {
  struct Range: Codable, Equatable {
    var from: Double
    var to: Double?
  }
  enum Kind: String, Codable { case member, mass }
  var kind: Kind
  var units: [String]
  var ranges: [String: Range]
  var limit: UInt8?
}

private struct Refused: Error {}

@Suite struct TypedTests {
  let state = LuaState(limits: LuaLimits(time: .seconds(5), memory: 64 << 20))

  private func cause(_ source: String) -> LuaArgumentError? {
    do {
      try state.run(source, name: "t")
      return nil
    } catch {
      return error.cause as? LuaArgumentError
    }
  }

  @Test func `closures of any number of parameters and results register by their types`() throws {
    state.register("none") { 5 }
    state.register("one") { (text: String) in text.count }
    state.register("area") { (w: Double, h: Double) in w * h }
    state.register("three") { (a: Int, b: Int, c: Int) in a + b + c }
    state.register("four") { (a: Int, b: Bool, c: String?, d: [Int]) in
      (a, b, c ?? "left out", d.reduce(0, +))
    }
    var seen: [Int] = []
    state.register("see") { (value: Int) in seen.append(value) }
    let values = try state.run(
      "see(9) return none(), one('hoá'), area(2, 3.5), three(1, 2, 3), four(1, true, nil, {1, 2})",
      name: "t")
    #expect(values == [5, 3, 7, 6, 1, true, "left out", 3])
    #expect(seen == [9])
  }

  @Test func `an argument error names function, position, expected, found and the place inside`() {
    state.register("area") { (w: Double, h: Double) in w * h }
    state.register("total") { (rows: [[String: Int]]) in rows.count }
    state.register("byte") { (value: UInt8) in value }
    #expect(
      cause("area(1, 'x')")
        == LuaArgumentError(function: "area", position: 2, expected: "number", found: "string"))
    #expect(
      cause("area(1)")
        == LuaArgumentError(function: "area", position: 2, expected: "number", found: "no value"))
    let inside = cause("total { {a = 1}, {a = 1, b = 'x'} }")
    #expect(inside?.path == [.index(2), .name("b")])
    #expect(
      inside?.description
        == "bad argument #1 to 'total' (integer expected at [2].b, got string)")
    #expect(cause("byte(256)")?.expected == "integer from 0 to 255")
    #expect(cause("byte(1.5)")?.found == "number")
  }

  @Test func `a Swift error thrown by a typed closure is the cause`() {
    state.register("refuse") { (_: Int) -> Int in throw Refused() }
    #expect {
      try state.run("refuse(1)", name: "t")
    } throws: { ($0 as? LuaError)?.cause is Refused }
  }

  @Test func `typed members answer, and their help stands beside them`() throws {
    try state.globals.set("account", to: Account("An"))
    let values = try state.run(
      """
      account:deposit(7)
      local other = account:copy()
      other:deposit(1)
      account.owner = 'Bình'
      local keys = {}
      for k in pairs(account) do keys[#keys + 1] = k end
      return account.balance, account.owner, (account + other).balance, other < account,
        tostring(account), #account, account(3), account.x_y, table.concat(keys, ' '),
        account:split(2, 'phần')
      """, name: "t")
    #expect(
      values == [
        7, "Bình", 8, true, "account of Bình", 7, 21, 3, "balance owner", 3, 1, "phần",
      ])
    #expect(Account.luaType.help("deposit") == "Adds an amount.")
    #expect(Account.luaType.members == ["balance", "copy", "deposit", "owner", "split"])
  }

  @Test func `a method called on something else, or with something else, says so`() throws {
    try state.globals.set("account", to: Account("An"))
    #expect(
      cause("account.deposit('x', 1)")
        == LuaArgumentError(function: "deposit", position: 0, expected: "account", found: "string"))
    #expect(
      cause("account:deposit('x')")
        == LuaArgumentError(function: "deposit", position: 1, expected: "integer", found: "string"))
    #expect(cause("account.owner = 1")?.function == "owner")
    #expect(cause("return account + 1")?.expected == "account")
    #expect { try state.run("account.balance = 1", name: "t") } throws: {
      ($0 as? LuaError)?.cause is LuaReadOnly
    }
  }

  @Test func `a host object is a parameter and a result by its type`() throws {
    state.register("open") { (owner: String) in Account(owner) }
    state.register("owner") { (account: Account) in account.owner }
    #expect(try state.run("return owner(open('Chi'))", name: "t", as: String.self) == "Chi")
    #expect(cause("owner({})")?.expected == "account")
  }

  @Test func `functions of Lua are called with Swift's values and give Swift's values`() throws {
    let divide = try state.run(
      "return function(a, b) return a // b, a % b, 'x' end", name: "t", as: LuaFunction.self)
    let (quotient, rest) = try divide.call(7, 2, as: (Int, Int).self)
    #expect((quotient, rest) == (3, 1))
    #expect(try divide.call(7, 2, as: Double.self) == 3)
    let missing = try divide.call(7, 2, as: (Int, Int, String, Int?).self)
    #expect(missing.3 == nil)
    #expect {
      _ = try divide.call(7, 2, as: (Int, String).self)
    } throws: { error in
      guard case LuaError.conversion(.mismatch("string", "number", _)) = error else { return false }
      return true
    }
  }

  @Test func `containers cross both ways`() throws {
    let echo = try state.load("return ...", name: "echo")
    let table = ["a": [1, 2], "b": []]
    #expect(try echo.call(table, as: [String: [Int]].self) == table)
    #expect(try echo.call([1: "x"], as: [Int: String].self) == [1: "x"])
    #expect(try echo.call(Data([0xFF, 0]), as: Data.self) == Data([0xFF, 0]))
    #expect(try echo.call(LuaBytes([0xFE]), as: LuaBytes.self) == LuaBytes([0xFE]))
    #expect(try echo.call(nil as Int?, as: Int?.self) == nil)
    #expect(try echo.call(UInt64.max >> 1, as: UInt64.self) == .max >> 1)
    #expect(throws: LuaError.self) { try echo.call(UInt64.max, as: UInt64.self) }
    #expect(throws: LuaError.self) { try echo.call([Double.nan: 1], as: [Double: Int].self) }
  }

  @Test func `tables give and take typed values`() throws {
    let table = state.makeTable()
    try table.set("units", to: ["dv-001", "dv-002"])
    #expect(try table.get("units", as: [String].self) == ["dv-001", "dv-002"])
    #expect(try table.get("none", as: Int?.self) == nil)
    #expect {
      _ = try table.get("units", as: [Int].self)
    } throws: { error in
      guard case LuaError.conversion(.mismatch(_, _, let path)) = error else { return false }
      return path == [.name("units"), .index(1)]
    }
  }

  @Test func `codable values cross both ways`() throws {
    let filter = Filter(
      kind: .mass, units: ["a"],
      ranges: ["x": .init(from: 1, to: nil), "y": .init(from: 2, to: 3)],
      limit: nil)
    state.register("same") { (filter: Filter) in filter }
    let echo = try state.load("return same(...)", name: "echo")
    #expect(try echo.call(filter, as: Filter.self) == filter)
    let read = try state.run(
      "return {kind = 'member', units = {}, ranges = {z = {from = 1.5}}, limit = 7}", name: "t",
      as: Filter.self)
    #expect(read.limit == 7 && read.ranges["z"]?.from == 1.5)
    #expect(try state.encode(filter).table?["ranges"].table?["y"].table?["to"] == 3)
    #expect(try state.encode([Int]()).table?.count == 0)
  }

  @Test(arguments: [
    ("{kind = 'member', units = {}, ranges = {z = {from = 'x'}}}", ".ranges.z.from"),
    ("{kind = 'member', units = {'a', 2}, ranges = {}}", ".units[2]"),
    ("{kind = 'member', units = {}, ranges = {z = {}}}", ".ranges.z.from"),
    ("{kind = 'nobody', units = {}, ranges = {}}", ".kind"),
    ("{kind = 'mass', units = {}, ranges = {}, limit = 300}", ".limit"),
  ])
  func `a fault while decoding says the path`(table: String, path: String) throws {
    let value = try #require(try state.run("return \(table)", name: "t").first)
    #expect {
      _ = try value.decode(Filter.self)
    } throws: { "\($0)".contains(path) }
  }

  @Test func `a table that holds itself is too deep, and so is a very deep one`() throws {
    final class Node: Codable {
      var next: Node?
    }
    let loop = try #require(try state.run("local t = {} t.next = t return t", name: "t").first)
    let deep = try #require(
      try state.run("local t = {} for i = 1, 1e5 do t = {next = t} end return t", name: "t").first)
    for value in [loop, deep] {
      #expect {
        _ = try value.decode(Node.self)
      } throws: { error in
        guard case LuaError.conversion(.depth) = error else { return false }
        return true
      }
    }
    let node = Node()
    node.next = node
    defer { node.next = nil }
    #expect(throws: LuaError.self) { try state.encode(node) }
  }

  @Test func `a coroutine is a sequence of what it yields`() throws {
    let count = try state.run(
      "return function(n) for i = 1, n do coroutine.yield(i, -i) end return 'end' end", name: "t",
      as: LuaFunction.self)
    let coroutine = try LuaCoroutine(count)
    #expect(try coroutine.resume([3]) == [1, -1])
    let rest = try coroutine.map { try $0.get() }
    #expect(rest == [[2, -2], [3, -3]])
    #expect(coroutine.status == .dead)
    #expect(throws: LuaError.self) { try coroutine.resume() }
    let made = try state.run(
      "return coroutine.create(function() coroutine.yield(1) error('late') end)", name: "t",
      as: LuaCoroutine.self)
    var elements = Array(made)
    #expect(elements.count == 2)
    guard case .failure(.runtime("late", let position, _, _))? = elements.popLast() else {
      return #expect(Bool(false), "\(elements)")
    }
    #expect(position == LuaPosition(chunk: "t", line: 1))
  }

  @Test func `a coroutine in Swift's hands is held to the limits`() throws {
    let state = LuaState(limits: LuaLimits(time: .milliseconds(30)))
    let loop = try state.run(
      "return coroutine.create(function() while true do end end)", name: "t",
      as: LuaCoroutine.self)
    #expect { _ = try loop.resume() } throws: { ($0 as? LuaError)?.isLimit == true }
    #expect(try state.run("return 1", name: "t") == [1])
  }
}
