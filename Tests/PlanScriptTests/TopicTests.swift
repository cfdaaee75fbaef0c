import PlanModel
import PlanScript
import PlanStore
import Testing

@Suite struct TopicTests {
  /// What help on something is about, in a word.
  private func about(_ line: String, _ talk: Talk) throws -> [String] {
    try talk.say(line).topics.map { topic in
      switch topic {
      case .everything: "everything"
      case .collection(let collection): collection.name
      case .field(let field, let owner): "\(owner.name).\(field.name)"
      case .inverse(let inverse, let owner): "\(owner.name):\(inverse.name)"
      case .record(let id, let owner): "\(owner.name)[\(id)]"
      case .function(let function): function.name
      case .module(let name, _): "module \(name)"
      case .query: "query"
      case .plan: "plan"
      case .script(let name): "script \(name)"
      case .check(let id): "check \(id)"
      case .command(let name): ":\(name)"
      case .value(let name, let type): "\(name) \(type)"
      case .error: "error"
      case .unknown(let name, let near): "? \(name) \(near)"
      }
    }
  }

  @Test("help is about a value, or about a field that no value could tell")
  func values() throws {
    let talk = try Talk()
    #expect(try about("help()", talk) == ["everything"])
    #expect(try about("help(plan)", talk) == ["plan"])
    #expect(try about("help(plan.units)", talk) == ["units"])
    #expect(try about("help(plan.units[\"tu\"])", talk) == ["units[tu]"])
    #expect(try about("help(plan.units[\"tu\"].kind)", talk) == ["units.kind"])
    #expect(try about("help(report)", talk) == ["module report"])
    #expect(try about("help(report.table)", talk) == ["report.table"])
    #expect(try about("help(plan.units:limit(1))", talk) == ["query"])
    #expect(try about("report.table", talk) == ["report.table"])
    try talk.say("u = plan.units[\"tu\"]")
    #expect(try about("help(u.parent)", talk) == ["units.parent"])
    #expect(try about("help(1)", talk) == [" number"])
  }

  @Test("help is about a name, with a question mark too, and says what was perhaps meant")
  func names() throws {
    let talk = try Talk()
    #expect(try about("help \"units.kind\"", talk) == ["units.kind"])
    #expect(try about("help \"units.people\"", talk) == ["units:people"])
    #expect(try about("help \"where\"", talk) == ["query:where"])
    #expect(try about("help \"query:where\"", talk) == ["query:where"])
    #expect(try about("help \"summary\"", talk) == ["script summary"])
    #expect(try about("help \":save\"", talk) == [":save"])
    #expect(try about("help \"dv-003\"", talk) == ["units[dv-003]"])
    #expect(try about("help \"class-no-venue\"", talk) == ["check class-no-venue"])
    #expect(try about("plan.units?", talk) == ["units"])
    #expect(try about("?report.table", talk) == ["report.table"])
    #expect(try about("help \"sesions\"", talk) == ["? sesions [\"sessions\"]"])
  }

  @Test("help on the last error leads to what it is about")
  func errors() throws {
    let talk = try Talk()
    #expect(try about("help \"error\"", talk) == ["? error []"])
    for (line, topic) in [
      ("plan.units[\"tu\"].nmae", "units"), ("plan.unts", "plan"),
      ("plan.units:where { kind = \"agncy\" }", "kind"), ("report.tabel(1)", "report"),
    ] {
      let error = try #require(talk.failure(line))
      let topics = talk.prompt.topics(about: error)
      #expect(!topics.isEmpty, "\(line): \(error)")
      #expect(topics.contains { "\($0)".contains(topic) }, "\(topics)")
    }
    #expect(try about("help \"error\"", talk) == ["error"])
  }
}
