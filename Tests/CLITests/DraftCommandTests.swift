import Foundation
import Testing

/// `planscript draft …`, as a clerk types it.
@Suite struct DraftCommandTests {
  /// A store with three reminders in it.
  private func store() throws -> Copy {
    let copy = try Copy()
    let code = """
      for _, id in ipairs { "dv-001", "dv-002", "dv-003" } do
        draft { kind = "reminder", to = plan.units[id], subject = "Nhắc {{to.name}}", key = "n",
          template = "\\tDỰ THẢO\\t\\nKính gửi: {{to.name}}.\\n", attachments = { "bieu-mau.docx" },
          session = plan.sessions["lop-tp-1"] }
      end
      """
    let run = try Command("-d", copy.path, "--lang", "vi", "-e", code, "--apply")
    try #require(run.status == 0, "\(run.errors)")
    return copy
  }

  private func draft(_ copy: Copy, _ arguments: String...) throws -> Command {
    try Command(
      ["draft", arguments[0], "-d", copy.path, "--lang", "vi"] + arguments.dropFirst(),
      in: copy.path)
  }

  private func states(_ copy: Copy) throws -> [String] {
    try draft(copy, "list", "-o", "csv").output.split(separator: "\r\n").dropFirst()
      .map { String($0.split(separator: ";")[1]) }
  }

  private func folder(_ copy: Copy, _ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(copy.path)/\(name)").sorted()
  }

