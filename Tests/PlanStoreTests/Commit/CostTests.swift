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

  @Test(
    "is two times of waiting for the disk: once for all that the commit point rests on, once for it"
  )
  func syncs() throws {
    let synced = try calls(shards: 2, commits: 5).filter { $0.operation == .sync }.map(\.path)
    #expect(synced.count == 5)
    #expect(synced.suffix(3) == [StoreLog.versions, "people", StoreLog.entries])
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

  @Test("is for whoever reads after it a look at the entry, not at what was exchanged")
  func reading() throws {
    let shard = String(repeating: "0123456789abcde\n", count: 10_000)
    let disk = MemoryDisk(["people/1.json": shard, "people/2.json": shard])
    try Store.open(disk).write(["people/1.json": shard + "new"])
    let read = disk.read
    _ = try SnapshotFiles(disk: disk).text("people/1.json")
    #expect(disk.read - read < shard.utf8.count + 2_000)
  }

  @Test("leaves directories to the next commit, or to whoever finishes it")
  func leavings() throws {
    let disk = MemoryDisk(["people/1.json": "one"])
    let store = try Store.open(disk)
    try store.write(["people/1.json": "two"])
    #expect(try StoreLog(disk: disk).head() == (1, .made))
    let before = disk.calls.count
    try store.finish()
    #expect(disk.calls[before...].filter { $0.operation == .sync }.map(\.path) == ["people"])
    #expect(try StoreLog(disk: disk).head() == (1, .done))
    // It has nothing left to do.
    let after = disk.calls.count
    try store.finish()
    #expect(disk.calls[after...].contains { $0.operation == .sync } == false)
  }
}
