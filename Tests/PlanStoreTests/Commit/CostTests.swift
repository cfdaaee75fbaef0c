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

  @Test("is twice of waiting for the disk, however many files and directories there are")
  func syncs() throws {
    let disk = MemoryDisk(["people/1.json": "1", "attendance/1.json": "1", "units.json": "1"])
    let store = try Store.open(disk)
    try store.write(["units.json": "2"])
    let waits = try waits(disk) {
      try store.write(["people/1.json": "2", "attendance/1.json": "2", "units.json": "3"])
    }
    #expect(waits.map(\.count) == [6, 1])
    #expect(waits[0].suffix(2) == [StoreLog.versions, ""])
    #expect(waits[1] == [StoreLog.entries])
  }

  @Test("is a third time for the last commit of a store, when it is settled")
  func settling() throws {
    let disk = MemoryDisk(["people/1.json": "1", "units.json": "1"])
    let store = try Store.open(disk)
    try store.write(["people/1.json": "2", "units.json": "2"])
    #expect(try waits(disk) { try store.settle() } == [["", "people", StoreLog.versions]])
    #expect(try waits(disk) { try store.settle() } == [])
    #expect(try StoreLog(disk: disk).head().isFinished)
  }

  @Test("is settled by a store that is let go of, unless somebody else is writing")
  func lettingGo() throws {
    let disk = MemoryDisk(["units.json": "1"])
    var store: Store? = try Store.open(disk)
    try store?.write(["units.json": "2"])
    #expect(try !StoreLog(disk: disk).head().isFinished)
    store = nil
    #expect(try StoreLog(disk: disk).head().isFinished)
    store = try Store.open(disk)
    try store?.write(["units.json": "3"])
    try Store.open(disk).commit(origin: .test) { _ in
      store = nil
      return nil
    }
    #expect(disk.tree.bytes("units.json") == Array("3".utf8))
  }

  /// What was synced while `body` ran, by the times it waited.
  private func waits(_ disk: MemoryDisk, _ body: () throws -> Void) rethrows -> [[String]] {
    let (calls, events) = (disk.calls.count, disk.trace.count)
    disk.recordsTrace = true
    defer { disk.recordsTrace = false }
    try body()
    var synced = disk.calls[calls...].filter { $0.operation == .sync }.map(\.path)[...]
    return disk.trace[events...].compactMap { event in
      let count: Int
      switch event {
      case .sync: count = 1
      case .syncs(let inodes): count = inodes.count
      default: return nil
      }
      defer { synced = synced.dropFirst(count) }
      return Array(synced.prefix(count))
    }
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
