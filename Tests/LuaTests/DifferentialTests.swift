internal import CLua
import Foundation
import Lua
import Testing

/// The sandbox's own versions of library functions against those of Lua, on inputs from a seed.
@Suite struct DifferentialTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Differential")
  static let scripts = [
    "dates", "formats", "lists", "numbers", "packs", "strings", "tables", "texts",
  ]

  static func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name + ".lua"), encoding: .utf8)
  }

  @Test(arguments: scripts, [1, 2, 3])
  func `the sandbox gives what stock Lua gives`(name: String, seed: Int64) throws {
    let source = try Self.read("inputs") + Self.read(name)
    let state = LuaState()
    let results = try withExtendedLifetime(state) {
      try state.load(source, name: name).call([.integer(seed), 1500])
    }
    let ours = try #require(Self.text(results.first)).split(separator: "\n")
    let stock = try #require(Self.stock(source, name: name, seed: seed)).split(separator: "\n")
    #expect(ours.count == stock.count)
    for (ours, stock) in zip(ours, stock) where ours != stock {
      Issue.record("\(name), seed \(seed): \(stock), but in the sandbox: \(ours)")
    }
  }

  static func text(_ value: LuaValue?) -> String? {
    switch value {
    case .string(let text): text
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    default: nil
    }
  }

  static func stock(_ source: String, name: String, seed: Int64) -> String? {
    guard let lua = luaL_newstate() else { return nil }
    defer { lua_close(lua) }
    luaL_openlibs(lua)
    let loaded = luaL_loadbufferx(lua, source, source.utf8.count, "@" + name, "t")
    guard loaded == LUA_OK else { return nil }
    lua_pushinteger(lua, seed)
    lua_pushinteger(lua, 1500)
    guard lua_pcallk(lua, 2, 1, 0, 0, nil) == LUA_OK else { return nil }
    var length = 0
    guard let bytes = lua_tolstring(lua, -1, &length) else { return nil }
    return String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }
}
