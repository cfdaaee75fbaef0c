internal import CLuaSupport

@testable import Lua

/// Everything that a host can offer to a program, wrong uses included.
final class FuzzHost {
  final class Thing {
    nonisolated(unsafe) static var alive = 0
    var held: LuaValue = nil
    init() { Self.alive += 1 }
    deinit { Self.alive -= 1 }

    static let type: HostType<Thing> = HostType(
      "thing",
      methods: [
        "call": { _, call in try call.function(1).call(call.dropping(1).arguments) },
        "make": { _, call in [call.state.makeObject(Thing(), type: type), call[1]] },
        "hold": { thing, call in
          switch call[1] {
          case .table, .function, .object: break  // would keep the state's own values in itself
          default: thing.held = call[1]
          }
          return []
        },
        "fail": { _, call in throw LuaUnknownGlobal(name: try call.tostring(1)) },
      ],
      properties: ["held": { thing, _ in thing.held }, "x": { _, _ in 1 }],
      index: { _, key, call in try call.tostring(1).isEmpty ? nil : key },
      newIndex: { _, key, value, call in try call.state.globals.set(key, value) },
      operators: [
        .add: { call in [call[1]] }, .concat: { call in [.string(try call.tostring(2))] },
        .eq: { call in [call[2]] }, .lt: { call in try call.function(2).call() },
        .len: { call in [.integer(.max)] }, .call: { call in call.arguments },
        .pairs: { call in [.function(try call.state.load("return nil", name: "p")), nil, nil] },
        .close: { call in
          if let function = call[2].function { try function.call() }
          return []
        },
        .tostring: { _ in [.bytes([0xFF, 0x00])] },
      ])
  }

  private var kept: [LuaValue] = []
  private let columns = AllocationColumns()

  /// Runs one program. Any typed error will do; a crash, an endless run or a leak will not.
  /// Says what was wrong.
  static func run(_ source: String, limits: LuaLimits, failing: Int = 0, starving: Int = 0)
    -> String?
  {
    let alive = Thing.alive
    var left: Int?
    var fault: String?
    do {
      let host = FuzzHost()
      let state = LuaState(limits: limits)
      state.whenClosed = { left = $0 }
      host.prepare(state)
      if let chunk = try? state.load(source, name: "fuzz") {
        cl_fail_allocation(state.engine, UInt64(failing), false)
        _ = cl_starve(state.engine, UInt64(starving), false)
        for _ in 0..<2 { _ = try? chunk.call([1, .table(state.makeTable()), "x"]) }
        _ = cl_starve(state.engine, 0, false)
      }
      state.limits = LuaLimits(time: .seconds(30))
      let sum = try? state.load("local s = 0 for i = 1, 9 do s = s + i end return s", name: "t")
        .call()
      if sum != [45] { fault = "the state is of no use afterwards" }
      host.kept = []
    }
    if left != 0 { return "\(left ?? -1) bytes were not freed" }
    if Thing.alive != alive { return "\(Thing.alive - alive) objects were not freed" }
    return fault
  }

  /// Limits and injected failures from the program's first choices.
  static func program(
    _ program: FuzzProgram
  ) -> (source: String, limits: LuaLimits, failing: Int, starving: Int) {
    var program = program
    let limits = LuaLimits(
      time: .milliseconds([5, 10, 20][program.choose(3)]),
      memory: [8 << 20, 1 << 20, 64 << 10, 32 << 10][program.choose(4)],
      output: [1000, 10][program.choose(2)], coroutines: [100, 3, 1000][program.choose(3)],
      source: [1 << 20, 1000][program.choose(2)])
    let failing = program.choose(4) == 3 ? program.choose(256) : 0
    let starving = program.choose(4) == 3 ? program.choose(64) : 0
    return (program.chunk(), limits, failing, starving)
  }

  static func run(_ program: FuzzProgram) -> (source: String, fault: String?) {
    let (source, limits, failing, starving) = Self.program(program)
    return (source, run(source, limits: limits, failing: failing, starving: starving))
  }

