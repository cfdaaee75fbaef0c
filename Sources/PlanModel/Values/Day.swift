/// A day of the Gregorian calendar, without a time and without a zone.
///
/// Counted from 1970-01-01; the conversion to year, month and day is the usual era
/// arithmetic (400-year eras of 146,097 days, years that begin in March).
public struct Day: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  public let number: Int32

  public init(number: Int32) { self.number = number }

  /// Nothing when there is no such day, or the year is not in 1…9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month 1…12 and day 1…31.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var day: Int { parts.day }

  /// 1 is Monday, 7 is Sunday (ISO 8601).
  public var weekday: Int { (Int(number) + 3) %% 7 + 1 }

  /// The day `days` later; nothing outside the years 1…9999.
  public func adding(_ days: Int) -> Day? {
    let (sum, overflow) = Int(number).addingReportingOverflow(days)
    guard !overflow, (Day.first...Day.last).contains(sum) else { return nil }
    return Day(number: Int32(sum))
  }

  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
  public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }

  /// 0001-01-01 and 9999-12-31.
  private static let first = -719_162
  private static let last = 2_932_896

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2023-12-04`.
  public var description: String {
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Reads ISO 8601 (`2023-12-04`) and the Vietnamese order (`4/12/2023`, `04-12-2023`).
  /// Refuses what is ambiguous: a two-digit year, mixed separators, other orders.
  public init?(_ text: String) {
    let separators = text.filter { !$0.isASCIIDigit }
    guard let separator = separators.first, separators.count == 2,
      separators.allSatisfy({ $0 == separator }), "-/.".contains(separator)
    else { return nil }
    let pieces = text.split(separator: separator, omittingEmptySubsequences: false)
    let numbers = pieces.compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    if separator == "-", pieces[0].count == 4 {
      guard pieces[1].count == 2, pieces[2].count == 2 else { return nil }
      self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    } else if pieces[2].count == 4, pieces[0].count <= 2, pieces[1].count <= 2 {
      self.init(year: numbers[2], month: numbers[1], day: numbers[0])
    } else {
      return nil
    }
  }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

/// Digits with zeros before them, at least `width` of them.
public func padded(_ number: Int, _ width: Int) -> String { padded(String(number), width) }

func padded(_ digits: String, _ width: Int) -> String {
  String(repeating: "0", count: max(0, width - digits.count)) + digits
}

infix operator %% : MultiplicationPrecedence

/// The remainder that is never negative.
func %% (a: Int, b: Int) -> Int {
  let rest = a % b
  return rest < 0 ? rest + b : rest
}
