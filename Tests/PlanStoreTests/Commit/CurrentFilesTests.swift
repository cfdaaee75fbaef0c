import Testing

@testable import PlanStore

@Suite("what a commit is prepared from")
struct CurrentFilesTests {
  private let disk = MemoryDisk(["read.json": "one", "hashed.json": "one"])

  private func hash(_ text: String?) -> ContentHash? {
    text.map { ContentHash(of: Array($0.utf8)) }
  }

  @Test("stays as it was first read, and what was not there stays absent")
  func first() throws {
    let current = CurrentFiles(disk: disk, head: 0)
    #expect(try current.bytes("read.json") == Array("one".utf8))
    #expect(try current.bytes("absent.json") == nil)
    disk.edit("read.json", "two")
    disk.edit("absent.json", "made by others")
    #expect(try current.bytes("read.json") == Array("one".utf8))
    #expect(try current.hash("read.json") == hash("one"))
    #expect(try current.bytes("absent.json") == nil)
    #expect(try current.hash("absent.json") == nil)
  }

  @Test("has the hash of the bytes that are edited, not of those before them")
  func later() throws {
    let current = CurrentFiles(disk: disk, head: 0)
    #expect(try current.hash("hashed.json") == hash("one"))
    disk.edit("hashed.json", "two")
    #expect(try current.bytes("hashed.json") == Array("two".utf8))
    #expect(try current.hash("hashed.json") == hash("two"))
  }

  @Test("has the hash of what lies there, whatever the store itself wrote last")
  func latest() throws {
    let latest = LatestContents()
    let after = Array("two".utf8)
    let change = FileChange(path: "read.json", before: hash("one"), after: after)
    var commit = Commit(
      number: 1, id: "1", when: 0, origin: Origin(.host, who: "x"), files: [], changes: .null)
    commit.files = [.init(path: "read.json", before: hash("one"), after: hash("two"))]
    latest.note([change], of: commit)
    for text in ["one", "two", "twa", "two more", ""] {
      disk.edit("read.json", text)
      let current = CurrentFiles(disk: disk, head: 1, latest: latest)
      #expect(try current.bytes("read.json") == Array(text.utf8))
      #expect(try current.hash("read.json") == hash(text))
    }
  }

  @Test("a large file has the bytes that it is compared with, or one anywhere is another")
  func compared() throws {
    var bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    disk.edit("read.json", String(decoding: bytes.map { $0 & 127 }, as: UTF8.self))
    bytes = try disk.bytes("read.json") ?? []
    #expect(bytes.count == 200_000)
    #expect(try disk.holds("read.json", bytes))
    #expect(try !disk.holds("read.json", bytes.dropLast() + []))
    #expect(try !disk.holds("read.json", bytes + [0]))
    #expect(try !disk.holds("absent.json", bytes))
    for place in [0, 65_535, 65_536, 131_072, 199_999] {
      var other = bytes
      other[place] ^= 1
      #expect(try !disk.holds("read.json", other), "\(place)")
    }
  }
}
