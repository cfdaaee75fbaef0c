public import PlanModel

/// The order of values: what a reader expects for its kind. Values of different kinds, and
/// no value, have none between them.
enum Order {
  /// Negative, zero or positive; nothing when the two do not compare.
  static func compare(_ a: PlanValue, _ b: PlanValue) -> Int? {
    switch (a, b) {
    case (.text(let a), .text(let b)): compare(text: a, b)
    case (.boolean(let a), .boolean(let b)): (a ? 1 : 0) - (b ? 1 : 0)
    case (.day(let a), .day(let b)): sign(a, b)
    case (.time(let a), .time(let b)): sign(a, b)
    case (.time(let a), .day(let b)): sign(a.day, b)
    case (.day(let a), .time(let b)): sign(a, b.day)
    case (.ratio(let a), .ratio(let b)): a.compared(to: b)
    case (.ratio(let a), _): compare(a, percent: b)
    case (_, .ratio(let b)): compare(b, percent: a).map { -$0 }
    case (.reference(_, let a), .reference(_, let b)): sign(Array(a.utf8), Array(b.utf8))
    default:
      if let a = a.number, let b = b.number { sign(a, b) } else { nil }
    }
  }

  /// A rate of nobody compares with nothing, like no value.
  static func isEmpty(_ value: PlanValue) -> Bool {
    if case .ratio(let ratio) = value { return ratio.whole == 0 }
    return value.isNone
  }

  /// A ratio beside a number counts in percent, as it prints.
  private static func compare(_ ratio: Ratio, percent: PlanValue) -> Int? {
    guard let number = percent.number?.approximate, let own = ratio.approximatePercent else {
      return nil
    }
    return sign(own, number)
  }

  private static func compare(text a: String, _ b: String) -> Int {
    if a == b { return 0 }
    return Collation.precedes(a, b) ? -1 : 1
  }

  private static func sign<T: Comparable>(_ a: T, _ b: T) -> Int { a == b ? 0 : (a < b ? -1 : 1) }

  private static func sign(_ a: [UInt8], _ b: [UInt8]) -> Int {
    a == b ? 0 : (a.lexicographicallyPrecedes(b) ? -1 : 1)
  }
}

extension PlanValue {
  /// Negative, zero or positive, as a reader expects of values of this kind; nothing when the
  /// two do not compare.
  public func compared(to other: PlanValue) -> Int? { Order.compare(self, other) }
}
