import Testing

@testable import PlanStore

/// What readers see while others commit.
enum Readers {
  /// At every operation of a commit: a reader from before sees the old store, a new one the old
  /// or the new, and nobody waits.
  static func faultsDuringCommit(_ scenario: Scenario, steps: Steps = .all) throws -> [String] {
    let disk = try scenario.disk()
    let store = try Store.open(disk, steps: steps)
    let early = SnapshotFiles(disk: disk, steps: steps, surroundings: .still())
    var faults: [String] = []
    disk.before = { call in
      faults += look(early, scenario, [scenario.old], "from before, at \(call)")
      let late = SnapshotFiles(disk: disk, steps: steps, surroundings: .still())
      faults += look(late, scenario, [scenario.old, scenario.new], "new, at \(call)")
    }
    try store.write(scenario.changes, knowing: scenario.old)
    disk.before = nil
    return faults + look(early, scenario, [scenario.old], "from before, afterwards")
  }

  /// At every operation of a reader, somebody commits: the whole, a part of it, or more.
  static func faultsDuringRead(_ scenario: Scenario, steps: Steps = .all) throws -> [String] {
    let start = try scenario.disk().tree
    var rehearsal = Trial(scenario, steps: steps, tree: start)
    try rehearsal.commit { _ in nil }
    let stops = rehearsal.disk.changingCalls.suffix(Torture.isAsked ? 9 : 4)
    var faults: [String] = []
    for stop in stops {
      for number in 0... {
        let disk = MemoryDisk(start)
        disk.missing = scenario.missing
        disk.before = { call in
          guard call.number == number else { return }
          commit(scenario, on: disk, stop: stop == stops.last ? nil : stop)
        }
        let snapshot = SnapshotFiles(disk: disk, steps: steps, surroundings: .still())
        var newest = scenario.new
        newest.apply(again(scenario))
        let when = "committed at \(number) up to \(stop)"
        faults += look(snapshot, scenario, [scenario.old, scenario.new, newest], when)
        if disk.calls.count <= number { break }
      }
    }
    return faults
  }

  /// Another process commits to the same disk, and may die; after the whole comes one more.
  private static func commit(_ scenario: Scenario, on disk: MemoryDisk, stop: Int?) {
    let other = MemoryDisk(disk.tree)
    other.missing = scenario.missing
    if let stop { other.incident = { $0.number == stop ? .crash : nil } }
    _ = try? Store.open(other, seed: 5).write(scenario.changes, knowing: scenario.old)
    if stop == nil {
      _ = try? Store.open(other, seed: 6).write(again(scenario))
    }
    disk.become(other.tree)
  }

  private static func again(_ scenario: Scenario) -> [String: String?] {
    scenario.changes.filter { $0.value != nil }.mapValues { $0.map { $0 + " again" } }
  }

  private static func look(
    _ files: SnapshotFiles, _ scenario: Scenario, _ allowed: [Texts], _ when: String
  ) -> [String] {
    do {
      let seen = try files.texts(scenario.paths)
      return allowed.contains(seen) ? [] : ["\(when): \(seen)"]
    } catch {
      return ["\(when): \(error)"]
    }
  }
}

@Suite("a reader")
struct ReaderTests {
  @Test(
    "sees one moment at every operation of a commit",
    arguments: Scenario.plain + Scenario.poor)
  func duringCommit(_ scenario: Scenario) throws {
    expectNone(try Readers.faultsDuringCommit(scenario))
  }

  @Test(
    "sees one moment when somebody commits between two of its operations",
    arguments: Scenario.plain.filter { $0.changes.count > 1 })
  func duringRead(_ scenario: Scenario) throws {
    expectNone(try Readers.faultsDuringRead(scenario))
  }

  @Test("takes no lock and writes nothing")
  func harmless() throws {
    let scenario = Scenario.plain[5]
    let disk = try scenario.disk()
    _ = try SnapshotFiles(disk: disk).texts(scenario.paths)
    let harmless: Set<DiskFault.Operation> = [.open, .read, .status, .list]
    #expect(Set(disk.calls.map(\.operation)).subtracting(harmless) == [])
    #expect(disk.changingCalls == [disk.calls.count])
  }
}
