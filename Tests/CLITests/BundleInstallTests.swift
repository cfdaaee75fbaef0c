import Foundation
import Testing

/// Bundles at the command: installed, run, checked, updated, taken back; and what the audit says.
@Suite struct BundleInstallTests {
  /// A desk with a store that trusts whoever signed the bundles in `goi`.
  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.done("key", "new", "van-phong", "--no-passphrase")
    try desk.done("bundle", "new", "tham-du")
    try pack(desk, "tham-du-0.1.0.bundle")
    try desk.trust("goi/tham-du-0.1.0.bundle")
    return desk
  }

  private func pack(_ desk: Desk, _ file: String) throws {
    try FileManager.default.createDirectory(
      atPath: desk.path + "/goi", withIntermediateDirectories: true)
    try desk.done("bundle", "pack", "tham-du", "--out", "goi/\(file)")
    try desk.done("bundle", "sign", "goi/\(file)", "--key", "van-phong")
  }

  private func script(_ desk: Desk) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.path + "/tham-du/scripts")
    return String(try #require(names.first { $0.hasSuffix(".lua") }).dropLast(4))
  }

  private func next(_ desk: Desk, _ old: String, _ new: String) throws {
    try desk.edit("tham-du/bundle.json", old, new)
    try pack(desk, "tham-du-\(new).bundle")
  }

  @Test func `a bundle is shown first, and installed with --yes`() throws {
    let desk = try desk()
    let shown = try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi")
    #expect(shown.contains("Ký bởi: Thành phố"))
    #expect(shown.contains("Được làm: đọc"))
    #expect(shown.contains("Chưa ghi gì"))
    #expect(try desk.done("-d", "thu", "bundle", "list") == "Chưa cài gói nào.\n")
    let done = try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi", "--yes")
    #expect(done.contains("Đã cài tham-du 0.1.0"))
    #expect(try desk.done("-d", "thu", "bundle", "list").contains("nguyên vẹn"))
    let again = try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi", "--yes")
    #expect(again == "Mọi gói đã là bản mới nhất.\n")
  }

  @Test func `its script runs by its full name and by its plain one, and stands in the audit`()
    throws
  {
    let desk = try desk()
    try desk.done("-d", "thu", "bundle", "install", "goi/tham-du-0.1.0.bundle", "--yes")
    let name = try script(desk)
    let full = try desk.call("-d", "thu", "tham-du:\(name)", "--today", "2023-12-22")
    #expect(full.status == 0, "\(full.errors)")
    #expect(!full.output.isEmpty)
    #expect(try desk.done("-d", "thu", "list").contains("tham-du:\(name)"))
    let audit = try desk.done("-d", "thu", "audit", "-o", "csv")
    #expect(audit.contains("tham-du"))
    #expect(audit.contains(name))
    let whole = try desk.done("-d", "thu", "audit", "--bundle", "tham-du")
    #expect(whole.contains("nhật ký nguyên vẹn"))
    let none = try desk.call("-d", "thu", "audit", "--bundle", "khong-co")
    #expect(none.status == 5)
    let unknown = try desk.call("-d", "thu", "tham-du:khong-co")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("không có kịch bản “khong-co”"))
  }

  @Test func `a bundle that was changed since is run by nobody`() throws {
    let desk = try desk()
    try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi", "--yes")
    let folder = "thu/bundles/tham-du"
    let file = try #require(
      FileManager.default.contentsOfDirectory(atPath: desk.path + "/" + folder).first)
    var bytes = try desk.bytes("\(folder)/\(file)")
    let place = try #require(bytes.firstRange(of: Array("local".utf8))).lowerBound
    bytes[place + 1] = UInt8(ascii: "0")
    try desk.write("\(folder)/\(file)", bytes)
    let name = try script(desk)
    for call in [["tham-du:\(name)"], ["check"], ["bundle", "rollback", "tham-du"]] {
      let run = try Command(
        Command.product("planscript"), ["-d", "thu"] + call + ["--lang", "vi"], in: desk.path,
        input: nil, environment: desk.environment)
      #expect(run.status != 0, "\(call): \(run.output)")
      if call != ["bundle", "rollback", "tham-du"] {
        #expect(run.status == 9, "\(call): \(run.errors)")
        #expect(run.errors.contains("đã bị sửa"), "\(call): \(run.errors)")
      }
    }
    #expect(try desk.done("-d", "thu", "bundle", "list").contains("đã bị sửa"))
  }

  @Test func `an update shows the difference, asks for new permissions, and goes back`() throws {
    let desk = try desk()
    try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi", "--yes")
    try desk.edit("tham-du/bundle.json", "\"read:", "\"read:budget\", \"read:")
    try next(desk, "0.1.0", "0.2.0")
    let outdated = try desk.done("-d", "thu", "bundle", "list", "--outdated", "--from", "goi")
    #expect(outdated.contains("0.2.0"))
    let shown = try desk.done("-d", "thu", "bundle", "update", "--from", "goi")
    #expect(shown.contains("0.1.0 → 0.2.0"))
    #expect(shown.contains("Quyền mới: đọc budget"))
    #expect(shown.contains("~bundle.json"))
    let refused = try desk.call("-d", "thu", "bundle", "update", "--from", "goi", "--yes")
    #expect(refused.status == 6)
    #expect(refused.errors.contains("“read:budget”"))
    try desk.done(
      "-d", "thu", "bundle", "update", "--from", "goi", "--yes", "--allow", "read:budget")
    let older = try desk.call("-d", "thu", "bundle", "install", "goi/tham-du-0.1.0.bundle", "--yes")
    #expect(older.status == 9)
    #expect(older.errors.contains("cũ hơn bản đã cài 0.2.0"))
    let back = try desk.done("-d", "thu", "bundle", "rollback", "tham-du")
    #expect(back == "tham-du: đã quay từ 0.2.0 về 0.1.0.\n")
    #expect(try desk.done("-d", "thu", "bundle", "remove", "tham-du") == "Đã gỡ tham-du 0.1.0.\n")
    for action in ["install", "update", "rollback", "remove"] {
      let lines = try desk.done("-d", "thu", "audit", "--action", action, "-o", "csv")
      #expect(lines.split(whereSeparator: \.isNewline).count == 2, "\(action): \(lines)")
    }
  }

  @Test func `only what a bundle may export gets into a file, and the audit says so`() throws {
    let desk = try desk()
    try desk.edit("tham-du/bundle.json", ", \"export:units\"", "")
    try desk.edit("tham-du/bundle.json", "\"export:units\"", "\"read:units\"")
    try next(desk, "0.1.0", "0.2.0")
    try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi", "--yes")
    let script = "tham-du:\(try script(desk))"
    try desk.done("-d", "thu", script)
    for call in [["-o", "csv"], ["--out", "x.txt"], ["--per", "unit", "--out", "x"]] {
      let run = try Command(
        Command.product("planscript"), ["-d", "thu", script] + call + ["--lang", "vi"],
        in: desk.path, input: nil, environment: desk.environment)
      #expect(run.status == 6, "\(call): \(run.output)\(run.errors)")
      #expect(run.output.isEmpty)
      #expect(run.errors.contains("không được xuất Đơn vị (units) ra tệp"), "\(run.errors)")
      #expect(run.errors.contains("bỏ -o và --out để xem trên màn hình"))
    }
    let check = try desk.call("-d", "thu", "check", "-o", "json", language: "en")
    #expect(check.status == 6)
    #expect(check.errors.contains("“export:units”"), "\(check.errors)")
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/x.txt"))
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/x"))
    let audit = try desk.done("-d", "thu", "audit", "--action", "run", "-o", "csv")
    #expect(audit.split(separator: "bị từ chối").count == 4, "\(audit)")
  }

  @Test func `what a bundle may export gets into a file`() throws {
    let desk = try desk()
    try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi", "--yes")
    let script = "tham-du:\(try script(desk))"
    #expect(try desk.done("-d", "thu", script, "-o", "csv").contains("Bình Minh"))
    #expect(try desk.done("-d", "thu", "audit", "-o", "json").contains("export:attendance"))
    let denied = try desk.call("-d", "thu", script, "-o", "csv", "--deny", "export:*")
    #expect(denied.status == 6)
    let own = try desk.call("-d", "thu", "summary", "-o", "csv", "--deny", "export:attendance")
    #expect(own.status == 6)
    #expect(own.errors.contains("bị --deny export:attendance lấy đi"), "\(own.errors)")
  }

  @Test func `a script hears nothing of what stands in another unit's damaged file`() throws {
    let desk = try desk()
    try desk.write(
      "tham-du/scripts/by-unit.lua",
      "print(select(2, pcall(function() return plan.attendance:count() end)))\n")
    try FileManager.default.removeItem(atPath: desk.path + "/tham-du/tests")
    try FileManager.default.createDirectory(
      atPath: desk.path + "/tham-du/tests", withIntermediateDirectories: true)
    try desk.write("tham-du/tests/a.lua", "test(\"a\", function() expect(1):to_equal(1) end)\n")
    try next(desk, "0.1.0", "0.2.0")
    try desk.edit("thu/store.json", "{", "{\"unit\": \"dv-012\", ")
    try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi", "--yes")
    let notes = try desk.call(
      "-d", "thu", "tham-du:by-unit", "--per", "unit", "--out", "x", "-o", "md")
    #expect(notes.status == 0 && notes.errors.isEmpty, "\(notes.errors)")
    try desk.edit("thu/attendance/dv-011.json", "\"summoned\": ", "\"summoned\": \"7391\", \"x\": ")
    let run = try desk.call("-d", "thu", "tham-du:by-unit", "--lang", "vi")
    #expect(!run.output.contains("7391") && !run.output.contains("dv-011"), "\(run.output)")
  }

  @Test func `an edited audit is told by line, with exit code 4`() throws {
    let desk = try desk()
    try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi", "--yes")
    let month = try #require(
      FileManager.default.contentsOfDirectory(atPath: desk.path + "/thu/audit")
        .first { $0.hasSuffix(".jsonl") })
    try desk.edit("thu/audit/\(month)", "\"install\"", "\"check\"")
    let audit = try desk.call("-d", "thu", "audit", language: "en")
    #expect(audit.status == 4)
    #expect(audit.errors.contains("line no. 1 was changed"))
  }

  @Test func `an installation of one unit shows a bundle that unit alone`() throws {
    let desk = try desk()
    try desk.edit("thu/store.json", "{", "{\"unit\": \"dv-012\", ")
    try desk.done("-d", "thu", "bundle", "install", "tham-du", "--from", "goi", "--yes")
    let name = try script(desk)
    let foreign = try desk.call("-d", "thu", "tham-du:\(name)", "--unit", "dv-001")
    #expect(foreign.status == 2)
    let own = try desk.call("-d", "thu", "tham-du:\(name)", "--today", "2023-12-22")
    #expect(own.status == 0, "\(own.errors)")
    #expect(try desk.done("-d", "thu", "audit", "-o", "csv").contains("dv-012"))
    try desk.edit("thu/store.json", "dv-012", "dv-999")
    #expect(try desk.call("-d", "thu", "tham-du:\(name)").status == 4)
  }
}
