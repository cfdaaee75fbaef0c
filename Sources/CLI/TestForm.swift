internal import Lua
internal import PlanModel
internal import PlanScript

/// The form of tests is how their outcome is shown: by file for people, or for build servers.
struct TestForm {
  let session: Session
  let report: TestReport
  let format: TestFormat
  let out: String?
  /// Percent of the lines that should have run.
  let least: ExactDecimal?

  private var wording: Wording { session.wording }

  func write() throws {
    let output = Output(path: out)
    switch format {
    case .table: try output.write(text)
    case .json:
      let json = report.json(describe: wording.inOneLine) { ($0 as? LuaError)?.position }
      try output.write(json.text(pretty: true) + "\n")
    case .junit: try output.write(TestJUnit(report, describe: wording.inOneLine).text)
    }
    try output.finish()
    if format != .table || out != nil { Console.error(wording.tally(report)) }
    if let least, report.falls(short: least) {
      session.fail(wording.tooFewLines(report.covered, least))
    }
  }

  private var text: String {
    var files: [String] = []
    for outcome in report.outcomes where files.last != outcome.file { files.append(outcome.file) }
    var parts = files.map { file in
      ([file] + report.outcomes.filter { $0.file == file }.flatMap(lines)).joined(separator: "\n")
    }
    if report.outcomes.isEmpty {
      parts = [wording.noTests]
    } else {
      parts.append(wording.tally(report))
    }
    if let coverage = report.coverage, !coverage.isEmpty { parts.append(text(of: coverage)) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func lines(_ outcome: TestReport.Outcome) -> [String] {
    guard let failure = outcome.failure else { return ["  ✓ \(outcome.name ?? "")"] }
    return ["  ✗ \(outcome.name ?? wording.fileBroken)"] + details(of: failure)
  }

  /// The sentence with its place, the line of the source, and what else there is to say.
  private func details(of failure: any Error) -> [String] {
    let message = wording.message(failure)
    let place = message.place.map { "\($0.file):\($0.line): " } ?? ""
    var lines = [place + message.text]
    if let place = message.place, let source = place.source {
      lines.append("  \(place.line) │ \(source.trimmingCharacters(in: .whitespaces))")
    }
    lines += message.hints.flatMap { hint in
      hint.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
    }
    return lines.map { "      " + $0 }
  }

  private func text(of files: [TestReport.CoveredFile]) -> String {
    let width = files.map { displayWidth($0.name[...]) }.max() ?? 0
    let format = Format(language: session.language)
    let rows = files.map { file in
      let gap = String(repeating: " ", count: width - displayWidth(file.name[...]))
      let share = format.text(file.ratio, places: 2)
      let missed = file.missedRanges.map { range in
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
      }
      let line = "  \(file.name)\(gap)  \(share)"
      return missed.isEmpty ? line : line + "  " + wording.missedLines(missed)
    }
    return ([wording.coverageTitle(report.covered)] + rows).joined(separator: "\n")
  }
}
