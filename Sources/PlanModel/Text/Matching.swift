/// Text as a key for finding the same name again, whatever its letter case, its spaces, how its
/// accents are composed, and on which vowel its tone stands: `Hoá  An` and `hóa an` are one.
/// Names that differ by an accent stay two.
public func matchable(_ text: String) -> String {
  var out = String.UnicodeScalarView()
  // A tone stands behind its word: there it does not matter which vowel bore it.
  var (tones, isGap) = ([Tone](), false)
  func endWord() {
    for tone in tones { out.append(Matching.marks[tone.rawValue]) }
    tones = []
  }
  for scalar in Matching.composedScalars(text) {
    if scalar.properties.isWhitespace {
      if !out.isEmpty { isGap = true }
      continue
    }
    if isGap {
      endWord()
      out.append(" ")
      isGap = false
    }
    if scalar.value < Matching.plain.count {
      let (letter, tone) = Matching.plain[Int(scalar.value)]
      if tone == .level, letter == scalar, !scalar.properties.isAlphabetic { endWord() }
      out.append(letter)
      if tone != .level { tones.append(tone) }
    } else {
      out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
  endWord()
  return String(out)
}

private enum Matching {
  /// Stand behind a word for its tone.
  static let marks: [Unicode.Scalar] = ["\u{0}", "`", "?", "~", "´", "."]

  /// Each scalar up to the last letter of Vietnamese: small, without its tone, and the tone.
  static let plain: [(Unicode.Scalar, Tone)] = (0..<0x1F00).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return ("\u{FFFD}", .level) }
    // Look-alikes that are meant as Đ.
    if "ÐđĐðɖƉ".unicodeScalars.contains(scalar) { return ("đ", .level) }
    guard let parts = VietnameseLetters.parts[Character(scalar)],
      let base = parts.base.unicodeScalars.first
    else {
      let small = scalar.properties.lowercaseMapping.unicodeScalars
      return (small.count == 1 ? small.first ?? scalar : scalar, .level)
    }
    return (base, parts.tone)
  }

  /// Composed, and without looking each letter up where no mark stands by itself.
  static func composedScalars(_ text: String) -> String.UnicodeScalarView {
    let hasMark = text.unicodeScalars.contains { (0x300..<0x370).contains($0.value) }
    return (hasMark ? composed(text) : text).unicodeScalars
  }
}
