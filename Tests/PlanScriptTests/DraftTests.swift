import Lua
import PlanModel
import PlanScript
import PlanStore
import Testing

/// `draft { … }`: letters for whom they are meant, once, with nothing missing and nothing told to
/// those who may not know it.
@Suite struct DraftTests {
  private func run(_ source: String, _ snapshot: Snapshot? = nil) throws -> Run {
    let run = try Run(try snapshot ?? Sample.snapshot(), options: Sample.options()) { _ in }
    try run.run(source, name: "test")
    return run
  }

  /// The error of a script that must fail.
  private func failure(_ source: String) throws -> DraftError? {
    let error = #expect(throws: LuaError.self) { try run(source) }
    return error?.cause as? DraftError
  }

  private func faults(_ source: String) throws -> [TemplateFault] {
    guard case .template(let faults)? = try failure(source) else { return [] }
    return faults
  }

  /// The fields of the drafts that a script wrote.
  private func drafts(_ source: String) throws -> [[String: JSONValue]] {
    try run(source).changes.records.compactMap { change in
      guard change.key.collection == "drafts", case .add(let record) = change.kind else {
        return nil
      }
      return Dictionary(uniqueKeysWithValues: record.map { ($0.name, $0.value) })
    }
  }

  private func body(_ template: String, _ options: String = "") throws -> String {
    let source = """
      draft { to = plan.units["dv-001"], subject = "s", template = [==[\n\(template)\n]==], \(options) }
      """
    return try drafts(source).first?["body"]?.string ?? ""
  }

  @Test("a letter holds who it is for, what it says, and what it is the only one for")
  func record() throws {
    let found = try drafts(
      """
      draft { kind = "reminder", to = plan.units["dv-005"], template = "Kính gửi: {{to.name}}\\n",
        subject = "Nhắc {{to.name}}", key = { "late", plan.units["dv-005"].reports:first() },
        attachments = { "bieu-mau.docx" }, session = plan.sessions["lop-tp-1"] }
      """)
    #expect(found.count == 1)
    #expect(found[0]["to"] == .string("dv-005"))
    #expect(found[0]["recipient"] == .string("Chi bộ Kho bạc (mẫu)"))
    #expect(found[0]["subject"] == .string("Nhắc Chi bộ Kho bạc (mẫu)"))
    #expect(found[0]["body"] == .string("Kính gửi: Chi bộ Kho bạc (mẫu)\n"))
    #expect(found[0]["state"] == .string("draft"))
    #expect(found[0]["session"] == .string("lop-tp-1"))
    #expect(found[0]["attachments"] == .array([.string("bieu-mau.docx")]))
    #expect(found[0]["key"] == .string("late / reports bc-dv-005 / dv-005"))
    #expect(found[0]["approved_hash"] == nil)
  }

