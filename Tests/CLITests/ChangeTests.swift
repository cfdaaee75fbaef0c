import Foundation
import Testing

/// Scripts that change something: shown without `--apply`, written with it.
@Suite struct ChangeTests {
  static let edit = """
    local t = plan.tasks["iv-1-a"]
    t.status = "done"
    t.done_on = "2023-12-21"
    plan.tasks:add { title = "Gửi báo cáo", unit = "dv-001" }
    plan.tasks:remove("mau-1")
    plan.place = "Đà Nẵng"
    print("ready")
    """

  static let diffs = [
    "vi": """
    ready

    Thay đổi đề nghị (4 bản ghi):

    ~ Nhiệm vụ iv-1-a · Xây dựng Chương trình, Kế hoạch hành động thực hiện Nghị quyết cụ thể…
        Trạng thái (status): – → đã xong
        Xong ngày (done_on): – → 21/12/2023
    + Nhiệm vụ mau-7 · Gửi báo cáo
        Đơn vị chủ trì (unit): Đảng bộ phường Bình Minh (mẫu)
    − Nhiệm vụ mau-1 · Gửi danh sách triệu tập lớp thứ nhất (mẫu)
        Đơn vị chủ trì (unit): Đảng bộ phường Bình Minh (mẫu)
        Trước ngày (due_before): 02/12/2023
        Trạng thái (status): đã xong
        Xong ngày (done_on): 01/12/2023
        Sản phẩm (output): Danh sách triệu tập
        sample: true
    ~ Kế hoạch · Tổ chức nghiên cứu, học tập, quán triệt và tuyên truyền Nghị quyết Hộ…
        Nơi ban hành (place): – → Đà Nẵng

    Chưa ghi gì. Để ghi, gõ:
      planscript -d STORE --lang vi /dev/stdin --apply

    """,
    "en": """
    ready

    Proposed changes (4 records):

    ~ Tasks iv-1-a · Xây dựng Chương trình, Kế hoạch hành động thực hiện Nghị quyết cụ thể…
        Status (status): – → done
        Done on (done_on): – → 2023-12-21
    + Tasks mau-7 · Gửi báo cáo
        Unit (unit): Đảng bộ phường Bình Minh (mẫu)
    − Tasks mau-1 · Gửi danh sách triệu tập lớp thứ nhất (mẫu)
        Unit (unit): Đảng bộ phường Bình Minh (mẫu)
        Due before (due_before): 2023-12-02
        Status (status): done
        Done on (done_on): 2023-12-01
        Output (output): Danh sách triệu tập
        sample: true
    ~ Plan · Tổ chức nghiên cứu, học tập, quán triệt và tuyên truyền Nghị quyết Hộ…
        Place (place): – → Đà Nẵng

    Nothing is written. To write, type:
      planscript -d STORE --lang en /dev/stdin --apply

    """,
  ]

  @Test(
    "without --apply the changes are shown by record and field, and nothing is written",
    arguments: ["vi", "en"])
  func shown(language: String) throws {
    let store = try Copy()
    let before = try store.contents()
    let run = try Command("-d", store.path, "--lang", language, "-", input: Self.edit)
    #expect(run.status == 0)
    #expect(run.errors == "")
    let diff = Self.diffs[language]?.replacing("STORE", with: store.path)
      .replacing("/dev/stdin", with: "-")
    #expect(run.output == diff)
    #expect(try store.contents() == before)
  }

