internal import Foundation
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The forms in which the outcome of checks can be written.
enum CheckFormat: String, CaseIterable {
  case table, md, html, csv, json, jsonl, junit, sarif

  static let names = allCases.map(\.rawValue)

  /// The form of a report that it is, if it is one.
  var plain: ReportFormat? { ReportFormat(rawValue: rawValue) }
}

/// The form of checks is how findings are shown: in words by check on a terminal, as a table, or
/// for other programs. What concerns the checks and not the data goes beside the output.
struct CheckForm {
  let session: Session
  let report: CheckReport
  let format: CheckFormat
  let out: String?

  private var wording: Wording { session.wording }

  func write() throws {
    let output = Output(path: out)
    switch format {
    case .table: try output.write(text)
    case .md, .html, .csv: try output.write(blocks(format.plain ?? .md))
    case .json:
      let json = report.json(session.language, describe: wording.inOneLine)
      try output.write(json.text(pretty: true) + "\n")
    case .jsonl:
      for finding in report.findings { try output.write(finding.text() + "\n") }
    case .junit:
      try output.write(
        JUnit(report, language: session.language, describe: wording.inOneLine).text)
    case .sarif:
      let sarif = SARIF(
        report, language: session.language, version: Planscript.version, root: root,
        describe: wording.inOneLine)
      try output.write(sarif.json.text(pretty: true) + "\n")
    }
    try output.finish()
    session.tellOnce(report.broken.compactMap(\.failure))
    for text in report.waivers.compactMap(wording.remark) { session.note(text) }
    if format != .table || out != nil { Console.error(wording.tally(report)) }
  }

  private var root: String? {
    session.storePath.map { path in
      "file://" + SARIF.uri(URL(filePath: path).standardizedFileURL.path) + "/"
    }
  }

  // MARK: for people

  /// Of one check: a list that nobody reads to its end is told by its length.
  private static let shown = 20

  private var text: String {
    var parts = report.outcomes.filter { outcome in
      outcome.findings.contains { $0.state == .counted }
    }.map(section)
    if !report.vanished.isEmpty { parts.append(wording.vanished(report.vanished)) }
    parts.append(wording.tally(report))
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func section(_ outcome: CheckReport.Outcome) -> String {
    let counted = outcome.findings.filter { $0.state == .counted }
    let worst = counted.map(\.finding.severity).max() ?? .info
    let title = outcome.check.declaration?.title[session.language] ?? outcome.check.file
    var lines = [
      "\(wording.severity(worst)) · \(title)  [\(outcome.check.name)]  \(counted.count)/\(outcome.check.examined)"
    ]
    lines += counted.prefix(CheckForm.shown).flatMap(line)
    if counted.count > CheckForm.shown {
      lines.append("  " + wording.moreFindings(counted.count - CheckForm.shown))
    }
    if let fix = outcome.check.declaration?.fix {
      lines += wrapped(wording.hintLabel + " " + fix[session.language])
    }
    return lines.joined(separator: "\n")
  }

  /// The place, then the sentence.
  private func line(_ reported: CheckReport.Reported) -> [String] {
    let finding = reported.finding
    let place = reported.place.map { "\($0.file):\($0.line)" }
    let head = [place, finding.record?.id].compactMap { $0 }.joined(separator: "  ")
    return (head.isEmpty ? [] : ["  - " + head])
      + wrapped(finding.message, indent: head.isEmpty ? "  - " : "    ")
  }

  /// Lines that fit the window.
  private func wrapped(_ text: String, indent: String = "  ") -> [String] {
    let width = out == nil ? Console.width.map { max(30, $0) - indent.count } : nil
    let lines = width.map { PlanScript.wrapped(text, to: $0) } ?? [text]
    let rest = String(repeating: " ", count: indent.count)
    return lines.enumerated().map { ($0 == 0 ? indent : rest) + $1 }
  }

  // MARK: as a report

  private func blocks(_ format: ReportFormat) -> String {
    var rendering = Rendering(
      format, presenter: Presenter(language: session.language, snapshot: nil))
    var blocks: [Block] = [.table(wording.table(report))]
    if format != .csv {
      blocks = [.heading(wording.checkTitle, level: 1), .text(wording.tally(report))] + blocks
    }
    return blocks.map { rendering.add($0) }.joined() + rendering.finish()
  }
}
