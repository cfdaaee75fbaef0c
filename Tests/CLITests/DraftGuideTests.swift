import Foundation
import PlanScript
import Testing

/// What the page on drafts says can be typed, and prints what it shows.
@Suite struct DraftGuideTests {
  private let page: String

  init() throws {
    page = try String(
      contentsOf: Command.package.appending(path: "docs/drafts.md"), encoding: .utf8)
  }

  @Test("every command runs, one after the other, and its files appear")
  func commands() throws {
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let commands = page.split(separator: "\n").filter { $0.hasPrefix("planscript ") }
    #expect(commands.count >= 15)
    for command in ["planscript init thu --sample"] + commands.map(String.init) {
      let run = try Command.shell(command, in: folder)
      #expect(run.status == 0, "\(command): \(run.errors)")
    }
    for file in [
      "thu-gui/draft-1-chi-bo-kho-bac-mau.eml", "letters/draft-3-dang-bo-phuong-binh-minh-mau.html",
      "lich.ics", "lich-dv-001.ics",
    ] { #expect(FileManager.default.fileExists(atPath: "\(folder)/\(file)"), "\(file)") }
  }

  @Test("the letters that it writes read as it shows")
  func letters() throws {
    let blocks = page.components(separatedBy: "```")
    let scripts = blocks.indices.filter { blocks[$0].hasPrefix("lua\n") }
    #expect(scripts.count == 2)
    for (place, language) in zip(scripts, ["vi", "en"]) {
      let run = try Command.lua(String(blocks[place].dropFirst(4)), language)
      #expect(run.output.hasPrefix(String(blocks[place + 2].dropFirst())), "\(run.output)")
    }
  }

  @Test("it names every script that writes letters")
  func scripts() throws {
    for script in ShippedLibrary.scriptNames where script.hasPrefix("draft-") {
      #expect(page.contains("`\(script)`"), "\(script)")
    }
  }
}
