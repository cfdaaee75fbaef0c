public import PlanModel

/// How the characters of a file are written.
public enum TextEncoding: Sendable, Hashable {
  case utf8
  /// With a byte order mark: what spreadsheet programs call Unicode text.
  case utf16
  case legacy(LegacyEncoding)

  /// `utf-8`, `tcvn3`, …
  public var name: String {
    switch self {
    case .utf8: "utf-8"
    case .utf16: "utf-16"
    case .legacy(let encoding): encoding.rawValue
    }
  }

  /// Those that can be asked for; UTF-16 tells itself by its mark.
  public static let named: [TextEncoding] =
    [.utf8] + LegacyEncoding.allCases.map(TextEncoding.legacy)
}

/// The text of a file in UTF-8, without a byte order mark.
struct PlainText {
  let bytes: [UInt8]
  let encoding: TextEncoding

  /// `asked`: the encoding that somebody says it is; nothing: it is UTF-8, or UTF-16 with its
  /// mark, and refused where it looks like another.
  init(_ file: [UInt8], asked: TextEncoding?) throws(ImportError) {
    if file.starts(with: [0x50, 0x4B, 0x03, 0x04]) || file.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw .workbook
    }
    if asked == nil, let text = try PlainText.utf16(file) {
      (bytes, encoding) = (text, .utf16)
      return
    }
    let file = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.dropFirst(3)) : file
    let invalid = PlainText.firstInvalid(file)
    let found =
      asked == .utf8
      ? nil : invalid == nil ? EncodingRecognition(text: file) : EncodingRecognition(bytes: file)
    if let found, asked != .legacy(found.encoding) {
      let place = FileLines(file, encoding: found.encoding).place(found.offset)
      throw .otherEncoding(found, asked: asked, place)
    }
    if case .legacy(let encoding)? = asked {
      bytes = try PlainText.decoded(file, isUnicode: invalid == nil, encoding)
    } else {
      if let invalid {
        throw .undecodable(.utf8, byte: file[invalid], FileLines(file).place(invalid))
      }
      bytes = file
    }
    encoding = asked ?? .utf8
    if let null = bytes.firstIndex(of: 0) { throw .notText(FileLines(bytes).place(null)) }
  }

  private static func decoded(
    _ file: [UInt8], isUnicode: Bool, _ encoding: LegacyEncoding
  ) throws(ImportError) -> [UInt8] {
    var (raw, offsets) = (file, Array(0..<0))
    if isUnicode, file.contains(where: { $0 >= 0x80 }) {
      // A program took the bytes for Western letters.
      raw = []
      var offset = 0
      for scalar in String(decoding: file, as: UTF8.self).unicodeScalars {
        guard let byte = LegacyEncoding.westernByte(scalar) else {
          let place = FileLines(file).place(offset)
          throw .undecodable(.legacy(encoding), byte: file[offset], place)
        }
        raw.append(byte)
        offsets.append(offset)
        offset += UTF8.width(scalar)
      }
    }
    switch encoding.decoded(raw) {
    case .success(let text): return Array(text.utf8)
    case .failure(let fault):
      let offset = offsets.isEmpty ? fault.offset : offsets[fault.offset]
      throw .undecodable(
        .legacy(encoding), byte: fault.byte, FileLines(file, encoding: encoding).place(offset))
    }
  }

  /// The place of the first byte that is not UTF-8.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    return bytes.withUnsafeBufferPointer { JSONReader($0).firstInvalid(from: 0) }
  }

  /// Nothing for a file without the mark of UTF-16.
  private static func utf16(_ file: [UInt8]) throws(ImportError) -> [UInt8]? {
    let isLittle = file.starts(with: [0xFF, 0xFE])
    guard isLittle || file.starts(with: [0xFE, 0xFF]) else { return nil }
    let units = stride(from: 2, to: file.count - 1, by: 2).map { place in
      isLittle
        ? UInt16(file[place]) | UInt16(file[place + 1]) << 8
        : UInt16(file[place]) << 8 | UInt16(file[place + 1])
    }
    guard file.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self),
      !text.utf8.contains(0)
    else { throw .notText(FileFault.Place(line: 1, column: 1, text: "")) }
    return Array(text.utf8)
  }
}

/// Lines and columns of a text whose lines end in any of the three ways.
struct FileLines {
  private let bytes: [UInt8]
  private let starts: [Int]
  private let encoding: LegacyEncoding?

  init(_ bytes: [UInt8], encoding: LegacyEncoding? = nil) {
    (self.bytes, self.encoding) = (bytes, encoding)
    starts = [0] + bytes.indices.filter { FileLines.isLineEnd(at: $0, in: bytes) }.map { $0 + 1 }
  }

  func place(_ offset: Int) -> FileFault.Place {
    let offset = min(max(0, offset), bytes.count)
    let line = max(1, starts.partitioningIndex { $0 > offset })
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    while end > start, FileLines.isEnd(bytes[end - 1]) { end -= 1 }
    return FileFault.Place(
      line: line, column: text(bytes[start..<max(start, offset)]).count + 1,
      text: text(bytes[start..<max(start, end)]))
  }

  static let (newline, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  static func isEnd(_ byte: UInt8) -> Bool { byte == newline || byte == carriage }

  /// CRLF ends a line once.
  static func isLineEnd(at place: Int, in bytes: [UInt8]) -> Bool {
    bytes[place] == newline
      || (bytes[place] == carriage && (place + 1 >= bytes.count || bytes[place + 1] != newline))
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    // What the person sees who has the file open: the bytes as Western letters.
    if encoding != nil, String(validating: bytes, as: UTF8.self) == nil {
      return LegacyEncoding.western(bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
