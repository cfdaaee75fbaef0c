import Testing

@testable import Lua

/// Which lines could run and which did, told exactly.
@Suite struct CoverageTests {
  private func covered(
    _ source: String, limits: LuaLimits = LuaLimits(), isBroken: Bool = false
  ) throws -> LuaCoverage.File {
    let state = LuaState(limits: limits)
    state.startCoverage()
    if isBroken {
      #expect(throws: LuaError.self) { try state.run(source, name: "a.lua") }
    } else {
      try state.run(source, name: "a.lua")
    }
    return try #require(state.coverage.files["a.lua"])
  }

  @Test func `lines that did not run are told, and those without instructions are not`() throws {
    let file = try covered(
      """
      -- a comment
      local function sign(n)
        if n > 0 then
          return "plus"
        elseif n < 0 then
          return "minus"
        end

        return "none"
      end

      local words = {
        sign(1),
        sign(2),
      }
      """)
    // The function is made at its end.
    #expect(file.runnable == [3, 4, 5, 6, 9, 10, 12, 13, 14, 15])
    #expect(file.missed == [5, 6, 9])
  }

  @Test func `the end of a function that returns before is no line that could run`() throws {
    let file = try covered(
      """
      function f()
        return 1
      end

      function g()
        f()
      end
      g()
      """)
    #expect(file.missed == [])
    #expect(file.runnable.contains(2))
  }

  @Test func `a call that is returned has no line behind it`() throws {
    let file = try covered(
      """
      local function f(t)
        return tostring({
          t,
        })
      end
      f(1)
      """)
    #expect(file.missed == [])
  }

  @Test func `a function that nobody has made counts with all its lines`() throws {
    let file = try covered(
      """
      if false == nil then
        local function unmade()
          local a = 1
          return function()
            return a
          end
        end
        unmade()
      end
      """)
    #expect(file.missed == [3, 5, 6, 7, 8])
  }

  @Test func `lines far from one another have their right numbers`() throws {
    let gap = String(repeating: "\n", count: 700)
    let many = (1...300).map { "local function f\($0)() return \($0) end" }.prefix(150)
    let file = try covered("local a = 1\(gap)a = 2\n" + many.joined(separator: "\n"))
    #expect(file.ran.contains(1))
    #expect(file.ran.contains(701))
    #expect(file.runnable.max() == 851)
    #expect(file.missed == [])
  }

  @Test func `coroutines and loops are covered too`() throws {
    let file = try covered(
      """
      local steps = coroutine.wrap(function()
        for i = 1, 3 do
          coroutine.yield(i)
        end
        local never = 1
      end)
      steps()
      steps()
      """)
    #expect(file.missed == [5])
  }

  @Test func `a run that fails has covered what came before`() throws {
    let file = try covered("local a = 1\nerror('x')\na = 2", isBroken: true)
    #expect(file.missed == [3])
  }

  @Test(.timeLimit(.minutes(1))) func `limits of time hold with coverage as without`() throws {
    let state = LuaState(limits: LuaLimits(time: .milliseconds(50)))
    state.startCoverage()
    #expect {
      try state.run("local n = 0\nwhile true do\n  n = n + 1\nend", name: "a.lua")
    } throws: {
      if case LuaError.timeLimit = $0 { true } else { false }
    }
    #expect(state.coverage.files["a.lua"]?.ran == [1, 3])
    // The hook is still there in the next run.
    try state.run("local b = 1\nb = 2", name: "b.lua")
    #expect(state.coverage.files["b.lua"]?.ran == [1, 2])
  }

  @Test func `what a script compiles itself is nobody's source`() throws {
    let file = try covered("local f = load('local a = 1\\nreturn a', '@a.lua')\nf()")
    #expect(file.runnable == [1, 2])
  }

  @Test func `what several states ran adds up`() throws {
    let source = "local which = ...\nif which then\n  return 1\nend\nreturn 2"
    var all = LuaCoverage()
    for argument in [LuaValue.boolean(true), .boolean(false)] {
      let state = LuaState()
      state.startCoverage()
      _ = try state.load(source, name: "a.lua").call([argument])
      all.merge(state.coverage)
    }
    #expect(all.files["a.lua"]?.missed == [])
  }
}
