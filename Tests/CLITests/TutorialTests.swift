import Foundation
import Testing

/// docs/tutorial.md, done as a person does it: in one shell, block after block.
@Suite struct TutorialTests {
  @Test("what the tutorial shows is what one gets", arguments: ["Tiếng Việt", "English"])
  func works(language: String) throws {
    let walkthrough = try walkthrough(language)
    #expect(walkthrough.steps.count > 10)
    try walkthrough.run()
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

  private func steps(_ language: String) throws -> [Walkthrough.Step] {
    try walkthrough(language).steps
  }

  private func walkthrough(_ language: String) throws -> Walkthrough {
    try Walkthrough(
      try #require(
        try page().components(separatedBy: "\n## ").first { $0.hasPrefix(language + "\n") }))
  }
}
