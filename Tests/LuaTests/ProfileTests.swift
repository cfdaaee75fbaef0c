import Lua
import Testing

@Suite struct ProfileTests {
  @Test(arguments: [nil, Duration.seconds(30)])
  func `the line that works is the dearest`(limit: Duration?) throws {
    let state = LuaState(limits: LuaLimits(time: limit))
    let chunk = try state.load(
      """
      local sum = 0
      for i = 1, 10 do
        for j = 1, 3e6 do sum = sum + j % 7 end
      end
      return sum
      """, name: "work.lua")
    let (result, profile) = try state.profile { try chunk.call(as: Int.self) }
    #expect(result > 0)
    let first = try #require(profile.lines.first)
    #expect(first.position == LuaPosition(chunk: "work.lua", line: 3))
    #expect(first.position.text == "  for j = 1, 3e6 do sum = sum + j % 7 end")
    #expect(first.time > profile.total / 2)
    #expect(first.samples > 1)
  }

  @Test func `time inside a host function goes to the line that called`() throws {
    let state = LuaState()
    state.register("slow") {
      let end = ContinuousClock.now + .milliseconds(30)
      while ContinuousClock.now < end {}
    }
    let chunk = try state.load("local x = 1\nslow() slow()\nlocal y = 2", name: "t")
    let (_, profile) = try state.profile { try chunk.call() }
    let slow = profile.lines.filter { 2...3 ~= $0.position.line }
    #expect(slow.reduce(.zero) { $0 + $1.time } > .milliseconds(20))
  }

  @Test func `nothing is charged once the profile is done`() throws {
    let state = LuaState()
    let (_, first) = try state.profile { try state.run("return 1", name: "t") }
    try state.run("for i = 1, 1e6 do end", name: "t")
    #expect(first.lines.count <= 1)
    let (_, second) = state.profile {}
    #expect(second.lines.isEmpty)
  }

  @Test func `a profiled run still meets its limits`() throws {
    let state = LuaState(limits: LuaLimits(time: .milliseconds(40)))
    let chunk = try state.load("while true do end", name: "t")
    #expect { _ = try state.profile { try chunk.call() } } throws: {
      ($0 as? LuaError)?.isLimit == true
    }
  }
}
