internal import Synchronization

/// A lapse is what a snapshot could not keep: the cache told of a file, more of it was wanted, and
/// the file had been changed by another program meanwhile. What was read since is in doubt.
final class Lapse: Sendable {
  private let fault = Mutex<FileFault?>(nil)

  init() {}

  func note(_ fault: FileFault) { self.fault.withLock { if $0 == nil { $0 = fault } } }

  /// Throws once something was not kept.
  func check() throws(StoreError) {
    if let fault = fault.withLock({ $0 }) { throw .file(fault) }
  }
}
