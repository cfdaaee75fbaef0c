import Chance
import Testing

@testable import PlanModel

/// Reads `-12.50` as written.
private func decimal(_ text: String) throws -> ExactDecimal {
  let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
  let fraction = pieces.count > 1 ? pieces[1] : ""
  return ExactDecimal(try #require(Int64(pieces[0] + fraction)), scale: UInt8(fraction.count))
}

@Suite("an exact decimal")
struct ExactDecimalTests {
  @Test(
    "is written as it was read",
    arguments: [
      "0", "0.00", "0.05", "-0.05", "95.57", "-1234567.890", "9223372036854775807",
      "-9223372036854775808", "9.223372036854775807", "-0.000000000000000001",
    ])
  func description(_ text: String) throws {
    #expect(try decimal(text).description == text)
  }

  @Test(
    "rounds half up, away from zero",
    arguments: [
      ("95.565", 2, "95.57"), ("95.564", 2, "95.56"), ("-95.565", 2, "-95.57"),
      ("-95.564", 2, "-95.56"), ("0.5", 0, "1"), ("-0.5", 0, "-1"), ("0.49", 0, "0"),
      ("1.005", 2, "1.01"), ("2.675", 2, "2.68"), ("99.995", 2, "100.00"), ("1.5", 2, "1.5"),
      ("9223372036854775.807", 0, "9223372036854776"),
      ("0.000000000000000005", 17, "0.00000000000000001"),
    ])
  func rounding(_ text: String, _ places: Int, _ expected: String) throws {
    #expect(try decimal(text).rounded(to: places).description == expected)
  }

  @Test("sums keep every digit, and overflow is told")
  func sums() throws {
    #expect(try decimal("0.1").adding(decimal("0.2"))?.description == "0.3")
    #expect(try decimal("1.50").adding(decimal("2"))?.description == "3.50")
    #expect(try decimal("-1.005").adding(decimal("1"))?.description == "-0.005")
    #expect(ExactDecimal(.max).adding(ExactDecimal(1)) == nil)
    #expect(ExactDecimal(.min).adding(ExactDecimal(-1)) == nil)
    #expect(ExactDecimal(.max).adding(ExactDecimal(-1)) == ExactDecimal(.max - 1))
    #expect(ExactDecimal(.max).adding(ExactDecimal(1, scale: 1)) == nil)
  }

  @Test("quotients round half up; nothing is divided by zero")
  func quotients() throws {
    #expect(try decimal("10").divided(by: 3, places: 2)?.description == "3.33")
    #expect(try decimal("20").divided(by: 3, places: 2)?.description == "6.67")
    #expect(try decimal("-20").divided(by: 3, places: 2)?.description == "-6.67")
    #expect(try decimal("20").divided(by: -3, places: 2)?.description == "-6.67")
    #expect(try decimal("0.5").divided(by: 4, places: 3)?.description == "0.125")
    #expect(try decimal("0.5").divided(by: 4, places: 2)?.description == "0.13")
    #expect(ExactDecimal(1).divided(by: 0, places: 2) == nil)
    #expect(ExactDecimal(.max).divided(by: 1, places: 2) == nil)
    #expect(ExactDecimal(.min).divided(by: -1, places: 0) == nil)
  }

  @Test("equal numbers are one, however many zeros they end in")
  func equality() throws {
    let spellings = try ["1", "1.0", "1.000"].map(decimal)
    #expect(Set(spellings).count == 1)
    let zeros = try ["0", "0.00", "-0"].map(decimal)
    #expect(Set(zeros).count == 1)
    #expect(try decimal("10") != decimal("1"))
    #expect(try decimal("0.1") != decimal("0.01"))
  }

  @Test("compares, adds and rounds as 128-bit integers do")
  func againstWideIntegers() {
    var dice = Dice(1)
    for _ in 0..<4000 {
      let (a, b) = (random(&dice), random(&dice))
      // Both as a number of 10^-18: below 2^127 for every 64-bit mantissa.
      let (wideA, wideB) = (wide(a), wide(b))
      #expect((a < b) == (wideA < wideB))
      #expect((a == b) == (wideA == wideB))
      if a == b { #expect(a.hashValue == b.hashValue) }
      if let sum = a.adding(b) { #expect(wide(sum) == wideA + wideB) }
      let places = Int(dice.next() % 4)
      let rounded = a.rounded(to: places)
      let step = ExactDecimal.power(18 - places)
      #expect(abs(wide(rounded) - wideA) * 2 <= step)
      #expect(rounded.scale <= max(UInt8(places), min(a.scale, UInt8(places))))
    }
  }

  private func random(_ dice: inout Dice) -> ExactDecimal {
    let mantissa = Int64(truncatingIfNeeded: dice.next()) >> Int64(dice.next() % 63)
    return ExactDecimal(mantissa, scale: UInt8(dice.next() % 19))
  }

  private func wide(_ number: ExactDecimal) -> Int128 {
    Int128(number.mantissa) * ExactDecimal.power(18 - Int(number.scale))
  }
}

@Suite("a ratio")
struct RatioTests {
  @Test(
    "is a percentage rounded half up",
    arguments: [
      (431, 451, "95.57"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 8, "12.50"), (1, 800, "0.13"),
      (0, 5, "0.00"), (5, 5, "100.00"), (6, 5, "120.00"), (1, 1_000_000, "0.00"),
    ] as [(Int64, Int64, String)])
  func percent(_ part: Int64, _ whole: Int64, _ expected: String) {
    #expect(Ratio(part, of: whole).percent()?.description == expected)
  }

  @Test("is never 100 percent while somebody is missing")
  func neverRoundedUpToAll() {
    #expect(Ratio(99_999, of: 100_000).percent()?.description == "99.99")
    #expect(Ratio(999_999_999, of: 1_000_000_000).percent()?.description == "99.99")
    #expect(Ratio(199, of: 200).percent(places: 0)?.description == "99")
    #expect(Ratio(.max - 1, of: .max).percent(places: 6)?.description == "99.999999")
    var dice = Dice(2)
    for _ in 0..<2000 {
      let whole = Int64(dice.next() % 1_000_000) + 1
      let part = whole - Int64(dice.next() % 3)
      let percent = Ratio(part, of: whole).percent(places: Int(dice.next() % 5))
      #expect((percent.map { $0 < ExactDecimal(100) }) == (part < whole))
    }
  }

  @Test("of nobody is no percentage")
  func ofNobody() {
    #expect(Ratio(0, of: 0).percent() == nil)
    #expect(Ratio(3, of: 0).percent() == nil)
    #expect(Ratio(0, of: 0).approximatePercent == nil)
  }

  @Test("adds up as the sum of parts over the sum of wholes, not as a mean of rates")
  func sums() throws {
    let sum = try #require(Ratio(1, of: 1).adding(Ratio(10, of: 99)))
    #expect(sum == Ratio(11, of: 100))
    #expect(sum.percent()?.description == "11.00")
    #expect(Ratio(0, of: 0).adding(Ratio(1, of: 2)) == Ratio(1, of: 2))
    #expect(Ratio(.max, of: 1).adding(Ratio(1, of: 1)) == nil)
    #expect(Ratio(1, of: .max).adding(Ratio(1, of: 1)) == nil)
  }

  @Test("compares exactly where rounded percentages are equal")
  func comparison() {
    #expect(Ratio(1, of: 2).compared(to: Ratio(2, of: 4)) == 0)
    #expect(Ratio(333_333, of: 1_000_000).compared(to: Ratio(1, of: 3)) == -1)
    #expect(Ratio(333_334, of: 1_000_000).compared(to: Ratio(1, of: 3)) == 1)
    #expect(Ratio(.max - 1, of: .max).compared(to: Ratio(1, of: 1)) == -1)
    #expect(Ratio(1, of: 0).compared(to: Ratio(1, of: 2)) == nil)
    #expect(Ratio(1, of: 2).compared(to: Ratio(1, of: 0)) == nil)
  }
}
