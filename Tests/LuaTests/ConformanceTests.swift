import Foundation
import Lua
import Testing

/// Whole programs in the sandbox and in stock Lua: the same results, the same words of failures.
@Suite struct ConformanceTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Conformance")
  static let programs = ["coroutines", "errors", "language", "loading", "metamethods"]

  /// What is meant to differ; see `LuaState.removed` and the text above it.
  static let deliberate = [
    #""return getmetatable(\"\")"#,
    #""return load(\"\\27Lua\")"#,
  ]

  static func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name + ".lua"), encoding: .utf8)
  }

  @Test(arguments: programs)
  func `a program does in the sandbox what it does in stock Lua`(name: String) throws {
    let source = try Self.read("shared") + Self.read(name)
    let state = LuaState()
    let results = try state.run(source, name: name)
    let ours = try #require(DifferentialTests.text(results.first)).split(separator: "\n")
    let stock = try #require(DifferentialTests.stock(source, name: name, seed: 0))
      .split(separator: "\n")
    #expect(ours.count == stock.count && ours.count > 50)
    for (ours, stock) in zip(ours, stock) where ours != stock {
      if Self.deliberate.contains(where: stock.hasPrefix) { continue }
      Issue.record("\(name): \(stock), but in the sandbox: \(ours)")
    }
  }

  /// Every name of stock Lua's globals and libraries, with the type of its value.
  static func stockNames() throws -> [(name: String, type: String)] {
    let source = """
      local names = {}
      for name, value in pairs(_G) do
        names[#names + 1] = name .. " " .. type(value)
        if type(value) == "table" and value ~= _G then
          for field, inner in pairs(value) do
            if type(field) == "string" then
              names[#names + 1] = name .. "." .. field .. " " .. type(inner)
            end
          end
        end
      end
      return table.concat(names, "\\n")
      """
    let text = try #require(DifferentialTests.stock(source, name: "names", seed: 0))
    return text.split(separator: "\n").map { line in
      let parts = line.split(separator: " ")
      return (String(parts[0]), String(parts[1]))
    }
  }

  @Test func `all of stock Lua is there, or says that it is not and what to use instead`() throws {
    let names = try Self.stockNames()
    #expect(names.count > 140)
    let state = LuaState()
    let removed = Dictionary(uniqueKeysWithValues: LuaState.removed.map { ($0.name, $0) })
    for (name, type) in names {
      let library = String(name.split(separator: ".")[0])
      if let fact = removed[name] ?? removed[library] {
        let error = #expect(throws: LuaError.self) { try state.run("\(name)()", name: "t") }
        #expect(error?.cause as? LuaRemoved == fact, "\(name)")
        #expect(error?.position == LuaPosition(chunk: "t", line: 1))
      } else {
        #expect(try state.run("return type(\(name))", name: "t") == [.string(type)], "\(name)")
      }
    }
  }

  @Test(arguments: [
    (#"assert(load("\27Lua", "c", "b"))"#, #"load(…, "b")"#),
    (#"assert(load(function() return "\27Lua" end))"#, #"load(…, "b")"#),
    ("setmetatable({}, { __gc = print })", "__gc"),
    ("collectgarbage()", #"collectgarbage("collect")"#),
    ("collectgarbage('stop')", #"collectgarbage("stop")"#),
    ("collectgarbage('step', 5)", #"collectgarbage("step")"#),
    ("collectgarbage('generational')", #"collectgarbage("generational")"#),
    ("collectgarbage('setpause', 1)", #"collectgarbage("setpause")"#),
  ])
  func `what is left out of a kept function says so`(source: String, name: String) throws {
    let error = #expect(throws: LuaError.self) { try LuaState().run(source, name: "t") }
    let fact = LuaState.removed.first { $0.name == name }
    #expect(fact != nil)
    #expect(error?.cause as? LuaRemoved == fact)
  }

  @Test func `a module that nobody knows is named`() throws {
    let state = LuaState()
    let error = #expect(throws: LuaError.self) { try state.run("require 'nowhere'", name: "t") }
    #expect((error?.cause as? LuaModuleNotFound)?.name == "nowhere")
  }
}
