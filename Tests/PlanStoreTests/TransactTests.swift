import Foundation
import PlanModel
import Testing

@testable import PlanStore

@Suite("a transaction")
struct TransactTests {
  private let directory: TestStore

  init() throws {
    directory = try TestStore([
      "units.json": "[\n  {\"id\": \"u\", \"name\": \"U\", \"members_total\": 1}\n]\n",
      "tasks.json":
        "[\n  {\"id\": \"a\", \"title\": \"A\"},\n  {\"id\": \"b\", \"title\": \"B\"}\n]\n",
      "topics.json": "[]\n",
    ])
  }

  private func store() throws -> Store { try Store(path: directory.path) }

  private func text(_ file: String) -> String? {
    try? String(contentsOfFile: "\(directory.path)/\(file)", encoding: .utf8)
  }

  private static func title(_ id: String, _ base: String, _ new: String) -> ChangeSet {
    var changes = ChangeSet()
    changes.update(
      RecordKey("tasks", id),
      FieldChange(field: "title", base: .string(base), value: .string(new)))
    return changes
  }

  /// Proposes one member more for the unit.
  private func increment(_ snapshot: Snapshot) throws -> (ChangeSet, Int64) {
    let proposal = Proposal(snapshot)
    let collection = Units.collection
    let row = try #require(try proposal.row(id: "u", in: collection))
    let position = try #require(collection.position(of: "members_total"))
    guard case .integer(let old) = try proposal.value(row, position, in: collection) else {
      return (ChangeSet(), 0)
    }
    try proposal.set("members_total", ofRow: row, in: collection, to: .integer(old + 1))
    return (proposal.changes, old + 1)
  }

  @Test("commits what was proposed, and logs it as it can be taken back")
  func commits() throws {
    let store = try store()
    let (commit, _) = try store.transact(origin: .test) { _ in (Self.title("a", "A", "A2"), ()) }
    let there = try #require(commit)
    #expect(text("tasks.json")?.contains(#""a", "title": "A2""#) == true)
    let changes = try #require(ChangeSet(json: there.changes))
    #expect(changes == Self.title("a", "A", "A2"))
    _ = try store.commit(changes.inverted, origin: .test)
    #expect(text("tasks.json")?.contains(#""a", "title": "A""#) == true)
  }

  @Test("nothing proposed is nothing written, not even a folder")
  func nothing() throws {
    let (commit, result) = try store().transact(origin: .test) { _ in (ChangeSet(), 7) }
    #expect(commit == nil)
    #expect(result == 7)
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/.planscript"))
  }

  @Test("runs again where somebody changed meanwhile what was read, and loses no change of either")
  func again() throws {
    let store = try store()
    var runs = 0
    let (_, result) = try store.transact(origin: .test) { snapshot in
      let proposed = try increment(snapshot)
      runs += 1
      if runs == 1 {
        _ = try self.store().transact(origin: .test) { try self.increment($0) }
      }
      return proposed
    }
    #expect(runs == 2)
    #expect(result == 3)
    #expect(text("units.json")?.contains(#""members_total": 3"#) == true)
  }

  static let edits: [(file: String, text: String)] = [
    ("units.json", "[\n  {\"id\": \"u\", \"name\": \"U\", \"members_total\": 9}\n]\n"),
    (
      "people/u.json", "[{\"id\": \"p\", \"name\": \"P\", \"unit\": \"u\", \"category\": \"mass\"}]"
    ),
    ("people.json", "[]"),
  ]

  @Test(
    "sees an edit by another program, a file that comes, and one of the same length",
    arguments: edits)
  func outside(edit: (file: String, text: String)) throws {
    var runs = 0
    let (commit, _) = try store().transact(origin: .test) { snapshot in
      _ = try snapshot.table(People.collection).count
      _ = try snapshot.table(Units.collection).count
      runs += 1
      if runs == 1 { try directory.write(edit.file, edit.text) }
      return (Self.title("a", "A", "A2"), ())
    }
    #expect(runs == 2)
    #expect(commit != nil)
    #expect(text(edit.file) == edit.text)
  }

