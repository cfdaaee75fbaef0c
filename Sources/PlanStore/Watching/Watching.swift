internal import Foundation

/// A change batch is what happened to a store between two looks: by commits, and by other
/// programs.
public struct ChangeBatch: Sendable, Hashable {
  /// Numbers of the commits since the last look, in order.
  public let commits: [Int]
  /// Files that appeared, changed or went, relative to the store, in byte order.
  public let files: [String]
}

extension Store {
  /// Looks at the store again and again, and gives a batch whenever something is different. A
  /// batch says what to read anew; a snapshot that is taken then has all of it. It ends when the
  /// task that reads it does. A look that fails is as if nothing had changed.
  public func changes(every interval: Duration = .seconds(1)) -> AsyncStream<ChangeBatch> {
    AsyncStream { continuation in
      let task = Task {
        var watch = StoreWatch(self)
        while !Task.isCancelled {
          if let batch = watch.look() { continuation.yield(batch) }
          try? await Task.sleep(for: interval)
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}

/// A store as it was at the last look. Files are told apart by their identities, not by what
/// they hold. The audit is left out: each run of a bundle adds to it, and is no reason to run it
/// again.
package struct StoreWatch {
  private let disk: any Disk
  private var head = 0
  private var identities: [String: FileIdentity] = [:]

  package init(_ store: Store) {
    disk = store.disk
    if let (head, identities) = try? now() { (self.head, self.identities) = (head, identities) }
  }

  /// What is different since the last look; nothing when nothing is, or nothing can be seen.
  package mutating func look() -> ChangeBatch? {
    guard let (head, identities) = try? now() else { return nil }
    let names = Set(identities.keys).union(self.identities.keys)
    let changed = names.filter { identities[$0] != self.identities[$0] }
    let commits = head > self.head ? Array(self.head + 1...head) : []
    (self.head, self.identities) = (head, identities)
    guard !changed.isEmpty || !commits.isEmpty else { return nil }
    return ChangeBatch(
      commits: commits,
      files: changed.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  private func now() throws(DiskFault) -> (Int, [String: FileIdentity]) {
    // The log first: a commit whose number is seen later is seen with its files or after them.
    let head = try StoreLog(disk: disk).head().number
    var identities: [String: FileIdentity] = [:]
    try gather("", depth: 0, &identities)
    return (head, identities)
  }

  private func gather(
    _ directory: String, depth: Int, _ identities: inout [String: FileIdentity]
  ) throws(DiskFault) {
    for name in try disk.names(in: directory) where !name.hasPrefix(".") {
      let path = StorePath.file(name, in: directory)
      if path == AuditChain.folder { continue }
      guard let status = try disk.status(path) else { continue }
      switch status.kind {
      case .file: identities[path] = status.identity
      case .directory where depth < 8: try gather(path, depth: depth + 1, &identities)
      default: break
      }
    }
  }
}
