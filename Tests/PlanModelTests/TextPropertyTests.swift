import Chance
import Foundation
import PlanModel
import Testing

/// The letters of Vietnamese in the order of its alphabet, each with its tones in theirs.
private let alphabet: [[Character]] = [
  "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "b", "c", "d", "đ", "eèẻẽéẹ", "êềểễếệ", "g", "h", "iìỉĩíị", "k",
  "l",
  "m", "n", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "p", "q", "r", "s", "t", "uùủũúụ", "ưừửữứự", "v", "x",
  "yỳỷỹýỵ",
].map(Array.init)

private struct Word {
  let text: String
  /// The places of its letters in the alphabet, and of their tones.
  let letters: [Int]
  let tones: [Int]

  init(_ dice: inout Dice) {
    let letters = (0..<Int.random(in: 1...6, using: &dice)).map { _ in
      Int.random(in: alphabet.indices, using: &dice)
    }
    let tones = letters.map { Int.random(in: alphabet[$0].indices, using: &dice) }
    text = String(zip(letters, tones).map { alphabet[$0][$1] })
    (self.letters, self.tones) = (letters, tones)
  }
}

@Suite("what holds of any Vietnamese text")
struct TextPropertyTests {
  private let words: [Word]

  init() {
    var dice = Dice(31)
    words = (0..<400).map { _ in Word(&dice) }
  }

  @Test("folded again it stays as it is, however it is composed and written")
  func folding() {
    for word in words {
      let plain = folded(word.text)
      #expect(folded(plain) == plain)
      #expect(folded(word.text.uppercased()) == plain)
      #expect(folded(word.text.decomposedStringWithCanonicalMapping) == plain)
      #expect(plain.utf8.allSatisfy { $0 < 0x80 }, "\(word.text)")
      for alike in ["\u{D0}", "\u{189}", "Đ", "\u{F0}"] {
        #expect(folded(alike + word.text) == "d" + plain)
      }
    }
  }

  @Test("folds alike whatever its accents")
  func accents() {
    var dice = Dice(32)
    let plainLetters = Dictionary(grouping: alphabet.joined(), by: { folded(String($0)) })
    for word in words {
      let other = word.text.map { letter in
        plainLetters[folded(String(letter))]?.randomElement(using: &dice) ?? letter
      }
      #expect(folded(String(other)) == folded(word.text))
      #expect(TextTest(.like, String(other)).accepts(word.text))
    }
  }

  @Test("the order is total, and the alphabet's: letters first, then tones")
  func order() {
    for a in words {
      for b in words.prefix(150) {
        let expected =
          a.letters == b.letters
          ? a.tones.lexicographicallyPrecedes(b.tones)
          : a.letters.lexicographicallyPrecedes(b.letters)
        #expect(Collation.precedes(a.text, b.text) == expected, "\(a.text) \(b.text)")
        if a.text != b.text {
          #expect(Collation.precedes(a.text, b.text) != Collation.precedes(b.text, a.text))
        }
      }
    }
  }

  @Test("the order is that of the vi locale, but where Foundation contradicts itself")
  func locale() {
    func precedes(_ a: String, _ b: String) -> Bool {
      a.compare(b, locale: Locale(identifier: "vi")) == .orderedAscending
    }
    var agreed = 0
    for (a, b) in zip(words, words.dropFirst()) where a.text != b.text {
      if precedes(a.text, b.text) == precedes(b.text, a.text) { continue }
      #expect(Collation.precedes(a.text, b.text) == precedes(a.text, b.text))
      agreed += 1
    }
    #expect(agreed > 380)
  }

  @Test("a letter with a dot below comes before the next letter of the alphabet with one")
  func dotsBelow() {
    for (a, b) in [
      ("ẹẽóxhs", "ệ"), ("ạn", "ậ"), ("ạn", "ặ"), ("ặn", "ậ"), ("ọn", "ộ"), ("ỌN", "ộ"),
    ] {
      #expect(Collation.precedes(a, b))
      #expect(!Collation.precedes(b, a))
    }
  }

  @Test(
    "old and new tone placement are one, with letter case and accents counted",
    arguments: [
      ("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("HOÁ", "HÓA"), ("Uỷ ban", "Ủy ban"),
      ("loạ", "lọa"),
    ])
  func placement(new: String, old: String) {
    #expect(tonesPlaced(old) == new)
    #expect(tonesPlaced(new) == new)
    #expect(matchable(old) == matchable(new))
    #expect(TextTest(.contains, old, isExact: true).accepts("x \(new) y"))
    #expect(!TextTest(.contains, folded(old), isExact: true).accepts(new))
  }

  @Test("placing tones changes neither what a text folds to nor a text without such vowels")
  func placementKeeps() {
    for word in words {
      let placed = tonesPlaced(word.text)
      #expect(tonesPlaced(placed) == placed)
      #expect(folded(placed) == folded(word.text))
    }
    for text in ["quý", "của", "toàn", "người", "130-KH/TU", ""] {
      #expect(tonesPlaced(text) == text)
    }
  }

  @Test(
    "patterns: a star is any letters, a question mark one",
    arguments: [
      ("*", "", true), ("", "", true), ("", "a", false), ("a*c", "abbc", true),
      ("a*c", "abcb", false),
      ("?ng", "ong", true), ("?ng", "ng", false), ("*an*", "bàn ăn", true),
      ("a**b?*", "aab1", true),
      ("*a*b*c", "xaxbxcx", false), ("dang bo*", "Đảng bộ xã", true),
    ])
  func patterns(pattern: String, text: String, matches: Bool) {
    #expect(TextTest(.like, pattern).accepts(text) == matches)
  }
}
