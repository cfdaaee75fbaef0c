import Lua
import Testing

/// A coroutine can be left only where Lua allows it: never through C or Swift.
@Suite struct YieldTests {
  let state = LuaState(limits: LuaLimits(time: .seconds(20)))

  init() throws {
    state.register("host") { call in try call.function(1).call(call.dropping(1).arguments) }
    state.register("field") { call in [try call.table(1)["x"]] }
    state.register("text") { call in [.string(try call.tostring(1))] }
    try state.globals.set("object", state.makeObject(Door(), type: Door.type))
  }

  final class Door {
    static let type = HostType<Door>(
      "door", methods: ["enter": { _, call in try call.function(1).call() }],
      index: { _, key, call in try call.state.globals["y"].function?.call([key]).first ?? nil },
      operators: [
        .add: { call in try call.function(2).call() },
        .close: { call in
          try call.state.globals["y"].function?.call() ?? []
        },
      ])
  }

  static let forbidden = [
    "host(y)", "host(host, y)", "host(function() y() end)", "host(pcall, error) host(y)",
    "object:enter(y)", "return object.anything", "return object + y",
    "do local x <close> = object end",
    "text(setmetatable({}, {__tostring = y}))", "tostring(setmetatable({}, {__tostring = y}))",
    "table.sort({3, 2, 1}, y)",
    "table.concat(setmetatable({}, {__len = function() return 1 end, __index = y}))",
    "table.sort(setmetatable({}, {__len = function() return 2 end, __index = y}))",
    "table.unpack(setmetatable({}, {__index = y}), 1, 2)",
    "table.insert(setmetatable({}, {__len = y}), 1)",
    "table.move(setmetatable({}, {__index = y}), 1, 2, 1, {})",
    "('x'):gsub('x', y)", "('x'):gsub('x', setmetatable({}, {__index = y}))",
    "('%s'):format(setmetatable({}, {__tostring = y}))", "return load(y) or error('no')",
    "local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = y}) "
      + "coroutine.yield() end) coroutine.resume(co) assert(coroutine.close(co))",
    "assert(select(2, xpcall(error, y, 'x')) ~= 'C stack overflow') error('handled')",
    "print(setmetatable({}, {__tostring = y}))", "require 'yields'",
  ]

  @Test(arguments: forbidden)
  func `yielding across the host or the library is an error, and the coroutine goes on`(
    source: String
  ) throws {
    state.onPrint = { call in _ = try call.tostring(1) }
    state.moduleLoader = { _ in ("y()", "yields") }
    let whole = """
      function y(...) return coroutine.yield(...) end
      local co = coroutine.create(function()
        local ok, fault = pcall(function() \(source) end)
        local more = coroutine.yield("alive", ok)
        return more, tostring(fault)
      end)
      local _, alive, ok = coroutine.resume(co)
      local _, more, fault = coroutine.resume(co, 7)
      return alive, ok, more, fault, coroutine.status(co)
      """
    let results = try state.run(whole, name: "t")
    #expect(results[0] == "alive" && results[1] == false, "\(results)")
    #expect(results[2] == 7 && results[4] == "dead")
  }

  @Test(arguments: [
    "coroutine.yield(1)", "host(coroutine.yield)", "pcall(coroutine.yield) coroutine.yield()",
    "local x <close> = setmetatable({}, {__close = coroutine.yield})",
    "setmetatable({}, {__index = coroutine.yield}).x = 1 return setmetatable({}, {__index = coroutine.yield}).x",
  ])
  func `the main chunk cannot yield`(source: String) throws {
    guard case .runtime = failure({ _ = try state.run(source, name: "t") }) else {
      return #expect(Bool(false))
    }
    #expect(try state.run("return coroutine.isyieldable()", name: "t") == [false])
  }

  @Test func `Lua itself yields in metamethods, iterators, closes and protected calls`() throws {
    let source = """
      local y = coroutine.yield
      local t = setmetatable({}, {
        __index = function(_, k) return y(k) end, __add = function() return y("add") end,
        __lt = function() return y("lt") end, __close = function() y("close") end,
        __call = function() return y("call") end, __concat = function() return y("concat") end,
      })
      local co = coroutine.wrap(function()
        local a = t.x + (t + 1)
        for i in function(_, i) if not i then return y("for") end end do a = a + i end
        do local c <close> = t end
        local ok, b = pcall(function() return t(), t < t, t .. "" end)
        return a, ok, b
      end)
      local seen = { co() }
      for i = 1, 6 do seen[#seen + 1] = co(i) end
      return table.concat(seen, " "), co(9)
      """
    #expect(try state.run(source, name: "t")[0] == "x add for close call lt concat")
  }

  @Test func `a coroutine that a run left behind goes on in the next one`() throws {
    let first = try state.run(
      "co = coroutine.wrap(function() local n = 0 while true do n = n + 1 coroutine.yield(n) end end) return co()",
      name: "t")
    let next = try #require(state.globals["co"].function)
    #expect(first == [1])
    #expect(try next.call() == [2])
    #expect(try state.run("return host(co)", name: "t") == [3])
  }
}
