import Foundation
import Lua
import Testing

/// A program made at random from Lua's grammar, the kept libraries and two host functions. The
/// same seed makes the same program.
private struct Program {
  var state: UInt64
  var depth = 0

  mutating func random(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  mutating func pick(_ choices: [String]) -> String { choices[random(choices.count)] }

  mutating func nested(_ make: (inout Program) -> String, or leaf: String) -> String {
    guard depth < 6 else { return leaf }
    depth += 1
    defer { depth -= 1 }
    return make(&self)
  }

  static let functions = [
    "pcall", "xpcall", "tostring", "tonumber", "setmetatable", "getmetatable", "rawset", "rawget",
    "rawlen", "next", "select", "error", "load", "coroutine.wrap", "coroutine.create",
    "coroutine.resume", "coroutine.close", "coroutine.yield", "string.rep", "string.find",
    "string.gsub", "string.gmatch", "string.format", "string.pack", "string.unpack", "string.byte",
    "table.concat", "table.insert", "table.remove", "table.move", "table.sort", "table.unpack",
    "utf8.char", "utf8.codepoint", "utf8.len", "math.floor", "math.tointeger", "os.date", "type",
    "host", "object", "print", "require", "collectgarbage", "f", "a", "b",
  ]
  static let atoms = [
    "nil", "true", "0", "1", "-1", "2^53", "1 << 62", "math.mininteger", "0/0", "1e308 * 10",
    "''", "'abc'", "'%a+(.-)%1'", "'\\0\\xff'", "('x'):rep(300)", "a", "b", "c", "f", "...", "_G",
    "{}", "string", "object()",
  ]
  static let operators = [
    "+", "-", "*", "/", "//", "%", "^", "..", "==", "<", "<=", "~=", "and", "or", "&", "|", "<<",
  ]
  static let events = ["__index", "__newindex", "__call", "__close", "__tostring", "__len", "__eq"]

  mutating func expression() -> String {
    nested(
      { p in
        switch p.random(9) {
        case 0, 1: return p.pick(Self.atoms)
        case 2: return "(\(p.expression()) \(p.pick(Self.operators)) \(p.expression()))"
        case 3: return "\(p.pick(Self.functions))(\(p.expression()), \(p.expression()))"
        case 4: return "{\(p.expression()), x = \(p.expression()), [\(p.expression())] = 1}"
        case 5: return "function(...) \(p.block()) end"
        case 6: return "setmetatable({}, {\(p.pick(Self.events)) = \(p.expression())})"
        case 7: return "(\(p.expression())).x"
        default: return p.pick(["#", "- ", "not ", "~ "]) + p.expression()
        }
      }, or: "1")
  }

  mutating func statement() -> String {
    nested(
      { p in
        switch p.random(10) {
        case 0: return "local a, b = \(p.expression()), \(p.expression())"
        case 1: return "c = \(p.expression())"
        case 2: return "if \(p.expression()) then \(p.block()) else \(p.block()) end"
        case 3: return "for i = 1, \(p.expression()) do \(p.block()) end"
        case 4: return "for k, v in pairs(\(p.expression())) do \(p.block()) end"
        case 5: return "pcall(function(...) \(p.block()) end)"
        case 6: return "do local x <close> = \(p.expression()) \(p.block()) end"
        case 7: return "local function f(...) \(p.block()) end pcall(f, \(p.expression()))"
        case 8: return "while \(p.expression()) do \(p.block()) end"
        default: return "\(p.pick(Self.functions))(\(p.expression()), \(p.expression()))"
        }
      }, or: "c = 1")
  }

  mutating func block() -> String {
    (0...random(3)).map { _ in statement() }.joined(separator: " ")
  }
}

private final class Thing: Sendable {
  static let type = HostType<Thing>(
    "thing", methods: ["call": { _, call in try call.function(1).call(call.arguments) }],
    properties: ["x": { _, _ in 1 }], operators: [.add: { call in [call[1]] }])
}

@Suite(.serialized) struct FuzzTests {
  /// Runs one program. Any typed error will do; a crash or an endless run will not.
  static func run(_ seed: UInt64) throws {
    var program = Program(state: seed)
    let source = (0..<6).map { _ in "pcall(function(...) \(program.block()) end, 1)" }
    let state = LuaState(limits: LuaLimits(time: .milliseconds(20), memory: 8 << 20, output: 1000))
    state.onPrint = { call in for i in 0...call.count { _ = try call.tostring(i) } }
    state.register("host") { call in try call.function(1).call(call.dropping(1).arguments) }
    state.register("object") { call in [call.state.makeObject(Thing(), type: Thing.type)] }
    let chunk = try state.load(source.joined(separator: "\n"), name: "fuzz")
    _ = try? chunk.call()
    state.limits = LuaLimits(time: .seconds(30))
    #expect(try state.run("return 1 + 1", name: "t") == [2], "seed \(seed)")
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a random program ends and the host goes on`(seed: UInt64) throws { try Self.run(seed) }

  /// `Tests/fuzz.sh` says how long.
  @Test func `more random programs, for as long as asked`() throws {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["FUZZ_SECONDS"].flatMap(Int.init) ?? 0
    let first = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1000
    let end = ContinuousClock.now + .seconds(seconds)
    var seed = first
    while ContinuousClock.now < end {
      if (seed - first).isMultiple(of: 100) { print("fuzz: from seed \(seed)") }
      try Self.run(seed)
      seed += 1
    }
  }
}
