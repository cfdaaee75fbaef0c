import PlanModel

/// All values of a file that its declaration does not allow, where reading stops at the first.
struct InvalidValues {
  let file: String
  let bytes: [UInt8]
  let collection: Collection

  /// Nothing when the file is not JSON records at all.
  func found() -> [Ailment] {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer)
      guard (try? reader.document()) != nil else { return [] }
      return RecordStarts(buffer, isSingle: collection.isSingle).offsets.flatMap { start in
        ailments(ofRecordAt: start, in: buffer)
      }
    }
  }

  private func ailments(
    ofRecordAt start: Int, in buffer: UnsafeBufferPointer<UInt8>
  ) -> [Ailment] {
    var reader = JSONReader(buffer, at: start)
    guard let spans = try? reader.memberSpans() else { return [] }
    let members = spans.map(\.member)
    let id = members.first { $0.name == "id" }?.value.string ?? ""
    let key = RecordKey(collection.name, collection.isSingle ? collection.name : id)
    return collection.fields.compactMap { field in
      let span = spans.first { $0.member.name == field.name }
      guard let fault = fault(span?.member.value, field) else { return nil }
      let place = FileFault.Place(offset: span?.value.lowerBound ?? start, in: buffer)
      return Ailment(file: file, place: place, .value(key, fault))
    }
  }

  /// References are looked at elsewhere: here each leads somewhere.
  private func fault(_ value: JSONValue?, _ field: Field) -> ValueFault? {
    let check = FieldCheck(holds: { _, _ in true }, near: { _, _ in [] })
    do {
      let json = try check.json(value.map { .json($0) } ?? .none, for: field.name, of: collection)
      // A script may write a day in several ways, a file only in one.
      if let value, value != .null, json != value, !collection.means(json, value, in: field.name) {
        return ValueFault(
          collection: collection.name, field: field.name,
          problem: .wrongType(field.type, found: .json(value)))
      }
      return nil
    } catch {
      return error as? ValueFault
    }
  }
}

/// Where the records of a file begin.
private struct RecordStarts {
  private(set) var offsets: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, isSingle: Bool) {
    var place = bytes.firstIndex { !RecordStarts.isSpace($0) } ?? bytes.count
    guard place < bytes.count else { return }
    if isSingle || bytes[place] != UInt8(ascii: "[") {
      if bytes[place] == UInt8(ascii: "{"), isSingle { offsets = [place] }
      return
    }
    place += 1
    while place < bytes.count {
      if RecordStarts.isSpace(bytes[place]) || bytes[place] == UInt8(ascii: ",") {
        place += 1
        continue
      }
      var reader = JSONReader(bytes, at: place)
      guard bytes[place] != UInt8(ascii: "]"), (try? reader.value()) != nil else { return }
      if bytes[place] == UInt8(ascii: "{") { offsets.append(place) }
      place = reader.offset
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

/// Finds lines and columns in files, remembering the file that was asked for last.
struct Places {
  private let disk: any Disk
  private var file = ""
  private var bytes: [UInt8] = []
  private var left = 1_000

  init(_ disk: any Disk) { self.disk = disk }

  /// Nothing once there have been so many that nobody looks at them one by one.
  mutating func place(_ file: String, _ offset: Int) -> FileFault.Place? {
    guard left > 0 else { return nil }
    left -= 1
    if file != self.file {
      self.file = file
      bytes = ((try? disk.bytes(file)) ?? nil) ?? []
    }
    return bytes.withUnsafeBufferPointer { FileFault.Place(offset: offset, in: $0) }
  }
}
