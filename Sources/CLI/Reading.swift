internal import PlanModel
internal import PlanScript

/// Reads what a person typed for an option.
enum Reading {
  static func format(_ text: String?) throws -> ReportFormat {
    guard let text else { return .table }
    if let format = ReportFormat(rawValue: text) { return format }
    throw UsageError.badChoice(option: "-o", text, choices: ReportFormat.allCases.map(\.rawValue))
  }

  static func language(_ text: String) throws -> Language {
    if let language = Language(rawValue: text) { return language }
    throw UsageError.badChoice(option: "--lang", text, choices: Language.allCases.map(\.rawValue))
  }

  static func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw UsageError.badDay(text) }
    return day
  }

  /// How long a script may run: `10s`, `500ms`, `2m`; a minute when nothing is said.
  static func time(_ text: String?) throws -> Duration {
    guard let text else { return .seconds(60) }
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("", 1)]
    guard let seconds = amount(text, units), seconds < 1e7 else {
      throw UsageError.badAmount(option: "--timeout", text, example: "10s, 500ms, 2m")
    }
    return .seconds(seconds)
  }

  /// How many bytes a script may use: `256MB`, `1GB`, `64KB`; 1 GB when nothing is said.
  static func memory(_ text: String?) throws -> Int {
    guard let text else { return 1 << 30 }
    let units: [(String, Double)] = [
      ("GB", 1_073_741_824), ("MB", 1_048_576), ("KB", 1024),
      ("G", 1_073_741_824), ("M", 1_048_576), ("K", 1024),
    ]
    guard let bytes = amount(text.uppercased(), units), bytes < 1e15 else {
      throw UsageError.badAmount(option: "--max-memory", text, example: "256MB, 1GB")
    }
    return Int(bytes)
  }

  static func number(_ text: String?, option: String, within range: ClosedRange<Int>) throws -> Int?
  {
    guard let text else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError.badSize(name: option)
    }
    return number
  }

  /// The units are tried in order: the longer before those that end the same.
  private static func amount(_ text: String, _ units: [(String, Double)]) -> Double? {
    for (unit, size) in units where text.hasSuffix(unit) {
      if let number = Double(text.dropLast(unit.count)), number > 0 { return number * size }
    }
    return nil
  }

  /// `name=value`, each.
  static func parameters(_ texts: [String]) throws -> [String: String] {
    var found: [String: String] = [:]
    for text in texts {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw UsageError.badParameter(text)
      }
      found[String(text[..<sign])] = String(text[text.index(after: sign)...])
    }
    return found
  }
}
