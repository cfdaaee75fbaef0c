/// The memory that one part of the rows is worked on in.
struct FusedWork {
  /// Small enough that what a block needs stays in the nearest cache.
  static let blockSize = 2048

  /// The slot of each row of the block, then its group.
  let slots = UnsafeMutablePointer<UInt32>.allocate(capacity: blockSize)
  /// For what a block has of one column.
  let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: blockSize)
  let numbers = UnsafeMutablePointer<Int64>.allocate(capacity: blockSize)
  let groupOfSlot: UnsafeMutablePointer<UInt32>
  private(set) var counts: UnsafeMutablePointer<Int64>
  private(set) var sums: [UnsafeMutablePointer<Int64>]
  private var capacity = 2048

  init(slots count: Int, measures: Int) {
    groupOfSlot = .allocate(capacity: count)
    groupOfSlot.initialize(repeating: .max, count: count)
    counts = FusedWork.zeros(capacity)
    sums = (0..<measures).map { [capacity] _ in FusedWork.zeros(capacity) }
  }

  /// Each group has two sums, of rows in even and odd places: neighbours are often of one group,
  /// and need not wait for each other so.
  @inline(__always)
  static func bank(_ group: UInt32, _ place: Int) -> Int { Int(group) &* 2 &+ (place & 1) }

  /// The group of a slot; a new one, the next in order, when the part has not met it yet.
  @inline(__always)
  func group(ofSlot slot: Int, _ part: inout FusedPass.Part) -> UInt32 {
    if groupOfSlot[slot] == .max {
      groupOfSlot[slot] = UInt32(part.slots.count)
      part.slots.append(slot)
    }
    return groupOfSlot[slot]
  }

  mutating func grow(to groups: Int) {
    guard groups * 2 > capacity else { return }
    let old = capacity
    capacity = max(capacity * 2, groups * 2)
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
    codes.deallocate()
    numbers.deallocate()
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
