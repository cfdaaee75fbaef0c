import Foundation
import Lua
import PlanModel
import PlanScript
import PlanStore
import Synchronization
import Testing

/// A conversation without a terminal.
final class Talk {
  let prompt: Prompt
  let shown = Shown()
  let store: Store

  init(_ store: Store? = nil, _ language: Language = .vi) throws {
    let store = try store ?? Store(path: Sample.package.appending(path: "examples/plan-130").path)
    self.store = store
    prompt = try Prompt(
      store, options: Sample.options(language), snapshot: { store.snapshot() },
      output: { [shown] in shown.blocks.append($0) })
  }

  /// The answer to a line that must not fail.
  @discardableResult
  func say(_ line: String) throws -> Prompt.Answer {
    switch prompt.submit(line) {
    case .done(let answer): return answer
    case .failed(let error): throw error
    case .more: throw Unexpected(what: "more")
    case .command(let command): throw Unexpected(what: ":\(command.name)")
    }
  }

  struct Unexpected: Error { let what: String }

  /// What a value is shown as, where that is one text.
  func value(_ line: String) throws -> String? {
    guard case .text(let text)? = try say(line).blocks.first else { return nil }
    return text
  }

  func table(_ line: String) throws -> ReportTable? {
    guard case .table(let table)? = try say(line).blocks.first else { return nil }
    return table
  }

  func failure(_ line: String) -> (any Error)? {
    guard case .failed(let error) = prompt.submit(line) else { return nil }
    return (error as? LuaError)?.cause ?? error
  }

  func isMore(_ line: String) -> Bool {
    if case .more = prompt.submit(line) { true } else { false }
  }
}

/// A copy of the sample store that a test may write to.
final class StoreCopy {
  let store: Store
  private let path: String

