public import PlanModel
public import PlanStore

/// Installing writes what a plan says, and takes it back: the bundles' files, the records of
/// `bundles.json` and the lines of the audit, in one commit of the store. A crash at any moment
/// leaves all of it or nothing.
public struct Installing {
  public let store: Store
  /// Who does it, as the system names them.
  public let who: String
  public let today: Day

  public init(_ store: Store, who: String, today: Day) {
    (self.store, self.who, self.today) = (store, who, today)
  }

  /// How many versions before the present one are kept.
  static let keeps = 3

  /// Installs and updates. Throws `TransactError.unsettled` where somebody installed something
  /// since the plan was made, and what `Store.transact` throws.
  @discardableResult
  public func carryOut(_ plan: InstallPlan) throws -> Commit? {
    let main = plan.steps.last { $0.isWanted } ?? plan.steps.last
    let verb = main?.isUpdate == true ? "update" : "install"
    return try commit(verb, main.map { ($0.name, $0.verified.contents.hash) }) { work in
      for step in plan.steps {
        guard try work.installed(step.name) == step.installed else {
          throw TransactError.unsettled(paths: [Bundles.name + ".json"])
        }
        let kept = InstalledBundle.Kept(step, allow: step.allow)
        work.write(kept.file, step.verified.contents.archive)
        let previous = step.installed.map { [$0.current] + $0.previous } ?? []
        try work.put(step.name, kept, previous.filter { $0.hash != kept.hash })
        work.audit(step.isUpdate ? .update : .install, step.name, kept)
      }
    }
  }

  /// Goes back to a version that was there before, the one below the present where none is named,
  /// with the bundles that do not go with it. Each is verified as any other. Gives what went back,
  /// the one that was asked for first. Throws what `RollingBack` does.
  @discardableResult
  public func rollBack(_ name: String, to version: BundleVersion? = nil) throws -> [RolledBack] {
    // Told before the lock is taken, where it cannot be done at all.
    let target = try RollingBack(name, to: version, in: store.snapshot()).target(name)
    var done: [RolledBack] = []
    _ = try commit("rollback", target.map { (name, $0.hash) }) { work in
      let going = try RollingBack(name, to: version, in: work.snapshot)
      done = try going.names.compactMap { name in
        guard let target = going.target(name) else { return nil }
        let record = try InstalledBundle.named(name, in: work.snapshot)
        try work.put(
          name, target, [record.current] + record.previous.filter { $0.hash != target.hash })
        work.audit(.rollback, name, target)
        return RolledBack(name: name, from: record.version, to: target.version)
      }
    }
    return done
  }

  private func dependents(on name: String, in snapshot: Snapshot) -> [OpenBundle] {
    ((try? InstalledBundle.all(in: snapshot)) ?? []).compactMap { bundle in
      guard bundle.name != name, let open = try? OpenBundle.open(bundle.name, in: snapshot),
        open.manifest.dependencies[name] != nil
      else { return nil }
      return open
    }
  }

  /// Takes a bundle away, with the versions before it.
  @discardableResult
  public func remove(_ name: String) throws -> InstalledBundle {
    let record = try InstalledBundle.named(name, in: store.snapshot())
    _ = try commit("remove", (name, record.current.hash)) { work in
      let record = try InstalledBundle.named(name, in: work.snapshot)
      let others = dependents(on: name, in: work.snapshot).map(\.name)
      guard others.isEmpty else { throw InstallFault.needed(name, by: others) }
      try work.remove(record)
      work.audit(.remove, name, record.current)
    }
    return record
  }

  private func commit(
    _ verb: String, _ bundle: (name: String, hash: ContentHash)?,
    _ body: (InstallWork) throws -> Void
  ) throws -> Commit? {
    let origin = Origin(
      .run, who: who, script: "bundle \(verb)", bundle: bundle?.name, bundleHash: bundle?.hash)
    let done = try store.transact(
      origin: origin, cached: false,
      { snapshot in
        let work = InstallWork(self, snapshot)
        try body(work)
        return (work.proposal.changes, work)
      },
      with: { current, work in
        try work.files(current) + [try store.auditChange(work.runs, current)]
      })
    // Where the record stays as it is, a file that was lost may come back all the same.
    let commit =
      try done.commit
      ?? store.commit(ChangeSet(), origin: origin) { current in
        try done.result.files(current) + [try store.auditChange(done.result.runs, current)]
      }
    store.completeAudit()
    return commit
  }
}

/// What one attempt at an installation changes.
private final class InstallWork {
  let snapshot: Snapshot
  let proposal: Proposal
  private let installing: Installing
  private(set) var runs: [AuditedRun] = []
  private var written: [String: [UInt8]] = [:]
  private var removed: Set<String> = []

  init(_ installing: Installing, _ snapshot: Snapshot) {
    (self.installing, self.snapshot) = (installing, snapshot)
    proposal = Proposal(snapshot, verb: Bundles.keptBy)
  }

  func installed(_ name: String) throws -> InstalledBundle? {
    try InstalledBundle.all(in: snapshot).first { $0.name == name }
  }

  func write(_ file: String, _ bytes: [UInt8]) { written[file] = bytes }

  /// Makes a version the present one. Of those before it the newest are kept.
  func put(
    _ name: String, _ kept: InstalledBundle.Kept, _ previous: [InstalledBundle.Kept]
  ) throws {
    let bundle = InstalledBundle(
      name: name, current: kept, previous: Array(previous.prefix(Installing.keeps)),
      installedOn: installing.today, by: installing.who)
    removed.formUnion(previous.dropFirst(Installing.keeps).map(\.file))
    let collection = Bundles.collection
    if let row = try proposal.row(id: name, in: collection) {
      for (field, value) in bundle.fields() {
        try proposal.set(field, ofRow: row, in: collection, to: value)
      }
    } else {
      let values = bundle.fields().filter { !$0.1.isNone }
      _ = try proposal.add([("id", .text(name))] + values, to: collection)
    }
  }

  func remove(_ bundle: InstalledBundle) throws {
    if let row = try proposal.row(id: bundle.name, in: Bundles.collection) {
      try proposal.remove(row: row, from: Bundles.collection)
    }
    removed.formUnion(([bundle.current] + bundle.previous).map(\.file))
  }

  func audit(_ action: AuditedRun.Action, _ name: String, _ kept: InstalledBundle.Kept) {
    var run = AuditedRun(
      action, bundle: name, version: kept.version.description, hash: kept.hash, key: kept.key,
      who: installing.who)
    run.revision = snapshot.revision
    run.permissions = kept.allow.map(\.description)
    runs.append(run)
  }

  /// The bundles' own files: what is there already as it should be stays.
  func files(_ current: CurrentFiles) throws -> [FileChange] {
    var changes: [FileChange] = []
    for (path, bytes) in written.sorted(by: { $0.key < $1.key }) {
      let before = try current.hash(path)
      if before != ContentHash(of: bytes) {
        changes.append(FileChange(path: path, before: before, after: bytes))
      }
    }
    for path in removed.subtracting(written.keys).sorted() {
      if let before = try current.hash(path) {
        changes.append(FileChange(path: path, before: before, after: nil))
      }
    }
    return changes
  }
}
