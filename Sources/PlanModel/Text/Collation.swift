import Foundation

/// The order in which a Vietnamese reader expects words.
public enum Collation {
  private static let locale = Locale(identifier: "vi_VN")

  /// The `vi` locale's order; text that it holds equal is ordered by its bytes.
  public static func precedes(_ a: String, _ b: String) -> Bool {
    switch a.compare(b, options: [], range: nil, locale: locale) {
    case .orderedAscending: true
    case .orderedDescending: false
    case .orderedSame: a.utf8.lexicographicallyPrecedes(b.utf8)
    }
  }

  /// A name with the given name (the last word) first: `Nguyễn Văn An` → `An Nguyễn Văn`.
  public static func givenNameFirst(_ name: String) -> String {
    let words = name.split(separator: " ")
    guard let given = words.last, words.count > 1 else { return name }
    return ([given] + words.dropLast()).joined(separator: " ")
  }
}
