import Testing

@testable import PlanModel

@Suite("what people write in cells")
struct WrittenTests {
  private func line<Value>(_ body: () throws -> Value) -> String {
    do {
      return "\(try body())"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "numbers that can be meant in one way",
    arguments: [
      ("0", "0"), ("25", "25"), ("04", "4"), ("-7", "-7"), ("−7", "-7"),
      ("1.234.567,89", "1234567.89"),
      ("1.234.567", "1234567"), ("1,5", "1.5"), ("1.5", "1.5"), ("95,57", "95.57"),
      ("0,125", "0.125"),
      ("0.125", "0.125"), ("1234", "1234"), ("1234,5", "1234.5"), ("1,234,567.5", "1234567.5"),
      ("1.234,5", "1234.5"), ("1 234 567", "1234567"), ("1\u{A0}234,5", "1234.5"),
      ("12,3456", "12.3456"),
    ])
  func numbers(text: String, value: String) {
    #expect(line { try Written.number(text) } == value)
  }

  @Test(
    "numbers that cannot are refused with the reason",
    arguments: [
      ("1.234", "ambiguousNumber(1234, 1.234)"), ("1,234", "ambiguousNumber(1234, 1.234)"),
      ("12.34.567", "oddSeparators"), ("1.234.56", "oddSeparators"), ("1,2,3", "oddSeparators"),
      ("1 23", "oddSeparators"), ("1.234 567", "oddSeparators"), ("1,23E+05", "shortened"),
      ("abc", "notANumber"), ("5%", "notANumber"), ("", "notANumber"), ("--5", "notANumber"),
      ("5-", "notANumber"), (".5", "notANumber"), ("1/2", "notANumber"),
      ("1234567890123456789", "tooLong"), ("12345678901234567890123", "tooLong"),
    ])
  func badNumbers(text: String, why: String) {
    #expect(line { try Written.number(text) } == why)
  }

  @Test("before three digits a separator of a whole number groups them")
  func whole() {
    #expect(line { try Written.number("1.234", isWhole: true) } == "1234")
    #expect(line { try Written.number("1,234", isWhole: true) } == "1234")
    #expect(line { try Written.number("12,0", isWhole: true) } == "12.0")
    #expect(line { try Written.number("2,5", isWhole: true) } == "notWhole(2.5)")
    #expect(line { try Written.number("0.123", isWhole: true) } == "notWhole(0.123)")
  }

  @Test("a measure may stand behind its number; there is no coin below the đồng")
  func measures() {
    #expect(line { try Written.number("95,57%", measure: .percent) } == "95.57")
    #expect(line { try Written.number("95,5 %", measure: .percent) } == "95.5")
    #expect(line { try Written.number("1.500.000 đ", measure: .dong) } == "1500000")
    #expect(line { try Written.number("500.000", measure: .dong) } == "500000")
    #expect(line { try Written.number("500.000 đồng", measure: .dong) } == "500000")
    #expect(line { try Written.number("500.000VNĐ", measure: .dong) } == "500000")
    #expect(line { try Written.number("01 ngày", measure: .days) } == "1")
    #expect(line { try Written.number("25 người", measure: .people, isWhole: true) } == "25")
    #expect(line { try Written.number("25 người", measure: .days) } == "notANumber")
  }

  @Test(
    "days",
    arguments: [
      ("04/12/2023", "2023-12-04"), ("4-12-2023", "2023-12-04"), ("2023-12-04", "2023-12-04"),
      ("4.12.2023", "2023-12-04"), ("ngày 04 tháng 12 năm 2023", "2023-12-04"),
      ("Ngày 4  tháng 12 năm 2023", "2023-12-04"), ("04 tháng 12 năm 2023", "2023-12-04"),
      ("04/12/2023 00:00", "2023-12-04"), ("2023-12-04T00:00:00", "2023-12-04"),
      ("01/02/03", "shortYear"), ("4/12/23", "shortYear"), ("ngày 4 tháng 12 năm 23", "shortYear"),
      ("31/02/2023", "noSuchDay"), ("12/25/2023", "noSuchDay"),
      ("ngày 31 tháng 2 năm 2023", "noSuchDay"), ("45264", "serialDay"), ("hôm qua", "notADay"),
      ("4/12", "notADay"), ("04/12-2023", "notADay"), ("2023", "notADay"),
      ("04/12/2023 08:00", "notADay"), ("ngày tháng năm", "notADay"),
    ])
  func days(text: String, value: String) {
    #expect(line { try Written.day(text) } == value)
  }

  @Test(
    "times",
    arguments: [
      ("2023-12-04T08:00", "2023-12-04T08:00"), ("04/12/2023 08:00", "2023-12-04T08:00"),
      ("8:00 04/12/2023", "2023-12-04T08:00"), ("8h00 ngày 04/12/2023", "2023-12-04T08:00"),
      ("8h, ngày 4 tháng 12 năm 2023", "2023-12-04T08:00"), ("04/12/2023 8h30", "2023-12-04T08:30"),
      ("04/12/2023 08:00:00", "2023-12-04T08:00"), ("lúc 14g15 04-12-2023", "2023-12-04T14:15"),
      ("04/12/2023", "notATime"), ("8:00", "notATime"), ("25:00 04/12/2023", "notATime"),
      ("8:60 04/12/2023", "notATime"), ("8:00 04/12/23", "shortYear"), ("sáng", "notATime"),
      ("04/12/2023 08:00:30", "notATime"),
    ])
  func times(text: String, value: String) {
    #expect(line { try Written.time(text) } == value)
  }

  @Test("yes and no, and what is neither")
  func flags() {
    for text in ["có", "Có", "co", "x", "X", "yes", "TRUE", "1", "đúng", "✓"] {
      #expect(line { try Written.flag(text) } == "true", "\(text)")
    }
    for text in ["không", "KHONG", "no", "false", "0", "sai"] {
      #expect(line { try Written.flag(text) } == "false", "\(text)")
    }
    for text in ["có lẽ", "-", "2"] {
      #expect(line { try Written.flag(text) } == "notYesOrNo", "\(text)")
    }
  }
}
