internal import Foundation
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// Reads what a person typed for an option.
enum Reading {
  static func format(_ text: String?) throws -> ReportFormat {
    guard let text else { return .table }
    if let format = ReportFormat(rawValue: text) { return format }
    throw UsageError.badChoice(option: "-o", text, choices: ReportFormat.names)
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
  static func collection(_ name: String?, option: String) throws -> Collection {
    guard let name else { throw UsageError.missing(option: option) }
    if let collection = Catalogue.collection(name) { return collection }
    let titled = Catalogue.collections.filter {
      [$0.title.vi, $0.title.en].contains { folded($0) == folded(name) }
    }
    if titled.count == 1 { return titled[0] }
    throw UsageError.unknownCollection(
      name, suggestions: suggestions(for: name, among: Catalogue.collections.map(\.name)))
  }

  static let encodings = TextEncoding.named.map(\.name)

  static func encoding(_ name: String) throws -> TextEncoding {
    let plain = name.lowercased() == "utf8" ? "utf-8" : name.lowercased()
    if let encoding = TextEncoding.named.first(where: { $0.name == plain }) { return encoding }
    throw UsageError.badChoice(option: "--encoding", name, choices: encodings)
  }

  /// `heading=field`; the heading may hold the sign itself.
  static func heading(_ text: String) throws -> HeaderMap.Choice {
    guard let sign = text.lastIndex(of: "="), sign != text.startIndex else {
      throw UsageError.badHeading(text)
    }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }

  /// Words for people, or JSON.
  /// The forms of a verb that is read by people or by programs.
  static let machineFormats = ["table", "json"]

  static func isJSON(_ text: String?) throws -> Bool {
    switch text {
    case nil, "table": return false
    case "json": return true
    case let text?:
      throw UsageError.badChoice(option: "-o", text, choices: machineFormats)
    }
  }

  /// `unit`, `unit:reports_back`, `unit:kind=school`.
  static func units(_ text: String) throws -> UnitChoice {
    let pieces = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard pieces[0] == "unit", pieces.count == 1 || !pieces[1].isEmpty else {
      throw UsageError.badChoice(
        option: "--per", text, choices: ["unit", "unit:reports_back", "unit:kind=school"])
    }
    guard pieces.count == 2 else { return UnitChoice(condition: nil) }
    let sides = pieces[1].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value: PlanValue =
      switch sides.count > 1 ? sides[1] : "true" {
      case "true": .boolean(true)
      case "false": .boolean(false)
      case let word: .text(String(word))
      }
    return UnitChoice(condition: Condition(Path(String(sides[0])), .equals(value)))
  }

  /// Everything that is no permission is told at once.
  static func permissions(allow: [String], deny: [String]) throws -> Permissions {
    let (allowed, denied) = (Permission.named(allow), Permission.named(deny))
    let faults = allowed.faults + denied.faults
    guard faults.isEmpty else { throw UsageError.unknownPermissions(faults) }
    return Permissions(allowed: allowed.permissions, denied: denied.permissions)
  }

  private static func amount(_ text: String, _ units: [(String, Double)]) -> Double? {
    for (unit, size) in units where text.hasSuffix(unit) {
      if let number = Double(text.dropLast(unit.count)), number > 0 { return number * size }
    }
    return nil
  }

  /// `name=value`, each.
  private static func parameterFile(_ path: String) throws -> [String: String] {
    try ParameterFile(text(at: path), file: path).values
  }

  /// What stands in a file that was named.
  static func text(at path: String) throws -> String {
    guard let text = contents(of: path) else {
      throw ScriptSearchError.unreadable(path: path, errno: errno == 0 ? ENOENT : errno)
    }
    return text
  }

  /// What a file holds, or what comes through a pipe (`<(…)`); nothing with `errno` where it cannot
  /// be read.
  static func contents(of path: String) -> String? {
    errno = 0
    guard let file = FileHandle(forReadingAtPath: path), let data = try? file.readToEnd() ?? Data()
    else { return nil }
    return String(decoding: data, as: UTF8.self)
  }

  /// `name=value`, over what a file of them says.
  static func parameters(_ texts: [String], file: String? = nil) throws -> [String: String] {
    var found = try file.map(parameterFile) ?? [:]
    for text in texts {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
        throw UsageError.badParameter(text)
      }
      found[String(text[..<sign])] = String(text[text.index(after: sign)...])
    }
    return found
  }
}
