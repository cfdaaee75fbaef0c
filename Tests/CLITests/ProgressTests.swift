import Foundation
import Testing

/// What long work shows at a terminal.
@Suite struct ProgressTests {
  /// Works for a little longer than nothing is shown.
  private static let slow = "local t = os.clock() while os.clock() - t < 1.8 do end print('xong')"

  @Test("a script that takes longer than a second says so, and the line is gone at its end")
  func script() throws {
    let terminal = try Terminal("--lang", "vi", "-e", Self.slow)
    try terminal.wait(for: "\rđang chạy 1 giây (Ctrl-C để dừng)\u{1B}[K", seconds: 60)
    #expect(try terminal.wait(for: "xong").hasSuffix("\r\u{1B}[Kxong"))
    #expect(terminal.status() == 0)
  }

  @Test("work whose parts are counted has a bar, with -q it has none")
  func counted() throws {
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = "\(folder)/slow.lua"
    let code = "local t = os.clock() while os.clock() - t < 0.1 do end"
    try Data(code.utf8).write(to: URL(filePath: script))
    func arguments(_ name: String) -> [String] {
      ["-d", Command.sample, script, "--per", "unit", "--out", "\(folder)/\(name)", "--lang", "en"]
    }
    let terminal = try Terminal(arguments("shown"))
    try terminal.wait(for: "░ ", seconds: 60)
    try terminal.wait(for: "/38 units\u{1B}[K", seconds: 60)
    #expect(terminal.status() == 0)
    let quiet = try Terminal(arguments("quiet") + ["-q"])
    #expect(try !quiet.wait(for: "files", seconds: 60).contains("░"))
  }

  @Test("what is no terminal gets neither")
  func piped() throws {
    let run = try Command("-e", Self.slow)
    #expect(run.output == "xong\n" && run.errors.isEmpty)
  }
}
