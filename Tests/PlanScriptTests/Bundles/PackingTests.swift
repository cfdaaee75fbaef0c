import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

@Suite struct PackingTests {
  private func faults(_ place: Place) throws -> [String] {
    guard case .files(let faults)? = try bundleFault({ _ = try BundleFolder.read(place.path) })
    else { return [] }
    return faults.map { "\($0.path): \($0.problem)" }
  }

  @Test("the same files are the same bytes, whatever their times, modes and order of making")
  func sameBytes() throws {
    let (one, other) = (try Place(), try Place())
    for (path, text) in SampleBundle.files.sorted(by: { $0.key < $1.key }) {
      try one.write([path: text])
    }
    for (path, text) in SampleBundle.files.sorted(by: { $0.key > $1.key }) {
      try other.write([path: text])
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755, .modificationDate: Date(timeIntervalSince1970: 1)],
        ofItemAtPath: other.path + "/" + path)
    }
    let packed = try BundleFolder.read(one.path)
    #expect(packed.archive == (try BundleFolder.read(other.path)).archive)
    #expect(packed.archive == Tar.sample())
    #expect(packed.fileName == "so-lieu-1.2.0.bundle")
    // What it is on one machine it is on all.
    #expect(
      packed.hash.hex == "4a5c4b530edfe904cf68e161fc535d5f0e49f3d5089dc772c5f5380d4515b9cf")
    #expect(try BundleArchive.read(packed.archive).files == packed.files)
  }

  @Test("all that cannot be in a bundle is told at once, and nothing is written")
  func faults() throws {
    let place = try Place().write(SampleBundle.files)
    try place.write([
      ".env": "A=1", "README.md": "# A", "lib/khóa.lua": "return 1", "lib/Cong.lua": "return 1",
      "lib/server.pem": "x", "scripts/deep/a.lua": "", "signature.json": "{}", ".git/config": "x",
      "lib/mat.lua": "-- a\nlocal s = [[\nTỐI MẬT\n]]\n",
      "lib/khoa.lua": "-----BEGIN OPENSSH PRIVATE KEY-----\n",
      "lib/token.lua": "local t = \"ghp_0123456789abcdefghijABCDEFGHIJ012345\"\n",
      "lib/password.lua": "local password = 'tet-1968'\n",
    ])
    try place.write("lib/latin.lua", [0x2D, 0x2D, 0xE1])
    for (name, target) in [("lib/link.lua", "/etc/passwd"), ("templates/none.mustache", "/none")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(place.path)/\(name)", withDestinationPath: target)
    }
    mkfifo("\(place.path)/lib/pipe.lua", 0o600)
    let before = place.names
    #expect(
      try faults(place) == [
        ".env: secret(PlanScript.BundleSecret.file, line: 0)",
        ".git: unknownPlace",
        "README.md: unknownPlace",
        "lib/cong.lua: alike(to: \"lib/Cong.lua\")",
        "lib/khoa.lua: secret(PlanScript.BundleSecret.privateKey, line: 1)",
        "lib/kho\u{301}a.lua: badName",
        "lib/latin.lua: notText(at: 2)",
        "lib/link.lua: link",
        "lib/mat.lua: secrecyMark(PlanModel.SecrecyMark.high, line: 3)",
        "lib/password.lua: secret(PlanScript.BundleSecret.password, line: 1)",
        "lib/pipe.lua: special",
        "lib/server.pem: secret(PlanScript.BundleSecret.file, line: 0)",
        "lib/token.lua: secret(PlanScript.BundleSecret.token, line: 1)",
        "scripts/deep: unknownPlace",
        "signature.json: unknownPlace",
        "templates/none.mustache: link",
      ])
    #expect(place.names == before)
  }

  @Test("a private key of ours is known by what is in it")
  func ownKey() throws {
    let key = try PrivateKeyFile(new: "mot", passphrase: nil)
    let place = try Place().write(SampleBundle.files).write(["lib/a.lua": key.text])
    #expect(
      try faults(place) == ["lib/a.lua: secret(PlanScript.BundleSecret.privateKey, line: 2)"])
  }

  @Test(
    "ordinary lines are no secrets",
    arguments: [
      "-- mật khẩu do người dùng tự đặt", "local token = t:next()", "text.fold('bảo mật')",
      "local sk = 'sk-1'", "password = ask()", "x = \"AKIA\"", "local apikey = 'khác'",
      "print('-----BEGIN CERTIFICATE-----')",
    ])
  func noSecrets(line: String) {
    #expect(BundleSecretSearch.problems(in: line) == [])
  }

  @Test("a file over 1 MB, files over 8 MB in all and more than 500 files are refused")
  func caps() throws {
    let large = try Place().write(SampleBundle.files)
    try large.write("lib/l.lua", [UInt8](repeating: 0x20, count: BundleLimits.file + 1))
    guard
      case .tooLarge(.file, "lib/l.lua", _, BundleLimits.file)? = try bundleFault({
        _ = try BundleFolder.read(large.path)
      })
    else {
      Issue.record("a large file is taken")
      return
    }
    let whole = try Place().write(SampleBundle.files)
    for number in 0..<8 {
      try whole.write("lib/l\(number).lua", [UInt8](repeating: 0x20, count: BundleLimits.file))
    }
    guard
      case .tooLarge(.files, nil, _, BundleLimits.files)? = try bundleFault({
        _ = try BundleFolder.read(whole.path)
      })
    else {
      Issue.record("nine large files are taken")
      return
    }
    let many = try Place().write(SampleBundle.files)
    for number in 0..<494 { try many.write(["lib/m\(number).lua": ""]) }
    guard
      case .tooLarge(.count, nil, 501, 500)? = try bundleFault({
        _ = try BundleFolder.read(many.path)
      })
    else {
      Issue.record("501 files are taken")
      return
    }
    try FileManager.default.removeItem(atPath: many.path + "/lib/m0.lua")
    let packed = try BundleFolder.read(many.path)
    #expect(try BundleArchive.read(packed.archive).files.count == 500)
  }

  @Test("a directory that is not there, or has no manifest, is told")
  func nothing() throws {
    let place = try Place()
    guard case .manifestMissing? = try bundleFault({ _ = try BundleFolder.read(place.path) }),
      case .unreadable(let path, ENOENT)? = try bundleFault({
        _ = try BundleFolder.read(place.path + "/none")
      })
    else {
      Issue.record("an empty directory is a bundle")
      return
    }
    #expect(path == place.path + "/none")
  }
}
