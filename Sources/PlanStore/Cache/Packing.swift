/// A packed array holds the numbers of one column of one shard in as few bytes each as they need:
/// what is written is the distance from the least; the two highest codes mean null and missing.
/// A number that all rows have takes none.
struct PackedArray {
  /// Bytes a number: 0, 1, 2, 4 or 8.
  let width: Int
  let count: Int
  let least: Int64
  /// The greatest distance from the least.
  let span: UInt64
  let bytes: UnsafeRawPointer

  /// A part of the numbers.
  subscript(part: Range<Int>) -> PackedArray {
    PackedArray(
      width: width, count: part.count, least: least, span: span,
      bytes: bytes + part.lowerBound * width)
  }

  /// The numbers, moved by `shift`. Whatever the bytes are, what comes out is null, missing, or
  /// lies between the least and the greatest.
  func unpack<Number: FixedWidthInteger>(
    into target: UnsafeMutablePointer<Number>, _ specials: Specials<Number>, shift: Int64 = 0
  ) {
    switch width {
    case 0: target.update(repeating: Number(truncatingIfNeeded: least &+ shift), count: count)
    case 1: widen(UInt8.self, target, specials, shift)
    case 2: widen(UInt16.self, target, specials, shift)
    case 4: widen(UInt32.self, target, specials, shift)
    default: widen(UInt64.self, target, specials, shift)
    }
  }

  @inline(__always)
  private func widen<Code: FixedWidthInteger & UnsignedInteger, Number: FixedWidthInteger>(
    _: Code.Type, _ target: UnsafeMutablePointer<Number>, _ specials: Specials<Number>,
    _ shift: Int64
  ) {
    let (start, most) = (least &+ shift, Code(truncatingIfNeeded: span))
    for index in 0..<count {
      let code = bytes.loadUnaligned(
        fromByteOffset: index &* MemoryLayout<Code>.size, as: Code.self)
      let number = Number(
        truncatingIfNeeded: start &+ Int64(truncatingIfNeeded: min(code, most)))
      target[index] =
        code == Code.max ? specials.missing : code == Code.max - 1 ? specials.null : number
    }
  }
}

/// What stands for a missing value and for null.
struct Specials<Number: FixedWidthInteger> {
  let missing: Number
  let null: Number
}

extension Specials<UInt32> {
  static var codes: Self {
    Specials(missing: SymbolPool.missingCode, null: SymbolPool.nullCode)
  }
}

extension Specials<Int64> {
  static var numbers: Self { Specials(missing: .min, null: Column.lastSpecialNumber) }
}

extension Specials<Int32> {
  static var days: Self { Specials(missing: .min, null: Column.lastSpecialDay) }
}

extension Specials<UInt8> {
  static var flags: Self { Specials(missing: 3, null: Column.firstSpecialFlag) }
  /// Scales are always there: what none has stands for nothing, and is read as no scale.
  static var scales: Self { Specials(missing: 0xFF, null: 0xFE) }
  static var noScale: Self { Specials(missing: 0, null: 0) }
}

/// The numbers of one shard, being packed.
struct Packing {
  let width: Int
  let count: Int
  let least: Int64
  let span: UInt64
  let bytes: [UInt8]

  /// `isOneARow`: there are as many as the shard has rows, so that the count alone does not tell
  /// a reader to make room for more.
  init<Number: FixedWidthInteger>(
    _ numbers: UnsafeBufferPointer<Number>, _ specials: Specials<Number>, isOneARow: Bool = true
  ) {
    count = numbers.count
    var (low, high, valueCount) = (Int64.max, Int64.min, 0)
    for number in numbers where number != specials.missing && number != specials.null {
      low = min(low, Int64(truncatingIfNeeded: number))
      high = max(high, Int64(truncatingIfNeeded: number))
      valueCount += 1
    }
    least = low <= high ? low : 0
    span = low <= high ? UInt64(bitPattern: high &- low) : 0
    switch span {
    case 0 where isOneARow && valueCount == count: (width, bytes) = (0, [])
    case ...UInt64(UInt8.max - 2): (width, bytes) = packed(numbers, specials, least, UInt8.self)
    case ...UInt64(UInt16.max - 2): (width, bytes) = packed(numbers, specials, least, UInt16.self)
    case ...UInt64(UInt32.max - 2): (width, bytes) = packed(numbers, specials, least, UInt32.self)
    default: (width, bytes) = packed(numbers, specials, least, UInt64.self)
    }
  }
}

@inline(__always)
private func packed<Number: FixedWidthInteger, Code: FixedWidthInteger & UnsignedInteger>(
  _ numbers: UnsafeBufferPointer<Number>, _ specials: Specials<Number>, _ least: Int64,
  _: Code.Type
) -> (Int, [UInt8]) {
  let width = MemoryLayout<Code>.size
  let bytes = [UInt8](unsafeUninitializedCapacity: numbers.count * width) { bytes, filled in
    let target = UnsafeMutableRawBufferPointer(bytes)
    for index in numbers.indices {
      let number = numbers[index]
      let code = Code(truncatingIfNeeded: Int64(truncatingIfNeeded: number) &- least)
      target.storeBytes(
        of: number == specials.missing ? .max : number == specials.null ? .max - 1 : code,
        toByteOffset: index &* width, as: Code.self)
    }
    filled = numbers.count * width
  }
  return (width, bytes)
}
