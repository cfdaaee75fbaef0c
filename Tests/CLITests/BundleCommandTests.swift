import Foundation
import Testing

/// `planscript bundle new|pack|sign|verify|info`, as somebody types it who makes a bundle.
@Suite struct BundleCommandTests {
  /// A bundle that needs a module of another, which lies beside it as it is made.
  private func pair() throws -> Desk {
    let desk = try Desk(store: false)
    for name in ["ten", "tham-du"] { try desk.done("bundle", "new", name) }
    try desk.write("ten/lib/names.lua", "return { low = require('words') }\n")
    try desk.write("ten/lib/words.lua", "return 'thấp'\n")
    try desk.edit("tham-du/checks/low-attendance.lua", "check {", "require('ten.names')\ncheck {")
    try desk.edit(
      "tham-du/bundle.json", "\"license\"", "\"dependencies\": {\"ten\": \"^0.1\"}, \"license\"")
    try desk.write(
      "tham-du/tests/names.lua",
      "test(\"a word of the other bundle\", function() expect(require(\"ten.names\").low):to_equal(\"thấp\") end)\n"
    )
    return desk
  }

  @Test func `a bundle's tests find what it depends on: beside it, on a shelf, or installed`()
    throws
  {
    let desk = try pair()
    #expect(try desk.done("bundle", "test", "tham-du").contains("a word of the other bundle"))
    try desk.done("bundle", "pack", "ten")
    try FileManager.default.createDirectory(
      atPath: desk.path + "/goi", withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: desk.path + "/ten-0.1.0.bundle", toPath: desk.path + "/goi/ten-0.1.0.bundle")
    try FileManager.default.moveItem(atPath: desk.path + "/ten", toPath: desk.path + "/goi/ten")
    let nowhere = try desk.call("bundle", "test", "tham-du")
    #expect(nowhere.status == 9)
    #expect(nowhere.errors.contains("cần ten ^0.1, chưa cài"))
    #expect(try desk.done("bundle", "test", "tham-du", "--from", "goi").contains("4 đạt"))
    try desk.done("key", "new", "vp", "--no-passphrase")
    try desk.done("bundle", "sign", "goi/ten-0.1.0.bundle", "--key", "vp")
    try desk.done("init", "thu", "--sample")
    try desk.trust("goi/ten-0.1.0.bundle")
    try desk.done("-d", "thu", "bundle", "install", "goi/ten-0.1.0.bundle", "--yes")
    #expect(try desk.done("-d", "thu", "bundle", "test", "tham-du").contains("4 đạt"))
    #expect(try desk.done("-d", "thu", "bundle", "test", "ten").contains("3 đạt"))
  }

  @Test func `a folder and an installed bundle of one name are told apart`() throws {
    let desk = try Desk()
    try desk.trust(try desk.signedBundle())
    try desk.done("-d", "thu", "bundle", "install", "tham-du-0.1.0.bundle", "--yes")
    let folder = try desk.call("-d", "thu", "bundle", "info", "tham-du")
    #expect(folder.status == 0)
    #expect(folder.errors.contains("thư mục “tham-du” ở chỗ này"))
    try FileManager.default.removeItem(atPath: desk.path + "/tham-du")
    let installed = try desk.call("-d", "thu", "bundle", "info", "tham-du")
    #expect(installed.status == 0 && installed.errors.isEmpty)
    #expect(installed.output.contains("Thành phố"))
  }

  @Test("a new bundle has something of each kind, packs as it is, and its own tests pass")
  func new() throws {
    let desk = try Desk()
    let made = try desk.done("bundle", "new", "tham-du")
    #expect(made.contains("planscript bundle pack tham-du"))
    let files = try FileManager.default.subpathsOfDirectory(atPath: desk.path + "/tham-du")
    for file in [
      "bundle.json", "scripts/by-unit.lua", "lib/rates.lua", "checks/low-attendance.lua",
      "templates/low-attendance.mustache", "tests/rates_test.lua", "help/vi.md", "help/en.md",
    ] {
      #expect(files.contains(file), "\(file)")
    }
    let tests = try desk.call("test", "tham-du")
    #expect(tests.status == 0, "\(tests.output)\(tests.errors)")
    let packed = try desk.done("bundle", "pack", "tham-du")
    #expect(packed.hasPrefix("Đã đóng gói “tham-du-0.1.0.bundle”: 9 tệp"))
  }

