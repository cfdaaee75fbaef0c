/// A version range, `^1.2` or `>=1.0 <2.0 || 3.x`, says which versions somebody can work with.
///
/// Between `||` stand ranges of which one is enough; between spaces or commas stand bounds that
/// hold all together. A version before a release (`2.0.0-beta`) is in a range only where the
/// range names one of the same three numbers: nobody gets a trial version without asking for it.
public struct VersionRange: Sendable, Hashable {
  /// As it was written.
  public let text: String
  private let alternatives: [[Bound]]

  fileprivate struct Bound: Sendable, Hashable {
    enum Relation: Sendable, Hashable { case below, upTo, exactly, from, above }

    let relation: Relation
    let version: BundleVersion

    func holds(_ other: BundleVersion) -> Bool {
      switch relation {
      case .below: other < version
      case .upTo: other <= version
      case .exactly: other == version
      case .from: other >= version
      case .above: other > version
      }
    }
  }

  /// Every release.
  public static let any = VersionRange(text: "*", alternatives: [[]])

  /// Nothing for what is no range.
  public init?(_ text: String) {
    guard text.utf8.count <= VersionRange.longest else { return nil }
    var alternatives: [[Bound]] = []
    for piece in VersionRange.alternatives(text) {
      let words = VersionRange.words(piece)
      guard !words.isEmpty else { return nil }
      var bounds: [Bound] = []
      for word in words {
        guard let more = VersionRange.bounds(word) else { return nil }
        bounds += more
      }
      alternatives.append(bounds)
    }
    self.init(text: text, alternatives: alternatives)
  }

  private init(text: String, alternatives: [[Bound]]) {
    (self.text, self.alternatives) = (text, alternatives)
  }

  /// The longest text that is looked at, in bytes.
  private static let longest = 300

  public func contains(_ version: BundleVersion) -> Bool {
    alternatives.contains { bounds in
      bounds.allSatisfy { $0.holds(version) }
        && (version.isRelease
          || bounds.contains { !$0.version.isRelease && $0.version.hasNumbers(of: version) })
    }
  }

  public static func == (one: VersionRange, other: VersionRange) -> Bool {
    one.alternatives == other.alternatives
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(alternatives) }
}

extension VersionRange: CustomStringConvertible {
  public var description: String { text }
}

// How a range is read.
extension VersionRange {
  private static func alternatives(_ text: String) -> [Substring] {
    var (pieces, rest): ([Substring], Substring) = ([], text[...])
    while let bar = rest.firstIndex(of: "|") {
      let after = rest.index(after: bar)
      pieces.append(rest[..<bar])
      // A bar alone is no word, and makes the piece that it stays in none either.
      guard after < rest.endIndex, rest[after] == "|" else { return pieces + [rest[bar...]] }
      rest = rest[rest.index(after: after)...]
    }
    return pieces + [rest]
  }

  /// The bounds of a piece as they are written, each with its sign: `>= 1.0` is one word.
  private static func words(_ piece: Substring) -> [String] {
    var words: [String] = []
    for word in piece.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }) {
      if let last = words.last, signs.contains(last) {
        words[words.count - 1] += word
      } else {
        words.append(String(word))
      }
    }
    return words
  }

  /// The longer ones first: `>` begins `>=`.
  private static let signs = ["<=", ">=", "<", ">", "=", "^", "~"]

  private static func bounds(_ word: String) -> [Bound]? {
    let sign = signs.first(where: word.hasPrefix) ?? ""
    guard let part = PartialVersion(word.dropFirst(sign.count)) else { return nil }
    switch sign {
    case "^": return span(part.first, part.afterCaret)
    case "~": return span(part.first, part.afterTilde)
    case ">=": return [Bound(relation: .from, version: part.first)]
    case "<": return [Bound(relation: .below, version: part.first)]
    case ">": return part.isWhole ? [Bound(relation: .above, version: part.first)] : part.beyond
    case "<=":
      return part.isWhole
        ? [Bound(relation: .upTo, version: part.first)] : span(nil, part.afterAll)
    default:
      return part.isWhole
        ? [Bound(relation: .exactly, version: part.first)] : span(part.first, part.afterAll)
    }
  }

  private static func span(_ first: BundleVersion?, _ end: BundleVersion?) -> [Bound] {
    (first.map { [Bound(relation: .from, version: $0)] } ?? [])
      + (end.map { [Bound(relation: .below, version: $0)] } ?? [])
  }
}

/// A version of which the last numbers may be missing, or a letter: `1`, `1.2.x`, `*`.
private struct PartialVersion {
  private let numbers: [Int]
  let first: BundleVersion
  let isWhole: Bool

  init?(_ text: Substring) {
    if let version = BundleVersion(String(text)) {
      (first, isWhole) = (version, true)
      numbers = [version.major, version.minor, version.patch]
      return
    }
    let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
    let given = pieces.prefix { !PartialVersion.letters.contains(String($0)) }
    let numbers = given.compactMap(BundleVersion.number)
    guard (1...3).contains(pieces.count), numbers.count == given.count, given.count < 3,
      pieces.dropFirst(given.count).allSatisfy({ PartialVersion.letters.contains(String($0)) })
    else { return nil }
    self.numbers = numbers
    isWhole = false
    let padded = numbers + [0, 0, 0]
    first = BundleVersion(padded[0], padded[1], padded[2])
  }

  private static let letters = ["x", "X", "*"]

  /// The first version that has none of the numbers given; nothing where none is given.
  var afterAll: BundleVersion? { next(after: numbers.count - 1) }

  /// `^`: the first number that is not zero stays.
  var afterCaret: BundleVersion? {
    next(after: numbers.firstIndex { $0 > 0 } ?? numbers.count - 1)
  }

  /// `~`: the first two numbers stay.
  var afterTilde: BundleVersion? { next(after: min(numbers.count - 1, 1)) }

  /// `>1.2` begins at 1.3, and nothing is beyond `*`.
  var beyond: [VersionRange.Bound] {
    let start = afterAll.map { VersionRange.Bound(relation: .from, version: $0) }
    return [start ?? VersionRange.Bound(relation: .below, version: BundleVersion(0, 0, 0))]
  }

  private func next(after place: Int) -> BundleVersion? {
    guard place >= 0 else { return nil }
    let (number, isTooLarge) = numbers[place].addingReportingOverflow(1)
    guard !isTooLarge else { return nil }
    let padded = numbers.prefix(place) + [number, 0, 0]
    return BundleVersion(padded[0], padded[1], padded[2])
  }
}
