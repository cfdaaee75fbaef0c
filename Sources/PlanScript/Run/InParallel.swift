internal import Foundation

/// What `body` makes of each item, on all cores, in the items' order. `progress` is told from any
/// thread how many are done.
func inParallel<Item: Sendable, Made: Sendable>(
  _ items: [Item], progress: @escaping @Sendable (Int) -> Void = { _ in },
  _ body: @escaping @Sendable (Item) -> Made
) -> [Made] {
  let board = Board<Made>(count: items.count, progress: progress)
  DispatchQueue.concurrentPerform(iterations: items.count) { index in
    board.write(body(items[index]), at: index)
  }
  return board.results
}

/// Where threads leave what they made.
private final class Board<Made: Sendable>: @unchecked Sendable {
  // Only touched under the lock.
  private var places: [Made?]
  private var done = 0
  private let lock = NSLock()
  private let progress: @Sendable (Int) -> Void

  init(count: Int, progress: @escaping @Sendable (Int) -> Void) {
    places = [Made?](repeating: nil, count: count)
    self.progress = progress
  }

  func write(_ made: Made, at index: Int) {
    lock.withLock {
      places[index] = made
      done += 1
      progress(done)
    }
  }

  var results: [Made] { lock.withLock { places.compactMap { $0 } } }
}
