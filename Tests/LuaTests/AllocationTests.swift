internal import CLuaSupport
import Testing

@testable import Lua

private final class Counted {
  nonisolated(unsafe) static var alive = 0
  init() { Self.alive += 1 }
  deinit { Self.alive -= 1 }

  static let type = HostType<Counted>(
    "counted", methods: ["twice": { _, call in [call[1], call[1]] }])
}

@Suite(.serialized) struct AllocationTests {
  static let work = """
    local parts = {}
    for i = 1, 5 do parts[i] = ("item %d"):format(i) .. "," .. i end
    local text = table.concat(parts, ";")
    for word, n in text:gmatch("(%a+) (%d)") do parts[word .. n] = text:gsub("i(.)", "%1" .. n) end
    local co = coroutine.wrap(function(a)
      local guard <close> = setmetatable({}, { __close = function() parts.closed = true end })
      while a do a = coroutine.yield({ a, tostring(a) .. "x" }) end
      error({ code = 1 })
    end)
    for i = 1, 3 do parts[#parts + 1] = co(i) end
    local ok, fault = pcall(co)
    table.sort(parts, function(a, b) return tostring(a) < tostring(b) end)
    local object = make()
    object:twice(parts)
    local _, deep = pcall(function() return back(function() error("inner " .. text) end) end)
    assert(load("return ...", "piece"))(parts)
    return parts, object, tostring(deep), ok, fault
    """

  /// Whether the work was done in spite of the n-th allocation.
  static func run(failing n: UInt64) throws -> Bool {
    let state = LuaState(limits: LuaLimits(time: .seconds(30), memory: 64 << 20))
    state.register("make") { call in [call.state.makeObject(Counted(), type: Counted.type)] }
    state.register("back") { call in try call.function(1).call([.string("x")]) }
    cl_fail_allocation(state.engine, n)
    do {
      let chunk = try state.load(work, name: "work")
      cl_fail_allocation(state.engine, n)
      try chunk.call()
      return true
    } catch .memoryLimit {
      #expect(try state.run("return 1 + 1", name: "t") == [2])
      return false
    }
  }

  @Test func `whichever allocation fails, the run ends in a memory error and nothing leaks`() throws
  {
    var n: UInt64 = 1
    while try !Self.run(failing: n) {
      #expect(Counted.alive == 0)
      n += 1
    }
    #expect(Counted.alive == 0)
    #expect(n > 100)
  }
}