  @Test("a name that no bundle can have and a folder with something in it are refused")
  func names() throws {
    let desk = try Desk(store: false)
    for name in ["Tham-Du", "tham du", "tham_du", "-a", "1a", "tham--du"] {
      let run = try desk.call("bundle", "new", "./" + name)
      #expect(run.status == 2, "\(name)")
      #expect(run.errors.contains("không dùng làm tên gói được"), "\(name)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.path).isEmpty)
    try desk.done("bundle", "new", "tham-du")
    let again = try desk.call("bundle", "new", "tham-du")
    #expect(again.status == 2)
    #expect(again.errors.contains("“tham-du” đã có dữ liệu; không ghi đè"))
  }

  @Test("packing again gives the same bytes; a signed version is not written over")
  func again() throws {
    let desk = try Desk(store: false)
    try desk.done("bundle", "new", "tham-du")
    try desk.done("bundle", "pack", "tham-du")
    let bytes = try desk.bytes("tham-du-0.1.0.bundle")
    try desk.done("bundle", "pack", "tham-du", "--out", "khac.bundle")
    #expect(try desk.bytes("khac.bundle") == bytes)
    try desk.edit("tham-du/help/vi.md", "thư nhắc", "các thư nhắc")
    try desk.done("bundle", "pack", "tham-du")
    #expect(try desk.bytes("tham-du-0.1.0.bundle") != bytes)
    try desk.done("key", "new", "van-phong", "--no-passphrase")
    try desk.done("bundle", "sign", "tham-du-0.1.0.bundle")
    let signed = try desk.bytes("tham-du-0.1.0.bundle")
    let over = try desk.call("bundle", "pack", "tham-du")
    #expect(over.status == 2)
    #expect(over.errors.contains("một phiên bản đã ký thì không đổi nữa"))
    #expect(try desk.bytes("tham-du-0.1.0.bundle") == signed)
  }

  @Test("everything that is wrong with a manifest is told with its line, in both languages")
  func manifest() throws {
    let desk = try Desk(store: false)
    try desk.done("bundle", "new", "tham-du")
    try desk.edit("tham-du/bundle.json", "\"0.1.0\"", "\"0.1\"")
    try desk.edit(
      "tham-du/bundle.json", "\"needs\": [\"read:attendance\", \"read:plan\"",
      "\"needs\": [\"raed:attendance\", \"read:plan\"")
    let vi = try desk.call("bundle", "pack", "tham-du")
    #expect(vi.status == 4)
    #expect(vi.errors.contains("bundle.json:3:14: “version”: “0.1” không phải là phiên bản"))
    #expect(vi.errors.contains("bundle.json:10:13: “needs[0]”: không có quyền “raed:attendance”"))
    let en = try desk.call("bundle", "pack", "tham-du", language: "en")
    #expect(en.errors.contains("bundle.json:3:14: “version”: “0.1” is no version"))
    #expect(en.errors.contains("did you mean “read:attendance”?"))
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/tham-du-0.1.0.bundle"))
  }

  @Test("packing refuses a secret, a link and a script that wants more than the manifest gives")
  func refusals() throws {
    let desk = try Desk(store: false)
    try desk.done("bundle", "new", "tham-du")
    try desk.write("tham-du/.env", "MA=1")
    try desk.write("tham-du/lib/mat.lua", "--[[\nTUYỆT MẬT\n]]\n")
    try FileManager.default.createSymbolicLink(
      atPath: desk.path + "/tham-du/lib/link.lua", withDestinationPath: "/etc/passwd")
    let secret = try desk.call("bundle", "pack", "tham-du")
    #expect(secret.status == 6)
    for line in [
      "  .env: là tệp bí mật", "  lib/link.lua: là liên kết",
      "  lib/mat.lua:2: mang dấu chỉ độ mật",
    ] {
      #expect(secret.errors.contains(line), "\(secret.errors)")
    }
    #expect(!secret.errors.contains("TUYỆT MẬT"))
    for file in [".env", "lib/mat.lua", "lib/link.lua"] {
      try FileManager.default.removeItem(atPath: desk.path + "/tham-du/" + file)
    }
    try desk.edit(
      "tham-du/scripts/by-unit.lua", "\"read:units\" }", "\"read:units\", \"read:people\" }")
    try desk.edit("tham-du/lib/rates.lua", "return rates", "return return")
    let wrong = try desk.call("bundle", "pack", "tham-du")
    #expect(wrong.status == 4)
    #expect(
      wrong.errors.contains("scripts/by-unit.lua: cần “read:people”, mà bundle.json không cho"))
    #expect(wrong.errors.contains("lib/rates.lua:15: sai cú pháp Lua"))
  }

