import PlanModel

/// The column cache of one snapshot: what it may take over from earlier ones of a store, and what
/// it leaves to later ones.
///
/// It is the one thing that readers write: in `.planscript/cache`, after their work, without the
/// lock, and only where nobody waits for it (`Snapshot.keepColumns`). Nothing else rests on it.
///
/// A file is what it was when its identity is, or, where that is too young to tell, when its
/// fingerprint is; so that nothing rests on time alone. Columns are kept under the fingerprints of
/// the files that they were read from, and are of no use for any other.
struct ColumnCache: Sendable {
  let folder: CacheFolder
  /// Collections whose files have fewer bytes are read as fast without the cache.
  let smallest: Int
  /// Files that changed after `start`, less so many seconds, are too young: some file systems
  /// tell time in steps of two.
  let doubt: Int64
  let start = ContinuousClock.now

  init(disk: any Disk, smallest: Int = 1 << 20, doubt: Int64 = 3) {
    folder = CacheFolder(disk: disk)
    self.smallest = smallest
    self.doubt = doubt
  }

  func shelf(of collection: Collection) -> CacheShelf {
    CacheShelf(cache: self, collection: collection)
  }
}

/// What the cache has of one collection.
final class CacheShelf: Sendable {
  let collection: Collection
  private let cache: ColumnCache
  let facts: CollectionFacts?

  init(cache: ColumnCache, collection: Collection) {
    self.cache = cache
    self.collection = collection
    let name = CacheFolder.facts(collection)
    facts = cache.folder.read(name, mark: collection.mark(of: name))
      .flatMap { CollectionFacts($0.body) }
  }

  func column(_ position: Int) -> PackedColumn? {
    let name = CacheFolder.column(collection, position)
    return cache.folder.read(name, mark: collection.mark(of: name))
      .flatMap { PackedColumn($0, field: collection.fields[position]) }
  }

  /// Writes what a later snapshot can use of a table; whatever fails leaves things as they are.
  func keep(_ shards: [Shard], _ columns: [(position: Int, column: Column)], symbols: SymbolPool) {
    let statuses = shards.compactMap(\.status)
    let size = statuses.reduce(0) { $0 + $1.identity.size }
    // What was not read in place has no identity to be known by.
    guard statuses.count == shards.count, size >= cache.smallest else { return }
    let directory = try? cache.folder.disk.status(collection.name)
    let rights = CacheRights(files: statuses, directory: directory)
    guard (try? keepFacts(shards, rights)) != nil else { return }
    for (position, column) in columns {
      let name = CacheFolder.column(collection, position)
      let packing = ColumnPacking(column: column, shards: shards, symbols: symbols)
      try? cache.folder.write(name, rights: rights, mark: collection.mark(of: name)) { _ in
        packing.body()
      }
    }
    if !columns.isEmpty { cache.folder.tidy() }
  }

  private func keepFacts(_ shards: [Shard], _ rights: CacheRights) throws(DiskFault) {
    if let facts, facts.rights == rights, facts.shards.allSatisfy(\.isSettled),
      facts.shards.elementsEqual(
        shards, by: { $0.file == $1.file && $0.identity == $1.status?.identity })
    {
      return
    }
    var new = CollectionFacts(shards: shards.compactMap(\.facts), rights: rights)
    if facts?.rights != rights {
      cache.folder.removeReadable(of: collection, beyond: rights)
    }
    let name = CacheFolder.facts(collection)
    try cache.folder.write(name, rights: rights, mark: collection.mark(of: name)) { now in
      new.settle(before: now - age)
      return new.body
    }
  }

  /// How long ago reading began, and the doubt: nanoseconds.
  private var age: Int64 {
    let (seconds, attoseconds) = (ContinuousClock.now - cache.start).components
    return (seconds + cache.doubt) * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}

extension CollectionFacts {
  /// A file that changed before that moment would show it if it had changed since it was read.
  fileprivate mutating func settle(before moment: Int64) {
    for index in shards.indices {
      let identity = shards[index].identity
      shards[index].isSettled = max(identity.modified, identity.changed) < moment
    }
  }
}
