public import Lua
public import PlanModel

/// A test report is what became of all tests, in the order of their files and within them, and
/// which lines of the code they ran.
public struct TestReport: Sendable {
  public let outcomes: [Outcome]
  /// Nothing where nobody asked.
  public let coverage: [CoveredFile]?

  public struct Outcome: Sendable {
    /// As people read it.
    public let file: String
    /// Nothing where the file as a whole could not be read.
    public let name: String?
    public let line: Int?
    /// Nothing where all was as expected.
    public let failure: (any Error)?
    public let duration: Duration
  }

  /// A file of code: its lines that could run, and those that no test ran.
  public struct CoveredFile: Sendable {
    public let name: String
    public let runnable: Int
    public let missed: [Int]

    public var ratio: Ratio { Ratio(Int64(runnable - missed.count), of: Int64(runnable)) }
  }

  public var passed: Int { outcomes.count { $0.name != nil && $0.failure == nil } }
  public var failed: [Outcome] { outcomes.filter { $0.failure != nil } }
  /// Tests that there were; a file that could not be read is none.
  public var count: Int { outcomes.count { $0.name != nil } }

  /// Lines that ran, of all that could; nothing where nobody asked.
  public var covered: Ratio? {
    coverage.map { files in
      files.reduce(Ratio(0, of: 0)) { $0.adding($1.ratio) ?? $0 }
    }
  }
}

extension TestReport.CoveredFile {
  /// Missed lines, those that follow one another together: `3, 7–9`.
  public var missedRanges: [ClosedRange<Int>] {
    missed.reduce(into: []) { ranges, line in
      if let last = ranges.last, last.upperBound == line - 1 {
        ranges[ranges.count - 1] = last.lowerBound...line
      } else {
        ranges.append(line...line)
      }
    }
  }
}

extension TestReport {
  /// The report for other programs. `describe` puts an error into words, `place` says where it is.
  public func json(
    describe: (any Error) -> String, place: (any Error) -> LuaPosition?
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(
        "tally",
        .object([
          .init("tests", .number(String(count))), .init("passed", .number(String(passed))),
          .init("failed", .number(String(failed.count))),
        ])),
      .init("tests", .array(outcomes.map { json($0, describe, place) })),
    ]
    if let coverage, let covered {
      members.append(
        .init(
          "coverage",
          .object([
            .init("lines", PlanValue.ratio(covered).json),
            .init("files", .array(coverage.map(\.json))),
          ])))
    }
    return .object(members)
  }

  private func json(
    _ outcome: Outcome, _ describe: (any Error) -> String, _ place: (any Error) -> LuaPosition?
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("file", .string(outcome.file)),
      .init("name", outcome.name.map { .string($0) } ?? .null),
      .init("line", outcome.line.map { .number(String($0)) } ?? .null),
      .init("passed", .boolean(outcome.failure == nil)),
      .init("seconds", .number(outcome.seconds)),
    ]
    if let failure = outcome.failure {
      members.append(.init("error", .string(describe(failure))))
      if let place = place(failure) {
        members.append(.init("error_file", .string(place.chunk)))
        members.append(.init("error_line", .number(String(place.line))))
      }
    }
    return .object(members)
  }
}

extension TestReport.Outcome {
  /// With three digits behind the point.
  var seconds: String {
    let (whole, rest) = duration.components
    let thousandths = whole * 1000 + rest / 1_000_000_000_000_000
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}

extension TestReport.CoveredFile {
  fileprivate var json: JSONValue {
    .object([
      .init("file", .string(name)), .init("lines", PlanValue.ratio(ratio).json),
      .init("missed", .array(missed.map { .number(String($0)) })),
    ])
  }
}
