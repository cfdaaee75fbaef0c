/// What a field may hold.
public indirect enum FieldType: Sendable, Hashable {
  case text
  case integer
  case decimal
  case boolean
  /// A day: `"2023-12-04"`.
  case day
  /// A local time: `"2023-12-04T08:00"`.
  case time
  /// One of a few words.
  case choice([Choice])
  /// The id of a record of a collection.
  case reference(String)
  /// The ids of several.
  case references(String)
  case texts
  /// Named values of its own.
  case object([Field])
  case objects([Field])
}

/// One of the words that a choice allows, and what people call it.
public struct Choice: Sendable, Hashable {
  public let name: String
  public let title: Bilingual

  public init(_ name: String, vi: String, en: String) {
    self.name = name
    title = Bilingual(vi: vi, en: en)
  }
}

/// What a number counts.
public enum Measure: String, Sendable {
  case people, days, percent, dong
}

/// One field of one collection: its name in JSON and Lua, its type, and what people call it.
public struct Field: Sendable, Hashable {
  public let name: String
  public let type: FieldType
  /// The heading of its column, in both languages.
  public let title: Bilingual
  public let measure: Measure?
  public let isRequired: Bool
  /// The name, on the record referred to, of the query that leads back here.
  public let inverse: String?
  /// A person's name, which sorts by the given name (its last word).
  public let isPersonName: Bool
  /// What else its column is called in the lists of offices.
  public let otherHeadings: [String]
}

extension Field {
  /// The collection whose ids this field holds.
  public var target: String? {
    switch type {
    case .reference(let name), .references(let name): name
    default: nil
    }
  }

  public var choices: [Choice] {
    if case .choice(let choices) = type { choices } else { [] }
  }
}
