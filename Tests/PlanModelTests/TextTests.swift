import Chance
import Foundation
import PlanModel
import Testing

@Suite("Vietnamese text")
struct TextTests {
  @Test(
    "is found without its accents",
    arguments: [
      ("Dương", "duong"), ("đường", "duong"), ("ĐƯỜNG", "duong"), ("Dường", "duong"),
      ("\u{D0}ức", "duc"), ("\u{189}ức", "duc"), ("\u{F0}ức", "duc"), ("\u{256}ức", "duc"),
      ("hoá", "hoa"), ("hóa", "hoa"), ("Thuỷ", "thuy"), ("Thủy", "thuy"),
      ("Nghị quyết", "nghi quyet"),
      ("ABC-130/KH", "abc-130/kh"), ("", ""), ("ỨNG", "ung"), ("Ợ", "o"), ("Ẵ", "a"), ("Ỵ", "y"),
    ])
  func folding(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
    #expect(folded(text.decomposedStringWithCanonicalMapping) == expected)
    #expect(folded(text.precomposedStringWithCanonicalMapping) == expected)
  }

  @Test("every letter of the alphabet folds to one plain letter")
  func alphabet() {
    let rows = [
      "a": "aàảãáạăằẳẵắặâầẩẫấậ", "e": "eèẻẽéẹêềểễếệ", "i": "iìỉĩíị", "o": "oòỏõóọôồổỗốộơờởỡớợ",
      "u": "uùủũúụưừửữứự", "y": "yỳỷỹýỵ", "d": "dđ",
    ]
    for (plain, letters) in rows {
      let expected = String(repeating: plain, count: letters.count)
      #expect(folded(letters) == expected)
      #expect(folded(letters.uppercased()) == expected)
    }
  }

  @Test("is composed for comparison, and plain letters are left as they are")
  func composing() {
    #expect(Array(composed("Tie\u{302}\u{301}n").utf8) == Array("Ti\u{1EBF}n".utf8))
    #expect(Array(composed("Ti\u{EA}\u{301}n").utf8) == Array("Ti\u{1EBF}n".utf8))
    #expect(Array(composed("Tien").utf8) == Array("Tien".utf8))
    #expect(Array(composed("đ").utf8) == Array("đ".utf8))
  }

  @Test("sorts as a Vietnamese dictionary does")
  func collation() {
    let words = [
      "a", "an", "ăn", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "bo", "bô", "bơ", "ca", "da",
      "dương", "đa", "đường", "e", "ê", "ga", "nga", "nghi", "o", "ô", "ơ", "pha", "ta", "tha",
      "tra", "u", "ư", "va", "xa", "y",
    ]
    var dice = Dice(3)
    #expect(words.shuffled(using: &dice).sorted(by: Collation.precedes) == words)
  }

  @Test("text that the collation holds equal has an order all the same, and the same for all")
  func ties() {
    #expect(!Collation.precedes("an", "an"))
    let (a, b) = ("Tiến", "Tiến".decomposedStringWithCanonicalMapping)
    #expect(Collation.precedes(a, b) != Collation.precedes(b, a))
  }

  @Test("people sort by given name, then family name, then the middle")
  func givenNames() {
    let people = [
      "Trần Văn An", "Lê Thị Ánh", "Lê Văn Ánh", "Phạm Ánh", "Nguyễn Văn Bình", "Đỗ Thị Đào",
      "Bùi Yến",
    ]
    var dice = Dice(4)
    let sorted = people.shuffled(using: &dice).sorted {
      Collation.precedes(Collation.givenNameFirst($0), Collation.givenNameFirst($1))
    }
    #expect(sorted == people)
  }

  @Test(
    "the given name is the last word",
    arguments: [
      ("Nguyễn Văn An", "An Nguyễn Văn"), ("An", "An"), ("", ""), ("Lê  An ", "An Lê"),
      ("  ", "  "),
    ])
  func givenName(_ name: String, _ expected: String) {
    #expect(Collation.givenNameFirst(name) == expected)
  }
}

@Suite("display width")
struct WidthTests {
  @Test(
    "counts what the terminal shows",
    arguments: [
      ("", 0), ("Unit 12", 7), ("Đơn vị", 6), ("Thành ủy", 8), ("–", 1), ("95,57%", 6),
      ("会議", 4), ("ＡＢ", 4), ("한국", 4), ("📌", 2), ("👩‍🏫", 2), ("🇻🇳", 2), ("☑\u{FE0F}", 2),
      ("☑", 1), ("\u{301}", 0), ("\u{200B}", 0), ("a\u{0}b", 2), ("\u{1100}\u{1161}\u{11A8}", 2),
    ])
  func width(_ text: String, _ expected: Int) {
    #expect(displayWidth(text) == expected)
  }

  @Test("is the same for accents composed and decomposed")
  func decomposed() {
    let text = "Đảng ủy phường Trường Thịnh, tổ chức chính trị – xã hội"
    #expect(displayWidth(text) == text.count)
    #expect(displayWidth(text.decomposedStringWithCanonicalMapping) == text.count)
  }
}

@Suite("a misspelt name")
struct SuggestionTests {
  private let fields = [
    "id", "name", "aliases", "kind", "parent", "secretary", "members_total", "members_away",
  ]

  @Test(
    "is answered with the nearest known ones",
    arguments: [
      ("nmae", ["name"]), ("nam", ["name"]), ("names", ["name"]), ("Name", ["name"]),
      ("parant", ["parent"]), ("secretery", ["secretary"]), ("member_total", ["members_total"]),
      ("members", ["members_away", "members_total"]), ("kínd", ["kind"]), ("zebra", []),
      ("qqqqqq", []),
    ] as [(String, [String])])
  func near(_ name: String, _ expected: [String]) {
    #expect(suggestions(for: name, among: fields) == expected)
  }

  @Test("has at most three suggestions, the nearest first, then by name")
  func few() {
    #expect(
      suggestions(for: "dv-01", among: ["dv-19", "dv-02", "dv-03", "dv-04", "dv-011"]) == [
        "dv-011", "dv-02", "dv-03",
      ])
  }

  @Test("ids with accents are found by what was typed without them")
  func accents() {
    #expect(suggestions(for: "duong", among: ["đường", "phường 1", "đồng"]).first == "đường")
  }
}
