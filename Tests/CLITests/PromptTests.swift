import Foundation
import Testing

/// The prompt at a real terminal.
@Suite(.serialized) struct PromptTests {
  private func prompt(
    _ store: String = Command.sample, language: String = "vi", columns: UInt16 = 80,
    environment: [String: String] = [:]
  ) throws -> Terminal {
    let terminal = try Terminal(
      "-d", store, "--lang", language, "--no-color", columns: columns, environment: environment)
    try terminal.ready()
    return terminal
  }

  private static let (up, left, tab) = ("\u{1B}[A", "\u{1B}[D", "\t")
  private static let (right, controlRight) = ("\u{1B}[C", "\u{1B}[1;5C")
  private static let (controlC, controlD) = ("\u{3}", "\u{4}")

  @Test("an expression is answered, a mistake is told, and Ctrl-D leaves")
  func answers() throws {
    let terminal = try prompt()
    #expect(try terminal.say("plan.units[\"tu\"]").contains("Thành ủy"))
    #expect(try terminal.say("plan.unts").contains("có phải ý bạn là “units”"))
    #expect(try terminal.say("plan.units").contains("trên 38 bản ghi"))
    #expect(try terminal.say("_:count() + 1").contains("39"))
    terminal.type(PromptTests.controlD)
    #expect(terminal.status() == 0)
  }

  @Test("it speaks English, and another language when asked")
  func languages() throws {
    let terminal = try prompt(language: "en")
    #expect(try terminal.say("plan.unts").contains("did you mean “units”"))
    #expect(try terminal.say(":lang vi").contains("tiếng Việt"))
    #expect(try terminal.say("plan.unts").contains("có phải ý bạn"))
    #expect(try terminal.say(":help").contains("Để làm gì"))
    #expect(try terminal.say(":quti").contains(":quit"))
  }

  @Test("keys move in the line, and bring earlier lines back")
  func keys() throws {
    let terminal = try prompt()
    #expect(try terminal.say("1 + 1").contains("2"))
    terminal.type(PromptTests.up)
    terminal.type(PromptTests.left + "4\r")
    try terminal.wait(for: "\n")
    #expect(try terminal.wait(for: "> ").contains("42"))
  }

  @Test("Tab completes, and lists what there is")
  func completion() throws {
    let terminal = try prompt()
    terminal.type("plan.units[\"binh minh" + PromptTests.tab)
    try terminal.wait(for: "dv-001\"]")
    terminal.type(".name\r")
    try terminal.wait(for: "\n")
    #expect(try terminal.wait(for: "> ").contains("Bình Minh"))
    terminal.type("plan.units:where { kind = \"" + PromptTests.tab)
    try terminal.wait(for: "lực lượng vũ trang")
    terminal.type(PromptTests.controlC)
    try terminal.ready()
  }

  @Test("how a line may go on stands behind it in grey, and a key takes it over")
  func suggestions() throws {
    let terminal = try Terminal("-d", Command.sample, "--lang", "vi")
    try terminal.ready()
    try terminal.say("plan.units:count()")
    terminal.type("plan.un")
    try terminal.wait(for: "\u{1B}[90mits:count()\u{1B}[0m")
    terminal.type(PromptTests.right + " + 1\r")
    try terminal.wait(for: "\n")
    #expect(try terminal.wait(for: "> ").contains("39"))
    terminal.type("plan.units" + PromptTests.left + PromptTests.right + PromptTests.controlRight)
    terminal.type("()\r")
    try terminal.wait(for: "\n")
    #expect(try terminal.wait(for: "> ").contains("38"))
    terminal.type("plan.recipi")
    try terminal.wait(for: "\u{1B}[90ments")
    terminal.type(PromptTests.controlC)
    try terminal.ready()
    // Without colours nobody could tell it from what is typed.
    let plain = try prompt()
    try plain.say("plan.units:count()")
    plain.type("plan.un\r")
    #expect(try !plain.wait(for: "> ").contains("its:count"))
  }

  @Test("help explains a check as --explain does")
  func checkHelp() throws {
    let terminal = try prompt()
    #expect(try terminal.say("help(\"class-no-venue\")").contains("Lớp chưa có địa điểm"))
    #expect(try terminal.say(":help task-overdue").contains("task-overdue"))
    terminal.type(":help class-no-ven" + PromptTests.tab)
    try terminal.wait(for: "ue")
  }

