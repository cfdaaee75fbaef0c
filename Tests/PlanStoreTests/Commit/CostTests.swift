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

  @Test("is three times of waiting for the disk, however many files and directories there are")
  func syncs() throws {
    let disk = MemoryDisk(["people/1.json": "1", "attendance/1.json": "1", "units.json": "1"])
    let store = try Store.open(disk)
    try store.write(["units.json": "2"])
    let before = disk.calls.count
    disk.recordsTrace = true
    try store.write(["people/1.json": "2", "attendance/1.json": "2", "units.json": "3"])
    let waits = disk.trace.compactMap { event -> Int? in
      switch event {
      case .sync: 1
      case .syncs(let inodes): inodes.count
      default: nil
      }
    }
    #expect(waits == [5, 1, 3])
    let synced = disk.calls[before...].filter { $0.operation == .sync }.map(\.path)
    #expect(
      synced.dropFirst(4) == [StoreLog.versions, StoreLog.entries, "", "attendance", "people"])
  }

  @Test("reads and writes no more bytes than the touched shard and the log")
  func bytes() throws {
    var files: [String: String] = [:]
    let shard = String(repeating: "0123456789abcde\n", count: 10_000)
    for number in 0..<600 { files["people/\(number).json"] = shard }
    let disk = MemoryDisk(files)
    let store = try Store.open(disk)
    try store.write(["people/2.json": shard + "first"])
    let (read, written) = (disk.read, disk.written)
    try store.write(["people/1.json": shard + "second"])
    // The shard once to change it and once to see what was displaced; and entries of two commits,
    // the mark and the settings.
    #expect(disk.read - read < 2 * shard.utf8.count + 4_000)
    #expect(disk.written - written < shard.utf8.count + 2_000)
  }
}
