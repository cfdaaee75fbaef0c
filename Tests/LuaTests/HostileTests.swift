import Foundation
import Lua
import Testing

/// Scripts that try to outlive their limits. The first line of each says which limit must stop
/// it, or that it fails by itself.
@Suite(.serialized) struct HostileTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Hostile")
  static let scripts = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".lua") }.sorted()

  @Test func `the corpus is there`() { #expect(Self.scripts.count >= 60) }

  @Test(.timeLimit(.minutes(1)), arguments: scripts)
  func `a hostile script is stopped and the host goes on`(script: String) throws {
    let file = Self.folder.appendingPathComponent(script)
    let source = try String(contentsOf: file, encoding: .utf8)
    let expected = try #require(source.split(separator: "\n").first?.dropFirst("-- limit: ".count))
    let state = LuaState(limits: Self.limits(for: String(expected)))
    state.onPrint = { _ in }
    let error = #expect(throws: LuaError.self) {
      let results = try state.run(source, name: script)
      Issue.record("\(script) ended: \(results.count) results")
    }
    #expect(error.map(Self.kind) == String(expected))
    if error?.isLimit == true { #expect(error?.position?.chunk == script) }
    state.limits = LuaLimits(time: .seconds(30))
    #expect(try state.run("return ('x'):rep(3), #{1, 2}", name: "innocent") == ["xxx", 2])
  }

  static func limits(for expected: String) -> LuaLimits {
    LuaLimits(
      time: expected == "time" ? .milliseconds(50) : .seconds(30), memory: 48 << 20,
      output: 1 << 20, coroutines: expected == "time" ? 1 << 20 : 1000)
  }

  static func kind(_ error: LuaError) -> String {
    switch error {
    case .timeLimit: "time"
    case .memoryLimit: "memory"
    case .outputLimit: "output"
    case .coroutineLimit: "coroutines"
    case .sourceLimit: "source"
    case .runtime, .syntax: "error"
    default: "\(error)"
    }
  }
}
