import Foundation
import Lua
import PlanModel
import PlanScript
import Testing

/// Tests written in Lua, on the sample store: `same(a, b)` and `fails(f, …words)`.
@Suite struct LuaTests {
  static let files = [
    "records", "queries", "conditions", "shapes", "modules", "values", "deadlines", "changes",
    "refusals",
  ]

  @Test("scripts see the plan as they should", arguments: files)
  func script(name: String) throws {
    let source = try String(
      contentsOf: Sample.package.appending(path: "Tests/PlanScriptTests/Lua/\(name).lua"),
      encoding: .utf8)
    let count = Counter()
    var options = Sample.options()
    options.describe = { "\($0)" }
    let run = try Run(try Sample.snapshot(), options: options, functions: [Self.counted(count)]) {
      _ in
    }
    try run.run(Self.prelude + source, name: "\(name).lua")
    #expect(count.value > 5)
  }

  final class Counter: @unchecked Sendable {
    // One run, one thread.
    var value = 0
  }

  private static func counted(_ count: Counter) -> HostFunction {
    HostFunction("counted", vi: "", en: "") { _, _ in
      count.value += 1
      return []
    }
  }

  /// On one line, so that the script's own lines keep their numbers.
  private static let prelude = """
    local function same(a, b, why) counted() if a ~= b then error((why or "not the same") .. ": " .. \
    tostring(a) .. " is not " .. tostring(b), 2) end end \
    local function fails(f, ...) counted() local ok, e = pcall(f) if ok then error("did not fail", 2) end \
    for _, word in ipairs { ... } do if not tostring(e):find(word, 1, true) then \
    error("“" .. tostring(e) .. "” does not say " .. word, 2) end end end \

    """
}
