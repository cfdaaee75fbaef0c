import Foundation
import Testing

/// `planscript key …`: keys of one's own, and keys that a store trusts.
@Suite struct KeyCommandTests {
  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test("a new key lies where its owner alone can read it, once")
  func new() throws {
    let desk = try Desk(store: false)
    let made = try desk.done("key", "new", "van-phong", "--no-passphrase")
    let path = desk.path + "/home/planscript/keys/van-phong.json"
    #expect(made.contains("Đã tạo khóa “van-phong”, không có mật khẩu: \(path)"))
    #expect(try mode(path) == 0o600)
    #expect(try mode(desk.path + "/home/planscript/keys") == 0o700)
    let bytes = try desk.bytes("home/planscript/keys/van-phong.json")
    let again = try desk.call("key", "new", "van-phong", "--no-passphrase")
    #expect(again.status == 2)
    #expect(again.errors.contains("đã có khóa “van-phong”; không ghi đè"))
    #expect(try desk.bytes("home/planscript/keys/van-phong.json") == bytes)
    #expect(try desk.call("key", "new", "Văn phòng", "--no-passphrase").status == 2)
    let list = try desk.done("key", "list")
    #expect(list.contains("van-phong  của mình"))
    #expect(list.contains(try desk.fingerprint(made)))
  }

  @Test("a passphrase from a file closes a key, and opens it again; another does not")
  func passphrase() throws {
    let desk = try Desk(store: false)
    try desk.write("mk.txt", "một cụm dài\nkhông đọc tới\n")
    try desk.write("sai.txt", "cụm khác\n")
    try desk.done("bundle", "new", "tham-du")
    try desk.done("bundle", "pack", "tham-du")
    let made = try desk.done("key", "new", "van-phong", "--passphrase-file", "mk.txt")
    #expect(made.contains("đóng bằng mật khẩu"))
    let sign = ["bundle", "sign", "tham-du-0.1.0.bundle"]
    let silent = try desk.call(sign[0], sign[1], sign[2])
    #expect(silent.status == 2)
    #expect(silent.errors.contains("khóa “van-phong” cần mật khẩu"))
    let wrong = try desk.call(sign[0], sign[1], sign[2], "--passphrase-file", "sai.txt")
    #expect(wrong.status == 6)
    #expect(wrong.errors.contains("mật khẩu không mở được khóa “van-phong”"))
    try desk.done(sign[0], sign[1], sign[2], "--passphrase-file", "mk.txt")
    #expect(try desk.done("key", "list").contains("của mình, có mật khẩu"))
    // As `--passphrase-file <(…)` gives it.
    let piped = try Command(
      Command.product("planscript"), ["key", "new", "ong", "--passphrase-file", "/dev/stdin"],
      in: desk.path, input: "cụm\n", environment: desk.environment)
    #expect(piped.status == 0, "\(piped.errors)")
  }

  @Test("at a terminal the passphrase is asked twice, and not shown")
  func terminal() throws {
    let desk = try Desk(store: false)
    let terminal = try Terminal(
      "key", "new", "van-phong", "--lang", "vi", environment: desk.environment)
    try terminal.wait(for: "(bỏ trống: không có): ")
    terminal.type("bí mật\r")
    try terminal.wait(for: "Gõ lại: ")
    terminal.type("bí mật\r")
    let rest = try terminal.wait(for: "nhận gói.")
    #expect(!rest.contains("bí mật"))
    #expect(terminal.status() == 0)
    let differing = try Terminal(
      "key", "new", "hai", "--lang", "vi", environment: desk.environment)
    try differing.wait(for: "(bỏ trống: không có): ")
    differing.type("một\r")
    try differing.wait(for: "Gõ lại: ")
    differing.type("hai\r")
    try differing.wait(for: "hai lần gõ khác nhau; chưa tạo khóa")
    #expect(differing.status() == 2)
    #expect(!(try desk.done("key", "list").contains("hai  ")))
  }

