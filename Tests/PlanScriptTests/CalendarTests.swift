import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// Calendar files, read by a reader of RFC 5545 that knows nothing of the writer.
@Suite struct CalendarTests {
  /// A component with its properties, as RFC 5545 has them.
  final class Component {
    let name: String
    var properties: [(name: String, parameters: [String: String], value: String)] = []
    var children: [Component] = []
    init(_ name: String) { self.name = name }

    func value(_ name: String) -> String? { properties.first { $0.name == name }?.value }
    func all(_ name: String) -> [Component] { children.filter { $0.name == name } }
  }

  struct Malformed: Error { let reason: String }

  /// Reads bytes strictly: CR LF, at most 75 octets, folds only between characters.
  static func read(_ bytes: [UInt8]) throws -> Component {
    var physical: [[UInt8]] = [[]]
    var place = 0
    while place < bytes.count {
      if bytes[place] == 13, place + 1 < bytes.count, bytes[place + 1] == 10 {
        physical.append([])
        place += 2
        continue
      }
      guard bytes[place] != 10, bytes[place] != 13 else { throw Malformed(reason: "bare CR or LF") }
      physical[physical.count - 1].append(bytes[place])
      place += 1
    }
    guard physical.removeLast().isEmpty else { throw Malformed(reason: "no end of line") }
    var lines: [String] = []
    for line in physical {
      guard line.count <= 75 else { throw Malformed(reason: "\(line.count) octets") }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw Malformed(reason: "a fold divides a character")
      }
      if text.utf8.first == 32 {
        guard !lines.isEmpty else { throw Malformed(reason: "a fold of nothing") }
        lines[lines.count - 1] += String(decoding: line.dropFirst(), as: UTF8.self)
      } else {
        lines.append(text)
      }
    }
    return try tree(lines)
  }

  private static func tree(_ lines: [String]) throws -> Component {
    var open = [Component("")]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { throw Malformed(reason: line) }
      let head = line[..<colon].split(separator: ";").map(String.init)
      let value = String(line[line.index(after: colon)...])
      switch head[0] {
      case "BEGIN": open.append(Component(value))
      case "END":
        let done = open.removeLast()
        guard done.name == value, let parent = open.last else { throw Malformed(reason: line) }
        parent.children.append(done)
      default:
        let parameters = head.dropFirst().map { $0.split(separator: "=").map(String.init) }
        open.last?.properties.append(
          (head[0], Dictionary(uniqueKeysWithValues: parameters.map { ($0[0], $0[1]) }), value))
      }
    }
    guard open.count == 1, let calendar = open[0].children.first else {
      throw Malformed(reason: "not closed")
    }
    return calendar
  }

  static func unescaped(_ text: String) -> String {
    var (out, isEscaped) = ("", false)
    for character in text {
      if isEscaped {
        out.append(character == "n" || character == "N" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        out.append(character)
      }
    }
    return out
  }

  private func calendar() throws -> Component {
    let snapshot = try Sample.snapshot()
    let events = try CalendarEvents(snapshot, language: .vi).all()
    let now = try #require(LocalTime("2023-11-28T01:02"))
    let file = CalendarFile(events, timeZone: "Asia/Ho_Chi_Minh", now: now)
    return try CalendarTests.read(Array(file.text.utf8))
  }

  @Test("a class has its time in the zone that the file describes, its place and who chairs it")
  func classes() throws {
    let calendar = try calendar()
    #expect(calendar.name == "VCALENDAR")
    #expect(calendar.value("VERSION") == "2.0")
    #expect(calendar.value("PRODID") != nil)
    let zone = try #require(calendar.all("VTIMEZONE").first)
    #expect(zone.value("TZID") == "Asia/Ho_Chi_Minh")
    #expect(zone.all("STANDARD").first?.value("TZOFFSETTO") == "+0700")
    let events = calendar.all("VEVENT")
    let first = try #require(
      events.first { $0.value("UID") == "sessions-lop-tp-1@130-kh-tu.planscript" })
    #expect(first.value("SUMMARY") == "Lớp thứ nhất")
    let start = try #require(first.properties.first { $0.name == "DTSTART" })
    #expect(start.value == "20231204T080000")
    #expect(start.parameters == ["TZID": "Asia/Ho_Chi_Minh"])
    #expect(first.value("DTEND") == "20231204T170000")
    #expect(first.value("DTSTAMP") == "20231128T010200Z")
    #expect(
      first.value("LOCATION").map(CalendarTests.unescaped)
        == "Hội trường A, Trung tâm Sinh hoạt Chính trị - Văn hóa thành phố")
    #expect(
      first.value("DESCRIPTION").map(CalendarTests.unescaped)
        == "Tổ chức: Thành ủy\nChủ trì: Thường trực Thành ủy")
    // 12 classes have a time.
    #expect(events.filter { $0.value("UID")?.hasPrefix("sessions-") == true }.count == 12)
    #expect(Set(events.compactMap { $0.value("UID") }).count == events.count)
  }

  @Test("a deadline is the whole last day that is in time, and what is done has none")
  func deadlines() throws {
    let events = try calendar().all("VEVENT")
    let task = try #require(events.first { $0.value("UID")?.hasPrefix("tasks-vi-1-d@") == true })
    let start = try #require(task.properties.first { $0.name == "DTSTART" })
    #expect(start.value == "20231220")
    #expect(start.parameters == ["VALUE": "DATE"])
    #expect(task.value("DTEND") == "20231221")
    #expect(task.value("SUMMARY")?.hasPrefix("Hạn: Báo cáo kết quả") == true)
    #expect(!events.contains { $0.value("UID")?.hasPrefix("tasks-mau-1@") == true })
    let reports = events.compactMap { $0.value("UID") }.filter { $0.hasPrefix("reports-") }
    #expect(reports == ["reports-bc-dv-005@130-kh-tu.planscript"])
  }

  @Test("what is restricted is not named in a calendar either")
  func restricted() throws {
    let snapshot = try Sample.snapshot()
    let run = try Run(snapshot, options: Sample.options()) { _ in }
    try run.run(
      """
      local s, title = plan.sessions["lop-tp-1"], plan.topics["nq-1"].title
      s.name, s.venue, s.chair = title, title, title
      plan.tasks["vi-2-a"].due_on = "2023-12-30"
      """, name: "edit")
    let events = try CalendarEvents(try run.current(), language: .vi).all()
    let calendar = CalendarFile(events, timeZone: "Asia/Ho_Chi_Minh", now: LocalTime(minutes: 0))
    let read = try CalendarTests.read(Array(calendar.text.utf8)).all("VEVENT")
    let values = read.flatMap { $0.properties.map { CalendarTests.unescaped($0.value) } }
    #expect(!values.contains { $0.contains("Chiến lược") })
    #expect(values.filter { $0.contains("mã lop-tp-1: liên hệ văn thư") }.count == 3)
    #expect(values.filter { $0.contains("mã vi-2-a: liên hệ văn thư") }.count == 1)
  }

  @Test("no line of it is longer than 75 octets, and none divides a character", arguments: 0..<40)
  func folding(seed: Int) throws {
    let letters = Array("ệữộ Đặằẵ aBc;,\\\n…“”👩‍👩‍👧é")
    let title = String(
      (0..<(seed * 11)).map { letters[($0 * $0 * 7 + seed * 13 + $0) % letters.count] })
    let event = CalendarFile.Event(
      identity: "x", title: title, place: nil, note: nil, time: .wholeDay(Day(number: 19_700)))
    let file = CalendarFile([event], timeZone: "Asia/Ho_Chi_Minh", now: LocalTime(minutes: 0))
    let read = try #require(
      try CalendarTests.read(Array(file.text.utf8)).all("VEVENT").first)
    #expect(read.value("SUMMARY").map(CalendarTests.unescaped) == title)
  }

  @Test("where clocks are changed, the moment itself is written")
  func movingClocks() throws {
    let start = try #require(LocalTime("2023-07-04T08:00"))
    let event = CalendarFile.Event(
      identity: "x", title: "x", place: nil, note: nil, time: .from(start, to: nil))
    let file = CalendarFile([event], timeZone: "Europe/Paris", now: start)
    #expect(file.text.contains("DTSTART:20230704T060000Z\r\n"))
    #expect(!file.text.contains("VTIMEZONE"))
  }

  @Test(
    "a class ends with the office hours of its last day, or after half a day",
    arguments: [
      ("2023-12-04T08:00", "1", "2023-12-04T17:00"), ("2023-12-04T08:00", "2", "2023-12-05T17:00"),
      ("2023-12-04T08:00", "0.5", "2023-12-04T12:00"),
      ("2023-12-04T18:00", "1", "2023-12-04T22:00"),
      ("2023-12-04T08:00", "1.5", "2023-12-05T17:00"),
    ])
  func ends(start: String, days: String, end: String) throws {
    let start = try #require(LocalTime(start))
    let found = CalendarEvents.end(of: start, days: ExactDecimal(spelling: days))
    #expect(found?.description == end)
    #expect(CalendarEvents.end(of: start, days: nil) == nil)
  }
}
