import Foundation
import Testing

/// A walkthrough is a page of commands with what each prints, done as a person does it: in one
/// shell, block after block. Blocks of Lua are saved as the files that their first lines name.
struct Walkthrough {
  /// One block of commands and what the page shows below it.
  struct Step {
    /// For the shell: files that the page had written before, and the commands.
    var commands: String
    let shown: String
  }

  let steps: [Step]

  init(_ text: String) throws {
    var (steps, files): ([Step], String) = ([], "")
    let fenced = text.components(separatedBy: "```")
    for position in stride(from: 1, to: fenced.count, by: 2) {
      let block = fenced[position]
      files += Walkthrough.edit(described: fenced[position - 1])
      if block.hasPrefix("lua\n") {
        files += try Walkthrough.file(String(block.dropFirst(4)))
      } else if block.hasPrefix("sh\n") {
        let shown = try #require(fenced[(position + 2)...].first)
        #expect(shown.hasPrefix("text\n"), "\(block)")
        steps.append(
          Step(commands: files + block.dropFirst(3), shown: String(shown.dropFirst(5))))
        files = ""
      }
    }
    self.steps = steps
  }

  /// Does all steps in a folder of their own, and holds what they print against the page.
  func run() throws {
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let mark = "---- next ----"
    // Keys that a page makes are its own.
    let setting =
      "exec 2>&1\nexport XDG_DATA_HOME='\(folder)/share' goi='\(Command.package.path)/examples/bundles'\n"
    let session = setting + steps.map { $0.commands + "echo '\(mark)'\n" }.joined()
    let run = try Command.shell(session, in: folder)
    let printed = run.output.components(separatedBy: mark + "\n").dropLast()
    #expect(printed.count == steps.count, "\(run.output.suffix(500))")
    for (step, output) in zip(steps, printed.map { Walkthrough.masked($0, folder) }) {
      #expect(
        Walkthrough.trimmed(output) == Walkthrough.trimmed(step.shown), "\(step.commands)")
    }
  }

  /// Pages write … for keys and hashes, which differ each time, and ~ for where the shell began.
  private static func masked(_ text: String, _ folder: String) -> String {
    text.replacing(folder + "/", with: "~/")
      .replacing(#/([0-9a-f]{4} ){7}[0-9a-f]{4}|[0-9a-f]{64}/#, with: "…")
  }

  /// What the text above a block asks to change in a file by hand, as a command.
  private static func edit(described text: String) -> String {
    guard let start = text.range(of: "<!-- run: "), let end = text.range(of: " -->") else {
      return ""
    }
    return text[start.upperBound..<end.lowerBound] + "\n"
  }

  /// A script is saved under the name that its first line has.
  private static func file(_ script: String) throws -> String {
    let first = try #require(script.split(separator: "\n").first)
    #expect(first.hasPrefix("-- "))
    let name = first.dropFirst(3)
    return
      "mkdir -p \"$(dirname \(name))\"\ncat > \(name) <<'END OF SCRIPT'\n\(script)END OF SCRIPT\n"
  }

  /// Without the spaces at the ends of lines, which an editor takes away.
  private static func trimmed(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}
