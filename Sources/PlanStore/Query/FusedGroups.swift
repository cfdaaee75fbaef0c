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

/// One pass over the rows: the slot of each row, the group of each slot, the sums of each group.
private struct FusedPass {
  let codes: [Codes]
  let measures: [UnsafePointer<Int64>]
  let rows: RowSelection

  /// The symbols of a key, counted from its lowest.
  struct Codes {
    let codes: UnsafePointer<UInt32>
    let lowest: UInt32
    /// How many symbols from the lowest to the highest, and one place more for no value.
    let width: Int

    init(_ codes: UnsafePointer<UInt32>, _ rows: RowSelection) {
      var (lowest, highest) = (UInt32.max, UInt32.min)
      rows.forEach(in: 0..<rows.count) { _, row in
        let code = codes[row]
        lowest = min(lowest, code)
        // What is null or missing has the highest codes, and wraps around to the lowest here.
        highest = max(highest, code &+ 2 < 2 ? 0 : code)
      }
      self.codes = codes
      self.lowest = lowest
      width = highest >= lowest ? Int(highest - lowest) + 2 : 1
    }
  }

  /// What a part of the rows gives; groups are numbered as they are first met.
  struct Part {
    var slots: [Int] = []
    var firstRows: [Int] = []
    var counts: [Int64] = []
    var sums: [[Int64]]
    /// The measure whose sum 64 bits do not hold.
    var overflow: Int?
  }

  func run() throws -> Part {
    let parts = rows.count > manyRows ? 8 : 1
    let bounds = (0...parts).map { rows.count * $0 / parts }
    let found = try concurrently(parts, isWorthIt: parts > 1) { part in
      self.part(bounds[part]..<bounds[part + 1])
    }
    return merged(found)
  }

  private func merged(_ parts: [Part]) -> Part {
    guard parts.count > 1 else { return parts.first ?? Part(sums: measures.map { _ in [] }) }
    var all = Part(sums: measures.map { _ in [] })
    var groups: [Int: Int] = [:]
    for part in parts {
      all.overflow = all.overflow ?? part.overflow
      for (place, slot) in part.slots.enumerated() {
        if let group = groups[slot] {
          all.counts[group] += part.counts[place]
          for measure in measures.indices {
            let (sum, isTooLarge) = all.sums[measure][group].addingReportingOverflow(
              part.sums[measure][place])
            all.sums[measure][group] = sum
            if isTooLarge { all.overflow = measure }
          }
        } else {
          groups[slot] = all.slots.count
          all.slots.append(slot)
          all.firstRows.append(part.firstRows[place])
          all.counts.append(part.counts[place])
          for measure in measures.indices { all.sums[measure].append(part.sums[measure][place]) }
        }
      }
    }
    return all
  }

  private func part(_ positions: Range<Int>) -> Part {
    var work = FusedWork(slots: codes.reduce(1) { $0 * $1.width }, measures: measures.count)
    defer { work.free() }
    var part = Part(sums: [])
    var start = positions.lowerBound
    while start < positions.upperBound {
      let block = start..<min(start + FusedWork.blockSize, positions.upperBound)
      findSlots(block, work)
      number(block, &work, &part)
      for measure in measures.indices where !add(measure, block, work) {
        part.overflow = part.overflow ?? measure
      }
      start = block.upperBound
    }
    part.counts = (0..<part.slots.count).map { work.counts[$0] }
    part.sums = work.sums.map { sums in (0..<part.slots.count).map { sums[$0] } }
    return part
  }

  private func findSlots(_ block: Range<Int>, _ work: FusedWork) {
    let slots = work.slots
    for (position, key) in codes.enumerated() {
      let (codes, lowest, width) = (key.codes, key.lowest, UInt32(key.width))
      if position == 0 {
        rows.forEach(in: block) { place, row in
          slots[place] = min(codes[row] &- lowest, width - 1)
        }
      } else {
        rows.forEach(in: block) { place, row in
          slots[place] = slots[place] &* width &+ min(codes[row] &- lowest, width - 1)
        }
      }
    }
  }

  private func number(_ block: Range<Int>, _ work: inout FusedWork, _ part: inout Part) {
    for place in 0..<block.count {
      let slot = Int(work.slots[place])
      var group = work.groupOfSlot[slot]
      if group == .max {
        group = UInt32(part.slots.count)
        work.groupOfSlot[slot] = group
        part.slots.append(slot)
        part.firstRows.append(rows[block.lowerBound + place])
        work.grow(to: part.slots.count)
      }
      work.slots[place] = group
      work.counts[Int(group)] &+= 1
    }
  }

  /// False when a sum is more than 64 bits hold.
  private func add(_ measure: Int, _ block: Range<Int>, _ work: FusedWork) -> Bool {
    let (numbers, groups, sums) = (measures[measure], work.slots, work.sums[measure])
    var isTooLarge = false
    rows.forEach(in: block) { place, row in
      let number = numbers[row]
      let group = Int(groups[place])
      let (sum, overflow) = sums[group].addingReportingOverflow(
        number > Column.lastSpecialNumber ? number : 0)
      sums[group] = sum
      isTooLarge = isTooLarge || overflow
    }
    return !isTooLarge
  }
}

/// The memory that one part of the rows is worked on in.
private struct FusedWork {
  /// Small enough that what a block needs stays in the nearest cache.
  static let blockSize = 2048

  /// The slot of each row of the block, then its group.
  let slots = UnsafeMutablePointer<UInt32>.allocate(capacity: blockSize)
  let groupOfSlot: UnsafeMutablePointer<UInt32>
  private(set) var counts: UnsafeMutablePointer<Int64>
  private(set) var sums: [UnsafeMutablePointer<Int64>]
  private var capacity = 1024

  init(slots count: Int, measures: Int) {
    groupOfSlot = .allocate(capacity: count)
    groupOfSlot.initialize(repeating: .max, count: count)
    counts = FusedWork.zeros(capacity)
    sums = (0..<measures).map { [capacity] _ in FusedWork.zeros(capacity) }
  }

  mutating func grow(to count: Int) {
    guard count > capacity else { return }
    let old = capacity
    capacity *= 2
    func grown(_ known: UnsafeMutablePointer<Int64>) -> UnsafeMutablePointer<Int64> {
      let new = FusedWork.zeros(capacity)
      new.update(from: known, count: old)
      known.deallocate()
      return new
    }
    counts = grown(counts)
    sums = sums.map(grown)
  }

  func free() {
    slots.deallocate()
    groupOfSlot.deallocate()
    counts.deallocate()
    for sum in sums { sum.deallocate() }
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Int64> {
    let memory = UnsafeMutablePointer<Int64>.allocate(capacity: count)
    memory.initialize(repeating: 0, count: count)
    return memory
  }
}

extension RowSelection {
  /// Every row at these positions, with its place among them.
  @inline(__always)
  fileprivate func forEach(in positions: Range<Int>, _ body: (_ place: Int, _ row: Int) -> Void) {
    switch self {
    case .all:
      for place in 0..<positions.count { body(place, positions.lowerBound &+ place) }
    case .some(let rows):
      rows.withUnsafeBufferPointer { rows in
        for place in 0..<positions.count {
          body(place, Int(rows[positions.lowerBound &+ place]))
        }
      }
    }
  }
}
