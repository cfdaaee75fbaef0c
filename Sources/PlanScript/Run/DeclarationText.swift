/// The text of `script { … }` in a script, found without running anything.
struct DeclarationText {
  private let bytes: [UInt8]
  private var place = 0
  /// Brackets that are open.
  private var depth = 0

  /// The call with its table; nothing when there is none outside of all brackets, or it does
  /// not end.
  static func find(in source: String) -> String? {
    var reader = DeclarationText(bytes: Array(source.utf8))
    guard let range = reader.range() else { return nil }
    // Lines keep their numbers, for errors.
    let before = reader.bytes[..<range.lowerBound].count { $0 == UInt8(ascii: "\n") }
    return String(repeating: "\n", count: before)
      + String(decoding: reader.bytes[range], as: UTF8.self)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func range() -> Range<Int>? {
    var start: Int?
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "-") where next == byte: skipComment()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
      case UInt8(ascii: "[") where longBracket(at: place) != nil: skipLongBracket()
      case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        place += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        place += 1
        if let start, depth == 0 { return start..<place }
      case _ where DeclarationText.isName(byte):
        let word = word()
        if start == nil, depth == 0, word.text == "script", opensCall { start = word.start }
      default: place += 1
      }
    }
    return nil
  }

  private var next: UInt8? { place + 1 < bytes.count ? bytes[place + 1] : nil }

  private static func isName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte) || byte >= 0x80
  }

  private mutating func word() -> (text: String, start: Int) {
    let start = place
    while place < bytes.count, DeclarationText.isName(bytes[place]) { place += 1 }
    // A member of something else is not the function.
    let isMember = start > 0 && [UInt8(ascii: "."), UInt8(ascii: ":")].contains(bytes[start - 1])
    return (isMember ? "" : String(decoding: bytes[start..<place], as: UTF8.self), start)
  }

  /// Whether what comes next opens the arguments of a call.
  private var opensCall: Bool {
    let rest = bytes[place...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return rest == UInt8(ascii: "{") || rest == UInt8(ascii: "(")
  }

  private mutating func skipComment() {
    place += 2
    if place < bytes.count, longBracket(at: place) != nil { return skipLongBracket() }
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
  }

  private mutating func skipString(_ quote: UInt8) {
    place += 1
    while place < bytes.count, bytes[place] != quote, bytes[place] != UInt8(ascii: "\n") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    place += 1
  }

  /// How many signs stand between the brackets of `[==[`; nothing when this is no such bracket.
  private func longBracket(at start: Int) -> Int? {
    guard bytes[start] == UInt8(ascii: "[") else { return nil }
    var end = start + 1
    while end < bytes.count, bytes[end] == UInt8(ascii: "=") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "[") ? end - start - 1 : nil
  }

  private mutating func skipLongBracket() {
    guard let level = longBracket(at: place) else { return }
    let bracket = UInt8(ascii: "]")
    let closing = [bracket] + [UInt8](repeating: UInt8(ascii: "="), count: level) + [bracket]
    place += level + 2
    while place < bytes.count, !bytes[place...].starts(with: closing) { place += 1 }
    place += closing.count
  }
}
