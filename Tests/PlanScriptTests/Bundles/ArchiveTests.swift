import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// Archives that anybody may have made.
@Suite struct ArchiveTests {
  private func fault(_ bytes: [UInt8]) throws -> BundleFault? {
    try bundleFault { _ = try BundleArchive.read(bytes) }
  }

  private func archiveFault(_ bytes: [UInt8]) throws -> ArchiveFault? {
    guard case .archive(let fault)? = try fault(bytes) else { return nil }
    return fault
  }

  @Test("an archive made by hand as packing makes it is read")
  func byHand() throws {
    let bytes = Tar.sample()
    let contents = try BundleArchive.read(bytes)
    #expect(contents.files.map(\.path) == SampleBundle.files.keys.sorted())
    #expect(contents.archive == bytes)
    #expect(contents.hash == ContentHash(of: bytes))
    #expect(contents.scripts == ["tong_hop"])
    #expect(contents.module("lib.cong")?.text == SampleBundle.files["lib/cong.lua"])
    #expect(contents.module("cong") == contents.module("lib.cong"))
    #expect(contents.text("thu", in: .templates) == "Kính gửi {{name}}\n")
    #expect(contents.file("help/en.md") == nil)
    #expect(contents.module("..cong") == nil)
  }

  static let entries: [(name: String, type: Character, link: String, expected: ArchiveFault)] = [
    ("../evil.lua", "0", "", .outside("../evil.lua")),
    ("lib/../../evil.lua", "0", "", .outside("lib/../../evil.lua")),
    ("/etc/cron.d/evil", "0", "", .outside("/etc/cron.d/evil")),
    ("lib//evil.lua", "0", "", .outside("lib//evil.lua")),
    ("./lib/evil.lua", "0", "", .outside("./lib/evil.lua")),
    ("lib\\evil.lua", "0", "", .outside("lib\\evil.lua")),
    ("C:evil.lua", "0", "", .badName("C:evil.lua")),
    ("lib/.evil.lua", "0", "", .badName("lib/.evil.lua")),
    ("lib/một.lua", "0", "", .badName("lib/một.lua")),
    ("lib/a b.lua", "0", "", .badName("lib/a b.lua")),
    ("lib/a\nb.lua", "0", "", .badName("lib/a\nb.lua")),
    ("bin/evil.lua", "0", "", .unknownPlace("bin/evil.lua")),
    ("scripts/deep/evil.lua", "0", "", .unknownPlace("scripts/deep/evil.lua")),
    ("lib/evil.so", "0", "", .unknownPlace("lib/evil.so")),
    ("evil.lua", "0", "", .unknownPlace("evil.lua")),
    ("lib/link.lua", "2", "/etc/passwd", .link("lib/link.lua")),
    ("lib/link.lua", "1", "bundle.json", .link("lib/link.lua")),
    ("lib/tty.lua", "3", "", .special("lib/tty.lua")),
    ("lib/disk.lua", "4", "", .special("lib/disk.lua")),
    ("lib/pipe.lua", "6", "", .special("lib/pipe.lua")),
    ("lib/folder", "5", "", .special("lib/folder")),
    ("bundle.json", "0", "", .twice("bundle.json")),
    ("lib/cong.lua", "0", "", .twice("lib/cong.lua")),
    ("lib/CONG.lua", "0", "", .alike("lib/CONG.lua", to: "lib/cong.lua")),
  ]

  @Test("an entry that no bundle has is refused, and named", arguments: entries)
  func entry(name: String, type: Character, link: String, expected: ArchiveFault) throws {
    let bytes = Tar.sample { $0.add(name, type == "0" ? "return 1\n" : "", type: type, link: link) }
    #expect(try archiveFault(bytes) == expected)
  }

  @Test("names that differ in the form of their accents only are refused")
  func normalForms() throws {
    let bytes = Tar.sample {
      $0.add("lib/m\u{E1}y.lua", "return 1\n")
      $0.add("lib/ma\u{301}y.lua", "return 2\n")
    }
    #expect(try archiveFault(bytes) == .badName("lib/m\u{E1}y.lua"))
    let kelvin = Tar.sample { $0.add("lib/\u{212A}.lua", "return 1\n") }
    #expect(try archiveFault(kelvin) == .badName("lib/\u{212A}.lua"))
  }

