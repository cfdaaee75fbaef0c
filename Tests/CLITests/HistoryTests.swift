import Foundation
import Testing

/// `log`, `diff`, `undo`: who changed what, and taking it back.
@Suite struct HistoryTests {
  private func changed(_ code: String = "plan.place = 'Huế'") throws -> Copy {
    let store = try Copy()
    #expect(try Command("-d", store.path, "-e", code, "--apply", "-P", "n=1").status == 0)
    return store
  }

  @Test("log tells who wrote what, with which script and parameters")
  func log() throws {
    let store = try changed()
    let table = try Command("log", "-d", store.path, "--lang", "en")
    #expect(table.status == 0)
    let row = try #require(table.output.split(separator: "\n").last)
    #expect(row.contains("script"))
    #expect(row.contains("-e #"))
    #expect(row.contains("n=1"))
    let one = try Command("-d", store.path, "log", "1", "--lang", "en")
    #expect(one.output.contains("Files: plan.json\n"))
    #expect(one.output.contains("    Place (place): – → Huế\n"))
    let json = try Command("log", "-d", store.path, "-o", "json").output
    #expect(json.contains(#""kind": "run""#))
    #expect(json.contains(#""parameters": {"n": "1"}"#))
  }

  @Test("a store that was never written says so, and a commit that is not there is a mistake")
  func none() throws {
    let store = try Copy()
    #expect(
      try Command("log", "-d", store.path, "--lang", "en").output
        == "Nothing has been committed to this store.\n")
    let missing = try Command("undo", "3", "-d", store.path, "--lang", "en")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("no commit “3”"))
    #expect(try Command("undo", "-d", store.path).status == 2)
    #expect(try Command("log", "-d", "/nowhere").status == 4)
  }

  @Test("undo gives back every byte, by a new commit, once it is told to")
  func undo() throws {
    let untouched = try Copy()
    let store = try changed(ChangeTests.edit)
    let after = try store.contents()
    let preview = try Command("undo", "1", "-d", store.path, "--lang", "en")
    #expect(preview.status == 0)
    #expect(preview.output.contains("    Status (status): done → –\n"))
    #expect(preview.output.hasSuffix("planscript undo 1 -d \(store.path) --lang en --apply\n"))
    #expect(try store.contents() == after)
    let done = try Command("undo", "1", "-d", store.path, "--lang", "en", "--apply")
    #expect(done.output.hasSuffix("To take it back: planscript undo 2 -d \(store.path)\n"))
    #expect(try store.contents() == (try untouched.contents()))
    #expect(try Command("log", "-d", store.path, "--lang", "en").output.contains("undo"))
    let twice = try Command("undo", "1", "-d", store.path, "--lang", "en", "--apply")
    #expect(twice.output == "There is nothing to write.\n")
  }

  @Test("undo overwrites no later work: it tells file, record, field, and all three values")
  func conflict() throws {
    let store = try changed()
    let later = try Command("-d", store.path, "-e", "plan.place = 'Hội An'", "--apply")
    #expect(later.status == 0)
    let before = try store.contents()
    let run = try Command("undo", "1", "-d", store.path, "--lang", "en", "--apply")
    #expect(run.status == 8)
    #expect(
      run.errors == """
        error: conflict, nothing written: somebody else changed the same
          plan.json: plan.place: base "Huế", ours –, theirs "Hội An"

        """)
    #expect(try store.contents() == before)
    let json = try Command("undo", "1", "-d", store.path, "-o", "json")
    #expect(json.status == 8)
    #expect(json.output.contains(#""theirs": "Hội An""#))
  }

  @Test("undo keeps later work in the same file")
  func beside() throws {
    let store = try changed()
    try store.edit("plan.json", #""number": "130-KH/TU""#, #""number": "131-KH/TU""#)
    #expect(try Command("undo", "1", "-d", store.path, "--apply").status == 0)
    let text = try store.lines("plan.json").joined()
    #expect(text.contains("131-KH/TU"))
    #expect(!text.contains("Huế"))
  }

  @Test("diff tells what a commit changed, and without a number what others changed since")
  func diff() throws {
    let store = try changed()
    let one = try Command("diff", "1", "-d", store.path, "--lang", "en")
    #expect(one.output.hasSuffix("    Place (place): – → Huế\n"))
    let none = try Command("diff", "-d", store.path, "--lang", "en")
    #expect(none.output == "No other program has changed a committed file since.\n")
    try store.edit("plan.json", "Huế", "Hội An")
    let other = try Command("diff", "-d", store.path, "--lang", "en")
    #expect(other.output.hasPrefix("plan.json: changed by another program after commit 1:\n"))
    #expect(other.output.hasSuffix("    Place (place): Huế → Hội An\n"))
    #expect(
      try Command("diff", "-d", store.path, "-o", "json").output.contains(#""since": 1"#))
  }
}
