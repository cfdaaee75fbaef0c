import Foundation
import Synchronization

/// `TORTURE_SECONDS` asks the suites for all that they can look at; a plain run looks at a part.
enum Torture {
  static let seconds = ProcessInfo.processInfo.environment["TORTURE_SECONDS"].flatMap(Double.init)

  static var isAsked: Bool { seconds != nil }

  private static let states = Mutex(0)

  /// Counts states that a power cut left, and says how many there were.
  static func count(_ more: Int) {
    let all = states.withLock { states in
      states += more
      return states
    }
    if isAsked { print("states after a power cut: \(all)") }
  }
}
