internal import Foundation

/// How much of the past a store keeps. What is newest stays, and the newest commit always.
public struct Retention: Sendable, Hashable {
  /// Bytes of displaced files.
  public var versionBytes = 256 << 20
  /// Entries of the log.
  public var entries = 10_000
  /// Bytes of the log.
  public var entryBytes = 64 << 20

  public init() {}

  /// Every so many commits the store looks at what it keeps.
  static let interval = 64
}

extension Store {
  /// Removes what no commit names, and what is more than the store keeps of the past. A
  /// displaced file that another program has written to since is no past version, but an edit:
  /// it is kept under `.planscript/conflicts/`.
  public func tidy(_ retention: Retention = Retention(), patience: Duration = .seconds(10)) throws {
    try committing.underLock(patience: patience) { finished in
      do throws(LogFault) {
        try Tidying(disk: disk, steps: steps, head: finished.head, retention: retention).tidy()
      } catch {
        throw error.asCommitError
      }
    }
  }
}

private struct Tidying {
  let disk: any Disk
  let steps: Steps
  let head: Int
  let retention: Retention

  private struct Kept {
    let name: String
    let number: Int
    let id: Substring
    let size: Int
    var path: String { "\(StoreLog.versions)/\(name)" }

    /// `12-0123456789abcdef.0`, `….0.old`, `….entry`
    init?(_ name: String, size: Int) {
      let id = name.prefix { $0 != "." }
      guard let number = id.split(separator: "-").first.flatMap({ Int($0) }) else { return nil }
      (self.name, self.number, self.id, self.size) = (name, number, id, size)
    }
  }

  func tidy() throws(LogFault) {
    do throws(DiskFault) {
      let numbers = try StoreLog(disk: disk).numbers()
      let versions = try kept()
      var named: [Kept] = []
      for version in versions {
        if isNamed(version, numbers) { named.append(version) } else { try remove(version, as: nil) }
      }
      try prune(named)
      try pruneEntries(numbers, named)
    } catch {
      throw .disk(error)
    }
  }

  private func kept() throws(DiskFault) -> [Kept] {
    var kept: [Kept] = []
    for name in try disk.names(in: StoreLog.versions) {
      let size = try disk.status("\(StoreLog.versions)/\(name)")?.identity.size ?? 0
      if let version = Kept(name, size: size) { kept.append(version) }
    }
    return kept.sorted { $0.number < $1.number }
  }

  private func isNamed(_ version: Kept, _ numbers: [Int]) -> Bool {
    guard numbers.contains(version.number), !version.name.hasSuffix(".entry") else { return false }
    guard let entry = try? StoreLog(disk: disk).entry(version.number) else { return true }
    return entry.id == version.id
  }

  /// The newest commit may yet be recovered, and readers may be at the one before.
  private var newest: Int { steps.include(.keepTheHead) ? head : head + 1 }

  private func prune(_ versions: [Kept]) throws(DiskFault) {
    var total = versions.reduce(0) { $0 + $1.size }
    for version in versions where total > retention.versionBytes && version.number < newest {
      try remove(version, as: try? StoreLog(disk: disk).entry(version.number))
      total -= version.size
    }
  }

  private func pruneEntries(_ numbers: [Int], _ versions: [Kept]) throws(DiskFault) {
    var sizes: [(number: Int, size: Int)] = []
    for number in numbers {
      sizes.append((number, try disk.status(StoreLog.slot(number))?.identity.size ?? 0))
    }
    var (count, total) = (sizes.count, sizes.reduce(0) { $0 + $1.size })
    let old = sizes.prefix { entry in
      guard count > retention.entries || total > retention.entryBytes, entry.number < newest
      else { return false }
      (count, total) = (count - 1, total - entry.size)
      return true
    }
    guard !old.isEmpty else { return }
    // Whoever looks for the newest entry begins at `done`: it must not fall back into the gap.
    try syncDone()
    for (number, _) in old {
      for version in versions where version.number == number {
        try remove(version, as: try? StoreLog(disk: disk).entry(number))
      }
      try disk.remove(StoreLog.slot(number))
    }
  }

  private func syncDone() throws(DiskFault) {
    Finishing(disk: disk, steps: steps).markDone(head)
    try disk.with(StoreLog.done, .reading) { file throws(DiskFault) in try disk.sync(file) }
    try disk.syncDirectory(StoreLog.folder)
  }

  private func remove(_ version: Kept, as commit: Commit?) throws(DiskFault) {
    if let commit, let index = index(version), commit.files.indices.contains(index) {
      try keepLateEdit(version, commit, index)
    }
    do throws(DiskFault) {
      try disk.remove(version.path)
    } catch {
      guard error.errno == ENOENT || error.errno == EISDIR else { throw error }
    }
  }

  private func index(_ version: Kept) -> Int? {
    let parts = version.name.split(separator: ".")
    return parts.count > 1 ? Int(parts[1]) : nil
  }

  private func keepLateEdit(_ version: Kept, _ commit: Commit, _ index: Int) throws(DiskFault) {
    let hash = try disk.hash(version.path)
    guard hash != nil, hash != commit.files[index].before, hash != commit.files[index].after else {
      return
    }
    _ = try Finishing(disk: disk, steps: steps).keep(commit, index, in: version.path)
    try disk.syncDirectory(StoreLog.conflicts)
  }
}
