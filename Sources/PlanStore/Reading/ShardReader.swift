internal import CSimdjson
internal import Foundation
import PlanModel
internal import Synchronization

/// Reads the files of a collection, on all cores, and checks each against the declaration.
struct ShardReader {
  let collection: Collection
  let files: any StoreFiles
  /// What an earlier snapshot has left of the collection.
  var shelf: CacheShelf?
  var lapse = Lapse()

  /// One shard a file, in the order of the names; the first fault in that order is thrown.
  func read(_ names: [String]) throws(FileFault) -> [Shard] {
    let known = known(names)
    var shards = unread(known)
    let missing = shards.indices.filter { shards[$0] == nil }
    if !missing.isEmpty {
      let found = read(missing.map { (names[$0], known[$0]?.facts) })
      for (index, result) in zip(missing, found) { shards[index] = try result.get() }
    }
    return shards.compactMap { $0 }
  }

  private func read(
    _ missing: [(file: String, known: ShardFacts?)]
  ) -> [Result<Shard, FileFault>] {
    let results = Mutex([Result<Shard, FileFault>?](repeating: nil, count: missing.count))
    let next = Atomic(0)
    // Asking how many cores there are reads a file.
    let workers =
      missing.count == 1 ? 1 : min(missing.count, ProcessInfo.processInfo.activeProcessorCount)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let desk = Desk(collection)
      while true {
        let (position, _) = next.add(1, ordering: .relaxed)
        guard position < missing.count else { return }
        let (file, known) = missing[position]
        let result = Result { () throws(FileFault) in try read(file, at: desk, known: known) }
        results.withLock { $0[position] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  private func read(
    _ file: String, at desk: Desk, known: ShardFacts?
  ) throws(FileFault) -> Shard {
    let status = try files.readWithStatus(file, into: desk.buffer)
    let fingerprint = shelf == nil ? nil : desk.fingerprint
    if let known, known.fingerprint == fingerprint {
      return Shard(known, status: status, reading: readAgain)
    }
    let shard = Shard(
      file: file, records: try desk.records(file), status: status, fingerprint: fingerprint)
    try ShardCheck(collection: collection, file: file, bytes: desk.buffer.contents)
      .values(of: shard)
    return shard
  }

  /// The shard that a file would be with these bytes. `asPieces`: records may leave out what
  /// is required.
  static func shard(
    _ file: String, of collection: Collection, bytes: [UInt8], asPieces: Bool = false
  ) throws(FileFault) -> Shard {
    let desk = Desk(collection)
    desk.buffer.resize(to: bytes.count)
    _ = desk.buffer.bytes.update(fromContentsOf: bytes)
    let shard = Shard(file: file, records: try desk.records(file))
    if !asPieces {
      try ShardCheck(collection: collection, file: file, bytes: desk.buffer.contents)
        .values(of: shard)
    }
    return shard
  }
}

// MARK: what the cache knows

extension ShardReader {
  private struct Known {
    let facts: ShardFacts
    /// As far as it is told without reading.
    let status: FileStatus?
  }

  private func known(_ names: [String]) -> [Known?] {
    guard let facts = shelf?.facts else { return names.map { _ in nil } }
    let statuses = statuses(names)
    // A store whose files are still the same ones has them in the same order.
    if facts.shards.elementsEqual(names, by: { $0.file == $1 }) {
      return zip(facts.shards, statuses).map { Known(facts: $0, status: $1) }
    }
    let byName = Dictionary(facts.shards.map { ($0.file, $0) }, uniquingKeysWith: { $1 })
    return zip(names, statuses).map { name, status in
      byName[name].map { Known(facts: $0, status: status) }
    }
  }

  /// The whole file comes first, and the others lie in one directory.
  private func statuses(_ names: [String]) -> [FileStatus?] {
    let inStore = names.prefix { StorePath.directory(of: $0).isEmpty }
    let others = names.dropFirst(inStore.count).map(StorePath.name)
    return files.statuses(of: Array(inStore), in: "")
      + files.statuses(of: others, in: collection.name)
  }

  /// Nothing for a file that must be read to see whether it still is what it was.
  private func unread(_ known: [Known?]) -> [Shard?] {
    var (shards, relied): ([Shard?], [(name: String, identity: FileIdentity)]) = ([], [])
    let reading = readAgain
    for known in known {
      guard let known, let status = known.status, known.facts.isSettled,
        status.identity == known.facts.identity
      else {
        shards.append(nil)
        continue
      }
      shards.append(Shard(known.facts, status: status, reading: reading))
      relied.append((known.facts.file, status.identity))
    }
    files.rely(on: relied)
    return shards
  }

  /// What the cache has told of must still be so.
  private func readAgain(_ facts: ShardFacts) -> UnsafeMutablePointer<csj_records> {
    let desk = Desk(collection)
    do throws(FileFault) {
      try files.read(facts.file, into: desk.buffer)
      guard desk.fingerprint == facts.fingerprint else { throw tooOld(facts) }
      let records = try desk.records(facts.file)
      if Int(records.pointee.count) == facts.count { return records }
      csj_records_free(records)
      throw tooOld(facts)
    } catch {
      lapse.note(error)
      return Desk.blank(count: facts.count, columns: collection.fields.count)
    }
  }

  private func tooOld(_ facts: ShardFacts) -> FileFault {
    FileFault(file: facts.file, place: nil, problem: .snapshotTooOld)
  }
}

/// One worker's place: scratch memory that serves one file after the other.
private final class Desk {
  private let collection: Collection
  private let reader = csj_reader_make()
  let buffer = FileBuffer(padding: csj_padding())

  init(_ collection: Collection) { self.collection = collection }

  deinit { csj_reader_free(reader) }

  var fingerprint: Fingerprint { Fingerprint(of: UnsafeRawBufferPointer(buffer.contents)) }

  /// The records of the file that lies here.
  func records(_ file: String) throws(FileFault) -> UnsafeMutablePointer<csj_records> {
    guard let reader, let records = parse(reader) else {
      throw FileFault(file: file, place: nil, problem: .unreadable(errno: ENOMEM))
    }
    do throws(FileFault) {
      try ShardCheck(collection: collection, file: file, bytes: buffer.contents)
        .parsed(records.pointee)
    } catch {
      csj_records_free(records)
      throw error
    }
    return records
  }

  private func parse(_ reader: OpaquePointer) -> UnsafeMutablePointer<csj_records>? {
    let shape = collection.isSingle ? CSJ_ONE_RECORD : CSJ_ARRAY_OF_RECORDS
    return withFields(collection.fields[...], []) { fields in
      buffer.contents.withMemoryRebound(to: CChar.self) { text in
        csj_read(reader, text.baseAddress, text.count, shape, fields, UInt32(fields.count))
      }
    }
  }

  /// Records without values: no column of theirs has memory.
  static func blank(count: Int, columns: Int) -> UnsafeMutablePointer<csj_records> {
    let records = UnsafeMutablePointer<csj_records>.allocate(capacity: 1)
    records.initialize(to: csj_records())
    records.pointee.columns = .allocate(capacity: max(1, columns))
    records.pointee.columns.initialize(repeating: csj_column(), count: columns)
    records.pointee.column_count = UInt32(columns)
    records.pointee.count = UInt32(count)
    return records
  }

  /// The declarations as C wants them, with their names held in place during the call.
  private func withFields<R>(
    _ rest: ArraySlice<Field>, _ done: [csj_field], _ body: ([csj_field]) -> R
  ) -> R {
    guard let field = rest.first else { return body(done) }
    return field.name.withCString { name in
      let next = csj_field(
        name: name, name_length: UInt32(field.name.utf8.count), kind: field.storageKind)
      return withFields(rest.dropFirst(), done + [next], body)
    }
  }
}
