import Foundation
import Lua
import Testing

// The snippets of the tutorial, in its order, compiled and run.

extension TutorialTests {
  final class Account: LuaHosted {
    var balance = 0

    static let luaType = HostType<Account>(
      "account", help: "Money in and out.",
      [
        .property("balance", help: "What is there.") { $0.balance },
        .method("deposit", help: "Adds an amount.") { (account, amount: Int) in
          account.balance += amount
        },
        .operation(.tostring) { (account: Account) in "account with \(account.balance)" },
      ])
  }

  struct Meeting: LuaCodable {
    var title: String
    var guests: [String]
  }
}

@Suite struct TutorialTests {
  @Test func `the tutorial's snippets do what it says`() throws {
    let state = LuaState()
    let sum = try state.run("return 1 + 1", name: "sum.lua", as: Int.self)
    #expect(sum == 2)

    let (name, note) = try state.run(
      "return 'Hoà', nil", name: "pair.lua", as: (String, String?).self)
    #expect(name == "Hoà" && note == nil)

    state.register("area") { (width: Double, height: Double) in width * height }
    state.register("divide") { (a: Int, b: Int) in (a / b, a % b) }
    let area = try state.run("return area(3, 4.5)", name: "area.lua", as: Double.self)
    #expect(area == 13.5)
    #expect(try state.run("return divide(7, 2)", name: "t", as: (Int, Int).self) == (3, 1))

    let account = Account()
    try state.globals.set("account", to: account)
    try state.run("account:deposit(25)", name: "deposit.lua")
    #expect(account.balance == 25)

    let first = Meeting(title: "Lớp 1", guests: ["An", "Bình"])
    try state.globals.set("meeting", to: first)
    let second = try state.run(
      "return { title = meeting.title .. ' (tiếp)', guests = { 'Chi' } }", name: "copy.lua",
      as: Meeting.self)
    #expect(second.title == "Lớp 1 (tiếp)" && second.guests == ["Chi"])

    let greet = try state.run(
      "return function(name) return 'Chào ' .. name end", name: "greet.lua", as: LuaFunction.self)
    let greeting = try greet.call("Dũng", as: String.self)
    #expect(greeting == "Chào Dũng")

    let steps = try state.run(
      "return coroutine.create(function() for i = 1, 3 do coroutine.yield(i * i) end end)",
      name: "steps.lua", as: LuaCoroutine.self)
    let squares = try steps.map { try $0.get() }
    #expect(squares == [[1], [4], [9]])

    let bounded = LuaState(
      limits: LuaLimits(time: .milliseconds(50), memory: 16 << 20, output: 1 << 20))
    do {
      try bounded.run("while true do pcall(error) end", name: "endless.lua")
    } catch {
      print(error.isLimit, error)
    }

    do {
      try state.run("local t = {}\nreturn t.name.first", name: "broken.lua")
    } catch {
      print(error.report)
    }

    do {
      _ = try state.load("for i = 1, 2 do", name: "prompt")
    } catch LuaError.syntax(_, _, let isIncomplete, _) {
      print(isIncomplete ? "go on" : "wrong")
    }

    try state.provide("geometry", ["pi": 3.14159])
    state.moduleLoader = { name in
      name == "words" ? (source: "return { hello = 'Xin chào' }", name: "words.lua") : nil
    }
    let hello = try state.run("return require('words').hello", name: "main.lua", as: String.self)
    #expect(hello == "Xin chào")
    #expect(try state.run("return require('geometry').pi", name: "t", as: Double.self) == 3.14159)

    let (_, profile) = try state.profile {
      try state.run("local n = 0 for i = 1, 1e6 do n = n + i end", name: "work.lua")
    }
    for line in profile.lines { print(line.position, line.time) }
    #expect(profile.total >= .zero)
  }

  @Test func `every snippet of the tutorial stands in this file`() throws {
    let here = URL(fileURLWithPath: #filePath)
    let tests = here.deletingLastPathComponent().deletingLastPathComponent()
    let tutorial = tests.deletingLastPathComponent()
      .appending(path: "Sources/Lua/Lua.docc/TenMinutes.md")
    let text = try String(contentsOf: tutorial, encoding: .utf8)
    let code = Self.lines(try String(contentsOf: here, encoding: .utf8))
    let snippets = text.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    #expect(snippets.count > 10)
    for snippet in snippets {
      #expect(code.contains(Self.lines(snippet)), "\(snippet)")
    }
  }

  /// Lines without their indentation, which differs inside a test.
  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
