// Numbers: `1.234.567,89`, and what else can be meant in one way only.

extension Written {
  /// A number of people, days, percent or đồng. `isWhole`: it has no decimals, so that a
  /// separator before three digits can only group them.
  public static func number(
    _ text: String, measure: Measure? = nil, isWhole: Bool = false
  ) throws(Misreading) -> ExactDecimal {
    let digits = try spelling(text, measure)
    // There is no coin smaller than a đồng.
    let number = try self.number(spelling: digits, isWhole: isWhole || measure == .dong)
    if isWhole, number.rounded(to: 0) != number { throw .notWhole(number) }
    return number
  }

  /// Without the unit of measure and with one kind of minus and space.
  private static func spelling(
    _ text: String, _ measure: Measure?
  ) throws(Misreading) -> Substring {
    var plain = Substring(text)
    for unit in units(measure) where folded(String(plain)).hasSuffix(unit) {
      plain = plain.dropLast(unit.count)
      break
    }
    while plain.last?.isWhitespace == true { plain.removeLast() }
    if plain.first == "−" || plain.first == "–" { plain = "-" + plain.dropFirst() }
    guard plain.contains(where: \.isASCIIDigit) else { throw .notANumber }
    let rest = plain.drop { $0 == "-" || $0 == "+" }
    guard plain.count - rest.count <= 1, rest.first?.isASCIIDigit == true,
      rest.last?.isASCIIDigit == true
    else { throw .notANumber }
    if rest.contains(where: { $0 == "E" || $0 == "e" }) { throw .shortened }
    return plain
  }

  private static func units(_ measure: Measure?) -> [String] {
    switch measure {
    case .percent: ["%"]
    case .dong: ["vnd", "dong", "d"]
    case .days: ["ngay"]
    case .people: ["nguoi"]
    case nil: []
    }
  }

  private static func number(
    spelling text: Substring, isWhole: Bool
  ) throws(Misreading) -> ExactDecimal {
    let isNegative = text.first == "-"
    let body = text.drop { $0 == "-" || $0 == "+" }
    let groups = body.split(omittingEmptySubsequences: false) { !$0.isASCIIDigit }
    let separators = body.filter { !$0.isASCIIDigit }.map { $0.isWhitespace ? " " : $0 }
    guard separators.allSatisfy({ ". ,".contains($0) }) else { throw .notANumber }
    func value(_ whole: some Sequence<Substring>, _ fraction: Substring = "")
      throws(Misreading) -> ExactDecimal
    {
      let spelling = (isNegative ? "-" : "") + whole.joined()
      let end = fraction.isEmpty ? "" : "." + fraction
      guard let number = ExactDecimal(spelling: spelling + end),
        number.mantissa.magnitude < 1_000_000_000_000_000_000
      else { throw .tooLong }
      return number
    }
    guard let last = separators.last, let fraction = groups.last else { return try value(groups) }
    let isGrouped = isGrouped(groups[...])
    if separators.count > 1, separators.allSatisfy({ $0 == last }) {
      guard isGrouped else { throw .oddSeparators }
      return try value(groups)
    }
    if separators.count > 1 {
      let first = separators[0]
      guard last != " ", separators.dropLast().allSatisfy({ $0 == first }),
        Written.isGrouped(groups.dropLast())
      else { throw .oddSeparators }
      return try value(groups.dropLast(), fraction)
    }
    if last == " " {
      guard isGrouped else { throw .oddSeparators }
      return try value(groups)
    }
    guard isGrouped else { return try value(groups.dropLast(), fraction) }
    if isWhole { return try value(groups) }
    throw .ambiguousNumber(try value(groups), try value(groups.dropLast(), fraction))
  }

  /// Whether the groups are thousands: three digits each but the first, which is not 0.
  private static func isGrouped(_ groups: ArraySlice<Substring>) -> Bool {
    guard let first = groups.first, groups.count > 1 else { return false }
    return (1...3).contains(first.count) && first.first != "0"
      && groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
