import PlanModel
import PlanScript
import PlanStore
import Testing

@Suite struct PromptCompletionTests {
  private func words(_ line: String, _ talk: Talk? = nil) throws -> [String] {
    try (talk ?? Talk()).prompt.complete(line, at: line.count).candidates.map(\.text)
  }

  @Test("members of the plan, of records, of queries and of modules")
  func members() throws {
    #expect(try words("plan.uni").contains("units"))
    #expect(try words("plan.units[\"tu\"].par") == ["parent"])
    #expect(try words("plan.units[\"tu\"].parent.na") == ["name"])
    #expect(try words("plan.units[\"tu\"].peo") == ["people"])
    #expect(try words("plan.units[\"tu\"].people:whe") == ["where"])
    #expect(
      try words("plan.units:where { kind = \"agency\" }:sort(\"name\"):first().note") == ["note"])
    #expect(try words("plan.units:offset(2):get(\"dv-001\").secr") == ["secretary"])
    #expect(try words("report.ta") == ["table"])
    #expect(try words("plan.today.ye") == ["year"])
    #expect(try words("(\"a\"):upp") == ["upper"])
    #expect(try words("math.flo") == ["floor"])
  }

  @Test("variables by what they hold, and rows of loops and functions that are being typed")
  func variables() throws {
    let talk = try Talk()
    try talk.say("local unit = plan.units:first()")
    try talk.say("list = plan.units:all()")
    try talk.say("settings = { limit = 1 }")
    #expect(try words("unit.secre", talk) == ["secretary"])
    #expect(try words("list[1].secre", talk) == ["secretary"])
    #expect(try words("settings.li", talk) == ["limit"])
    #expect(try words("sett", talk) == ["settings"])
    #expect(try words("for _, p in plan.people:each() do print(p.na", talk).contains("name"))
    #expect(try words("plan.units:where(function(u) return u.secre", talk) == ["secretary"])
    #expect(talk.isMore("for _, p in plan.people:each() do"))
    #expect(try words("print(p.na", talk).contains("name"))
  }

  @Test("fields where a table names them, and choices where a field holds them")
  func fields() throws {
    #expect(try words("plan.units:where { kin").first == "kind")
    #expect(try words("plan.units:where { kind = \"ag") == ["agency"])
    #expect(try words("plan.units:where { kind = { \"agency\", \"sch") == ["school"])
    #expect(try words("plan.units[\"tu\"].kind = \"ag") == ["agency"])
    #expect(try words("plan.units[\"tu\"].kind == \"ag") == ["agency"])
    #expect(try words("plan.attendance:where { [\"unit.kind\"] = \"ag") == ["agency"])
    #expect(try words("plan.units:group_by(\"ki") == ["kind"])
    #expect(try words("plan.attendance:sort(\"-unit.ki") == ["-unit.kind"])
    #expect(
      try words("plan.attendance:group_by(\"unit\"):summarise { n = agg.sum(\"summ") == ["summoned"]
    )
  }

  @Test("records by id and by name, with accents and without, inside the texts of fields")
  func records() throws {
    #expect(try words("plan.units[\"dv-00").count == 9)
    #expect(try words("plan.units[\"Bình Minh") == ["dv-001"])
    #expect(try words("plan.units[\"binh minh") == ["dv-001"])
    #expect(try words("plan.units[\"Bi\u{300}nh minh") == ["dv-001"])
    #expect(try words("plan.units:get(\"binh minh") == ["dv-001"])
    #expect(try words("plan.people:where { unit = \"binh minh") == ["dv-001"])
    #expect(try words("plan.tasks[\"iv-1-a\"].unit = \"thanh uy").contains("tu"))
    let closing = try Talk().prompt.complete("plan.units[\"binh minh", at: 21).candidates.first
    #expect(closing?.closing == "\"]")
  }

  @Test("commands, and what they take")
  func commands() throws {
    #expect(try words(":re") == [":refresh"])
    #expect(try words(":fields uni") == ["units"])
    #expect(try words(":run summ").contains("summary"))
    #expect(try words(":lang ") == ["vi", "en"])
    #expect(try words(":time plan.uni").contains("units"))
    #expect(try Talk().prompt.complete(":load a", at: 7).wantsFile)
    #expect(try words("require \"foot") == ["footnote"])
    #expect(try words("help(\"unit").contains("units"))
  }

  @Test("the word that is replaced is counted in characters, whatever stands before it")
  func ranges() throws {
    let line = "print(\"Đảng bộ\", plan.uni"
    #expect(try Talk().prompt.complete(line, at: line.count).range == line.count - 3..<line.count)
  }

  @Test("nothing is offered in a comment, and nothing breaks on what is no Lua")
  func nothing() throws {
    #expect(try words("-- plan.uni").isEmpty)
    for line in [
      "", " ", "\"", "plan.", "plan..", ")", "}", "]", "[[", "a[", "x = {", ":", "::", "\\", "(",
      ".x", ":x", "f(\"", "\u{300}",
    ] {
      _ = try words(line)
    }
  }
}

@Suite struct FoldedPatternTests {
  private func match(_ pattern: String, _ name: String) -> FoldedPattern.Match? {
    Array(name.utf8).withUnsafeBufferPointer { FoldedPattern(pattern).match($0) }
  }

  @Test("the beginning of a name or of one of its words, accents and case apart")
  func matches() {
    #expect(match("nguyen", "Nguyễn Thị Nhung") == .beginning)
    #expect(match("nhung", "Nguyễn Thị Nhung") == .word)
    #expect(match("thi nhu", "Nguyễn Thị Nhung") == .word)
    #expect(match("guyen", "Nguyễn Thị Nhung") == nil)
    #expect(match("duong", "Đường") == .beginning)
    #expect(match("ng", "Nguye\u{302}\u{303}n") == .beginning)
    #expect(match("yen", "Nguye\u{302}\u{303}n") == nil)
    #expect(match("n", "Nguye\u{302}\u{303}n") == .beginning)
    #expect(match("001", "dv-001") == .word)
    #expect(match("", "x") == .beginning)
    #expect(match("日", "日本") == .beginning)
    #expect(match("long name that goes on", "long") == nil)
  }
}
