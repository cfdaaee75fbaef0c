/// One pass over the rows: the slot of each row, the group of each slot, the sums of each group.
struct FusedPass {
  let codes: [Codes]
  let measures: [RowSource<Int64>]
  let rows: RowSelection

  /// The symbols of a key, counted from its lowest.
  struct Codes {
    let source: RowSource<UInt32>
    let lowest: UInt32
    /// How many symbols from the lowest to the highest, and one place more for no value.
    let width: Int

    /// The symbol at a place; nothing at the place for no value.
    func symbol(at place: Int) -> UInt32? { place < width - 1 ? lowest + UInt32(place) : nil }
  }

  /// What a part of the rows gives; groups are numbered as they are first met.
  struct Part {
    var slots: [Int] = []
    var counts: [Int64] = []
    var sums: [[Int64]]
    /// The measure whose sum 64 bits do not hold.
    var overflow: Int?
  }

  func run() throws -> Part {
    let parts = rows.count > manyRows ? 8 : 1
    let bounds = (0...parts).map { rows.count * $0 / parts }
    let found = concurrently(parts, isWorthIt: parts > 1) { part in
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
    let pieces = FusedPieces(codes, measures)
    var start = positions.lowerBound
    while start < positions.upperBound {
      var block = start..<min(start + FusedWork.blockSize, positions.upperBound)
      if let pieces { block = pieces.firstPiece(of: block) }
      start = block.upperBound
      if pieces?.add(block, &work, &part) == true { continue }
      findSlots(block, work)
      number(block, &work, &part)
      for measure in measures.indices where !add(measure, block, work) {
        part.overflow = part.overflow ?? measure
      }
    }
    part.counts = (0..<part.slots.count).map { work.counts[2 * $0] &+ work.counts[2 * $0 + 1] }
    part.sums = measures.map { _ in [] }
    for measure in measures.indices where !join(measure, work, &part) {
      part.overflow = part.overflow ?? measure
    }
    return part
  }

  /// Puts the two sums of each group together; false when 64 bits do not hold one.
  private func join(_ measure: Int, _ work: FusedWork, _ part: inout Part) -> Bool {
    let sums = work.sums[measure]
    var isTooLarge = false
    part.sums[measure] = (0..<part.slots.count).map { group in
      let (sum, overflow) = sums[2 * group].addingReportingOverflow(sums[2 * group + 1])
      isTooLarge = isTooLarge || overflow
      return sum
    }
    return !isTooLarge
  }

  private func findSlots(_ block: Range<Int>, _ work: FusedWork) {
    let slots = work.slots
    for (position, key) in codes.enumerated() {
      let (lowest, width) = (key.lowest, UInt32(key.width))
      let codes = key.source.numbers(block, of: rows, scratch: work.codes)
      if position == 0 {
        for place in 0..<block.count { slots[place] = min(codes[place] &- lowest, width - 1) }
      } else {
        for place in 0..<block.count {
          slots[place] = slots[place] &* width &+ min(codes[place] &- lowest, width - 1)
        }
      }
    }
  }

  /// The places of each key that slots stand for.
  func places(ofSlots slots: [Int]) -> [(codes: Codes, places: [Int])] {
    var slots = slots
    let keys = codes.reversed().map { key in
      let places = slots.map { $0 % key.width }
      for index in slots.indices { slots[index] /= key.width }
      return (key, places)
    }
    return keys.reversed()
  }

  private func number(_ block: Range<Int>, _ work: inout FusedWork, _ part: inout Part) {
    let slots = work.slots
    for place in 0..<block.count { slots[place] = work.group(ofSlot: Int(slots[place]), &part) }
    work.grow(to: part.slots.count)
    let counts = work.counts
    for place in 0..<block.count { counts[FusedWork.bank(slots[place], place)] &+= 1 }
  }

  /// False when a sum is more than 64 bits hold.
  private func add(_ measure: Int, _ block: Range<Int>, _ work: FusedWork) -> Bool {
    let numbers = measures[measure].numbers(block, of: rows, scratch: work.numbers)
    let (groups, sums) = (work.slots, work.sums[measure])
    var isTooLarge = false
    for place in 0..<block.count {
      let number = numbers[place]
      let bank = FusedWork.bank(groups[place], place)
      let (sum, overflow) = sums[bank].addingReportingOverflow(
        number > Column.lastSpecialNumber ? number : 0)
      sums[bank] = sum
      isTooLarge = isTooLarge || overflow
    }
    return !isTooLarge
  }
}

extension FusedPass.Codes {
  init(_ codes: UnsafePointer<UInt32>, _ rows: RowSelection) {
    // What is null or missing has the highest codes: two more, and they are the lowest.
    var (lowest, highest) = (UInt32.max, UInt32.min)
    var done = 0
    if case .all(let count) = rows {
      var (low, high) = (SIMD16<UInt32>(repeating: .max), SIMD16<UInt32>(repeating: .min))
      let bytes = UnsafeRawPointer(codes)
      while done + 16 <= count {
        let some = bytes.loadUnaligned(fromByteOffset: done * 4, as: SIMD16<UInt32>.self)
        low = pointwiseMin(low, some)
        high = pointwiseMax(high, some &+ 2)
        done += 16
      }
      (lowest, highest) = (low.min(), high.max())
    }
    for place in done..<rows.count {
      lowest = min(lowest, codes[rows[place]])
      highest = max(highest, codes[rows[place]] &+ 2)
    }
    let isEmpty = highest < 2 || highest - 2 < lowest
    self.init(
      source: .joined(codes), lowest: lowest, width: isEmpty ? 1 : Int(highest - 2 - lowest) + 2)
  }

  /// All rows, as the cache has them.
  init(_ packed: PackedRows, _ symbols: SymbolPool) {
    let translation = packed.column.translation(into: symbols)
    self.init(
      source: .packed(packed) { translation.unpack($0, into: $1) },
      lowest: translation.symbols.lowerBound, width: translation.symbols.count + 1)
  }
}
