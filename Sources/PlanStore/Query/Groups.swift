import PlanModel

/// Groups are what rows are grouped into: the keys of each group and its figures.
struct Groups {
  let count: Int
  let keys: [KeyColumn]
  /// For each figure the values of all groups.
  let figures: [[PlanValue]]

  /// The keys of a group, then its figures.
  func row(_ group: Int) -> [PlanValue] {
    var row: [PlanValue] = []
    row.reserveCapacity(keys.count + figures.count)
    for key in keys { row.append(key[group]) }
    for figure in figures { row.append(figure[group]) }
    return row
  }
}

/// A key column is one key of all groups: its different values, and which of them each group has.
struct KeyColumn {
  private(set) var values: [PlanValue] = []
  private(set) var numbers: [Int] = []

  init(_ keys: [PlanValue]) {
    var known: [PlanValue: Int] = [:]
    for key in keys {
      let number = known[key] ?? values.count
      if number == values.count {
        known[key] = number
        values.append(key)
      }
      numbers.append(number)
    }
  }

  /// Each group's code is less than `width`; equal codes have equal values.
  init(codes: [Int], width: Int, _ value: (Int) -> PlanValue) {
    var known = [Int32](repeating: -1, count: width)
    numbers.reserveCapacity(codes.count)
    for code in codes {
      if known[code] < 0 {
        known[code] = Int32(values.count)
        values.append(value(code))
      }
      numbers.append(Int(known[code]))
    }
  }

  subscript(group: Int) -> PlanValue { values[numbers[group]] }
}
