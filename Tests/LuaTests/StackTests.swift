import Foundation
import Lua
import Testing

/// Recursion that alternates between Lua, C and Swift uses the C stack, which no limit of Lua's
/// own counts in bytes. It has to end in an error of the script on small stacks, too.
@Suite struct StackTests {
  /// Runs `body` on a thread with a stack of so many kilobytes.
  static func onThread<Result>(
    kilobytes: Int, _ body: @escaping @Sendable () throws -> sending Result
  ) throws -> Result {
    nonisolated(unsafe) var result: Swift.Result<Result, any Error>?
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      result = Swift.Result { try body() }
      done.signal()
    }
    thread.stackSize = kilobytes << 10
    thread.start()
    done.wait()
    return try #require(result).get()
  }

  /// Each recurses without end through something that is not Lua.
  static let recursions = [
    "local function f() host(f) end f()",
    "local function f() return object + f end g = f f()",
    "local function f() return object.property end g = f f()",
    "local function f() return object:method() end g = f f()",
    "local function f() return unset_global end g = f f()",
    "local function f() pcall(f) error('x') end f() error('x')",
    "local function f() xpcall(f, f) error('x') end f()",
    "local function f() return ('x'):gsub('x', f) end f()",
    "local function f() return ('x'):gsub('(x)', setmetatable({}, {__index = f})) end f()",
    "local t t = setmetatable({}, {__tostring = function() return ('%s'):format(t) end}) tostring(t)",
    "local t t = setmetatable({}, {__index = function() return table.concat(t, ' ', 1, 2) end}) return t.x",
    "local t t = setmetatable({}, {__len = function() return #t end}) return table.unpack(t)",
    "local function f() table.sort({3, 2, 1}, f) end f()",
    "local function f() load(f) error('x') end f()",
    "local function f() coroutine.wrap(f)() end f()",
    "local function f() coroutine.resume(coroutine.create(f)) error('x') end f()",
    "local function f() coroutine.wrap(function() host(f) end)() end f()",
    """
    local function f()
      local co = coroutine.create(function()
        local x <close> = setmetatable({}, {__close = f})
        coroutine.yield()
      end)
      coroutine.resume(co)
      assert(coroutine.close(co))
    end
    f()
    """,
    """
    local depth = 0
    local function f()
      depth = depth + 1
      if depth % 150 > 0 then return host(f) end
      local co = coroutine.create(function()
        local x <close> = setmetatable({}, {__close = f})
        coroutine.yield()
      end)
      coroutine.resume(co)
      assert(coroutine.close(co))
    end
    f()
    """,
    "local t = {} for i = 1, 190 do t = setmetatable({}, {__index = t}) end local function f() return t.x, host(f) end f()",
    "local function f() ('x'):rep(199):match(('x?'):rep(199)) host(f) end f()",
    "load(('('):rep(300) .. 'x' .. (')'):rep(300))() error('x')",
  ]

  final class Object {
    static let type = HostType<Object>(
      "object",
      methods: ["method": { _, call in try call.state.globals["g"].function?.call() ?? [] }],
      properties: [
        "property": { _, call in try call.state.globals["g"].function?.call().first ?? nil }
      ],
      operators: [.add: { call in try call.function(2).call() }])
  }

  static func recurse(_ source: String) throws -> LuaError? {
    let state = LuaState(limits: LuaLimits(time: .seconds(3), memory: 256 << 20))
    state.register("host") { call in try call.function(1).call([call[1]]) }
    state.onUnknownGlobal = { name, call in
      name == "unset_global" ? try call.state.globals["g"].function?.call().first ?? nil : nil
    }
    try state.globals.set("object", state.makeObject(Object(), type: Object.type))
    let error: LuaError?
    do {
      try state.run(source, name: "recursion.lua")
      error = nil
    } catch let fault { error = fault }
    #expect(try state.run("return 1 + 1", name: "t") == [2])
    return error
  }

  @Test(arguments: recursions, [512, 8192])
  func `recursion through host and library functions ends in an error`(
    source: String, kilobytes: Int
  ) throws {
    let error = try Self.onThread(kilobytes: kilobytes) { try Self.recurse(source) }
    switch error {
    case .runtime, .timeLimit: break  // two handlers for each failure take longer than anyone has
    default: Issue.record("\(String(describing: error))")
    }
  }
}
