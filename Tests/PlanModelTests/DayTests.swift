import PlanModel
import Testing

/// The calendar counted on one's fingers: a day, and the one after it.
private struct Finger: Equatable {
  var (year, month, day) = (1600, 1, 1)

  mutating func goOn() {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    day += 1
    if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
    if month > 12 { (year, month) = (year + 1, 1) }
  }
}

@Suite("a day")
struct DayTests {
  @Test("every day from 1600 to 2400 is the one after the day before it")
  func everyDay() throws {
    var (finger, wrong): (Finger, [String]) = (Finger(), [])
    let first = try #require(Day(year: 1600, month: 1, day: 1))
    var number = first.number
    while finger.year <= 2400 {
      let day = Day(year: finger.year, month: finger.month, day: finger.day)
      let parts = Day(number: number).parts
      if day?.number != number || parts != (finger.year, finger.month, finger.day) {
        wrong.append("\(finger)")
      }
      number += 1
      finger.goOn()
    }
    #expect(wrong.isEmpty)
    #expect(number - first.number == 292_560)  // 801 years, 195 of them leap years
  }

  @Test("the text of a day reads as the same day, in both orders")
  func textRoundTrips() throws {
    let first = try #require(Day("1600-01-01"))
    let last = try #require(Day("2400-12-31"))
    for number in stride(from: first.number, through: last.number, by: 61) {
      let day = Day(number: number)
      #expect(Day(day.description) == day)
      #expect(Day("\(day.day)/\(day.month)/\(day.year)") == day)
    }
  }

  @Test("days known from the calendar on the wall")
  func known() {
    #expect(Day("1970-01-01")?.number == 0)
    #expect(Day("2000-02-29")?.number == 11_016)
    #expect(Day("0001-01-01")?.number == -719_162)
    #expect(Day("9999-12-31")?.number == 2_932_896)
    #expect(Day("2023-12-04")?.weekday == 1)
    #expect(Day("1970-01-01")?.weekday == 4)
    #expect(Day("1969-12-28")?.weekday == 7)
    #expect(Day("0001-01-01")?.weekday == 1)
  }

  @Test(
    "one day may be written in several ways",
    arguments: ["2023-12-04", "4/12/2023", "04/12/2023", "04-12-2023", "4-12-2023", "04.12.2023"])
  func accepted(_ text: String) {
    #expect(Day(text) == Day(year: 2023, month: 12, day: 4))
  }

  @Test(
    "what is no day, or might be two, is refused",
    arguments: [
      "", "2023", "2023-12", "hôm nay", "4/12/23", "23-12-04", "2023-12-4", "2023-1-04",
      "2023/12/04", "2023.12.04", "4/12-2023", "4-12/2023", "04 12 2023", "4//2023", "/12/2023",
      "4/12/", "004/12/2023", "4/012/2023", "4/12/02023", "12023-12-04", "-2023-12-04",
      "+4/12/2023", "2023-12-04 ", " 2023-12-04", "2023-12-04T08:00", "٤/12/2023",
      "4\u{301}/12/2023", "29/2/2023", "2023-02-29", "1900-02-29", "31/4/2023", "0/1/2023",
      "1/0/2023", "1/13/2023", "32/1/2023", "0000-01-01", "1/1/0000",
    ])
  func refused(_ text: String) {
    #expect(Day(text) == nil)
  }

  @Test("days are added and counted, and never leave the years 1 to 9999")
  func arithmetic() throws {
    let day = try #require(Day("2023-12-04"))
    #expect(day.adding(28) == Day("2024-01-01"))
    #expect(day.adding(-3)?.description == "2023-12-01")
    #expect(day.adding(0) == day)
    let later = try #require(Day("2024-03-01"))
    #expect(later - day == 88)
    #expect(day < later)
    #expect(Day("9999-12-31")?.adding(1) == nil)
    #expect(Day("0001-01-01")?.adding(-1) == nil)
    #expect(day.adding(.max) == nil)
    #expect(day.adding(.min) == nil)
  }
}

@Suite("a local time")
struct LocalTimeTests {
  @Test("every minute of a few days round-trips, before 1970 too")
  func everyMinute() throws {
    for text in ["1969-12-31", "1970-01-01", "2024-02-29"] {
      let day = try #require(Day(text))
      for minute in 0..<1440 {
        let time = try #require(LocalTime(day: day, hour: minute / 60, minute: minute % 60))
        #expect(time.day == day)
        #expect((time.hour, time.minute) == (minute / 60, minute % 60))
        #expect(LocalTime(minutes: time.minutes) == time)
      }
    }
  }

  @Test(
    "one time may be written in several ways",
    arguments: ["2023-12-04T08:00", "2023-12-04 08:00", "04/12/2023 08:00", "4/12/2023T08:00"])
  func accepted(_ text: String) {
    #expect(LocalTime(text)?.description == "2023-12-04T08:00")
  }

  @Test(
    "what is no time is refused",
    arguments: [
      "", "08:00", "2023-12-04", "2023-12-04T8:00", "2023-12-04T08:0", "2023-12-04T08",
      "2023-12-04T24:00", "2023-12-04T08:60", "2023-12-04T-8:00", "2023-12-04T+8:00",
      "2023-12-04T08:00:00", "2023-12-04T08:00Z", "2023-12-04  08:00", "2023-12-04T",
      "2023-02-30T08:00", "2023-12-04t08:00", "2023-12-04T0٨:00",
    ])
  func refused(_ text: String) {
    #expect(LocalTime(text) == nil)
  }

  @Test("no hour 24 and no minute 60")
  func impossible() throws {
    let day = try #require(Day("2023-12-04"))
    #expect(LocalTime(day: day, hour: 24, minute: 0) == nil)
    #expect(LocalTime(day: day, hour: -1, minute: 0) == nil)
    #expect(LocalTime(day: day, hour: 0, minute: 60) == nil)
  }

  @Test("times stand in the order of the clock")
  func order() throws {
    let times = ["2023-12-03T23:59", "2023-12-04T00:00", "2023-12-04T08:00"].compactMap {
      LocalTime($0)
    }
    #expect(times.count == 3)
    #expect(times.shuffled().sorted() == times)
    #expect(times[1].minutes - times[0].minutes == 1)
    #expect(times[2].clock == "08:00")
  }
}