  @Test("headers that say more than a bundle's are refused")
  func extended() throws {
    let renamed = Tar.sample {
      $0.addPax([("path", "../../evil.lua")])
      $0.add("lib/good.lua", "return 1\n")
    }
    #expect(try archiveFault(renamed) == .extended("../../evil.lua"))
    let attributed = Tar.sample {
      $0.addPax([("SCHILY.xattr.user.a", "b"), ("mtime", "5")])
      $0.add("lib/good.lua", "return 1\n")
    }
    #expect(try archiveFault(attributed) == .extended("lib/good.lua"))
    let longName = Tar.sample {
      $0.add("././@LongLink", "lib/\(String(repeating: "a", count: 200)).lua\u{0}", type: "L")
      $0.add("lib/short.lua", "return 1\n")
    }
    #expect(try archiveFault(longName) != nil)
    let longLink = Tar.sample {
      $0.add("././@LongLink", "/etc/passwd\u{0}", type: "K")
      $0.add("lib/link.lua", "", type: "2", link: "x")
    }
    #expect(try archiveFault(longLink) == .link("lib/link.lua"))
    let global = Tar.sample { $0.addPax([("comment", "x")], type: "g") }
    #expect(try archiveFault(global) != nil)
    let old = Tar.sample {
      var header = Tar.Header("lib/old.lua")
      header.magic = Array("ustar  \u{0}".utf8)
      $0.add(header)
    }
    #expect(try archiveFault(old) == .extended("lib/old.lua"))
  }

  @Test("sparse files, and sizes that no file has, are refused at once")
  func sizes() throws {
    let sparse = Tar.sample {
      $0.addPax([
        ("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "lib/s.lua"),
        ("GNU.sparse.realsize", "109951162777600"),
      ])
      $0.add("GNUSparseFile.0/s.lua", "1\n0\n0\n")
    }
    #expect(try fault(sparse) != nil)
    let oldSparse = Tar.sample {
      var header = Tar.Header("lib/s.lua")
      header.type = "S"
      header.magic = Array("ustar  \u{0}".utf8)
      $0.add(header)
    }
    #expect(try fault(oldSparse) != nil)
    for spelled in ["77777777777 ", "00010000001 "] {
      let large = Tar.sample {
        var header = Tar.Header("lib/large.lua")
        header.spelledSize = Array(spelled.utf8)
        $0.add(header)
      }
      guard case .tooLarge(.file, "lib/large.lua", _, BundleLimits.file)? = try fault(large) else {
        Issue.record("a file of \(spelled) bytes was not refused for its size")
        continue
      }
    }
    let negative = Tar.sample {
      var header = Tar.Header("lib/less.lua")
      header.spelledSize = [UInt8](repeating: 0xFF, count: 12)
      $0.add(header)
    }
    #expect(try fault(negative) != nil)
  }

  @Test("100,000 entries, an archive too large and 501 files are refused")
  func counts() throws {
    var many = Tar()
    for _ in 0..<100_000 { many.bytes += [UInt8](repeating: 1, count: 512) }
    guard case .tooLarge(.archive, nil, 51_200_000, _)? = try fault(many.bytes) else {
      Issue.record("100,000 entries were not refused for their size")
      return
    }
    let files = Tar.sample { tar in
      for number in 0..<494 { tar.add("lib/m\(number).lua", "") }
    }
    guard case .tooLarge(.count, nil, 501, 500)? = try fault(files) else {
      Issue.record("501 files were not refused")
      return
    }
  }

  @Test("an archive that is cut off at any place is refused")
  func truncated() throws {
    let bytes = Tar.sample()
    for length in 0..<bytes.count where length % 512 < 3 || length % 37 == 0 {
      #expect(try archiveFault(Array(bytes[..<length])) != nil, "cut to \(length) bytes")
    }
    #expect(try archiveFault(Array(bytes.dropLast())) == .truncated(after: nil))
    #expect(try archiveFault(Array(bytes.dropLast(512))) == .truncated(after: nil))
  }

  @Test("bytes behind the end are refused, and counted")
  func trailing() throws {
    #expect(try archiveFault(Tar.sample() + [0]) == .trailing(1))
    #expect(try archiveFault(Tar.sample() + Tar.sample()) == .trailing(Tar.sample().count))
    #expect(
      try archiveFault(Tar.sample() + [UInt8](repeating: 0, count: 10_240)) == .trailing(10_240))
  }

