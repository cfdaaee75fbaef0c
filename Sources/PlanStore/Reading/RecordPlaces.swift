internal import PlanModel

/// A field of a record, or the record as a whole.
public struct RecordField: Sendable, Hashable {
  public let key: RecordKey
  public let field: String?

  public init(_ key: RecordKey, field: String? = nil) {
    (self.key, self.field) = (key, field)
  }
}

/// Where something stands in the files of a store.
public struct FilePlace: Sendable, Hashable {
  /// Relative to the store.
  public let file: String
  /// Both count from 1; the column counts characters.
  public let line: Int
  public let column: Int
}

extension Snapshot {
  /// Where fields and records stand. A field that the record does not have stands where the record
  /// begins; what is not there, or in a file that cannot be read again, stands nowhere.
  public func places(of fields: some Sequence<RecordField>) -> [RecordField: FilePlace] {
    var byFile: [String: [(RecordField, Int)]] = [:]
    for field in Set(fields) {
      guard let collection = Catalogue.collection(field.key.collection),
        let table = try? table(collection), let row = table.row(id: field.key.id)
      else { continue }
      let (file, offset) = table.place(row)
      byFile[file, default: []].append((field, offset))
    }
    var places: [RecordField: FilePlace] = [:]
    for (file, wanted) in byFile {
      guard let bytes = (try? bytes(file)) ?? nil else { continue }
      bytes.withUnsafeBufferPointer { buffer in
        let lines = Lines(buffer)
        for (field, offset) in wanted {
          places[field] = lines.place(Snapshot.offset(of: field.field, at: offset, buffer), file)
        }
      }
    }
    return places
  }

  /// The byte at which a field of the record that begins at `start` has its value.
  private static func offset(
    of field: String?, at start: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard let field, start < bytes.count else { return start }
    var reader = JSONReader(bytes, at: start)
    return reader.offset(ofMember: field) ?? start
  }
}

/// The lines of a file, found once for many places.
private struct Lines {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let starts: [Int]

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    starts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  func place(_ offset: Int, _ file: String) -> FilePlace {
    let offset = min(offset, bytes.count)
    let line = starts.partitioningIndex { $0 > offset }
    let before = String(decoding: bytes[starts[line - 1]..<offset], as: UTF8.self)
    return FilePlace(file: file, line: line, column: before.count + 1)
  }
}
