import Lua

/// Two rows in memory.
final class AllocationColumns: Sendable {
  nonisolated(unsafe) private let names = UnsafeMutablePointer<UInt32>.allocate(capacity: 2)
  nonisolated(unsafe) private let sizes = UnsafeMutablePointer<Int64>.allocate(capacity: 2)
  nonisolated(unsafe) private let offsets = UnsafeMutablePointer<UInt64>.allocate(capacity: 2)
  nonisolated(unsafe) private let lengths = UnsafeMutablePointer<UInt32>.allocate(capacity: 2)
  nonisolated(unsafe) private let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 60)

  init() {
    names.initialize(repeating: 1, count: 2)
    sizes.initialize(repeating: 7, count: 2)
    offsets.initialize(repeating: 10, count: 2)
    lengths.initialize(repeating: 50, count: 2)
    bytes.initialize(repeating: UInt8(ascii: "x"), count: 60)
  }

  deinit {
    names.deallocate()
    sizes.deallocate()
    offsets.deallocate()
    lengths.deallocate()
    bytes.deallocate()
  }

  var symbol: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: 45) }

  func define(_ state: LuaState) {
    state.defineRows(
      table: 0, rowCount: 2,
      fields: [
        ("name", .symbol(names)), ("size", .int64(sizes)),
        ("note", .text(offsets: offsets, lengths: lengths, bytes: bytes)),
        ("more", .int64Handle(sizes, kind: 2)),
      ])
  }
}
