import Lua
import Testing

private final class Query {
  var limit: Int64 = 0
  let name: String
  init(_ name: String) { self.name = name }

  static let type: HostType<Query> = HostType(
    "query",
    help: "A question to the store.",
    methods: [
      "where": { query, call in
        query.limit = try call.table(1)["limit"].integer ?? 0
        return [call.state.makeObject(query, type: Query.type)]
      },
      "name": { query, _ in [.string(query.name)] },
    ],
    properties: ["limit": { query, _ in .integer(query.limit) }],
    operators: [
      .len: { call in [.integer(call[1].object(as: Query.self)?.limit ?? 0)] },
      .tostring: { call in [.string("query " + (call[1].object(as: Query.self)?.name ?? ""))] },
      .call: { call in [call[2]] },
      .add: { call in [.boolean(call[1].object(as: Query.self) != nil), call[2]] },
    ])
}

private final class Loose {
  var fields: [String: LuaValue] = [:]
  static let type = HostType<Loose>(
    "loose",
    index: { loose, key, _ in loose.fields[key.string ?? ""] ?? nil },
    newIndex: { loose, key, value, _ in loose.fields[key.string ?? ""] = value })
}

@Suite struct HostTests {
  let state = LuaState(limits: LuaLimits(time: .seconds(5), memory: 64 << 20))

  init() throws {
    try state.globals.set("q", state.makeObject(Query("units"), type: Query.type))
    try state.globals.set("loose", state.makeObject(Loose(), type: Loose.type))
  }

  func cause(_ source: String) -> (any Error)? {
    do {
      try state.run(source, name: "t")
      return nil
    } catch {
      return error.cause
    }
  }

  @Test func `methods, properties and operators answer`() throws {
    let source = """
      local r = q:where { limit = 3 }
      return r == q, q.limit, #q, tostring(q), q('x'), q:name(), type(q), getmetatable(q), (2 + q)
      """
    let values = try state.run(source, name: "t")
    #expect(values == [true, 3, 3, "query units", "x", "units", "userdata", false, false])
  }

  @Test func `an unknown method or field is told with the known ones`() {
    let expected = LuaUnknownMember(type: "query", key: "wher", known: ["limit", "name", "where"])
    #expect(cause("q:wher { limit = 1 }") as? LuaUnknownMember == expected)
    #expect(cause("return q.wher") as? LuaUnknownMember == expected)
    #expect(cause("q.limit = 1") as? LuaReadOnly == LuaReadOnly(type: "query", key: "limit"))
  }

