import Testing

@testable import PlanStore

@Suite("what a run has read")
struct FootprintTests {
  private let disk = MemoryDisk(["tasks.json": "0", "people/a.json": "a", "units.json": "u"])

  private func changed(since footprint: Footprint) throws -> [String] {
    var changed: [String] = []
    try Store.open(disk).commit(origin: .test) { current in
      changed = try current.changed(since: footprint)
      return nil
    }
    return changed
  }

  private func footprint(now: Int64 = 1_800_000_000) throws -> Footprint {
    var surroundings = Surroundings.still()
    surroundings.now = { now }
    let files = SnapshotFiles(disk: disk, surroundings: surroundings)
    _ = try files.text("tasks.json")
    _ = try files.names(in: "people")
    _ = files.exists("plan.json")
    return files.footprint
  }

  @Test("holds until one of it changes, by whomever")
  func changes() throws {
    let footprint = try footprint()
    #expect(try changed(since: footprint) == [])
    try Store.open(disk).write(["units.json": "U"])
    #expect(try changed(since: footprint) == [])
    try Store.open(disk).write(["people/b.json": "b", "plan.json": "p"])
    #expect(try changed(since: footprint) == ["people", "plan.json"])
    disk.edit("tasks.json", "0")
    #expect(try changed(since: footprint) == ["people", "plan.json", "tasks.json"])
  }

  @Test("is known by its content where the file is so young that time does not tell")
  func young() throws {
    let footprint = try footprint(now: 1_700_000_001)
    #expect(footprint.files["tasks.json"] == .content(ContentHash(of: Array("0".utf8))))
    disk.edit("tasks.json", "0")
    #expect(try changed(since: footprint) == [])
    disk.edit("tasks.json", "1")
    #expect(try changed(since: footprint) == ["tasks.json"])
  }

  @Test("is of the snapshot's moment, even when it is read after the next commit")
  func displaced() throws {
    let files = SnapshotFiles(disk: disk, surroundings: .still())
    try Store.open(disk).write(["tasks.json": "1"])
    #expect(try files.text("tasks.json") == "0")
    #expect(try changed(since: files.footprint) == ["tasks.json"])
  }
}
