import PlanModel

/// A grouping tells which group each row belongs to.
struct Grouping {
  /// The group of each row of the result, in the result's order.
  private(set) var groupOfRow: [UInt32]
  /// Each group's key values.
  private(set) var keys: [[PlanValue]]

  /// Rows by one key after the other: the groups so far are split by the next key.
  init(_ operands: [Operand], rows: RowSelection, symbols: SymbolPool) throws {
    groupOfRow = [UInt32](repeating: 0, count: rows.count)
    keys = rows.count > 0 || operands.isEmpty ? [[]] : []
    let codes = try concurrently(operands.count, isWorthIt: rows.count > manyRows) {
      KeyCodes(operands[$0], rows: rows, symbols: symbols)
    }
    for code in codes { split(by: code) }
  }

  private mutating func split(by codes: KeyCodes) {
    // The first key splits the one group of all rows: its codes are the groups.
    if keys == [[]] {
      groupOfRow = codes.codeOfRow
      keys = codes.values.map { [$0] }
      return
    }
    let width = max(1, codes.values.count)
    var numbers = SlotNumbers(slots: keys.count * width)
    var slots: [Int] = []
    groupOfRow.withUnsafeMutableBufferPointer { groups in
      codes.codeOfRow.withUnsafeBufferPointer { code in
        for row in 0..<groups.count {
          let slot = Int(groups[row]) * width + Int(code[row])
          groups[row] = numbers.number(of: slot, onFirst: { slots.append(slot) })
        }
      }
    }
    keys = slots.map { keys[$0 / width] + [codes.values[$0 % width]] }
  }
}

/// Numbers slots in the order in which they are first met: an array while the slots are few,
/// a dictionary when they are many.
private struct SlotNumbers {
  private var dense: [UInt32]
  private var sparse: [Int: UInt32] = [:]
  private var next: UInt32 = 0

  init(slots: Int) {
    dense = slots <= 1 << 22 ? [UInt32](repeating: .max, count: slots) : []
  }

  mutating func number(of slot: Int, onFirst note: () -> Void) -> UInt32 {
    let known = dense.isEmpty ? sparse[slot, default: .max] : dense[slot]
    guard known == .max else { return known }
    let number = next
    next += 1
    if dense.isEmpty { sparse[slot] = number } else { dense[slot] = number }
    note()
    return number
  }
}

/// The values of one key as small numbers.
private struct KeyCodes {
  private(set) var codeOfRow: [UInt32]
  private(set) var values: [PlanValue] = []

  init(_ operand: Operand, rows: RowSelection, symbols: SymbolPool) {
    codeOfRow = [UInt32](repeating: 0, count: rows.count)
    if let column = operand.directColumn, case .symbols(let codes) = column.storage {
      number(column, codes, rows, symbols)
    } else {
      number(operand, rows)
    }
  }

  private mutating func number(
    _ column: Column, _ symbolOfRow: UnsafePointer<UInt32>, _ rows: RowSelection,
    _ symbols: SymbolPool
  ) {
    let aliases = symbols.aliases
    // One slot more than there are symbols: rows without a value share it.
    let empty = symbols.count
    var numbers = SlotNumbers(slots: empty + 1)
    var found: [PlanValue] = []
    codeOfRow.withUnsafeMutableBufferPointer { codes in
      for position in 0..<codes.count {
        let row = rows[position]
        var symbol = symbolOfRow[row]
        if !aliases.isEmpty { symbol = aliases[symbol] ?? symbol }
        let slot = symbol < Column.firstSpecialCode ? Int(symbol) : empty
        codes[position] = numbers.number(of: slot) {
          found.append(column.value(row, symbols: symbols))
        }
      }
    }
    values = found
  }

  private mutating func number(_ operand: Operand, _ rows: RowSelection) {
    var numbers: [PlanValue: UInt32] = [:]
    for position in codeOfRow.indices {
      let value = operand.value(rows[position])
      let number = numbers[value] ?? UInt32(values.count)
      if number == values.count {
        values.append(value)
        numbers[value] = number
      }
      codeOfRow[position] = number
    }
  }
}