  @Test func `a method called with a dot says so`() {
    let error = cause("q.where { limit = 1 }") as? LuaArgumentError
    #expect(
      error
        == LuaArgumentError(function: "where", position: 0, expected: "query", found: "table"))
  }

  @Test func `other keys go to the host's index`() throws {
    #expect(try state.run("loose.x = 5 return loose.x, loose.y", name: "t") == [5, nil])
  }

  @Test func `an object is the same value each time and comes back as itself`() throws {
    let query = Query("a")
    state.register("make") { call in [call.state.makeObject(query, type: Query.type)] }
    let results = try state.run("local t = {[make()] = 1} return t[make()], make()", name: "t")
    #expect(results[0] == 1)
    #expect(results[1].object(as: Query.self) === query)
  }

  @Test func `objects go when Lua lets go`() throws {
    weak var gone: Query?
    do {
      let query = Query("a")
      gone = query
      try state.load("return 1", name: "t").call([state.makeObject(query, type: Query.type)])
    }
    state.collectGarbage()
    #expect(gone == nil)
  }

  @Test func `the call says where it came from`() throws {
    var position: LuaPosition?
    state.register("here") { call in
      position = call.position
      return []
    }
    try state.run("\n\nhere()", name: "a.lua")
    #expect(position == LuaPosition(chunk: "a.lua", line: 3))
  }

  @Test func `a call that is over has no arguments`() throws {
    var kept: LuaCall?
    state.register("keep") { call in
      kept = call
      return []
    }
    try state.run("keep('x')", name: "t")
    #expect(kept?[1].isNil == true)
    #expect(kept?.position == nil)
    kept = nil  // it holds the state
  }

  @Test func `host errors pass through a comparator in a coroutine`() {
    state.register("boom") { _ in throw LuaUnknownGlobal(name: "boom") }
    let source = """
      local f = coroutine.wrap(function()
        table.sort({3, 2, 1}, function(a, b)
          return setmetatable({}, {__lt = function() boom() end}) < {}
        end)
      end)
      f()
      """
    #expect(cause(source) is LuaUnknownGlobal)
  }

  @Test func `print and warn go to the host`() throws {
    var lines: [String] = []
    state.onPrint = { call in lines.append(try call.tostring(1) + "|" + call.tostring(2)) }
    state.onWarn = { lines.append($0) }
    try state.run("print(q, nil) warn('a', 'b')", name: "t")
    #expect(lines == ["query units|nil", "ab"])
  }

  @Test func `modules come from the host, once`() throws {
    var asked: [String] = []
    state.moduleLoader = { name in
      asked.append(name)
      switch name {
      case "a": return ("return { require 'b' }", "a.lua")
      case "b": return ("return 7", "b.lua")
      case "loop": return ("require 'loop'", "loop.lua")
      default: return nil
      }
    }
    #expect(
      try state.run("return require('a')[1], require('a') == require('a')", name: "t") == [7, true])
    #expect(asked == ["a", "b"])
    #expect(cause("require 'c'") as? LuaModuleNotFound != nil)
    #expect((cause("require 'loop'") as? LuaModuleLoop)?.chain == ["loop", "loop"])
  }

  @Test func `a text that two names lead to is loaded once, and a loop is told with its chain`()
    throws
  {
    state.moduleLoader = { name in
      switch name {
      case "m", "lib.m": ("count = (count or 0) + 1 return {}", "lib/m.lua")
      // Another text, though it is called the same.
      case "other": ("return 'other'", "lib/m.lua")
      case "a": ("require 'b'", "a.lua")
      case "b": ("require 'c'", "b.lua")
      case "c": ("require 'b'", "c.lua")
      default: nil
      }
    }
    #expect(
      try state.run("count = 0 return require 'm' == require 'lib.m', count", name: "t") == [
        true, 1,
      ])
    #expect(try state.run("return require 'other'", name: "t") == ["other"])
    let loop = try #require(cause("require 'a'") as? LuaModuleLoop)
    #expect(loop.chain == ["b", "c", "b"])
    #expect("\(loop)".contains("b → c → b"))
  }

  @Test func `tables of one template have its names, its metatable and values of their own`() throws
  {
    let metatable = try state.run(
      "return { __index = function(_, name) return name .. '?' end }", name: "t"
    ).first?.table
    let template = try state.makeTemplate(["a", "b", "c"], metatable: metatable)
    let rows = [
      try template.make([1, .nil, "x"]), try template.make([2]),
      try template.make([3, true, "y", "beyond"]),
    ]
    try state.globals.set("rows", .table(try state.makeTable(rows.map { .table($0) })))
    let read = try state.run(
      """
      local told = {}
      for i, row in ipairs(rows) do
        local names = 0
        for _ in pairs(row) do names = names + 1 end
        told[i] = table.concat({ row.a, tostring(row.b), row.c, row.d, names }, ' ')
      end
      return table.concat(told, ', ')
      """, name: "t")
    #expect(read == ["1 b? x d? 2, 2 b? c? d? 1, 3 true y d? 3"])
    #expect(try state.makeTemplate([]).make([1]).pairs.isEmpty)
  }

  @Test func `a template takes no metatable with a finalizer`() throws {
    let metatable = try state.makeTable(["__gc": true])
    #expect(throws: LuaError.self) { try state.makeTemplate(["a"], metatable: metatable) }
  }

  @Test func `sealed tables can be read and not written`() throws {
    let table = state.makeTable()
    let inner = state.makeTable()
    try inner.set("x", 1)
    try table.set("inner", .table(inner))
    try state.globals.set("host", .table(table))
    state.seal()
    for source in [
      "string.rep = nil", "rawset(string, 'rep', nil)", "host.inner.x = 2", "host.new = 1",
      "math.pi = 3", "table.insert(host, 1)",
    ] {
      #expect(cause(source) is LuaSealed, "\(source)")
    }
    #expect(cause("getmetatable('').__index = nil") == nil)
    #expect(throws: LuaError.self) { try state.run("getmetatable('').__index = nil", name: "t") }
    let read = try state.run(
      """
      local n = 0 for k, v in pairs(host) do n = n + 1 end
      mine = 1
      return ('x'):rep(2), host.inner.x, n, math.floor(1.5), mine
      """, name: "t")
    #expect(read == ["xx", 1, 1, 1, 1])
  }

  @Test func `deep recursion through the host is an error`() throws {
    state.register("again") { call in try call.function(1).call([call[1]]) }
    #expect(throws: LuaError.self) {
      try state.run("local function f() again(f) end f()", name: "t")
    }
    #expect(try state.run("return 1", name: "t") == [1])
  }
}
