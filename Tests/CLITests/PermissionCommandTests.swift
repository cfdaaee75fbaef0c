import Foundation
import Testing

/// Permissions at the terminal: what is refused, in words, with exit code 6.
@Suite struct PermissionCommandTests {
  private static let script = """
    script {
      title = "Thử",
      needs = { "read:attendance" },
    }
    print(#plan.attendance > 0)
    print(plan.attendance:first().unit.name)
    """

  @Test(
    "what a script did not ask for is refused at its line, with what to add",
    arguments: [
      (
        "vi", "kịch bản không được đọc Đơn vị (units): thiếu quyền “read:units”",
        "thêm \"read:units\" vào needs của script { }, hoặc chạy với --allow read:units"
      ),
      (
        "en", "the script may not read Units (units): permission “read:units” is missing",
        "add \"read:units\" to needs of script { }, or run it with --allow read:units"
      ),
    ])
  func refused(language: String, text: String, hint: String) throws {
    let run = try Command(
      "-d", Command.sample, "-", "--lang", language, input: Self.script)
    #expect(run.status == 6)
    #expect(run.errors.contains("-:6: \(text)"), "\(run.errors)")
    #expect(run.errors.contains("6 │ print(plan.attendance:first().unit.name)"))
    #expect(run.errors.contains(hint))
    #expect(!run.output.contains("Đảng bộ"))
  }

  @Test("--allow adds what a script did not ask for")
  func allowed() throws {
    let run = try Command(
      "-d", Command.sample, "-", "--allow", "read:units", "--allow", "read:people",
      input: Self.script)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("(mẫu)"))
  }

  @Test("--deny takes away from scripts that ship, from code, and says so")
  func denied() throws {
    let shipped = try Command(
      "-d", Command.sample, "summary", "--deny", "read:reports", "--lang", "vi")
    #expect(shipped.status == 6)
    #expect(shipped.errors.contains("quyền “read:reports” bị --deny read:reports lấy đi"))
    let code = try Command(
      "-d", Command.sample, "-e", "plan.tasks['iv-1-a'].status = 'done'", "--deny", "write:*",
      "--lang", "en")
    #expect(code.status == 6)
    #expect(
      code.errors.contains(
        "may not propose changes to Tasks (tasks): permission “write:tasks” is taken away by --deny write:*"
      ), "\(code.errors)")
    let units = try Command(
      [
        "-d", Command.sample, "summary", "--per", "unit:reports_back", "--out", "x", "--deny",
        "read:*",
      ],
      in: NSTemporaryDirectory())
    #expect(units.status == 6, "\(units.errors)")
  }

  @Test(
    "what is no permission is told with what was perhaps meant, on the line or in the declaration")
  func unknown() throws {
    let option = try Command(
      "-d", Command.sample, "summary", "--deny", "read:unit", "--lang", "vi")
    #expect(option.status == 2)
    #expect(option.errors.contains("không có quyền “read:unit”"))
    #expect(option.errors.contains("“read:units”"))
    let script = "script {\n  title = 'x',\n  needs = {\n    'read:attendace',\n  },\n}"
    let declared = try Command("-d", Command.sample, "-", "--lang", "en", input: script)
    #expect(declared.status == 3)
    #expect(
      declared.errors.contains("-:4:6: there is no permission “read:attendace”"),
      "\(declared.errors)")
    #expect(declared.errors.contains("“read:attendance”"))
  }

  @Test("an error that a script caught ends in the same exit code, and no output hides it")
  func caught() throws {
    let run = try Command(
      "-d", Command.sample, "-", "-o", "json", "--lang", "en",
      input: Self.script + "\n", environment: [:])
    #expect(run.status == 6)
    let caught = try Command.lua(
      "script { needs = {} } local ok, e = pcall(function() return #plan.units end) print('0', e)")
    #expect(caught.status == 6)
    #expect(caught.output.isEmpty)
  }
}
