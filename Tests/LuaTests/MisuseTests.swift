internal import CLua
internal import CLuaSupport
import Testing

@testable import Lua

private final class Gadget {
  nonisolated(unsafe) static var alive = 0
  let name: String
  var whenGone: (() -> Void)?
  init(_ name: String = "gadget") {
    self.name = name
    Self.alive += 1
  }
  deinit {
    Self.alive -= 1
    whenGone?()
  }

  static let type = HostType<Gadget>(
    "gadget", methods: ["name": { gadget, _ in [.string(gadget.name)] }],
    properties: ["size": { _, _ in 1 }],
    operators: [
      .add: { call in [call[1], call[2]] }, .len: { _ in [1] }, .call: { call in [call[2]] },
      .tostring: { call in [.string(call[1].object(as: Gadget.self)?.name ?? "gone")] },
    ])
}

/// What a host or a script should not do, and what then must not happen.
@Suite(.serialized) struct MisuseTests {
  let state = LuaState(limits: LuaLimits(time: .seconds(20), memory: 256 << 20))

  func run(_ source: String) throws -> [LuaValue] { try state.run(source, name: "t") }

  // MARK: Finalizers and released objects

  @Test func `no script reaches a metatable that the host made`() throws {
    state.register("make") { call in [call.state.makeObject(Gadget(), type: Gadget.type)] }
    state.register("boom") { _ in throw LuaUnknownGlobal(name: "boom") }
    let source = """
      local object, handle = make(), ...
      local _, fault = pcall(boom)
      local values = { object, handle, "text", fault, _G, string, coroutine.create(print), print, 1 }
      for i, value in ipairs(values) do
        local metatable = getmetatable(value)
        if metatable then return i, metatable end
        assert(not pcall(setmetatable, value, {}) or i == 6)
        assert(not pcall(rawset, value, "__gc", print) or i >= 5 and i <= 6)
        assert(not pcall(rawget, value, "__gc") or type(value) == "table")
        assert(not pcall(next, value) or type(value) == "table")
      end
      return object.name == object.__gc, pcall(function() return object.__gc end)
      """
    let chunk = try state.load(source, name: "t")
    let error = failure { _ = try chunk.call([.handle(LuaHandle(bits: 7))]) }
    #expect(error?.cause as? LuaUnknownMember != nil, "\(String(describing: error))")
  }

  @Test func `a finalizer called by hand, twice and with anything, releases once`() throws {
    let thread = try #require(cl_main(state.engine))
    let before = Gadget.alive
    try state.push(state.makeObject(Gadget(), type: Gadget.type), on: thread)
    let object = lua_gettop(thread)
    #expect(Gadget.alive == before + 1)
    #expect(lua_getmetatable(thread, object) != 0)
    lua_getfield(thread, -1, "__gc")
    let finalizer = lua_gettop(thread)
    let foreign = lua_newuserdatauv(thread, 24, 0)
    foreign?.initializeMemory(as: UInt8.self, repeating: 0, count: 24)
    let odd = lua_gettop(thread)
    for argument in [object, object, odd, finalizer, object] {
      lua_pushvalue(thread, finalizer)
      lua_pushvalue(thread, argument)
      #expect(lua_pcallk(thread, 1, 0, 0, 0, nil) == LUA_OK)
    }
    lua_pushvalue(thread, finalizer)
    #expect(lua_pcallk(thread, 0, 0, 0, 0, nil) == LUA_OK)
    #expect(Gadget.alive == before)
    #expect(cl_object(thread, object, nil) == nil)
    lua_settop(thread, 0)
    state.collectGarbage()
    #expect(Gadget.alive == before)
  }

  /// A weak key outlives its finalizer for one collection: the one way to hold a released object.
  @Test func `an object used after its release is a typed error`() throws {
    state.register("make") { call in [call.state.makeObject(Gadget(), type: Gadget.type)] }
    state.register("collect") { call in
      call.state.collectGarbage()
      return []
    }
    state.register("take") { call in [.string(try call.object(1, Gadget.type).name)] }
    let source = """
      local weak = setmetatable({}, { __mode = "k" })
      weak[make()] = true
      collect()
      local gone = next(weak)
      if not gone then return "collected" end
      local uses = {
        function() return gone.size end, function() gone.size = 1 end,
        function() return gone:name() end, function() return take(gone) end,
        function() return make().name(gone) end,
      }
      for i, use in ipairs(uses) do
        local ok, fault = pcall(use)
        if ok then return i end
      end
      local open = {
        function() return gone + 1, 1 + gone end, function() return #gone end,
        function() return tostring(gone) end, function() return gone("x") end,
        function() error(gone) end, function() return gone == make(), gone == gone end,
        function() for k in pairs(gone) do end end, function() local x <close> = gone end,
      }
      for _, use in ipairs(open) do pcall(use) end
      take(gone)
      """
    #expect(failure { _ = try run(source) }?.cause is LuaArgumentError)
    #expect(try run("return make().size") == [1])
  }

