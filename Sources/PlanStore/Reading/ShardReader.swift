internal import CSimdjson
internal import Foundation
import PlanModel
internal import Synchronization

/// Reads the files of a collection, on all cores, and checks each against the declaration.
struct ShardReader {
  let collection: Collection
  let files: any StoreFiles

  /// One shard a file, in the order of the names; the first fault in that order is thrown.
  func read(_ names: [String]) throws(FileFault) -> [Shard] {
    let results = Mutex([Result<Shard, FileFault>?](repeating: nil, count: names.count))
    let next = Atomic(0)
    let workers = min(names.count, ProcessInfo.processInfo.activeProcessorCount)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let desk = Desk(collection)
      while true {
        let (index, _) = next.add(1, ordering: .relaxed)
        guard index < names.count else { return }
        let result = Result { () throws(FileFault) in try desk.read(names[index], from: files) }
        results.withLock { $0[index] = result }
      }
    }
    var shards: [Shard] = []
    for result in results.withLock({ $0 }) {
      if let result { shards.append(try result.get()) }
    }
    return shards
  }

  /// The shard that a file would be with these bytes. `asPieces`: records may leave out what
  /// is required.
  static func shard(
    _ file: String, of collection: Collection, bytes: [UInt8], asPieces: Bool = false
  ) throws(FileFault) -> Shard {
    try Desk(collection).read(file, bytes: bytes, asPieces: asPieces)
  }
}

/// One worker's place: scratch memory that serves one file after the other.
private final class Desk {
  private let collection: Collection
  private let reader = csj_reader_make()
  private let buffer = FileBuffer(padding: csj_padding())

  init(_ collection: Collection) { self.collection = collection }

  deinit { csj_reader_free(reader) }

  func read(_ file: String, from files: any StoreFiles) throws(FileFault) -> Shard {
    try files.read(file, into: buffer)
    return try shard(file, asPieces: false)
  }

  func read(_ file: String, bytes: [UInt8], asPieces: Bool) throws(FileFault) -> Shard {
    buffer.resize(to: bytes.count)
    _ = buffer.bytes.update(fromContentsOf: bytes)
    return try shard(file, asPieces: asPieces)
  }

  private func shard(_ file: String, asPieces: Bool) throws(FileFault) -> Shard {
    guard let reader, let records = parse(reader) else {
      throw FileFault(file: file, place: nil, problem: .unreadable(errno: ENOMEM))
    }
    let shard = Shard(file: file, records: records)
    let check = ShardCheck(collection: collection, file: file, bytes: buffer.contents)
    try check.parsed(records.pointee)
    if !asPieces { try check.values(of: shard) }
    return shard
  }

  private func parse(_ reader: OpaquePointer) -> UnsafeMutablePointer<csj_records>? {
    let shape = collection.isSingle ? CSJ_ONE_RECORD : CSJ_ARRAY_OF_RECORDS
    return withFields(collection.fields[...], []) { fields in
      buffer.contents.withMemoryRebound(to: CChar.self) { text in
        csj_read(reader, text.baseAddress, text.count, shape, fields, UInt32(fields.count))
      }
    }
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
