import Chance
import Foundation
import Testing

@testable import PlanModel
@testable import PlanStore

private let things = Things.collection

@Suite("a damaged cache")
struct CacheDamageTests {
  private let cached: CachedStore
  private let expected: [String]

  init() throws {
    cached = try CachedStore([
      "things/a.json": #"""
      [{"id": "a", "label": "Lớp", "kind": "city", "unit": "dv-1", "with": ["dv-2"], "count": 70000,
        "amount": 1.5, "done": true, "due": "2023-12-04", "starts": "2023-12-04T08:00", "x": 1},
       {"id": "b", "words": ["một", "hai"], "inner": {"word": "x"}, "count": null}]
      """#, "things/b.json": #"[{"id": "c", "label": "x", "unit": "dv-2", "done": false}]"#,
    ])
    try cached.fill()
    expected = try cached.coldSnapshot().everything(things)
  }

  private func agrees() -> Bool { (try? cached.snapshot().everything(things)) == expected }

  /// Every byte of the list of files and of one column; of the others some.
  private func step(_ file: String) -> Int {
    file.hasSuffix(".shards") || file.contains(".4.") ? 1 : 11
  }

  @Test("is ignored when it is cut off anywhere")
  func torn() throws {
    for file in cached.cacheFiles {
      let bytes = try cached.cached(file)
      for length in stride(from: 0, to: bytes.count, by: step(file)) {
        try cached.setCached(file, Array(bytes[..<length]))
        #expect(agrees(), "\(file) \(length)")
      }
      try cached.setCached(file, bytes + [0])
      #expect(agrees())
      try cached.setCached(file, bytes)
    }
  }

  @Test("is ignored when any of its bytes is another")
  func flipped() throws {
    var dice = Dice(3)
    for file in cached.cacheFiles {
      let bytes = try cached.cached(file)
      for place in stride(from: 0, to: bytes.count, by: step(file)) {
        var wrong = bytes
        wrong[place] ^= UInt8(1 << (dice.next() % 8))
        try cached.setCached(file, wrong)
        #expect(agrees(), "\(file) \(place)")
      }
      try cached.setCached(file, bytes)
    }
  }

  @Test("that stands under another's name is ignored")
  func exchanged() throws {
    let files = cached.cacheFiles
    for (file, other) in zip(files, files.dropFirst() + files.prefix(1)) {
      let bytes = try cached.cached(file)
      try cached.setCached(file, try cached.cached(other))
      #expect(agrees(), "\(file) \(other)")
      try cached.setCached(file, bytes)
    }
  }

  /// A mark that fits makes any body look like one that was written.
  @Test("that was made to mislead does no harm to memory")
  func hostile() throws {
    var dice = Dice(4)
    for file in cached.cacheFiles {
      let bytes = try cached.cached(file)
      let body = Array(bytes[32..<bytes.count - 16])
      for _ in 0..<120 {
        var wrong = body
        for _ in 0...dice.next() % 3 {
          let place = Int(dice.next() % UInt64(wrong.count))
          wrong[place] = [0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF][Int(dice.next() % 7)]
        }
        if dice.next() % 4 == 0 { wrong.removeLast(Int(dice.next() % UInt64(wrong.count))) }
        try cached.setCached(
          file, CacheFile.bytes(mark: things.mark(of: file), body: wrong))
        let snapshot = cached.snapshot()
        // Any result will do, and so will an error.
        let sums = [Figure("total", .sum(Path("count")))]
        _ = try? snapshot.rows(Query.of(Things.self).group("kind", "unit", figures: sums))
        _ = try? snapshot.everything(things)
        _ = try? snapshot.rows(Query.of(Things.self).group("kind", "unit", "done"))
      }
      try cached.setCached(file, bytes)
    }
    #expect(agrees())
  }

  @Test("is no damage when it is gone, even while it is read")
  func deleted() throws {
    let snapshot = cached.snapshot()
    _ = try snapshot.table(things).column("label")
    try FileManager.default.removeItem(atPath: cached.folder)
    #expect(try snapshot.everything(things) == expected)
    snapshot.keepColumns()
    #expect(agrees())
    try cached.fill()
    #expect(cached.cacheFiles.count == things.fields.count + 1)
  }

  @Test(
    "is never left by a disk that fails, at whatever call", arguments: [ENOSPC, EROFS])
  func failingDisk(_ errno: Int32) throws {
    var call = 0
    while true {
      try? FileManager.default.removeItem(atPath: "\(cached.store.path)/.planscript")
      let snapshot = cached.snapshot()
      _ = try snapshot.values(things)
      let first = cached.disk.calls + call
      cached.disk.fail(first..<(call % 2 == 0 ? first + 1 : .max), errno: errno)
      snapshot.keepColumns()
      let last = cached.disk.calls
      cached.disk.fail(0..<0, errno: 0)
      #expect(agrees(), "\(call)")
      if first >= last { break }
      call += 1
    }
    #expect(call > 40)
  }

  @Test("is not made by many at once: each file is as one of them wrote it")
  func together() throws {
    try FileManager.default.removeItem(atPath: cached.folder)
    let cached = cached
    DispatchQueue.concurrentPerform(iterations: 8) { worker in
      for turn in 0..<10 {
        let snapshot = cached.snapshot()
        for position in things.fields.indices where (position + turn) % 4 == worker % 4 {
          _ = try? snapshot.table(things).column(position)
        }
        snapshot.keepColumns()
      }
    }
    #expect(agrees())
    #expect(!cached.cacheFiles.contains { $0.hasSuffix(".new") })
    _ = cached.disk.takeOpened()
    _ = try cached.snapshot().values(things)
    #expect(cached.disk.takeOpened() == [])
  }
}
