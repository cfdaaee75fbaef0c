import Foundation
import PlanModel
import Testing

@testable import PlanStore

extension AuditedRun {
  static func of(
    _ script: String, bundle: String = "pack", parameters: [String: String] = [:]
  ) -> AuditedRun {
    var run = AuditedRun(
      .run, bundle: bundle, version: "1.0.0", hash: ContentHash(of: Array(bundle.utf8)),
      key: "00ff", who: "hoa")
    run.script = script
    run.parameters = parameters
    run.permissions = ["read:units", "draft"]
    return run
  }
}

extension Origin {
  static func bundle(_ name: String) -> Origin {
    Origin(.run, who: "hoa", bundle: name, bundleHash: ContentHash(of: Array(name.utf8)))
  }
}

/// What the audit tells of runs, and of those who touched it.
@Suite struct AuditTests {
  private let directory: TestStore
  private let store: Store
  private static let month = "audit/2027-01.jsonl"

  init() throws {
    directory = try TestStore(["tasks.json": #"[{"id": "a", "title": "A"}]"#])
    let surroundings = Surroundings(
      now: { 1_800_000_000 }, random: Surroundings.system.random,
      uptime: Surroundings.system.uptime, pause: Surroundings.system.pause)
    store = try Store(
      path: directory.path, disk: SystemDisk(root: directory.path), surroundings: surroundings)
  }

  private func title(_ title: String) throws -> Commit? {
    try store.transact(
      origin: .bundle("pack"), auditing: { _ in .of("rename") },
      { snapshot in
        let proposal = Proposal(snapshot)
        let row = try #require(try proposal.row(id: "a", in: Tasks.collection))
        try proposal.set("title", ofRow: row, in: Tasks.collection, to: .text(title))
        return (proposal.changes, ())
      }
    ).commit
  }

  @Test func `lines of any length follow one another, also what a crash left behind them`() throws {
    let long = String(repeating: "x", count: 9_000)
    for (length, torn) in [(0, 0), (9_000, 0), (4_050, 3), (0, 6_000), (9_000, 9_000), (10, 0)] {
      try store.audit(.of("a", parameters: ["p": String(long.prefix(length))]))
      let text = try String(contentsOfFile: directory.path + "/" + Self.month, encoding: .utf8)
      try directory.write(Self.month, text + long.prefix(torn))
    }
    try store.audit(.of("last"))
    let trail = try store.auditTrail()
    #expect(trail.faults.isEmpty, "\(trail.faults)")
    #expect(trail.entries.map(\.number) == Array(1...7))
    #expect(trail.entries.last?.run.script == "last")
  }

  private func lines() throws -> [String] {
    try String(contentsOfFile: directory.path + "/" + Self.month, encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  private func write(_ lines: [String]) throws {
    try directory.write(Self.month, lines.map { $0 + "\n" }.joined())
  }

  /// Four entries: two that changed nothing, a commit's, and one more.
  private func fill() throws {
    try store.audit(.of("one", parameters: ["floor": "80"]))
    try store.audit(.of("two"))
    #expect(try title("B")?.number == 1)
    try store.audit(.of("four"))
  }

  @Test func `every run is told with its bundle, parameters and permissions, in order`() throws {
    try fill()
    let trail = try store.auditTrail()
    #expect(trail.faults == [])
    #expect(trail.entries.map(\.number) == [1, 2, 3, 4])
    #expect(trail.entries.map(\.run.script) == ["one", "two", "rename", "four"])
    #expect(trail.entries.map(\.commit) == [nil, nil, 1, nil])
    let expected = AuditedRun.of("one", parameters: ["floor": "80"])
    let found = trail.entries[0].run
    #expect(Set(found.permissions) == Set(expected.permissions))
    #expect((found.bundle, found.version, found.hash) == ("pack", "1.0.0", expected.hash))
    #expect((found.parameters, found.who, found.key) == (["floor": "80"], "hoa", "00ff"))
  }

  @Test func `a commit and its line are there together, and the store is only changed by it`()
    throws
  {
    try fill()
    #expect(try store.outsideEdits().isEmpty)
    let commit = try #require(try store.entry(1))
    #expect(commit.files.map(\.path) == ["tasks.json", "audit/head.json"])
    // Taken back as any other.
    #expect(try store.transact(origin: .test) { _ in (ChangeSet(), ()) }.commit == nil)
  }

  @Test func `a commit of several bundles has a line for each`() throws {
    _ = try store.commit(origin: .bundle("pack")) { current in
      PreparedCommit(
        files: [
          FileChange(path: "x.json", before: nil, after: Array("[]".utf8)),
          try store.auditChange([.of("one"), .of("two")], current),
        ], changes: .null)
    }
    try store.audit(.of("three"))
    let trail = try store.auditTrail()
    #expect(trail.faults == [])
    #expect(trail.entries.map(\.run.script) == ["one", "two", "three"])
    #expect(trail.entries.map(\.commit) == [1, 1, nil])
  }

  @Test func `a transaction that changes nothing is told all the same`() throws {
    _ = try store.transact(
      origin: .bundle("pack"), auditing: { _ in .of("look") }, { _ in (ChangeSet(), ()) })
    let trail = try store.auditTrail()
    #expect(trail.entries.map(\.run.script) == ["look"])
    #expect(trail.entries.map(\.commit) == [nil])
  }

  @Test func `a long parameter stands as its hash`() throws {
    try store.audit(.of("one", parameters: ["text": String(repeating: "a", count: 400)]))
    let value = try store.auditTrail().entries[0].run.parameters["text"]
    #expect(value?.hasPrefix("sha256:") == true)
    #expect(value?.utf8.count == 71)
  }

  @Test func `an edited line is found, the last one too`() throws {
    try fill()
    let original = try lines()
    for place in 0..<4 {
      var lines = original
      lines[place].replace("hoa", with: "lan")
      try write(lines)
      #expect(try store.auditTrail().faults == [.edited(place + 1)])
    }
  }

  @Test func `lines that were taken out or moved are found`() throws {
    try fill()
    let original = try lines()
    var lines = original
    lines.remove(at: 1)
    try write(lines)
    #expect(try store.auditTrail().faults == [.missing(2...2)])
    lines = original
    lines.swapAt(0, 1)
    try write(lines)
    #expect(try store.auditTrail().faults == [.missing(1...1), .outOfPlace(1)])
    lines = original + [original[0]]
    try write(lines)
    #expect(try store.auditTrail().faults.contains(.outOfPlace(1)))
    lines = original
    lines[2] = "{}"
    try write(lines)
    #expect(
      try store.auditTrail().faults == [
        .notAnEntry(file: Self.month, line: 3), .missing(3...3),
        .notAudited(commit: 1, bundle: "pack"),
      ])
  }

  @Test func `an audit that was cut off is found, and goes on with the gap in it`() throws {
    try fill()
    try write(Array(try lines().prefix(1)))
    let cut = AuditFault.cutOff(2...4)
    let gone = AuditFault.notAudited(commit: 1, bundle: "pack")
    #expect(try store.auditTrail().faults == [cut, gone])
    try store.audit(.of("five"))
    #expect(try store.auditTrail().faults == [.missing(2...4), gone])
    #expect(try store.auditTrail().entries.map(\.number) == [1, 5])
  }

  @Test func `an audit without its head cannot say that it is whole`() throws {
    try fill()
    try directory.remove("audit/head.json")
    #expect(try store.auditTrail().faults == [.noHead])
    try store.audit(.of("five"))
    #expect(try store.auditTrail().faults == [])
  }

  @Test func `a commit of a bundle that the audit lacks is found by the log`() throws {
    try fill()
    try FileManager.default.removeItem(atPath: directory.path + "/audit")
    #expect(try store.auditTrail().faults == [.notAudited(commit: 1, bundle: "pack")])
  }

  @Test func `a second commit that the audit lacks is found among those it has`() throws {
    try fill()
    _ = try store.transact(origin: .bundle("other")) { snapshot in
      let proposal = Proposal(snapshot)
      let row = try #require(try proposal.row(id: "a", in: Tasks.collection))
      try proposal.set("title", ofRow: row, in: Tasks.collection, to: .text("C"))
      return (proposal.changes, ())
    }
    #expect(try store.auditTrail().faults == [.notAudited(commit: 2, bundle: "other")])
  }

  @Test func `a line that names a commit of another is found`() throws {
    _ = try store.transact(
      origin: .bundle("other"), auditing: { _ in .of("rename") },
      { snapshot in
        let proposal = Proposal(snapshot)
        let row = try #require(try proposal.row(id: "a", in: Tasks.collection))
        try proposal.set("title", ofRow: row, in: Tasks.collection, to: .text("C"))
        return (proposal.changes, ())
      })
    #expect(try store.auditTrail().faults == [.otherCommit(entry: 1, commit: 1)])
  }

  @Test func `what a crash tore is written over`() throws {
    try fill()
    let whole = try lines().joined(separator: "\n") + "\n"
    try directory.write(Self.month, whole + String(repeating: "x", count: 3000))
    #expect(try store.auditTrail().faults == [])
    try store.audit(.of("five"))
    let trail = try store.auditTrail()
    #expect(trail.faults == [])
    #expect(trail.entries.map(\.number) == [1, 2, 3, 4, 5])
    #expect(try lines().count == 5)
  }
}

/// A crash at every operation of an audited commit, and of a line alone.
@Suite struct AuditCrashTests {
  private static func disk() throws -> MemoryDisk {
    let disk = MemoryDisk(["tasks.json": #"[{"id": "a", "title": "A"}]"#])
    try Store.open(disk).audit(.of("first"))
    disk.restart()
    return disk
  }

  private static func change(_ store: Store) throws {
    _ = try store.transact(
      origin: .bundle("pack"), cached: false, auditing: { _ in .of("rename") },
      { snapshot in
        let proposal = Proposal(snapshot)
        let row = try #require(try proposal.row(id: "a", in: Tasks.collection))
        try proposal.set("title", ofRow: row, in: Tasks.collection, to: .text("B"))
        return (proposal.changes, ())
      })
  }

  private func expectAtEveryCrash(
    _ work: (Store) throws -> Void, _ expect: (AuditTrail, _ title: String) -> Bool
  ) throws {
    let rehearsal = try Self.disk()
    let before = rehearsal.calls.count
    try work(try Store.open(rehearsal))
    let stops = rehearsal.changingCalls.filter { $0 >= before }
    #expect(stops.count > 3)
    for stop in stops {
      let disk = try Self.disk()
      let offset = disk.calls.count - before
      let store = try Store.open(disk)
      disk.incident = { $0.number == stop + offset ? .crash : nil }
      try? work(store)
      disk.incident = { _ in nil }
      disk.restart()
      for next in [false, true] {
        let store = try Store.open(disk, seed: 2)
        if next { try store.audit(.of("next")) }
        let trail = try store.auditTrail()
        #expect(trail.faults == [], "stopped at \(stop)")
        let tasks = try DirectoryFiles(disk).text("tasks.json") ?? ""
        let seen = try store.snapshot(cached: false).tasks["a"]?.title ?? ""
        if next { #expect(tasks.contains("\"\(seen)\"")) }
        #expect(expect(trail, seen), "stopped at \(stop): \(trail.entries.map(\.number)) \(seen)")
      }
    }
  }

  @Test func `leaves the commit with its line, or neither`() throws {
    try expectAtEveryCrash(Self.change) { trail, title in
      let isAudited = trail.entries.contains { $0.run.script == "rename" && $0.commit == 1 }
      return isAudited == (title == "B")
        && trail.entries.map(\.number) == Array(1...trail.entries.count)
    }
  }

  @Test func `leaves a line or none, and the audit whole`() throws {
    try expectAtEveryCrash({ try $0.audit(.of("second")) }) { trail, title in
      title == "A" && trail.entries.map(\.number) == Array(1...trail.entries.count)
    }
  }
}
