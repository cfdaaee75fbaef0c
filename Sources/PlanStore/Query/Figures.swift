package import PlanModel

/// Works out one figure for every group.
struct Figures {
  /// The group of each row of `rows`.
  private let groups: UnsafeMutableBufferPointer<UInt32>
  private let groupCount: Int
  private let rows: RowSelection
  private let result: QueryResult
  private let snapshot: Snapshot
  /// Whoever `groups` belongs to.
  private let owner: RowNumbers

  init(grouping: Grouping, rows: RowSelection, result: QueryResult, snapshot: Snapshot) {
    owner = grouping.numbers
    groups = grouping.groupOfRow
    groupCount = grouping.keys.count
    (self.rows, self.result, self.snapshot) = (rows, result, snapshot)
  }

  /// The same groups with only some of their rows, by their positions in `all`.
  private init(of all: Figures, only kept: [Int]) {
    owner = RowNumbers(count: kept.count)
    groups = owner.all
    for (place, position) in kept.enumerated() { groups[place] = all.groups[position] }
    rows = .some(kept.map { UInt32(all.rows[$0]) })
    (groupCount, result, snapshot) = (all.groupCount, all.result, all.snapshot)
  }

  func values(_ aggregate: Aggregate) throws -> [PlanValue] {
    switch aggregate {
    case .count: counts().map { .integer($0) }
    case .sum(let path): try sums(path, "sum").map { PlanValue(sum: $0) }
    case .mean(let path): try means(path)
    case .min(let path): try extremes(path) { $0 < 0 }
    case .max(let path): try extremes(path) { $0 > 0 }
    case .median(let path): try medians(path)
    case .ratio(let part, let whole):
      try zip(wholeSums(part), wholeSums(whole)).map { .ratio(Ratio($0, of: $1)) }
    case .first(let path): try firsts(path)
    case .list(let path): try lists(path).map { .list($0) }
    case .countDistinct(let path): try distinct(path).map { .integer($0) }
    case .filtered(let conditions, let inner):
      try Figures(of: self, only: try positions(conditions)).values(inner)
    }
  }

  /// The declared field that a figure is made of, and what it holds.
  static func field(
    of aggregate: Aggregate, in result: QueryResult, _ snapshot: Snapshot
  ) throws -> (Field?, FieldType?) {
    func operand(_ path: Path) throws -> Operand { try Operand(path, of: result, in: snapshot) }
    switch aggregate {
    case .count, .countDistinct: return (nil, .integer)
    case .sum(let path), .min(let path), .max(let path), .first(let path):
      let operand = try operand(path)
      return (operand.field, operand.type)
    case .mean(let path), .median(let path): return (try operand(path).field, .decimal)
    case .list(let path):
      let operand = try operand(path)
      return (operand.field, operand.type?.several)
    case .ratio: return (nil, nil)
    case .filtered(_, let inner): return try field(of: inner, in: result, snapshot)
    }
  }

  private func operand(_ path: Path) throws -> Operand {
    try Operand(path, of: result, in: snapshot)
  }

  private func positions(_ conditions: [Condition]) throws -> [Int] {
    let filters = try conditions.map { try Filter($0, of: result, in: snapshot) }
    return (0..<rows.count).filter { position in
      filters.allSatisfy { $0.accepts(rows[position]) }
    }
  }

  private func counts() -> [Int64] {
    var counts = [Int64](repeating: 0, count: groupCount)
    for group in groups { counts[Int(group)] += 1 }
    return counts
  }

  private func distinct(_ path: Path) throws -> [Int64] {
    let operand = try operand(path)
    var seen = [Set<PlanValue>](repeating: [], count: groupCount)
    for (position, group) in groups.enumerated() {
      let value = operand.value(rows[position])
      if !value.isNone { seen[Int(group)].insert(value) }
    }
    return seen.map { Int64($0.count) }
  }

  private func sums(_ path: Path, _ function: String) throws -> [ExactDecimal] {
    let operand = try operand(path)
    switch operand.type {
    case .integer?:
      if let column = operand.directColumn, case .integers(let numbers) = column.storage {
        return try withExtendedLifetime(column) { try fastSums(numbers, path) }
      }
    case .decimal?: break
    default: throw QueryError.notANumber(field: path.description, function: function)
    }
    return try slowSums(operand, path, function)
  }

