import Testing

@testable import Lua

/// Host functions that reach back into the state that calls them, and what they throw.
@Suite(.serialized) struct ReentryTests {
  let state = LuaState(limits: LuaLimits(time: .seconds(20), memory: 256 << 20))

  func run(_ source: String) throws -> [LuaValue] { try state.run(source, name: "t") }

  @Test func `a host function can run, limit and interrupt the state that calls it`() throws {
    state.register("again") { call in try call.state.run("return 1 + 1", name: "inner") }
    #expect(try run("return again(), again()") == [2, 2])
    state.register("less") { call in
      call.state.limits = LuaLimits(time: .seconds(20), memory: 1)
      return []
    }
    let error = failure { _ = try run("pcall(less) local t = {} for i = 1, 9 do t[i] = {} end") }
    guard case .memoryLimit(1, _) = error else { return #expect(Bool(false)) }
    state.limits = LuaLimits(time: .seconds(20))
    state.register("free") { call in
      let large = call.state.makeTable()
      for i in 0..<1000 { try large.append(.integer(Int64(i))) }
      call.state.limits.memory = nil
      return [.table(large)]
    }
    state.limits = LuaLimits(time: .seconds(20), memory: state.memoryUsed + 8000)
    #expect(try run("return #free()") == [1000])
    state.register("stop") { call in
      call.state.interrupter.interrupt()
      return []
    }
    let stopped = failure { _ = try run("pcall(stop) while true do end") }
    guard case .interrupted = stopped else { return #expect(Bool(false)) }
    #expect(try run("return 1") == [1])
  }

  @Test func `a host function that drops the last reference to its state returns safely`() throws {
    final class Owner { var state: LuaState? }
    let owner = Owner()
    var closed = false
    do {
      let state = LuaState()
      owner.state = state
      state.whenClosed = { _ in closed = true }
      state.register("drop") { _ in
        owner.state = nil
        return ["x"]
      }
    }
    let loaded = try owner.state?.load("local t = {} drop() return #t, drop()", name: "t")
    let function = try #require(loaded)
    #expect(try function.call() == [0, "x"])
    #expect(closed)
    guard case .closed = failure({ try function.call() }) else { return #expect(Bool(false)) }
  }

  @Test func `a call kept and used later, in another call or after its state, shows nothing`()
    throws
  {
    var kept: LuaCall?
    state.register("keep") { call in
      kept = call
      return []
    }
    state.register("peek") { call in
      [
        kept?[1] ?? nil, .string((try? kept?.tostring(1)) ?? "-"),
        .integer(Int64(kept?.count ?? 0)),
      ]
    }
    #expect(try run("keep('x') return peek('y')") == [nil, "nil", 1])
    #expect(kept?.kind(1) == LuaKind.none && kept?.position == nil)
    #expect(throws: LuaArgumentError.self) { try kept?.string(1) }
    state.register("outer") { call in
      kept = call
      return try call.function(2).call() + [call[1]]
    }
    #expect(try run("return outer('x', function() return peek('y') end)") == [nil, "nil", 2, "x"])
    var other: LuaState? = LuaState()
    other?.register("keep") { call in
      kept = call
      return []
    }
    try other?.run("keep('z')", name: "t")
    other = nil
    #expect(kept?[1].isNil == true && kept?.dropping(3).count == 0)
    kept = nil
  }

  @Test func `what a closure throws survives a metamethod, a comparator, a coroutine and a pcall`()
  {
    struct Fault: Error, Equatable { var code: Int }
    state.register("boom") { _ in throw Fault(code: 3) }
    state.register("back") { call in try call.function(1).call() }
    let source = """
      local function compare()
        table.sort({ 3, 2, 1 }, function(a, b)
          return setmetatable({}, { __lt = function() return back(boom) end }) < {}
        end)
      end
      local inner = coroutine.wrap(function()
        local x <close> = setmetatable({}, { __close = function() pcall(error, "other") end })
        local ok, fault = pcall(back, function() ("x"):gsub("x", compare) end)
        error(fault)
      end)
      coroutine.wrap(function() back(inner) end)()
      """
    let error = failure { _ = try run(source) }
    #expect(error?.cause as? Fault == Fault(code: 3), "\(String(describing: error))")
    #expect(error?.position?.line == 3)
  }

  @Test func `a handler, a print and a global that fail are errors of the script`() throws {
    struct Fault: Error {}
    state.onPrint = { _ in throw Fault() }
    state.onUnknownGlobal = { name, call in try call.state.run("return " + name, name: "u")[0] }
    state.moduleLoader = { _ in throw Fault() }
    state.describe = { _ in "worded" }
    for source in ["print(1)", "return nowhere", "require 'x'"] {
      #expect(failure { _ = try run(source) }?.cause != nil || source == "return nowhere")
    }
    #expect(try run("return tostring(select(2, pcall(print)))") == ["worded"])
  }
}
