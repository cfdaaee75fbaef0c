/// An audit trail is all that the audit of a store says, and what is wrong with it.
///
/// Whoever may write the store's files may write these. What the chain shows is that lines were
/// changed, taken out or put in between; what `head.json` shows, that the last were cut off; what
/// the store's log shows, that the line of a commit is missing. Who makes the whole chain anew,
/// head and log with it, is not found out: keep a copy of `head.json` elsewhere against that.
public struct AuditTrail: Sendable {
  public private(set) var entries: [AuditEntry] = []
  public private(set) var faults: [AuditFault] = []

  fileprivate init() {}
}

/// What is wrong with an audit.
public enum AuditFault: Error, Sendable, Hashable {
  /// A line that is no entry; it counts from 1.
  case notAnEntry(file: String, line: Int)
  /// The entry is not the one that was written.
  case edited(Int)
  /// Entries are gone from between others.
  case missing(ClosedRange<Int>)
  /// An entry stands where it does not belong.
  case outOfPlace(Int)
  /// The last entries are gone.
  case cutOff(ClosedRange<Int>)
  /// `audit/head.json` is gone, damaged or an older one: nobody can say whether the last entries
  /// are there.
  case noHead
  /// The log has a commit by a bundle, and the audit no entry of it.
  case notAudited(commit: Int, bundle: String)
  /// An entry names a commit that the log has otherwise.
  case otherCommit(entry: Int, commit: Int)
}

extension Store {
  /// Reads the whole audit, and holds it against itself and the log. Takes no lock: what seems
  /// wrong while others write is looked at again. Throws `CommitError` where the files cannot be
  /// read.
  public func auditTrail() throws -> AuditTrail {
    var trail = try readAuditTrail()
    for _ in 0..<5 where !trail.faults.isEmpty {
      let again = try readAuditTrail()
      if again.faults == trail.faults { break }
      trail = again
    }
    return trail
  }

  private func readAuditTrail() throws -> AuditTrail {
    let log = try history().commits
    // A snapshot has what an unfinished commit wants to be there.
    let head = try snapshot(cached: false).bytes(AuditChain.head)
    return try nothingWritten { () throws(DiskFault) in try AuditTrail(auditChain, head: head) }
      .held(against: log)
  }
}

extension AuditTrail {
  fileprivate init(_ chain: AuditChain, head bytes: [UInt8]?) throws(DiskFault) {
    self.init()
    for month in try chain.months() { read(try chain.disk.bytes(month) ?? [], month) }
    let head = AuditChain.entries(bytes)
    // A commit's lines that nobody has added to their month yet.
    let end = entries.last.map(AuditChain.End.init) ?? AuditChain.End()
    entries += AuditChain.following(end, head)
    checkOrder()
    check(head)
  }

  private var last: Int { entries.last?.number ?? 0 }

  private mutating func read(_ bytes: [UInt8], _ file: String) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What follows the last line end is nothing, or what a crash tore.
    for (place, line) in lines.dropLast().enumerated() {
      if let entry = AuditEntry(line: line) {
        entries.append(entry)
      } else {
        faults.append(.notAnEntry(file: file, line: place + 1))
      }
    }
  }

  private mutating func checkOrder() {
    var end = AuditChain.End()
    for entry in entries {
      if entry.number <= end.number {
        faults.append(.outOfPlace(entry.number))
        continue
      }
      if entry.number > end.number + 1 {
        faults.append(.missing(end.number + 1...entry.number - 1))
      } else if entry.previous != end.hash {
        faults.append(.edited(max(end.number, 1)))
      }
      end = AuditChain.End(entry)
    }
  }

  private mutating func check(_ head: [AuditEntry]) {
    guard let newest = head.last else {
      if !entries.isEmpty { faults.append(.noHead) }
      return
    }
    // A crash leaves it one behind at most.
    if newest.number < last - 1 { return faults.append(.noHead) }
    if newest.number > last { return faults.append(.cutOff(last + 1...newest.number)) }
    if entries.contains(where: { $0.number == newest.number && $0.hash != newest.hash }) {
      faults.append(.edited(newest.number))
    }
  }

  fileprivate func held(against log: [Commit]) -> AuditTrail {
    var trail = self
    let audited = Dictionary(grouping: entries.filter { $0.commit != nil }) { $0.commit ?? 0 }
    for commit in log.reversed() {
      let here = audited[commit.number] ?? []
      let isTold = here.contains { entry in
        entry.run.bundle == commit.origin.bundle && entry.run.hash == commit.origin.bundleHash
      }
      if isTold { continue }
      if let bundle = commit.origin.bundle, here.isEmpty {
        trail.faults.append(.notAudited(commit: commit.number, bundle: bundle))
      } else if let entry = here.first {
        trail.faults.append(.otherCommit(entry: entry.number, commit: commit.number))
      }
    }
    return trail
  }
}