  init() throws {
    path = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.copyItem(
      atPath: Sample.package.appending(path: "examples/plan-130").path, toPath: path)
    store = try Store(path: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite struct PromptTests {
  @Test("an expression gives its value, and variables stay from line to line")
  func values() throws {
    let talk = try Talk()
    #expect(try talk.value("1 + 1") == "2")
    #expect(try talk.value("_ + 1") == "3")
    #expect(try talk.value("_2") == "2")
    #expect(try talk.say("x = 5").blocks.isEmpty)
    #expect(try talk.value("x") == "5")
    #expect(try talk.value("nil") == "nil")
    #expect(try talk.value("\"Huế\"") == "Huế")
    #expect(try talk.value("{ 1, 2 }") == "{ 1, 2 }")
  }

  @Test("a local outside of everything stays, one inside does not")
  func locals() throws {
    let talk = try Talk()
    try talk.say("local a, b = 1, 2")
    try talk.say("local function double(n) local m = n * 2 return m end")
    try talk.say("local nothing")
    #expect(try talk.value("double(a + b)") == "6")
    #expect(try talk.value("nothing") == "nil")
    try talk.say("if true then local inner = 1 end")
    guard case HostError.unknownGlobal("inner", _)? = talk.failure("inner") else {
      Issue.record("inner is known")
      return
    }
  }

  @Test("a record is a card, a query a table of its first rows with how many there are")
  func tables() throws {
    let talk = try Talk()
    talk.prompt.rowLimit = 7
    let card = try #require(try talk.table("plan.units[\"tu\"]"))
    #expect(card.columns.count == 2)
    let answer = try talk.say("plan.units")
    #expect(answer.rows?.shown == 7)
    #expect(answer.rows?.count == 38)
    #expect(try talk.table("plan.units:all()")?.rows.count == 7)
    #expect(try talk.table("plan.units:group_by(\"kind\"):summarise { n = agg.count() }") != nil)
    try talk.say("plan.units")
    guard case .table(let whole)? = try talk.prompt.everything() else {
      Issue.record("no table")
      return
    }
    #expect(whole.rows.count == 38)
  }

  @Test("what is not whole waits for the next line")
  func severalLines() throws {
    let talk = try Talk()
    #expect(talk.isMore("for i = 1, 3 do"))
    #expect(talk.isMore("  last = i"))
    #expect(talk.prompt.isWaiting)
    try talk.say("end")
    #expect(try talk.value("last") == "3")
    #expect(talk.isMore("text_of = [["))
    #expect(talk.isMore("end of it"))
    try talk.say("]]")
    #expect(try talk.value("text_of") == "end of it\n")
    #expect(talk.isMore("y ="))
    try talk.say("4")
    #expect(try talk.value("y") == "4")
    #expect(talk.isMore("plan.units:where {"))
    talk.prompt.cancel()
    #expect(try talk.value("1") == "1")
  }

  @Test("pasted lines are done one after the other, a chain of methods as one")
  func paste() throws {
    let talk = try Talk()
    var replies: [Prompt.Reply] = []
    let lines = """
      local rows = plan.attendance
        :where { category = "member" }
        :group_by("unit")

      function twice(n)
        return n * 2
      end
      twice(#rows)
      """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    talk.prompt.submit(lines) {
      replies.append($0)
      return true
    }
    guard case .done(let answer)? = replies.last, case .text(let text)? = answer.blocks.first else {
      Issue.record("\(replies)")
      return
    }
    #expect(Int(text) ?? 0 > 20)
    #expect(!talk.prompt.isWaiting)
  }

  @Test("ten thousand pasted lines take a moment, as one function or line by line")
  func longPaste() throws {
    let talk = try Talk()
    let clock = ContinuousClock()
    let body = (1...10_000).map { "  n = n + \($0)" }
    let time = clock.measure {
      talk.prompt.submit(["function long()", "  local n = 0"] + body + ["  return n", "end"]) { _ in
        true
      }
      talk.prompt.submit((1...2_000).map { "v = \($0)" }) { _ in true }
    }
    #expect(try talk.value("long()") == "50005000")
    #expect(try talk.value("v") == "2000")
    #expect(time < .seconds(20), "\(time)")
  }

  @Test("a line that fails changes nothing, and the conversation goes on")
  func failures() throws {
    let talk = try Talk()
    #expect(talk.failure("plan.tasks[\"iv-1-a\"].status = \"done\"; error(\"no\")") != nil)
    #expect(talk.prompt.changes.isEmpty)
    guard case QueryError.unknownField("plan", "unts", let near)? = talk.failure("plan.unts") else {
      Issue.record("no suggestion")
      return
    }
    #expect(near.contains("units"))
    guard case LuaError.syntax(_, let place?, _, _)? = talk.failure("x = = 1") else {
      Issue.record("no syntax error")
      return
    }
    #expect(place.text == "x = = 1")
    // Errors quote what was typed, and not what was made of it.
    guard case .failed(let error) = talk.prompt.submit("plan.unts") else { return }
    #expect((error as? LuaError)?.position?.text == "plan.unts")
    #expect(try talk.value("1 + 1") == "2")
  }

  @Test("a name that the host gives comes back when it is set to nil")
  func givenNames() throws {
    let talk = try Talk()
    try talk.say("text = \"của tôi\"")
    #expect(try talk.value("text") == "của tôi")
    try talk.say("text = nil")
    #expect(try talk.value("text.upper(\"Huế\")") == "HUẾ")
    try talk.say("soon = 1")
    guard case HostError.unknownGlobal("sonn", let near)? = talk.failure("sonn") else {
      Issue.record("no error")
      return
    }
    #expect(near.contains("soon"))
    #expect(talk.prompt.variables == ["soon"])
  }

  @Test("a limit and Ctrl-C end the line and not the conversation")
  func limits() throws {
    let talk = try Talk()
    try talk.say("kept = 1")
    let interrupter = talk.prompt.interrupter
    let clock = ContinuousClock()
    let asked = Mutex(clock.now)
    let thread = Thread {
      Thread.sleep(forTimeInterval: 0.1)
      asked.withLock { $0 = clock.now }
      interrupter.interrupt()
    }
    thread.start()
    guard case LuaError.interrupted? = talk.failure("while true do end") else {
      Issue.record("not interrupted")
      return
    }
    #expect(clock.now - asked.withLock { $0 } < .milliseconds(100))
    #expect(try talk.value("kept") == "1")
    guard case LuaError.memoryLimit? = talk.failure("s = ('x'):rep(1 << 30)") else {
      Issue.record("no limit")
      return
    }
    #expect(try talk.value("kept") == "1")
  }

  @Test("a query that somebody wants to end ends, and what is shown of it too")
  func stopped() throws {
    let snapshot = try Sample.snapshot().guarded(by: Gate(isStopped: { true }))
    let query = Query(.collection(Units.collection)).adding(.sort([SortKey("name")]))
    #expect(throws: Stopped.self) { try snapshot.execute(query) }
    // Asked for between two lines, it stops none.
    let talk = try Talk()
    talk.prompt.interrupter.interrupt()
    #expect(try talk.say("plan.units:sort(\"name\")").rows?.count == 38)
  }

  @Test("a command is told apart from Lua, and a misspelt one is told")
  func commands() throws {
    let talk = try Talk()
    guard case .command(let command) = talk.prompt.submit(":export \"bảng một.csv\"") else {
      Issue.record("no command")
      return
    }
    #expect(command.name == .export)
    #expect(command.words == ["bảng một.csv"])
    guard case PromptError.unknownCommand("tabels", let near)? = talk.failure(":tabels") else {
      Issue.record("no error")
      return
    }
    #expect(near == [":tables"])
    guard case PromptError.missingArgument(.save)? = talk.failure(":save") else {
      Issue.record("no error")
      return
    }
    #expect(try talk.prompt.collection(named: "don vi").name == "units")
  }

  @Test("the session is a script that runs, without what was only asked or failed")
  func script() throws {
    let talk = try Talk()
    #expect(talk.prompt.script == nil)
    for line in [
      "local low = plan.units:limit(2)", "plan.unts", "help(low)", "print(#low)", "low -- all",
    ] { _ = talk.prompt.submit(line) }
    let script = try #require(talk.prompt.script)
    #expect(script == "local low = plan.units:limit(2)\nprint(#low)\nprint(low)\n")
    try talk.say("_:count()")
    let remembering = try #require(talk.prompt.script)
    let shown = Shown()
    let run = try Run(try Sample.snapshot(), options: Sample.options()) { shown.blocks.append($0) }
    try run.run(remembering, name: "saved")
    guard case .text("2")? = shown.blocks.last else {
      Issue.record("\(remembering)")
      return
    }
  }
}

@Suite struct PromptChangeTests {
  private func status(_ store: Store) throws -> String? {
    try store.snapshot().tasks["iv-1-a"]?.status?.description
  }

  private let done = "plan.tasks[\"iv-1-a\"].status = \"done\""

  @Test("changes wait until they are written, and can be taken back line by line")
  func pending() throws {
    let copy = try StoreCopy()
    let talk = try Talk(copy.store)
    try talk.say("task = plan.tasks[\"iv-1-a\"]")
    try talk.say(done)
    try talk.say("new = plan.tasks:add { title = \"Việc mới\", id = \"moi\" }")
    #expect(talk.prompt.changes.count == 2)
    #expect(try talk.value("task.status") == "done")
    try talk.prompt.undo()
    #expect(talk.prompt.changes.count == 1)
    #expect(try talk.value("new") == "nil")
    // What a variable holds is looked up again.
    #expect(try talk.value("task.status") == "done")
    #expect(talk.prompt.script?.contains("moi") == false)
    try talk.prompt.discard()
    #expect(talk.prompt.changes.isEmpty)
    #expect(talk.prompt.script?.contains("done") == false)
    #expect(try talk.value("task.status") != "done")
    #expect(try status(copy.store) != "done")
    #expect(try talk.prompt.undo() == false)
  }

  @Test("what is written is there, and is taken back by another commit")
  func apply() throws {
    let copy = try StoreCopy()
    let talk = try Talk(copy.store)
    let before = try status(copy.store)
    try talk.say(done)
    let commit = try #require(try talk.prompt.apply(Origin(.run, who: "lan")))
    #expect(commit.number == 1)
    #expect(try status(copy.store) == "done")
    #expect(talk.prompt.changes.isEmpty)
    #expect(talk.prompt.news() == nil)
    _ = try talk.prompt.undoCommit(Origin(.undo, who: "lan"))
    #expect(try status(copy.store) == before)
    #expect(talk.prompt.commits.isEmpty)
  }

  @Test("what others write is told, and read when asked for")
  func news() throws {
    let copy = try StoreCopy()
    let (talk, other) = (try Talk(copy.store), try Talk(copy.store))
    try talk.say("place = plan.place")
    try talk.say("task = plan.tasks[\"iv-1-a\"]")
    #expect(talk.prompt.news() == nil)
    try other.say("plan.place = \"Huế\"")
    _ = try other.prompt.apply(Origin(.run, who: "hoa"))
    let batch = try #require(talk.prompt.news())
    #expect(batch.commits == [1])
    #expect(try talk.value("plan.place") != "Huế")
    try talk.say(done)
    try talk.prompt.refresh()
    #expect(try talk.value("plan.place") == "Huế")
    #expect(try talk.value("task.status") == "done")
    #expect(talk.prompt.changes.count == 1)
  }

  @Test("changes that conflict with what others wrote are told, and nothing is lost")
  func conflicts() throws {
    let copy = try StoreCopy()
    let (talk, other) = (try Talk(copy.store), try Talk(copy.store))
    try talk.say("plan.place = \"Huế\"")
    try other.say("plan.place = \"Vinh\"")
    _ = try other.prompt.apply(Origin(.run, who: "hoa"))
    #expect(throws: TransactError.self) { try talk.prompt.refresh() }
    #expect(throws: TransactError.self) { try talk.prompt.apply(Origin(.run, who: "lan")) }
    #expect(talk.prompt.changes.count == 1)
    try talk.prompt.discard()
    try talk.prompt.refresh()
    #expect(try talk.value("plan.place") == "Vinh")
  }

  @Test("a script runs by itself on what is proposed, and what it proposes joins that")
  func scripts() throws {
    let copy = try StoreCopy()
    let talk = try Talk(copy.store)
    try talk.say("plan.place = \"Huế\"")
    _ = try talk.prompt.run(
      script: """
        script { needs = { "read:tasks", "read:plan", "write:tasks" } }
        own = plan.place
        print(own)
        plan.tasks["iv-1-a"].status = "done"
        """, name: "own.lua"
    ) { _ in }
    guard case .text("Huế")? = talk.shown.blocks.last else {
      Issue.record("\(talk.shown.blocks)")
      return
    }
    #expect(talk.prompt.changes.count == 2)
    #expect(talk.failure("own") != nil)
    try talk.prompt.undo()
    #expect(talk.prompt.changes.count == 1)
    _ = try talk.prompt.load("local loaded = 7", name: "file.lua")
    #expect(try talk.value("loaded") == "7")
  }

  @Test("a record from before that no variable holds is refused, and never another one")
  func stale() throws {
    let copy = try StoreCopy()
    let talk = try Talk(copy.store)
    try talk.say("local u = plan.units:first(); hidden = function() return u end")
    try talk.prompt.refresh()
    #expect(try talk.table("u") != nil)
    try talk.say(
      "keep = (function() local inner = plan.units:first() return function() return inner end end)()"
    )
    try talk.prompt.refresh()
    #expect(talk.failure("keep().name") is LuaStaleHandle)
    #expect(talk.failure("plan.people:where { unit = keep() }:count()") is LuaStaleHandle)
  }

  @Test("another language speaks from the next line on")
  func languages() throws {
    let talk = try Talk()
    try talk.say("u = plan.units[\"tu\"]")
    #expect(try talk.table("u")?.columns.first?.title == "Trường")
    try talk.prompt.speak(.en)
    #expect(try talk.table("u")?.columns.first?.title == "Field")
  }
}
