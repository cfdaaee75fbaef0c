internal import CLuaSupport

/// A limit is what a run may use before it is stopped. Hitting one ends the run, whatever its
/// script does, with a `LuaError` that says which limit and where.
public struct LuaLimits: Sendable, Equatable {
  /// Wall time of one outermost call, host functions included. `nil`: no limit.
  public var time: Duration?
  /// Bytes that the state may hold. `nil`: no limit.
  public var memory: Int?
  /// Bytes that one run may print. `nil`: no limit.
  public var output: Int?
  /// Coroutines alive at one time.
  public var coroutines: Int
  /// Bytes of one source text.
  public var source: Int

  public init(
    time: Duration? = nil, memory: Int? = nil, output: Int? = nil,
    coroutines: Int = 10_000, source: Int = 8 << 20
  ) {
    self.time = time
    self.memory = memory
    self.output = output
    self.coroutines = coroutines
    self.source = source
  }

  var nanoseconds: UInt64 {
    guard let time else { return 0 }
    let (seconds, attoseconds) = time.components
    guard seconds >= 0, attoseconds >= 0 else { return 1 }
    guard seconds < 1 << 33 else { return 0 }
    return max(1, UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000))
  }
}

/// An interrupter stops a run from any thread, as Ctrl-C does: the run ends with
/// `LuaError.interrupted`. Interrupting when nothing runs does nothing.
public final class LuaInterrupter: Sendable {
  // The flag is atomic and lives as long as this object, which the state retains.
  nonisolated(unsafe) let flag: OpaquePointer

  init() {
    guard let flag = cl_flag_new() else { preconditionFailure("out of memory") }
    self.flag = flag
  }

  deinit { cl_flag_free(flag) }

  public func interrupt() { cl_flag_raise(flag) }

  /// Whether it was asked for since the last run began: for a host function that works long.
  public var isInterrupting: Bool { cl_flag_raised(flag) }
}
