/// A decimal number that is exactly what was written: `mantissa` × 10^−`scale`.
public struct ExactDecimal: Sendable, Hashable {
  public let mantissa: Int64
  /// 0…18.
  public let scale: UInt8

  public init(_ mantissa: Int64, scale: UInt8 = 0) {
    self.mantissa = mantissa
    self.scale = scale
  }

  public var approximate: Double { Double(mantissa) / Double(ExactDecimal.power(Int(scale))) }

  /// The sum, or nothing when 64 bits do not hold it.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let scale = max(self.scale, other.scale)
    let sum = widened(to: scale) + other.widened(to: scale)
    return Int64(exactly: sum).map { ExactDecimal($0, scale: scale) }
  }

  /// Rounded half up (away from zero) to `places` digits behind the point.
  public func rounded(to places: Int) -> ExactDecimal {
    guard Int(scale) > places else { return self }
    let divisor = ExactDecimal.power(Int(scale) - places)
    let quotient = roundedQuotient(Int128(mantissa), by: divisor)
    return ExactDecimal(Int64(quotient), scale: UInt8(places))
  }

  /// The digits with `scale` of them behind the point; nothing when 64 bits do not hold them, or
  /// `scale` is too small for what is written.
  public func mantissa(at scale: UInt8) -> Int64? {
    scale < self.scale ? nil : Int64(exactly: widened(to: scale))
  }

  /// Rounded, or with zeros, so that it has exactly so many digits behind the point.
  public func fixed(to places: Int) -> ExactDecimal {
    let rounded = rounded(to: places)
    guard let mantissa = rounded.mantissa(at: UInt8(clamping: places)) else { return rounded }
    return ExactDecimal(mantissa, scale: UInt8(clamping: places))
  }

  func widened(to scale: UInt8) -> Int128 {
    Int128(mantissa) * ExactDecimal.power(Int(scale) - Int(self.scale))
  }

  static func power(_ exponent: Int) -> Int128 {
    (0..<max(0, exponent)).reduce(Int128(1)) { product, _ in product * 10 }
  }
}

extension ExactDecimal: Comparable {
  public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
    let scale = max(a.scale, b.scale)
    return a.widened(to: scale) < b.widened(to: scale)
  }

  public static func == (a: ExactDecimal, b: ExactDecimal) -> Bool { !(a < b) && !(b < a) }

  public func hash(into hasher: inout Hasher) {
    var (digits, places) = (mantissa, scale)
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    hasher.combine(digits)
    hasher.combine(places)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// Digits with a point: `95.57`.
  public var description: String {
    let digits = padded(String(mantissa.magnitude), Int(scale) + 1)
    let sign = mantissa < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    return sign + digits.dropLast(Int(scale)) + "." + digits.suffix(Int(scale))
  }
}

/// Division rounded half away from zero.
func roundedQuotient(_ dividend: Int128, by divisor: Int128) -> Int128 {
  let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
  guard rest.magnitude * 2 >= divisor.magnitude else { return quotient }
  return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1
}

extension ExactDecimal {
  /// The quotient rounded half up to `places`; nothing for a division by zero, or when 64
  /// bits do not hold it.
  public func divided(by divisor: Int64, places: Int) -> ExactDecimal? {
    guard divisor != 0 else { return nil }
    let dividend = Int128(mantissa) * ExactDecimal.power(places)
    let quotient = roundedQuotient(dividend, by: Int128(divisor) * ExactDecimal.power(Int(scale)))
    return Int64(exactly: quotient).map { ExactDecimal($0, scale: UInt8(places)) }
  }
}

extension ExactDecimal {
  /// A JSON number as it is spelled, `-12.50` or `1e3`; nothing when 18 digits do not hold it.
  public init?(spelling: String) {
    let pieces = spelling.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard let exponent = pieces.count > 1 ? Int(pieces[1]) : 0, pieces.count <= 2 else {
      return nil
    }
    let digits = pieces[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = digits.count > 1 ? String(digits[1]) : ""
    guard var mantissa = Int64(digits[0] + fraction) else { return nil }
    guard exponent.magnitude < 1_000, fraction.count <= 18 else {
      guard mantissa == 0 else { return nil }
      self.init(0)
      return
    }
    var scale = fraction.count - exponent
    while scale < 0, mantissa != 0 {
      let (grown, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      (mantissa, scale) = (grown, scale + 1)
    }
    while scale > 18, mantissa % 10 == 0, mantissa != 0 {
      (mantissa, scale) = (mantissa / 10, scale - 1)
    }
    guard scale <= 18 || mantissa == 0 else { return nil }
    self.init(mantissa, scale: UInt8(min(max(0, scale), 18)))
  }
}
