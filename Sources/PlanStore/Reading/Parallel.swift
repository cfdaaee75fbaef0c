internal import Foundation

/// Does `body` for 0 ..< count on all cores, and gives the results in their order; the first
/// error in that order is thrown. What is not worth waking the other cores is done here.
/// `progress` is told from any thread how many are done.
package func concurrently<Result, Failure: Error>(
  _ count: Int, isWorthIt: Bool = true, progress: @escaping @Sendable (Int) -> Void = { _ in },
  _ body: (Int) throws(Failure) -> Result
) throws(Failure) -> [Result] {
  guard isWorthIt, count > 1 else {
    var results: [Result] = []
    for index in 0..<count {
      results.append(try body(index))
      progress(index + 1)
    }
    return results
  }
  let board = Board<Result, Failure>(count, progress)
  withoutActuallyEscaping(body) { body in
    // The calls end before this function does, and each writes a place of its own.
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: count) { index in
      board.write(Swift.Result { () throws(Failure) in try body(index) }, at: index)
    }
  }
  return try board.results()
}

/// Where workers leave their results.
private final class Board<Value, Failure: Error>: @unchecked Sendable {
  // Only touched under the lock until all are done.
  private var places: [Result<Value, Failure>?]
  private var done = 0
  private let lock = NSLock()
  private let progress: @Sendable (Int) -> Void

  init(_ count: Int, _ progress: @escaping @Sendable (Int) -> Void) {
    places = [Result<Value, Failure>?](repeating: nil, count: count)
    self.progress = progress
  }

  func write(_ result: Result<Value, Failure>, at index: Int) {
    lock.withLock {
      places[index] = result
      done += 1
      progress(done)
    }
  }

  func results() throws(Failure) -> [Value] {
    var values: [Value] = []
    for place in places { if let place { values.append(try place.get()) } }
    return values
  }
}

/// From how many rows on a pass over a column is worth all cores.
let manyRows = 100_000
