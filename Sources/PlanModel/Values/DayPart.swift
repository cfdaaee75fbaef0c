/// A part of a day is what days are grouped by: its year, its month, its week, …
///
/// Parts that name a period are texts in the ISO order, so that they sort as time runs:
/// `2023`, `2023-Q4`, `2023-12`, `2023-W49`. Parts that return are numbers: a weekday 1…7 from
/// Monday, a day of the month 1…31, an hour 0…23.
public enum DayPart: String, Sendable, CaseIterable {
  case year, quarter, month, week, weekday, day, hour

  /// Nothing for the hour, which no day has.
  public func value(of day: Day) -> PlanValue {
    let (year, month, date) = day.parts
    switch self {
    case .year: return .text(padded(year, 4))
    case .quarter: return .text("\(padded(year, 4))-Q\((month + 2) / 3)")
    case .month: return .text("\(padded(year, 4))-\(padded(month, 2))")
    case .week:
      let week = day.isoWeek
      return .text("\(padded(week.year, 4))-W\(padded(week.number, 2))")
    case .weekday: return .integer(Int64(day.weekday))
    case .day: return .integer(Int64(date))
    case .hour: return .none
    }
  }

  public func value(of time: LocalTime) -> PlanValue {
    self == .hour ? .integer(Int64(time.hour)) : value(of: time.day)
  }

  /// Whether its values are numbers; all others are texts.
  public var isNumber: Bool { [.weekday, .day, .hour].contains(self) }
}

extension Day {
  /// The week of ISO 8601 and the year that it belongs to: week 1 has the year's first Thursday.
  public var isoWeek: (year: Int, number: Int) {
    let thursday = Day(number: number + Int32(4 - weekday))
    let (year, _, _) = thursday.parts
    guard let first = Day(year: max(1, year), month: 1, day: 1) else { return (year, 1) }
    return (year, (thursday - first) / 7 + 1)
  }

  /// The same day so many months later; the last day of the month where it has no such day.
  /// Nothing outside the years 1…9999.
  public func adding(months: Int) -> Day? {
    let (year, month, date) = parts
    let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, count >= 12 else { return nil }
    return (28...31).reversed().lazy.map { min($0, date) }.compactMap {
      Day(year: count / 12, month: count % 12 + 1, day: $0)
    }.first
  }

  /// The first and last day of the period that holds this day.
  public func bounds(of part: DayPart) -> (first: Day, last: Day)? {
    let (year, month, _) = parts
    func months(_ start: Int, _ count: Int) -> (Day, Day)? {
      guard let first = Day(year: year, month: start, day: 1) else { return nil }
      return (first, first.adding(months: count)?.adding(-1) ?? Day.latest)
    }
    switch part {
    case .year: return months(1, 12)
    case .quarter: return months((month - 1) / 3 * 3 + 1, 3)
    case .month: return months(month, 1)
    case .week:
      guard let monday = adding(1 - weekday) else { return nil }
      return (monday, monday.adding(6) ?? Day.latest)
    case .day: return (self, self)
    case .weekday, .hour: return nil
    }
  }

  /// 9999-12-31.
  static let latest = Day(number: 2_932_896)
}