  @Test("approve and export: shown first, then written, and each can be taken back")
  func steps() throws {
    let copy = try store()
    let before = try copy.contents()
    let shown = try draft(copy, "approve", "draft-1", "draft-2")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("draft-1: dự thảo → đã duyệt · Đảng bộ phường Bình Minh (mẫu)"))
    #expect(shown.output.contains("Chưa ghi gì"))
    #expect(try copy.contents() == before)
    let approved = try draft(copy, "approve", "draft-1", "draft-2", "--apply")
    #expect(approved.output.contains("Đã ghi 2 bản ghi (lần ghi 2)"))
    #expect(try states(copy) == ["đã duyệt", "đã duyệt", "dự thảo"])
    let written = try draft(copy, "export", "--all", "--as", "txt", "--out", "gui")
    #expect(written.status == 0, "\(written.errors)")
    #expect(
      written.output == """
        Đã ghi 2 tệp vào “gui”: “draft-1-dang-bo-phuong-binh-minh-mau.txt”, “draft-2-dang-bo-xa-dong-an-mau.txt”. Chưa gửi cho ai.
        Trong kho vẫn là “đã duyệt”; thêm --apply thì ghi là “đã xuất”.

        """)
    #expect(try states(copy) == ["đã duyệt", "đã duyệt", "dự thảo"])
    let again = try draft(copy, "export", "--all", "--as", "txt", "--out", "gui")
    #expect(again.status == 2)
    #expect(again.errors.contains("không ghi đè, chưa ghi gì"))
    let marked = try draft(copy, "export", "--all", "--as", "txt", "--out", "gui2", "--apply")
    #expect(marked.status == 0, "\(marked.errors)")
    #expect(try states(copy) == ["đã xuất", "đã xuất", "dự thảo"])
    let undo = try Command("-d", copy.path, "undo", "3", "--apply")
    #expect(undo.status == 0, "\(undo.errors)")
    #expect(try states(copy) == ["đã duyệt", "đã duyệt", "dự thảo"])
  }

  @Test("an approval holds for exactly what was approved")
  func changed() throws {
    let copy = try store()
    _ = try draft(copy, "approve", "draft-1", "--apply")
    for (field, value) in [
      ("body", "Kính gửi ai đó."), ("subject", "Khác"), ("recipient", "Người khác"),
    ] {
      let other = try Copy(of: copy)
      let edit = try Command(
        "-d", other.path, "-e", "plan.drafts['draft-1'].\(field) = '\(value)'", "--apply")
      #expect(edit.status == 0, "\(edit.errors)")
      #expect(try states(other).first == "đã sửa sau khi duyệt")
      let export = try draft(other, "export", "draft-1", "--as", "txt", "--out", "gui")
      #expect(export.status == 6)
      #expect(
        export.errors.contains(
          "draft-1 đang ở trạng thái “đã sửa sau khi duyệt”, nên không xuất được"))
      #expect(export.errors.contains("planscript draft approve draft-1 --apply"))
      #expect(!FileManager.default.fileExists(atPath: other.path + "/gui"))
      _ = try draft(other, "approve", "draft-1", "--apply")
      #expect(try draft(other, "export", "draft-1", "--as", "txt", "--out", "gui").status == 0)
    }
    let names = "plan.drafts['draft-1'].attachments = { 'khac.docx' }"
    _ = try Command("-d", copy.path, "-e", names, "--apply")
    #expect(try states(copy).first == "đã sửa sau khi duyệt")
  }

  @Test("what was not approved is not exported, and what is withdrawn goes nowhere")
  func refused() throws {
    let copy = try store()
    let export = try draft(copy, "export", "draft-1", "--as", "eml", "--out", "gui")
    #expect(export.status == 6)
    #expect(export.errors.contains("draft-1 đang ở trạng thái “dự thảo”, nên không xuất được"))
    #expect(try draft(copy, "export", "--all", "--as", "eml", "--out", "gui").status == 5)
    #expect(try draft(copy, "withdraw", "draft-1", "--apply").status == 0)
    #expect(try draft(copy, "approve", "draft-1", "--apply").status == 6)
    #expect(try draft(copy, "withdraw", "draft-1", "--apply").status == 6)
    let unknown = try draft(copy, "approve", "draft-01", "--apply")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("không có dự thảo “draft-01”"))
    #expect(try draft(copy, "approve").status == 2)
    #expect(try draft(copy, "export", "draft-2").status == 2)
    #expect(try draft(copy, "export", "draft-2", "--as", "doc").status == 2)
    #expect(try draft(copy, "list", "--state", "sent").status == 2)
  }

  @Test("a second run writes no letter twice, says so, and leaves a withdrawn one alone")
  func once() throws {
    let copy = try Copy()
    func run() throws -> String {
      try Command(
        "-d", copy.path, "--lang", "vi", "draft-remind-report", "--today", "2023-12-22", "--apply"
      ).output
    }
    #expect(try run().contains("Dự thảo: soạn mới 2."))
    #expect(try run() == "Dự thảo: 2 đã có từ trước, không soạn lại.\nKhông có gì để ghi.\n")
    _ = try draft(copy, "withdraw", "draft-1", "--apply")
    #expect(
      try run()
        == "Dự thảo: 1 đã có từ trước, không soạn lại; 1 đã rút, không soạn lại.\nKhông có gì để ghi.\n"
    )
  }

  @Test("a preview shows the first letter whole and writes nothing")
  func preview() throws {
    let copy = try Copy()
    let before = try copy.contents()
    let run = try Command(
      "-d", copy.path, "--lang", "vi", "draft-remind-report", "--today", "2023-12-22")
    #expect(run.output.contains("Xem trước draft-1, gửi Chi bộ Kho bạc (mẫu):"))
    #expect(run.output.contains("đơn vị đã chậm 2 ngày."))
    #expect(run.output.contains("Thay đổi đề nghị (2 bản ghi)"))
    #expect(try copy.contents() == before)
  }

  @Test("what is restricted does not leave the store, whoever wrote it into the draft")
  func restricted() throws {
    let copy = try store()
    _ = try draft(copy, "approve", "draft-1", "draft-2", "--apply")
    let leak = """
      local d = plan.drafts["draft-1"]
      d.body = "Về " .. plan.topics["nq-1"].title
      """
    _ = try Command("-d", copy.path, "-e", leak, "--apply")
    let approve = try draft(copy, "approve", "draft-1", "--apply")
    #expect(approve.status == 6)
    #expect(approve.errors.contains("topics/nq-1.title"))
    #expect(approve.errors.contains("“body”"))
    #expect(!approve.errors.contains("Chiến lược"))
    // Somebody marked a topic after the letter was approved.
    let later = """
      plan.topics["nq-2"].title = "Kính gửi"
      plan.topics["nq-2"].restricted = true
      """
    _ = try Command("-d", copy.path, "-e", later, "--apply")
    let export = try draft(copy, "export", "draft-2", "--as", "txt", "--out", "gui")
    #expect(export.status == 6)
    #expect(export.errors.contains("topics/nq-2.title"))
    #expect(!FileManager.default.fileExists(atPath: copy.path + "/gui"))
  }

  @Test("a script that would tell what is restricted is stopped, and says where")
  func stopped() throws {
    let run = try Command(
      "-d", Command.sample, "--lang", "vi", "-e",
      "draft { to = plan.units['dv-001'], subject = 's', template = '{{t.title}}', data = { t = plan.topics['nq-1'] } }"
    )
    #expect(run.status == 6)
    #expect(run.errors.contains("-e:1"))
    #expect(run.errors.contains("topics/nq-1.title là nội dung hạn chế"))
    #expect(!run.errors.contains("Chiến lược bảo vệ"))
    let missing = try Command(
      "-d", Command.sample, "--lang", "vi", "-e",
      "draft { to = plan.units['dv-001'], subject = '{{a}}', template = '{{b}}\\n\\n{{to.nam}}' }")
    #expect(missing.status == 3)
    for line in ["template:1: thiếu “a”", "template:1: thiếu “b”", "template:3: thiếu “to.nam”"] {
      #expect(missing.errors.contains(line), "\(missing.errors)")
    }
  }

  @Test("the forms: text, Markdown, a page that prints, mail, calendar, one table")
  func forms() throws {
    let copy = try store()
    _ = try draft(copy, "approve", "draft-1", "draft-2", "draft-3", "--apply")
    func text(_ form: String) throws -> String {
      let run = try draft(copy, "export", "--all", "--as", form, "--out", form)
      #expect(run.status == 0, "\(run.errors)")
      let name = try #require(try folder(copy, form).first)
      return String(
        decoding: try Data(contentsOf: URL(filePath: "\(copy.path)/\(form)/\(name)")),
        as: UTF8.self)
    }
    #expect(
      try text("txt") == """
                                        DỰ THẢO
        Kính gửi: Đảng bộ phường Bình Minh (mẫu).

        Tài liệu kèm theo (đính kèm khi gửi):
        - bieu-mau.docx

        """)
    #expect(try text("md").contains("**DỰ THẢO**"))
    let page = try text("html")
    #expect(page.contains("<p class=\"centred\">DỰ THẢO</p>"))
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"))
    let mail = try text("eml")
    #expect(mail.contains("X-Unsent: 1\r\n"))
    #expect(mail.utf8.allSatisfy { $0 < 0x80 })
    #expect(try text("ics").contains("DTSTART;TZID=Asia/Ho_Chi_Minh:20231204T080000\r\n"))
    let table = try text("csv")
    #expect(try folder(copy, "csv") == ["drafts.csv"])
    #expect(table.hasPrefix("\u{FEFF}Mã;Loại;Kính gửi;Trích yếu;Nội dung;Tài liệu kèm theo\r\n"))
    #expect(try folder(copy, "eml").count == 3)
  }

  @Test("a spreadsheet takes no letter for a formula")
  func formulas() throws {
    let copy = try Copy()
    let code = "draft { to = '=1+1', subject = '@x', template = '-1+1\\n' }"
    _ = try Command("-d", copy.path, "-e", code, "--apply")
    _ = try draft(copy, "approve", "draft-1", "--apply")
    let table = try draft(copy, "export", "draft-1", "--as", "csv").output
    #expect(table.contains("draft-1;;'=1+1;'@x;\"'-1+1\n\""))
  }

  @Test("a calendar of classes and deadlines, for one unit as it may see it")
  func calendar() throws {
    let all = try Command("draft", "calendar", "-d", Command.sample, "--lang", "vi")
    #expect(all.status == 0, "\(all.errors)")
    #expect(all.output.hasPrefix("BEGIN:VCALENDAR\r\n"))
    let unit = try Command(
      "draft", "calendar", "-d", Command.sample, "--lang", "vi", "--unit", "dv-005")
    #expect(unit.output.contains("UID:reports-bc-dv-005@"))
    #expect(unit.output.contains("UID:sessions-lop-tp-1@"))
    #expect(!unit.output.contains("UID:sessions-lop-dv-001@"))
    let copy = try store()
    #expect(try draft(copy, "calendar", "--out", "lich.ics").status == 0)
    #expect(try folder(copy, ".").contains("lich.ics"))
    _ = try Command(
      "-d", copy.path, "-e", "for _, d in plan.drafts:each() do d.session = nil end", "--apply")
    _ = try draft(copy, "approve", "draft-1", "--apply")
    #expect(try draft(copy, "export", "draft-1", "--as", "ics").status == 5)
  }

  @Test("with a unit, every verb knows that unit's drafts and no other")
  func unit() throws {
    let copy = try store()
    let listed = try draft(copy, "list", "--unit", "dv-002", "-o", "csv").output
    #expect(listed.contains("draft-2;") && !listed.contains("draft-1;"), "\(listed)")
    #expect(try draft(copy, "show", "draft-2", "--unit", "dv-002").status == 0)
    for arguments in [
      ["show", "draft-1"], ["approve", "draft-1", "--apply"], ["withdraw", "draft-1", "--apply"],
      ["export", "draft-1"],
    ] {
      let foreign = try Command(
        ["draft"] + arguments + ["-d", copy.path, "--lang", "vi", "--unit", "dv-002"], in: copy.path
      )
      #expect(foreign.status == 2, "\(arguments) \(foreign.output) \(foreign.errors)")
      #expect(!foreign.errors.contains("Bình Minh"))
    }
    #expect(try states(copy) == ["dự thảo", "dự thảo", "dự thảo"])
    #expect(try draft(copy, "approve", "draft-2", "--unit", "dv-002", "--apply").status == 0)
    #expect(try states(copy) == ["dự thảo", "đã duyệt", "dự thảo"])
    let above = try draft(copy, "list", "--unit", "khong-co")
    #expect(above.status == 2, "\(above.errors)")
  }

  @Test("options may stand before the verb, and there is help for each")
  func options() throws {
    let copy = try store()
    let list = try Command("-d", copy.path, "draft", "list", "--lang", "en")
    #expect(list.status == 0, "\(list.errors)")
    #expect(list.output.contains("draft-1  draft  reminder"))
    let empty = try Command("-d", Command.sample, "draft", "list", "--lang", "vi")
    #expect(empty.output == "Không có dự thảo nào.\n")
    for verb in ["list", "show", "approve", "export", "withdraw", "calendar"] {
      for language in ["vi", "en"] {
        let help = try Command("draft", verb, "--help", "--lang", language)
        #expect(help.status == 0)
        #expect(help.output.contains("planscript draft \(verb)"))
      }
    }
  }

  @Test("an office's own template goes before the one that ships")
  func ownTemplate() throws {
    let copy = try Copy()
    let folder = copy.path + "/scripts/templates"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try copy.write("scripts/templates/letter-head.mustache", "SỞ Y TẾ\n")
    let run = try Command(
      "-d", copy.path, "--lang", "vi", "draft-remind-report", "--today", "2023-12-22", "--apply")
    #expect(run.status == 0, "\(run.errors)")
    let show = try draft(copy, "show", "draft-1")
    #expect(show.output.contains("\n\nSỞ Y TẾ\nKính gửi: Chi bộ Kho bạc (mẫu)."))
    #expect(!show.output.contains("ĐẢNG CỘNG SẢN"))
  }
}