  private func fastSums(_ numbers: UnsafePointer<Int64>, _ path: Path) throws -> [ExactDecimal] {
    var (sums, overflowed) = ([Int64](repeating: 0, count: groupCount), false)
    sums.withUnsafeMutableBufferPointer { sums in
      func add(_ number: Int64, _ position: Int) {
        guard number > Column.lastSpecialNumber else { return }
        let (sum, overflow) = sums[Int(groups[position])].addingReportingOverflow(number)
        sums[Int(groups[position])] = sum
        overflowed = overflowed || overflow
      }
      if case .all = rows {
        for position in 0..<groups.count { add(numbers[position], position) }
      } else {
        for position in 0..<groups.count { add(numbers[rows[position]], position) }
      }
    }
    if overflowed { throw QueryError.overflow(field: path.description) }
    return sums.map { ExactDecimal($0) }
  }

  private func slowSums(_ operand: Operand, _ path: Path, _ function: String) throws
    -> [ExactDecimal]
  {
    var sums = [ExactDecimal](repeating: ExactDecimal(0), count: groupCount)
    for (position, group) in groups.enumerated() {
      let value = operand.value(rows[position])
      if value.isNone { continue }
      guard let number = value.number else {
        throw QueryError.notANumber(field: path.description, function: function)
      }
      guard let sum = sums[Int(group)].adding(number) else {
        throw QueryError.overflow(field: path.description)
      }
      sums[Int(group)] = sum
    }
    return sums
  }

  private func wholeSums(_ path: Path) throws -> [Int64] {
    try sums(path, "ratio").map {
      guard $0.scale == 0 else {
        throw QueryError.notANumber(field: path.description, function: "ratio")
      }
      return $0.mantissa
    }
  }

  /// Rounded half up to 2 places; nothing for a group in which no row has a value.
  private func means(_ path: Path) throws -> [PlanValue] {
    let sums = try sums(path, "mean")
    let operand = try operand(path)
    var counts = [Int64](repeating: 0, count: sums.count)
    for (position, group) in groups.enumerated()
    where !operand.value(rows[position]).isNone {
      counts[Int(group)] += 1
    }
    return try zip(sums, counts).map { sum, count in
      if count == 0 { return .none }
      guard let mean = sum.divided(by: count, places: 2) else {
        throw QueryError.overflow(field: path.description)
      }
      return .decimal(mean)
    }
  }

  private func extremes(_ path: Path, _ isBetter: (Int) -> Bool) throws -> [PlanValue] {
    let operand = try operand(path)
    var best = [PlanValue](repeating: .none, count: groupCount)
    for (position, group) in groups.enumerated() {
      let value = operand.value(rows[position])
      if Order.isEmpty(value) { continue }
      let known = best[Int(group)]
      if known.isNone || Order.compare(value, known).map(isBetter) ?? false {
        best[Int(group)] = value
      }
    }
    return best
  }

  private func firsts(_ path: Path) throws -> [PlanValue] {
    let operand = try operand(path)
    var firsts = [PlanValue](repeating: .none, count: groupCount)
    for (position, group) in groups.enumerated() where firsts[Int(group)].isNone {
      firsts[Int(group)] = operand.value(rows[position])
    }
    return firsts
  }
}

extension Figures {
  /// Each group's values, in the order of its rows.
  private func lists(_ path: Path) throws -> [[PlanValue]] {
    let operand = try operand(path)
    var lists = [[PlanValue]](repeating: [], count: groupCount)
    for (position, group) in groups.enumerated() {
      let value = operand.value(rows[position])
      if !value.isNone { lists[Int(group)].append(value) }
    }
    return lists
  }

  /// Of two middle values the mean, rounded half up to 2 places.
  private func medians(_ path: Path) throws -> [PlanValue] {
    let type = try operand(path).type
    guard type == .integer || type == .decimal else {
      throw QueryError.notANumber(field: path.description, function: "median")
    }
    return try lists(path).map { values in
      let numbers = values.compactMap(\.number).sorted()
      guard !numbers.isEmpty else { return .none }
      let (low, high) = (numbers[(numbers.count - 1) / 2], numbers[numbers.count / 2])
      guard low != high else { return PlanValue(sum: low) }
      guard let middle = low.adding(high)?.divided(by: 2, places: 2) else {
        throw QueryError.overflow(field: path.description)
      }
      return .decimal(middle)
    }
  }
}

extension FieldType {
  /// What several values of this type are, where the model has a type for it.
  fileprivate var several: FieldType? {
    switch self {
    case .reference(let collection): .references(collection)
    case .text, .choice: .texts
    default: nil
    }
  }
}

extension PlanValue {
  /// A sum is a whole number when all that was added is.
  package init(sum: ExactDecimal) { self = sum.scale == 0 ? .integer(sum.mantissa) : .decimal(sum) }
}
