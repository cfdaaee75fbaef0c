internal import Foundation
import PlanModel

/// The doctor examines a whole store, writing nothing, and mends what is safe.
public struct Doctor {
  private let store: Store
  private let disk: any Disk
  private var diagnosis = Diagnosis()
  /// What could be read of each collection, and whether that was all of it.
  private var tables: [String: (table: Table, isWhole: Bool)] = [:]
  private let symbols = SymbolPool()

  public init(_ store: Store) { (self.store, disk) = (store, store.disk) }

  /// Throws `StoreError` or `CommitError` where not even looking is possible.
  public static func examine(_ store: Store) throws -> Diagnosis {
    var doctor = Doctor(store)
    for collection in Catalogue.collections { try doctor.read(collection) }
    for collection in Catalogue.collections { doctor.look(at: collection) }
    try doctor.lookAtNames()
    try doctor.lookAtLog()
    doctor.diagnosis.ailments.sort { a, b in
      (b.severity, a.file ?? "", a.place?.line ?? 0) < (
        a.severity, b.file ?? "", b.place?.line ?? 0
      )
    }
    return doctor.diagnosis
  }
}

// MARK: - Files and values

extension Doctor {
  private func files(of collection: Collection) throws -> [String] {
    let files = DirectoryFiles(disk)
    let whole = collection.name + ".json"
    return (files.exists(whole) ? [whole] : [])
      + (try files.names(in: collection.name)).filter { $0.hasSuffix(".json") }
      .map { "\(collection.name)/\($0)" }
  }

  private mutating func read(_ collection: Collection) throws {
    let files = try files(of: collection)
    var shards: [Shard] = []
    for file in files {
      diagnosis.files += 1
      lookAtMode(of: file)
      do throws(DiskFault) {
        let bytes = try disk.bytes(file) ?? []
        if let shard = check(file, bytes, collection) { shards.append(shard) }
      } catch {
        if error.errno == EACCES || error.errno == EPERM {
          diagnosis.ailments.append(Ailment(file: file, .notPermitted))
        } else {
          diagnosis.ailments.append(Ailment(file: file, .fault(FileFault(file, error).problem)))
        }
      }
    }
    let table = Table(collection: collection, shards: shards, symbols: symbols)
    diagnosis.records += table.count
    tables[collection.name] = (table, shards.count == files.count)
  }

  /// The shard; nothing when something is wrong with it.
  private mutating func check(_ file: String, _ bytes: [UInt8], _ collection: Collection) -> Shard?
  {
    do throws(FileFault) {
      return try ShardReader.shard(file, of: collection, bytes: bytes)
    } catch {
      let values = InvalidValues(file: file, bytes: bytes, collection: collection).found()
      diagnosis.ailments +=
        values.isEmpty
        ? [Ailment(file: file, place: error.place, .fault(error.problem))] : values
      return nil
    }
  }

  private mutating func lookAtMode(of file: String) {
    guard let usual = try? disk.status(Store.settingsFile), let status = try? disk.status(file),
      status.kind == .file
    else { return }
    let (mode, wanted) = (status.mode & 0o666, usual.mode & 0o666)
    if mode != wanted {
      diagnosis.ailments.append(Ailment(file: file, .otherMode(mode, usual: wanted)))
    }
  }
}

// MARK: - Records

extension Doctor {
  private mutating func look(at collection: Collection) {
    guard let (table, _) = tables[collection.name] else { return }
    let repeated = table.duplicateIds
    var found = repeated.map { ($0, Ailment.Problem.duplicateId(table.key($0))) }
    found += collidingIds(of: table, without: Set(repeated))
    for (position, field) in collection.fields.enumerated() {
      for (row, target, id) in dangling(table, position, field) {
        let near = tables[target]?.table.ids(near: id) ?? []
        let problem = Ailment.Problem.danglingReference(
          table.key(row), field: field.name, collection: target, id: id, suggestions: near)
        found.append((row, problem))
      }
    }
    var places = Places(disk)
    for (row, problem) in found {
      let (file, offset) = table.place(row)
      diagnosis.ailments.append(
        Ailment(file: file, place: places.place(file, offset), problem))
    }
    for (file, offset) in table.duplicateNames {
      let key = table.key(table.row(at: offset, in: file))
      diagnosis.ailments.append(
        Ailment(file: file, place: places.place(file, offset), .duplicateName(key)))
    }
  }

