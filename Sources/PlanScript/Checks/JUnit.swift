public import PlanModel
import PlanStore

/// A report as JUnit's XML, as build servers read it: a suite for each check, a case for each
/// finding, and one case that passes where there is none.
public struct JUnit {
  private let report: CheckReport
  private let language: Language
  private let describe: (any Error) -> String

  public init(
    _ report: CheckReport, language: Language, describe: @escaping (any Error) -> String
  ) {
    (self.report, self.language, self.describe) = (report, language, describe)
  }

  public var text: String {
    let suites = report.outcomes.map(Suite.init)
    // The schema that build servers use counts what was left out by suite only.
    let head =
      "<testsuites name=\"planscript\"" + JUnit.totals(suites.map(\.counts).reduce(.zero, +)) + ">"
    let body = suites.flatMap { lines($0) }
    return (["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", head] + body + ["</testsuites>", ""])
      .joined(separator: "\n")
  }

  private struct Suite {
    let outcome: CheckReport.Outcome

    init(_ outcome: CheckReport.Outcome) { self.outcome = outcome }

    /// Whether one case stands for the check as a whole.
    var isOneCase: Bool { outcome.check.failure != nil || outcome.findings.isEmpty }
    var isVacuous: Bool { outcome.check.failure == nil && outcome.check.examined == 0 }

    var counts: Counts {
      if isOneCase {
        let isBroken = outcome.check.failure != nil
        return Counts(tests: 1, failures: 0, errors: isBroken ? 1 : 0, skipped: isVacuous ? 1 : 0)
      }
      let failures = outcome.findings.count { $0.state == .counted }
      return Counts(
        tests: outcome.findings.count, failures: failures, errors: 0,
        skipped: outcome.findings.count - failures)
    }
  }

  private struct Counts {
    var (tests, failures, errors, skipped) = (0, 0, 0, 0)
    static let zero = Counts()

    init(tests: Int = 0, failures: Int = 0, errors: Int = 0, skipped: Int = 0) {
      (self.tests, self.failures, self.errors, self.skipped) = (tests, failures, errors, skipped)
    }

    static func + (a: Counts, b: Counts) -> Counts {
      Counts(
        tests: a.tests + b.tests, failures: a.failures + b.failures, errors: a.errors + b.errors,
        skipped: a.skipped + b.skipped)
    }
  }

  private static func totals(_ counts: Counts) -> String {
    " tests=\"\(counts.tests)\" failures=\"\(counts.failures)\" errors=\"\(counts.errors)\""
  }

  private func lines(_ suite: Suite) -> [String] {
    let check = suite.outcome.check
    let head =
      "  <testsuite name=\"\(JUnit.escaped(check.name))\"" + JUnit.totals(suite.counts)
      + " skipped=\"\(suite.counts.skipped)\">"
    let properties = [
      "    <properties>",
      "      <property name=\"examined\" value=\"\(check.examined)\"/>",
      "    </properties>",
    ]
    let cases = suite.isOneCase ? whole(suite) : suite.outcome.findings.flatMap { lines($0) }
    return [head] + properties + cases + ["  </testsuite>"]
  }

  /// The case of a check that found nothing, had nothing to look at, or broke.
  private func whole(_ suite: Suite) -> [String] {
    let check = suite.outcome.check
    let name = check.declaration?.title[language] ?? check.file
    let head = self.head(check.name, name)
    if let failure = check.failure {
      return [head + ">", element("error", describe(failure)), "    </testcase>"]
    }
    return suite.isVacuous ? [head + ">", "      <skipped/>", "    </testcase>"] : [head + "/>"]
  }

  private func lines(_ reported: CheckReport.Reported) -> [String] {
    let finding = reported.finding
    let record = finding.record.map { "\($0.collection)/\($0.id)" } ?? finding.check
    let name = record + (finding.field.map { "." + $0 } ?? "")
    let place = reported.place.map { "\($0.file):\($0.line): " } ?? ""
    let isCounted = reported.state == .counted
    let body =
      isCounted
      ? element("failure", place + finding.message, type: finding.severity.rawValue)
      : element("skipped", place + finding.message)
    return [head(finding.check, name) + ">", body, "    </testcase>"]
  }

  private func head(_ suite: String, _ name: String) -> String {
    "    <testcase classname=\"\(JUnit.escaped(suite))\" name=\"\(JUnit.escaped(name))\""
  }

  private func element(_ name: String, _ message: String, type: String? = nil) -> String {
    let type = type.map { " type=\"\($0)\"" } ?? ""
    return "      <\(name) message=\"\(JUnit.escaped(message))\"\(type)/>"
  }

  /// Text inside an attribute. Characters that XML 1.0 does not have are left out.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\n", "\t", "\r": out += "&#\(scalar.value);"
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": continue
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
