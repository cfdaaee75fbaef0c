internal import CLuaSupport
import Lua
import Testing

/// `a .. b .. c` with a handler that needs more of Lua's stack than there is: Debian's Lua 5.4.4
/// goes on with the address that the stack had, so a stack must not move; see stacks.h.
@Suite struct ConcatenationTests {
  /// `value(name)` joins by `,` and uses `depth` times the stack of a call meanwhile.
  static let head = """
    local depth, during = 0, function() end
    local function dig(n) if n == 0 then return 0 end return 1 + dig(n - 1) end
    local mt = {}
    local function name(v) return type(v) == "table" and v[1] or v end
    mt.__concat = function(a, b)
      dig(depth)
      during()
      return setmetatable({ "(" .. name(a) .. "," .. name(b) .. ")" }, mt)
    end
    local function value(name) return setmetatable({ name }, mt) end
    local function chain()
      return name(value "a" .. "b" .. value "c" .. 1 .. 2 .. value "d" .. "e" .. value "f")
    end
    """
  static let joined = "(a,(b,(c,(1,(2,(d,(e,f)))))))"

  private func run(_ body: String, depth: Int) throws -> String {
    let state = LuaState()
    return try state.run(
      Self.head + "\ndepth = \(depth)\n" + body, name: "chain", as: String.self)
  }

  @Test func `stacks stay where they are with the Lua that is linked`() {
    #expect(cl_keeps_stacks())
  }

  @Test(arguments: [0, 5, 20, 200, 2_000, 20_000, 150_000])
  func `a chain gives what its pairs give, however deep the handler goes`(depth: Int) throws {
    #expect(try run("return chain()", depth: depth) == Self.joined)
    let within = "local co = coroutine.wrap(function() return chain() end) return co()"
    #expect(try run(within, depth: depth) == Self.joined)
  }

  @Test(arguments: [0, 50, 5_000])
  func `a chain survives a collection, an error and a yield in its handler`(depth: Int) throws {
    let busy = """
      during = function()
        local garbage = {}
        for i = 1, 20000 do garbage[i] = { i } end
        pcall(error)
        pcall(function() dig(depth * 2) error("x") end)
      end
      return chain()
      """
    #expect(try run(busy, depth: depth) == Self.joined)
    let yielding = """
      local yields = 0
      during = function() yields = yields + 1 coroutine.yield() dig(depth) end
      local result
      local co = coroutine.create(function() result = chain() end)
      while coroutine.status(co) ~= "dead" do assert(coroutine.resume(co)) end
      return result .. yields
      """
    #expect(try run(yielding, depth: depth) == Self.joined + "7")
  }

  @Test func `a chain waits while other coroutines run, grow, end and are collected`() throws {
    let others = """
      during = function()
        for i = 1, 50 do
          local co = coroutine.wrap(function() coroutine.yield(dig(i * 100)) end)
          co()
          if i % 2 == 0 then co() end
        end
      end
      return chain()
      """
    #expect(try run(others, depth: 100) == Self.joined)
  }

  @Test func `a stack that was long is short again after an error, and long once more`() throws {
    let state = LuaState()
    let source =
      Self.head + """

        for i = 1, 20 do
          assert(not pcall(function() dig(100000) error("x") end))
          for j = 1, 20 do pcall(error) end
        end
        depth = 1000
        return chain()
        """
    #expect(try state.run(source, name: "chain", as: String.self) == Self.joined)
  }

  @Test func `a list given to a coroutine lands on that coroutine's stack`() throws {
    let source = """
      local numbers = {}
      for i = 1, 5000 do numbers[i] = i end
      local co = coroutine.wrap(function(...)
        local sum = 0
        for _, n in ipairs { ... } do sum = sum + n end
        return sum
      end)
      return tostring(co(table.unpack(numbers)))
      """
    #expect(try LuaState().run(source, name: "chain", as: String.self) == "12502500")
  }
}