  private func collidingIds(
    of table: Table, without repeated: Set<Int>
  ) -> [(Int, Ailment.Problem)] {
    guard table.collection.position(of: "id") != nil else { return [] }
    var seen: [String: Int] = [:]
    return (0..<table.count).compactMap { row in
      guard !repeated.contains(row) else { return nil }
      let folded = Overlay.folded(table.id(row))
      guard let other = seen[folded] else {
        seen[folded] = row
        return nil
      }
      return (row, .collidingIds(table.key(row), other: table.id(other)))
    }
  }

  /// References to no record. Where a part of the other collection could not be read, nothing
  /// can be said.
  private func dangling(
    _ table: Table, _ position: Int, _ field: Field
  ) -> [(row: Int, target: String, id: String)] {
    guard let target = field.target, let (targets, isWhole) = tables[target], isWhole else {
      return []
    }
    let column = table.column(position)
    let links = Links(column: column, targets: targets, map: targets.rowMap(), removed: [])
    return (0..<table.count).flatMap { row -> [(Int, String, String)] in
      guard column.hasValue(row) else { return [] }
      switch column.value(row, symbols: symbols) {
      case .reference(_, let id) where links.target(row) == nil: return [(row, target, id)]
      case .list(let items):
        return items.compactMap { item in
          guard case .reference(_, let id) = item, targets.row(id: id) == nil else { return nil }
          return (row, target, id)
        }
      default: return []
      }
    }
  }
}

// MARK: - Names and the log

extension Doctor {
  private mutating func lookAtNames() throws {
    let names = try nothingWritten { () throws(DiskFault) in try disk.names(in: "").sorted() }
    for name in names where name != StoreLog.folder { lookAt(name) }
    for collection in Catalogue.collections {
      let names = ((try? disk.names(in: collection.name)) ?? []).sorted()
      var folded: [String: String] = [:]
      for name in names {
        let file = "\(collection.name)/\(name)"
        if let other = folded.updateValue(file, forKey: Overlay.folded(name)) {
          diagnosis.ailments.append(Ailment(file: file, .collidingFiles(other: other)))
        }
        if Doctor.isLeftover(name) {
          diagnosis.ailments.append(Ailment(file: file, .leftover))
        } else if collection.name == Bundles.name, isDirectory(file) {
          lookAtBundles(in: file)
        } else if !name.hasSuffix(".json") {
          diagnosis.ailments.append(Ailment(file: file, .strayFile(suggestions: [])))
        }
      }
    }
  }

  private func isDirectory(_ path: String) -> Bool {
    (try? disk.status(path))?.kind == .directory
  }

  /// The versions of one bundle: those that its record does not name nobody runs.
  private mutating func lookAtBundles(in folder: String) {
    let records = ((try? disk.bytes(Bundles.name + ".json")) ?? nil) ?? []
    let known = String(decoding: records, as: UTF8.self)
    for name in ((try? disk.names(in: folder)) ?? []).sorted() {
      let file = "\(folder)/\(name)"
      guard !known.contains("\"\(file)\"") else { continue }
      diagnosis.ailments.append(
        Ailment(file: file, Doctor.isLeftover(name) ? .leftover : .strayFile(suggestions: [])))
    }
  }

  /// A name in the store's own directory.
  private mutating func lookAt(_ name: String) {
    if Doctor.isLeftover(name) {
      diagnosis.ailments.append(Ailment(file: name, .leftover))
      return
    }
    let collections = Catalogue.collections.map(\.name)
    if name.hasSuffix(".json") {
      let stem = String(name.dropLast(5))
      guard name != Store.settingsFile, Catalogue.collection(stem) == nil else { return }
      let near = suggestions(for: stem, among: collections).map { $0 + ".json" }
      diagnosis.ailments.append(Ailment(file: name, .strayFile(suggestions: near)))
    } else if Catalogue.collection(name) == nil, (try? disk.status(name))?.kind == .directory,
      ((try? disk.names(in: name)) ?? []).contains(where: { $0.hasSuffix(".json") })
    {
      let near = suggestions(for: name, among: collections)
      guard !near.isEmpty else { return }
      diagnosis.ailments.append(Ailment(file: name, .strayFile(suggestions: near)))
    }
  }

