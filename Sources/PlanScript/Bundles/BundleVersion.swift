/// A bundle's version, `1.4.0-beta.2+city`, is written and ordered as Semantic Versioning 2.0 has
/// it.
///
/// Source: semver.org, version 2.0.0. What stands after `+` orders nothing, so that two versions
/// that differ only there are equal.
public struct BundleVersion: Sendable {
  public let major: Int
  public let minor: Int
  public let patch: Int
  /// What stands after `-`, by the dots in it; empty for a release.
  public let preRelease: [String]
  /// What stands after `+`.
  public let build: String?

  public init(_ major: Int, _ minor: Int, _ patch: Int) {
    (self.major, self.minor, self.patch) = (major, minor, patch)
    (preRelease, build) = ([], nil)
  }

  /// Nothing for what is no version.
  public init?(_ text: String) {
    guard text.utf8.count <= BundleVersion.longest else { return nil }
    let plus = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let dash = plus[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = dash[0].split(separator: ".", omittingEmptySubsequences: false)
      .map(BundleVersion.number)
    guard numbers.count == 3, let major = numbers[0], let minor = numbers[1],
      let patch = numbers[2]
    else { return nil }
    (self.major, self.minor, self.patch) = (major, minor, patch)
    preRelease = dash.count == 2 ? BundleVersion.identifiers(dash[1]) : []
    guard dash.count == 1 || BundleVersion.isPreRelease(preRelease) else { return nil }
    build = plus.count == 2 ? String(plus[1]) : nil
    guard plus.count == 1 || BundleVersion.identifiers(plus[1]).allSatisfy(BundleVersion.isWord)
    else { return nil }
  }

  /// The longest text that is looked at, in bytes.
  static let longest = 100

  public var isRelease: Bool { preRelease.isEmpty }

  /// The same three numbers, whatever comes after them.
  func hasNumbers(of other: BundleVersion) -> Bool { numbers == other.numbers }

  var numbers: (Int, Int, Int) { (major, minor, patch) }

  /// Digits without a zero before them; nothing for what is none.
  static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy(isDigit), text == "0" || text.first != "0" else {
      return nil
    }
    return Int(text)
  }

  private static func identifiers(_ text: Substring) -> [String] {
    text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  private static func isPreRelease(_ pieces: [String]) -> Bool {
    pieces.allSatisfy { piece in
      isWord(piece) && (!piece.utf8.allSatisfy(isDigit) || piece == "0" || piece.first != "0")
    }
  }

  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        isDigit(byte) || byte == UInt8(ascii: "-")
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      }
  }

  fileprivate static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension BundleVersion: Comparable, Hashable {
  public static func < (one: BundleVersion, other: BundleVersion) -> Bool {
    guard one.hasNumbers(of: other) else { return one.numbers < other.numbers }
    // A release comes after everything that led to it.
    guard !one.isRelease, !other.isRelease else { return !one.isRelease && other.isRelease }
    for (left, right) in zip(one.preRelease, other.preRelease) where left != right {
      return precedes(left, right)
    }
    return one.preRelease.count < other.preRelease.count
  }

  public static func == (one: BundleVersion, other: BundleVersion) -> Bool {
    one.hasNumbers(of: other) && one.preRelease == other.preRelease
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(major)
    hasher.combine(minor)
    hasher.combine(patch)
    hasher.combine(preRelease)
  }

  /// Numbers by size and before words, words by their bytes. Digits have no zero before them, so
  /// that the longer number is the larger one, however long.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let areNumbers = (left.utf8.allSatisfy(isDigit), right.utf8.allSatisfy(isDigit))
    if areNumbers == (true, true), left.utf8.count != right.utf8.count {
      return left.utf8.count < right.utf8.count
    }
    if areNumbers.0 != areNumbers.1 { return areNumbers.0 }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

extension BundleVersion: CustomStringConvertible {
  public var description: String {
    "\(major).\(minor).\(patch)" + (isRelease ? "" : "-" + preRelease.joined(separator: "."))
      + (build.map { "+" + $0 } ?? "")
  }
}