  private func prepare(_ state: LuaState) {
    state.onPrint = { call in for position in 0...call.count { _ = try call.tostring(position) } }
    state.onUnknownGlobal = { name, call in
      guard name.count == 1 else { throw LuaUnknownGlobal(name: name) }
      return nil
    }
    state.moduleLoader = { name in
      switch name {
      case "x.y": ("return function() return require 'abc' end", "x")
      case "abc": ("coroutine.yield() return 1", "abc")
      default: nil
      }
    }
    state.register("object") { call in [call.state.makeObject(Thing(), type: Thing.type)] }
    state.register("host") { call in try call.function(1).call(call.dropping(1).arguments) }
    state.register("fail") { call in
      throw LuaArgumentError(
        function: "fail", position: 1, expected: "x", found: try call.tostring(1))
    }
    state.register("convert") { call in [try self.copy(call[1], in: call.state, depth: 0)] }
    state.register("again") { call in try call.state.run(try call.string(1), name: "again") }
    state.register("text") { call in [.string(try call.tostring(1)), .string(try call.string(2))] }
    state.register("many") { call in
      [LuaValue](repeating: call[1], count: Int(clamping: max(0, try call.integer(2) % 300_000)))
    }
    prepareHeld(state)
    prepareRows(state)
  }

  private func prepareHeld(_ state: LuaState) {
    state.register("keep") { [unowned self] call in
      kept = Array((kept + call.arguments).suffix(50))
      return kept
    }
    state.register("back") { [unowned self] call in
      guard let value = kept.popLast() else { return [] }
      return try value.function?.call(call.arguments) ?? [value]
    }
    state.register("tables") { call in
      let table = call.state.makeTable()
      for value in call.arguments { try table.set(value, value) }
      if let metatable = call[2].table { try table.setMetatable(metatable) }
      return [.table(table), .integer(Int64(table.count)), table[call[1]]] + table.array
    }
    state.register("collect") { call in
      call.state.collectGarbage()
      return []
    }
    state.register("limit") { call in
      call.state.limits.memory = Int(clamping: try call.integer(1) & 0xF_FFFF)
      return []
    }
    state.register("stop") { call in
      call.state.interrupter.interrupt()
      return []
    }
    state.register("seal") { call in
      if call.count > 1 { call.state.seal() }
      return []
    }
  }

  private func prepareRows(_ state: LuaState) {
    var rows = HandleBehaviour(name: "row")
    rows.index = { handle, key, call in
      call.state.replaceColumn(table: 0, field: "more", view: .computed)
      return key
    }
    rows.add = { a, b, _ in b }
    rows.lt = { a, b, call in try call.tostring(2) < "m" }
    rows.tostring = { handle, call in try call.tostring(0) + "row" }
    rows.pairs = { handle, call in
      [.function(call.state.makeRowIterator(table: 0, rows: [1, 0]))]
    }
    state.setHandleKind(1, rows)
    let symbol = columns.symbol
    state.setSymbols { $0 == 1 ? symbol : nil }
    columns.define(state)
    state.register("define") { [unowned self] call in
      columns.define(call.state)
      call.state.generation &+= 1
      return []
    }
    state.register("row") { call in [call.state.row(Int(truncatingIfNeeded: call.count), of: 0)] }
    state.register("rows") { call in [.function(call.state.makeRowIterator(table: 0, rows: 0..<2))]
    }
  }

  private func copy(_ value: LuaValue, in state: LuaState, depth: Int) throws -> LuaValue {
    guard let table = value.table, depth < 20 else { return value }
    let copy = try state.makeTable(table.array)
    for (key, value) in table.pairs.prefix(30) {
      try copy.set(try self.copy(key, in: state, depth: depth + 1), value)
      try copy.set(key, try self.copy(value, in: state, depth: depth + 8))
    }
    return .table(copy)
  }
}