  @Test("with --apply the files hold the changes and nothing else")
  func applied() throws {
    let store = try Copy()
    let before = try store.contents()
    let run = try Command("-d", store.path, "--lang", "en", "-", "--apply", input: Self.edit)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("ready\n\n~ Tasks iv-1-a"))
    #expect(
      run.output.hasSuffix(
        "\nWrote 4 records (commit 1). To take it back: planscript undo 1 -d \(store.path)\n"))
    let after = try store.contents()
    #expect(Set(after.keys.filter { after[$0] != before[$0] }) == ["plan.json", "tasks.json"])
    let lines = try store.lines("tasks.json")
    let text = before["tasks.json"].map { String(decoding: $0, as: UTF8.self) } ?? ""
    let old = Set(text.components(separatedBy: "\n"))
    let changed = lines.filter { !old.contains($0) }
    #expect(changed.count == 3)
    #expect(changed[0].contains(#""unit": "tccsd", "status": "done", "done_on": "2023-12-21", "#))
    #expect(changed[1].hasSuffix(#""sample": true},"#))
    #expect(changed[2] == #"  {"id": "mau-7", "title": "Gửi báo cáo", "unit": "dv-001"}"#)
    #expect(!lines.contains { $0.contains(#""mau-1""#) })
  }

  @Test("JSON holds the changes in its document, and what is for people goes elsewhere")
  func json() throws {
    let store = try Copy()
    let run = try Command("-d", store.path, "--lang", "en", "-", "-o", "json", input: Self.edit)
    #expect(run.errors.hasPrefix("Nothing is written."))
    let shown = try document(run.output)
    #expect(shown["applied"] as? Bool == false)
    let changes = try #require(shown["changes"] as? [[String: Any]])
    #expect(changes.map { $0["change"] as? String } == ["update", "add", "remove", "update"])
    let written = try document(
      try Command("-d", store.path, "-", "-o", "json", "--apply", input: Self.edit).output)
    #expect(written["applied"] as? Bool == true)
    #expect(written["commit"] as? Int == 1)
    let plain = try document(try Command("-d", store.path, "-e", "print(1)", "-o", "json").output)
    #expect(Array(plain.keys) == ["blocks"])
  }

  @Test("beside CSV and Markdown the changes go to standard error", arguments: ["csv", "md"])
  func pure(format: String) throws {
    let store = try Copy()
    let code = "plan.place = 'x' report.table(plan.topics:limit(1), { columns = { 'id' } })"
    let run = try Command("-d", store.path, "-e", code, "-o", format)
    #expect(!run.output.contains("Nơi ban hành"))
    #expect(run.errors.contains("Nơi ban hành (place): – → x"))
    #expect(run.errors.contains("--apply"))
  }

  @Test(
    "text with a secrecy mark is stopped with its record and field, and is not quoted",
    arguments: [("vi", "có dấu chỉ độ mật trong trường “title”"), ("en", "bears a secrecy mark")])
  func secret(language: String, words: String) throws {
    let store = try Copy()
    let before = try store.contents()
    let code = "plan.topics:add { id = 'x', title = 'Nội dung kín (TỐI MẬT)' }"
    let run = try Command("-d", store.path, "--lang", language, "-e", code, "--apply")
    #expect(run.status == 3)
    #expect(run.errors.contains(words))
    #expect(!run.errors.contains("kín") || run.errors.contains(code))
    #expect(try store.contents() == before)
    #expect(try Command("-d", store.path, "-e", "plan.place = 'công tác bảo mật'").status == 0)
  }

  @Test("a script that failed, or hit a limit, has changed nothing")
  func failed() throws {
    let store = try Copy()
    let before = try store.contents()
    let failing = try Command(
      "-d", store.path, "-e", "plan.place = 'x' error('no')", "--apply")
    #expect(failing.status == 3)
    let endless = try Command(
      "-d", store.path, "-e", "plan.place = 'x' while true do end", "--apply", "--timeout",
      "200ms")
    #expect(endless.status == 7)
    let many = """
      for i = 1, 100001 do pcall(function() plan.place = tostring(i) end) end
      """
    let limited = try Command("-d", store.path, "--lang", "en", "-e", many, "--apply")
    #expect(limited.status == 7)
    #expect(limited.errors.contains("more than 100000 changes"))
    #expect(try store.contents() == before)
  }

  @Test("a file that does not parse is not written, and the others are")
  func broken() throws {
    let store = try Copy()
    try store.edit("topics.json", "[\n", "[\n,")
    let refused = try Command(
      "-d", store.path, "--lang", "en", "-e",
      "plan.topics:add { id = 'x', title = 'X' }", "--apply")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("topics.json:2:1"))
    let other = try Command("-d", store.path, "-e", "plan.place = 'x'", "--apply")
    #expect(other.status == 0)
    #expect(try store.lines("plan.json").contains { $0.contains(#""place": "x""#) })
  }

  @Test("a name that stands twice in the record is not written over")
  func twice() throws {
    let store = try Copy()
    try store.edit("tasks.json", #""id": "iv-1-b", "#, #""id": "iv-1-b", "section": "x", "#)
    let run = try Command(
      "-d", store.path, "--lang", "en", "-e", "plan.tasks['iv-1-b'].status = 'done'", "--apply")
    #expect(run.status == 4)
    #expect(run.errors.contains("“section” stands twice in tasks “iv-1-b”"))
  }

  @Test("nothing changed is nothing written")
  func nothing() throws {
    let store = try Copy()
    let run = try Command(
      "-d", store.path, "--lang", "en", "-e", "plan.title = plan.title", "--apply")
    #expect(run.output == "There is nothing to write.\n")
    #expect(!FileManager.default.fileExists(atPath: store.path + "/.planscript"))
  }

  @Test("a new record of a unit without a file makes one")
  func shard() throws {
    let store = try Copy()
    let code = "plan.people:add { name = 'Người Mới', unit = 'tinh-uy', category = 'mass' }"
    #expect(try Command("-d", store.path, "-e", code, "--apply").status == 0)
    #expect(
      try store.lines("people/tinh-uy.json") == [
        "[",
        #"  {"id": "tinh-uy-p01", "name": "Người Mới", "unit": "tinh-uy", "category": "mass"}"#,
        "]", "",
      ])
  }

  private func document(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
