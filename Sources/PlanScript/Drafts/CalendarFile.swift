internal import Foundation
public import PlanModel

/// A calendar file (RFC 5545): classes with their times, deadlines as whole days.
public struct CalendarFile {
  public struct Event: Sendable, Hashable {
    /// The record that it is about, so that a calendar that has it already is brought up to date.
    let identity: String
    let title: String
    let place: String?
    let note: String?
    let time: Time

    enum Time: Sendable, Hashable {
      case from(LocalTime, to: LocalTime?)
      case wholeDay(Day)
    }
  }

  let events: [Event]
  let zone: TimeZone
  /// Coordinated universal time.
  let now: LocalTime

  /// `timeZone`: as the plan's settings name it.
  public init(_ events: [Event], timeZone: String, now: LocalTime) {
    self.events = events
    zone = TimeZone(identifier: timeZone) ?? .gmt
    self.now = now
  }

  public var text: String {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//planscript//planscript//VI"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"] + (isSteady ? zoneLines : [])
    lines += events.flatMap(eventLines) + ["END:VCALENDAR"]
    return lines.map(CalendarFile.folded).joined()
  }

  private func eventLines(_ event: Event) -> [String] {
    func text(_ name: String, _ text: String?) -> [String] {
      text.map { ["\(name):\(CalendarFile.escaped($0))"] } ?? []
    }
    return ["BEGIN:VEVENT", "UID:\(event.identity)", "DTSTAMP:\(CalendarFile.stamp(now))Z"]
      + timeLines(event.time) + text("SUMMARY", event.title) + text("LOCATION", event.place)
      + text("DESCRIPTION", event.note) + ["END:VEVENT"]
  }

  private func timeLines(_ time: Event.Time) -> [String] {
    switch time {
    case .from(let start, let end):
      return [line("DTSTART", start)] + (end.map { [line("DTEND", $0)] } ?? [])
    case .wholeDay(let day):
      let next = day.adding(1).map { ["DTEND;VALUE=DATE:\(CalendarFile.stamp($0))"] } ?? []
      return ["DTSTART;VALUE=DATE:\(CalendarFile.stamp(day))"] + next + ["TRANSP:TRANSPARENT"]
    }
  }

  // MARK: time zones

  /// Whether the clocks there are never changed.
  private var isSteady: Bool { zone.nextDaylightSavingTimeTransition == nil }

  private var zoneLines: [String] {
    let minutes = zone.secondsFromGMT() / 60
    let offset =
      (minutes < 0 ? "-" : "+") + padded(abs(minutes) / 60, 2) + padded(abs(minutes) % 60, 2)
    return [
      "BEGIN:VTIMEZONE", "TZID:\(zone.identifier)", "BEGIN:STANDARD", "DTSTART:19700101T000000",
      "TZOFFSETFROM:\(offset)", "TZOFFSETTO:\(offset)", "TZNAME:\(offset)", "END:STANDARD",
      "END:VTIMEZONE",
    ]
  }

  private func line(_ name: String, _ time: LocalTime) -> String {
    if isSteady { return "\(name);TZID=\(zone.identifier):\(CalendarFile.stamp(time))" }
    // Where clocks are changed, the moment itself stands there, and no rule of the zone.
    let seconds = Double(time.minutes * 60)
    let guess = Date(timeIntervalSince1970: seconds - Double(zone.secondsFromGMT()))
    let shift = Int64(zone.secondsFromGMT(for: guess) / 60)
    return "\(name):\(CalendarFile.stamp(LocalTime(minutes: time.minutes - shift)))Z"
  }

  // MARK: how it is written

  static func stamp(_ day: Day) -> String {
    padded(day.year, 4) + padded(day.month, 2) + padded(day.day, 2)
  }

  static func stamp(_ time: LocalTime) -> String {
    "\(stamp(time.day))T\(padded(time.hour, 2))\(padded(time.minute, 2))00"
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "\\", ";", ",": out += "\\\(character)"
      case _ where character.isNewline: out += "\\n"
      default: out.append(character)
      }
    }
    return out
  }

  /// Lines of at most 75 bytes, none of which divides a character, each ended by CR LF.
  static func folded(_ line: String) -> String {
    var (out, used) = ("", 0)
    for character in line.flatMap(pieces) {
      let size = character.utf8.count
      if used + size > 75 {
        out += "\r\n "
        used = 1
      }
      out += character
      used += size
    }
    return out + "\r\n"
  }

  /// A character, or the parts of one that is longer than a line should be.
  private static func pieces(_ character: Character) -> [String] {
    character.utf8.count <= 24
      ? [String(character)] : character.unicodeScalars.map { String(Character($0)) }
  }
}
