internal import PlanModel

/// A test report as JUnit's XML: a suite for each file, a case for each test, and one for a file
/// that could not be read.
public struct TestJUnit {
  private let report: TestReport
  private let describe: (any Error) -> String

  /// `describe` puts an error into words, with its place.
  public init(_ report: TestReport, describe: @escaping (any Error) -> String) {
    (self.report, self.describe) = (report, describe)
  }

  public var text: String {
    var files: [String] = []
    for outcome in report.outcomes where files.last != outcome.file { files.append(outcome.file) }
    let suites = files.flatMap { file in
      suite(file, report.outcomes.filter { $0.file == file })
    }
    let head = "<testsuites name=\"planscript test\"" + totals(report.outcomes) + ">"
    return
      (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", head] + suites + ["</testsuites>", ""])
      .joined(separator: "\n")
  }

  private func totals(_ outcomes: [TestReport.Outcome]) -> String {
    let failed = outcomes.count { $0.name != nil && $0.failure != nil }
    let broken = outcomes.count { $0.name == nil }
    return " tests=\"\(outcomes.count)\" failures=\"\(failed)\" errors=\"\(broken)\""
  }

  private func suite(_ file: String, _ outcomes: [TestReport.Outcome]) -> [String] {
    ["  <testsuite name=\"\(JUnit.escaped(file))\"" + totals(outcomes) + " skipped=\"0\">"]
      + outcomes.flatMap(lines) + ["  </testsuite>"]
  }

  private func lines(_ outcome: TestReport.Outcome) -> [String] {
    let name = JUnit.escaped(outcome.name ?? outcome.file)
    let head =
      "    <testcase classname=\"\(JUnit.escaped(outcome.file))\" name=\"\(name)\""
      + " time=\"\(outcome.seconds)\""
    guard let failure = outcome.failure else { return [head + "/>"] }
    let element = outcome.name == nil ? "error" : "failure"
    return [
      head + ">", "      <\(element) message=\"\(JUnit.escaped(describe(failure)))\"/>",
      "    </testcase>",
    ]
  }
}
