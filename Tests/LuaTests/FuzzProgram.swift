/// A program made from a string of bytes: each byte decides one choice in Lua's grammar, so that
/// whoever changes the bytes changes the program a little. Bytes that are missing are 0, which
/// chooses what ends soonest.
struct FuzzProgram {
  private let bytes: [UInt8]
  private var next = 0
  private var depth = 0
  private var loops = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(seed: UInt64) {
    var state = seed
    let count = 100 + Int(seed % 7) * 200
    bytes = (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
  }

  mutating func choose(_ count: Int) -> Int {
    guard next < bytes.count else { return 0 }
    defer { next += 1 }
    return Int(bytes[next]) % count
  }

  private mutating func pick(_ choices: [String]) -> String { choices[choose(choices.count)] }

  private mutating func nested(
    _ leaf: [String], _ make: (inout FuzzProgram) -> String
  ) -> String {
    guard depth < 9, next < bytes.count else { return pick(leaf) }
    depth += 1
    defer { depth -= 1 }
    return make(&self)
  }

  mutating func chunk() -> String {
    var statements: [String] = []
    while next < bytes.count, statements.count < 60 {
      let statement = statement()
      statements.append(choose(2) == 0 ? statement : "pcall(function(...) \(statement) end, 1, t)")
    }
    return Self.prelude + statements.joined(separator: "\n")
  }

  // MARK: Statements

  private mutating func block() -> String {
    (0...choose(3)).map { _ in statement() }.joined(separator: " ")
  }

  private mutating func statement() -> String {
    nested(["a = 1", ";", "f()"]) { p in
      switch p.choose(25) {
      case 0: p.call()
      case 1: "local a, b = \(p.expressions())"
      case 2: "local k <const>, d = \(p.expressions())"
      case 3:
        "do local x <close> = \(p.choose(3) > 0 ? p.closer() : p.expression()) \(p.block()) end"
      case 4: "\(p.targets()) = \(p.expressions())"
      case 5:
        "if \(p.expression()) then \(p.block()) elseif \(p.expression()) then \(p.block()) else \(p.block()) end"
      case 6: "for i = \(p.expression()), \(p.expression()) do \(p.loop()) end"
      case 7: "for i = \(p.expression()), \(p.expression()), \(p.expression()) do \(p.loop()) end"
      case 8:
        "for k, v in \(p.pick(["pairs", "ipairs", "next,", "rows", "coroutine.wrap", ""]))(\(p.expression())) do \(p.loop()) end"
      case 9:
        "for k, v, w in \(p.expression()), \(p.expression()), nil, \(p.closer()) do \(p.loop()) end"
      case 10: "while \(p.expression()) do \(p.loop()) end"
      case 11: "repeat local u = \(p.expression()) \(p.block()) until \(p.expression()) or u"
      case 12: "local function f(...) \(p.body()) end f(\(p.expressions()))"
      case 13: "function g(a, b, ...) \(p.body()) end"
      case 14: "function t.\(p.name()):m(a, ...) \(p.body()) end"
      case 15: "function t.m(self, ...) \(p.body()) end t:m(\(p.expressions()))"
      case 16: "do goto skip \(p.call()) ::skip:: end"
      case 17:
        "do local n = 0 ::again:: n = n + 1 \(p.call()) if n < \(p.choose(9)) then goto again end end"
      case 18:
        "setmetatable(t, {\(p.event()) = \(p.expression()), \(p.event()) = \(p.expression())})"
      case 19: "pcall(function(...) \(p.body()) end, \(p.expressions()))"
      case 20: "xpcall(function(...) \(p.body()) end, \(p.function()))"
      case 21: p.coroutine()
      case 22: "t[ \(p.expression()) ], t.x, a = a, \(p.expressions())"
      case 23: p.loops > 0 ? "if \(p.expression()) then break end" : "--[==[ \(p.name()) ]] ]==]"
      default: "assert(load(\(p.quoted()), \"piece\", \"t\"))(\(p.expressions()))"
      }
    }
  }

  private mutating func loop() -> String {
    loops += 1
    defer { loops -= 1 }
    guard choose(4) == 0 else { return block() }
    return "if \(expression()) then goto continue end \(block()) ::continue::"
  }

  /// Of a function: a loop around it is not its own.
  private mutating func body() -> String {
    let outer = loops
    loops = 0
    defer { loops = outer }
    return block() + (choose(2) == 0 ? " return \(expressions())" : "")
  }

  private mutating func coroutine() -> String {
    let function = function()
    return switch choose(5) {
    case 0: "co = coroutine.wrap(\(function)) pcall(co, \(expressions())) pcall(co)"
    case 1:
      "co = coroutine.create(\(function)) coroutine.resume(co, \(expressions())) coroutine.close(co)"
    case 2:
      "for v in coroutine.wrap(function(...) \(block()) coroutine.yield(\(expression())) end) do \(loop()) end"
    case 3:
      "co = coroutine.create(function(...) local x <close> = \(closer()) coroutine.yield(\(expression())) end) coroutine.resume(co) \(call()) coroutine.close(co)"
    default:
      "kept = coroutine.wrap(function(...) while true do coroutine.yield(\(expressions())) end end) kept()"
    }
  }

  // MARK: Expressions

  private mutating func name() -> String { pick(Self.names) }
  private mutating func event() -> String { pick(Self.events) }

  private mutating func targets() -> String {
    (0...choose(3)).map { _ in
      switch choose(3) {
      case 0: name()
      case 1: "t.\(name())"
      default: "t[ \(expression()) ]"
      }
    }.joined(separator: ", ")
  }

  private mutating func expressions() -> String {
    (0...choose(3)).map { _ in expression() }.joined(separator: ", ")
  }

  private mutating func function() -> String { "function(a, ...) \(body()) end" }

  private mutating func closer() -> String {
    choose(3) == 0 ? "object()" : "setmetatable({}, {__close = \(function())})"
  }

  private mutating func call() -> String {
    nested(["f()", "object()", "collect()"]) { p in
      switch p.choose(6) {
      case 0: "\(p.pick(Self.functions))(\(p.expressions()))"
      case 1: "\(p.pick(Self.host))(\(p.expressions()))"
      case 2:
        "\(p.pick(["t", "o", "s", "r", "co", "_G"])):\(p.pick(Self.methods))(\(p.expressions()))"
      case 3: "\(p.pick(Self.host))(\(p.function()), \(p.expressions()))"
      case 4: "(\(p.function()))(\(p.expressions()))"
      default: "t.\(p.name()) {\(p.expressions())}"
      }
    }
  }

  private mutating func expression() -> String {
    nested(Self.atoms) { p in
      switch p.choose(14) {
      case 0, 1, 2: p.pick(Self.atoms)
      case 3, 4: "(\(p.expression()) \(p.pick(Self.operators)) \(p.expression()))"
      case 5, 6: p.call()
      case 7: "{\(p.expressions()), x = \(p.expression()), [ \(p.expression()) ] = 1; ...}"
      case 8: p.function()
      case 9:
        "setmetatable({\(p.expression())}, {\(p.event()) = \(p.expression()), \(p.event()) = \(p.function())})"
      case 10: "(\(p.expression())).\(p.name())"
      case 11:
        "\(p.pick(["t", "o", "r", "..."]))" + (p.choose(2) == 0 ? "" : " == \(p.expression())")
      case 12: p.pick(["#", "- ", "not ", "~ "]) + p.expression()
      default: p.quoted()
      }
    }
  }

  /// Text that may be a program itself.
  private mutating func quoted() -> String {
    guard choose(3) == 0 else { return pick(Self.texts) }
    let text = block()
    let level = String(repeating: "=", count: 3 + depth)
    return "[\(level)[return \(text)]\(level)]"
  }

  // MARK: Words

  private static let prelude = """
    local a, b, c, t, s, f, k, d = 1, 2.5, "c", {1, 2, x = 3}, "s", function(...) return ... end
    local o, r = object(), row()

    """
  private static let names = ["a", "b", "c", "d", "t", "s", "f", "g", "x", "y", "o", "r", "co"]
  private static let events = [
    "__index", "__newindex", "__call", "__close", "__tostring", "__len", "__eq", "__lt", "__le",
    "__concat", "__add", "__sub", "__mul", "__div", "__mod", "__pow", "__unm", "__idiv", "__band",
    "__bor", "__bxor", "__shl", "__shr", "__bnot", "__pairs", "__mode", "__name", "__metatable",
    "__gc",
  ]
  private static let operators = [
    "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or", "&",
    "|", "~", "<<", ">>",
  ]
  private static let atoms = [
    "nil", "1", "a", "t", "true", "false", "0", "-1", "2^53", "1 << 62", "math.mininteger", "0/0",
    "1e308 * 10", "-0.0", "0x7fffffffffffffff", "3.5e-310", "'%a+(.-)%1'", "'\\0\\xff\\u{7FF}'",
    "('x'):rep(300)", "b", "c", "f", "...", "(...)", "_G", "{}", "string", "o", "r", "co", "kept",
    "[==[\n]]]==]", "'__gc'", "select('#', ...)", "print", "1000", "'n'", "'*t'",
    "coroutine.running()",
  ]
  private static let texts = [
    "'abc'", "''", "'x.y'", "'return ...'", "'%d %s %q'", "'(a*(.)%w(%s*))'", "'[^a-z%d]'",
    "'%b()'",
    "'%f[%w]'", "'i4z s1'", "'<!8 j n'", "'local x <close> = 1'", "'for'", "'k'", "'v'", "'1e5'",
  ]
  private static let functions = [
    "type", "tostring", "tonumber", "rawget", "rawset", "rawlen", "rawequal", "next", "select",
    "error", "assert", "pcall", "xpcall", "load", "require", "print", "warn", "getmetatable",
    "setmetatable", "ipairs", "pairs", "collectgarbage", "coroutine.wrap", "coroutine.create",
    "coroutine.resume", "coroutine.close", "coroutine.yield", "coroutine.status",
    "coroutine.isyieldable", "coroutine.running", "string.rep", "string.find", "string.match",
    "string.gsub", "string.gmatch", "string.format", "string.pack", "string.unpack",
    "string.packsize", "string.byte", "string.char", "string.len", "string.sub", "string.upper",
    "string.lower", "string.reverse", "table.concat", "table.insert", "table.remove", "table.move",
    "table.sort", "table.unpack", "table.pack", "utf8.char", "utf8.codepoint", "utf8.len",
    "utf8.codes", "utf8.offset", "math.floor", "math.tointeger", "math.random", "math.max",
    "math.fmod", "math.ult", "os.date", "os.time", "f", "g", "kept", "co",
  ]
  private static let host = [
    "host", "object", "convert", "fail", "tables", "row", "rows", "again", "keep", "back",
    "collect",
    "limit", "stop", "many", "o", "text", "define", "seal",
  ]
  private static let methods = [
    "m", "call", "make", "hold", "held", "fail", "x", "rep", "gsub", "format", "sub", "byte",
    "name",
  ]
}