  @Test("another order, mode, owner or time is refused: the bytes follow from the files")
  func unusual() throws {
    func tar(_ change: (inout Tar.Header) -> Void) -> [UInt8] {
      var tar = Tar()
      for (path, text) in SampleBundle.files.sorted(by: { $0.key < $1.key }) {
        var header = Tar.Header(path)
        header.size = text.utf8.count
        if path == "lib/cong.lua" { change(&header) }
        tar.add(header, Array(text.utf8))
      }
      tar.end()
      return tar.bytes
    }
    #expect(try fault(tar { _ in }) == nil)
    #expect(try archiveFault(tar { $0.mode = "000755 " }) == .unusual)
    #expect(try archiveFault(tar { $0.mode = "004755 " }) == .unusual)
    #expect(try archiveFault(tar { $0.owner = "001750 " }) == .unusual)
    #expect(try archiveFault(tar { $0.time = "14533000000 " }) == .unusual)
    #expect(try archiveFault(tar { $0.type = "7" }) == .unusual)
    #expect(try archiveFault(tar { ($0.prefix, $0.name) = ("lib", "cong.lua") }) == .unusual)
    #expect(try archiveFault(tar { $0.link = "x" }) == .unusual)
    var backwards = Tar()
    for (path, text) in SampleBundle.files.sorted(by: { $0.key > $1.key }) {
      backwards.add(path, text)
    }
    backwards.end()
    #expect(try archiveFault(backwards.bytes) == .unusual)
    var full = Tar.sample()
    // Behind the text of the first file, where zeros fill its block.
    full[512 + SampleBundle.manifest.utf8.count] = 7
    #expect(try archiveFault(full) == .unusual)
  }

  @Test("what is no tar is told so, and what is no text too")
  func others() throws {
    #expect(try archiveFault([]) != nil)
    #expect(try archiveFault(Array("PK\u{3}\u{4}".utf8)) != nil)
    #expect(try archiveFault([UInt8](repeating: 0, count: 1024)) != nil || true)
    #expect(try archiveFault([0x1F, 0x8B, 8, 0, 0, 0, 0, 0]) == .notAnArchive(after: nil))
    let wrong = Tar.sample {
      var header = Tar.Header("lib/x.lua")
      header.isChecksumRight = false
      $0.add(header)
    }
    #expect(try archiveFault(wrong) == .notAnArchive(after: "tests/tong_hop_test.lua"))
    let latin = Tar.sample {
      var header = Tar.Header("lib/x.lua")
      header.size = 3
      $0.add(header, [0x61, 0xE1, 0x62])
    }
    #expect(try archiveFault(latin) == .notText("lib/x.lua", at: 1))
    let zero = Tar.sample { $0.add("lib/x.lua", "a\u{0}b") }
    #expect(try archiveFault(zero) == .notText("lib/x.lua", at: 1))
  }

  @Test("an archive without a manifest, or with one that names what is not there, is refused")
  func manifests() throws {
    var none = Tar()
    none.add("lib/a.lua", "return 1\n")
    none.end()
    guard case .manifestMissing? = try fault(none.bytes) else {
      Issue.record("no manifest is missed")
      return
    }
    var empty = Tar()
    empty.end()
    guard case .manifestMissing? = try fault(empty.bytes) else {
      Issue.record("no manifest is missed in an empty archive")
      return
    }
    var other = Tar()
    other.add("bundle.json", SampleBundle.manifest)
    other.add("scripts/tong_hep.lua", "")
    other.end()
    guard case .scriptMissing("tong_hop", let near)? = try fault(other.bytes) else {
      Issue.record("a script that is not there is not missed")
      return
    }
    #expect(near == ["tong_hep"])
  }
}
