import Foundation
import FoundationXML
import Testing

/// `planscript test` and `planscript bundle test`, at a terminal.
@Suite struct TestCommandTests {
  /// A folder of code and tests, gone afterwards.
  private final class Folder {
    let path = NSTemporaryDirectory() + "planscript-" + UUID().uuidString

    init(_ files: [String: String]) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, text) in files {
        let file = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func run(_ arguments: String...) throws -> Command { try Command(arguments, in: path) }
  }

  private static let files = [
    "scripts/count.lua": """
    local n = plan.units:count()
    if n > 1 then
      print("many")
    end
    return n
    """,
    "tests/count.lua": """
    test("đếm đơn vị", function()
      expect(scratch { units = 1 }:run("count").value):to_equal(1)
    end)
    test("đếm sai", function()
      expect(scratch { units = 1 }:run("count").value):to_equal(2)
    end)

    """,
  ]

  @Test func `what passed and what failed is told by file, with the line`() throws {
    let run = try Folder(Self.files).run("test", "--coverage")
    #expect(
      run.output == """
        tests/count.lua
          ✓ đếm đơn vị
          ✗ đếm sai
              tests/count.lua:5: hai giá trị không bằng nhau
                5 │ expect(scratch { units = 1 }:run("count").value):to_equal(2)
                mong đợi: 2
                thực tế: 1

        2 phép thử: 1 đạt, 1 không đạt.

        Đã chạy qua 75,00% số dòng (3/4)
          scripts/count.lua  75,00%  chưa: 3

        """)
    #expect(run.status == 1)
  }

  @Test func `exit codes say whether all passed, some failed, too little ran, or there was none`()
    throws
  {
    let folder = try Folder(Self.files)
    #expect(try folder.run("test", "--select", "đếm đơn vị").status == 0)
    #expect(try folder.run("test").status == 1)
    let short = try folder.run("test", "--select", "don vi", "--min-coverage", "80", "--lang", "en")
    #expect(short.status == 1)
    #expect(short.errors == "error: 75.00% of the lines ran, and 80% should\n")
    #expect(try folder.run("test", "--select", "don vi", "--min-coverage", "75").status == 0)
    let none = try folder.run("test", "--select", "không có")
    #expect(none.status == 5)
    #expect(none.output.hasPrefix("Không có phép thử nào"))
    #expect(try Folder([:]).run("test").status == 5)
    #expect(try folder.run("test", "--min-coverage", "101").status == 2)
    #expect(try folder.run("test", "-o", "xml").status == 2)
  }

  @Test func `one file, the folder of tests, or a folder elsewhere can be named`() throws {
    let folder = try Folder(
      Self.files.merging(["tests/b.lua": "test('b', function() expect(1):to_exist() end)"]) { $1 })
    let outer = (folder.path as NSString).deletingLastPathComponent
    let name = (folder.path as NSString).lastPathComponent
    #expect(try folder.run("test", "tests/b.lua").output.hasPrefix("tests/b.lua\n  ✓ b\n\n1 "))
    #expect(try folder.run("test", "tests").output.hasPrefix("tests/b.lua\n"))
    let named = try Command(["test", name, "--select", "b"], in: outer)
    #expect(named.output.hasPrefix("\(name)/tests/b.lua\n  ✓ b\n"))
    let nowhere = try folder.run("test", "testz")
    #expect(nowhere.status == 2)
    #expect(nowhere.errors.contains("không đọc được “testz”"))
  }

  @Test func `a store's own scripts are tested where the folder has no tests`() throws {
    let folder = try Folder([
      "store.json": #"{"format": {"name": "planscript", "version": 1}}"#,
      "scripts/tests/a.lua": "test('a', function() expect(1):to_exist() end)",
    ])
    #expect(try folder.run("test").output.hasPrefix("scripts/tests/a.lua\n  ✓ a\n"))
  }

  @Test func `a link that leads out of the folder is not read`() throws {
    let secret = try Folder(["out.lua": "return 'secret'"])
    let folder = try Folder([
      "tests/a.lua": "test('a', function() expect(scratch():run('out').value):to_exist() end)"
    ])
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/out.lua", withDestinationPath: "\(secret.path)/out.lua")
    let run = try folder.run("test")
    #expect(run.status == 1)
    #expect(run.output.contains("không thấy kịch bản “out”"))
  }

  @Test func `build servers get JUnit and JSON`() throws {
    let folder = try Folder(Self.files)
    let junit = try folder.run("test", "-o", "junit", "--out", "out.xml")
    #expect(junit.status == 1)
    #expect(junit.errors == "2 phép thử: 1 đạt, 1 không đạt.\n")
    let xml = try String(contentsOfFile: "\(folder.path)/out.xml", encoding: .utf8)
    #expect(xml.contains(#"<testsuites name="planscript test" tests="2" failures="1" errors="0">"#))
    #expect(XMLParser(data: Data(xml.utf8)).parse())
    let json = try folder.run("test", "-o", "json", "--coverage", "--lang", "en")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let tests = try #require(object?["tests"] as? [[String: Any]])
    #expect(tests.map { $0["name"] as? String } == ["đếm đơn vị", "đếm sai"])
    #expect(tests.map { $0["passed"] as? Bool } == [true, false])
    #expect(tests[1]["error_line"] as? Int == 5)
    let files = (object?["coverage"] as? [String: Any])?["files"] as? [[String: Any]]
    #expect(files?[0]["missed"] as? [Int] == [3])
  }

  @Test(
    "the pages on tests and bundles print what they show",
    arguments: ["testing.md", "testing.vi.md", "bundles.md", "bundles.vi.md"])
  func pages(name: String) throws {
    let page = Command.package.appending(path: "docs/\(name)")
    let walkthrough = try Walkthrough(String(contentsOf: page, encoding: .utf8))
    #expect(walkthrough.steps.count >= 4)
    try walkthrough.run()
  }
}

