extension Store {
  /// Puts a run that changed nothing into the audit. When this returns, the line outlasts a
  /// power cut. Throws `CommitError`.
  public func audit(_ run: AuditedRun, patience: Duration = .seconds(10)) throws {
    try committing.underLock(patience: patience) { _ in
      try nothingWritten { () throws(DiskFault) in
        try auditChain.add(run, now: surroundings.now())
      }
    }
  }

  /// `transact`, with what `run` makes of the result in the audit: in the same commit as the
  /// changes, or by itself where there are none.
  public func transact<Result>(
    attempts: Int = 8, origin: Origin, cached: Bool = true,
    auditing run: (Result) -> AuditedRun, _ body: (Snapshot) throws -> (ChangeSet, Result)
  ) throws -> (commit: Commit?, result: Result) {
    let done = try transact(attempts: attempts, origin: origin, cached: cached, body) {
      current, result in
      [try auditChange([run(result)], current)]
    }
    if done.commit == nil { try audit(run(done.result)) } else { completeAudit() }
    return done
  }

  /// `commit`, with runs in the audit by the same commit.
  public func commit(
    _ changes: ChangeSet, origin: Origin, auditing runs: [AuditedRun]
  ) throws -> Commit? {
    guard !changes.isEmpty else { return nil }
    let commit = try commit(changes, origin: origin) { current in
      runs.isEmpty ? [] : [try auditChange(runs, current)]
    }
    if !runs.isEmpty { completeAudit() }
    return commit
  }

  /// The change that puts runs into the audit by the commit that is being prepared.
  package func auditChange(_ runs: [AuditedRun], _ current: CurrentFiles) throws -> FileChange {
    try auditChain.change(
      for: runs, commit: current.head + 1, now: surroundings.now(), current)
  }

  /// Adds the line of a commit to its month. The line is durable without that, and whoever comes
  /// next would add it.
  package func completeAudit() {
    _ = try? committing.underLock(patience: .seconds(1)) { _ in try? auditChain.complete() }
  }

  var auditChain: AuditChain { AuditChain(disk: disk, steps: steps) }
}
