import ArgumentParser
import Testing

@testable import CLI

/// The quick start and the parser read the same calls in the same way.
@Suite struct QuickStartTests {
  static let calls: [[String]] = [
    ["-e", "print(1)"], ["a.lua"], ["summary", "-d", "thu", "-o", "csv", "--out", "x.csv"],
    ["-P", "a=1", "summary", "-P", "b=2", "--today", "2023-12-01", "--lang", "en"],
    ["--data", "thu", "--timeout", "5s", "--max-memory", "64MB", "--no-color", "-e", "x"],
    ["/dev/stdin"], ["run-me.lua"], ["summary", "--unit", "dv-001"],
    ["summary", "--per", "unit:kind=school", "--out", "x", "-o", "html"],
  ]

  @Test("a plain call is read as the parser reads it", arguments: calls)
  func same(call: [String]) throws {
    let quick = try #require(QuickStart.request(call, verbs: Planscript.verbNames))
    let parsed = try #require(try Planscript.parseAsRoot(call) as? RunCommand)
    #expect(quick == parsed.request)
  }

  @Test(
    "what is not plain is left to the parser",
    arguments: [
      [], ["run", "a.lua"], ["init", "x"], ["schema"], ["help"], ["--help"], ["--version"], ["-e"],
      ["a.lua", "b.lua"], ["--lang=en", "a.lua"], ["--foo", "a.lua"], ["-e", "x", "-e", "y"],
      ["-d", "thu"], ["a.lua", "-o"],
    ] as [[String]])
  func left(call: [String]) {
    #expect(QuickStart.request(call, verbs: Planscript.verbNames) == nil)
  }

  @Test("the verbs are named as they name themselves")
  func names() {
    #expect(Planscript.verbs.map { $0.configuration.commandName } == Planscript.verbNames)
  }
}
