import Foundation
import Testing

/// `make install` and `make uninstall`, with the command that was built for the tests.
@Suite struct InstallTests {
  /// A directory of its own, gone afterwards.
  private final class Folder {
    let path = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Everything in it, folders too.
    var contents: [String] {
      get throws { try FileManager.default.subpathsOfDirectory(atPath: path).sorted() }
    }
  }

  private func make(_ target: String, _ variables: String) throws -> Command {
    try Command.shell(
      "make --no-print-directory \(target) BUILT='\(Command.product("planscript").path)' \(variables)",
      in: Command.package.path)
  }

  private func shell(_ line: String) throws -> Command {
    try Command.shell(line, in: NSTemporaryDirectory())
  }

  @Test("what is installed runs, completes and can be read")
  func installed() throws {
    let folder = try Folder()
    let made = try make("install", "PREFIX='\(folder.path)'")
    #expect(made.status == 0, "\(made.errors)")
    let command = folder.path + "/bin/planscript"
    #expect(try shell("'\(command)' --version").output == "0.1.0\n")
    let files = try folder.contents
    for file in [
      "share/zsh/site-functions/_planscript", "share/fish/vendor_completions.d/planscript.fish",
      "share/planscript/scripts/summary.lua", "share/planscript/scripts/lib/page.lua",
      "share/planscript/scripts/checks/class-no-venue.lua",
      "share/doc/planscript/README.vi.md", "share/doc/planscript/docs/reference/reference.html",
    ] {
      #expect(files.contains(file), "\(file)")
    }
    let bash = folder.path + "/share/bash-completion/completions/planscript"
    let completes = try shell("bash -n '\(bash)' && . '\(bash)' && complete -p planscript")
    #expect(completes.status == 0, "\(completes.errors)")
    #expect(completes.output.contains("planscript"))
  }

  @Test("uninstalling takes away what was installed, and nothing else")
  func uninstalled() throws {
    let folder = try Folder()
    let own = ["bin", "bin/another", "share", "share/planscript", "share/planscript/mine.lua"]
    let kept = "mkdir -p bin share/planscript && touch bin/another"
    #expect(try Command.shell(kept, in: folder.path).status == 0)
    #expect(try make("install", "PREFIX='\(folder.path)'").status == 0)
    #expect(try Command.shell("touch share/planscript/mine.lua", in: folder.path).status == 0)
    // An update leaves nothing of what it replaces.
    #expect(try make("install", "PREFIX='\(folder.path)'").status == 0)
    let removed = try make("uninstall", "PREFIX='\(folder.path)'")
    #expect(removed.status == 0, "\(removed.errors)")
    #expect(try folder.contents == own)
  }

  @Test("uninstalling where nothing was installed says so")
  func nothing() throws {
    let folder = try Folder()
    let removed = try make("uninstall", "PREFIX='\(folder.path)'")
    #expect(removed.status != 0)
    #expect(removed.errors.contains("nothing noted as installed"))
  }

  @Test("DESTDIR stands before PREFIX, and is in no file")
  func staged() throws {
    let folder = try Folder()
    let place = "DESTDIR='\(folder.path)' PREFIX=/usr"
    #expect(try make("install", place).status == 0)
    #expect(try folder.contents.contains("usr/bin/planscript"))
    let found = try Command.shell(
      "grep -rl --exclude=planscript '\(folder.path)' .", in: folder.path)
    #expect(found.output == "")
    #expect(try make("uninstall", place).status == 0)
    #expect(try folder.contents == ["usr"])
  }
}
