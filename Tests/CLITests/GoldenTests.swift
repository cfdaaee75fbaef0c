import Foundation
import PlanScript
import Testing

/// What the shipped scripts print on the sample store, to the byte. `make golden` records the
/// files and holds their figures against an independent computation (Golden/figures.py).
@Suite struct GoldenTests {
  /// Those that write letters: see `DraftGoldenTests`.
  static let scripts = ShippedLibrary.scriptNames.filter { !$0.hasPrefix("draft-") }

  @Test("a shipped script prints what was recorded", arguments: scripts, ["vi", "en"])
  func recorded(script: String, language: String) throws {
    for format in ["table", "md", "html", "csv", "json"] {
      let run = try Command(
        "-d", Command.sample, script, "--today", "2023-12-22", "--lang", language, "-o", format)
      let file = Command.package.appending(
        path: "Tests/CLITests/Golden/\(script).\(language).\(format)")
      // Not by String's own reading of files, which drops the byte order mark.
      #expect(
        run.output == String(decoding: try Data(contentsOf: file), as: UTF8.self),
        "\(file.lastPathComponent)")
      #expect(run.status == 0)
    }
  }

  @Test("footnote 2 of the plan, unit by unit and for all")
  func footnote2() throws {
    let run = try Command("-d", Command.sample, "summary", "--lang", "vi", "-o", "csv")
    let lines = run.output.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 14)
    #expect(lines[1] == "Đảng bộ phường Bình Minh (mẫu);28;3;2;23;22;95,65%;8;7;87,50%")
    #expect(lines[10] == "Chi bộ Ban Chỉ huy Quân sự thành phố (mẫu);18;0;0;18;17;94,44%;0;0;–")
    #expect(lines[13] == "Tổng cộng;240;17;26;208;194;93,27%;60;53;88,33%")
  }

  @Test("the spreadsheet form begins with a byte order mark and ends its lines with CR LF")
  func spreadsheet() throws {
    let run = try Command("-d", Command.sample, "summary", "-o", "csv", "--lang", "en")
    #expect(run.output.unicodeScalars.first == "\u{FEFF}")
    #expect(run.output.hasSuffix("\r\n"))
    #expect(run.output.contains("Unit,Members in all,Exempt"))
  }

  @Test("one class alone, when the script is asked for it")
  func oneClass() throws {
    let run = try Command(
      "-d", Command.sample, "summary", "-P", "session=lop-tp-1", "-o", "csv", "--lang", "vi")
    #expect(run.output.contains("Tổng cộng;240;17;26;33;31;93,94%;1;1;100,00%"))
  }
}
