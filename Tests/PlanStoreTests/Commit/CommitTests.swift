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

  @Test("changes, makes and takes away files together")
  func together() throws {
    let commit = try #require(
      try store().write([
        "tasks.json": "new", "people/a.json": "A", "attendance/b.json": "b", "gone.json": nil,
      ]))
    #expect(text("tasks.json") == "new")
    #expect(text("people/a.json") == "A")
    #expect(text("attendance/b.json") == "b")
    #expect(text("gone.json") == nil)
    #expect(commit.number == 1)
    #expect(commit.displacedEdits == [])
    #expect(text(commit.side(3)) == "old")
    #expect(text(commit.side(1)) == "g")
  }
}
