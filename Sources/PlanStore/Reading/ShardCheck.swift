internal import CSimdjson
internal import Foundation
import PlanModel

/// Holds a file that was read against the declaration of its collection.
struct ShardCheck {
  let collection: Collection
  let file: String
  let bytes: UnsafeBufferPointer<UInt8>

  /// Throws what the reader found.
  func parsed(_ records: csj_records) throws(FileFault) {
    let offset = Int(records.offset)
    switch records.failure {
    case CSJ_OK: return
    case CSJ_MEMORY: throw FileFault(file: file, place: nil, problem: .unreadable(errno: ENOMEM))
    case CSJ_NOT_RECORDS:
      try syntax()
      throw fault(at: offset, .notRecords(expectsOne: collection.isSingle))
    case CSJ_SYNTAX:
      try syntax()
      let found = JSONFault.Found.endOfText
      throw fault(at: offset, .notJSON(JSONFault(offset: offset, expected: .value, found: found)))
    default:
      let field = collection.fields[max(0, Int(records.field))]
      throw fault(at: offset, problem(records.failure, field, found: spelling(at: offset)))
    }
  }

  /// Throws the exact place where the file stops being JSON, if it does.
  private func syntax() throws(FileFault) {
    var reader = JSONReader(bytes)
    do {
      _ = try reader.document()
    } catch {
      throw fault(at: error.offset, .notJSON(error))
    }
  }

  private func problem(_ failure: csj_failure, _ field: Field, found: String) -> FileFault.Problem {
    switch failure {
    case CSJ_OUT_OF_RANGE: .outOfRange(field: field, found: found)
    case CSJ_BAD_DATE: .noSuchDay(field: field, found: found)
    default: .wrongType(field: field, found: found)
    }
  }

  /// Required fields, choices, and values with values inside.
  func values(of shard: Shard) throws(FileFault) {
    for (position, field) in collection.fields.enumerated() {
      let column = shard.column(position)
      if field.isRequired, let row = firstEmpty(column, shard.count) {
        throw fault(at: Int(shard.offsets[row]), .missing(field: field))
      }
      switch field.type {
      case .choice(let choices): try self.choices(choices, field, column, shard)
      case .object(let members): try objects(members, field, column, shard, isList: false)
      case .objects(let members): try objects(members, field, column, shard, isList: true)
      default: break
      }
    }
  }

  private func firstEmpty(_ column: csj_column, _ count: Int) -> Int? {
    let special = Column.firstSpecialCode
    if let codes = column.codes { return (0..<count).first { codes[$0] >= special } }
    if let lengths = column.lengths { return (0..<count).first { lengths[$0] >= special } }
    if let days = column.days { return (0..<count).first { days[$0] <= Column.lastSpecialDay } }
    if let flags = column.flags {
      return (0..<count).first { flags[$0] >= Column.firstSpecialFlag }
    }
    guard let numbers = column.numbers else { return nil }
    return (0..<count).first { numbers[$0] <= Column.lastSpecialNumber }
  }

  private func choices(
    _ choices: [Choice], _ field: Field, _ column: csj_column, _ shard: Shard
  ) throws(FileFault) {
    guard let ends = column.entry_ends, let codes = column.codes else { return }
    let bytes = UnsafeBufferPointer(start: column.bytes, count: Int(column.byte_count))
    var start = 0
    for entry in 0..<column.entry_count {
      let end = Int(ends[Int(entry)])
      let text = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      start = end
      if choices.contains(where: { $0.name.utf8.elementsEqual(text) }) { continue }
      guard let row = (0..<shard.count).first(where: { codes[$0] == entry }) else { continue }
      let offset = offset(of: field, inRecordAt: Int(shard.offsets[row]))
      throw fault(at: offset, .unknownChoice(field: field, found: spelling(at: offset)))
    }
  }

  private func objects(
    _ members: [Field], _ field: Field, _ column: csj_column, _ shard: Shard, isList: Bool
  ) throws(FileFault) {
    guard let lengths = column.lengths else { return }
    for row in 0..<shard.count where lengths[row] < Column.firstSpecialCode {
      let start = offset(of: field, inRecordAt: Int(shard.offsets[row]))
      var reader = JSONReader(bytes, at: start)
      guard let value = try? reader.value() else { continue }
      if let wrong = ValueCheck.fault(in: value, field: field, members: members, isList: isList) {
        throw fault(at: start, .wrongType(field: wrong.field, found: wrong.found))
      }
    }
  }

  private func offset(of field: Field, inRecordAt start: Int) -> Int {
    var reader = JSONReader(bytes, at: start)
    return reader.offset(ofMember: field.name) ?? start
  }

  /// The value at a byte, as it is written, shortened.
  private func spelling(at offset: Int) -> String {
    var reader = JSONReader(bytes, at: offset)
    guard (try? reader.value()) != nil, reader.offset > offset else { return "" }
    let text = String(decoding: bytes[offset..<reader.offset], as: UTF8.self)
    return text.count > 40 ? text.prefix(39) + "…" : text
  }

  private func fault(at offset: Int, _ problem: FileFault.Problem) -> FileFault {
    FileFault(file: file, place: .init(offset: offset, in: bytes), problem: problem)
  }
}
