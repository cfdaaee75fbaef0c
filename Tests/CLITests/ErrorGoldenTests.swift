import Foundation
import Testing

/// Mistakes made with the real command, and all that is shown of them, in both languages; `make
/// golden` records it.
@Suite struct ErrorGoldenTests {
  private static let golden = Command.package.appending(path: "Tests/CLITests/Golden")

  /// The name of each mistake, and the line that makes it.
  static let mistakes: [(name: String, line: String)] =
    ((try? String(contentsOf: golden.appending(path: "errors.list"), encoding: .utf8)) ?? "")
    .split(separator: "\n").compactMap { line in
      let sides = line.split(separator: "|", maxSplits: 1).map(String.init)
      return sides.count == 2 ? (sides[0], sides[1]) : nil
    }

  private static func recorded(_ name: String) throws -> String {
    try String(contentsOf: golden.appending(path: "errors/\(name).txt"), encoding: .utf8)
  }

  @Test("at least sixty mistakes are recorded")
  func enough() { #expect(Self.mistakes.count >= 60) }

  @Test("a mistake is told as recorded", arguments: mistakes.map(\.name))
  func told(name: String) throws {
    let line = try #require(Self.mistakes.first { $0.name == name }?.line)
    let run = try Command(
      URL(filePath: "/bin/bash"),
      [
        Self.golden.appending(path: "errors.sh").path, Command.product("planscript").path,
        Command.sample, line,
      ])
    #expect(run.output == (try Self.recorded(name)))
  }

  @Test("every mistake ends with its exit code, an error and no word of the engine's")
  func plain() throws {
    for (name, _) in Self.mistakes {
      let text = try Self.recorded(name)
      let codes = text.matches(of: /\nexit ([0-9]+)/).map { $0.1 }
      #expect(codes.count == 2 && codes[0] == codes[1] && codes[0] != "0", "\(name)")
      #expect(text.contains("lỗi: ") && text.contains("error: "), "\(name)")
      for word in [
        "Optional", "CodingKeys", "Fatal", "Swift", "NSError", "errno", "(null)", "stack traceback",
        "Usage:", "USAGE",
      ] {
        #expect(!text.contains(word), "\(name): \(word)")
      }
    }
  }
}
