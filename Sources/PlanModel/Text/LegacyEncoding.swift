/// A legacy encoding is how computers wrote Vietnamese before Unicode: fonts that show `µ` as
/// `à`, and ASCII with marks behind the letters. Old lists still come in them.
public enum LegacyEncoding: String, Sendable, CaseIterable {
  /// TCVN 5712 VN3, of the ABC and .VnTime fonts: one byte a letter, no capitals with tones.
  case tcvn3
  /// VNI for Windows: marks are bytes of their own behind the letter.
  case vni
  /// RFC 1456: `Nguye^~n`.
  case viqr
  /// Code page 1258 of Windows: tones are bytes of their own behind the letter.
  case cp1258

  /// As people know it.
  public var title: String {
    switch self {
    case .tcvn3: "TCVN3 (ABC)"
    case .vni: "VNI"
    case .viqr: "VIQR"
    case .cp1258: "Windows-1258"
    }
  }
}

// MARK: - The tables

extension LegacyEncoding {
  /// How each letter beyond ASCII is written, one character a byte; where there are several
  /// ways, the usual one first. Letters that the encoding does not have are not in it.
  var spellings: [Character: [String]] {
    switch self {
    case .tcvn3: LegacyEncoding.tcvn3Spellings
    case .vni: LegacyEncoding.made(LegacyEncoding.vniSpellings)
    case .viqr: LegacyEncoding.made(LegacyEncoding.viqrSpellings)
    case .cp1258: LegacyEncoding.made(LegacyEncoding.cp1258Spellings)
    }
  }

  private static func made(_ spell: (VietnameseLetters.Parts) -> [String]) -> [Character: [String]]
  {
    var made: [Character: [String]] = [:]
    for letter in VietnameseLetters.beyondASCII {
      made[letter] = VietnameseLetters.parts[letter].map(spell)
    }
    return made
  }

  private static let tcvn3Spellings: [Character: [String]] = {
    let runs: [(letters: String, first: UInt8)] = [
      ("ĂÂÊÔƠƯĐăâêôơưđ", 0xA1), ("àảãáạ", 0xB5), ("ằẳẵắ", 0xBB), ("ặầẩẫấậè", 0xC6),
      ("ẻẽéẹềểễếệìỉ", 0xCE), ("ĩíịò", 0xDC), ("ỏõóọồổỗốộờởỡớợù", 0xE1),
      ("ủũúụừửữứựỳỷỹýỵ", 0xF1),
    ]
    var found: [Character: [String]] = [:]
    for run in runs {
      for (letter, byte) in zip(run.letters, run.first...) {
        found[letter] = [String(Character(Unicode.Scalar(byte)))]
      }
    }
    return found
  }()

  private static func vniSpellings(_ letter: VietnameseLetters.Parts) -> [String] {
    func mark(_ marks: String) -> String {
      letter.tone == .level ? "" : String(Array(marks)[letter.tone.rawValue - 1])
    }
    let plain = mark("øûõùï")
    let spelling: String
    switch letter.base {
    case "đ": spelling = "ñ"
    case "i": spelling = mark("ìæóíò")
    case "ă": spelling = "a" + (letter.tone == .level ? "ê" : mark("èúüéë"))
    case "â", "ê", "ô":
      let under = ["â": "a", "ê": "e", "ô": "o"][letter.base] ?? ""
      spelling = under + (letter.tone == .level ? "â" : mark("àåãáä"))
    case "ơ": spelling = "ô" + plain
    case "ư": spelling = "ö" + plain
    case "y" where letter.tone == .dot: spelling = "î"
    default: spelling = String(letter.base) + plain
    }
    guard letter.isCapital else { return [spelling] }
    // A capital in a word of small letters often keeps the small mark.
    let (all, first) = (
      spelling.uppercased(), spelling.prefix(1).uppercased() + spelling.dropFirst()
    )
    return all == first ? [all] : [all, first]
  }

  private static func viqrSpellings(_ letter: VietnameseLetters.Parts) -> [String] {
    if letter.base == "đ" { return letter.isCapital ? ["DD", "Dd"] : ["dd"] }
    let tone = ["", "`", "?", "~", "'", "."][letter.tone.rawValue]
    let bases: [Character: [String]] = [
      "ă": ["a("], "â": ["a^"], "ê": ["e^"], "ô": ["o^"], "ơ": ["o+", "o*"], "ư": ["u+", "u*"],
    ]
    return (bases[letter.base] ?? [String(letter.base)]).map {
      (letter.isCapital ? $0.uppercased() : $0) + tone
    }
  }

  private static func cp1258Spellings(_ letter: VietnameseLetters.Parts) -> [String] {
    let tone = ["", "\u{CC}", "\u{D2}", "\u{DE}", "\u{EC}", "\u{F2}"][letter.tone.rawValue]
    let bases: [Character: UInt8] = [
      "ă": 0xE3, "â": 0xE2, "ê": 0xEA, "ô": 0xF4, "ơ": 0xF5, "ư": 0xFD, "đ": 0xF0,
    ]
    // Capitals stand 32 below.
    let small = bases[letter.base].map { Character(Unicode.Scalar($0)) }
    let base = bases[letter.base].map {
      Character(Unicode.Scalar(letter.isCapital ? $0 - 32 : $0))
    }
    let plain = letter.isCapital ? Character(letter.base.uppercased()) : letter.base
    let spelt = String(base ?? plain) + tone
    guard small == nil else { return [spelt] }
    let whole = VietnameseLetters.letter(letter.base, letter.tone)
    let one = Character(letter.isCapital ? whole.uppercased() : String(whole))
    return "àáèéíóùúÀÁÈÉÍÓÙÚ".contains(one) ? [spelt, String(one)] : [spelt]
  }

