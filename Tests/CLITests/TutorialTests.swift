import Foundation
import Testing

/// docs/tutorial.md, done as a person does it: in one shell, block after block.
@Suite struct TutorialTests {
  /// One block of commands and what the page shows below it.
  private struct Step {
    /// For the shell: files that the page had written before, and the commands.
    var commands: String
    let shown: String
  }

  @Test("what the tutorial shows is what one gets", arguments: ["Tiếng Việt", "English"])
  func works(language: String) throws {
    let steps = try steps(language)
    #expect(steps.count > 10)
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let mark = "---- next ----"
    let session = "exec 2>&1\n" + steps.map { $0.commands + "echo '\(mark)'\n" }.joined()
    let run = try Command.shell(session, in: folder)
    let printed = run.output.components(separatedBy: mark + "\n").dropLast()
    #expect(printed.count == steps.count, "\(run.output.suffix(500))")
    for (step, output) in zip(steps, printed) {
      #expect(trimmed(output) == trimmed(step.shown), "\(step.commands)")
    }
  }

  @Test("every block of commands has its output, and the tutorial does all that it promises")
  func whole() throws {
    let text = try page()
    let blocks = text.components(separatedBy: "```sh\n").count - 1
    #expect(try steps("Tiếng Việt").count + steps("English").count == blocks)
    for part in [
      "missing-reports", " -e ", "params = {", ":where", "report.table", "--apply", "undo",
      "check --today", "waive add", "check {", "draft approve", "draft export",
      "require",
    ] {
      #expect(text.components(separatedBy: part).count > 2, "\(part)")
    }
  }

  private func page() throws -> String {
    try String(contentsOf: Command.package.appending(path: "docs/tutorial.md"), encoding: .utf8)
  }

  private func steps(_ language: String) throws -> [Step] {
    let part = try #require(
      try page().components(separatedBy: "\n## ").first { $0.hasPrefix(language + "\n") })
    var (steps, files): ([Step], String) = ([], "")
    let fenced = part.components(separatedBy: "```")
    for position in stride(from: 1, to: fenced.count, by: 2) {
      let block = fenced[position]
      files += edit(described: fenced[position - 1])
      if block.hasPrefix("lua\n") {
        files += try file(String(block.dropFirst(4)))
      } else if block.hasPrefix("sh\n") {
        let shown = try #require(fenced[(position + 2)...].first)
        #expect(shown.hasPrefix("text\n"), "\(block)")
        steps.append(
          Step(commands: files + block.dropFirst(3), shown: String(shown.dropFirst(5))))
        files = ""
      }
    }
    return steps
  }

  /// What the text above a block asks to change in a file by hand, as a command.
  private func edit(described text: String) -> String {
    guard let start = text.range(of: "<!-- run: "), let end = text.range(of: " -->") else {
      return ""
    }
    return text[start.upperBound..<end.lowerBound] + "\n"
  }

  /// A script is saved under the name that its first line has.
  private func file(_ script: String) throws -> String {
    let first = try #require(script.split(separator: "\n").first)
    #expect(first.hasPrefix("-- "))
    let name = first.dropFirst(3)
    return
      "mkdir -p \"$(dirname \(name))\"\ncat > \(name) <<'END OF SCRIPT'\n\(script)END OF SCRIPT\n"
  }

  /// Without the spaces at the ends of lines, which an editor takes away.
  private func trimmed(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}
