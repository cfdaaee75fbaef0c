import Foundation
import Testing

/// What the pages on the prompt show can be typed, and gives what they show.
@Suite(.serialized) struct PromptGuideTests {
  private func page(_ name: String) throws -> String {
    try String(contentsOf: Command.package.appending(path: "docs/\(name)"), encoding: .utf8)
  }

  /// The lines of all conversations: what is typed, and what shall come.
  private func exchanges(_ page: String) -> [(typed: String, shown: [String])] {
    var found: [(typed: String, shown: [String])] = []
    for block in page.components(separatedBy: "```text\n").dropFirst() {
      let lines = (block.components(separatedBy: "\n```").first ?? "").split(separator: "\n")
      for line in lines {
        if let prompt = line.range(of: "> "), line.hasPrefix("thu") {
          found.append((String(line[prompt.upperBound...]), []))
        } else if line.hasPrefix("… ") {
          found.append((String(line.dropFirst(2)), []))
        } else if !found.isEmpty {
          found[found.count - 1].shown.append(String(line))
        }
      }
    }
    return found
  }

  @Test("every line of the pages gives what stands below it", arguments: ["vi", "en"])
  func conversations(language: String) throws {
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try Command("init", "thu", "--sample", in: folder).status == 0)
    let terminal = try Terminal(
      "-d", folder + "/thu", "--lang", language, "--no-color", columns: 100, rows: 50)
    try terminal.ready()
    let all = exchanges(try page(language == "vi" ? "repl.vi.md" : "repl.md"))
    #expect(all.count >= 13)
    for (typed, shown) in all {
      terminal.type(typed + "\r")
      try terminal.wait(for: "\n")
      for line in shown { try terminal.wait(for: line) }
      // A line that waits for more has another prompt.
      if typed.hasSuffix(" do") || typed.hasPrefix("  ") {
        try terminal.wait(for: "… ")
      } else {
        try terminal.ready()
      }
    }
  }

  @Test("both pages name every command")
  func commands() throws {
    for name in [
      "help", "tables", "fields", "all", "vars", "diff", "apply", "undo", "discard", "refresh",
      "save", "load", "run", "time", "profile", "export", "lang", "quit",
    ] {
      for file in ["repl.md", "repl.vi.md"] {
        #expect(try page(file).contains("`:\(name)"), "\(file): \(name)")
      }
    }
  }
}