  @Test func `an object that uses the state while it goes does no harm`() throws {
    let state = state
    state.register("make") { call in
      let gadget = Gadget()
      let owner = call.state
      gadget.whenGone = { [unowned owner] in
        let table = owner.makeTable()
        _ = failure { try table.set("x", .object(LuaObject(gone: Gadget(), in: owner))) }
        _ = failure { try owner.globals.set("last", .table(table)) }
        _ = failure { try owner.run("count = (rawget(_G, 'count') or 0) + 1", name: "gone") }
      }
      return [call.state.makeObject(gadget, type: Gadget.type)]
    }
    _ = try run("for i = 1, 3000 do make() local t = { {}, {}, 'x' .. i } end")
    state.collectGarbage()
    #expect(state.globals["count"].integer == 3000)
  }

  // MARK: Values and states

  @Test func `values kept past their state say so, whatever is asked of them`() throws {
    var state: LuaState? = LuaState()
    let made = try state?.makeTable(["a": 1])
    let table = try #require(made)
    let loaded = try state?.load("return 1", name: "t")
    let function = try #require(loaded)
    let template = try state?.makeTemplate(["a"])
    let object = try #require(state?.makeObject(Gadget("kept"), type: Gadget.type))
    state = nil
    #expect(table["a"].isNil && table[1].isNil && table.count == 0 && !table.hasMetatable)
    #expect(table.array.isEmpty && table.pairs.isEmpty)
    table.forEachPair { _, _ in Issue.record("a pair of a table that is gone") }
    let uses: [() throws -> Void] = [
      { try table.set("a", 1) }, { try table.append(1) }, { try table.setMetatable(nil) },
      { try function.call() }, { _ = try function() }, { _ = try template?.make([1]) },
    ]
    for use in uses {
      guard case .closed = failure(use) else {
        Issue.record("not refused")
        continue
      }
    }
    #expect(object.object(as: Gadget.self)?.name == "kept")
    #expect(table == table && function == function)
  }

  @Test func `a value of one state is refused by another wherever it is given`() throws {
    let other = LuaState()
    let foreign: [LuaValue] = [
      .table(other.makeTable()), .function(try other.load("return 1", name: "t")),
      other.makeObject(Gadget(), type: Gadget.type),
    ]
    let mine = state.makeTable()
    let echo = try state.load("return ...", name: "t")
    for value in foreign {
      state.register("give") { _ in [1, value] }
      state.onUnknownGlobal = { _, _ in value }
      let uses: [() throws -> Void] = [
        { try mine.set("a", value) }, { try mine.set(value, "a") }, { try mine.append(value) },
        { try echo.call([1, value]) }, { try state.run("pcall(give) return give()", name: "t") },
        { try state.run("return unknown", name: "t") }, { _ = try state.makeTable([value]) },
        {
          if let table = value.table { try mine.setMetatable(table) } else { throw LuaError.closed }
        },
      ]
      for use in uses {
        guard case .closed = failure(use) else {
          Issue.record("not refused: \(value)")
          continue
        }
      }
      #expect(mine[value].isNil)
    }
    #expect(mine.pairs.isEmpty)
  }

  @Test func `a table of a state that is gone equals no table of a later one`() {
    for _ in 0..<50 {
      var first: LuaState? = LuaState()
      let old = first?.makeTable()
      first = nil
      let second = LuaState()
      let tables = (0..<20).map { _ in second.makeTable() }
      #expect(!tables.contains { $0 == old })
    }
  }

  @Test func `an error of another state arrives as itself and ends nothing but its call`() throws {
    let other = LuaState(limits: LuaLimits(memory: 2 << 20))
    state.register("elsewhere") { call in try other.run(try call.string(1), name: "other.lua") }
    let failed = failure { _ = try run("elsewhere 'error \"there\"'") }
    guard case .runtime("there", let position, _, nil) = failed else {
      return #expect(Bool(false), "\(String(describing: failed))")
    }
    #expect(position == LuaPosition(chunk: "other.lua", line: 1))
    let greedy = "local t = {} while true do t[#t + 1] = {} end"
    let limit = failure { _ = try run("elsewhere '\(greedy)'") }
    guard case .memoryLimit(2097152, _) = limit else { return #expect(Bool(false)) }
    #expect(try run("return pcall(elsewhere, '\(greedy)'), 1")[1] == 1)
  }
}

extension LuaObject {
  fileprivate init(gone: Gadget, in state: LuaState) {
    self = {
      guard case .object(let object) = state.makeObject(gone, type: Gadget.type) else {
        preconditionFailure()
      }
      return object
    }()
  }
}
