import Foundation
import Testing

/// `require`: files beside a script, and modules that ship.
@Suite struct ModuleTests {
  /// A folder `work` with a script, its modules in `work/lib`, and what is outside of it.
  private final class Folder {
    let path = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    var work: String { path + "/work" }

    init(_ files: [String: String]) throws {
      try FileManager.default.createDirectory(
        atPath: work + "/lib", withIntermediateDirectories: true)
      for (name, text) in files {
        try Data(text.utf8).write(to: URL(filePath: work + "/" + name))
      }
    }

    func run(_ arguments: String..., language: String = "vi") throws -> Command {
      try Command(arguments + ["-d", Command.sample, "--lang", language], in: work)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private static let names = "return { greet = function(n) return 'Kính gửi ' .. n end }"

  @Test("a module beside a script, in its lib by either name, and one that ships")
  func found() throws {
    let folder = try Folder([
      "a.lua": """
      local names = require "lib.names"
      print(names.greet("đồng chí"), require "near", require "names" == names)
      require("page").table({})
      """,
      "lib/names.lua": Self.names, "near.lua": "return 'gần'",
    ])
    let run = try folder.run("a.lua")
    #expect(run.output == "Kính gửi đồng chí\tgần\ttrue\nKhông có.\n", "\(run.errors)")
    // From elsewhere, and for a folder that is itself a link.
    let outside = try Command(
      folder.work + "/a.lua", "-d", Command.sample, "--lang", "vi", in: "/")
    #expect(outside.output == run.output, "\(outside.errors)")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.work)
    let linked = try Command(
      folder.path + "/link/a.lua", "-d", Command.sample, "--lang", "vi")
    #expect(linked.output == run.output, "\(linked.errors)")
  }

  @Test("code that is typed or piped looks beside the current folder")
  func typed() throws {
    let folder = try Folder(["lib/names.lua": Self.names])
    let run = try folder.run("-e", "print(require('names').greet('anh'))")
    #expect(run.output == "Kính gửi anh\n", "\(run.errors)")
    let piped = try Command(
      "-d", Command.sample, "-", in: folder.work, input: "print(require('lib.names').greet('chị'))")
    #expect(piped.output == "Kính gửi chị\n", "\(piped.errors)")
  }

  @Test("a module runs once, in the script's own sandbox and under its permissions")
  func once() throws {
    let folder = try Folder([
      "a.lua": "script { needs = {} } require 'm' require 'm' require 'lib.m'",
      "lib/m.lua": "print('một lần')",
      "b.lua": "script { needs = {} } require 'units'", "units.lua": "return #plan.units",
      "c.lua": "require 'files'", "files.lua": "return io.open('/etc/passwd')",
    ])
    #expect(try folder.run("a.lua").output == "một lần\n")
    let refused = try folder.run("b.lua")
    #expect(refused.status == 6)
    #expect(refused.errors.contains("units.lua:1: "), "\(refused.errors)")
    #expect(try folder.run("c.lua").status == 3)
  }

  @Test("what ships uses the modules that ship, whatever a store or a folder calls its own")
  func shipped() throws {
    let folder = try Folder(["page.lua": "error('mine')", "lib/page.lua": "error('mine')"])
    let run = try folder.run("missing-reports")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.run("-e", "require 'page'").errors.contains("mine"))
    let broken = try folder.run("-e", "require('deadline').last_day(nil)")
    #expect(broken.errors.contains("lib/deadline.lua:"), "\(broken.errors)")
  }

  @Test("an error stands at its line of the module's file")
  func errors() throws {
    let folder = try Folder([
      "a.lua": "\n\nlocal m = require 'm'\nm.first()",
      "lib/m.lua": "local m = {}\nfunction m.first()\n  return plan.unts\nend\nreturn m",
      "b.lua": "require 'broken'", "lib/broken.lua": "local x = 1\nreturn x +",
    ])
    let run = try folder.run("a.lua")
    #expect(run.status == 3)
    #expect(run.errors.contains("lib/m.lua:3:15: "), "\(run.errors)")
    #expect(run.errors.contains("3 │   return plan.unts"))
    #expect(run.errors.contains("“units”"))
    let broken = try folder.run("b.lua")
    #expect(broken.errors.contains("lib/broken.lua:2"), "\(broken.errors)")
  }

  @Test("modules that require one another are told with the chain", arguments: ["vi", "en"])
  func loop(language: String) throws {
    let folder = try Folder([
      "main.lua": "require 'a'", "lib/a.lua": "require 'b'", "lib/b.lua": "require 'c'",
      "lib/c.lua": "require 'a'",
    ])
    let run = try folder.run("main.lua", language: language)
    #expect(run.status == 3)
    #expect(run.errors.contains("a → b → c → a"), "\(run.errors)")
    #expect(run.errors.contains("lib/c.lua:1"))
  }

  @Test("a missing module is told with where it was looked for, and what was perhaps meant")
  func missing() throws {
    let folder = try Folder(["a.lua": "\nrequire 'deadlin'", "lib/names.lua": Self.names])
    let run = try folder.run("a.lua", language: "en")
    #expect(run.status == 3)
    #expect(run.errors.contains("a.lua:2:10: no module “deadlin”"), "\(run.errors)")
    #expect(run.errors.contains("“deadline”"))
    #expect(run.errors.contains("looked in: ., \(Command.sample)/scripts, the shipped library"))
    #expect(try folder.run("-e", "require 'nams'").errors.contains("“names”"))
  }

  @Test(
    "no name leads out of the folder",
    arguments: ["../secret", "..secret", "/etc/passwd", "lib/names", "", ".", "a..b", "lib.\\0x"])
  func names(name: String) throws {
    let folder = try Folder([:])
    try Data("return 'lộ'".utf8).write(to: URL(filePath: folder.path + "/secret.lua"))
    let run = try folder.run("-e", "print(require '\(name)')")
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
  }

  @Test("a link that leads out of the folder is not followed; one that stays in it is")
  func links() throws {
    let folder = try Folder(["lib/names.lua": Self.names])
    try Data("return 'lộ'".utf8).write(to: URL(filePath: folder.path + "/secret.lua"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.work + "/lib/out.lua", withDestinationPath: folder.path + "/secret.lua")
    try FileManager.default.createSymbolicLink(
      atPath: folder.work + "/inside.lua", withDestinationPath: "lib/names.lua")
    let out = try folder.run("-e", "print(require 'out')")
    #expect(out.status == 3)
    #expect(out.output.isEmpty)
    #expect(out.errors.contains("lib/out.lua"), "\(out.errors)")
    #expect(try folder.run("-e", "print(require('inside').greet('anh'))").status == 0)
  }
}
