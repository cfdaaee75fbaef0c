package import PlanModel

/// Reads JSON strictly and slowly, remembering where it is.
///
/// Whole files go through simdjson. This reader serves what is small (a nested value, a
/// file's settings) and what is broken: it finds the exact byte that simdjson only rejects.
package struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  package private(set) var offset: Int
  private var depth = 0

  package static let maximumDepth = 256

  package init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The one value that the text holds.
  package static func parse(_ text: String) throws(JSONFault) -> JSONValue {
    var text = text
    let result = text.withUTF8 { bytes -> Result<JSONValue, JSONFault> in
      var reader = JSONReader(bytes)
      return Result { () throws(JSONFault) in try reader.document() }
    }
    return try result.get()
  }

  /// The whole text as one value.
  package mutating func document() throws(JSONFault) -> JSONValue {
    try document { reader throws(JSONFault) in try reader.value() }
  }

  mutating func document<Value>(
    _ read: (inout JSONReader) throws(JSONFault) -> Value
  ) throws(JSONFault) -> Value {
    do throws(JSONFault) {
      let value = try read(&self)
      skipSpace()
      guard offset == bytes.count else { throw fault(.endOfText) }
      return value
    } catch {
      // In a string that does not end, its own bytes may be wrong before.
      let invalid = firstInvalid(from: 0)
      throw invalid < error.offset ? fault(.utf8, at: invalid) : error
    }
  }

  package mutating func value() throws(JSONFault) -> JSONValue {
    skipSpace()
    switch current ?? 0 {
    case UInt8(ascii: "{"):
      return .object(
        try members { reader, name, _ throws(JSONFault) in
          JSONValue.Member(name, try reader.value())
        })
    case UInt8(ascii: "["):
      return .array(try items { reader throws(JSONFault) in try reader.value() })
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: return try word()
    }
  }

  /// Where the value of that name begins in the object at the reader's place; nothing when
  /// the object does not have it or is broken before it.
  package mutating func offset(ofMember name: String) -> Int? {
    try? memberSpans().first { $0.member.name == name }?.value.lowerBound
  }

  /// The members of the object at the reader's place, and where each stands.
  mutating func memberSpans() throws(JSONFault) -> [MemberSpan] {
    skipSpace()
    return try members { reader, name, span throws(JSONFault) in
      reader.skipSpace()
      let start = reader.offset
      let value = try reader.value()
      return MemberSpan(
        member: .init(name, value), name: span, value: start..<reader.offset)
    }
  }

  /// A member, and the bytes of its name (quotes included) and of its value.
  struct MemberSpan {
    let member: JSONValue.Member
    let name: Range<Int>
    let value: Range<Int>
  }

  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private func fault(_ expected: JSONFault.Expected, at place: Int? = nil) -> JSONFault {
    let place = place ?? offset
    guard place < bytes.count else {
      return JSONFault(offset: bytes.count, expected: expected, found: .endOfText)
    }
    let rest = bytes[place..<min(place + 16, bytes.count)]
    if expected != .utf8, bytes[place] >= 0x20,
      let character = String(decoding: rest, as: UTF8.self).first,
      character != "\u{FFFD}"
    {
      return JSONFault(offset: place, expected: expected, found: .character(character))
    }
    return JSONFault(offset: place, expected: expected, found: .byte(bytes[place]))
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func enter() throws(JSONFault) {
    depth += 1
    if depth > JSONReader.maximumDepth { throw fault(.depth(JSONReader.maximumDepth)) }
    offset += 1
    skipSpace()
  }

  mutating func items<Item>(
    _ item: (inout JSONReader) throws(JSONFault) -> Item
  ) throws(JSONFault) -> [Item] {
    try enter()
    var items: [Item] = []
    if !take("]") {
      while true {
        items.append(try item(&self))
        skipSpace()
        if take("]") { break }
        guard take(",") else { throw fault(.commaOrEndOfArray) }
      }
    }
    depth -= 1
    return items
  }

  mutating func members<Member>(
    _ member: (inout JSONReader, String, Range<Int>) throws(JSONFault) -> Member
  ) throws(JSONFault) -> [Member] {
    guard current == UInt8(ascii: "{") else { throw fault(.value) }
    try enter()
    var members: [Member] = []
    if !take("}") {
      while true {
        skipSpace()
        guard current == UInt8(ascii: "\"") else {
          throw fault(members.isEmpty ? .nameOrEnd : .name)
        }
        let start = offset
        let name = try string()
        let span = start..<offset
        skipSpace()
        guard take(":") else { throw fault(.colon) }
        members.append(try member(&self, name, span))
        skipSpace()
        if take("}") { break }
        guard take(",") else { throw fault(.commaOrEndOfObject) }
      }
    }
    depth -= 1
    return members
  }

  private mutating func word() throws(JSONFault) -> JSONValue {
    let words: [(String, JSONValue)] = [
      ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null),
    ]
    for (word, value) in words {
      let end = offset + word.utf8.count
      guard end <= bytes.count, bytes[offset..<end].elementsEqual(word.utf8) else { continue }
      offset = end
      return value
    }
    throw fault(.value)
  }
}

extension JSONReader {
  private mutating func number() throws(JSONFault) -> String {
    let start = offset
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() throws(JSONFault) {
    let start = offset
    while let byte = current, (0x30...0x39).contains(byte) { offset += 1 }
    if offset == start { throw fault(.digit) }
  }

  private mutating func string() throws(JSONFault) -> String {
    offset += 1
    var text: [UInt8] = []
    let start = offset
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fault(.closingQuote) }
      offset += 1
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    guard take("\"") else { throw fault(.closingQuote) }
    guard let checked = String(validating: text, as: UTF8.self) else {
      throw fault(.utf8, at: firstInvalid(from: start))
    }
    return checked
  }

  /// The first byte of what UTF-8 does not allow.
  func firstInvalid(from start: Int) -> Int {
    var (parser, input, place) = (
      Unicode.UTF8.ForwardParser(), bytes[start...].makeIterator(), start
    )
    while case .valid(let scalar) = parser.parseScalar(from: &input) { place += scalar.count }
    return place
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
    let plain: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
      0x74: 0x09,
    ]
    guard let byte = current else { throw fault(.escape) }
    if let meant = plain[byte] {
      offset += 1
      text.append(meant)
      return
    }
    guard take("u") else { throw fault(.escape) }
    text.append(contentsOf: String(try escapedScalar()).utf8)
  }

  private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
    let start = offset - 2
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800...0xDBFF).contains(first), take("\\"), take("u") else {
      throw fault(.escape, at: start)
    }
    let second = try fourHexDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault(.escape, at: start) }
    return scalar
  }

  private mutating func fourHexDigits() throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = current.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw fault(.escape)
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}
