import Foundation
import Testing

@testable import PlanModel
@testable import PlanStore

private let things = Things.collection

@Suite("the cache's folder")
struct CacheFolderTests {
  private let cached: CachedStore

  init() throws {
    cached = try CachedStore([
      "things/a.json": #"[{"id": "a", "label": "x"}]"#, "things/b.json": #"[{"id": "b"}]"#,
    ])
  }

  private func setMode(_ mode: mode_t, _ file: String) {
    #expect(chmod("\(cached.store.path)/\(file)", mode) == 0)
  }

  /// The permissions of all files of the cache.
  private func modes() throws -> Set<Int> {
    Set(
      try cached.cacheFiles.map { file in
        let path = "\(cached.folder)/\(file)"
        return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
          ?? 0
      })
  }

  @Test("lets nobody read what one of the files forbids")
  func strictest() throws {
    setMode(0o644, "things/a.json")
    setMode(0o640, "things/b.json")
    try cached.fill()
    #expect(try modes() == [0o640])
  }

  @Test("lets nobody read what the directory forbids")
  func directory() throws {
    setMode(0o644, "things/a.json")
    setMode(0o644, "things/b.json")
    setMode(0o700, "things")
    try cached.fill()
    #expect(try modes() == [0o600])
  }

  @Test("takes back what was readable before a file was closed to others")
  func closedLater() throws {
    try cached.fill()
    #expect(try modes().contains { $0 & 0o044 != 0 })
    setMode(0o600, "things/b.json")
    let snapshot = cached.snapshot()
    _ = try snapshot.table(things).column("label")
    snapshot.keepColumns()
    #expect(try modes() == [0o600])
    #expect(try cached.snapshot().values(things) == cached.coldSnapshot().values(things))
  }

  @Test("holds no more than its limit: the oldest files go")
  func limit() throws {
    try cached.fill()
    let folder = CacheFolder(disk: cached.disk)
    try cached.setCached("things.0.column", [UInt8](repeating: 0, count: 10_000))
    let old: [FileAttributeKey: Any] = [.modificationDate: Date(timeIntervalSince1970: 1)]
    try FileManager.default.setAttributes(
      old, ofItemAtPath: "\(cached.folder)/things.0.column")
    let count = cached.cacheFiles.count
    folder.tidy(limit: 10_000)
    #expect(cached.cacheFiles.count == count - 1)
    #expect(!cached.cacheFiles.contains("things.0.column"))
    folder.tidy(limit: 0)
    #expect(cached.cacheFiles == [])
  }

  @Test("may be a file, or a link to elsewhere: then nothing is kept")
  func noFolder() throws {
    let outside = try TestStore()
    for make in [
      { try cached.store.write(CacheFolder.path, "") } as () throws -> Void,
      {
        try cached.store.remove(CacheFolder.path)
        #expect(symlink(outside.path, cached.folder) == 0)
      },
    ] {
      try make()
      try cached.fill()
      #expect(try cached.snapshot().values(things) == cached.coldSnapshot().values(things))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == ["store.json"])
  }

  @Test("does not hinder the first commit when readers made it")
  func firstCommit() throws {
    try cached.fill()
    #expect(!cached.cacheFiles.isEmpty)
    let store = try Store(path: cached.store.path)
    #expect(try store.write(["things/a.json": #"[{"id": "new"}]"#])?.number == 1)
    #expect(try cached.snapshot().ids(Query.of(Things.self)) == "new b")
  }
}

@Suite("packed numbers")
struct PackingTests {
  /// Bytes that each takes; nothing when they do not come out as they were.
  private func bytesEach<T: FixedWidthInteger>(
    _ numbers: [T], _ specials: Specials<T>
  ) -> Int? {
    let packing = numbers.withUnsafeBufferPointer { Packing($0, specials) }
    guard packing.bytes.count == packing.width * numbers.count else { return nil }
    var out = [T](repeating: 1, count: numbers.count)
    packing.bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      let array = PackedArray(
        width: packing.width, count: packing.count, least: packing.least, span: packing.span,
        bytes: base)
      out.withUnsafeMutableBufferPointer { out in
        if let target = out.baseAddress { array.unpack(into: target, specials) }
      }
    }
    return out == numbers ? packing.width : nil
  }

  @Test("take as few bytes as their distance needs, and come out as they were")
  func widths() {
    let (missing, null) = (Int64.min, Int64.min + 1)
    #expect(bytesEach([5, missing, 5 + 253, null, 6], .numbers) == 1)
    #expect(bytesEach([5, missing, 5 + 254], .numbers) == 2)
    #expect(bytesEach([-1, 65532], .numbers) == 2)
    #expect(bytesEach([-1, 65533], .numbers) == 4)
    #expect(bytesEach([0, 4_294_967_293], .numbers) == 4)
    #expect(bytesEach([0, 4_294_967_294, null], .numbers) == 8)
    #expect(bytesEach([Int64.min + 2, Int64.max, missing, null, 0], .numbers) == 8)
    #expect(bytesEach([missing, null], .numbers) == 1)
    #expect(bytesEach([UInt32.max - 2, 0, .max, .max - 1], .codes) == 4)
    #expect(bytesEach([UInt32.max, .max - 1], .codes) == 1)
    #expect(bytesEach([Int32.min, .min + 1, -719_162, 2_932_896], .days) == 4)
    #expect(bytesEach([UInt8(0), 1, 2, 3], .flags) == 1)
    #expect(bytesEach([UInt8(0), 18], .scales) == 1)
    #expect(bytesEach([UInt32(7), 7, 7], .codes) == 0)
    #expect(bytesEach([-5, -5], .numbers) == 0)
    #expect(bytesEach([-5, missing, -5], .numbers) == 1)
  }

  @Test("a fingerprint tells lengths, orders and single bits apart")
  func fingerprints() {
    var seen = Set<Fingerprint>()
    var texts: [[UInt8]] = (0..<200).map { [UInt8](repeating: 0, count: $0) }
    for place in 0..<200 {
      for bit in 0..<8 {
        var text = [UInt8](repeating: 0, count: 200)
        text[place] = 1 << UInt8(bit)
        texts.append(text)
      }
    }
    for text in texts { seen.insert(text.withUnsafeBytes { Fingerprint(of: $0) }) }
    #expect(seen.count == texts.count)
  }
}
