internal import Foundation

/// Memory for as many values; whoever asks gives it back with `deallocate`.
///
/// Where it is large the system is asked for its large pages: to touch ten megabytes in pages of
/// four kilobytes takes longer than to fill them.
func largeMemory<Value>(_ count: Int) -> UnsafeMutablePointer<Value> {
  let bytes = max(1, count) * MemoryLayout<Value>.stride
  guard bytes >= largePage else { return .allocate(capacity: max(1, count)) }
  let whole = (bytes + largePage - 1) / largePage * largePage
  let memory = UnsafeMutableRawPointer.allocate(byteCount: whole, alignment: largePage)
  // Advice only: a system without large pages does as it always does.
  _ = madvise(memory, whole, MADV_HUGEPAGE)
  return memory.bindMemory(to: Value.self, capacity: count)
}

private let largePage = 2 << 20

/// The same for a column, which gives it back.
func ownedMemory<Value>(
  _ count: Int, _ owned: inout [UnsafeMutableRawPointer]
) -> UnsafeMutablePointer<Value> {
  let memory: UnsafeMutablePointer<Value> = largeMemory(count)
  owned.append(UnsafeMutableRawPointer(memory))
  return memory
}

/// One number a row, for as long as somebody looks at them.
final class RowNumbers: @unchecked Sendable {
  // Filled by whoever made it, before anyone else sees it.

  let all: UnsafeMutableBufferPointer<UInt32>

  init(count: Int) { all = UnsafeMutableBufferPointer(start: largeMemory(count), count: count) }

  deinit { all.baseAddress?.deallocate() }
}
