import Lua
import Testing

/// A host object whose instances are counted. Allocation tests run one after another.
final class Counted {
  nonisolated(unsafe) static var alive = 0
  var held: LuaValue = nil

  init() { Self.alive += 1 }
  deinit { Self.alive -= 1 }

  static let type: HostType<Counted> = HostType(
    "counted",
    methods: [
      "twice": { _, call in [call[1], call[1]] },
      "hold": { object, call in
        object.held = call[1].string.map(LuaValue.string) ?? nil
        return []
      },
      "fail": { _, _ in throw LuaUnknownGlobal(name: "fail") },
    ],
    properties: ["held": { object, _ in object.held }],
    operators: [
      .add: { call in [call.state.makeObject(Counted(), type: type), call[2]] },
      .tostring: { _ in ["counted"] },
      .close: { call in
        try call.state.globals.set("closed", .string(try call.tostring(1)))
        return []
      },
    ])
}

/// A value that goes through `Codable`.
private struct Parcel: LuaCodable {
  var name: String
  var sizes: [Double]
  var inside: [Parcel]?
}

/// A piece of work that allocates in scripts and in the host.
struct AllocationWork: CustomTestStringConvertible, Sendable {
  let name: String
  let source: String
  var testDescription: String { name }

  static let all = [
    AllocationWork(
      name: "libraries",
      source: """
        local parts = {}
        for i = 1, 5 do parts[i] = ("item %d"):format(i) .. "," .. i end
        local text = table.concat(parts, ";")
        for word, n in text:gmatch("(%a+) (%d)") do
          parts[word .. n] = text:gsub("i(.)", "%1" .. n)
        end
        table.sort(parts, function(a, b) return tostring(a) < tostring(b) end)
        return parts, text:rep(30, ","):upper():reverse(), string.pack("s4", text), utf8.char(228, 8364)
        """),
    AllocationWork(
      name: "loading",
      source: """
        local f = assert(load("local a <const>, b = 1, ... return function() return a, b end", "piece"))
        local g = load(function(n) return nil end)
        local module, again = require "module", require "module"
        local bad, why = load("x = = 1")
        return f(2), g, module, again, why, pcall(require, "nowhere")
        """),
    AllocationWork(
      name: "nested values",
      source: """
        local t = {1, "zwei", {3, {4, {deep = {true, 1.5}}}}, names = {a = "x", b = {"y", "z"}}}
        local copy = nested(t)
        copy[#copy + 1] = nested(copy)
        return copy, nested({nested({})})
        """),
    AllocationWork(
      name: "back and forth",
      source: """
        local function down(n)
          if n == 0 then return make(), "bottom" .. n end
          local ok, object, text = pcall(back, function() return down(n - 1) end)
          return object, ok and text .. n
        end
        local object, text = down(5)
        local _, deep = pcall(back, function() back(function() error("inner " .. text) end) end)
        return object, text, tostring(deep), pcall(back, object.fail, object)
        """),
    AllocationWork(
      name: "coroutines",
      source: """
        local log = {}
        local function body(a)
          local guard <close> = make()
          local other <close> = setmetatable({}, { __close = function() log.closed = {} end })
          while a do a = coroutine.yield({ a, tostring(a) .. "x", back(function() return a end) }) end
          error({ code = make() })
        end
        local co = coroutine.wrap(body)
        for i = 1, 3 do log[#log + 1] = co(i) end
        local ok, fault = pcall(co)
        local second = coroutine.create(body)
        coroutine.resume(second, 1)
        local inner = back(function()
          local third = coroutine.wrap(function() return coroutine.yield(make()) end)
          return { third(), third("x") }
        end)
        local left = coroutine.create(body)
        coroutine.resume(left, make())
        kept = left
        return log, ok, fault, coroutine.close(second), inner,
          pcall(coroutine.wrap(function() back(coroutine.yield) end))
        """),
    AllocationWork(
      name: "objects",
      source: """
        do local a <close> = make() end
        local sum, object = make() + make(), make()
        object:hold("text " .. tostring(sum))
        for i = 1, 3 do make():twice({ make() }) end
        collect()
        local weak = setmetatable({}, { __mode = "k" })
        weak[make()] = true
        collect()
        for key in pairs(weak) do pcall(function() return key.held end) end
        return object, object.held, sum, closed, object == object, pcall(function() return object.no end)
        """),
    AllocationWork(
      name: "errors inside errors",
      source: """
        local bad = setmetatable({}, { __tostring = function() error(make()) end })
        local results = {
          pcall(error, bad), pcall(tostring, bad), xpcall(error, function(e) error(e) end, "x"),
          xpcall(error, function() return make() end, bad), pcall(back, error, bad),
          pcall(function()
            local a <close> = setmetatable({}, { __close = function(_, e) error({ e, make() }) end })
            local b <close> = setmetatable({}, { __close = function() error("closing") end })
            error("first")
          end),
          pcall(function() back(function() back(error, make()) end) end),
          pcall(make().fail, make()), pcall(make().fail, 1),
        }
        local co = coroutine.create(function()
          local c <close> = setmetatable({}, { __close = function() error(make()) end })
          coroutine.yield()
        end)
        coroutine.resume(co)
        return results, coroutine.close(co)
        """),
    AllocationWork(
      name: "an error that nobody catches",
      source: """
        local object = make()
        coroutine.wrap(function()
          table.sort({ 3, 2, 1 }, function(a, b)
            return setmetatable({ object }, { __lt = function() back(object.fail, object) end }) < {}
          end)
        end)()
        """),
    AllocationWork(
      name: "an error value that fails to be shown",
      source: "error(setmetatable({ make() }, { __tostring = function() error(make()) end }))"),
    AllocationWork(
      name: "typed values",
      source: """
        local parcel = pack({ name = "chè", sizes = { 1, 2.5 }, inside = { { name = "b", sizes = {} } } })
        local rows = total({ { a = 1, b = 2 }, { a = 3 } })
        local co = coroutine.create(function() for i = 1, 3 do coroutine.yield({ i, make() }) end end)
        return parcel, rows, row({ 1, make(), "chè" }), steps(co), pcall(pack, { name = 1 }), pcall(total, { { a = "x" } }),
          pcall(steps, coroutine.create(function() error(make()) end))
        """),
    AllocationWork(
      name: "rows",
      source: """
        local t = {}
        for i, row in rows() do t[i] = { row.name, row.note, row.size, row.more, tostring(row) } end
        define()
        return t, pcall(function() return row0.nothing end)
        """),
  ]

