@testable import PlanStore

/// Two processes that write to one disk at once.
enum Writers {
  /// Each adds one to a number; another does so at some operation of the first. What each was
  /// told of its own is what the number tells of both.
  /// One that overtakes heeds no lock, and comes in the moment before the slot is claimed.
  static func faults(steps: Steps = .all, overtakes: Bool = false) throws -> [String] {
    var faults: [String] = []
    var others = steps
    if overtakes { others.leftOut = [.takeLock] }
    for number in 0... {
      let disk = MemoryDisk(["count.json": "0"])
      let store = try Store.open(disk, steps: steps)
      let other = try Store.open(disk, steps: others, seed: 2)
      var done = 0
      disk.before = { call in
        let isClaim =
          call.path.hasPrefix(StoreLog.entries) && [.link, .replace].contains(call.operation)
        guard call.number == number, isClaim || !overtakes else { return }
        if (try? add(to: other)) == true { done += 1 }
      }
      if (try? add(to: store)) == true { done += 1 }
      let isOver = disk.calls.count <= number
      disk.restart()
      try store.finish()
      let count = try DirectoryFiles(disk).text("count.json")
      if count != "\(done)" { faults.append("\(done) added at \(number), counted \(count ?? "")") }
      if isOver { return faults }
    }
    return faults
  }

  private static func add(to store: Store) throws -> Bool {
    let commit = try store.commit(origin: .test, patience: .seconds(3)) { current in
      let text = try current.bytes("count.json").map { String(decoding: $0, as: UTF8.self) } ?? ""
      let change = FileChange(
        path: "count.json", before: try current.hash("count.json"),
        after: Array("\((Int(text) ?? 0) + 1)".utf8))
      return PreparedCommit(files: [change], changes: .null)
    }
    return commit != nil
  }

  /// What was known of a file is no longer so: nothing may be written.
  static func staleFaults(steps: Steps = .all) throws -> [String] {
    let disk = MemoryDisk(["tasks.json": "tasks"])
    let store = try Store.open(disk, steps: steps)
    disk.edit("tasks.json", "mine")
    let result = Result { try store.write(["tasks.json": "T"], knowing: ["tasks.json": "tasks"]) }
    if case .failure(CommitError.stale(paths: ["tasks.json"])) = result { return [] }
    return ["an edit from before: \(result)"]
  }

  static func modeFaults(steps: Steps = .all) throws -> [String] {
    let disk = MemoryDisk(["tasks.json": "tasks"])
    disk.tree.find("tasks.json").map { disk.dress($0, mode: 0o664, owner: 7, group: 8) }
    disk.tree.find("store.json").map { disk.dress($0, mode: 0o660, owner: 1000, group: 1000) }
    try Store.open(disk, steps: steps).write(["tasks.json": "T", "plan.json": "P"])
    func look(_ path: String) -> [UInt32] {
      disk.tree.find(path).map { disk.tree.status($0) }.map { [$0.mode, $0.owner, $0.group] } ?? []
    }
    let seen = [look("tasks.json"), look("plan.json")]
    return seen == [[0o664, 7, 8], [0o660, 1000, 1000]] ? [] : ["modes and owners are \(seen)"]
  }

  /// Keeping nothing of the past still keeps what the next commit goes on from.
  static func keepingFaults(steps: Steps = .all) throws -> [String] {
    let disk = MemoryDisk(["tasks.json": "tasks"])
    let store = try Store.open(disk, steps: steps)
    var retention = Retention()
    (retention.versionBytes, retention.entries, retention.entryBytes) = (0, 0, 0)
    try store.write(["tasks.json": "1"])
    let second = try store.write(["tasks.json": "2"])
    try store.tidy(retention)
    let third = try store.write(["tasks.json": "3"])
    guard third?.number == 3, let second, case .committed = try store.outcome(of: second.id) else {
      return ["the log lost its end: \(String(describing: third?.number))"]
    }
    return []
  }
}
