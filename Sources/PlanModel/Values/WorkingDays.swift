/// Working days are Monday to Friday, but for holidays.
public struct WorkingDays: Sendable {
  public let holidays: Set<Day>

  public init(holidays: Set<Day> = []) { self.holidays = holidays }

  public func contains(_ day: Day) -> Bool { day.weekday <= 5 && !holidays.contains(day) }

  /// How many there are from one day to another, both included; 0 where the last is before the
  /// first.
  public func count(from first: Day, through last: Day) -> Int {
    guard first <= last else { return 0 }
    let span = last - first + 1
    let rest = (0..<span % 7).filter { (first.weekday - 1 + $0) % 7 < 5 }.count
    let off = holidays.filter { (first...last).contains($0) && $0.weekday <= 5 }.count
    return span / 7 * 5 + rest - off
  }

  /// The working day so many after a day (before it, when `count` is negative); for 0 the day
  /// itself. Nothing outside the calendar.
  public func day(_ count: Int, after start: Day) -> Day? {
    guard count.magnitude <= 3_000_000 else { return nil }
    var (day, left) = (start, count.magnitude)
    while left > 0 {
      guard let next = day.adding(count.signum()) else { return nil }
      day = next
      if contains(day) { left -= 1 }
    }
    return day
  }
}
