import Lua
import Testing

@Suite struct ValueTests {
  let state = LuaState(limits: LuaLimits(time: .seconds(5)))

  @Test func `values come back as they went in`() throws {
    let echo = try state.load("return ...", name: "echo")
    let values: [LuaValue] = [
      nil, true, false, 0, .integer(.min), .integer(.max), 1.5, .number(.infinity), "",
      "Đoàn\u{0}viên", .bytes([0xFF, 0x00]), .table(state.makeTable()), .handle(LuaHandle(bits: 7)),
    ]
    #expect(try echo.call(values) == values)
  }

  @Test func `integers and floats stay apart`() throws {
    let values = try state.run("return 1, 1.0, 7 // 2, 7 / 2, 1 << 63", name: "t")
    guard case .integer(1) = values[0], case .number(1) = values[1] else {
      Issue.record("\(values)")
      return
    }
    #expect(values[2...] == [3, 3.5, .integer(.min)])
  }

  @Test func `a table is shared, not copied`() throws {
    let table = state.makeTable()
    try table.set("name", "a")
    try table.append(10)
    try state.load("local t = ... t.name = 'b' t[2] = 20", name: "t").call([.table(table)])
    #expect(table["name"] == "b")
    #expect(table.array == [10, 20])
    #expect(table.count == 2)
    #expect(table.pairs.count == 3)
  }

  @Test func `nil and not-a-number key no table`() {
    let table = state.makeTable()
    #expect(throws: LuaError.self) { try table.set(nil, 1) }
    #expect(throws: LuaError.self) { try table.set(.number(.nan), 1) }
    #expect(table[nil] == nil)
    #expect(table[.number(.nan)] == nil)
  }

  @Test func `values outlive their state and say so`() throws {
    var state: LuaState? = LuaState()
    let function = try #require(try state?.load("return 1", name: "t"))
    let table = try #require(state?.makeTable())
    state = nil
    #expect(throws: LuaError.self) { try function.call() }
    #expect(throws: LuaError.self) { try table.set("a", 1) }
    #expect(table["a"] == nil)
    #expect(table.array.isEmpty)
  }

  @Test func `a value of another state is refused`() throws {
    let other = LuaState()
    let table = other.makeTable()
    let function = try state.load("return ...", name: "t")
    #expect(throws: LuaError.self) { try function.call([.table(table)]) }
    state.register("foreign") { _ in [.table(table)] }
    #expect(throws: LuaError.self) { try state.run("foreign()", name: "t") }
  }

  @Test func `references dropped on other threads are let go`() async throws {
    let state = LuaState()
    let before = state.memoryUsed
    for _ in 0..<10 {
      nonisolated(unsafe) var tables: [LuaTable] = (0..<100).map { _ in state.makeTable() }
      await Task.detached { tables.removeAll() }.value
    }
    state.collectGarbage()
    #expect(state.memoryUsed < before + 20_000)
  }

  @Test func `a state goes away although its closures hold its values`() {
    final class Canary { var seen: LuaTable? }
    weak var canary: Canary?
    do {
      let state = LuaState()
      let held = Canary()
      held.seen = state.makeTable()
      canary = held
      state.register("f") { _ in
        _ = held
        return []
      }
    }
    #expect(canary == nil)
  }
}
