internal import Foundation
internal import PlanScript
internal import Synchronization

/// A progress line tells at a terminal how far work is that takes longer than a second. It stands
/// on standard error, is written over itself, and is gone before anything else is written.
final class ProgressLine: Sendable {
  private let start = ContinuousClock.now
  private let label: @Sendable (String) -> String
  /// When the line was drawn last; nothing once the work is done.
  private let last = Mutex<ContinuousClock.Instant?>(.now)

  private static let patience = Duration.seconds(1)
  private static let pause = Duration.milliseconds(100)
  /// Whether a line stands on the terminal.
  private static let isShown = Mutex(false)

  /// `label` makes the line of a figure.
  fileprivate init(_ label: @escaping @Sendable (String) -> String) { self.label = label }

  /// From any thread: so many of all are done.
  func tell(_ done: Int, of all: Int) {
    guard done < all else { return ProgressLine.hide() }
    guard isDue(after: ProgressLine.pause) else { return }
    let filled = done * ProgressLine.barWidth / all
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "░", count: ProgressLine.barWidth - filled)
    ProgressLine.show("\(bar) " + label("\(done)/\(all)"))
  }

  /// Tells during the work how many seconds have gone by.
  fileprivate func counting<Result>(_ work: () throws -> Result) rethrows -> Result {
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + 1.01, repeating: 1)
    timer.setEventHandler { [self] in
      guard isDue(after: .zero) else { return }
      ProgressLine.show(label("\((ContinuousClock.now - start).components.seconds)"))
    }
    timer.resume()
    defer {
      timer.cancel()
      last.withLock { $0 = nil }
      ProgressLine.hide()
    }
    return try work()
  }

  private static let barWidth = 10

  private func isDue(after pause: Duration) -> Bool {
    let now = ContinuousClock.now
    guard now - start > ProgressLine.patience else { return false }
    return last.withLock { last in
      guard let time = last, now - time > pause else { return false }
      last = now
      return true
    }
  }

  private static func show(_ text: String) {
    let width = (Console.columns(of: STDERR_FILENO) ?? 80) - 1
    isShown.withLock { isShown in
      isShown = true
      Console.writeError("\r" + cut(text, to: width) + clearing)
    }
  }

  /// Before anything else is written.
  static func hide() {
    isShown.withLock { isShown in
      if isShown { Console.writeError("\r" + clearing) }
      isShown = false
    }
  }

  private static let clearing = "\u{1B}[K"
}

extension Session {
  /// A line for work whose parts are counted; nobody sees it where standard error is no terminal,
  /// or with `-q`.
  func progress(_ label: @escaping @Sendable (String) -> String) -> @Sendable (Int, Int) -> Void {
    guard showsProgress else { return { _, _ in } }
    let line = ProgressLine(label)
    return { line.tell($0, of: $1) }
  }

  /// Does work of unknown length, and tells meanwhile how long it takes.
  func timing<Result>(
    _ label: @escaping @Sendable (String) -> String, _ body: () throws -> Result
  ) rethrows -> Result {
    guard showsProgress else { return try body() }
    return try ProgressLine(label).counting(body)
  }
}
