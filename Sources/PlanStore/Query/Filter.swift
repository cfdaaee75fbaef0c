import PlanModel

/// A filter is a condition made ready for one result.
struct Filter {
  let accepts: (Int) -> Bool

  init(_ condition: Condition, of result: QueryResult, in snapshot: Snapshot) throws {
    let operand = try Operand(condition.path, of: result, in: snapshot)
    let literal = Literal(path: condition.path, operand: operand, snapshot: snapshot)
    let test = try literal.test(condition.test)
    accepts =
      Filter.bySymbol(operand, test, snapshot.symbols) ?? Filter.byNumber(operand, test)
      ?? { Filter.holds(test, operand, $0) }
  }

  /// The parts of a test that look at the record, and not at its value alone.
  private static func holds(_ test: Condition.Test, _ operand: Operand, _ row: Int) -> Bool {
    switch test {
    case .isNull: operand.isNull(row)
    case .isMissing: operand.value(row).isNone && !operand.isNull(row)
    case .not(let inner): !holds(inner, operand, row)
    case .all(let tests): tests.allSatisfy { holds($0, operand, row) }
    case .any(let tests): tests.contains { holds($0, operand, row) }
    default: holds(test, operand.value(row))
    }
  }

  /// Symbols compare as numbers; a text that no record has matches nothing.
  private static func bySymbol(
    _ operand: Operand, _ test: Condition.Test, _ symbols: SymbolPool
  ) -> ((Int) -> Bool)? {
    guard let column = operand.directColumn, case .symbols(let codes) = column.storage else {
      return nil
    }
    guard let wanted = wantedCodes(test, symbols) else { return answers(operand, codes, test) }
    // The closure keeps the column, whose memory `codes` points to.
    if wanted.count == 1, let code = wanted.first {
      return { row in withExtendedLifetime(column) { codes[row] == code } }
    }
    return { row in withExtendedLifetime(column) { wanted.contains(codes[row]) } }
  }

  /// Any other test is asked once for each symbol, and not for each row.
  private static func answers(
    _ operand: Operand, _ codes: UnsafePointer<UInt32>, _ test: Condition.Test
  ) -> (Int) -> Bool {
    var known: [UInt32: Bool] = [:]
    return { row in
      if let answer = known[codes[row]] { return answer }
      let answer = holds(test, operand, row)
      known[codes[row]] = answer
      return answer
    }
  }

  private static func wantedCodes(_ test: Condition.Test, _ symbols: SymbolPool) -> Set<UInt32>? {
    let values: [PlanValue]
    switch test {
    case .equals(let value): values = [value]
    case .anyOf(let several): values = several
    default: return nil
    }
    let known = Set(values.compactMap(\.symbolText).compactMap { symbols.find($0) })
    let others = symbols.aliases.filter { known.contains($0.value) }.keys
    let empty = values.contains(.none) ? [SymbolPool.nullCode, SymbolPool.missingCode] : []
    return known.union(others).union(empty)
  }

  /// Whole numbers, days and times as a range of integers.
  private static func byNumber(_ operand: Operand, _ test: Condition.Test) -> ((Int) -> Bool)? {
    guard let column = operand.directColumn, let range = range(test, column.storage) else {
      return nil
    }
    switch column.storage {
    case .integers(let numbers), .minutes(let numbers):
      let floor = Column.lastSpecialNumber
      return { row in
        withExtendedLifetime(column) { numbers[row] > floor && range.contains(numbers[row]) }
      }
    case .days(let days):
      return { row in
        withExtendedLifetime(column) {
          days[row] > Column.lastSpecialDay && range.contains(Int64(days[row]))
        }
      }
    default: return nil
    }
  }

  private static func range(_ test: Condition.Test, _ storage: Column.Storage) -> ClosedRange<
    Int64
  >? {
    func bounds(_ value: PlanValue) -> (Int64, Int64)? { extent(of: value, in: storage) }
    let (lowest, highest) = (Int64.min, Int64.max)
    let found: (Int64, Int64)?
    switch test {
    case .equals(let value): found = bounds(value)
    case .less(let value): found = bounds(value).map { (lowest, $0.0 - 1) }
    case .atMost(let value): found = bounds(value).map { (lowest, $0.1) }
    case .greater(let value): found = bounds(value).map { ($0.1 + 1, highest) }
    case .atLeast(let value): found = bounds(value).map { ($0.0, highest) }
    case .between(let first, let last):
      found = bounds(first).flatMap { first in bounds(last).map { (first.0, $0.1) } }
    default: found = nil
    }
    return found.flatMap { $0.0 <= $0.1 ? $0.0...$0.1 : nil }
  }

  /// The first and last integer that stand for a value; a day in a column of times is all
  /// of its minutes.
  private static func extent(of value: PlanValue, in storage: Column.Storage) -> (Int64, Int64)? {
    switch (storage, value) {
    case (.integers, .integer(let number)) where number.magnitude < 1 << 62: (number, number)
    case (.days, .day(let day)): (Int64(day.number), Int64(day.number))
    case (.minutes, .time(let time)): (time.minutes, time.minutes)
    case (.minutes, .day(let day)): (Int64(day.number) * 1440, Int64(day.number) * 1440 + 1439)
    default: nil
    }
  }

  private static func holds(_ test: Condition.Test, _ value: PlanValue) -> Bool {
    switch test {
    case .isNone: value.isNone
    case .equals(let wanted): equal(value, wanted)
    case .anyOf(let wanted): wanted.contains { equal(value, $0) }
    case .less(let bound): Order.compare(value, bound).map { $0 < 0 } ?? false
    case .atMost(let bound): Order.compare(value, bound).map { $0 <= 0 } ?? false
    case .greater(let bound): Order.compare(value, bound).map { $0 > 0 } ?? false
    case .atLeast(let bound): Order.compare(value, bound).map { $0 >= 0 } ?? false
    case .between(let first, let last):
      holds(.atLeast(first), value) && holds(.atMost(last), value)
    case .text(let test): accepts(test, value)
    // These need the record, and were met before its value was taken.
    case .isMissing, .isNull, .not, .all, .any: false
    }
  }

  /// A list equals a value when the value is in it.
  private static func equal(_ value: PlanValue, _ wanted: PlanValue) -> Bool {
    if case .list(let items) = value { return items.contains { equal($0, wanted) } }
    return value == wanted || Order.compare(value, wanted) == 0
  }

  private static func accepts(_ test: TextTest, _ value: PlanValue) -> Bool {
    switch value {
    case .text(let text): test.accepts(text)
    case .list(let items): items.contains { accepts(test, $0) }
    default: false
    }
  }
}

extension PlanValue {
  /// The text that a symbol column holds for this value.
  fileprivate var symbolText: String? {
    switch self {
    case .text(let text): text
    case .reference(_, let id): id
    default: nil
    }
  }
}
