/// Recognises text that is Vietnamese in a legacy encoding, by words that are only words there.
public struct EncodingRecognition: Sendable, Hashable {
  public let encoding: LegacyEncoding
  /// Where the first telltale word begins, in bytes.
  public let offset: Int
  /// Whether the bytes are Unicode all the same: somebody may mean them as they are.
  public let isUnicode: Bool
  /// The word as it stands, and as it is meant.
  public let (found, meant): (String, String)

  /// How many different words are looked at.
  private static let sample = 4_000
}

extension EncodingRecognition {
  /// Of bytes that are not UTF-8; nothing when they are no Vietnamese of a known encoding.
  public init?(bytes: [UInt8]) {
    let words = EncodingRecognition.words(bytes) { $0 >= 0x80 || isLetter($0) }
      .filter { word, _ in word.contains { $0 >= 0x80 } }
    let scored = [LegacyEncoding.tcvn3, .vni, .cp1258].map { encoding in
      let fitting = words.filter { EncodingRecognition.isVietnamese($0.word, encoding) }
      return (encoding, fitting)
    }
    guard let (encoding, fitting) = scored.max(by: { $0.1.count < $1.1.count }),
      let first = fitting.first, fitting.count * 10 >= words.count * 6
    else { return nil }
    self.init(encoding, first, isUnicode: false)
  }

  /// Of text that is proper Unicode: a program may have taken the bytes of a legacy encoding for
  /// Western letters before it saved them, and VIQR is plain ASCII.
  public init?(text: [UInt8]) {
    guard let found = EncodingRecognition.western(text) ?? EncodingRecognition.viqr(text) else {
      return nil
    }
    self = found
  }

  private init(
    _ encoding: LegacyEncoding, _ first: (word: [UInt8], offset: Int), isUnicode: Bool
  ) {
    self.encoding = encoding
    self.isUnicode = isUnicode
    offset = first.offset
    found = String(String.UnicodeScalarView(first.word.map(WindowsLatin.scalar)))
    meant = encoding.text(first.word) ?? ""
  }

  private static func western(_ text: [UInt8]) -> EncodingRecognition? {
    guard hasForeignLetter(text) else { return nil }
    var counts: [LegacyEncoding: Int] = [:]
    // A sign or a unit of measure by itself may be meant.
    var evident: Set<LegacyEncoding> = []
    var first: [LegacyEncoding: (word: [UInt8], offset: Int)] = [:]
    for (word, offset) in words(text, of: { $0 >= 0x80 || isLetter($0) }) {
      guard word.contains(where: { $0 >= 0x80 }) else { continue }
      let shown = String(decoding: word, as: UTF8.self)
      let bytes = shown.unicodeScalars.compactMap(WindowsLatin.byte)
      // Beyond the Western letters it is Unicode; and what is a word as it stands is meant so.
      guard bytes.count == shown.unicodeScalars.count, !Syllable.isPossible(composed(shown)) else {
        continue
      }
      for encoding in [LegacyEncoding.tcvn3, .vni] where isVietnamese(bytes, encoding) {
        counts[encoding, default: 0] += 1
        if bytes.count > 2 { evident.insert(encoding) }
        if first[encoding] == nil { first[encoding] = (bytes, offset) }
      }
    }
    guard let best = counts.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }),
      let word = first[best.key], evident.contains(best.key)
    else { return nil }
    return EncodingRecognition(best.key, word, isUnicode: true)
  }

  /// Whether some letter or sign of Latin-1 is there that Vietnamese does not have: every
  /// legacy text of more than a few words has one.
  private static func hasForeignLetter(_ text: [UInt8]) -> Bool {
    zip(text, text.dropFirst()).contains { lead, rest in
      switch lead {
      case 0xC2: rest != 0xA0
      case 0xC3:
        !own.contains(Unicode.Scalar(0xC0 + UInt32(rest & 0x3F)).map(Character.init) ?? "a")
      default: false
      }
    }
  }

  private static let own = Set(VietnameseLetters.beyondASCII)

  private static func viqr(_ text: [UInt8]) -> EncodingRecognition? {
    guard text.allSatisfy({ $0 < 0x80 }), hasModifier(text) else { return nil }
    let marks = Set("^(+*'`?~.".utf8)
    let fitting = words(text) { isLetter($0) || marks.contains($0) }.filter { word, _ in
      hasModifier(word) && word.count { isLetter($0) } > 1 && isVietnamese(word, .viqr)
    }
    // One may be chance.
    guard let first = fitting.first, fitting.count > 1 else { return nil }
    return EncodingRecognition(.viqr, first, isUnicode: true)
  }

  /// What is hardly ever ASCII's own: `a^`, `u+`, `dd`.
  private static func hasModifier(_ text: [UInt8]) -> Bool {
    zip(text, text.dropFirst()).contains { letter, mark in
      switch (letter | 0x20, mark) {
      case (UInt8(ascii: "a"), UInt8(ascii: "(")), (UInt8(ascii: "a"), UInt8(ascii: "^")),
        (UInt8(ascii: "e"), UInt8(ascii: "^")), (UInt8(ascii: "o"), UInt8(ascii: "^")),
        (UInt8(ascii: "o"), UInt8(ascii: "+")), (UInt8(ascii: "u"), UInt8(ascii: "+")),
        (UInt8(ascii: "o"), UInt8(ascii: "*")), (UInt8(ascii: "u"), UInt8(ascii: "*")):
        true
      default: letter | 0x20 == UInt8(ascii: "d") && mark | 0x20 == UInt8(ascii: "d")
      }
    }
  }

  private static func isVietnamese(_ word: [UInt8], _ encoding: LegacyEncoding) -> Bool {
    guard let text = encoding.text(word) else { return false }
    return text.contains { !$0.isASCII } && Syllable.isPossible(text)
  }

  /// Different words, in their order, each with the place of its first appearance.
  private static func words(
    _ bytes: [UInt8], of isPart: (UInt8) -> Bool
  ) -> [(word: [UInt8], offset: Int)] {
    var (found, seen): ([(word: [UInt8], offset: Int)], Set<[UInt8]>) = ([], [])
    var start: Int?
    for place in 0...bytes.count {
      if place < bytes.count, isPart(bytes[place]) {
        start = start ?? place
        continue
      }
      guard let begin = start else { continue }
      start = nil
      let word = Array(bytes[begin..<place])
      if seen.insert(word).inserted { found.append((word, begin)) }
      if found.count >= sample { break }
    }
    return found
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}
