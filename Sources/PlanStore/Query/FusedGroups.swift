internal import CSimdjson
import PlanModel

/// Fused groups are found and summed in one pass over the columns, on all cores.
///
/// That can be done where every key is a column of symbols with few different ones, and every
/// figure a count or is made of sums of whole numbers; all else is grouped key by key.
struct FusedGroups {
  let groups: Groups

  /// Nothing when the groups or the figures are of another kind.
  init?(
    _ result: QueryResult, _ operands: [Operand], _ figures: [Figure], in snapshot: Snapshot
  ) throws {
    guard case .records(_, let rows) = result, !operands.isEmpty,
      let summed = try FusedGroups.summed(figures, of: result, in: snapshot)
    else { return nil }
    FusedGroups.prepare(operands + summed.map(\.operand), rows)
    let measures = summed.compactMap { Measured($0.path, $0.operand, rows) }
    guard measures.count == summed.count,
      let codes = FusedGroups.codes(operands, rows, snapshot.symbols),
      snapshot.symbols.aliases.isEmpty
    else { return nil }
    let pass = FusedPass(codes: codes, measures: measures.map(\.source), rows: rows)
    let total = try withExtendedLifetime((operands, measures)) { try pass.run() }
    if let place = total.overflow { throw QueryError.overflow(field: "\(measures[place].path)") }
    let keys = zip(operands, pass.places(ofSlots: total.slots)).map { operand, key in
      KeyColumn(codes: key.places, width: key.codes.width) { place in
        key.codes.symbol(at: place).flatMap { operand.field?.value(of: $0, snapshot.symbols) }
          ?? .none
      }
    }
    let sums = Dictionary(uniqueKeysWithValues: zip(measures.map(\.path), total.sums))
    groups = Groups(
      count: total.slots.count, keys: keys,
      figures: figures.map { FusedGroups.values($0.aggregate, total.counts, sums) })
  }

  /// A field that is summed.
  private struct Measured {
    let path: Path
    let column: LazyColumn
    let source: RowSource<Int64>

    /// Nothing when the field is no whole number of the rows themselves.
    init?(_ path: Path, _ operand: Operand, _ rows: RowSelection) {
      guard let column = operand.lazyColumn, column.field.storageKind == CSJ_INTEGER else {
        return nil
      }
      (self.path, self.column) = (path, column)
      if rows.count == 0 {
        source = .empty
      } else if case .all = rows, let packed = column.packed {
        source = .packed(packed) { $0.unpack(into: $1, .numbers) }
      } else if case .integers(let numbers) = column.column.storage {
        source = .joined(numbers)
      } else {
        return nil
      }
    }
  }

  private static func codes(
    _ operands: [Operand], _ rows: RowSelection, _ symbols: SymbolPool
  ) -> [FusedPass.Codes]? {
    var (found, slots): ([FusedPass.Codes], Int) = ([], 1)
    for operand in operands {
      guard let key = key(operand, rows, symbols) else { return nil }
      // Kept small, so that the slots stay in the processor's cache.
      guard key.width <= 1 << 20, slots * key.width <= 1 << 20 else { return nil }
      slots *= key.width
      found.append(key)
    }
    return found
  }

  private static func key(
    _ operand: Operand, _ rows: RowSelection, _ symbols: SymbolPool
  ) -> FusedPass.Codes? {
    guard let column = operand.lazyColumn, column.field.storageKind == CSJ_SYMBOL else {
      return nil
    }
    if rows.count == 0 { return FusedPass.Codes(source: .empty, lowest: 0, width: 1) }
    if case .all = rows, let packed = column.packed { return FusedPass.Codes(packed, symbols) }
    guard case .symbols(let codes) = column.column.storage else { return nil }
    return withExtendedLifetime(column) { FusedPass.Codes(codes, rows) }
  }

  /// The fields that the figures sum, each once; nothing when a figure is no count or sum.
  private static func summed(
    _ figures: [Figure], of result: QueryResult, in snapshot: Snapshot
  ) throws -> [(path: Path, operand: Operand)]? {
    var paths: [Path] = []
    for figure in figures {
      switch figure.aggregate {
      case .count: continue
      case .sum(let path): paths.append(path)
      case .ratio(let part, let whole): paths += [part, whole]
      default: return nil
      }
    }
    var known: Set<Path> = []
    return try paths.filter { known.insert($0).inserted }
      .map { ($0, try Operand($0, of: result, in: snapshot)) }
  }

  /// What the cache has of each column is read and checked whole: of all of them at once.
  private static func prepare(_ operands: [Operand], _ rows: RowSelection) {
    guard case .all = rows else { return }
    let columns = operands.compactMap(\.lazyColumn)
    _ = concurrently(columns.count, isWorthIt: rows.count > manyRows) { columns[$0].packed != nil }
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
