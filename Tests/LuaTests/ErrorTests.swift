import Lua
import Testing

private struct Refusal: Error, Equatable, CustomStringConvertible {
  var code: Int
  var description: String { "refused (\(code))" }
}

@Suite struct ErrorTests {
  let state = LuaState(limits: LuaLimits(time: .seconds(5)))

  func failure(_ source: String) -> LuaError? {
    do {
      try state.run(source, name: "summary.lua")
      return nil
    } catch {
      return error
    }
  }

  @Test func `a syntax error says where and near what`() {
    guard case .syntax(let message, let position, let isIncomplete, let near) = failure("x = = 1")
    else { return #expect(Bool(false)) }
    #expect(message == "unexpected symbol near '='")
    #expect(position == LuaPosition(chunk: "summary.lua", line: 1))
    #expect(!isIncomplete)
    #expect(near == "=")
  }

  @Test(arguments: ["for i = 1, 2 do", "f(", "x = [[", "return function()\n\n"])
  func `unfinished text is told from wrong text`(source: String) {
    guard case .syntax(_, _, true, "<eof>") = failure(source) else {
      return #expect(Bool(false), "\(String(describing: failure(source)))")
    }
  }

  @Test func `a runtime error says where, what, and through whom`() {
    let source = """
      local function inner(t)
        return t.name.first
      end
      local function outer(t) local r = inner(t) return r end
      outer {}
      """
    guard case .runtime(let message, let position, let traceback, nil) = failure(source) else {
      return #expect(Bool(false))
    }
    #expect(message == "attempt to index a nil value (field 'name')")
    #expect(position == LuaPosition(chunk: "summary.lua", line: 2))
    #expect(traceback.compactMap(\.position?.line) == [2, 4, 5])
    #expect(traceback.first?.function == "inner")
  }

  @Test func `positions carry the text of their line, and a report shows it`() {
    let error = failure("local t = {}\nlocal function get() return t.name.first end\nget()")
    #expect(error?.position?.text == "local function get() return t.name.first end")
    #expect(
      error?.report == """
        summary.lua:2: attempt to index a nil value (field 'name')
          2 │ local function get() return t.name.first end
          at summary.lua:2 in get
          at summary.lua:3 in main chunk
        """)
    #expect(failure("x = = 1")?.position?.text == "x = = 1")
  }

  @Test func `a blamed caller is the position`() {
    let error = failure("local function f() error('no', 2) end\n\nf()")
    #expect(error?.position?.line == 3)
  }

  @Test func `a long chunk name stays whole in positions`() {
    let name = String(repeating: "thư-mục/", count: 12) + "a.lua"
    do {
      try state.run("error 'x'", name: name)
    } catch {
      #expect(error.position == LuaPosition(chunk: name, line: 1))
      guard case .runtime("x", _, _, _) = error else { return #expect(Bool(false), "\(error)") }
    }
  }

  @Test func `a Swift error keeps itself, and the line that called`() {
    state.register("refuse") { _ in throw Refusal(code: 7) }
    let error = failure("local x = 1\nrefuse()\n")
    #expect(error?.cause as? Refusal == Refusal(code: 7))
    #expect(error?.position == LuaPosition(chunk: "summary.lua", line: 2))
  }

  @Test func `a caught Swift error shows its words and keeps its cause when raised again`() throws {
    state.register("refuse") { _ in throw Refusal(code: 7) }
    let words = try state.run(
      "local ok, e = pcall(refuse) return ok, tostring(e), 'vì: ' .. e", name: "t")
    #expect(words == [false, "refused (7)", "vì: refused (7)"])
    state.describe = { _ in "bị từ chối" }
    #expect(try state.run("return tostring(select(2, pcall(refuse)))", name: "t") == ["bị từ chối"])
    #expect(failure("local ok, e = pcall(refuse) error(e)")?.cause as? Refusal != nil)
  }

  @Test func `an error passes through nested calls with its first position`() {
    state.register("twice") { call in
      _ = try call.function(1).call()
      return []
    }
    state.register("refuse") { _ in throw Refusal(code: 1) }
    let error = failure("twice(function()\n  twice(function()\n    refuse()\n  end)\nend)")
    #expect(error?.position?.line == 3)
    #expect(error?.cause as? Refusal == Refusal(code: 1))
  }

  @Test func `an error in a coroutine says the line in the coroutine`() {
    let error = failure("local f = coroutine.wrap(function()\n  error 'deep'\nend)\n\nf()")
    #expect(error?.position?.line == 2)
    guard case .runtime("deep", _, let traceback, _) = error else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
    #expect(traceback.compactMap(\.position?.line) == [2, 5])
  }

  @Test func `any value can be an error`() {
    for source in ["error()", "error {}", "error(nil)", "error(print)"] {
      guard case .runtime = failure(source) else { return #expect(Bool(false), "\(source)") }
    }
    let worded = failure("error(setmetatable({}, {__tostring = function() return 'mine' end}))")
    guard case .runtime("mine", _, _, _) = worded else { return #expect(Bool(false)) }
  }

  @Test func `an error handler that fails does not hide the failure`() {
    guard case .runtime = failure("error(setmetatable({}, {__tostring = function() error {} end}))")
    else { return #expect(Bool(false)) }
    #expect(
      try! state.run("return xpcall(error, function(e) return e .. '!' end, 'x')", name: "t")
        == [false, "x!"])
  }

  @Test func `argument errors name function, position, expected and found`() {
    state.register("area") { call in [.number(try call.number(1) * call.number(2))] }
    let error = failure("area(1, 'x')").flatMap { $0.cause as? LuaArgumentError }
    #expect(
      error
        == LuaArgumentError(function: "area", position: 2, expected: "number", found: "string"))
  }

  @Test func `an unset global is an error that the host can answer`() throws {
    let unknown = failure("\nprnt('x')")
    #expect(unknown?.cause as? LuaUnknownGlobal == LuaUnknownGlobal(name: "prnt"))
    #expect(unknown?.position?.line == 2)
    state.onUnknownGlobal = { name, _ in .string(name) }
    #expect(try state.run("return abc", name: "t") == ["abc"])
    #expect(try state.run("abc = 1 return abc, rawget(_G, 'other')", name: "t") == [1, nil])
  }

  @Test(arguments: [
    "dofile 'x'", "loadfile()", "io.open 'x'", "debug.getinfo(1)", "os.exit()",
    "string.dump(print)",
    "collectgarbage()", "package.loadlib()", "setmetatable({}, {__gc = print})", "os.getenv 'HOME'",
  ])
  func `what the sandbox leaves out says so`(source: String) {
    #expect(failure(source)?.cause is LuaRemoved, "\(String(describing: failure(source)))")
  }
}