  @Test("what a trusted key signed is verified; a byte, a file, a signature more or less is not")
  func verify() throws {
    let desk = try Desk()
    let file = try desk.signedBundle()
    let unknown = try desk.call("bundle", "verify", file, "-d", "thu")
    #expect(unknown.status == 9)
    #expect(unknown.errors.contains("một khóa mà kho chưa tin ký"))
    try desk.trust(file)
    let good = try desk.call("bundle", "verify", file, "-d", "thu")
    #expect(good.status == 0, "\(good.errors)")
    #expect(good.output.contains("tham-du 0.1.0 nguyên vẹn, do “Thành phố” ký."))
    let signed = try desk.bytes(file)

    var changed = signed
    let place = try #require(signed.firstRange(of: Array("rate < params.floor".utf8))).lowerBound
    changed[place] = UInt8(ascii: "R")
    try desk.write("doi.bundle", changed)
    let byte = try desk.call("bundle", "verify", "doi.bundle", "-d", "thu")
    #expect(byte.status == 9)
    #expect(byte.errors.contains("“scripts/by-unit.lua” đã bị sửa"))

    try desk.done("bundle", "pack", "tham-du", "--out", "chua-ky.bundle")
    let stripped = try desk.call("bundle", "verify", "chua-ky.bundle", "-d", "thu")
    #expect(stripped.status == 9)
    #expect(stripped.errors.contains("gói chưa ai ký"))

    for (name, bytes, words) in [
      ("cut.bundle", Array(signed.dropLast(600)), "bị cụt"),
      ("more.bundle", signed + [0], "thừa 1 byte"),
      ("zip.bundle", Array("PK\u{3}\u{4}nothing".utf8), "không phải tar"),
    ] {
      try desk.write(name, bytes)
      let run = try desk.call("bundle", "verify", name, "-d", "thu")
      #expect(run.status == 9, "\(name)")
      #expect(run.errors.contains(words), "\(name): \(run.errors)")
    }
    #expect(try desk.call("bundle", "verify", "none.bundle", "-d", "thu").status == 4)
    let all = try desk.call(
      "bundle", "verify", file, "doi.bundle", "-d", "thu", "-o", "json")
    #expect(all.status == 9)
    #expect(all.output.contains("\"verified\": true") && all.output.contains("\"verified\": false"))
  }

  @Test("a signature of other files, put into the list anew, is refused")
  func swapped() throws {
    let desk = try Desk()
    let file = try desk.signedBundle()
    try desk.trust(file)
    // The old list and signature around a changed file, and a changed list around the old signature.
    let old = try desk.bytes(file)
    try desk.edit("tham-du/lib/rates.lua", ":sort(\"rate\")", ":sort(\"unit\")")
    try desk.done("bundle", "pack", "tham-du", "--out", "moi.bundle")
    try desk.done("key", "new", "ke-khac", "--no-passphrase")
    try desk.done("bundle", "sign", "moi.bundle", "--key", "ke-khac")
    let foreign = try desk.call("bundle", "verify", "moi.bundle", "-d", "thu")
    #expect(foreign.status == 9)
    #expect(foreign.errors.contains("chưa tin"))
    let new = try desk.bytes("moi.bundle")
    let (one, other) = (try signature(old), try signature(new))
    #expect(one.count == other.count)
    let range = try #require(new.firstRange(of: other))
    try desk.write(
      "trao.bundle", Array(new[..<range.lowerBound]) + one + Array(new[range.upperBound...]))
    let swapped = try desk.call("bundle", "verify", "trao.bundle", "-d", "thu")
    #expect(swapped.status == 9)
    #expect(swapped.errors.contains("chữ ký không phải của khóa"), "\(swapped.errors)")
  }

