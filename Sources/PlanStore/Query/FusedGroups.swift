import PlanModel

/// Fused groups are found and summed in one pass over the columns, on all cores.
///
/// That can be done where every key is a column of symbols with few different ones, and every
/// figure a count or is made of sums of whole numbers; all else is grouped key by key.
struct FusedGroups {
  private(set) var keys: [[PlanValue]] = []
  /// For each figure the values of all groups.
  private(set) var values: [[PlanValue]] = []

  /// Nothing when the groups or the figures are of another kind.
  init?(
    _ result: QueryResult, _ operands: [Operand], _ figures: [Figure], in snapshot: Snapshot
  ) throws {
    guard case .records(_, let rows) = result, !operands.isEmpty, snapshot.symbols.aliases.isEmpty,
      let codes = FusedGroups.codes(operands, rows)
    else { return nil }
    var measures: [Measured] = []
    for figure in figures {
      guard
        let more = try FusedGroups.measures(figure.aggregate, of: result, in: snapshot)
      else { return nil }
      for new in more where !measures.contains(where: { $0.path == new.path }) {
        measures.append(new)
      }
    }
    let pass = FusedPass(codes: codes, measures: measures.map(\.numbers), rows: rows)
    let total = try withExtendedLifetime((operands, measures)) { try pass.run() }
    if let place = total.overflow { throw QueryError.overflow(field: "\(measures[place].path)") }
    keys = total.firstRows.map { row in operands.map { $0.value(row) } }
    let sums = Dictionary(uniqueKeysWithValues: zip(measures.map(\.path), total.sums))
    values = figures.map { FusedGroups.values($0.aggregate, total.counts, sums) }
  }

  /// A field that is summed.
  private struct Measured {
    let path: Path
    let column: Column
    let numbers: UnsafePointer<Int64>
  }

  private static func codes(_ operands: [Operand], _ rows: RowSelection) -> [FusedPass.Codes]? {
    var (found, slots): ([FusedPass.Codes], Int) = ([], 1)
    for operand in operands {
      guard let column = operand.directColumn, case .symbols(let codes) = column.storage else {
        return nil
      }
      let key = withExtendedLifetime(column) { FusedPass.Codes(codes, rows) }
      // Kept small, so that the slots stay in the processor's cache.
      guard key.width <= 1 << 20, slots * key.width <= 1 << 20 else { return nil }
      slots *= key.width
      found.append(key)
    }
    return found
  }

  private static func measures(
    _ aggregate: Aggregate, of result: QueryResult, in snapshot: Snapshot
  ) throws -> [Measured]? {
    let paths: [Path]
    switch aggregate {
    case .count: return []
    case .sum(let path): paths = [path]
    case .ratio(let part, let whole): paths = [part, whole]
    default: return nil
    }
    var found: [Measured] = []
    for path in paths {
      guard let column = try Operand(path, of: result, in: snapshot).directColumn,
        case .integers(let numbers) = column.storage
      else { return nil }
      found.append(Measured(path: path, column: column, numbers: numbers))
    }
    return found
  }

  private static func values(
    _ aggregate: Aggregate, _ counts: [Int64], _ sums: [Path: [Int64]]
  ) -> [PlanValue] {
    switch aggregate {
    case .sum(let path): (sums[path] ?? []).map { .integer($0) }
    case .ratio(let part, let whole):
      zip(sums[part] ?? [], sums[whole] ?? []).map { .ratio(Ratio($0, of: $1)) }
    default: counts.map { .integer($0) }
    }
  }
}