  /// Byte sequences, the first in the lowest place, with the letters that they are.
  private var letters: [UInt32: Unicode.Scalar] {
    switch self {
    case .tcvn3: LegacyEncoding.tcvn3Letters
    case .vni: LegacyEncoding.vniLetters
    case .viqr: LegacyEncoding.viqrLetters
    case .cp1258: LegacyEncoding.cp1258Letters
    }
  }

  private static let tcvn3Letters = read(.tcvn3)
  private static let vniLetters = read(.vni)
  private static let viqrLetters = read(.viqr)
  private static let cp1258Letters = read(.cp1258)

  private static func read(_ encoding: LegacyEncoding) -> [UInt32: Unicode.Scalar] {
    var found: [UInt32: Unicode.Scalar] = [:]
    for (letter, spellings) in encoding.spellings {
      for spelling in spellings {
        let code = spelling.unicodeScalars.reversed().reduce(UInt32(0)) { $0 << 8 | $1.value }
        found[code] = letter.unicodeScalars.first
      }
    }
    return found
  }
}

// MARK: - Reading

extension LegacyEncoding {
  /// The text that the bytes are; nothing when some byte has no meaning in this encoding.
  public func text(_ bytes: [UInt8]) -> String? { try? decoded(bytes).get() }

  /// The text, or where the first byte stands that has no meaning in this encoding.
  public func decoded(_ bytes: [UInt8]) -> Result<String, UndecodableByte> {
    let letters = letters
    var text = String.UnicodeScalarView()
    var place = 0
    while place < bytes.count {
      if self == .viqr, bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count {
        text.append(Unicode.Scalar(bytes[place + 1]))
        place += 2
        continue
      }
      if let (letter, length) = longest(letters, bytes, place) {
        text.append(letter)
        place += length
      } else if let scalar = other(bytes[place]) {
        text.append(scalar)
        place += 1
      } else {
        return .failure(UndecodableByte(offset: place, byte: bytes[place]))
      }
    }
    return .success(self == .tcvn3 ? LegacyEncoding.capitalised(String(text)) : String(text))
  }

  /// A byte that an encoding does not have.
  public struct UndecodableByte: Error, Sendable, Hashable {
    public let offset: Int
    public let byte: UInt8
  }

  private func longest(
    _ letters: [UInt32: Unicode.Scalar], _ bytes: [UInt8], _ place: Int
  ) -> (Unicode.Scalar, Int)? {
    var (code, found): (UInt32, (Unicode.Scalar, Int)?) = (0, nil)
    for length in 1...min(3, bytes.count - place) {
      code |= UInt32(bytes[place + length - 1]) << UInt32(8 * (length - 1))
      if let letter = letters[code] { found = (letter, length) }
    }
    return found
  }

  /// ASCII, and the quotes, dashes and spaces that Windows has in all its code pages.
  private func other(_ byte: UInt8) -> Unicode.Scalar? {
    if byte < 0x80 { return Unicode.Scalar(byte) }
    if self == .viqr { return nil }
    return byte < 0xA0 ? WindowsLatin.scalar(byte) : byte == 0xA0 ? "\u{A0}" : nil
  }

  /// The fonts for capitals have the codes of small letters: in a word of capitals, those with
  /// tones are meant as capitals too.
  private static func capitalised(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= 0x80 }) else { return text }
    var (out, word) = ("", "")
    func close(_ word: String) -> String {
      let plain = word.filter(\.isASCII)
      let isCapital = plain.count > 1 && plain.allSatisfy(\.isUppercase)
      return isCapital ? word.uppercased() : word
    }
    for letter in text {
      if letter.isLetter {
        word.append(letter)
      } else {
        out += close(word)
        word = ""
        out.append(letter)
      }
    }
    return out + close(word)
  }
}

/// The Western code page of Windows, 1252: what a program shows of a legacy text's bytes when it
/// does not know better, and what it saves as Unicode then.
enum WindowsLatin {
  private static let high: [Unicode.Scalar] = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    (0x80..<0xA0).contains(byte) ? high[Int(byte - 0x80)] : Unicode.Scalar(byte)
  }

  private static let bytes: [Unicode.Scalar: UInt8] = Dictionary(
    uniqueKeysWithValues: zip(high, 0x80...))

  /// Nothing for what the code page does not have.
  static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if let byte = bytes[scalar] { return byte }
    return scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) ? UInt8(scalar.value) : nil
  }
}

extension LegacyEncoding {
  /// Bytes as a program shows them that takes them for Western letters.
  public static func western(_ bytes: some Sequence<UInt8>) -> String {
    String(String.UnicodeScalarView(bytes.map(WindowsLatin.scalar)))
  }

  /// The byte that was taken for a Western letter; nothing for other letters.
  public static func westernByte(_ scalar: Unicode.Scalar) -> UInt8? { WindowsLatin.byte(scalar) }
}
