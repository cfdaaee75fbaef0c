import PlanModel
import Testing

@testable import PlanStore

@Suite("a migration")
struct MigrationTests {
  private let files = [
    "store.json": "{\n\t\"title\": {\"vi\": \"Kho\"}\r\n}\n",
    "attendance.json": """
    [ {"id": "1", "unit": "b/c", "summoned": 1.0},
    {"id": "2",  "unit": "a", "extra": [1,2]} ,
      {"id": "3", "unit": "b/c"},
    {"id": "4"}]
    """,
    "tasks.json": "[]",
  ]

  private func disk(_ changed: [String: String] = [:]) -> MemoryDisk {
    let disk = MemoryDisk(files.merging(changed) { $1 })
    return disk
  }

  @Test(
    "writes the version into a format that has none",
    arguments: [
      (#"{"format": {"name": "x"}}"#, #"{"format": {"version": 1, "name": "x"}}"#),
      (#"{"title": {}, "format": { } }"#, #"{"title": {}, "format": {"version": 1 } }"#),
    ])
  func intoFormat(before: String, after: String) throws {
    let disk = disk(["store.json": before])
    let store = try Store.open(disk)
    try store.migrate(origin: Origin(.migrate, who: "lan"))
    #expect(try DirectoryFiles(disk).text("store.json") == after)
    #expect(try store.formatVersion() == 1)
  }

  @Test("of a store whose format is no object is refused")
  func oddFormat() {
    #expect(throws: StoreError.self) { try Store.open(disk(["store.json": #"{"format": "1"}"#])) }
  }

  @Test("says the format and splits what belongs to units, as one commit, byte for byte")
  func migrates() throws {
    let disk = disk()
    let store = try Store.open(disk)
    #expect(try store.formatVersion() == 0)
    let commit = try #require(try store.migrate(origin: Origin(.migrate, who: "lan")))
    #expect(commit.files.count == 4)
    let files = DirectoryFiles(disk)
    #expect(
      try files.text("store.json")
        == "{\n  \"format\": {\"name\": \"planscript\", \"version\": 1},\n\t\"title\": "
        + "{\"vi\": \"Kho\"}\r\n}\n")
    #expect(
      try files.text("attendance/b%2Fc.json") == """
        [
        {"id": "1", "unit": "b/c", "summoned": 1.0},
        {"id": "3", "unit": "b/c"}
        ]

        """)
    #expect(
      try files.text("attendance/a.json")
        == "[\n{\"id\": \"2\",  \"unit\": \"a\", \"extra\": [1,2]}\n]\n")
    #expect(try files.text("attendance.json") == "[\n{\"id\": \"4\"}\n]\n")
    #expect(try store.formatVersion() == 1)
    #expect(try store.migrate(origin: .test) == nil)
  }

  @Test("that is interrupted anywhere leaves the old format or the new")
  func interrupted() throws {
    let rehearsal = disk()
    try Store.open(rehearsal).migrate(origin: .test)
    for stop in rehearsal.changingCalls {
      let disk = disk()
      let store = try Store.open(disk)
      disk.incident = { $0.number == stop ? .crash : nil }
      _ = try? store.migrate(origin: .test)
      disk.restart()
      try store.finish()
      let version = try store.formatVersion()
      let names = try DirectoryFiles(disk).names(in: "attendance")
      #expect(names == (version == 0 ? [] : ["a.json", "b%2Fc.json"]), "stopped at \(stop)")
    }
  }

  @Test("is refused where a shard is there already, or a file does not parse")
  func refused() throws {
    let there = disk(["attendance/a.json": "[]"])
    #expect(throws: MigrationError.shardExists(file: "attendance.json", shard: "attendance/a.json"))
    {
      try Store.open(there).migrate(origin: .test)
    }
    let broken = disk(["people.json": "[{]"])
    let fault = #expect(throws: FileFault.self) {
      try Store.open(broken).migrate(origin: .test)
    }
    #expect(fault?.line == "people.json:1:3: expected nameOrEnd, found ]")
    for disk in [there, broken] { #expect(try Store.open(disk).formatVersion() == 0) }
  }

  @Test("of empty settings writes only the format")
  func empty() throws {
    let disk = disk(["store.json": "{ }", "attendance.json": "[]"])
    try Store.open(disk).migrate(origin: .test)
    #expect(
      try DirectoryFiles(disk).text("store.json")
        == "{\n  \"format\": {\"name\": \"planscript\", \"version\": 1} }")
    #expect(try DirectoryFiles(disk).text("attendance.json") == "[]")
  }
}
