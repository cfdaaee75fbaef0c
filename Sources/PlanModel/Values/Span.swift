/// A span is a length of time as people write it: `30d`, `2w`, `3m`, `1y`; in Vietnamese
/// `30 ngày`, `2 tuần`, `3 tháng`, `1 năm`.
public struct Span: Sendable, Hashable {
  public enum Unit: Sendable, CaseIterable { case day, week, month, year }

  public let count: Int
  public let unit: Unit

  public init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// Nothing for what is no length of time, or is longer than the calendar.
  public init?(_ text: String) {
    let plain = folded(text).filter { !$0.isWhitespace }
    let digits = plain.prefix { $0.isASCIIDigit }
    guard let count = Int(digits), count <= 100_000,
      let unit = Span.words[String(plain.dropFirst(digits.count))]
    else { return nil }
    self.init(count, unit)
  }

  private static let words: [String: Unit] = [
    "d": .day, "day": .day, "days": .day, "ngay": .day,
    "w": .week, "week": .week, "weeks": .week, "tuan": .week,
    "m": .month, "month": .month, "months": .month, "thang": .month,
    "y": .year, "year": .year, "years": .year, "nam": .year,
  ]
}

extension Day {
  /// The day a span later (or earlier, by a negative `factor`); nothing outside the calendar.
  public func adding(_ span: Span, times factor: Int = 1) -> Day? {
    let (count, overflow) = span.count.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    switch span.unit {
    case .day: return adding(count)
    case .week:
      let (days, overflow) = count.multipliedReportingOverflow(by: 7)
      return overflow ? nil : adding(days)
    case .month: return adding(months: count)
    case .year:
      let (months, overflow) = count.multipliedReportingOverflow(by: 12)
      return overflow ? nil : adding(months: months)
    }
  }
}
