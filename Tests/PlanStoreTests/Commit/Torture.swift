import Foundation
import Synchronization

/// `TORTURE_SECONDS` asks the suites for all that they can look at, each for no longer than its
/// part of that time; a plain run looks at a little.
enum Torture {
  static let seconds = ProcessInfo.processInfo.environment["TORTURE_SECONDS"].flatMap(Double.init)

  static var isAsked: Bool { seconds != nil }
}

/// A tally is how many of something a torture shall look at, and how many it has.
final class Tally: Sendable {
  private let what: String
  let wanted: Int
  private let end: Date
  private let found = Mutex(0)

  /// Until `wanted` of them are looked at, or this part of the time is over.
  init(_ what: String, wanted: Int, part: Double = 1) {
    (self.what, self.wanted) = (what, wanted)
    end = Date().addingTimeInterval((Torture.seconds ?? 0) * part)
  }

  var count: Int { found.withLock { $0 } }

  func add(_ more: Int) { found.withLock { $0 += more } }

  var isReached: Bool { count >= wanted }

  /// Whether the time ended before.
  var isCutShort: Bool { !isReached && Date() >= end }

  /// Says what was reached, and plainly when that is less than was wanted.
  func tell() {
    guard Torture.isAsked else { return }
    let rest = isCutShort ? ": THE TIME ENDED before the \(wanted) that are wanted" : ""
    print("torture: \(count) \(what)\(rest)")
  }
}
