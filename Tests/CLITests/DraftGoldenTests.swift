import Foundation
import PlanScript
import Testing

/// The letters that every shipped draft script writes on the sample store, whole. `make golden`
/// records them and holds their figures against an independent computation (Golden/drafts.py).
@Suite struct DraftGoldenTests {
  private static let golden = Command.package.appending(path: "Tests/CLITests/Golden")

  static let lines: [String] =
    (try? String(contentsOf: golden.appending(path: "drafts.list"), encoding: .utf8))?
    .split(separator: "\n").map(String.init) ?? []

  @Test("a draft script writes the letters that were recorded", arguments: lines)
  func recorded(line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = DraftGoldenTests.golden.appending(path: "drafts.sh").path
    let planscript = Command.product("planscript").path
    let run = try Command.shell(
      "sh '\(script)' '\(planscript)' '\(Command.sample)' '\(folder)' \(line)")
    #expect(run.status == 0, "\(run.errors)")
    let file = DraftGoldenTests.golden.appending(path: "drafts/\(words[0]).\(words[1]).txt")
    #expect(run.output == (try String(contentsOf: file, encoding: .utf8)))
    #expect(run.output.contains("DỰ THẢO"))
    #expect(!run.output.contains("Chiến lược bảo vệ Tổ quốc"))
  }

  @Test("every draft script is recorded, and every template is used")
  func all() throws {
    let recorded = Set(DraftGoldenTests.lines.compactMap { $0.split(separator: " ").first })
    let scripts = ShippedLibrary.scriptNames.filter { $0.hasPrefix("draft-") }
    #expect(scripts.count == 14)
    #expect(recorded == Set(scripts.map { Substring($0) }))
    let sources =
      (scripts.compactMap(ShippedLibrary.script)
      + ShippedLibrary.templateNames.compactMap(ShippedLibrary.template)).joined()
    #expect(ShippedLibrary.templateNames.count >= 19)
    for name in ShippedLibrary.templateNames {
      #expect(sources.contains("\"\(name)\"") || sources.contains("{{> \(name)}}"), "\(name)")
    }
  }
}
