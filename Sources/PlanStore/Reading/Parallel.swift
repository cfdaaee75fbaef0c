internal import Foundation

/// Does `body` for 0 ..< count on all cores, and gives the results in their order; the first
/// error in that order is thrown. What is not worth waking the other cores is done here.
func concurrently<Result>(
  _ count: Int, isWorthIt: Bool, _ body: (Int) throws -> Result
) throws -> [Result] {
  guard isWorthIt, count > 1 else { return try (0..<count).map(body) }
  let board = Board<Result>(count)
  withoutActuallyEscaping(body) { body in
    // The calls end before this function does, and each writes a place of its own.
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: count) { index in
      board.write(Swift.Result { try body(index) }, at: index)
    }
  }
  return try board.results()
}

/// Where workers leave their results.
private final class Board<Value>: @unchecked Sendable {
  // Only touched under the lock.
  private var places: [Result<Value, any Error>?]
  private let lock = NSLock()

  init(_ count: Int) { places = [Result<Value, any Error>?](repeating: nil, count: count) }

  func write(_ result: Result<Value, any Error>, at index: Int) {
    lock.withLock { places[index] = result }
  }

  func results() throws -> [Value] { try lock.withLock { try places.compactMap { try $0?.get() } } }
}

/// From how many rows on a pass over a column is worth all cores.
let manyRows = 100_000
