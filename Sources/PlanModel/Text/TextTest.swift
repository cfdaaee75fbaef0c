/// A text test holds a text against a pattern: in it, at its start, at its end, or the whole.
///
/// Accents and letter case count only where it is exact. Old and new tone placement match each
/// other always (hoá, hóa).
public struct TextTest: Sendable, Hashable {
  public enum Kind: String, Sendable {
    case contains, starts, ends
    /// The whole text; `*` stands for any letters, `?` for one.
    case like
  }

  public let kind: Kind
  public let pattern: String
  public let isExact: Bool
  /// The pattern as texts are compared with it.
  private let wanted: String

  public init(_ kind: Kind, _ pattern: String, isExact: Bool = false) {
    self.kind = kind
    self.pattern = pattern
    self.isExact = isExact
    wanted = TextTest.key(pattern, isExact)
  }

  public func accepts(_ text: String) -> Bool {
    let text = TextTest.key(text, isExact)
    switch kind {
    // Bytes: both are composed, or without accents, and a letter is not part of another.
    case .contains: return wanted.isEmpty || text.contains(wanted)
    case .starts: return text.hasPrefix(wanted)
    case .ends: return text.hasSuffix(wanted)
    case .like: return TextTest.matches(Array(text), Array(wanted))
    }
  }

  private static func key(_ text: String, _ isExact: Bool) -> String {
    isExact ? tonesPlaced(composed(text)) : folded(text)
  }

  /// Goes back to the last star only, so that the work is at most text × pattern.
  private static func matches(_ text: [Character], _ pattern: [Character]) -> Bool {
    var (at, next) = (0, 0)
    var star: (next: Int, at: Int)?
    while at < text.count {
      if next < pattern.count, pattern[next] == "*" {
        star = (next + 1, at)
        next += 1
      } else if next < pattern.count, pattern[next] == "?" || pattern[next] == text[at] {
        (at, next) = (at + 1, next + 1)
      } else if let last = star {
        star = (last.next, last.at + 1)
        (at, next) = (last.at + 1, last.next)
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == "*" }
  }
}

/// Composed text with the tone of oa, oe and uy on the second vowel, where old spelling has it on
/// the first: `hóa` → `hoá`, `thủy` → `thuỷ`.
public func tonesPlaced(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  var out: [Character] = []
  for letter in text {
    if let last = out.last, let first = VietnameseLetters.parts[last], first.tone != .level,
      let pair = pair(first.base, letter)
    {
      out[out.count - 1] = cased(VietnameseLetters.letter(first.base, .level), first.isCapital)
      out.append(cased(VietnameseLetters.letter(pair.base, first.tone), pair.isCapital))
    } else {
      out.append(letter)
    }
  }
  return String(out)
}

/// The second vowel of oa, oe and uy, without a tone of its own.
private func pair(_ first: Character, _ second: Character) -> VietnameseLetters.Parts? {
  guard let parts = VietnameseLetters.parts[second], parts.tone == .level,
    ["oa", "oe", "uy"].contains(String([first, parts.base]))
  else { return nil }
  return parts
}

private func cased(_ letter: Character, _ isCapital: Bool) -> Character {
  isCapital ? letter.uppercased().first ?? letter : letter
}
