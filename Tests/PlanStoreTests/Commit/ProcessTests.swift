import Foundation
import Testing

@testable import PlanStore

@Suite("many processes", .serialized)
struct ProcessTests {
  private func number(_ store: Store, _ file: String) throws -> Int? {
    try DirectoryFiles(store.disk).text(file).flatMap { Int($0) }
  }

  @Test("add to one record at once, and none of their additions is lost")
  func additions() throws {
    let (writers, each) = !Torture.isAsked ? (16, 15) : (16, 500)
    let directory = try TestStore(["count.json": "0"])
    let workers = try (0..<writers).map { _ in try Worker("add", directory.path, "\(each)") }
    for worker in workers {
      #expect(worker.lines() == ["done"])
      #expect(worker.succeeded)
    }
    let sum = try #require(try number(Store(path: directory.path), "count.json"))
    #expect(sum == writers * each)
    let tally = Tally("additions by \(writers) writers at once", wanted: writers * each)
    tally.add(sum)
    tally.tell()
  }

  @Test("move amounts between shards, under readers that always see the same sum")
  func transfers() throws {
    let each = !Torture.isAsked ? 60 : 1_000
    var files: [String: String] = [:]
    for shard in 0..<5 {
      files["people/\(shard).json"] = "1000"
      files["attendance/\(shard).json"] = "1000"
    }
    let directory = try TestStore(files)
    let readers = try (0..<2).map { _ in try Worker("sum", directory.path, "10000") }
    let writers = try (0..<3).map { _ in try Worker("transfer", directory.path, "\(each)") }
    for writer in writers { #expect(writer.lines() == ["done"]) }
    for reader in readers {
      reader.closeInput()
      let lines = reader.lines()
      #expect(lines.count == 1, "\(lines.prefix(5))")
      #expect(lines.last?.hasPrefix("rounds ") == true)
    }
  }

  @Test(
    "of which one is stopped half way: it blocks no reader, and writers say how long they waited")
  func stopped() throws {
    let directory = try TestStore(["number.json": "0"])
    let store = try Store(path: directory.path)
    let paths = ["number.json", "a.json", "people/a.json", "people/b.json"]
    var (held, free) = (0, 0)
    for _ in 0..<20 {
      let worker = try Worker("all", directory.path)
      usleep(UInt32.random(in: 60_000..<120_000))
      worker.signal(SIGSTOP)
      let snapshot = store.snapshot()
      let numbers = try paths.map { path in
        try snapshot.bytes(path).map { String(decoding: $0, as: UTF8.self) }
      }
      #expect(Set(numbers.map { $0 ?? "0" }).count == 1, "\(numbers)")
      do {
        try store.finish(patience: .milliseconds(20))
        free += 1
      } catch CommitError.busy(let waited) {
        #expect(waited >= .milliseconds(20))
        held += 1
      }
      worker.signal(SIGKILL)
      _ = worker.lines()
    }
    #expect(held + free == 20)
  }

  @Test("killed at any instant: the store is whole, and holds what was acknowledged")
  func killed() throws {
    let directory = try TestStore(["number.json": "0"])
    let store = try Store(path: directory.path)
    let kills = Tally(
      "kills of a process that writes", wanted: Torture.isAsked ? 2_000 : 40, part: 0.3)
    var last = 0
    while !kills.isReached, !kills.isCutShort || !Torture.isAsked {
      let worker = try Worker("all", directory.path)
      usleep(UInt32.random(in: 5_000..<60_000))
      worker.signal(SIGKILL)
      kills.add(1)
      let acknowledged = worker.lines().last.flatMap { Int($0) } ?? last
      let before = try state(store.snapshot())
      try store.finish()
      let after = try state(store.snapshot())
      #expect(before == after)
      let number = try #require(after, "half a commit")
      #expect(number >= acknowledged && number >= last)
      last = number
    }
    try store.tidy()
    #expect(try store.keptEdits() == [])
    kills.tell()
  }

  /// The number that all files hold; nothing when they do not agree.
  private func state(_ snapshot: Snapshot) throws -> Int? {
    func number(_ path: String) throws -> Int? {
      try snapshot.bytes(path).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
    let numbers = try ["number.json", "a.json", "people/a.json", "people/b.json"].map(number)
    let whole = numbers.compactMap { $0 }.max() ?? 0
    if whole == 0 { return numbers.dropFirst().allSatisfy { $0 == nil } ? 0 : nil }
    let odd = try number("people/odd.json")
    let isWhole = numbers.allSatisfy { $0 == whole } && odd == (whole % 2 == 1 ? whole : nil)
    return isWhole ? whole : nil
  }
}