  /// The 88 characters of the one signature.
  private func signature(_ bytes: [UInt8]) throws -> [UInt8] {
    let mark = Array("\"signature\": \"".utf8)
    let start = try #require(bytes.firstRange(of: mark)).upperBound
    return Array(bytes[start..<start + 88])
  }

  @Test("installed bundles are verified by name, and all of them at once")
  func installed() throws {
    let desk = try Desk()
    let none = try desk.call("bundle", "verify", "--all", "-d", "thu")
    #expect(none.status == 0)
    #expect(none.output == "Chưa cài gói nào.\n")
    let file = try desk.signedBundle()
    try desk.trust(file)
    try desk.done("bundle", "install", file, "--yes", "-d", "thu")
    for name in ["tham-du", "--all"] {
      let run = try desk.call("bundle", "verify", name, "-d", "thu")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.hasPrefix("tham-du: tham-du 0.1.0 nguyên vẹn, do “Thành phố” ký."))
    }
    #expect(try desk.call("bundle", "verify", "tham-d", "-d", "thu").status == 2)
    let folder = desk.path + "/thu/bundles/tham-du"
    let kept = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    var bytes = try desk.bytes("thu/bundles/tham-du/" + kept)
    let place = try #require(bytes.firstRange(of: Array("return rates".utf8))).lowerBound
    bytes[place] = UInt8(ascii: "R")
    try desk.write("thu/bundles/tham-du/" + kept, bytes)
    let changed = try desk.call("bundle", "verify", "--all", "-d", "thu")
    #expect(changed.status == 9)
    #expect(changed.errors.contains("“lib/rates.lua” đã bị sửa"), "\(changed.errors)")
  }

  @Test("a hostile archive is told, and leaves nothing anywhere")
  func hostile() throws {
    let desk = try Desk(store: false)
    try desk.write("a.lua", "return 1\n")
    let made = try Command(
      URL(filePath: "/bin/bash"),
      ["-c", "tar -P --format=ustar --transform 's,a.lua,../../evil.lua,' -cf ra.bundle a.lua"],
      in: desk.path)
    try #require(made.status == 0, "\(made.errors)")
    let before = try FileManager.default.subpathsOfDirectory(atPath: desk.path)
    for verb in ["verify", "info"] {
      let run = try desk.call("bundle", verb, "ra.bundle")
      #expect(run.status == 9)
      #expect(run.errors.contains("“../../evil.lua” dẫn ra ngoài gói"), "\(run.errors)")
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: desk.path) == before)
  }

  @Test("info tells what a folder, a file and an installed bundle say of themselves")
  func info() throws {
    let desk = try Desk()
    let file = try desk.signedBundle()
    let folder = try desk.done("bundle", "info", "tham-du")
    for line in [
      "Gói tham-du", "• Tên: tham-du 0.1.0", "• Cho planscript: ^0.1", "• Chữ ký: chưa ai ký",
      "• Quyền: đọc attendance, plan, units; sửa drafts", "by-unit   Tham dự theo đơn vị",
    ] {
      #expect(folder.contains(line), "\(line)")
    }
    #expect(try desk.done("bundle", "info", file).contains("• Chữ ký: khóa lạ "))
    try desk.trust(file)
    #expect(
      try desk.done("bundle", "info", file, "-d", "thu").contains(
        "• Chữ ký: “Thành phố” (được tin)"))
    let json = try desk.done("bundle", "info", file, "-d", "thu", "-o", "json")
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(parsed["name"] as? String == "tham-du")
    #expect((parsed["files"] as? [Any])?.count == 9)
    #expect(((parsed["signers"] as? [[String: Any]])?.first)?["state"] as? String == "trusted")
  }
}