  @Test("a change that another's commit has overtaken is told, and nothing is written")
  func overtaken() throws {
    let copy = try Copy()
    let terminal = try prompt(copy.path)
    terminal.type("plan.place = \"Huế\"\r")
    try terminal.wait(for: "[1]> ")
    #expect(
      try Command("-d", copy.path, "-e", "plan.place = 'Vinh'", "--apply").status == 0)
    let answer = try terminal.say(":apply")
    #expect(answer.contains("Vinh") && answer.contains("Huế"), "\(answer)")
    #expect(try copy.lines("plan.json").joined().contains("\"Vinh\""))
  }

  @Test("accents are the same letters, composed or following their letter, and wide letters move")
  func letters() throws {
    let terminal = try prompt()
    #expect(try terminal.say("#\"Hue\u{302}\u{301}\"").contains("5"))
    #expect(try terminal.say("#\"Hu\u{1EBF}\"").contains("5"))
    #expect(try terminal.say("\"Hue\u{302}\u{301}\" == \"Hu\u{1EBF}\"").contains("true"))
    terminal.type("\"日本\"" + PromptTests.left + PromptTests.left)
    terminal.type("x\r")
    try terminal.wait(for: "\n")
    #expect(try terminal.wait(for: "> ").contains("日x本"))
  }

  @Test("Ctrl-C stops what runs within a tenth of a second, and forgets the line that is typed")
  func interruption() throws {
    let terminal = try prompt()
    try terminal.say("kept = 7")
    terminal.type("while true do end\r")
    try terminal.wait(for: "\n")
    Thread.sleep(forTimeInterval: 0.3)
    let clock = ContinuousClock()
    let time = try clock.measure {
      terminal.type(PromptTests.controlC)
      try terminal.wait(for: "đã ngắt")
    }
    #expect(time < .milliseconds(300), "\(time)")
    try terminal.ready()
    terminal.type("for i = 1, 2 do\r")
    try terminal.wait(for: "… ")
    terminal.type(PromptTests.controlC)
    try terminal.ready()
    #expect(try terminal.say("kept").contains("7"))
  }

  @Test("ten thousand pasted lines arrive whole, marked as a paste or not")
  func pastes() throws {
    let terminal = try prompt()
    let lines =
      ["function long()", "  local n = 0"] + (1...10_000).map { "  n = n + \($0)" }
      + ["  return n", "end"]
    terminal.type("\u{1B}[200~" + lines.joined(separator: "\r") + "\r\u{1B}[201~")
    try terminal.wait(for: "dòng nữa", seconds: 120)
    try terminal.wait(for: "> ", seconds: 120)
    #expect(try terminal.say("long()").contains("50005000"))
    let plain = "plan.units\n  :where { kind = \"agency\" }\n  :count()\n"
    terminal.type(plain)
    try terminal.wait(for: ":count()")
    #expect(try terminal.wait(for: "> ").contains("12"))
  }

  @Test("a window that gets narrow is used as it is")
  func resizing() throws {
    let terminal = try prompt(columns: 120)
    terminal.resize(columns: 40, rows: 20)
    Thread.sleep(forTimeInterval: 0.1)
    let shown = try terminal.say("plan.units")
    let lines = shown.split(whereSeparator: \.isNewline)
    #expect(lines.allSatisfy { $0.count <= 40 }, "\(shown)")
    #expect(shown.contains("trên 38 bản ghi"))
  }

  @Test("changes are counted in the prompt, shown, written and taken back")
  func changes() throws {
    let copy = try Copy()
    let terminal = try prompt(copy.path)
    terminal.type("plan.place = \"Huế\"\r")
    try terminal.wait(for: "[1]> ")
    #expect(try terminal.say(":diff").contains("Huế"))
    terminal.type(PromptTests.controlD)
    try terminal.wait(for: "(c/k) ")
    terminal.type("k\r")
    try terminal.wait(for: "[1]> ")
    #expect(try terminal.say(":apply").contains("lần ghi 1"))
    let other = try Command("-d", copy.path, "-e", "plan.place = 'Vinh'", "--apply")
    #expect(other.status == 0)
    #expect(try terminal.say("plan.place").contains(":refresh"))
    #expect(try terminal.say(":refresh").contains("Đã đọc lại"))
    #expect(try terminal.say("plan.place").contains("Vinh"))
    terminal.type("plan.place = \"Huế\"\r")
    try terminal.wait(for: "[1]> ")
    terminal.type(":quit\r")
    try terminal.wait(for: "(c/k) ")
    terminal.type("c\r")
    #expect(terminal.status() == 0)
  }

  @Test("the session is saved as a script that runs, and a value as a file")
  func files() throws {
    let copy = try Copy()
    let terminal = try prompt(copy.path)
    try terminal.say("local rows = plan.units:limit(2)")
    #expect(try terminal.say("rows").contains("2 bản ghi"))
    #expect(try terminal.say(":save \(copy.path)/phien").contains("planscript"))
    #expect(try terminal.say(":export \(copy.path)/bang.csv").contains("bang.csv"))
    let run = try Command("-d", copy.path, "\(copy.path)/phien.lua")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Tỉnh ủy"))
    #expect(try copy.lines("bang.csv").joined().contains("tu;Thành ủy"))
    terminal.type(":export \(copy.path)/bang.csv\r")
    try terminal.wait(for: "(c/k) ")
    terminal.type("k\r")
    try terminal.ready()
    #expect(try terminal.say(":export \(copy.path)/units.json").contains("lỗi"))
  }

  @Test("a bundle's script runs by its full name, alone, and stands in the audit")
  func bundle() throws {
    let desk = try Desk()
    try desk.trust(try desk.signedBundle())
    try desk.done("-d", "thu", "bundle", "install", "tham-du-0.1.0.bundle", "--yes")
    let terminal = try prompt(desk.path + "/thu")
    #expect(try terminal.say(":run tham-du:by-unit").contains("Bình Minh"))
    #expect(try terminal.say(":run tham-du:by-unit floor=abc").contains("floor"))
    #expect(try terminal.say(":run tham-du:by-untit").contains("có phải ý bạn là"))
    // What is proposed here is not the bundle's to see.
    try terminal.say("plan.place = \"Huế\"")
    #expect(try terminal.say(":run tham-du:remind").contains("lỗi"))
    try terminal.say(":discard")
    #expect(try terminal.say(":run tham-du:remind floor=99").contains("Dự thảo: soạn mới"))
    let pending = try terminal.say(":diff")
    #expect(pending.contains("Trích yếu") && !pending.contains("chương trình khác"))
    #expect(try terminal.say(":load tham-du:by-unit").contains("gõ: :run tham-du:by-unit"))
    #expect(try terminal.say(":apply").contains("lần ghi"))
    #expect(try desk.done("-d", "thu", "audit").contains("nhật ký nguyên vẹn"))
    let log = try desk.done("-d", "thu", "log", "-o", "json")
    #expect(log.contains("\"bundle\": \"tham-du\""), "\(log)")
    let audit = try desk.done("-d", "thu", "audit", "--action", "run", "-o", "csv")
    #expect(audit.components(separatedBy: "by-unit").count == 3, "\(audit)")
    // Once as it ran, once as what it proposed was written.
    #expect(audit.components(separatedBy: "remind").count == 3, "\(audit)")
  }

  @Test("what is longer than the window goes through the pager")
  func pager() throws {
    let terminal = try prompt(environment: ["PAGER": "sed s/^/PAGED/"])
    try terminal.say("plan.units")
    #expect(try terminal.say(":all").contains("PAGED"))
    #expect(try !terminal.say("plan.units[\"tu\"].name").contains("PAGED"))
  }

  @Test("lines are kept for the next time in a file of their owner's, without what is private")
  func history() throws {
    let copy = try Copy()
    let path = "\(copy.path)/state/history"
    let first = try prompt(environment: ["PLANSCRIPT_HISTORY": path])
    try first.say("1 + 2")
    try first.say(" 5 + 5")
    first.type(PromptTests.controlD)
    #expect(first.status() == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try copy.lines("state/history") == ["1 + 2", ""])
    let second = try prompt(environment: ["PLANSCRIPT_HISTORY": path])
    second.type(PromptTests.up + "\r")
    try second.wait(for: "\n")
    #expect(try second.wait(for: "> ").contains("3"))
    try copy.write("state/history", String(repeating: "x = 1\n", count: 60_000))
    let third = try prompt(environment: ["PLANSCRIPT_HISTORY": path])
    try third.say("1")
    #expect(try copy.lines("state/history").count < 1000)
  }

  @Test("without a terminal there is no prompt")
  func noTerminal() throws {
    let run = try Command("-d", Command.sample, input: "print(1)")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
  }
}
