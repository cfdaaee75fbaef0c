import PlanModel

/// Works out the columns that a result gets beside its own.
struct Additions {
  let result: QueryResult
  let snapshot: Snapshot

  func made(_ addition: Addition) throws -> (Relation.Column, [PlanValue]) {
    let groups = try groups(addition.within)
    let rows = result.selection
    switch addition.content {
    case .key(let key):
      let operand = try Operand(key, of: result, in: snapshot)
      return (
        column(addition, operand.field, operand.type, isKey: true),
        (0..<rows.count).map { operand.value(rows[$0]) }
      )
    case .running(let path):
      let (operand, values) = try numbers(path, "running")
      return (
        column(addition, operand.field, operand.type), try running(values, groups, path)
      )
    case .share(let path):
      let (operand, values) = try numbers(path, "share")
      return (column(addition, nil, nil), try shares(values, groups, path, operand))
    case .rank(let key):
      return (column(addition, nil, .integer), try ranks(key, groups))
    }
  }

  private func column(
    _ addition: Addition, _ field: Field?, _ type: FieldType?, isKey: Bool = false
  ) -> Relation.Column {
    Relation.Column(name: addition.name, field: field, isKey: isKey, addsUp: false, type: type)
  }

  /// The group of each row, by its values of these.
  private func groups(_ within: [Path]) throws -> [Int] {
    let operands = try within.map { try Operand($0, of: result, in: snapshot) }
    let rows = result.selection
    var known: [[PlanValue]: Int] = [:]
    return (0..<rows.count).map { position in
      let key = operands.map { $0.value(rows[position]) }
      return known[key]
        ?? {
          known[key] = known.count
          return known.count - 1
        }()
    }
  }

  private func numbers(_ path: Path, _ function: String) throws -> (Operand, [ExactDecimal?]) {
    let operand = try Operand(path, of: result, in: snapshot)
    guard operand.type?.isNumber == true else {
      throw QueryError.notANumber(field: path.description, function: function)
    }
    let rows = result.selection
    return (operand, (0..<rows.count).map { operand.value(rows[$0]).number })
  }

  private func running(
    _ values: [ExactDecimal?], _ groups: [Int], _ path: Path
  ) throws -> [PlanValue] {
    var sums: [Int: ExactDecimal] = [:]
    return try zip(values, groups).map { value, group in
      let sum = sums[group] ?? ExactDecimal(0)
      guard let next = sum.adding(value ?? ExactDecimal(0)) else {
        throw QueryError.overflow(field: path.description)
      }
      sums[group] = next
      return PlanValue(sum: next)
    }
  }

  /// A share keeps its two numbers, brought to the same scale.
  private func shares(
    _ values: [ExactDecimal?], _ groups: [Int], _ path: Path, _ operand: Operand
  ) throws -> [PlanValue] {
    let sums = try running(values, groups, path)
    let totals = Dictionary(zip(groups, sums.map(\.number)), uniquingKeysWith: { $1 })
    return try zip(values, groups).map { value, group in
      guard let value, let total = totals[group] ?? nil else { return .none }
      let scale = max(value.scale, total.scale)
      guard let part = value.mantissa(at: scale), let whole = total.mantissa(at: scale) else {
        throw QueryError.overflow(field: path.description)
      }
      return .ratio(Ratio(part, of: whole))
    }
  }

  private func ranks(_ key: SortKey, _ groups: [Int]) throws -> [PlanValue] {
    let operand = try Operand(key.path, of: result, in: snapshot)
    let rows = result.selection
    let sorting = try Sorting([key], of: result, rows: rows, in: snapshot)
    var ranks = [PlanValue](repeating: .none, count: rows.count)
    var seen: [Int: (count: Int, last: Int)] = [:]
    for position in sorting.sorted(0..<rows.count)
    where !Order.isEmpty(operand.value(rows[position])) {
      let (count, last) = seen[groups[position]] ?? (0, position)
      let isTied = count > 0 && sorting.areEqual(last, position)
      ranks[position] = isTied ? ranks[last] : .integer(Int64(count + 1))
      seen[groups[position]] = (count + 1, position)
    }
    return ranks
  }
}
