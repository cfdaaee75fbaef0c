import PlanModel
import PlanScript
import Testing

/// What a script says of itself, read without running it.
@Suite struct DeclarationTests {
  @Test("the declaration is read, and nothing else of the script runs")
  func read() throws {
    let source = #"""
      while true do end
      -- script { title = "no" }
      local text = "script { title = 'no' }" .. [[ script { title = "no" } ]]
      other.script { title = "no" }
      script {
        title = { vi = "Tên", en = "Title" }, tags = { "a", "b" },
        about = "x } y", examples = { "planscript x" },
        params = {
          n = { type = "number", default = 3, help = { vi = "số", en = "number" } },
          s = { type = "session", optional = true },
        },
      }
      error("no")
      """#
    let declaration = try #require(try ScriptDeclaration.read(source, name: "x"))
    #expect(declaration.title == Bilingual(vi: "Tên", en: "Title"))
    #expect(declaration.about?.vi == "x } y")
    #expect(declaration.tags == ["a", "b"])
    #expect(declaration.examples == ["planscript x"])
    #expect(declaration.parameters.map(\.name) == ["n", "s"])
    #expect(declaration.parameters.map(\.type) == [.number, .record("sessions")])
    #expect(declaration.parameters.map(\.fallback) == ["3", nil])
    #expect(declaration.parameters[0].help?.en == "number")
    #expect(declaration.parameters[1].isOptional)
  }

  @Test(
    "a script without a declaration has none",
    arguments: [
      "", "print(1)", "local script = 1", "script", "script {", "if x then y(script {}) end",
    ])
  func none(source: String) throws {
    #expect(try ScriptDeclaration.read(source, name: "x") == nil)
  }

  @Test("a mistake in a declaration is told with its line")
  func mistake() throws {
    do {
      _ = try ScriptDeclaration.read("\n\nscript { titel = 'x' }", name: "x.lua")
      Issue.record("it was read")
    } catch {
      #expect("\(error)".contains("titel"))
      #expect("\(error)".hasPrefix("x.lua:3:"))
    }
  }

  @Test("a declaration that does not end is stopped")
  func endless() throws {
    #expect(throws: (any Error).self) {
      try ScriptDeclaration.read("script((function() while true do end end)())", name: "x")
    }
  }

  @Test("every shipped script says in both languages what it is for, and how it is called")
  func shipped() throws {
    for name in ShippedLibrary.scriptNames {
      let source = try #require(ShippedLibrary.script(name))
      let declaration = try #require(try ScriptDeclaration.read(source, name: name), "\(name)")
      for words in [declaration.title, declaration.about] + declaration.parameters.map(\.help) {
        let words = try #require(words, "\(name)")
        #expect(!words.vi.isEmpty && !words.en.isEmpty && words.vi != words.en, "\(name)")
      }
      #expect(!declaration.tags.isEmpty)
      #expect(declaration.examples.contains { $0.hasPrefix("planscript \(name)") }, "\(name)")
    }
  }
}
