// Days and times: `04/12/2023`, `ngày 04 tháng 12 năm 2023`, `8h00 ngày 04/12/2023`.

extension Written {
  public static func day(_ text: String) throws(Misreading) -> Day {
    let text = trimmedMidnight(text)
    if let day = Day(text) { return day }
    let words = folded(text).split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count >= 5, words.first == "ngay" || words[1] == "thang" {
      return try spelledOut(words)
    }
    let groups = text.split(omittingEmptySubsequences: false) { !$0.isASCIIDigit }
    let separators = Set(text.filter { !$0.isASCIIDigit })
    if groups.count == 1, let number = Int(text), (20_000..<80_000).contains(number) {
      throw .serialDay
    }
    guard groups.count == 3, separators.count == 1, separators.isSubset(of: ["/", "-", "."]),
      groups.allSatisfy({ (1...4).contains($0.count) })
    else { throw .notADay }
    if groups.allSatisfy({ $0.count <= 2 }) { throw .shortYear }
    throw groups.contains { $0.count == 3 } ? .notADay : .noSuchDay
  }

  /// `ngay 04 thang 12 nam 2023`, folded; the first word may be missing.
  private static func spelledOut(_ words: [String]) throws(Misreading) -> Day {
    let words = words.first == "ngay" ? Array(words.dropFirst()) : words
    guard words.count == 5, words[1] == "thang", words[3] == "nam" else { throw .notADay }
    let numbers = [words[0], words[2], words[4]]
    guard numbers.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) && $0.count <= 4 }) else {
      throw .notADay
    }
    if words[4].count != 4 { throw .shortYear }
    guard let day = Int(words[0]), let month = Int(words[2]), let year = Int(words[4]),
      let found = Day(year: year, month: month, day: day)
    else { throw .noSuchDay }
    return found
  }

  /// A spreadsheet may write a day as its first moment.
  private static func trimmedMidnight(_ text: String) -> String {
    for end in [" 00:00:00", " 00:00", " 0:00:00", " 0:00", "T00:00:00", "T00:00"]
    where text.hasSuffix(end) {
      return String(text.dropLast(end.count))
    }
    return text
  }

  /// A day with a time before or behind it: `8:00 04/12/2023`, `2023-12-04T08:00`,
  /// `8h ngày 4/12/2023`.
  public static func time(_ text: String) throws(Misreading) -> LocalTime {
    if let time = LocalTime(text) { return time }
    var words = text.split { $0.isWhitespace || $0 == "T" || $0 == "," }.map(String.init)
    words.removeAll { ["ngày", "lúc", "ngay", "luc"].contains(composed($0).lowercased()) }
    guard words.count > 1, let first = words.first, let last = words.last else { throw .notATime }
    if let (hour, minute) = clock(first) {
      return try time(hour, minute, on: words.dropFirst())
    }
    guard let (hour, minute) = clock(last) else { throw .notATime }
    return try time(hour, minute, on: words.dropLast())
  }

  private static func time(
    _ hour: Int, _ minute: Int, on words: ArraySlice<String>
  ) throws(Misreading) -> LocalTime {
    let day = try day(words.joined(separator: " "))
    guard let time = LocalTime(day: day, hour: hour, minute: minute) else { throw .notATime }
    return time
  }

  /// `8:00`, `08:00:00`, `8h`, `8h30`.
  private static func clock(_ text: String) -> (Int, Int)? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" || $0 == "g" }
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
      let hour = Int(parts[0]), parts[0].count <= 2, hour < 24
    else { return nil }
    // Seconds are not kept.
    if parts.count == 3, parts[2] != "00" { return nil }
    if parts[1].isEmpty { return text.contains(":") ? nil : (hour, 0) }
    guard parts[1].count == 2, let minute = Int(parts[1]), minute < 60 else { return nil }
    return (hour, minute)
  }
}