  @Test("does not run again for a file that it did not read")
  func elsewhere() throws {
    var runs = 0
    _ = try store().transact(origin: .test) { snapshot in
      _ = try snapshot.table(Tasks.collection).count
      runs += 1
      try directory.write("topics.json", "[ ]")
      return (Self.title("a", "A", "A2"), ())
    }
    #expect(runs == 1)
  }

  @Test("ends after so many attempts, with what conflicts or with what did not settle")
  func bounded() throws {
    let store = try store()
    var runs = 0
    #expect {
      _ = try store.transact(attempts: 3, origin: .test) { snapshot in
        _ = try snapshot.table(Tasks.collection).count
        runs += 1
        try directory.write("tasks.json", #"[{"id": "a", "title": "N\#(runs)"}]"#)
        return (Self.title("a", runs == 1 ? "A" : "N\(runs - 1)", "A2"), ())
      }
    } throws: { error in
      guard case TransactError.conflicts(let conflicts)? = error as? TransactError else {
        return false
      }
      return conflicts.map { [$0.base, $0.ours, $0.theirs] }
        == [[.string("N2"), .string("A2"), .string("N3")]]
    }
    #expect(runs == 3)
    #expect {
      _ = try store.transact(attempts: 2, origin: .test) { snapshot in
        _ = try snapshot.table(Tasks.collection).count
        runs += 1
        try directory.write("tasks.json", #"[{"id": "a", "title": "A", "x": \#(runs)}]"#)
        return (Self.title("a", "A", "A2"), ())
      }
    } throws: { error in
      guard case TransactError.unsettled(let paths)? = error as? TransactError else { return false }
      return paths == ["tasks.json"]
    }
    #expect(text("tasks.json") == #"[{"id": "a", "title": "A", "x": 5}]"#)
  }

  @Test("taking back holds each field against what is there now")
  func undo() throws {
    let store = try store()
    let first = try #require(
      try store.transact(origin: .test) { _ in (Self.title("a", "A", "A2"), ()) }.commit)
    try directory.write(
      "tasks.json", #"[{"id": "a", "title": "later", "x": 1}, {"id": "b", "title": "B"}]"#)
    let back = try #require(ChangeSet(json: first.changes)).inverted
    #expect(throws: TransactError.self) { try store.commit(back, origin: .test) }
    #expect(try store.preview(back).conflicts.map(\.theirs) == [.string("later")])
    try directory.write("tasks.json", #"[{"id": "a", "title": "A2", "x": 1}]"#)
    _ = try store.commit(back, origin: .test)
    #expect(text("tasks.json") == #"[{"id": "a", "title": "A", "x": 1}]"#)
  }

  @Test("taking back leaves no reference that leads nowhere")
  func integrity() throws {
    let store = try store()
    var adding = ChangeSet()
    adding.add(RecordKey("units", "n"), [.init("id", .string("n")), .init("name", .string("N"))])
    let added = try #require(
      try store.transact(origin: .test) { _ in (adding, ()) }.commit)
    try directory.write("tasks.json", #"[{"id": "a", "title": "A", "unit": "n"}]"#)
    #expect(throws: Proposal.Failure.self) {
      try store.commit(try #require(ChangeSet(json: added.changes)).inverted, origin: .test)
    }
    var removing = ChangeSet()
    removing.add(
      RecordKey("tasks", "z"),
      [.init("id", .string("z")), .init("title", .string("Z")), .init("unit", .string("gone"))])
    #expect(throws: ValueFault.self) { try store.commit(removing, origin: .test) }
  }

  @Test("many writers of one record lose nothing")
  func many() async throws {
    let path = directory.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<10 {
            _ = try Store(path: path).transact(attempts: 200, origin: .test) {
              try self.increment($0)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(text("units.json")?.contains(#""members_total": 41"#) == true)
  }
}
