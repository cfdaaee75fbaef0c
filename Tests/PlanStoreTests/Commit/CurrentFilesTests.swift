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
}