  /// A state that has what the works use. `columns` outlives it.
  static func prepare(_ state: LuaState, columns: AllocationColumns) {
    state.register("make") { call in [call.state.makeObject(Counted(), type: Counted.type)] }
    state.register("back") { call in try call.function(1).call(call.dropping(1).arguments) }
    state.register("nested") { call in [try copy(call[1], in: call.state)] }
    state.register("pack") { (parcel: Parcel) in Parcel(name: "p", sizes: [1], inside: [parcel]) }
    state.register("total") { (rows: [[String: Int]]) in
      [rows.map { $0.values.reduce(0, +) }, [rows.count]]
    }
    state.register("row") { call in
      let template = try call.state.makeTemplate(
        ["a", "b", "c"], metatable: try call.state.makeTable(["__index": "x"]))
      return [.table(try template.make(try call.table(1).array))]
    }
    state.register("steps") { (coroutine: LuaCoroutine) in
      let first = try coroutine.resume()
      return (first.last ?? nil, try coroutine.map { try $0.get() }.count)
    }
    state.register("collect") { call in
      call.state.collectGarbage()
      return []
    }
    state.moduleLoader = { $0 == "module" ? ("return { require = ... }", "module.lua") : nil }
    var behaviour = HandleBehaviour(name: "row")
    behaviour.tostring = { handle, _ in "row \(handle.row)" }
    state.setHandleKind(1, behaviour)
    state.setSymbols { _ in columns.symbol }
    state.register("define") { call in
      columns.define(call.state)
      return []
    }
    state.register("rows") { call in
      columns.define(call.state)
      return [.function(call.state.makeRowIterator(table: 0, rows: 0..<2))]
    }
    state.onUnknownGlobal = { name, call in
      name == "row0" ? call.state.row(0, of: 0) : .table(call.state.makeTable())
    }
  }

  /// Through Swift's arrays and dictionaries.
  private static func copy(_ value: LuaValue, in state: LuaState) throws(LuaError) -> LuaValue {
    guard let table = value.table else { return value }
    let array = table.array
    if array.isEmpty {
      var fields: [String: LuaValue] = [:]
      for (key, value) in table.pairs {
        if let key = key.string { fields[key] = try copy(value, in: state) }
      }
      return .table(try state.makeTable(fields))
    }
    var values: [LuaValue] = []
    for value in array { values.append(try copy(value, in: state)) }
    return .table(try state.makeTable(values))
  }
}
