internal import CSimdjson
internal import Foundation
import PlanModel

/// A shard is one file of a collection, read into columns of its own.
///
/// Its columns wait here until the table wants them: most runs touch a few of a
/// collection's fields, and only those are joined. A shard that the cache knows is read only
/// when more of it is wanted than the cache has.
final class Shard: @unchecked Sendable {
  // The table that owns a shard takes its columns under a lock, each once. What is read later
  // is written once, under the shard's own.

  let file: String
  let count: Int
  /// What the file was when it was read; nothing when that is not to be told.
  let status: FileStatus?
  let fingerprint: Fingerprint?
  private let known: ShardFacts?
  private var content: Content
  private let lock = NSLock()

  /// Reads a file that the cache knows; gives as many records as it knows of.
  typealias Reading = (ShardFacts) -> UnsafeMutablePointer<csj_records>

  private enum Content {
    case read(UnsafeMutablePointer<csj_records>)
    case unread(ShardFacts, Reading)
  }

  /// A file that has been read.
  init(
    file: String, records: UnsafeMutablePointer<csj_records>, status: FileStatus? = nil,
    fingerprint: Fingerprint? = nil
  ) {
    self.file = file
    count = Int(records.pointee.count)
    self.status = status
    self.fingerprint = fingerprint
    known = nil
    content = .read(records)
  }

  /// A file of which the cache knows these facts.
  init(_ facts: ShardFacts, status: FileStatus?, reading: @escaping Reading) {
    file = facts.file
    count = facts.count
    self.status = status
    fingerprint = facts.fingerprint
    known = facts
    content = .unread(facts, reading)
  }

  deinit {
    if case .read(let records) = content { csj_records_free(records) }
  }

  var isRead: Bool {
    lock.withLock { if case .read = content { true } else { false } }
  }

  private var records: UnsafeMutablePointer<csj_records> {
    lock.withLock {
      switch content {
      case .read(let records): return records
      case .unread(let facts, let reading):
        let records = reading(facts)
        content = .read(records)
        return records
      }
    }
  }

  /// Reads the file now, if it has not been read.
  func read() { _ = records }

  /// Where each record's `{` stands in the file; empty when that is not known.
  var offsets: UnsafeBufferPointer<UInt64> {
    let offsets = records.pointee.offsets
    return UnsafeBufferPointer(start: offsets, count: offsets == nil ? 0 : count)
  }

  func column(_ position: Int) -> csj_column { records.pointee.columns[position] }

  func release(_ position: Int) {
    if isRead { csj_release_column(records, UInt32(position)) }
  }

  /// The values of a text field, one a record; no text where the record has none.
  func texts(_ position: Int) -> [String] {
    let column = column(position)
    guard let starts = column.starts, let lengths = column.lengths, let bytes = column.bytes else {
      return Array(repeating: "", count: count)
    }
    return (0..<count).map { row in
      guard lengths[row] < Column.firstSpecialCode else { return "" }
      return UnsafeBufferPointer(start: bytes + Int(starts[row]), count: Int(lengths[row]))
        .withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The fields of a record that no declaration names, as raw JSON, in the file's order.
  func extras(ofRow row: Int) -> [(name: String, json: String)] {
    if let known, known.extraNames.isEmpty { return [] }
    let found = records.pointee
    let extras = UnsafeBufferPointer(start: found.extras, count: Int(found.extra_count))
    var first = extras.partitioningIndex { $0.row >= row }
    var result: [(String, String)] = []
    while first < extras.count, extras[first].row == row {
      let extra = extras[first]
      result.append(
        (text(extra.name_start, extra.name_length), text(extra.value_start, extra.value_length)))
      first += 1
    }
    return result
  }

  /// Names of undeclared fields.
  var extraNames: Set<String> {
    if let known { return Set(known.extraNames) }
    let found = records.pointee
    return Set(
      UnsafeBufferPointer(start: found.extras, count: Int(found.extra_count))
        .map { text($0.name_start, $0.name_length) })
  }

  /// Bytes at which a name stands a second time in its record.
  var duplicates: [Int] {
    if let known { return known.duplicates }
    let found = records.pointee
    return UnsafeBufferPointer(start: found.duplicates, count: Int(found.duplicate_count))
      .map { Int($0.offset) }
  }

  private func text(_ start: UInt32, _ length: UInt32) -> String {
    guard let bytes = records.pointee.extra_bytes else { return "" }
    return UnsafeBufferPointer(start: bytes + Int(start), count: Int(length))
      .withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
  }

  /// What the cache may know; nothing of a file that was not read in its place.
  var facts: ShardFacts? {
    guard let status, let fingerprint else { return nil }
    return ShardFacts(
      file: file, identity: status.identity, fingerprint: fingerprint, count: count,
      extraNames: extraNames.sorted(), duplicates: duplicates)
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first place from which on `predicate` holds; it holds nowhere before.
  func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
