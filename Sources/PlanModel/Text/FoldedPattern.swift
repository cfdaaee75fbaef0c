/// A pattern is what somebody typed of a name, accents and letter case apart. It is held against
/// UTF-8 as it lies in memory, without making a text of it.
public struct FoldedPattern: Sendable {
  private let wanted: [UInt8]

  public enum Match: Sendable {
    /// The name begins so.
    case beginning
    /// A later word of it does.
    case word
  }

  public init(_ text: String) { wanted = Array(folded(text).utf8) }

  /// Whether a name, or one of its words, begins with the pattern. An empty pattern fits all.
  public func match(_ name: UnsafeBufferPointer<UInt8>) -> Match? {
    if wanted.isEmpty { return .beginning }
    var (place, isStart) = (0, true)
    while place < name.count {
      let (letter, length) = FoldedPattern.letter(name, place)
      if isStart, letter == wanted[0] || letter == FoldedPattern.foreign, begins(name, place) {
        return place == 0 ? .beginning : .word
      }
      // A mark that follows its letter belongs to it.
      if letter != FoldedPattern.mark { isStart = !FoldedPattern.isInWord(letter) }
      place += length
    }
    return nil
  }

  private func begins(_ name: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var (place, next) = (start, 0)
    while next < wanted.count {
      guard place < name.count else { return false }
      let (letter, length) = FoldedPattern.letter(name, place)
      if letter != FoldedPattern.mark {
        if letter == FoldedPattern.foreign {
          // Letters of other scripts count as they are written.
          for byte in 0..<length {
            guard next < wanted.count, name[place + byte] == wanted[next] else { return false }
            next += 1
          }
        } else {
          guard letter == wanted[next] else { return false }
          next += 1
        }
      }
      place += length
    }
    return true
  }

  private static func isInWord(_ letter: UInt8) -> Bool {
    letter == foreign || (0x30...0x39).contains(letter) || (0x61...0x7A).contains(letter)
  }

  // What no letter folds to.
  private static let (mark, foreign): (UInt8, UInt8) = (0, 1)

  /// The plain letter that a place of the text folds to, and how many bytes it takes.
  @inline(__always)
  private static func letter(
    _ text: UnsafeBufferPointer<UInt8>, _ place: Int
  ) -> (letter: UInt8, length: Int) {
    let first = text[place]
    if first < 0x80 { return ((0x41...0x5A).contains(first) ? first | 0x20 : first, 1) }
    let length = min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, text.count - place)
    guard length == 2 || length == 3 else { return (foreign, length) }
    var scalar = UInt32(first & (length == 2 ? 0x1F : 0x0F))
    for byte in 1..<length { scalar = scalar << 6 | UInt32(text[place + byte] & 0x3F) }
    if (0x300..<0x370).contains(scalar) { return (mark, length) }
    if scalar < 0x250 { return (low[Int(scalar)], length) }
    if (0x1E00..<0x1F00).contains(scalar) { return (high[Int(scalar) - 0x1E00], length) }
    return (foreign, length)
  }

  private static let low = (0..<0x250).map { plain(UInt32($0)) }
  private static let high = (0x1E00..<0x1F00).map { plain(UInt32($0)) }

  private static func plain(_ value: UInt32) -> UInt8 {
    guard let scalar = Unicode.Scalar(value) else { return foreign }
    let text = folded(String(Character(scalar))).utf8
    return text.count == 1 ? text.first ?? foreign : foreign
  }
}
