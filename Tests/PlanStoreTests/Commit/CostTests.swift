import Testing

@testable import PlanStore

@Suite("what a commit costs")
struct CostTests {
  private func calls(shards: Int, commits: Int) throws -> [MemoryDisk.Call] {
    var files: [String: String] = [:]
    for shard in 0..<shards { files["people/\(shard).json"] = "shard" }
    let disk = MemoryDisk(files)
    let store = try Store.open(disk)
    for commit in 0..<commits { try store.write(["people/1.json": "\(commit)"]) }
    let before = disk.calls.count
    try store.write(["people/1.json": "last"])
    return Array(disk.calls[before...])
  }

  @Test("is what it touches, not what the store holds")
  func touched() throws {
    let small = try calls(shards: 2, commits: 5)
    let large = try calls(shards: 600, commits: 5)
    #expect(small.map(\.operation) == large.map(\.operation))
    #expect(large.count < 60)
    let own = large.map(\.path).filter { !$0.hasPrefix(StoreLog.folder) && $0 != "" }
    #expect(Set(own) == ["store.json", "people/1.json", "people"])
  }

  @Test("is the same after many commits as after few")
  func history() throws {
    let few = try calls(shards: 2, commits: 3)
    let many = try calls(shards: 2, commits: 50)
    #expect(few.map(\.operation) == many.map(\.operation))
  }

  @Test("is five syncs for one file: its new content, the entry, and the three directories")
  func syncs() throws {
    let synced = try calls(shards: 2, commits: 5).filter { $0.operation == .sync }.map(\.path)
    #expect(synced.count == 5)
    #expect(
      synced.suffix(3) == [StoreLog.versions, StoreLog.entries, "people"])
  }
}
