internal import CLuaSupport

/// Coverage says of each source that a state loaded which of its lines could run, and which did.
/// Every line counts that has an instruction which can be reached; the return that Lua puts behind
/// every function has no line.
public struct LuaCoverage: Sendable, Equatable {
  /// By the name that each source was loaded with.
  public private(set) var files: [String: File] = [:]

  public struct File: Sendable, Equatable {
    /// Lines that could run, counted from 1.
    public private(set) var runnable: Set<Int>
    /// Those of them that did.
    public private(set) var ran: Set<Int>

    public init(runnable: Set<Int>, ran: Set<Int>) {
      self.runnable = runnable
      self.ran = ran.intersection(runnable)
    }

    /// Lines that could have run and did not, in their order.
    public var missed: [Int] { runnable.subtracting(ran).sorted() }

    mutating func merge(_ other: File) {
      runnable.formUnion(other.runnable)
      ran.formUnion(other.ran)
    }
  }

  public init(files: [String: File] = [:]) { self.files = files }

  /// Takes what another state ran into this.
  public mutating func merge(_ other: LuaCoverage) {
    for (name, file) in other.files {
      files[name, default: File(runnable: [], ran: [])].merge(file)
    }
  }
}

extension LuaState {
  /// From now on, what is loaded by a name has its lines noted as they run, until the state is
  /// gone. A run takes about twice as long. Not while a script runs.
  public func startCoverage() { _ = cl_coverage_start(engine) }

  /// Of what was loaded since `startCoverage`; empty before.
  public var coverage: LuaCoverage {
    var files: [String: LuaCoverage.File] = [:]
    for index in 0..<cl_coverage_count(engine) {
      guard let covered = cl_coverage_file(engine, index)?.pointee, let source = covered.source
      else { continue }
      let marks = UnsafeBufferPointer(start: covered.marks, count: covered.lines)
      files[String(cString: source)] = LuaCoverage.File(
        runnable: Set(marks.indices.filter { marks[$0] & 1 != 0 }),
        ran: Set(marks.indices.filter { marks[$0] & 2 != 0 }))
    }
    return LuaCoverage(files: files)
  }
}
