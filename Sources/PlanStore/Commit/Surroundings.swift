internal import Foundation

/// What a commit needs of the world beside the disk: a clock for the log, chance for ids and
/// waiting, and a way to wait.
package struct Surroundings: Sendable {
  /// Seconds since 1970.
  package var now: @Sendable () -> Int64
  package var random: @Sendable () -> UInt64
  /// A clock that nobody sets.
  package var uptime: @Sendable () -> Duration
  package var pause: @Sendable (Duration) -> Void

  package init(
    now: @escaping @Sendable () -> Int64, random: @escaping @Sendable () -> UInt64,
    uptime: @escaping @Sendable () -> Duration, pause: @escaping @Sendable (Duration) -> Void
  ) {
    self.now = now
    self.random = random
    self.uptime = uptime
    self.pause = pause
  }

  package static let system = Surroundings(
    now: { Int64(Date().timeIntervalSince1970) },
    random: { UInt64.random(in: .min ... .max) },
    uptime: { .nanoseconds(Int64(clamping: DispatchTime.now().uptimeNanoseconds)) },
    pause: { pause in
      let (seconds, attoseconds) = pause.components
      Thread.sleep(forTimeInterval: Double(seconds) + Double(attoseconds) * 1e-18)
    })
}
