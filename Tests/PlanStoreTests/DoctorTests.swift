import Testing

@testable import PlanStore

@Suite("the doctor")
struct DoctorTests {
  private func unfinished(_ disk: MemoryDisk) throws -> [Int] {
    try Doctor.examine(Store.open(disk)).ailments.compactMap {
      if case .unfinishedCommit(let number) = $0.problem { number } else { nil }
    }
  }

  @Test(
    "tells of a commit that waits to be finished, and mends it",
    arguments: [DiskFault.Operation.exchange, .replace, .move])
  func waiting(_ operation: DiskFault.Operation) throws {
    let disk = MemoryDisk(["tasks.json": "[]", "units.json": "[]"])
    disk.incident = { $0.operation == operation ? .crash : nil }
    let changes: [DiskFault.Operation: [String: String?]] = [
      .exchange: ["tasks.json": "[ ]"], .replace: ["tasks.json": nil], .move: ["plan.json": "{}"],
    ]
    _ = try? Store.open(disk).write(changes[operation] ?? [:])
    disk.restart()
    #expect(try unfinished(disk) == [1])
    let store = try Store.open(disk)
    var diagnosis = try Doctor.examine(store)
    _ = try Doctor.mend(store, &diagnosis, who: "test")
    #expect(try unfinished(disk) == [])
  }

  @Test("finds nothing wrong with a commit that a living program has not settled")
  func unsettled() throws {
    let disk = MemoryDisk(["tasks.json": "[]", "units.json": "[]"])
    let store = try Store.open(disk)
    for changes in [["tasks.json": "[ ]"], ["units.json": nil]] as [[String: String?]] {
      try store.write(changes)
      #expect(try !StoreLog(disk: disk).head().isFinished)
      #expect(try unfinished(disk) == [])
    }
  }
}
