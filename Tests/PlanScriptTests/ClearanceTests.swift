import Lua
import PlanModel
import PlanScript
import PlanStore
import Testing

/// What is restricted is not told to those who are not cleared, by no way into a letter.
@Suite struct ClearanceTests {
  private func run(_ source: String) throws -> Run {
    let run = try Run(try Sample.snapshot(), options: Sample.options()) { _ in }
    try run.run(source, name: "test")
    return run
  }

  /// The record, its field and the place that a refusal names.
  private func refusal(_ source: String) throws -> String? {
    do {
      _ = try run(source)
      return nil
    } catch let error as LuaError {
      #expect(!"\(error)".contains("Chiến lược bảo vệ"), "the text is not quoted")
      switch error.cause as? DraftError {
      case .restricted(let key, let field, let place, _)?: return "\(key.id).\(field) \(place)"
      case .secrecyMark(_, let field)?: return "mark \(field)"
      default: return "\(error)"
      }
    }
  }

  private func letter(
    _ template: String, _ options: String = "", to: String = "plan.units['dv-001']"
  )
    -> String
  {
    "draft { to = \(to), subject = 's', template = '\(template)\\n', data = { t = plan.topics['nq-1'], task = plan.tasks['vi-2-a'] }, \(options) }"
  }

  @Test(
    "by every way the title comes, the letter stops, and names record and field",
    arguments: [
      ("{{t.title}}", "", "nq-1.title body"), ("{{t.handling}}", "", "nq-1.title body"),
      ("{{task.title}}", "", "nq-1.title body"), ("{{task.quote}}", "", "nq-1.title body"),
      (
        "x", "attachments = { 'Chiến lược bảo vệ Tổ quốc trong tình hình mới.docx' }",
        "nq-1.title attachments"
      ),
      ("x", "kind = 'Chiến lược bảo vệ Tổ quốc trong tình hình mới'", "nq-1.title kind"),
      ("về chiến lược  bảo vệ TỔ QUỐC, trong tình hình mới", "", "nq-1.title body"),
      ("chien luoc bao ve to quoc trong tinh hinh moi", "", "nq-1.title body"),
      (
        "chie\u{302}\u{301}n lu\u{31B}o\u{31B}\u{323}c ba\u{309}o ve\u{302}\u{323} To\u{302}\u{309} quo\u{302}\u{301}c trong ti\u{300}nh hi\u{300}nh mo\u{31B}\u{301}i",
        "", "nq-1.title body"
      ),
    ])
  func stops(template: String, options: String, told: String) throws {
    #expect(try refusal(letter(template, options)) == told)
  }

  @Test("in the subject, and out of a script's own text")
  func subject() throws {
    #expect(
      try refusal(
        "draft { to = plan.units['dv-001'], subject = plan.topics['nq-1'].title, template = 'x\\n' }"
      )
        == "nq-1.title subject")
    #expect(
      try refusal(
        "draft { to = plan.units['dv-001'], subject = 's', template = '{{x}}\\n', data = { x = 'Về ' .. plan.topics['nq-1'].title .. '.' } }"
      ) == "nq-1.title body")
  }

  @Test("a material that is restricted counts as well, and words about secrecy do not")
  func materials() throws {
    let material = "plan.materials['tl-5'].restricted = true "
    let text = "Bài giảng của các đồng chí báo cáo viên tại Hội nghị toàn quốc"
    #expect(try refusal(material + letter(text)) == "tl-5.title body")
    #expect(try refusal(letter(text)) == nil)
    #expect(try refusal(letter("bảo mật, bí mật, mật khẩu, chiến lược, bảo vệ Tổ quốc")) == nil)
    #expect(try refusal(letter("Văn bản: TUYỆT MẬT")) == "mark body")
  }

  @Test("the label says what may be said")
  func label() throws {
    let run = try run(letter("{{t.label}}; {{task.label}}; {{t}}"))
    let draft = try #require(try run.firstDraft())
    #expect(
      draft.body == """
        [nội dung hạn chế, mã nq-1: liên hệ văn thư]; [nội dung hạn chế, mã vi-2-a: liên hệ văn thư]; [nội dung hạn chế, mã nq-1: liên hệ văn thư]

        """)
  }

  @Test("who is cleared is told; a person, a chair or somebody in a cleared unit is not")
  func cleared() throws {
    let clear = "for _, id in ipairs { 'dv-001', 'hdnd-tp' } do plan.units[id].cleared = true end "
    let audience = "plan.audiences['dt-bao-cao-vien'].cleared = true "
    func told(_ to: String, _ before: String = "") throws -> Bool {
      try refusal(clear + before + letter("{{t.title}}", to: to)) == nil
    }
    #expect(try told("plan.units['dv-001']"))
    #expect(try !told("plan.units['dv-002']"))
    #expect(try !told("plan.people['dv-001-p01']"))
    #expect(try !told("plan.sessions['lop-dv-001']"))
    #expect(try !told("{ name = 'Đồng chí A', unit = plan.units['dv-001'] }"))
    #expect(try !told("'Đảng bộ phường Bình Minh (mẫu)'"))
    #expect(try told("plan.audiences['dt-bao-cao-vien']", audience))
    #expect(try !told("plan.audiences['dt-bao-cao-vien']"))
    // A line is cleared when all its units are.
    #expect(try !told("plan.recipients['nn-3']"))
    #expect(try told("plan.recipients['nn-3']", "plan.units['ubnd-tp'].cleared = true "))
  }

  @Test("a unit writes to nobody out of its scope, and sees no letter of another")
  func scope() throws {
    let snapshot = try Sample.snapshot().scoped(to: "dv-001")
    let run = try Run(snapshot, options: Sample.options()) { _ in }
    try run.run(
      """
      assert(plan.units["dv-002"] == nil)
      draft { to = plan.units["dv-001"], subject = "s", template = "{{to.name}}\\n" }
      assert(#plan.drafts == 1)
      """, name: "test")
    #expect(run.drafting.made.count == 1)
  }
}
