import Lua
import Synchronization
import Testing

@Suite(.serialized) struct LimitTests {
  static let endless = [
    "while true do end",
    "while true do pcall(function() while true do end end) end",
    "xpcall(function() while true do end end, function() while true do end end)",
    "xpcall(error, function() while true do end end)",
    "local x <close> = setmetatable({}, {__close = function() while true do end end}) while true do end",
    """
    local function deep() coroutine.wrap(function() pcall(deep) while true do end end)() end
    while true do pcall(deep) end
    """,
    """
    while true do
      local co = coroutine.create(function()
        local x <close> = setmetatable({}, {__close = function() while true do end end})
        while true do end
      end)
      coroutine.resume(co) coroutine.close(co)
    end
    """,
    "error(setmetatable({}, {__tostring = function() while true do end end}))",
    "local x = setmetatable({}, {__index = function() while true do end end}) return x.y",
    "local function f() return f() end f()",
    "table.sort({3, 2, 1}, function() while true do end end)",
    "('x'):gsub('x', function() while true do end end)",
    "load(function() while true do end end)",
    "host(function() while true do end end) while true do end",
    "host(function() pcall(host, function() while true do end end) end)",
    "for i in function() return 1 end do end",
    "goto a ::a:: goto a",
    "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end}) while true do pcall(function() return t[1] end) end",
  ]

  @Test(.timeLimit(.minutes(1)), arguments: endless)
  func `an endless script is stopped in time and the host goes on`(source: String) throws {
    let limit = Duration.milliseconds(100)
    let state = LuaState(limits: LuaLimits(time: limit, memory: 64 << 20))
    state.register("host") { call in try call.function(1).call() }
    do {
      try state.run(source, name: "endless.lua")
      Issue.record("it ended")
    } catch .timeLimit(limit, let position) {
      #expect(position?.chunk == "endless.lua")
    } catch {
      Issue.record("\(error)")
    }
    #expect(
      try state.run("local s = 0 for i = 1, 100 do s = s + i end return s", name: "t") == [5050])
  }

  @Test(arguments: [
    "local s = 'x' while true do s = s .. s end",
    "local t = {} while true do t[#t + 1] = {} end",
    "while true do pcall(function() local s = 'x' while true do s = s .. s end end) end",
    "local t = {} for i = 1, math.huge do t[i] = function() return t end end",
    "local s = ('x'):rep(1 << 24):rep(30)",
    "local s = 'x' while true do s = hold(s) end",
    "coroutine.wrap(function() local t = {} while true do t[#t + 1] = 'x' .. #t end end)()",
  ])
  func `a greedy script stops at its memory limit and the host goes on`(source: String) throws {
    let state = LuaState(limits: LuaLimits(time: .seconds(10), memory: 16 << 20))
    state.register("hold") { call in [.string(try call.string(1) + call.string(1))] }
    do {
      try state.run(source, name: "greedy.lua")
      Issue.record("it ended")
    } catch .memoryLimit(16 << 20, let position) {
      #expect(position?.chunk == "greedy.lua")
    } catch {
      Issue.record("\(error)")
    }
    #expect(state.memoryPeak < 64 << 20)
    #expect(try state.run("return ('x'):rep(3)", name: "t") == ["xxx"])
  }

  @Test func `endless output is stopped`() throws {
    let state = LuaState(limits: LuaLimits(time: .seconds(5), output: 1000))
    let printed = Mutex(0)
    state.onPrint = { call in
      let size = try call.tostring(1).utf8.count
      printed.withLock { $0 += size }
    }
    do {
      try state.run("while true do pcall(print, ('x'):rep(99)) end", name: "t")
    } catch .outputLimit(1000, _) {
    } catch {
      Issue.record("\(error)")
    }
    #expect(printed.withLock { $0 } <= 1000)
  }

  @Test func `too many coroutines are stopped, many in turn are not`() throws {
    let state = LuaState(limits: LuaLimits(time: .seconds(5), coroutines: 100))
    try state.run("for i = 1, 1000 do coroutine.wrap(function() end)() end", name: "t")
    #expect(throws: LuaError.self) {
      try state.run("local t = {} for i = 1, 200 do t[i] = coroutine.create(print) end", name: "t")
    }
  }

  @Test func `a long source is refused`() throws {
    let state = LuaState(limits: LuaLimits(source: 100))
    let long = String(repeating: " ", count: 200)
    do {
      _ = try state.load(long, name: "t")
      Issue.record("loaded")
    } catch .sourceLimit(100, _) {
    } catch {
      Issue.record("\(error)")
    }
    #expect(throws: LuaError.self) {
      try state.run("load(function() return 'a=1 ' end)", name: "t")
    }
    #expect(throws: LuaError.self) { try state.run("load((' '):rep(200))", name: "t") }
  }

  @Test func `another thread can interrupt a run, and the next one goes on`() async throws {
    let state = LuaState()
    let interrupter = state.interrupter
    // Again and again: one that comes before the run begins does nothing.
    let task = Task.detached {
      while true {
        try await Task.sleep(for: .milliseconds(50))
        interrupter.interrupt()
      }
    }
    do {
      try state.run("while true do pcall(function() while true do end end) end", name: "t")
    } catch .interrupted(let position) {
      #expect(position?.line == 1)
    } catch {
      Issue.record("\(error)")
    }
    task.cancel()
    _ = await task.result
    #expect(try state.run("return 1", name: "t") == [1])
  }

  @Test func `a coroutine killed with its run never runs again`() throws {
    let state = LuaState(limits: LuaLimits(time: .milliseconds(50)))
    let source = """
      co = coroutine.create(function()
        local x <close> = setmetatable({}, {__close = function() closed = true while true do end end})
        while true do end
      end)
      coroutine.resume(co)
      """
    #expect(throws: LuaError.self) { try state.run(source, name: "t") }
    let after = try state.run(
      "return coroutine.close(co), rawget(_G, 'closed'), coroutine.resume(co)", name: "t")
    #expect(after[0] == true && after[1] == nil && after[2] == false)
  }

  @Test func `a wrapped coroutine killed with its run runs no handler either`() throws {
    let state = LuaState(limits: LuaLimits(time: .milliseconds(50)))
    let source = """
      next_value = coroutine.wrap(function()
        local x <close> = setmetatable({}, {__close = function() closed = true end})
        while true do end
      end)
      next_value()
      """
    #expect(throws: LuaError.self) { try state.run(source, name: "t") }
    let after = try state.run(
      "local ok, fault = pcall(next_value) return ok, fault, rawget(_G, 'closed')", name: "t")
    #expect(after == [false, "cannot resume dead coroutine", nil])
  }

  @Test func `nested closes end in an error, not in a crash`() throws {
    let state = LuaState(
      limits: LuaLimits(time: .seconds(5), memory: 256 << 20, coroutines: 50_000))
    let source = """
      local last
      for i = 1, 20000 do
        local inner = last
        local co = coroutine.create(function()
          local x <close> = setmetatable({}, {__close = function()
            if inner then coroutine.close(inner) end
          end})
          coroutine.yield()
        end)
        coroutine.resume(co)
        last = co
      end
      return coroutine.close(last)
      """
    _ = try? state.run(source, name: "t")
    #expect(try state.run("return 1", name: "t") == [1])
  }
}
