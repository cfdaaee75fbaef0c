import PlanModel

/// A store watch tells what changed in a store since it was last asked, whoever changed it.
///
/// It looks at the files' identities, which works on network drives as well; it reads none.
public struct StoreWatch {
  private let disk: any Disk
  private let pause: @Sendable (Duration) -> Void
  private var seen: [String: FileIdentity]

  public init(_ store: Store) throws(StoreError) {
    disk = store.disk
    pause = store.surroundings.pause
    seen = [:]
    seen = try look()
  }

  /// Files that came, changed or went since the last batch, in order.
  public mutating func changes() throws(StoreError) -> [String] {
    let now = try look()
    let names = Set(now.keys).union(seen.keys)
    let changed = names.filter { now[$0] != seen[$0] }.sorted()
    seen = now
    return changed
  }

  /// Waits for the next batch. A batch ends when nothing more has changed for `interval`, so
  /// that a commit of several files is one. Nothing when `isOver` says so before.
  public mutating func next(
    every interval: Duration = .milliseconds(500), unless isOver: () -> Bool = { false }
  ) throws(StoreError) -> [String]? {
    var batch: Set<String> = []
    while !isOver() {
      pause(interval)
      let changed = try changes()
      if changed.isEmpty, !batch.isEmpty { return batch.sorted() }
      batch.formUnion(changed)
    }
    return nil
  }

  private func look() throws(StoreError) -> [String: FileIdentity] {
    do throws(DiskFault) {
      var files = [Store.settingsFile]
      for collection in Catalogue.collections {
        files.append(collection.name + ".json")
        guard try disk.status(collection.name)?.kind == .directory else { continue }
        files += try disk.names(in: collection.name)
          .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
          .map { "\(collection.name)/\($0)" }
      }
      var found: [String: FileIdentity] = [:]
      for file in files { found[file] = try disk.status(file)?.identity }
      return found
    } catch {
      throw .file(FileFault(error.path, error))
    }
  }
}
