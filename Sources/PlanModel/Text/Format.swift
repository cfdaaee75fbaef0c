/// How values are written for a reader of one language.
///
/// Vietnamese: `1.234.567,89`, `04/12/2023`, `8:00 04/12/2023`. English: `1,234,567.89` and
/// ISO dates, because a day written with slashes reads differently in different countries.
public struct Format: Sendable {
  public let language: Language

  public init(language: Language) { self.language = language }

  /// What stands where a figure has no meaning, such as a rate of nobody.
  public static let nothing = "–"

  public func text(_ integer: Int64) -> String {
    let sign = integer < 0 ? "-" : ""
    return sign + grouped(String(integer.magnitude))
  }

  public func text(_ decimal: ExactDecimal) -> String {
    let pieces = decimal.description.split(separator: ".", maxSplits: 1)
    let sign = decimal.mantissa < 0 ? "-" : ""
    let whole = grouped(pieces[0].filter(\.isASCIIDigit))
    guard pieces.count == 2 else { return sign + whole }
    return sign + whole + (language == .vi ? "," : ".") + pieces[1]
  }

  public func text(_ day: Day) -> String {
    guard language == .vi else { return day.description }
    let (year, month, day) = day.parts
    return "\(padded(day, 2))/\(padded(month, 2))/\(padded(year, 4))"
  }

  public func text(_ time: LocalTime) -> String { "\(time.clock) \(text(time.day))" }

  /// In percent, with so many digits behind the point.
  public func text(_ ratio: Ratio, places: Int = 2) -> String {
    ratio.percent(places: places).map { text($0) + "%" } ?? Format.nothing
  }

  /// `ngày 04 tháng 12 năm 2023`, `4 December 2023`.
  public func long(_ day: Day) -> String {
    let (year, month, date) = day.parts
    if language == .vi {
      return "ngày \(padded(date, 2)) tháng \(padded(month, 2)) năm \(padded(year, 4))"
    }
    return "\(date) \(Format.months[month - 1]) \(year)"
  }

  /// `thứ Hai` … `Chủ nhật`, `Monday` … `Sunday`.
  public func weekday(_ day: Day) -> String {
    let names =
      language == .vi
      ? ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
      : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names[day.weekday - 1]
  }

  /// A period that `DayPart` names: `2023-12` is `tháng 12/2023`. Nothing for any other text.
  public func period(_ text: String) -> String? {
    let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = pieces.first, year.count == 4, year.allSatisfy(\.isASCIIDigit) else {
      return nil
    }
    if pieces.count == 1 { return language == .vi ? "năm \(year)" : String(year) }
    let rest = pieces[1].drop { "QW".contains($0) }
    guard pieces.count == 2, let number = Int(rest), rest.allSatisfy(\.isASCIIDigit) else {
      return nil
    }
    return period(pieces[1].first ?? " ", number, of: year)
  }

  private func period(_ kind: Character, _ number: Int, of year: Substring) -> String? {
    let isVietnamese = language == .vi
    switch kind {
    case "Q" where (1...4).contains(number):
      let roman = ["I", "II", "III", "IV"][number - 1]
      return isVietnamese ? "quý \(roman)/\(year)" : "quarter \(number) of \(year)"
    case "W" where (1...53).contains(number):
      return isVietnamese ? "tuần \(number)/\(year)" : "week \(number) of \(year)"
    case "0"..."9" where (1...12).contains(number):
      let padded = padded(number, 2)
      return isVietnamese ? "tháng \(padded)/\(year)" : "\(Format.months[number - 1]) \(year)"
    default: return nil
    }
  }

  /// `a, b và c`, `a, b and c`.
  public func enumeration(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    let and = language == .vi ? " và " : " and "
    return items.dropLast().joined(separator: ", ") + and + last
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private func grouped(_ digits: String) -> String {
    let separator: Character = language == .vi ? "." : ","
    var out = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { out.append(separator) }
      out.append(digit)
    }
    return out
  }
}