  @Test("values stand as Vietnamese writes them, and nothing is escaped")
  func values() throws {
    let text = try body(
      "{{n}} {{r}} {{d}} | {{d.long}} | {{t.long}} | {{t.clock}} | {{yes}} | {{a}} {{{a}}} | {{uppercased(w)}}",
      """
      data = { n = 1234567.5, r = ratio(22, 23), d = date("2023-12-04"), a = "<B&B> “x”", w = "đảng ủy",
        t = plan.sessions["lop-tp-1"].starts_at, yes = true }
      """)
    #expect(
      text
        == "1.234.567,5 95,65% 04/12/2023 | ngày 04 tháng 12 năm 2023 | 8 giờ 00, ngày 04 tháng 12 năm 2023 | 8 giờ 00 | có | <B&B> “x” <B&B> “x” | ĐẢNG ỦY\n"
    )
  }

  @Test("an English letter has English values")
  func english() throws {
    let text = try body(
      "{{d.long}}, {{n}}", #"language = "en", data = { d = date(2023, 12, 4), n = 1234.5 }"#)
    #expect(text == "4 December 2023, 1,234.5\n")
  }

  @Test("fields of records, of what they refer to, lists and what is not there")
  func records() throws {
    let text = try body(
      """
      {{s.organizer.name}}; {{s.format}}; {{s.level}}
      {{#s.speakers}}
      - {{.}}
      {{/s.speakers}}
      {{#s.audiences}}{{name}}{{^last()}}, {{/last()}}{{/s.audiences}}
      {{^s.note}}không có ghi chú{{/s.note}}{{#s.note}}{{.}}{{/s.note}}
      {{plan.number}} {{plan.signatory.role}} {{to.unit.secretary}}
      """, #"data = { s = plan.sessions["lop-dv-009"] }"#)
    #expect(
      try body(
        "{{count(l)}}: {{#l}}{{plusone(index())}}. {{.}} {{/l}}", "data = { l = { 'a', 'b' } }")
        == "2: 1. a 2. b \n")
    #expect(
      text == """
        Chi bộ Công ty Cấp nước Ước Mơ (mẫu); trực tiếp; cơ sở
        - Nguyễn Thị Ánh (mẫu)
        Toàn thể đảng viên trong đảng bộ, Một số quần chúng ưu tú (đối tượng Đảng)
        không có ghi chú
        130-KH/TU Phó Bí thư Phạm Hoài Thủy

        """)
  }

  @Test("all that is missing is told at once, with the template and the line")
  func missing() throws {
    let found = try faults(
      """
      draft { to = plan.units["dv-001"], subject = "{{nothing}}", data = { r = plan.reports["bc-dv-005"], list = { 1 } },
        template = [[
      {{to.name}} {{first}}

      {{r.submitted_on}} {{r.submited_on}}
      {{#r}}{{unit.nmae}}{{/r}}
      {{list}} {{#absent}}{{never.asked}}{{/absent}}
      {{^absent}}{{asked}}{{/absent}}]] }
      """)
    #expect(
      found.map { "\($0.line) \($0.problem)" } == [
        #"1 missing("nothing")"#, #"1 missing("first")"#, #"3 missing("r.submitted_on")"#,
        #"3 unknownField(owner: "reports", name: "submited_on", suggestions: ["submitted_on"])"#,
        #"4 unknownField(owner: "units", name: "nmae", suggestions: ["name"])"#,
        #"5 notText("list")"#, #"6 missing("asked")"#,
      ])
  }

  @Test("what is missing in a template that is included is told by that one's lines")
  func partials() throws {
    let found = try faults(
      #"draft { to = plan.units["dv-001"], template = "invitation", session = plan.sessions["lop-tp-1"] }"#
    )
    #expect(
      Set(found.map { "\($0.template):\($0.line)" }).isSuperset(of: [
        "invitation:1", "letter-head:1", "letter-head:3", "basis:1", "letter-foot:2",
      ]))
  }

  @Test(
    "a template that cannot be one is refused with its line",
    arguments: [
      ("a\\n{{b", 2, #"unclosed("b")"#), ("{{#a}}\\n{{/b}}", 2, #"notOpen("b")"#),
      ("\\n\\n{{#a}}x", 3, #"unclosed("a")"#), ("{{=<% %>=}}", 1, #"unsupported("=<% %>=")"#),
      ("{{> none}}", 1, #"partialNotFound("none")"#),
      ("{{> ../../etc/passwd}}", 1, "partialNotFound"),
      ("{{%CONTENT_TYPE:HTML}}", 1, "unsupported"), ("{{<a}}{{/a}}", 1, "unsupported"),
      ("{{}}", 1, "unsupported"), ("a\\n{{upper(to.name)}}", 2, "unsupported"),
      ("{{uppercased(today)}}", 1, #"notText("today")"#), ("{{count(to.name)}}", 1, "notText"),
      ("{{ #a }}", 1, ""), ("{{*x}}", 1, ""),
    ])
  func broken(template: String, line: Int, problem: String) throws {
    let found = try faults(
      "draft { to = plan.units['dv-001'], subject = 's', template = '\(template)\\n' }")
    #expect(found.map(\.line) == [line])
    #expect(
      found.map { "\($0.problem)" }.allSatisfy { problem.isEmpty || $0.contains(problem) },
      "\(found)")
  }

  @Test("a template without end is stopped: too deep, too long, or of too many values")
  func endless() throws {
    for source in [
      "local t = ('{{#to}}'):rep(1000) .. ('{{/to}}'):rep(1000)",
      "local t = ('x'):rep(300000) .. '{{to.name}}'",
      "local t = '{{#l}}{{#l}}{{#l}}{{#l}}{{.}}{{/l}}{{/l}}{{/l}}{{/l}}'",
    ] {
      let found = try faults(
        source
          + " local l = {} for i = 1, 200 do l[i] = i end draft { to = plan.units['dv-001'], subject = 's', template = t, data = { l = l } }"
      )
      #expect(found.last?.problem == .tooLarge)
    }
  }

  @Test("no template brings the run down, whatever stands in it", arguments: 0..<8)
  func hostile(seed: Int) throws {
    let pieces = [
      "{{", "}}", "{{{", "}}}", "{{#", "{{/", "{{^", "{{!", "{{&", "{{>", "l", "to", "to.name", ".",
      "..",
      " ", "\\n", "\\r\\n", "{", "}", "(", ")", "last()", "uppercased(", "é", "{{#l}}", "{{/l}}",
      "{{.}}",
      "{{#to}}", "{{/to}}", "basis", "subject:", "---",
    ]
    var number = UInt64(seed) &* 7919 &+ 17
    for _ in 0..<250 {
      let text = (0..<12).map { _ -> String in
        number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return pieces[Int((number >> 33) % UInt64(pieces.count))]
      }.joined()
      let source = """
        draft { to = plan.units["dv-001"], subject = "s", template = "\(text)\\n", data = { l = { "a", "b" } } }
        """
      do {
        let draft = try #require(try run(source).firstDraft())
        #expect(!draft.body.contains("PlanScript."), "\(text)")
      } catch let error as LuaError {
        #expect(error.cause is DraftError, "\(text): \(error)")
      }
    }
  }

  @Test("a key makes a letter once, whoever writes it again, and a withdrawn one stays away")
  func once() throws {
    let letter = """
      local function write() return draft { to = plan.units["dv-001"], subject = "s", template = "{{x}}\\n",
        data = { x = "1" }, key = "k" } end

      """
    let run = try run(letter + "assert(write() == write())")
    #expect(run.changes.count == 1)
    #expect(run.drafting.made.count == 1)
    let withdrawn = try self.run(letter + "write().state = 'withdrawn' write() write()")
    #expect(withdrawn.changes.count == 1)
    let key = #"key = "k / dv-001""#
    let before = try self.run(
      letter + "plan.drafts:add { state = 'withdrawn', \(key) } write()")
    #expect(before.drafting.withdrawn == ["draft-1"])
    #expect(before.drafting.made == [])
    let removed = try self.run(letter + "plan.drafts:remove(write()) write()")
    #expect(removed.drafting.made.count == 2)
    #expect(removed.changes.count == 1)
  }

  @Test("without a key the same letter to the same recipient is written once")
  func plainKey() throws {
    let run = try run(
      """
      for _, x in ipairs { "a", "b", "a" } do
        draft { to = { plan.units["dv-001"], plan.units["dv-002"] }, subject = "s", template = "{{x}}\\n", data = { x = x } }
      end
      """)
    #expect(run.drafting.made.count == 4)
  }

  @Test("recipients: a unit, a person, an audience, a line, a chair, a name, somebody in a unit")
  func recipients() throws {
    let found = try drafts(
      """
      local p = plan
      for _, to in ipairs { p.units["tu"], p.people["dv-001-p01"], p.audiences["dt-huu-tri"], p.recipients["nn-3"],
        p.sessions["lop-dv-001"], "Ông A", { name = "Đồng chí B", unit = p.units["dv-002"] } } do
        draft { to = to, subject = "s", template = "{{to.name}}\\n" }
      end
      """)
    let names = ["to", "person", "audience", "line"]
    #expect(
      found.map { draft in
        [draft["recipient"]?.string ?? ""] + names.compactMap { draft[$0]?.string }
      } == [
        ["Thành ủy", "tu"], ["Phạm Hoài Thủy", "dv-001", "dv-001-p01"],
        ["Các đồng chí cán bộ hưu trí trung, cao cấp là đảng viên", "dt-huu-tri"],
        ["HĐND, UBND thành phố", "nn-3"], ["Phạm Hoài Thủy", "dv-001"], ["Ông A"],
        ["Đồng chí B", "dv-002"],
      ])
    guard
      case .noChair(let key)? = try failure(
        #"draft { to = plan.sessions["lop-tp-2"], subject = "s", template = "x\n" }"#)
    else {
      Issue.record("a class without a chair must be told")
      return
    }
    #expect(key == RecordKey("sessions", "lop-tp-2"))
  }

  @Test(
    "what makes no letter is refused",
    arguments: [
      "draft { to = plan.units['tu'], template = 'x\\n' }",
      "draft { subject = 's', template = 'x\\n' }",
      "draft { to = 3, subject = 's', template = 'x\\n' }",
      "draft { to = plan.tasks['mau-1'], subject = 's', template = 'x\\n' }",
      "draft { to = plan.units['tu'], subject = 's' }",
      "draft { to = plan.units['tu'], subject = 's', template = 'no-such' }",
      "draft { to = plan.units['tu'], subject = 's', template = '../summons' }",
      "draft { to = plan.units['tu'], subject = 's', template = 'x\\n', dta = {} }",
      "draft { to = plan.units['tu'], subject = 's', template = 'x\\n', language = 'fr' }",
      "draft { to = plan.units['tu'], subject = 's', template = 'x\\n', attachments = { 1 } }",
      "draft { to = plan.units['tu'], subject = 's', template = '{{x}}\\n', data = { x = print } }",
      "local t = {} t.t = t draft { to = plan.units['tu'], subject = 's', template = '{{x}}\\n', data = t }",
    ])
  func refused(source: String) throws {
    #expect(throws: LuaError.self) { try run(source) }
  }
}
