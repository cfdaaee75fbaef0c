import Foundation
import Testing

/// `planscript schema --lua-stubs DIR`.
@Suite struct EditorFolderTests {
  private static let names = [
    ".luacheckrc", ".luarc.json", "planscript-definitions/modules.lua",
    "planscript-definitions/queries.lua", "planscript-definitions/records.lua",
    "planscript-definitions/tests.lua", "planscript-definitions/values.lua",
  ]

  /// A directory of its own, gone afterwards.
  private final class Folder {
    let path = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }
    var files: [String] {
      get throws {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
          .filter { $0 != "planscript-definitions" }
      }
    }
  }

  private func stubs(_ folder: Folder, _ language: String = "vi") throws -> Command {
    try Command("schema", "--lua-stubs", ".", "--lang", language, in: folder.path)
  }

  @Test("the files are written and named, in the language asked for, and written again")
  func written() throws {
    let folder = try Folder()
    let first = try stubs(folder)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.hasPrefix("Đã ghi:\n  ./.luarc.json\n"))
    #expect(try folder.files == Self.names)
    let records = "planscript-definitions/records.lua"
    #expect(try folder.text(records).contains("---@field name string # Đơn vị\n"))
    #expect(try stubs(folder, "en").output.hasPrefix("Written:\n"))
    #expect(try folder.text(records).contains("---@field name string # Unit\n"))
  }

  @Test("a file of somebody else's stays, and nothing is written")
  func foreign() throws {
    let folder = try Folder()
    try folder.write(".luacheckrc", "std = \"lua54\"\n")
    let run = try stubs(folder, "en")
    #expect(run.status == 2)
    #expect(run.errors.contains(".luacheckrc"), "\(run.errors)")
    #expect(try folder.files == [".luacheckrc"])
    #expect(try folder.text(".luacheckrc") == "std = \"lua54\"\n")
  }

  private static let luacheck = ["/usr/bin/luacheck", "/usr/local/bin/luacheck"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(
    "luacheck passes over every script that ships",
    .enabled(if: luacheck != nil, "Debian's lua-check is not installed"))
  func shipped() throws {
    let folder = try Folder()
    #expect(try stubs(folder).status == 0)
    let check = try Command.shell(
      "luacheck --no-color -q --config '\(folder.path)/.luacheckrc' scripts examples",
      in: Command.package.path)
    #expect(check.status == 0, "\(check.output)")
  }

  @Test(
    "luacheck finds a misspelt function, collection and global",
    .enabled(if: luacheck != nil, "Debian's lua-check is not installed"))
  func misspelt() throws {
    let folder = try Folder()
    #expect(try stubs(folder).status == 0)
    try folder.write(
      "a.lua",
      """
      report.tabel(plan.unts)
      plan.title = prams.title
      plan.units = {}
      io.write(os.exit())

      """)
    let check = try Command.shell("luacheck --no-color a.lua", in: folder.path)
    let told = [
      "undefined field 'tabel' of global 'report'", "undefined field 'unts' of global 'plan'",
      "undefined variable 'prams'", "read-only field 'units' of global 'plan'",
      "undefined variable 'io'",
      "undefined field 'exit' of global 'os'",
    ]
    for words in told { #expect(check.output.contains(words), "\(words): \(check.output)") }
    #expect(!check.output.contains("title"), "\(check.output)")
  }
}
