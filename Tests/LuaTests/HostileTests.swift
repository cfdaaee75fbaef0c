import Foundation
import Lua
import Testing

/// Scripts that try to outlive their limits. The first line of each says which limit must stop
/// it, or that it fails by itself; what else it says after a comma tells the limits apart.
@Suite(.serialized) struct HostileTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Hostile")
  static let scripts = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".lua") }.sorted()

  @Test func `the corpus is there`() { #expect(Self.scripts.count >= 60) }

  @Test(.timeLimit(.minutes(1)), arguments: scripts)
  func `a hostile script is stopped and the host goes on`(script: String) throws {
    try stopped(script) { state, source in try state.run(source, name: script) }
  }

  /// There is Swift between the script and the one that it is called from.
  @Test(.timeLimit(.minutes(1)), arguments: scripts)
  func `a hostile script that a host function calls back is stopped as well`(
    script: String
  ) throws {
    try stopped(script) { state, source in
      state.register("again") { call in try call.function(1).call([]) }
      let body = try state.load(source, name: script)
      try state.globals.set("body", .function(body))
      return try state.run("return again(function() return again(body) end)", name: "outside")
    }
  }

  private func stopped(
    _ script: String, _ run: (LuaState, String) throws -> [LuaValue]
  ) throws {
    let file = Self.folder.appendingPathComponent(script)
    let source = try String(contentsOf: file, encoding: .utf8)
    let header = try #require(source.split(separator: "\n").first?.dropFirst("-- limit: ".count))
    let expected = String(header.prefix { $0 != "," })
    let limits = Self.limits(for: expected, large: header.hasSuffix(", large memory"))
    let state = LuaState(limits: limits)
    state.onPrint = { _ in }
    let error = #expect(throws: LuaError.self) {
      let results = try run(state, source)
      Issue.record("\(script) ended: \(results.count) results")
    }
    try Self.check(try #require(error), expected, limits, script, source)
    let next = state.isLost ? LuaState() : state
    next.limits = LuaLimits(time: .seconds(30))
    #expect(try next.run("return ('x'):rep(3), #{1, 2}", name: "innocent") == ["xxx", 2])
  }

  static func limits(for expected: String, large: Bool) -> LuaLimits {
    LuaLimits(
      time: expected == "time" ? .milliseconds(large ? 1000 : 50) : .seconds(30),
      memory: large ? 1 << 30 : 48 << 20, output: 1 << 20,
      coroutines: expected == "time" ? 1 << 20 : 1000)
  }

  /// Which limit, how much, and where.
  static func check(
    _ error: LuaError, _ expected: String, _ limits: LuaLimits, _ script: String, _ source: String
  ) throws {
    switch error {
    case .timeLimit(let time, _): #expect(expected == "time" && time == limits.time)
    case .memoryLimit(let bytes, _): #expect(expected == "memory" && bytes == limits.memory)
    case .outputLimit(let bytes, _): #expect(expected == "output" && bytes == limits.output)
    case .coroutineLimit(let count, _):
      #expect(expected == "coroutines" && count == limits.coroutines)
    case .sourceLimit(let bytes, _): #expect(expected == "source" && bytes == limits.source)
    case .runtime, .syntax:
      #expect(expected == "error", "\(error)")
      return
    default: Issue.record("\(script): \(error)")
    }
    let position = try #require(error.position)
    // What a script loads has a name of its own.
    if position.chunk == "[string \"return 1\"]", source.contains("load('return 1')") { return }
    #expect(position.chunk == script)
    // The first line is the header; where the script stood is a line with code.
    #expect(
      (2...source.split(separator: "\n", omittingEmptySubsequences: false).count).contains(
        position.line))
  }
}
