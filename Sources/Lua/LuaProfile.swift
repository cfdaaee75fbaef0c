internal import CLuaSupport

/// A profile says which lines of a run's scripts took the time. Time inside a function of C or
/// of the host goes to the line that called it.
public struct LuaProfile: Sendable {
  public struct Line: Sendable {
    public let position: LuaPosition
    public let time: Duration
    /// How often the profiler found the run here.
    public let samples: Int
  }

  /// The dearest first.
  public let lines: [Line]

  /// All the time that was charged.
  public var total: Duration { lines.reduce(.zero) { $0 + $1.time } }
}

extension LuaState {
  /// Does `body` and says which lines of the scripts that it ran took the time. Looking costs
  /// little: once every `interval`, at least 0.1 ms.
  public func profile<Result>(
    every interval: Duration = .milliseconds(1), _ body: () throws -> Result
  ) rethrows -> (result: Result, profile: LuaProfile) {
    let nanoseconds = interval / .nanoseconds(1)
    guard cl_profile_start(engine, UInt64(min(max(nanoseconds, 1e5), 9e8))) else {
      return (try body(), LuaProfile(lines: []))
    }
    defer { cl_profile_stop(engine) }
    let result = try body()
    return (result, LuaProfile(lines: profileLines.sorted { $0.time > $1.time }))
  }

  private var profileLines: [LuaProfile.Line] {
    (0..<cl_profile_count(engine)).compactMap { index in
      guard let line = cl_profile_line(engine, index)?.pointee else { return nil }
      return LuaProfile.Line(
        position: position(chunk: cString(line.source), line: Int(line.line)),
        time: .nanoseconds(Int64(clamping: line.nanoseconds)), samples: Int(clamping: line.samples))
    }
  }
}
