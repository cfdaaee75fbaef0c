import Chance
import PlanModel
import Testing

@Suite("what is written can be read again")
struct RoundTripTests {
  private let days: [Day]

  init() {
    var dice = Dice(33)
    days = (0..<500).compactMap { _ in
      Day(year: 1, month: 1, day: 1)?.adding(Int.random(in: 0..<3_652_059, using: &dice))
    }
  }

  @Test("days, in every form of both languages")
  func daysAgain() throws {
    for day in days {
      #expect(try Written.day(Format(language: .vi).text(day)) == day)
      #expect(try Written.day(Format(language: .vi).long(day)) == day)
      #expect(try Written.day(Format(language: .en).text(day)) == day)
      #expect(Day(day.description) == day)
    }
  }

  @Test("times")
  func times() throws {
    for (position, day) in days.enumerated() {
      let time = try #require(LocalTime(day: day, hour: position % 24, minute: position % 60))
      #expect(try Written.time(Format(language: .vi).text(time)) == time)
      #expect(LocalTime(time.description) == time)
    }
  }

  @Test("numbers, or they are refused because they could be two")
  func numbers() throws {
    var (dice, read) = (Dice(34), 0)
    for _ in 0..<2_000 {
      let digits = Int64.random(in: -9_999_999_999...9_999_999_999, using: &dice)
      let number = ExactDecimal(
        digits >> Int64.random(in: 0...30, using: &dice),
        scale: UInt8.random(in: 0...4, using: &dice))
      do throws(Written.Misreading) {
        #expect(try Written.number(Format(language: .vi).text(number)) == number)
        read += 1
      } catch {
        guard case .ambiguousNumber(let whole, let part) = error else { throw error }
        #expect(whole == number || part == number)
      }
    }
    #expect(read > 1_500)
  }

  @Test("whole numbers, percentages and amounts always")
  func measured() throws {
    var dice = Dice(35)
    let format = Format(language: .vi)
    for _ in 0..<500 {
      let number = Int64.random(in: -99_999_999...99_999_999, using: &dice)
      #expect(try Written.number(format.text(number), isWhole: true) == ExactDecimal(number))
      #expect(
        try Written.number(format.text(number) + " đồng", measure: .dong) == ExactDecimal(number))
      let ratio = Ratio(Int64.random(in: 0...900, using: &dice), of: 900)
      let percent = try #require(ratio.percent(places: 2))
      #expect(try Written.number(format.text(ratio), measure: .percent) == percent)
    }
  }

  @Test("lengths of time, in both languages", arguments: ["30d", "30 ngày", "30 days", " 30D "])
  func spans(text: String) {
    #expect(Span(text) == Span(30, .day))
  }

  @Test(
    "what is no length of time is none", arguments: ["", "d", "30", "-3d", "3h", "3.5d", "999999d"])
  func noSpans(text: String) {
    #expect(Span(text) == nil)
  }
}

@Suite("parts of the calendar")
struct CalendarTests {
  private let start = Day(year: 2019, month: 12, day: 25) ?? Day(number: 0)

  @Test("weeks run from Monday to Sunday, and belong to the year of their Thursday")
  func weeks() throws {
    for offset in 0..<3_000 {
      let day = try #require(start.adding(offset))
      let (first, last) = try #require(day.bounds(of: .week))
      #expect(first.weekday == 1 && last - first == 6 && (first...last).contains(day))
      let thursday = try #require(first.adding(3))
      #expect(day.isoWeek.year == thursday.year)
      let newYear = try #require(Day(year: thursday.year, month: 1, day: 1))
      #expect(day.isoWeek.number == (thursday - newYear) / 7 + 1)
    }
    #expect(DayPart.week.value(of: try #require(Day("2021-01-03"))) == .text("2020-W53"))
    #expect(DayPart.week.value(of: try #require(Day("2024-12-30"))) == .text("2025-W01"))
  }

  @Test("periods hold their days and begin where the last one ended")
  func periods() throws {
    for part in [DayPart.week, .month, .quarter, .year] {
      for offset in stride(from: 0, to: 1_500, by: 7) {
        let day = try #require(start.adding(offset))
        let (first, last) = try #require(day.bounds(of: part))
        #expect((first...last).contains(day))
        let next = try #require(last.adding(1))
        #expect(next.bounds(of: part)?.first == next)
        #expect(part.value(of: first) == part.value(of: last))
        #expect(part.value(of: last) != part.value(of: next))
      }
    }
  }

  @Test("months later, a day that is not there is the last one")
  func months() throws {
    let last = try #require(Day("2024-01-31"))
    #expect(last.adding(months: 1) == Day("2024-02-29"))
    #expect(last.adding(months: 13) == Day("2025-02-28"))
    #expect(last.adding(months: -2) == Day("2023-11-30"))
    #expect(last.adding(months: .max) == nil)
    #expect(last.adding(months: -2024 * 12) == nil)
    for offset in 0..<800 {
      let day = try #require(start.adding(offset))
      let later = try #require(day.adding(months: 5))
      #expect((later.year * 12 + later.month) - (day.year * 12 + day.month) == 5)
      #expect(later.day <= day.day)
    }
  }

  @Test("working days are counted as one by one")
  func workingDays() throws {
    let holidays: Set<Day> = [
      try #require(Day("2020-01-01")), try #require(Day("2020-01-25")),
      try #require(Day("2020-01-27")),
    ]
    let days = WorkingDays(holidays: holidays)
    for length in 0..<60 {
      let last = try #require(start.adding(length))
      let expected = (0...length).compactMap { start.adding($0) }.filter(days.contains).count
      #expect(days.count(from: start, through: last) == expected)
    }
    #expect(days.count(from: start, through: try #require(start.adding(-1))) == 0)
    for count in 1..<40 {
      let day = try #require(days.day(count, after: start))
      #expect(days.contains(day))
      #expect(days.count(from: try #require(start.adding(1)), through: day) == count)
      #expect(days.day(-count, after: day).map { $0 <= start } == true)
    }
    #expect(days.day(0, after: start) == start)
  }

  @Test(
    "numbers are read out as a Vietnamese reads them",
    arguments: [
      (0, "không"), (4, "bốn"), (10, "mười"), (15, "mười lăm"), (20, "hai mươi"),
      (21, "hai mươi mốt"),
      (24, "hai mươi bốn"), (101, "một trăm linh một"), (110, "một trăm mười"),
      (1_000, "một nghìn"), (1_005, "một nghìn không trăm linh năm"),
      (12_345_678, "mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám"),
      (3_000_000_000, "ba tỷ"), (1_500_000_000_000, "một nghìn năm trăm tỷ"),
      (2_000_000_000_000, "hai nghìn tỷ"), (-5, "âm năm"),
    ] as [(Int64, String)])
  func words(number: Int64, spoken: String) {
    #expect(numberWords(number, .vi) == spoken)
  }

  @Test(
    "and in English",
    arguments: [
      (0, "zero"), (21, "twenty-one"), (115, "one hundred fifteen"),
      (1_205_000, "one million two hundred five thousand"), (-3, "minus three"),
    ] as [(Int64, String)])
  func english(number: Int64, spoken: String) {
    #expect(numberWords(number, .en) == spoken)
  }
}
