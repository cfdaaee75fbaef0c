/// A share of a whole that keeps its two numbers, such as those who came of those summoned.
///
/// Ratios add up as ΣC/ΣB (plan 130-KH/TU, footnote 2): the sum of ratios is the ratio of
/// the sums, never a mean of rates.
public struct Ratio: Sendable, Hashable {
  public let part: Int64
  public let whole: Int64

  public init(_ part: Int64, of whole: Int64) {
    self.part = part
    self.whole = whole
  }

  /// In percent, exact, rounded half up to `places`; nothing when the whole is 0.
  /// Never 100 or more while the part is short of the whole.
  public func percent(places: Int = 2) -> ExactDecimal? {
    guard whole != 0 else { return nil }
    let unit = ExactDecimal.power(places)
    var scaled = roundedQuotient(Int128(part) * 100 * unit, by: Int128(whole))
    if whole > 0, part < whole { scaled = min(scaled, 100 * unit - 1) }
    guard let mantissa = Int64(exactly: scaled) else { return nil }
    return ExactDecimal(mantissa, scale: UInt8(places))
  }

  /// The sum, or nothing when 64 bits do not hold it.
  public func adding(_ other: Ratio) -> Ratio? {
    let (part, overflow) = part.addingReportingOverflow(other.part)
    let (whole, overflowToo) = whole.addingReportingOverflow(other.whole)
    return overflow || overflowToo ? nil : Ratio(part, of: whole)
  }
}

extension Ratio {
  /// How this ratio stands to another; nothing when either has no whole.
  public func compared(to other: Ratio) -> Int? {
    guard whole != 0, other.whole != 0 else { return nil }
    let (mine, theirs) = (Int128(part) * Int128(other.whole), Int128(other.part) * Int128(whole))
    let sign = (whole < 0) == (other.whole < 0) ? 1 : -1
    return mine == theirs ? 0 : (mine < theirs ? -sign : sign)
  }

  /// Exact, unrounded, for comparisons with a plain number of percent.
  public var approximatePercent: Double? {
    whole == 0 ? nil : Double(part) * 100 / Double(whole)
  }
}
