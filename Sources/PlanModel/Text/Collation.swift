import Foundation

/// The order in which a Vietnamese reader expects words.
public enum Collation {
  private static let locale = Locale(identifier: "vi_VN")

  /// The `vi` locale's order; text that it holds equal is ordered by its bytes.
  public static func precedes(_ a: String, _ b: String) -> Bool {
    if let letters = firstDifferentLetters(composed(a), composed(b)) {
      return letters.0 < letters.1
    }
    return switch a.compare(b, options: [], range: nil, locale: locale) {
    case .orderedAscending: true
    case .orderedDescending: false
    case .orderedSame: a.utf8.lexicographicallyPrecedes(b.utf8)
    }
  }

  /// The places in the alphabet of the first two letters that differ, where they are two letters
  /// and not one with two tones: they alone decide.
  ///
  /// Foundation's comparison is wrong both ways round for a letter with a dot below against one
  /// with a hat too (`ẹn`, `ệ`): it takes their common dot for a common beginning.
  private static func firstDifferentLetters(_ a: String, _ b: String) -> (UInt8, UInt8)? {
    let (left, right) = (a.unicodeScalars, b.unicodeScalars)
    var (i, j) = (left.startIndex, right.startIndex)
    while i < left.endIndex, j < right.endIndex, left[i] == right[j] {
      left.formIndex(after: &i)
      right.formIndex(after: &j)
    }
    guard i < left.endIndex, j < right.endIndex, !isMarked(left, i), !isMarked(right, j) else {
      return nil
    }
    let (mine, theirs) = (place(left[i]), place(right[j]))
    return mine == 0 || theirs == 0 || mine == theirs ? nil : (mine, theirs)
  }

  /// Whether a mark of its own follows the letter.
  private static func isMarked(
    _ text: String.UnicodeScalarView, _ index: String.UnicodeScalarView.Index
  ) -> Bool {
    let next = text.index(after: index)
    return next < text.endIndex && (0x300..<0x370).contains(text[next].value)
  }

  /// 1 for a and its tones, and so on; 0 for what is no letter of the alphabet.
  private static func place(_ scalar: Unicode.Scalar) -> UInt8 {
    scalar.value < places.count ? places[Int(scalar.value)] : 0
  }

  private static let places: [UInt8] = {
    let alphabet = Array("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    var places = [UInt8](repeating: 0, count: 0x1F00)
    for (place, letter) in alphabet.enumerated() {
      let tones =
        VietnameseLetters.vowels.contains(letter)
        ? Tone.allCases.map { VietnameseLetters.letter(letter, $0) } : [letter]
      for scalar in tones.flatMap({ (String($0) + $0.uppercased()).unicodeScalars }) {
        places[Int(scalar.value)] = UInt8(place + 1)
      }
    }
    return places
  }()

  /// A name with the given name (the last word) first: `Nguyễn Văn An` → `An Nguyễn Văn`.
  public static func givenNameFirst(_ name: String) -> String {
    let words = name.split(separator: " ")
    guard let given = words.last, words.count > 1 else { return name }
    return ([given] + words.dropLast()).joined(separator: " ")
  }
}
