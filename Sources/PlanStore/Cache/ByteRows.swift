internal import Foundation

/// Byte rows are what a piece of a shard has of a column whose numbers take one byte each. They are
/// counted and summed sixteen at a time.
struct ByteRows {
  private let bytes: UnsafeRawPointer
  private let count: Int

  /// Nothing when the numbers take another width, or are too many.
  init?(_ array: PackedArray) {
    guard array.width == 1, array.count <= ByteRows.most else { return nil }
    (bytes, count) = (array.bytes, array.count)
  }

  /// What is null or missing has the highest codes.
  static let firstSpecial = UInt8.max - 1

  private typealias Vector = SIMD16<UInt8>

  private static let width = 16
  /// As many as a lane of one byte can count, and one of two bytes sum up.
  private static let most = 255 * width

  func count(of code: UInt8) -> Int {
    var lanes = Vector()
    let wanted = Vector(repeating: code)
    forEachVector { offset in lanes &+= ones(vector(offset) .== wanted) }
    return sum(lanes) + rest.reduce(0) { $0 + (self[$1] == code ? 1 : 0) }
  }

  /// The row of the first.
  func first(of code: UInt8) -> Int? {
    memchr(bytes, Int32(code), count).map { UnsafeRawPointer($0) - bytes }
  }

  /// How many of these are numbers, and the sum of their codes; of the rows that have a code in
  /// another column, or of all.
  func tally(of code: (rows: ByteRows, code: UInt8)?) -> (count: Int, sum: Int) {
    var found = Vector()
    var (low, high) = (SIMD8<UInt16>(), SIMD8<UInt16>())
    let wanted = Vector(repeating: code?.code ?? 0)
    let (others, isEvery) = (code?.rows ?? self, SIMDMask<SIMD16<Int8>>(repeating: code == nil))
    let special = Vector(repeating: ByteRows.firstSpecial)
    forEachVector { offset in
      let codes = vector(offset)
      let counts = (codes .< special) .& (isEvery .| (others.vector(offset) .== wanted))
      let numbers = codes & unsafeBitCast(counts, to: Vector.self)
      found &+= ones(counts)
      low &+= SIMD8(truncatingIfNeeded: numbers.lowHalf)
      high &+= SIMD8(truncatingIfNeeded: numbers.highHalf)
    }
    var (total, sum) = (sum(found), Int(low.wideSum + high.wideSum))
    for row in rest where self[row] < ByteRows.firstSpecial {
      if let code, code.rows[row] != code.code { continue }
      total += 1
      sum += Int(self[row])
    }
    return (total, sum)
  }

  private subscript(row: Int) -> UInt8 { bytes.load(fromByteOffset: row, as: UInt8.self) }

  private var rest: Range<Int> { (count / ByteRows.width * ByteRows.width)..<count }

  @inline(__always)
  private func forEachVector(_ body: (Int) -> Void) {
    var offset = 0
    while offset &+ ByteRows.width <= count {
      body(offset)
      offset &+= ByteRows.width
    }
  }

  @inline(__always)
  private func vector(_ offset: Int) -> Vector {
    bytes.loadUnaligned(fromByteOffset: offset, as: Vector.self)
  }

  /// One where the mask is set: its lanes are 0 and −1.
  @inline(__always)
  private func ones(_ mask: SIMDMask<SIMD16<Int8>>) -> Vector {
    unsafeBitCast(mask, to: Vector.self) & 1
  }

  private func sum(_ lanes: Vector) -> Int {
    Int(
      (SIMD8(truncatingIfNeeded: lanes.lowHalf) &+ SIMD8(truncatingIfNeeded: lanes.highHalf))
        .wideSum)
  }
}

extension SIMD8<UInt16> {
  fileprivate var wideSum: UInt32 { SIMD8<UInt32>(truncatingIfNeeded: self).wrappedSum() }
}
