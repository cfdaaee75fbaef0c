import PlanModel

/// The names of classes in the definition files, and the types that declarations name.
enum LuaNames {
  static let record = "plan.Record"
  static let query = "plan.Query"

  /// `plan.Unit` of `units`.
  static func record(_ collection: Collection) -> String {
    "plan." + capital(collection.singular)
  }

  /// What the field of a record may hold, where it is one of a few words.
  static func choice(_ collection: Collection, _ field: Field) -> String {
    "\(record(collection)).\(field.name)"
  }

  static func query(_ collection: Collection) -> String { "plan.\(capital(collection.name))Query" }

  /// The collection itself: a query that can be added to.
  static func whole(_ collection: Collection) -> String {
    "plan.\(capital(collection.name))" + "All"
  }

  static func conditions(_ collection: Collection) -> String {
    "plan.\(capital(collection.name))Where"
  }

  static func values(_ collection: Collection) -> String { "\(record(collection))Values" }

  static func paths(_ collection: Collection) -> String { "\(record(collection)).field" }

  static func value(_ kind: String) -> String { "plan." + capital(kind) }

  private static func capital(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A type as a declaration of a function names it (`query | table`), as a definition file does;
  /// nothing when it is none that we know.
  static func type(_ words: String, isArgument: Bool) -> String? {
    var found: [String] = []
    for word in words.filter({ !$0.isWhitespace }).split(separator: "|") {
      guard let type = single(String(word), isArgument) else { return nil }
      found.append(type)
    }
    return found.joined(separator: "|")
  }

  private static func single(_ word: String, _ isArgument: Bool) -> String? {
    switch word {
    case "any", "number", "number?", "integer", "string", "boolean", "table", "function": word
    case "query": query
    case "record": record
    case "iterator": "fun(): integer, any"
    case "by.…": value("column")
    case "words": "string|number|\(value("words"))"
    // Where a day is asked for, its text does as well.
    case "date": isArgument ? "\(value("date"))|\(value("time"))|string" : value("date")
    case "time", "ratio", "figure", "column", "test", "store", "expectation": value(word)
    default: nil
    }
  }
}