/// The bundles in `examples/bundles`.
@Suite struct ExampleBundleTests {
  static let names = ["attendance-pack", "data-quality", "deadline-keeper"]

  private static func folder(_ name: String) -> String {
    Command.package.appending(path: "examples/bundles/\(name)").path
  }

  @Test("every bundle passes its own tests, which run nine lines in ten", arguments: names)
  func tests(name: String) throws {
    let run = try Command(
      "bundle", "test", Self.folder(name), "--min-coverage", "90", "--lang", "en")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("passed, 0 failed."))
  }

  @Test(
    "every bundle is installed in the sample store, and its summary says what it should",
    arguments: [
      ("attendance-pack", "attendance-summary", "2023-12-22", ["--unit", "dv-001"]),
      ("deadline-keeper", "due-soon", "2023-12-18", []),
      ("data-quality", "completeness", "2023-12-22", []),
    ])
  func summary(name: String, script: String, today: String, options: [String]) throws {
    let store = try Copy()
    let shell = """
      export XDG_DATA_HOME='\(store.path)/share'
      cd '\(store.path)'
      exec 3>&1 >/dev/null
      planscript key new k && planscript key trust k --name K --apply &&
      planscript bundle pack '\(Self.folder(name))' --out a.bundle &&
      planscript bundle sign a.bundle --key k && planscript bundle install a.bundle --yes &&
      planscript \(name):\(script) --today \(today) \(options.joined(separator: " ")) >&3
      """
    let run = try Command.shell(shell)
    let golden = Command.package.appending(path: "Tests/CLITests/Golden/bundles/\(name).txt")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.output == String(contentsOf: golden, encoding: .utf8))
  }

  @Test(
    "every bundle says in both languages what each of its scripts and checks does", arguments: names
  )
  func help(name: String) throws {
    let folder = Self.folder(name)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
    for language in ["vi", "en"] {
      let page = try String(contentsOfFile: "\(folder)/help/\(language).md", encoding: .utf8)
      for file in files where file.hasSuffix(".lua") {
        let plain = String(file.split(separator: "/").last?.dropLast(4) ?? "")
        if file.hasPrefix("scripts/") { #expect(page.contains("\(name):\(plain)"), "\(file)") }
        if file.hasPrefix("checks/") { #expect(page.contains("`\(plain)`"), "\(file)") }
      }
    }
  }

  @Test func `a bundle's script does no more than its manifest says`() throws {
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: Self.folder("data-quality"), toPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("script { needs = { 'read:reports' } } print(plan.reports:count())".utf8)
      .write(to: URL(filePath: "\(folder)/scripts/more.lua"))
    try Data(
      """
      test("more than the manifest", function()
        local store = scratch { reports = 1 }
        expect(store:run("more", { fails = true }).error.kind):to_equal("permission")
        expect(store:run("more", { fails = true, allow = { "read:reports" } }).error.kind):to_equal("permission")
      end)
      """.utf8
    ).write(to: URL(filePath: "\(folder)/tests/more.lua"))
    let run = try Command("bundle", "test", folder, "--select", "more than")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }
}
