internal import CSimdjson
import PlanModel

/// A shard is one file of a collection, read into columns of its own.
///
/// Its columns wait here until the table wants them: most runs touch a few of a
/// collection's fields, and only those are joined.
final class Shard: @unchecked Sendable {
  // The table that owns a shard takes its columns under a lock, each once.

  let file: String
  private let records: UnsafeMutablePointer<csj_records>

  init(file: String, records: UnsafeMutablePointer<csj_records>) {
    self.file = file
    self.records = records
  }

  deinit { csj_records_free(records) }

  var count: Int { Int(records.pointee.count) }

  /// Where each record's `{` stands in the file.
  var offsets: UnsafeBufferPointer<UInt64> {
    UnsafeBufferPointer(start: records.pointee.offsets, count: count)
  }

  func column(_ position: Int) -> csj_column { records.pointee.columns[position] }

  func release(_ position: Int) { csj_release_column(records, UInt32(position)) }

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
    let found = records.pointee
    return Set(
      UnsafeBufferPointer(start: found.extras, count: Int(found.extra_count))
        .map { text($0.name_start, $0.name_length) })
  }

  /// Bytes at which a name stands a second time in its record.
  var duplicates: [Int] {
    let found = records.pointee
    return UnsafeBufferPointer(start: found.duplicates, count: Int(found.duplicate_count))
      .map { Int($0.offset) }
  }

  private func text(_ start: UInt32, _ length: UInt32) -> String {
    guard let bytes = records.pointee.extra_bytes else { return "" }
    return UnsafeBufferPointer(start: bytes + Int(start), count: Int(length))
      .withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
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
