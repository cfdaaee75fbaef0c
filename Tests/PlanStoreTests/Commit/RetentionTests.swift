import Testing

@testable import PlanStore

@Suite("what is kept of the past")
struct RetentionTests {
  private func names(_ disk: MemoryDisk, _ directory: String) -> [String] {
    disk.tree.files.filter { $0.hasPrefix(directory + "/") }
  }

  @Test("is no more bytes than the store allows, the newest last to go")
  func sizes() throws {
    let disk = MemoryDisk(["tasks.json": "0"])
    let store = try Store.open(disk)
    for number in 1...20 { try store.write(["tasks.json": String(repeating: "x", count: number)]) }
    var retention = Retention()
    retention.versionBytes = 50
    try store.tidy(retention)
    // 18 + 19 bytes, which 20 and 19 displaced; with 17 more they are too many.
    #expect(names(disk, StoreLog.versions).count == 2)
    #expect(try store.history().commits.count == 20)
    retention.entries = 3
    try store.tidy(retention)
    #expect(try store.history().commits.map(\.number) == [20, 19, 18])
  }

  @Test("is nothing of what no commit names")
  func orphans() throws {
    let disk = MemoryDisk(["tasks.json": "0"])
    let store = try Store.open(disk)
    try store.write(["tasks.json": "1"])
    disk.incident = { $0.operation == .link ? .crash : nil }
    _ = try? store.write(["tasks.json": "2"])
    disk.restart()
    #expect(names(disk, StoreLog.versions).count == 3)
    try store.tidy()
    #expect(names(disk, StoreLog.versions).count == 1)
  }

  @Test("is looked at now and then, by the commits themselves")
  func byItself() throws {
    let disk = MemoryDisk(["tasks.json": "0"])
    let store = try Store.open(disk)
    disk.edit("\(StoreLog.versions)/7-0000000000000000.0", "orphan")
    for number in 1...Retention.interval { try store.write(["tasks.json": "\(number)"]) }
    #expect(disk.tree.bytes("\(StoreLog.versions)/7-0000000000000000.0") == nil)
  }

  @Test("never drops an edit that came into a displaced file")
  func lateEdits() throws {
    let disk = MemoryDisk(["tasks.json": "0"])
    let store = try Store.open(disk)
    let first = try #require(try store.write(["tasks.json": "1"]))
    try store.write(["tasks.json": "2"])
    try store.write(["tasks.json": "3"])
    disk.edit(first.side(0), "late")
    var retention = Retention()
    retention.versionBytes = 0
    try store.tidy(retention)
    let kept = try #require(try store.keptEdits().first)
    #expect(disk.tree.bytes(kept) == Array("late".utf8))
  }

  @Test("is told to a snapshot that wants more of it")
  func tooOld() throws {
    let disk = MemoryDisk(["tasks.json": "0"])
    let store = try Store.open(disk)
    try store.write(["tasks.json": "1"])
    let snapshot = SnapshotFiles(disk: disk)
    for number in 2...4 { try store.write(["tasks.json": "\(number)"]) }
    #expect(try snapshot.text("tasks.json") == "1")
    var retention = Retention()
    (retention.versionBytes, retention.entries) = (0, 1)
    try store.tidy(retention)
    let fault = #expect(throws: FileFault.self) { try snapshot.text("tasks.json") }
    #expect(fault?.line.hasSuffix("snapshot too old") == true)
  }
}
