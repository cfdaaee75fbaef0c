internal import Dispatch
internal import Foundation
internal import Lua

/// A guardian watches a run from outside: Ctrl-C stops the script, and a script that does not
/// heed its time limit ends with the process.
final class Guardian {
  private let signals: any DispatchSourceSignal
  private let watchdog: DispatchWorkItem

  /// How long a script may take to notice that its time is over.
  private static let grace = 2.0

  init(_ interrupter: LuaInterrupter, timeout: Duration?, wording: Wording) {
    signal(SIGINT, SIG_IGN)
    signals = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    nonisolated(unsafe) var hasAsked = false
    signals.setEventHandler {
      if hasAsked { leave(.interrupted) }
      hasAsked = true
      interrupter.interrupt()
    }
    signals.resume()
    let timeout = timeout ?? .seconds(1 << 30)
    watchdog = DispatchWorkItem {
      let message = wording.message(LuaError.timeLimit(timeout, nil), source: { _ in nil })
      Console.error(message.rendered(colour: false, wording: wording))
      leave(.limitReached)
    }
    let parts = timeout.components
    let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    DispatchQueue.global().asyncAfter(
      deadline: .now() + seconds + Guardian.grace, execute: watchdog)
  }

  func dismiss() {
    watchdog.cancel()
    signals.cancel()
  }
}
