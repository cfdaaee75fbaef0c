import Foundation
import Testing

/// docs/queries.md, read as a script reads: each block of Lua with what it prints.
@Suite struct QueryGuideTests {
  struct Block: Sendable, CustomTestStringConvertible {
    let code: String
    let output: String
    var testDescription: String { code }
  }

  static let guide = (try? blocks(of: "docs/queries.md")) ?? []

  @Test("the guide to queries has its blocks, each with an output")
  func hasBlocks() throws {
    let text = try String(contentsOf: Self.file("docs/queries.md"), encoding: .utf8)
    #expect(Self.guide.count > 15)
    #expect(Self.guide.count == text.components(separatedBy: "```lua\n").count - 1)
  }

  @Test("what the guide to queries shows is what the command prints", arguments: guide)
  func prints(block: Block) throws {
    let run = try Command(
      "-d", Command.sample, "--today", "2023-12-22", "--lang", "vi", "-", input: block.code)
    #expect(Self.lines(run.output + run.errors) == Self.lines(block.output))
  }

  private static func file(_ path: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: path)
  }

  private static func blocks(of path: String) throws -> [Block] {
    let text = try String(contentsOf: file(path), encoding: .utf8)
    return text.components(separatedBy: "```lua\n").dropFirst().compactMap { rest in
      let pieces = rest.components(separatedBy: "\n```\n\n```text\n")
      guard pieces.count > 1, let output = pieces[1].components(separatedBy: "\n```\n").first else {
        return nil
      }
      return Block(code: pieces[0] + "\n", output: output)
    }
  }

  /// Without the spaces at the ends of lines, which an editor takes away.
  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}
