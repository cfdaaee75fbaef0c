public import Lua
internal import Synchronization

/// A coverage log gathers what several runs have covered, on whatever threads they were.
public final class CoverageLog: Sendable {
  private let gathered = Mutex(LuaCoverage())

  public init() {}

  public var coverage: LuaCoverage { gathered.withLock { $0 } }

  func add(_ coverage: LuaCoverage) { gathered.withLock { $0.merge(coverage) } }
}
