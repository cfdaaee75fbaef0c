import Foundation
import PlanScript
import Testing

/// `check` and `waive`, as they are typed.
@Suite struct CheckCommandTests {
  private func check(_ store: Copy, _ words: String..., language: String = "en") throws -> Command {
    try Command(
      ["check", "-d", store.path, "--today", "2023-12-22", "--lang", language] + words,
      in: NSTemporaryDirectory())
  }

  @Test("shows findings by check, with file, line, record, what to do and a tally")
  func text() throws {
    let run = try check(try Copy(), "--select", "unit-figures", language: "vi")
    #expect(
      run.output == """
        LỖI · Số đảng viên của đơn vị trái nhau  [unit-figures]  1/12
          - units.json:36  dv-009
            Chi bộ Công ty Cấp nước Ước Mơ (mẫu): miễn 1, đi xa 11, tổng số 10
          gợi ý: Hỏi lại đơn vị rồi sửa.

        1 phép kiểm, 12 lượt bản ghi: 1 lỗi, 0 cảnh báo, 0 ghi chú.

        """)
    #expect(run.errors.isEmpty)
    #expect(run.status == 1)
  }

  @Test("exit codes: findings from the severity that fails, and nothing examined")
  func status() throws {
    let store = try Copy()
    #expect(try check(store).status == 1)
    #expect(try check(store, "--fail-on", "none").status == 0)
    #expect(try check(store, "--select", "over-capacity").status == 0)
    #expect(try check(store, "--select", "over-capacity", "--fail-on", "warning").status == 1)
    #expect(
      try check(store, "--select", "over-capacity", "--severity", "over-capacity=error").status == 1
    )
    #expect(
      try check(
        store, "--select", "over-capacity", "--set", "over-capacity.percent=104", "--fail-on",
        "info"
      ).status == 0)
    #expect(
      try check(store, "--select", "over-capacity", "--severity", "over-capacity=off").status == 5)
    let vacuous = try check(store, "--select", "class-eligibility or city-total-differs")
    #expect(vacuous.status == 5)
    #expect(
      vacuous.output.hasSuffix("Nothing to look at: city-total-differs, class-eligibility.\n"))
    try store.edit("sessions.json", "[\n", "[\n}")
    let broken = try check(store)
    #expect(broken.status == 4)
    #expect(broken.errors.contains("sessions.json:2:1: not JSON"))
    #expect(broken.errors.components(separatedBy: "not JSON").count == 2)
    #expect(broken.output.contains("[unit-figures]"))
    #expect(try Command("check", "-d", "/nowhere", "--lang", "en").status == 4)
  }

  @Test(
    "what was typed wrong is told with what was meant",
    arguments: [
      (["--select", "dedline"], "did you mean “deadline”?"),
      (["--select", "class deadline"], "from character 7 on"),
      (["--explain", "over-capasity"], "did you mean “over-capacity”?"),
      (["--set", "over-capacity.percnt=1"], "did you mean “percent”?"),
      (["--set", "over-capacity"], "--set does not take “over-capacity”"),
      (["--set", "over-capacity.percent=much"], "“percent” must be a percentage"),
      (["--severity", "over-capacity=eror"], "did you mean “error”?"),
      (["--severity", "over-capasity=error"], "did you mean “over-capacity”?"),
      (["--fail-on", "errors"], "did you mean “error”?"),
      (["-o", "sarf"], "did you mean “sarif”?"),
      (["--baseline", "/nowhere/b.json"], "cannot read “/nowhere/b.json”"),
      (["over-capasity"], "did you mean “over-capacity”?"),
    ])
  func usage(words: [String], says: String) throws {
    let run = try Command(
      ["check", "-d", Command.sample, "--lang", "en"] + words, in: NSTemporaryDirectory())
    #expect(run.errors.contains(says), "\(run.errors)\(run.output)")
    #expect(run.status == 2)
  }

  @Test("the store says which severities and thresholds it wants, and is held to what exists")
  func settings() throws {
    let store = try Copy()
    try store.edit(
      "store.json", "{\n",
      """
      {
        "checks": {
          "unit-figures": {"severity": "info"},
          "over-capacity": {"thresholds": {"percent": 110}},
          "task-no-date": {"severity": "off"}
        },

      """)
    let run = try check(store, "--select", "unit-figures or over-capacity or task-no-date")
    #expect(run.status == 0)
    #expect(run.output.contains("INFO · "))
    #expect(run.output.contains("2 checks, 22 records looked at: 0 errors, 0 warnings, 1 info."))
    // A call wants more than its store.
    #expect(
      try check(
        store, "--select", "over-capacity", "--set", "over-capacity.percent=90", "--fail-on",
        "warning"
      ).status == 1)
    // So does a check in a script of any kind.
    let script = """
      check { id = "unit-figures", severity = "error", each = plan.units:where { id = "tu" },
        test = function() return false end, message = "${id}" }
      """
    let plain = try Command("-d", store.path, "-e", script, "--lang", "en")
    #expect(plain.output.contains("info"))
    #expect(!plain.output.contains("error"))
    try store.edit("store.json", "unit-figures", "unit-figure")
    let wrong = try check(store)
    #expect(wrong.errors.contains("store.json: there is no check “unit-figure”"))
    #expect(wrong.errors.contains("did you mean “unit-figures”?"))
    #expect(wrong.status == 4)
  }

  @Test("a store's own check runs with the others; of one name, the store's counts")
  func own() throws {
    let store = try Copy()
    let folder = store.path + "/checks"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try store.write(
      "checks/no-contact.lua",
      """
      check { id = "no-contact", tags = { "unit" }, each = plan.units:where { reports_back = true },
        test = function(u) return u.contact ~= nil end, message = "${name}" }
      """)
    try store.write(
      "checks/unit-figures.lua",
      #"check { id = "unit-figures", each = plan.units, test = function() return true end, message = "" }"#
    )
    try store.edit("units.json", #""contact": "Văn thư dv-003 (mẫu)", "#, "")
    let run = try check(store, "--select", "no-contact or unit-figures", "-o", "csv")
    #expect(run.output.contains("units,dv-003,,Đảng bộ xã Phước Ánh (mẫu),units.json,30,counted"))
    #expect(!run.output.contains("dv-009"))
    #expect(run.errors == "2 checks, 50 records looked at: 0 errors, 1 warning, 0 info.\n")
    try store.write("checks/broken.lua", "check { id = 'broken' }")
    let broken = try check(store)
    #expect(broken.status == 3)
    #expect(broken.errors.contains("broken.lua:1: check { } must have “each”"))
    #expect(broken.output.contains("1 broken check"))
    let one = try check(store, folder + "/no-contact.lua", "--fail-on", "warning")
    #expect(one.status == 1)
    #expect(one.output.contains("1 check, 12 records looked at"))
  }

  @Test("every form holds the same findings")
  func forms() throws {
    let store = try Copy()
    let place = NSTemporaryDirectory() + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: place) }
    for format in ["table", "md", "html", "csv", "json", "junit", "sarif"] {
      let run = try check(store, "--select", "report-late", "-o", format, "--out", place)
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("1 check, 10 records looked at: 1 error, 1 warning, 0 info."))
      let text = try String(contentsOfFile: place, encoding: .utf8)
      for id in ["bc-dv-003", "bc-dv-008"] { #expect(text.contains(id), "\(format)") }
      #expect(text.contains("2023-12-21"), "\(format)")
    }
    let inside = try check(store, "-o", "json", "--out", store.path + "/found.json")
    #expect(inside.status == 2)
  }

  @Test("a baseline: what is known does not fail, what is new does, what is gone is told")
  func baseline() throws {
    let store = try Copy()
    let place = NSTemporaryDirectory() + UUID().uuidString + ".json"
    defer { try? FileManager.default.removeItem(atPath: place) }
    let first = try check(store, "--write-baseline", place)
    #expect(first.status == 0)
    #expect(first.errors.contains("findings to “\(place)”"))
    let second = try check(store, "--baseline", place, "--fail-on", "info")
    #expect(second.status == 0)
    #expect(second.output.contains(" known."))
    try store.edit(
      "units.json", #""members_total": 28, "members_exempt": 3"#,
      #""members_total": 28, "members_exempt": 27"#)
    try store.edit("sessions.json", #""capacity": 30"#, #""capacity": 31"#)
    let third = try check(store, "--baseline", place, "--select", "unit-figures or over-capacity")
    #expect(third.status == 1)
    #expect(third.output.contains("units.json:28  dv-001"))
    #expect(!third.output.contains("dv-009"))
    #expect(third.output.contains("Known and found no more (1)"))
    #expect(third.output.contains("over-capacity · sessions/lop-dv-002"))
  }

  @Test("explains a check, and lists all")
  func explain() throws {
    let run = try Command("check", "--explain", "over-capacity", "--lang", "en")
    #expect(run.output.contains("Roster over capacity"))
    #expect(run.output.contains("planscript check --set over-capacity.percent=100"))
    #expect(run.status == 0)
    let list = try Command("check", "--list", "-o", "csv", "--lang", "vi")
    #expect(list.output.split(separator: "\r\n").count == ShippedLibrary.checkNames.count + 1)
  }

  @Test("what one unit may see is checked, and nothing else")
  func scope() throws {
    let run = try check(try Copy(), "--unit", "dv-009", "--select", "unit-figures", "-o", "csv")
    #expect(run.output.contains("dv-009"))
    #expect(run.errors.hasPrefix("1 check, 1 records looked at"))
  }

  @Test("a waiver is shown, written, counted, taken back; expired it counts again and is pruned")
  func waive() throws {
    let store = try Copy()
    func waive(_ words: String...) throws -> Command {
      try Command(
        ["-d", store.path, "waive"] + words + ["--lang", "en"], in: NSTemporaryDirectory())
    }
    let add = [
      "add", "unit-figures", "dv-009", "--reason", "asked again", "--owner", "office", "--until",
      "2023-12-31", "--today", "2023-12-22",
    ]
    func added(_ more: String...) throws -> Command {
      try Command(
        ["-d", store.path, "waive"] + add + more + ["--lang", "en"], in: NSTemporaryDirectory())
    }
    let before = try store.contents()
    #expect(try added().output.contains("asked again"))
    #expect(try store.contents() == before)
    let applied = try added("--apply")
    #expect(applied.status == 0, "\(applied.errors)")
    let quiet = try check(store, "--select", "unit-figures")
    #expect(quiet.status == 0)
    #expect(quiet.output.hasSuffix("0 errors, 0 warnings, 0 info; 1 waived.\n"), "\(quiet.output)")
    // Of files that were named, others' waivers are not told.
    let other = try check(store, "over-capacity")
    #expect(other.errors.isEmpty, "\(other.errors)")
    #expect(try added().errors.contains("it is waived until 2023-12-31 already"))
    #expect(try waive("list", "--today", "2023-12-22").output.contains("holds"))
    let later = try Command(
      "check", "-d", store.path, "--today", "2024-01-01", "--lang", "en", "--select", "unit-figures"
    )
    #expect(later.status == 1)
    #expect(later.errors.contains("ended on 2023-12-31, counts again"))
    let pruned = try waive("prune", "--today", "2024-01-01", "--apply")
    #expect(pruned.status == 0)
    #expect(try waive().output == "There are no waivers.\n")
    #expect(try Command("undo", "-d", store.path, "2", "--apply").status == 0)
    #expect(try waive("list", "--today", "2023-12-22").output.contains("units/dv-009"))
    #expect(
      try Command("doctor", "-d", store.path, "-o", "json").output.contains("waivers") == false)
  }

  @Test(
    "a waiver for what does not exist is refused with what was meant",
    arguments: [
      (
        ["unit-figure", "dv-009", "--reason", "a", "--owner", "b", "--until", "2023-12-31"],
        "did you mean “unit-figures”?"
      ),
      (
        ["unit-figures", "dv-0091", "--reason", "a", "--owner", "b", "--until", "2023-12-31"],
        "did you mean “dv-00"
      ),
      (
        [
          "unit-figures", "units/dv-0091", "--reason", "a", "--owner", "b", "--until", "2023-12-31",
        ], "no record has the id “units/dv-0091”"
      ),
      (
        ["unit-figures", "dv-009", "--reason", " ", "--owner", "b", "--until", "2023-12-31"],
        "--reason is missing"
      ),
      (["unit-figures", "dv-009", "--reason", "a", "--until", "2023-12-31"], "--owner is missing"),
      (["unit-figures", "dv-009", "--reason", "a", "--owner", "b"], "--until is missing"),
      (
        ["unit-figures", "dv-009", "--reason", "a", "--owner", "b", "--until", "2023-12-21"],
        "2023-12-21 has passed"
      ),
      (["unit-figures"], "“planscript waive add” needs RECORD"),
    ])
  func refused(words: [String], says: String) throws {
    let run = try Command(
      ["waive", "add"] + words + ["-d", Command.sample, "--lang", "en", "--today", "2023-12-22"],
      in: NSTemporaryDirectory())
    #expect(run.errors.contains(says), "\(run.errors)")
    #expect(run.status == 2)
  }
}

