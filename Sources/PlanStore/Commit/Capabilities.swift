internal import Foundation

/// What the file system under a store can do, and which promise is weaker where it cannot.
public struct Capabilities: Sendable, Hashable {
  /// Two names can be exchanged in one step.
  public var exchanges = true
  /// A file can be renamed so that nothing is overwritten.
  public var movesOverNothing = true
  /// A file can have two names.
  public var links = true
  /// A lock holds between processes, and falls with the one that held it.
  public var locks = true
  /// The file system lies behind a network.
  public var isRemote = false

  public init() {}

  public enum Weakness: Sendable, Hashable, CaseIterable {
    /// An edit by another program, made between the last look and the rename, is lost (promise 4).
    case editsInTheMomentOfACommit
    /// So is a file that another program makes in that moment under a new file's name.
    case newFilesInTheMomentOfACommit
    /// That two writers never meet rests on the lock alone (promise 3).
    case slotsRestOnTheLock
    /// Nothing can be written: without a lock two writers could undo each other's work.
    case notWritable
    /// What was synced is as safe as the other machine makes it (promise 1).
    case durabilityIsTheServers
  }

  public var weaknesses: [Weakness] {
    let all: [(Bool, Weakness)] = [
      (exchanges, .editsInTheMomentOfACommit),
      (movesOverNothing || links, .newFilesInTheMomentOfACommit),
      (movesOverNothing || links, .slotsRestOnTheLock), (locks, .notWritable),
      (!isRemote, .durabilityIsTheServers),
    ]
    return all.filter { !$0.0 }.map(\.1)
  }
}

extension Store {
  /// Tries each operation on two files of its own. Throws `CommitError`.
  public func capabilities(patience: Duration = .seconds(10)) throws -> Capabilities {
    var found = Capabilities()
    found.isRemote = disk.isRemote
    do {
      try committing.underLock(patience: patience) { _ in
        try nothingWritten { () throws(DiskFault) in try probe(&found) }
      }
    } catch CommitError.notWritten(let fault) where fault.operation == .lock {
      found.locks = false
    }
    return found
  }

  private func probe(_ found: inout Capabilities) throws(DiskFault) {
    let chance = withUnsafeBytes(of: surroundings.random()) { ContentHash.digits($0) }
    let names = (0..<3).map { "\(StoreLog.versions)/0-\(chance).\($0)" }
    defer { for name in names { try? disk.remove(name) } }
    for name in names.prefix(2) {
      try disk.with(name, .making(mode: 0o600)) { _ throws(DiskFault) in }
    }
    func can(_ operation: () throws(DiskFault) -> Void) throws(DiskFault) -> Bool {
      do throws(DiskFault) {
        try operation()
        return true
      } catch {
        guard error.isNotSupported else { throw error }
        return false
      }
    }
    found.exchanges = try can { () throws(DiskFault) in try disk.exchange(names[0], names[1]) }
    found.links = try can { () throws(DiskFault) in try disk.link(names[0], to: names[2]) }
    try? disk.remove(names[2])
    found.movesOverNothing = try can { () throws(DiskFault) in
      try disk.move(names[0], to: names[2])
    }
  }
}
