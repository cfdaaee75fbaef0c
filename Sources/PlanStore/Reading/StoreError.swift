public import PlanModel

/// Why the store could not give what was asked for.
public enum StoreError: Error, Sendable {
  /// No `store.json` in that directory, nor, if it was where the search began, above it.
  case notAStore(path: String, searchedAbove: Bool)
  /// The store was written by a newer toolkit.
  case newerFormat(found: Int64, known: Int64)
  case file(FileFault)
  /// A script may not do this.
  case refused(PermissionRefusal)
}

/// What is wrong with a file, and where.
public struct FileFault: Error, Sendable {
  /// Relative to the store.
  public let file: String
  /// The place in the file; nothing when the file as a whole is meant.
  public let place: Place?
  public let problem: Problem

  public struct Place: Sendable, Hashable {
    /// Both count from 1; the column counts characters.
    public let line: Int
    public let column: Int
    /// The line's text.
    public let text: String
  }

  public enum Problem: Sendable {
    case unreadable(errno: Int32)
    /// A link leads out of the store.
    case outside
    /// So much was committed since the snapshot was taken that the file's old content is no
    /// longer kept; a new snapshot has the new.
    case snapshotTooOld
    /// An entry of the log is not what was written.
    case damagedLog
    case notJSON(JSONFault)
    /// Not an array of records, or not one record.
    case notRecords(expectsOne: Bool)
    case wrongType(field: Field, found: String)
    case outOfRange(field: Field, found: String)
    case noSuchDay(field: Field, found: String)
    case unknownChoice(field: Field, found: String)
    case missing(field: Field)
  }

  public init(file: String, place: Place?, problem: Problem) {
    self.file = file
    self.place = place
    self.problem = problem
  }
}

extension FileFault.Place {
  package init(offset: Int, in text: String) {
    var text = text
    self = text.withUTF8 { FileFault.Place(offset: offset, in: $0) }
  }

  /// The line and column of a byte.
  init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let offset = min(max(0, offset), bytes.count)
    var (line, start) = (1, 0)
    for position in 0..<offset where bytes[position] == UInt8(ascii: "\n") {
      line += 1
      start = position + 1
    }
    var end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if end > offset, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let before = String(decoding: bytes[start..<offset], as: UTF8.self)
    self.init(
      line: line, column: before.count + 1,
      text: String(decoding: bytes[start..<end], as: UTF8.self))
  }
}
