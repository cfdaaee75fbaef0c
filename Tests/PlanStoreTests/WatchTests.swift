import Testing

@testable import PlanStore

@Suite("watching a store")
struct WatchTests {
  @Test("tells commits by number, and edits by file; nothing when nothing is different")
  func batches() throws {
    let disk = MemoryDisk(["tasks.json": "0", "people/a.json": "a"])
    let store = try Store.open(disk)
    var watch = StoreWatch(store)
    #expect(watch.look() == nil)
    try store.write(["tasks.json": "1"])
    try store.write(["people/b.json": "b"])
    #expect(
      watch.look() == ChangeBatch(commits: [1, 2], files: ["people/b.json", "tasks.json"]))
    disk.edit("people/a.json", nil)
    disk.edit("drafts/x/y.json", "draft")
    #expect(watch.look() == ChangeBatch(commits: [], files: ["drafts/x/y.json", "people/a.json"]))
    #expect(watch.look() == nil)
  }

  @Test("says nothing of the audit: what watches a bundle's script would run it for ever")
  func audit() throws {
    let disk = MemoryDisk(["tasks.json": "0"])
    let store = try Store.open(disk)
    var watch = StoreWatch(store)
    try store.audit(.of("summary"))
    #expect(try disk.names(in: "audit").count == 2)
    #expect(watch.look() == nil)
    disk.edit("drafts/audit/y.json", "draft")
    #expect(watch.look()?.files == ["drafts/audit/y.json"])
  }

  @Test("takes a disk that cannot be read for one where nothing happened")
  func failing() throws {
    let disk = MemoryDisk(["tasks.json": "0"])
    let store = try Store.open(disk)
    var watch = StoreWatch(store)
    disk.edit("tasks.json", "1")
    disk.incident = { _ in .fail(5) }
    #expect(watch.look() == nil)
    disk.restart()
    #expect(watch.look()?.files == ["tasks.json"])
  }

  @Test("gives a host batches as they come")
  func stream() async throws {
    let disk = MemoryDisk(["tasks.json": "0"])
    let store = try Store.open(disk)
    var batches = store.changes(every: .milliseconds(1)).makeAsyncIterator()
    // The stream looks first when it likes: a change that it has not seen comes sooner or later.
    let writer = Task {
      for number in 1...1_000 where !Task.isCancelled {
        disk.edit("tasks.json", "\(number)")
        try await Task.sleep(for: .milliseconds(2))
      }
    }
    let batch = await batches.next()
    writer.cancel()
    #expect(batch?.files == ["tasks.json"])
  }
}
