internal import Foundation
internal import Lua

/// The guardian watches a run from outside: Ctrl-C stops the script, a second one the process;
/// and a script that does not heed its time limit ends with the process.
///
/// Signal handlers, because a thread that waits would cost every one-liner its start.
enum Guardian {
  // Written before the handlers are installed, and by them; there is one run a process.
  nonisolated(unsafe) private static var interrupter: LuaInterrupter?
  nonisolated(unsafe) private static var hasAsked = false
  nonisolated(unsafe) private static var farewell = UnsafeMutableBufferPointer<UInt8>.allocate(
    capacity: 0)

  /// How many seconds a script may take to notice that its time is over.
  private static let grace = 2.0

  static func watch(_ interrupter: LuaInterrupter, timeout: Duration, wording: Wording) {
    self.interrupter = interrupter
    let message = wording.message(LuaError.timeLimit(timeout, nil))
      .rendered(colour: false, wording: wording)
    farewell = .allocate(capacity: message.utf8.count + 1)
    _ = farewell.initialize(from: Array((message + "\n").utf8))
    listen()
    signal(SIGINT) { _ in
      if Guardian.hasAsked { _exit(ExitStatus.interrupted.rawValue) }
      Guardian.hasAsked = true
      Guardian.interrupter?.interrupt()
    }
    signal(SIGALRM) { _ in
      write(STDERR_FILENO, Guardian.farewell.baseAddress, Guardian.farewell.count)
      _exit(ExitStatus.limitReached.rawValue)
    }
    hasAsked = false
    let parts = timeout.components
    let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    alarm(UInt32(min(seconds + grace, 1e9).rounded(.up)))
  }

  /// Whoever started this process may have kept these signals from it.
  static func listen() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGALRM] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Between two runs there is nothing to stop: Ctrl-C ends the process.
  static func standBy() {
    listen()
    signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
    // It may have come when the script had ended and this was not yet said.
    if hasAsked { _exit(ExitStatus.interrupted.rawValue) }
  }

  /// The script is done: what follows has no time limit, and a first Ctrl-C does not stop it.
  static func rest() { alarm(0) }
}
