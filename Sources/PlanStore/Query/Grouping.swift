import PlanModel

/// A grouping tells which group each row belongs to.
struct Grouping {
  /// The group of each row of the result, in the result's order; as long as the grouping lives.
  var groupOfRow: UnsafeMutableBufferPointer<UInt32> { numbers.all }
  private(set) var numbers: RowNumbers
  /// Each group's key values.
  private(set) var keys: [[PlanValue]]

  /// Rows by one key after the other: the groups so far are split by the next key.
  init(_ operands: [Operand], rows: RowSelection, symbols: SymbolPool) throws {
    keys = rows.count > 0 || operands.isEmpty ? [[]] : []
    guard !operands.isEmpty else {
      numbers = RowNumbers(count: rows.count)
      numbers.all.update(repeating: 0)
      return
    }
    let others = operands.dropFirst().map { SymbolKey($0, rows, symbols) }
    // Symbols split as they are; the values of other keys are numbered first.
    let numbered = [0] + others.indices.filter { others[$0] == nil }.map { $0 + 1 }
    let found = concurrently(numbered.count, isWorthIt: rows.count > manyRows) {
      KeyCodes(operands[numbered[$0]], rows: rows, symbols: symbols)
    }
    let codes = Dictionary(uniqueKeysWithValues: zip(numbered, found))
    // The first key splits the one group of all rows: its codes are the groups.
    numbers = found.first?.numbers ?? RowNumbers(count: rows.count)
    if !keys.isEmpty { keys = (found.first?.values ?? []).map { [$0] } }
    for position in operands.indices.dropFirst() {
      if let key = others[position - 1], keys.count <= (1 << 22) / (key.slots + 1) {
        split(width: key.slots, by: key.slot, key.value)
      } else {
        let code = codes[position] ?? KeyCodes(operands[position], rows: rows, symbols: symbols)
        let numbers = code.numbers.all
        split(width: max(1, code.values.count), by: { Int(numbers[$0]) }) { _, slot in
          code.values[slot]
        }
      }
    }
  }

  @inline(__always)
  private mutating func split(
    width: Int, by slot: (Int) -> Int, _ value: (_ position: Int, _ slot: Int) -> PlanValue
  ) {
    var found: [[PlanValue]] = []
    let groups = groupOfRow
    numberSlots(
      groups.count, slots: keys.count * width, into: groups,
      slot: { Int(groups[$0]) * width + slot($0) },
      onFirst: { found.append(keys[$1 / width] + [value($0, $1 % width)]) })
    keys = found
  }
}

/// A key whose values are symbols of a column.
private struct SymbolKey {
  private let column: Column
  private let symbolOfRow: UnsafePointer<UInt32>
  private let rows: RowSelection
  private let symbols: SymbolPool
  private let aliases: [UInt32: UInt32]
  private let isEveryRow: Bool
  /// One slot more than there are symbols: rows without a value share it.
  let slots: Int

  init?(_ operand: Operand, _ rows: RowSelection, _ symbols: SymbolPool) {
    guard let column = operand.directColumn, case .symbols(let codes) = column.storage else {
      return nil
    }
    self.column = column
    symbolOfRow = codes
    self.rows = rows
    self.symbols = symbols
    aliases = symbols.aliases
    slots = symbols.count + 1
    if case .all = rows { isEveryRow = true } else { isEveryRow = false }
  }

  @inline(__always)
  func slot(_ position: Int) -> Int {
    var symbol = symbolOfRow[isEveryRow ? position : rows[position]]
    if !aliases.isEmpty { symbol = aliases[symbol] ?? symbol }
    return symbol < Column.firstSpecialCode ? Int(symbol) : slots - 1
  }

  func value(_ position: Int, _ slot: Int) -> PlanValue {
    column.value(rows[position], symbols: symbols)
  }
}

/// Numbers slots in the order in which they are first met: by an array while the slots are few,
/// a dictionary when they are many.
@inline(__always)
private func numberSlots(
  _ count: Int, slots: Int, into numbers: UnsafeMutableBufferPointer<UInt32>,
  slot: (Int) -> Int, onFirst note: (_ position: Int, _ slot: Int) -> Void
) {
  var next: UInt32 = 0
  guard slots <= 1 << 22 else {
    var known: [Int: UInt32] = [:]
    for position in 0..<count {
      let slot = slot(position)
      if known[slot] == nil {
        note(position, slot)
        known[slot] = next
        next += 1
      }
      numbers[position] = known[slot] ?? 0
    }
    return
  }
  var known = [UInt32](repeating: .max, count: slots)
  known.withUnsafeMutableBufferPointer { known in
    for position in 0..<count {
      let slot = slot(position)
      if known[slot] == .max {
        note(position, slot)
        known[slot] = next
        next += 1
      }
      numbers[position] = known[slot]
    }
  }
}

/// The values of one key as small numbers.
private struct KeyCodes {
  let numbers: RowNumbers
  private(set) var values: [PlanValue] = []

  init(_ operand: Operand, rows: RowSelection, symbols: SymbolPool) {
    numbers = RowNumbers(count: rows.count)
    if let key = SymbolKey(operand, rows, symbols) {
      number(key)
    } else {
      number(operand, rows)
    }
  }

  private mutating func number(_ key: SymbolKey) {
    var found: [PlanValue] = []
    numberSlots(
      numbers.all.count, slots: key.slots, into: numbers.all, slot: key.slot,
      onFirst: { found.append(key.value($0, $1)) })
    values = found
  }

  private mutating func number(_ operand: Operand, _ rows: RowSelection) {
    var known: [PlanValue: UInt32] = [:]
    for position in numbers.all.indices {
      let value = operand.value(rows[position])
      let number = known[value] ?? UInt32(values.count)
      if number == values.count {
        values.append(value)
        known[value] = number
      }
      numbers.all[position] = number
    }
  }
}
