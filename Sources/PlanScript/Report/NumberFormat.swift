import PlanModel

/// How the numbers of a column are written, as a script says it with a pattern: `"0"`, `"0.00"`
/// (digits behind the point), `"0.0%"` (of a ratio, or of a number that is a percentage),
/// `"dong"` (money) and `"plain"` (a year or a number of a document: nothing between digits).
public struct NumberFormat: Sendable, Hashable {
  /// Digits behind the point; nothing for as many as the number has.
  let places: Int?
  let suffix: String
  let isPlain: Bool

  /// Nothing when the pattern is none.
  public init?(_ pattern: String) {
    switch pattern {
    case "dong": (places, suffix, isPlain) = (0, " ₫", false)
    case "plain": (places, suffix, isPlain) = (nil, "", true)
    default:
      let isPercent = pattern.hasSuffix("%")
      let digits = isPercent ? String(pattern.dropLast()) : pattern
      let pieces = digits.split(separator: ".", omittingEmptySubsequences: false)
      let zeros = pieces.count == 2 ? pieces[1] : ""
      guard pieces.count <= 2, pieces.first == "0", zeros.allSatisfy({ $0 == "0" }),
        pieces.count == 1 || (1...6).contains(zeros.count)
      else { return nil }
      (places, suffix, isPlain) = (zeros.count, isPercent ? "%" : "", false)
    }
  }

  /// Patterns to choose from, for who wrote another.
  public static let examples = ["0", "0.00", "0%", "0.00%", "dong", "plain"]

  /// The value in this format; nothing for what is no number.
  func text(_ value: PlanValue, _ format: Format) -> String? {
    if case .ratio(let ratio) = value {
      return places.map { format.text(ratio, places: $0) }
    }
    guard let number = value.number else { return nil }
    if isPlain { return number.description }
    return format.text(places.map { number.written(with: $0) } ?? number) + suffix
  }
}

extension ExactDecimal {
  /// Rounded to so many digits behind the point, and written with as many.
  fileprivate func written(with places: Int) -> ExactDecimal {
    let rounded = rounded(to: places)
    guard Int(rounded.scale) < places else { return rounded }
    let missing = places - Int(rounded.scale)
    let factor = (0..<missing).reduce(Int64(1)) { power, _ in power * 10 }
    let (mantissa, overflow) = rounded.mantissa.multipliedReportingOverflow(by: factor)
    return overflow ? rounded : ExactDecimal(mantissa, scale: UInt8(places))
  }
}
