/// How many columns of a terminal a text takes: accents that follow their letter take none,
/// East Asian wide characters and pictures take two.
public func displayWidth(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
  return text.reduce(0) { $0 + width(of: $1) }
}

private func width(of character: Character) -> Int {
  guard let first = character.unicodeScalars.first else { return 0 }
  // Latin letters, those of Vietnamese among them, need no look at their properties.
  if (0x20..<0x7F).contains(first.value) || (0xA0..<0x300).contains(first.value)
    || (0x1E00..<0x1F00).contains(first.value), first.value != 0xAD, first.value != 0xA9,
    first.value != 0xAE
  {
    return 1
  }
  switch first.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: break
  }
  let isPicture =
    first.properties.isEmojiPresentation
    || (first.properties.isEmoji && character.unicodeScalars.contains("\u{FE0F}"))
  return isPicture || wide.contains { $0.contains(first.value) } ? 2 : 1
}

/// The blocks that Unicode Standard Annex 11 calls wide or fullwidth.
private let wide: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
  0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
  0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
]
