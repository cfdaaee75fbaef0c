import PlanModel

/// A file edit changes records of one file and leaves every other byte as it was.
final class FileEdit {
  // Used by one thread, between reading a file and writing it.

  let file: String
  private let collection: Collection
  private let bytes: [UInt8]
  private let shard: Shard
  private var list: ListEdit
  private let rows: [String: Int]
  private let repeated: Set<String>

  /// The most bytes that a file may have and still be written.
  static let maximumSize = 64 << 20

  /// Opens a file; one that cannot be read, or is not what its collection declares, is not
  /// written. Without bytes it is a new one.
  init(_ file: String, of collection: Collection, bytes: [UInt8]?) throws {
    (self.file, self.collection) = (file, collection)
    let bytes = bytes ?? Array("[\n]\n".utf8)
    self.bytes = bytes
    shard = try FileEdit.checked(file, of: collection, bytes)
    (rows, repeated) = FileEdit.rows(of: shard, in: collection)
    list = FileEdit.list(of: shard, in: bytes, isSingle: collection.isSingle)
  }

  private static func checked(
    _ file: String, of collection: Collection, _ bytes: [UInt8]
  ) throws(EditError) -> Shard {
    guard bytes.count <= maximumSize else {
      throw .tooLarge(file: file, bytes: bytes.count, limit: maximumSize)
    }
    do {
      return try ShardReader.shard(file, of: collection, bytes: bytes)
    } catch {
      throw .broken(error)
    }
  }

  private static func rows(
    of shard: Shard, in collection: Collection
  ) -> ([String: Int], Set<String>) {
    guard let position = collection.position(of: "id") else { return ([collection.name: 0], []) }
    let ids = shard.texts(position)
    var (rows, repeated): ([String: Int], Set<String>) = ([:], [])
    for (row, id) in ids.enumerated() {
      if rows[id] == nil { rows[id] = row } else { repeated.insert(id) }
    }
    return (rows, repeated)
  }

  private static func list(of shard: Shard, in bytes: [UInt8], isSingle: Bool) -> ListEdit {
    let starts = shard.offsets.map(Int.init)
    let end = { (row: Int) -> Int in JSONReader.end(ofValueAt: starts[row], in: bytes) }
    guard !isSingle else {
      return ListEdit(
        bytes: bytes, inside: 0..<bytes.count, starts: starts, separator: [], head: [], tail: [],
        end: end)
    }
    let open = (bytes.firstIndex(of: UInt8(ascii: "[")) ?? 0) + 1
    let close = bytes.lastIndex(of: UInt8(ascii: "]")) ?? bytes.count
    let line = bytes.lastIndex(of: JSONStyle.newline).map { $0 > 0 && bytes[$0 - 1] == 0x0D }
    let newline = Array((line == true ? "\r\n" : "\n").utf8)
    let comma = UInt8(ascii: ",")
    let indent = newline + [0x20, 0x20]
    let separator: [UInt8]
    switch starts.count {
    case 0: separator = [comma] + indent
    case 1: separator = [comma] + bytes[open..<starts[0]]
    case let count: separator = Array(bytes[end(count - 2)..<starts[count - 1]])
    }
    return ListEdit(
      bytes: bytes, inside: open..<close, starts: starts, separator: separator, head: indent,
      tail: newline, end: end)
  }
}

// MARK: - Changing records

extension FileEdit {
  /// A record as it stands in the file.
  struct Found {
    let row: Int
    let members: [JSONReader.MemberSpan]
    let inside: Range<Int>

    var values: [JSONValue.Member] { members.map(\.member) }
  }

  /// The record of an id; nothing when the file does not hold it.
  func find(_ key: RecordKey) throws(EditError) -> Found? {
    guard let row = rows[key.id], !list.removed.contains(row), row < shard.count else { return nil }
    if repeated.contains(key.id) { throw .duplicateId(file: file, key: key) }
    let start = list.starts[row]
    let found = bytes.withUnsafeBufferPointer { bytes -> Found? in
      var reader = JSONReader(bytes, at: start)
      return (try? reader.memberSpans()).map {
        Found(row: row, members: $0, inside: (start + 1)..<(reader.offset - 1))
      }
    }
    var names: Set<String> = []
    for member in found?.values ?? [] where !names.insert(member.name).inserted {
      throw .duplicateName(file: file, key: key, name: member.name)
    }
    return found
  }

  /// The record with fields changed, as it would stand in the file.
  func text(of found: Found, changing fields: [FieldChange]) -> [UInt8] {
    let style = JSONStyle(of: found.members, in: bytes, inside: found.inside)
    var edit = ListEdit(
      bytes: bytes, inside: found.inside, starts: found.members.map(\.name.lowerBound),
      separator: style.comma, head: style.open, tail: style.close,
      end: { found.members[$0].value.upperBound })
    for change in declared(fields) {
      let place = found.members.firstIndex { $0.member.name == change.field }
      switch (place, change.value) {
      case (let place?, let value?):
        let member = found.members[place]
        edit.replaced[place] =
          bytes[member.name.lowerBound..<member.value.lowerBound] + style.value(value)
      case (let place?, nil): edit.removed.insert(place)
      case (nil, let value?):
        edit.inserted[self.place(of: change.field, among: found.values), default: []].append(
          style.member(change.field, value))
      case (nil, nil): continue
      }
    }
    return [UInt8(ascii: "{")] + edit.edited() + [UInt8(ascii: "}")]
  }

  /// In the order of the declaration, in which new members stand beside one another.
  private func declared(_ fields: [FieldChange]) -> [FieldChange] {
    fields.sorted {
      (collection.position(of: $0.field) ?? .max) < (collection.position(of: $1.field) ?? .max)
    }
  }

  /// Where a new member goes: behind those that are declared before it.
  private func place(of field: String, among members: [JSONValue.Member]) -> Int {
    guard let position = collection.position(of: field) else { return members.count }
    let before = members.lastIndex { member in
      collection.position(of: member.name).map { $0 < position } ?? false
    }
    return before.map { $0 + 1 } ?? 0
  }

  func replace(_ found: Found, with text: [UInt8]) { list.replaced[found.row] = text }

  func remove(_ found: Found) { list.removed.insert(found.row) }

  func append(_ text: [UInt8]) { list.inserted[shard.count, default: []].append(text) }

  /// A new record in the style of the file's last one.
  func append(_ members: [JSONValue.Member]) { append(lastStyle.record(members)) }

  private var lastStyle: JSONStyle {
    guard let start = list.starts.last else { return .standard }
    return bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer, at: start)
      guard let spans = try? reader.memberSpans() else { return .standard }
      return JSONStyle(of: spans, in: bytes, inside: (start + 1)..<(reader.offset - 1))
    }
  }

  /// The bytes of the changed file, held against the declaration once more.
  func result() throws(EditError) -> [UInt8] {
    let result =
      bytes[..<list.inside.lowerBound] + list.edited() + bytes[list.inside.upperBound...]
    _ = try FileEdit.checked(file, of: collection, Array(result))
    return Array(result)
  }
}

extension JSONReader {
  /// Behind the last byte of the value that begins at `start`; the text is known to be JSON.
  static func end(ofValueAt start: Int, in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer, at: start)
      return (try? reader.value()) == nil ? start : reader.offset
    }
  }
}