  /// What editors, office programs and copying leave beside a file.
  private static func isLeftover(_ name: String) -> Bool {
    let isDotted = name.hasPrefix(".") && (name.contains(".sw") || name.hasPrefix(".~lock."))
    return isDotted || name.hasPrefix("~$") || name.hasPrefix(".#") || name.hasSuffix("~")
      || [".tmp", ".part", ".bak", ".orig", ".rej"].contains(where: name.hasSuffix)
  }

  private mutating func lookAtLog() throws {
    if (try? disk.status(StoreLog.lock)) != nil { lookAtMode(of: StoreLog.lock) }
    var capabilities = Capabilities()
    capabilities.isRemote = disk.isRemote
    diagnosis.ailments += capabilities.weaknesses.map { Ailment(file: nil, .weakness($0)) }
    let version = try store.formatVersion()
    if version < Store.formatVersion {
      diagnosis.ailments.append(
        Ailment(
          file: Store.settingsFile, .olderFormat(found: version, known: Store.formatVersion)))
    }
    let log = StoreLog(disk: disk)
    let head = try nothingWritten { () throws(DiskFault) in try log.head() }
    if !head.isFinished, try isAwaited(head.number, in: log) {
      diagnosis.ailments.append(Ailment(file: nil, .unfinishedCommit(head.number)))
    }
    let history = try store.history()
    for number in history.damaged {
      diagnosis.ailments.append(
        Ailment(file: StoreLog.slot(number), .damagedLogEntry(number)))
    }
    for file in Doctor.abandoned(disk, history.commits, isWhole: history.damaged.isEmpty) {
      diagnosis.ailments.append(Ailment(file: file, .abandoned))
    }
    for file in try store.keptEdits() {
      diagnosis.ailments.append(Ailment(file: file, .keptEdit))
    }
  }

  /// Whether the newest commit has files to exchange. One that is only not settled ails nobody.
  private func isAwaited(_ number: Int, in log: StoreLog) throws -> Bool {
    guard number > 0, let commit = try? log.entry(number) else { return false }
    return try nothingWritten { () throws(DiskFault) in
      try Finishing(disk: disk, steps: store.steps).isAwaited(commit)
    }
  }

  /// Files beside the log that belong to no commit of it. A damaged entry might be theirs.
  private static func abandoned(
    _ disk: any Disk, _ commits: [Commit], isWhole: Bool
  ) -> [String] {
    guard isWhole else { return [] }
    let ids = Set(commits.map(\.id))
    return ((try? disk.names(in: StoreLog.versions)) ?? []).sorted().filter { name in
      name.split(separator: ".").first.map { !ids.contains(String($0)) } ?? false
    }.map { "\(StoreLog.versions)/\($0)" }
  }
}

// MARK: - Mending

extension Doctor {
  /// Mends what is safe, and gives what it mended. Trying what the file system can do needs
  /// writing as well: what it cannot joins the diagnosis.
  public static func mend(
    _ store: Store, _ diagnosis: inout Diagnosis, who: String
  ) throws -> [Ailment] {
    for case .damagedLogEntry(let number) in diagnosis.ailments.map(\.problem) {
      try store.setAside(damaged: number)
    }
    try store.finish()
    try store.tidy()
    if diagnosis.ailments.contains(where: {
      if case .olderFormat = $0.problem { true } else { false }
    }) {
      try store.migrate(origin: Origin(.migrate, who: who))
    }
    let mended = try diagnosis.ailments.filter { try isMended($0, store) }
    let known = Set(diagnosis.ailments.compactMap(\.weakness))
    diagnosis.ailments += try store.capabilities().weaknesses.filter { !known.contains($0) }
      .map { Ailment(file: nil, .weakness($0)) }
    return mended
  }

  private static func isMended(_ ailment: Ailment, _ store: Store) throws -> Bool {
    let disk = store.disk
    switch (ailment.problem, ailment.file) {
    case (.unfinishedCommit, _), (.damagedLogEntry, _), (.olderFormat, _): return true
    case (.abandoned, let file?): return (try? disk.status(file)) == nil
    case (.otherMode(_, let usual), let file?):
      let isSet: Void? = try? disk.with(file, .reading) { open throws(DiskFault) in
        try disk.setMode(open, usual)
      }
      return isSet != nil
    default: return false
    }
  }
}

extension Ailment {
  fileprivate var weakness: Capabilities.Weakness? {
    if case .weakness(let weakness) = problem { weakness } else { nil }
  }
}

extension Table {
  fileprivate func key(_ row: Int) -> RecordKey { RecordKey(collection.name, id(row)) }
}
