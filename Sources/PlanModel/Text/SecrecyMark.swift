/// A secrecy mark is what a secret document bears: `TUYỆT MẬT`, `TỐI MẬT`, `MẬT`, or `Độ mật:`
/// before one of them. Secret text has no place in a store, so a text that bears one is stopped;
/// a text about secrecy (`bảo mật`, `mật khẩu`) is not.
public enum SecrecyMark: String, Sendable, Hashable, CaseIterable {
  case secret = "mat"
  case highest = "tuyet mat"
  case high = "toi mat"
  /// `Độ mật: …`
  case level = "do mat"

  /// The first mark that stands by itself in the text: as a line, in brackets, or in capitals
  /// among words that are not. Accents may be missing or decomposed.
  public static func found(in text: String) -> SecrecyMark? {
    guard mayBear(text) else { return nil }
    for line in composed(text).split(whereSeparator: \.isNewline) {
      let parts = line.split(whereSeparator: { "()[]{}|;,.*_–—/".contains($0) })
      for part in parts { if let mark = mark(ofPart: part) { return mark } }
      if let mark = markInCapitals(line) { return mark }
    }
    return nil
  }

  /// Whether there is an `m` with a `t` not far behind it: most texts need no closer look.
  private static func mayBear(_ text: String) -> Bool {
    var last: Int?
    for (place, byte) in text.utf8.enumerated() {
      switch byte | 0x20 {
      case UInt8(ascii: "m"): last = place
      case UInt8(ascii: "t"): if let last, place - last <= longestVowel { return true }
      default: continue
      }
    }
    return false
  }

  /// Bytes from the `m` to the `t`: `ậ` decomposed is five.
  private static let longestVowel = 6

  private static func mark(ofPart part: Substring) -> SecrecyMark? {
    let halves = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if halves.count == 2, plain(halves[0]) == level.rawValue, !plain(halves[1]).isEmpty {
      return .level
    }
    return SecrecyMark(rawValue: plain(part)).flatMap { $0 == .level ? nil : $0 }
  }

  /// Folded, with single spaces and without punctuation around it.
  private static func plain(_ text: Substring) -> String {
    let words = folded(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    return words.joined(separator: " ")
  }

  /// In a heading that is all capitals `MẬT` may be a part of any word; beside small letters it
  /// is a stamp.
  private static func markInCapitals(_ line: Substring) -> SecrecyMark? {
    let words = line.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    for (place, word) in words.enumerated() where isCapitals(word) && folded(word) == "mat" {
      let before = place > 0 ? words[place - 1] : nil
      let after = place + 1 < words.count ? words[place + 1] : nil
      if let before, isCapitals(before) {
        let mark = SecrecyMark(rawValue: folded(before) + " mat")
        if let mark, mark != .level { return mark }
        continue
      }
      if after.map(isCapitals) != true { return .secret }
    }
    return nil
  }

  private static func isCapitals(_ word: Substring) -> Bool {
    word.allSatisfy(\.isLetter) && word.uppercased() == String(word)
  }

  private static func folded(_ text: Substring) -> String { PlanModel.folded(String(text)) }
}
