/// A day and a time on it, as the clock on the office's wall shows it: no zone, no seconds.
public struct LocalTime: Sendable, Hashable, Comparable {
  /// Minutes since 1970-01-01 00:00, local.
  public let minutes: Int64

  public init(minutes: Int64) { self.minutes = minutes }

  public init?(day: Day, hour: Int, minute: Int) {
    guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
    minutes = Int64(day.number) * 1440 + Int64(hour * 60 + minute)
  }

  public var day: Day {
    Day(number: Int32(truncatingIfNeeded: (Int(minutes) - minuteOfDay) / 1440))
  }
  public var hour: Int { minuteOfDay / 60 }
  public var minute: Int { minuteOfDay % 60 }

  private var minuteOfDay: Int { Int(minutes) %% 1440 }

  public static func < (a: LocalTime, b: LocalTime) -> Bool { a.minutes < b.minutes }
}

extension LocalTime: CustomStringConvertible {
  /// `8:00` → `08:00`.
  public var clock: String { "\(padded(hour, 2)):\(padded(minute, 2))" }

  /// ISO 8601: `2023-12-04T08:00`.
  public var description: String { "\(day)T\(clock)" }

  /// Reads `2023-12-04T08:00`, `2023-12-04 08:00` and `04/12/2023 08:00`.
  public init?(_ text: String) {
    guard let gap = text.firstIndex(where: { $0 == "T" || $0 == " " }),
      let day = Day(String(text[..<gap]))
    else { return nil }
    let clock = text[text.index(after: gap)...].split(
      separator: ":", omittingEmptySubsequences: false)
    guard clock.count == 2, clock.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }),
      let hour = Int(clock[0]), let minute = Int(clock[1])
    else { return nil }
    self.init(day: day, hour: hour, minute: minute)
  }
}
