import Chance
import Foundation
import Testing

@testable import PlanScript

/// Random archives, as long as `make fuzz` asks and a few in every run: what is read is what
/// packing gives, everything else is refused with a reason, and nothing takes long.
@Suite struct ArchiveFuzzTests {
  /// What is wrong with how one archive was taken; nothing when all is as it should be.
  private static func mistake(seed: UInt64) throws -> String? {
    var dice = Dice(seed)
    let bytes = archive(&dice)
    let start = ContinuousClock.now
    do {
      let contents = try BundleArchive.read(bytes)
      let again = try BundleArchive.bytes(of: contents.files, signature: contents.signature)
      if again != bytes { return "what was read packs to other bytes" }
      if contents.files.contains(where: { BundlePath.verdict($0.path) != .good }) {
        return "a path that no bundle has was taken"
      }
    } catch {
      // Refused.
    }
    return ContinuousClock.now - start > .seconds(2) ? "it took longer than two seconds" : nil
  }

  /// A bundle's archive, built of odd headers or changed afterwards, or both.
  private static func archive(_ dice: inout Dice) -> [UInt8] {
    var tar = Tar()
    let files = SampleBundle.files.sorted { $0.key < $1.key }
    for (path, text) in files where Int.random(in: 0..<12, using: &dice) > 0 {
      if Int.random(in: 0..<8, using: &dice) == 0 { add(&tar, &dice) }
      tar.add(path, text)
    }
    if Int.random(in: 0..<6, using: &dice) > 0 { tar.end() }
    var bytes = tar.bytes
    for _ in 0..<Int.random(in: 0..<4, using: &dice) { change(&bytes, &dice) }
    return bytes
  }

  private static let names = [
    "lib/a.lua", "../a", "/a", "lib/á.lua", "", "bundle.json", "lib/cong.LUA", "signature.json",
    "././@LongLink", "PaxHeader", "lib/" + String(repeating: "a", count: 96),
  ]
  private static let types = Array("01234567xgLKSDMNV\u{0} ")
  private static let members = [
    ("path", "../x"), ("linkpath", "/etc/passwd"), ("size", "99999999999"),
    ("hdrcharset", "BINARY"),
    ("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.map", "0,99999999"),
    ("SCHILY.acl.access", "user::rwx"), ("SUN.holesdata", " 0 1 2"), ("mtime", "1e99"),
    ("LIBARCHIVE.creationtime", "-1"), ("path", ""), ("SCHILY.xattr.a", "b"),
  ]

  private static func add(_ tar: inout Tar, _ dice: inout Dice) {
    if Bool.random(using: &dice) {
      let some = members.shuffled(using: &dice).prefix(Int.random(in: 1...4, using: &dice))
      return tar.addPax(Array(some), type: Bool.random(using: &dice) ? "x" : "g")
    }
    var header = Tar.Header(names.randomElement(using: &dice) ?? "")
    header.type = types.randomElement(using: &dice) ?? "0"
    header.link = Bool.random(using: &dice) ? "" : "/etc/passwd"
    header.prefix = Int.random(in: 0..<5, using: &dice) == 0 ? "lib" : ""
    let size = Int.random(in: 0..<3, using: &dice) == 0 ? Int.random(in: 0...4096, using: &dice) : 0
    header.size = size
    if Int.random(in: 0..<6, using: &dice) == 0 {
      header.spelledSize = (0..<12).map { _ in UInt8.random(in: 0...255, using: &dice) }
    }
    if Int.random(in: 0..<4, using: &dice) == 0 { header.magic = Array("ustar  \u{0}".utf8) }
    tar.add(header, (0..<size).map { _ in UInt8.random(in: 0...255, using: &dice) })
  }

  private static func change(_ bytes: inout [UInt8], _ dice: inout Dice) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &dice)
    switch Int.random(in: 0..<6, using: &dice) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
    case 1: bytes.removeLast(bytes.count - place)
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + 512))
    case 3: bytes.insert(contentsOf: bytes.prefix(512), at: place / 512 * 512)
    case 4:
      for offset in 0..<min(12, bytes.count - place) { bytes[place + offset] = 0x37 }
    default:
      bytes += (0..<Int.random(in: 1...700, using: &dice)).map { _ in
        UInt8.random(in: 0...255, using: &dice)
      }
    }
  }

  @Test("a few random archives in every run")
  func some() throws {
    #expect(try firstMistake(in: 0..<2_000, Self.mistake) == nil)
  }

  @Test("more of them, for as long as asked")
  func more() throws {
    #expect(try firstMistake(in: seedsAsAsked(from: 10_000), Self.mistake) == nil)
  }
}
