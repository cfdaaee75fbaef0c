/// A language that people read the toolkit's words in.
public enum Language: String, Sendable, CaseIterable {
  case vi, en

  /// The language that a locale's name asks for (`en_GB.UTF-8` → `en`); Vietnamese otherwise.
  public init(locale: String?) {
    let known = locale.flatMap { Language(rawValue: String($0.prefix(2)).lowercased()) }
    self = known ?? .vi
  }
}

/// The same words in both languages.
public struct Bilingual: Sendable, Hashable {
  public let vi: String
  public let en: String

  public init(vi: String, en: String) {
    self.vi = vi
    self.en = en
  }

  public subscript(language: Language) -> String { language == .vi ? vi : en }
}