  @Test("trust is shown first, written with --apply, and taken back like every change")
  func trust() throws {
    let desk = try Desk()
    let file = try desk.signedBundle()
    let shown = try desk.done("key", "trust", file, "--name", "Thành phố", "-d", "thu")
    #expect(shown.hasPrefix("Dấu của khóa: "))
    #expect(shown.contains("Gọi điện cho người ký") && shown.contains("Chưa ghi gì"))
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/thu/keys.json"))
    let fingerprint = try desk.fingerprint(shown)
    let other = "0000 " + fingerprint.dropFirst(5)
    let refused = try desk.call(
      "key", "trust", file, "--name", "Thành phố", "--fingerprint", String(other), "-d", "thu",
      "--apply")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("khóa có dấu khác: \(fingerprint)"))
    let written = try desk.done(
      "key", "trust", file, "--name", "Thành phố", "--fingerprint", fingerprint, "-d", "thu",
      "--apply", "--today", "2023-12-04")
    #expect(written.contains("Đã ghi 1 bản ghi (lần ghi 1)"))
    let list = try desk.done("key", "list", "-d", "thu")
    #expect(list.contains("Thành phố  được tin") && list.contains("04/12/2023"))
    #expect(
      try desk.done("key", "trust", file, "--name", "Thành phố", "-d", "thu", "--apply")
        == "Không có gì để ghi.\n")
    try desk.done("undo", "1", "-d", "thu", "--apply")
    #expect(try desk.call("bundle", "verify", file, "-d", "thu").status == 9)
  }

  @Test("a revoked key's bundles are refused, until somebody trusts it again")
  func revoke() throws {
    let desk = try Desk()
    let file = try desk.signedBundle()
    try desk.trust(file)
    #expect(try desk.call("bundle", "verify", file, "-d", "thu").status == 0)
    let shown = try desk.done("key", "revoke", "Thành phố", "-d", "thu")
    #expect(shown.contains("được tin → đã thu hồi"))
    try desk.done("key", "revoke", "Thành phố", "-d", "thu", "--apply")
    let refused = try desk.call("bundle", "verify", file, "-d", "thu")
    #expect(refused.status == 9)
    #expect(refused.errors.contains("khóa của “Thành phố” đã bị thu hồi"))
    #expect(try desk.call("key", "revoke", "Thanh pho", "-d", "thu").status == 2)
    try desk.trust(file)
    #expect(try desk.call("bundle", "verify", file, "-d", "thu").status == 0)
  }

  @Test("two keys never have one name in a store, and of several signers one is chosen")
  func several() throws {
    let desk = try Desk()
    let file = try desk.signedBundle()
    try desk.trust(file)
    let second = try desk.fingerprint(try desk.done("key", "new", "huyen", "--no-passphrase"))
    try desk.done("bundle", "sign", file, "--key", "huyen")
    let unclear = try desk.call("key", "trust", file, "--name", "Huyện", "-d", "thu")
    #expect(unclear.status == 2)
    #expect(unclear.errors.contains("nhiều người đã ký gói này"))
    let taken = try desk.call(
      "key", "trust", "huyen", "--name", "Thành phố", "-d", "thu", "--apply")
    #expect(taken.status == 2)
    #expect(taken.errors.contains("kho đã gọi một khóa khác là “Thành phố”"))
    try desk.done(
      "key", "trust", file, "--name", "Huyện", "--fingerprint", second, "-d", "thu", "--apply")
    let one = try desk.done("bundle", "verify", file, "--key", "Huyện", "-d", "thu")
    #expect(one.contains("do “Huyện” ký"))
  }

  @Test("no script and no import changes what a store trusts")
  func kept() throws {
    let desk = try Desk()
    try desk.trust(try desk.signedBundle())
    for code in [
      "plan.keys:add { name = 'A', public = 'B', state = 'trusted' }",
      "for _, k in plan.keys:each() do k.state = 'revoked' end",
      "plan.keys:remove(plan.keys:first().id)",
    ] {
      let run = try desk.call("-e", code, "-d", "thu", "--apply")
      #expect(run.status == 3, "\(code): \(run.output)")
      #expect(run.errors.contains("chỉ lệnh planscript key sửa được"), "\(run.errors)")
    }
    try desk.write("k.csv", "Mã;Tên gọi\na;A\n")
    let imported = try desk.call("import", "k.csv", "--into", "keys", "-d", "thu", "--apply")
    #expect(imported.status == 2)
    #expect(imported.errors.contains("chỉ lệnh planscript key sửa được"))
    #expect(
      try desk.done("-e", "for _, k in plan.keys:each() do print(k.name, k.state) end", "-d", "thu")
        .contains("Thành phố"))
  }
}
