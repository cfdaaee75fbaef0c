import Foundation
import PlanModel
import Testing

@testable import PlanStore

extension Origin {
  static let test = Origin(.run, who: "lan", script: "a.lua", parameters: ["ngày": "1"])
}

@Suite("a commit")
struct CommitTests {
  private let directory: TestStore

  init() throws {
    directory = try TestStore(["tasks.json": "old", "people/a.json": "a", "gone.json": "g"])
  }

  private func store() throws -> Store { try Store(path: directory.path) }

  private func text(_ file: String) -> String? {
    try? String(contentsOfFile: "\(directory.path)/\(file)", encoding: .utf8)
  }

  @Test("changes, makes and takes away files together, and keeps what was displaced")
  func together() throws {
    let store = try store()
    let commit = try #require(
      try store.write([
        "tasks.json": "new", "people/a.json": "A", "attendance/b.json": "b", "gone.json": nil,
      ]))
    #expect(text("tasks.json") == "new")
    #expect(text("people/a.json") == "A")
    #expect(text("attendance/b.json") == "b")
    #expect(text("gone.json") == nil)
    #expect(commit.number == 1)
    #expect(commit.displacedEdits == [])
    #expect(
      try commit.files.indices.map { try store.displaced(commit, $0) }
        == [nil, Array("g".utf8), Array("a".utf8), Array("old".utf8)])
  }

  @Test("is in the log with who, when, what and why, the newest first")
  func log() throws {
    let store = try store()
    let first = try #require(try store.write(["tasks.json": "1"]))
    let second = try #require(try store.write(["tasks.json": "2"]))
    #expect(try store.history().commits == [second, first])
    #expect(try store.history(before: 2).commits == [first])
    #expect(try store.history(limit: 1).commits == [second])
    #expect(first.origin == .test)
    #expect(first.changes == .string("changes"))
    #expect(second.files.first?.before == first.files.first?.after)
  }

  @Test("can be asked for afterwards")
  func outcomes() throws {
    let store = try store()
    let first = try #require(try store.write(["tasks.json": "1"]))
    #expect(try store.outcome(of: first.id) == .committed(first))
    #expect(try store.outcome(of: "1-0000000000000000") == .absent)
    #expect(try store.outcome(of: "2-0000000000000000") == .absent)
    #expect(try store.outcome(of: "nonsense") == .absent)
    var retention = Retention()
    retention.entries = 1
    try store.write(["tasks.json": "2"])
    try store.tidy(retention)
    #expect(try store.outcome(of: first.id) == .forgotten)
  }

  @Test("of nothing leaves nothing")
  func nothing() throws {
    #expect(try store().commit(origin: .test) { _ in nil } == nil)
    #expect(try store().write([:]) == nil)
    #expect(try store().history().commits == [])
  }

  @Test(
    "writes no file that leads out of the store, or into its own",
    arguments: [
      "../x.json", "/x.json", "people/../../x.json", ".planscript/log/x", "a//b.json", "",
      "people/",
      ".git/config", "a\u{0}b.json", "people/.hidden.json", "./a.json",
      String(repeating: "x", count: 256),
    ])
  func escaping(_ path: String) throws {
    #expect(throws: CommitError.refused(path: path, .notAName)) {
      try store().write([path: "x"], knowing: [:])
    }
  }

  @Test("writes no file through a link, nor over a directory")
  func links() throws {
    let outside = try TestStore(["x.json": "x"])
    #expect(symlink("\(outside.path)/x.json", "\(directory.path)/link.json") == 0)
    #expect(symlink(outside.path, "\(directory.path)/sessions") == 0)
    #expect(throws: CommitError.refused(path: "people", .notAPlainFile)) {
      try store().write(["people": "x"], knowing: [:])
    }
    #expect(throws: CommitError.refused(path: "link.json", .notAPlainFile)) {
      try store().write(["link.json": "y"], knowing: [:])
    }
    #expect(throws: (any Error).self) { try store().write(["sessions/y.json": "y"], knowing: [:]) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).count == 2)
    #expect(try String(contentsOfFile: "\(outside.path)/x.json", encoding: .utf8) == "x")
  }

  @Test("names each file once")
  func twice() throws {
    let change = FileChange(path: "new.json", before: nil, after: [])
    #expect(throws: CommitError.refused(path: "new.json", .twice)) {
      try store().commit(origin: .test) { _ in
        PreparedCommit(files: [change, change], changes: .null)
      }
    }
  }

  @Test("keeps a file's mode")
  func mode() throws {
    #expect(chmod("\(directory.path)/tasks.json", 0o640) == 0)
    try store().write(["tasks.json": "new"])
    var found = stat()
    #expect(stat("\(directory.path)/tasks.json", &found) == 0)
    #expect(found.st_mode & 0o777 == 0o640)
  }

  @Test("tells of an edit that another program goes on writing into the displaced file")
  func lateEdit() throws {
    let store = try store()
    let editor = try #require(FileHandle(forUpdatingAtPath: "\(directory.path)/tasks.json"))
    try store.write(["tasks.json": "new"])
    usleep(20_000)
    try editor.write(contentsOf: Data("late edit".utf8))
    let next = try #require(try store.write(["people/a.json": "A"]))
    let edit = try #require(next.displacedEdits.first)
    #expect(edit.path == "tasks.json")
    #expect(edit.kept.flatMap(text) == "late edit")
    #expect(try store.keptEdits() == [edit.kept])
    #expect(text("tasks.json") == "new")
    #expect(try store.write(["people/a.json": "B"])?.displacedEdits == [])
  }

  @Test("is refused in a store that a newer toolkit has migrated meanwhile")
  func newerFormat() throws {
    let store = try store()
    try directory.write("store.json", #"{"format": {"version": 9}}"#)
    #expect(throws: CommitError.newerFormat(found: 9, known: Store.formatVersion)) {
      try store.write(["tasks.json": "new"])
    }
    #expect(text("tasks.json") == "old")
  }

  @Test("goes on after a damaged entry has been set aside; until then it says which")
  func damagedEntry() throws {
    let store = try store()
    try store.write(["tasks.json": "1"])
    try directory.write(StoreLog.slot(1), "{}")
    try directory.remove(StoreLog.done)
    #expect(throws: CommitError.damagedLog(number: 1)) { try store.write(["tasks.json": "2"]) }
    #expect(try store.history().damaged == [1])
    try store.setAside(damaged: 1)
    #expect(try store.write(["tasks.json": "2"])?.number == 1)
    #expect(try store.keptEdits().count == 1)
  }

  @Test("finds what the file system can do")
  func capabilities() throws {
    let found = try store().capabilities()
    #expect(found == Capabilities())
    #expect(found.weaknesses == [])
    let disk = MemoryDisk(["tasks.json": "tasks"])
    disk.missing = [.exchange, .move, .link]
    #expect(
      try Store.open(disk).capabilities().weaknesses == [
        .editsInTheMomentOfACommit, .newFilesInTheMomentOfACommit, .slotsRestOnTheLock,
      ])
    disk.missing = [.lock]
    #expect(try Store.open(disk).capabilities().weaknesses == [.notWritable])
  }
}