/// docs/checks.md says what is so.
@Suite struct CheckGuideTests {
  @Test("every command of the guide runs and ends as it says, and prints what it shows")
  func guide() throws {
    let folder = NSTemporaryDirectory() + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = try String(
      contentsOf: Command.package.appending(path: "docs/checks.md"), encoding: .utf8)
    var (last, commands, shown): (Command?, Int, Int) = (nil, 0, 0)
    for block in text.components(separatedBy: "```").enumerated().filter({ $0.offset % 2 == 1 }) {
      let lines = block.element.components(separatedBy: "\n")
      switch lines[0] {
      case "sh":
        for line in lines.dropFirst() where !line.isEmpty {
          let pieces = line.components(separatedBy: "    # ")
          let status = pieces.dropFirst().last.flatMap { Int32($0.suffix(1)) } ?? 0
          let run = try Command.shell(
            pieces[0], in: folder)
          #expect(run.status == status, "\(line)\n\(run.errors)\(run.output)")
          (last, commands) = (run, commands + 1)
        }
      case "lua":
        let path = try #require(lines[1].split(separator: " ").last)
        let file = URL(filePath: folder).appending(path: String(path))
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(lines.dropFirst().joined(separator: "\n").utf8).write(to: file)
      case "text":
        #expect(last?.output == lines.dropFirst().joined(separator: "\n"))
        shown += 1
      default: break
      }
    }
    #expect(commands > 25 && shown == 2)
    for file in ["docs/checks.md", "README.md", "README.vi.md"] {
      let text = try String(contentsOf: Command.package.appending(path: file), encoding: .utf8)
      #expect(text.contains("\(ShippedLibrary.checkNames.count) "), "\(file)")
    }
  }
}
