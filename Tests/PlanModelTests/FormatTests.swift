import PlanModel
import Testing

@Suite("what people read")
struct FormatTests {
  private let vi = Format(language: .vi)
  private let en = Format(language: .en)

  @Test(
    "whole numbers have marks at the thousands",
    arguments: [
      (0, "0", "0"), (7, "7", "7"), (999, "999", "999"), (1000, "1.000", "1,000"),
      (-1000, "-1.000", "-1,000"), (-999, "-999", "-999"), (1_234_567, "1.234.567", "1,234,567"),
      (.max, "9.223.372.036.854.775.807", "9,223,372,036,854,775,807"),
      (.min, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
    ] as [(Int64, String, String)])
  func integers(_ number: Int64, _ vietnamese: String, _ english: String) {
    #expect(vi.text(number) == vietnamese)
    #expect(en.text(number) == english)
  }

  @Test("decimals keep the digits that they have")
  func decimals() {
    let cases: [(ExactDecimal, String, String)] = [
      (ExactDecimal(123_456_789, scale: 2), "1.234.567,89", "1,234,567.89"),
      (ExactDecimal(-5, scale: 2), "-0,05", "-0.05"),
      (ExactDecimal(150, scale: 2), "1,50", "1.50"),
      (ExactDecimal(1500), "1.500", "1,500"),
      (ExactDecimal(.min, scale: 18), "-9,223372036854775808", "-9.223372036854775808"),
    ]
    for (number, vietnamese, english) in cases {
      #expect(vi.text(number) == vietnamese)
      #expect(en.text(number) == english)
    }
  }

  @Test("days and times: the Vietnamese order, or ISO 8601")
  func days() throws {
    let day = try #require(Day("2023-12-04"))
    #expect(vi.text(day) == "04/12/2023")
    #expect(en.text(day) == "2023-12-04")
    #expect(vi.long(day) == "ngày 04 tháng 12 năm 2023")
    #expect(en.long(day) == "4 December 2023")
    let time = try #require(LocalTime("2023-12-04T08:05"))
    #expect(vi.text(time) == "08:05 04/12/2023")
    #expect(en.text(time) == "08:05 2023-12-04")
  }

  @Test("every month has its English name")
  func months() throws {
    let names = (1...12).compactMap { Day(year: 2024, month: $0, day: 1) }.map { en.long($0) }
    #expect(names.first == "1 January 2024")
    #expect(names.last == "1 December 2024")
    #expect(Set(names).count == 12)
  }

  @Test("what is read back is the day that was written")
  func readBack() throws {
    let day = try #require(Day("0987-03-09"))
    #expect(Day(vi.text(day)) == day)
    #expect(Day(en.text(day)) == day)
  }

  @Test("a ratio is a percentage, and a dash where there is nobody")
  func ratios() {
    #expect(vi.text(Ratio(431, of: 451)) == "95,57%")
    #expect(en.text(Ratio(431, of: 451)) == "95.57%")
    #expect(vi.text(Ratio(1, of: 3), places: 0) == "33%")
    #expect(vi.text(Ratio(0, of: 0)) == "–")
    #expect(vi.text(Ratio(999_999, of: 1_000_000)) == "99,99%")
  }

  @Test("numbers are padded with zeros and never cut")
  func padding() {
    #expect(padded(4, 2) == "04")
    #expect(padded(2023, 2) == "2023")
    #expect(padded(0, 4) == "0000")
  }

  @Test(
    "the locale's name chooses the language, Vietnamese otherwise",
    arguments: [
      ("vi_VN.UTF-8", .vi), ("en_GB.UTF-8", .en), ("EN", .en), ("C", .vi), ("", .vi),
      ("de_DE", .vi), (nil, .vi),
    ] as [(String?, Language)])
  func language(_ locale: String?, _ expected: Language) {
    #expect(Language(locale: locale) == expected)
    #expect(Bilingual(vi: "Đơn vị", en: "Unit")[expected] == (expected == .vi ? "Đơn vị" : "Unit"))
  }
}
