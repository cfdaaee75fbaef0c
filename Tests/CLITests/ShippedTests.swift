import Foundation
import PlanScript
import Testing

/// What the package says of itself is true.
@Suite struct ShippedTests {
  private func text(_ file: String) throws -> String {
    try String(contentsOf: Command.package.appending(path: file), encoding: .utf8)
  }

  @Test("every script and sample file is inside the command; make shipped lists them")
  func shipped() throws {
    let list = try text("Sources/CShipped/shipped.c")
    for folder in ["scripts", "examples/plan-130"] {
      let files = try FileManager.default.subpathsOfDirectory(
        atPath: Command.package.appending(path: folder).path)
      for file in files where [".lua", ".json", ".mustache"].contains(where: file.hasSuffix) {
        #expect(list.contains("\"\(folder)/\(file)\""), "run make shipped: \(folder)/\(file)")
      }
    }
    #expect(Set(ShippedLibrary.scriptNames).isSuperset(of: GoldenTests.scripts))
  }

  @Test("README's commands run", arguments: ["README.md", "README.vi.md"])
  func commands(file: String) throws {
    let store = try Copy()
    let folder = store.path + "/work"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lines = try text(file).split(separator: "\n").map(String.init)
    let commands = lines.filter { $0.hasPrefix("planscript ") }
    #expect(commands.count >= 10)
    for command in commands {
      let run = try Command.shell(command, in: folder)
      #expect(run.status == 0, "\(command): \(run.errors)")
    }
    for target in lines.filter({ $0.hasPrefix("make ") }).map({ $0.split(separator: " ")[1] }) {
      #expect(try text("Makefile").contains("\n\(target):"), "make \(target)")
    }
  }

  @Test(
    "README's picture shows what the command says; make pictures draws it",
    arguments: [("terminal.svg", "en_GB.UTF-8"), ("terminal.vi.svg", "vi_VN.UTF-8")])
  func picture(file: String, locale: String) throws {
    let store = try Copy()
    try FileManager.default.createSymbolicLink(
      atPath: store.path + "/thu", withDestinationPath: store.path)
    let picture = try text("docs/pictures/\(file)")
    let commands = picture.split(separator: ">planscript ").dropFirst().compactMap {
      $0.split(separator: "</text>").first
    }
    #expect(commands.count == 3)
    // Coloured words are pieces of their own.
    let shown = picture.replacing(#/<[^>]*>/#, with: "").filter { !$0.isWhitespace }
    for command in commands {
      let run = try Command.shell("export LANG=\(locale); planscript \(command)", in: store.path)
      let said = (run.output + run.errors).split(separator: "\n")
      #expect(!said.isEmpty)
      for line in said { #expect(shown.contains(line.filter { !$0.isWhitespace }), "\(command)") }
    }
  }

  @Test(
    "README's script prints what README shows",
    arguments: [("README.md", "en"), ("README.vi.md", "vi")])
  func script(file: String, language: String) throws {
    let blocks = try text(file).components(separatedBy: "```")
    let script = try #require(blocks.first { $0.hasPrefix("lua\n") }).dropFirst(4)
    let shown = try #require(blocks.last { $0.contains("════") }).dropFirst()
    let path = NSTemporaryDirectory() + UUID().uuidString + ".lua"
    try String(script).write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try Command("-d", Command.sample, path, "--lang", language)
    #expect(run.output == String(shown), "\(run.errors)")
  }

  @Test("what the page on reports says can be typed, and prints what it shows")
  func reports() throws {
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let page = try text("docs/reports.md")
    let commands = page.split(separator: "\n").filter { $0.hasPrefix("planscript ") }
    #expect(commands.count >= 5)
    for command in ["planscript init thu --sample"] + commands.map(String.init) {
      let run = try Command.shell(command, in: folder)
      #expect(run.status == 0, "\(command): \(run.errors)")
    }
    let blocks = page.components(separatedBy: "```")
    let scripts = blocks.indices.filter { blocks[$0].hasPrefix("lua\n") }
    #expect(scripts.count == 2)
    for (place, language) in zip(scripts, ["vi", "en"]) {
      let run = try Command.lua(String(blocks[place].dropFirst(4)), language)
      #expect(run.output == String(blocks[place + 2].dropFirst()), "\(run.errors)")
    }
  }

  @Test("the host example is short, runs, and prints typed results")
  func host() throws {
    let lines = try text("examples/host/main.swift").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count < 60)
    let run = try Command(Command.sample, product: "host-example")
    #expect(
      run.output == """
        Đảng bộ phường Bình Minh (mẫu): 28
        17
        400
        194 of 208
        member: 93.27%
        mass: 88.33%

        """)
  }

  @Test("the program with nothing but the binding runs its scripts and tells their mistakes")
  func bindingExample() throws {
    let run = try Command(product: "lua-example")
    #expect(
      run.output == """
        chè\t20000
        bánh\t13500
        total 33500, large: true
        mistake.lua:2: basket has no field or method 'ad'
          2 │ basket:ad('x', 1)
        mistake.lua:2: stopped after 0.2 seconds
          2 │ while true do end

        """)
  }

  @Test("nothing in Swift knows the sample plan")
  func general() throws {
    let sources = Command.package.appending(path: "Sources").path
    for file in try FileManager.default.subpathsOfDirectory(atPath: sources)
    where file.hasSuffix(".swift") {
      let code = try text("Sources/" + file).split(separator: "\n")
        .filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }.joined()
      #expect(!code.contains("KH/TU"), "\(file)")
    }
  }
}
