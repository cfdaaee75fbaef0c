import Testing

@testable import PlanModel

@Suite("text from before Unicode")
struct LegacyEncodingTests {
  private func bytes(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

  @Test("there are 134 letters beyond ASCII")
  func letters() {
    #expect(VietnameseLetters.beyondASCII.count == 134)
    #expect(VietnameseLetters.vowels.count == 12)
  }

  @Test(
    "every letter is read back from every way of writing it", arguments: LegacyEncoding.allCases)
  func roundTrip(encoding: LegacyEncoding) throws {
    // The ABC fonts have no capitals with tones.
    let letters = VietnameseLetters.beyondASCII.filter {
      encoding != .tcvn3 || $0.isLowercase || "ĂÂÊÔƠƯĐ".contains($0)
    }
    #expect(letters.count == (encoding == .tcvn3 ? 74 : 134))
    for letter in letters {
      let spellings = try #require(encoding.spellings[letter])
      #expect(!spellings.isEmpty)
      for spelling in spellings {
        // Between letters that nothing can be joined to.
        let text = encoding.text(bytes("m\(spelling)m"))
        #expect(text.map(composed) == "m\(letter)m", "\(spelling)")
      }
    }
    let all = letters.compactMap { encoding.spellings[$0]?.first }.joined(separator: "m")
    let joined = letters.map(String.init).joined(separator: "m")
    #expect(encoding.text(bytes(all)).map(composed) == joined)
  }

  @Test("no two letters are written the same", arguments: LegacyEncoding.allCases)
  func distinct(encoding: LegacyEncoding) {
    let spellings = encoding.spellings.values.flatMap { $0 }
    #expect(Set(spellings).count == spellings.count)
  }

  @Test("words are what the fonts of the time show")
  func words() {
    #expect(LegacyEncoding.tcvn3.text([0xA7, 0xB6, 0x6E, 0x67, 0x20, 0x62, 0xE9]) == "Đảng bộ")
    #expect(
      LegacyEncoding.tcvn3.text(bytes("Céng hoµ x· héi chñ nghÜa ViÖt Nam"))
        == "Cộng hoà xã hội chủ nghĩa Việt Nam")
    #expect(
      LegacyEncoding.vni.text(bytes("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"))
        == "Cộng hòa xã hội chủ nghĩa Việt Nam")
    #expect(
      LegacyEncoding.vni.text(bytes("ÑAÛNG BOÄ PHÖÔØNG KYÙ YÙ LYÙ QUYÙ THUÎ"))
        == "ĐẢNG BỘ PHƯỜNG KÝ Ý LÝ QUÝ THUỴ")
    #expect(
      LegacyEncoding.viqr.text(bytes("DDa?ng bo^. phu+o+`ng, Nguye^~n Hue^."))
        == "Đảng bộ phường, Nguyễn Huệ")
    #expect(LegacyEncoding.viqr.text(bytes(#"Ho`a\. A\'"#)) == "Hòa. A'")
    let cp1258: [UInt8] = [0xD0, 0x61, 0xD2, 0x6E, 0x67, 0x20, 0x62, 0xF4, 0xF2]
    #expect(LegacyEncoding.cp1258.text(cp1258).map(composed) == "Đảng bộ")
  }

  @Test("a word of capitals in a font for capitals is one of capitals")
  func capitals() {
    #expect(LegacyEncoding.tcvn3.text(bytes("§¶NG")) == "ĐẢNG")
    #expect(LegacyEncoding.tcvn3.text(bytes("§¶ng")) == "Đảng")
  }

  @Test("a byte that the encoding does not have is told by its place")
  func undecodable() {
    let result = LegacyEncoding.tcvn3.decoded([0x61, 0xB6, 0xC0])
    #expect(result == .failure(.init(offset: 2, byte: 0xC0)))
  }

  private static let sentence = "Đảng ủy phường Hòa Thuận triệu tập ông Nguyễn Văn Quyết dự lớp học"

  /// The sentence as bytes, spelt letter by letter.
  private func written(_ encoding: LegacyEncoding) -> [UInt8] {
    let spelt = Self.sentence.map { encoding.spellings[$0]?.first ?? String($0) }.joined()
    return bytes(spelt)
  }

  @Test("bytes are recognised by their words", arguments: [LegacyEncoding.tcvn3, .vni, .cp1258])
  func recognisedBytes(encoding: LegacyEncoding) throws {
    let found = try #require(EncodingRecognition(bytes: written(encoding)))
    #expect(found.encoding == encoding)
    #expect(found.offset == 0)
    #expect(composed(found.meant) == "Đảng")
    #expect(!found.isUnicode)
  }

  @Test(
    "so is a text whose bytes were taken for Western letters",
    arguments: [LegacyEncoding.tcvn3, .vni])
  func recognisedText(encoding: LegacyEncoding) throws {
    let text = LegacyEncoding.western(written(encoding))
    let found = try #require(EncodingRecognition(text: Array("Số 1: \(text)".utf8)))
    #expect(found.encoding == encoding)
    #expect(found.offset == 8)
    #expect(found.isUnicode)
  }

  @Test("and VIQR, by more than one word")
  func recognisedVIQR() throws {
    let found = try #require(EncodingRecognition(text: written(.viqr)))
    #expect(found.encoding == .viqr)
    #expect(EncodingRecognition(text: Array("O+ nhu+ng".utf8)) == nil)
  }

  @Test(
    "what is meant as it stands is not taken for a legacy encoding",
    arguments: [
      sentence, "Lê Hà, Hùng, Sáu, Hân, Cúc, Bé", "ÔNG BÀ; Á; Ý; hoà; khoẻ; thuý",
      "Noël, Café, François, Muñoz", "the middle of an added address (a+b)^2 o+", "50 °C, 5 £, ½",
      "", "ASCII only",
    ])
  func unicode(text: String) {
    #expect(EncodingRecognition(text: Array(text.utf8)) == nil)
  }

  @Test("bytes that are no Vietnamese are not taken for it")
  func otherBytes() {
    #expect(EncodingRecognition(bytes: bytes("Müller, Größe, Straße, façade")) == nil)
    #expect(EncodingRecognition(bytes: [0xFF, 0xFE, 0x80, 0x81]) == nil)
  }

  @Test(
    "a syllable has its vowels together and one tone",
    arguments: [
      ("Nguyễn", true), ("nghiêng", true), ("Quyết", true), ("oà", true), ("ĐẢNG", true),
      ("khuỷu", true), ("giêng", true), ("Cauc", false), ("Caùc", false), ("Noël", false),
      ("xyz", false), ("đđ", false), ("bưởi", true), ("m", false),
    ])
  func syllables(word: String, isPossible: Bool) {
    #expect(Syllable.isPossible(word) == isPossible)
  }
}

@Suite("names as keys")
struct MatchingTests {
  @Test(
    "letter case, spaces, composition and the place of the tone do not matter",
    arguments: [
      ("Hoá An", "hóa  an"), ("thuỷ", "thủy"), ("Khoẻ", "KHỎE"), ("Ðảng ủy", "Đảng uỷ"),
      ("Nguye\u{302}\u{303}n", "NGUYỄN"), (" a\u{A0}b ", "A B"), ("Chi bộ (1)", "chi bộ (1)"),
    ])
  func alike(a: String, b: String) {
    #expect(matchable(a) == matchable(b))
  }

  @Test(
    "an accent does",
    arguments: [
      ("Dương", "Đường"), ("Hà", "Hạ"), ("Hà", "Ha"), ("An Bá", "Án Ba"), ("má mà", "mà má"),
      ("ban", "bàn"),
    ])
  func different(a: String, b: String) {
    #expect(matchable(a) != matchable(b))
  }
}
