import Foundation
import PlanScript
import Testing

@testable import CLI

/// `list` and `help`: what can be run, from declarations alone.
@Suite struct ListHelpTests {
  @Test("the list names every shipped script with its title")
  func list() throws {
    let run = try Command("list", "--lang", "en", "-o", "csv", in: Command.sample)
    let lines = run.output.split(separator: "\r\n").map(String.init)
    #expect(lines[0] == "\u{FEFF}Name,Script,Tags")
    #expect(lines.count == ShippedLibrary.scriptNames.count + 1)
    #expect(lines.contains("absentees,Absentees,attendance; people"))
  }

  @Test("tags choose; one that nothing carries is told with those that are")
  func tags() throws {
    let run = try Command(
      "list", "deadline", "report", "-o", "csv", "--lang", "vi", in: Command.sample)
    let lines = run.output.split(separator: "\r\n").map(String.init)
    #expect(lines.dropFirst() == ["missing-reports;Báo cáo còn thiếu;\"deadline; report\""])
    let wrong = try Command("list", "dealine", "--lang", "vi")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("“deadline”"))
  }

  @Test("the store's own scripts are listed without running, whatever they are")
  func own() throws {
    let copy = try Copy()
    try FileManager.default.createDirectory(
      atPath: copy.path + "/scripts", withIntermediateDirectories: true)
    try copy.write("scripts/a.lua", "while true do end script { title = 'Của tôi' }")
    try copy.write("scripts/b.lua", "while true do end")
    try copy.write("scripts/c.lua", "script { titel = 'x' }")
    try copy.write("scripts/summary.lua", "script { title = 'Tổng hợp khác' }")
    let run = try Command("-d", copy.path, "list", "--lang", "vi", "-o", "csv")
    let lines = run.output.split(separator: "\r\n").map(String.init)
    #expect(lines.contains("a;Của tôi;;\(copy.path)/scripts/a.lua"))
    #expect(lines.contains("b;(không khai báo);;\(copy.path)/scripts/b.lua"))
    #expect(lines.contains("c;(khai báo có lỗi);;\(copy.path)/scripts/c.lua"))
    #expect(lines.filter { $0.hasPrefix("summary;") }.count == 1)
    #expect(lines.contains { $0.hasPrefix("summary;Tổng hợp khác;") })
  }

  @Test("help shows title, tags, parameters with types and defaults, and how it is called")
  func help() throws {
    let run = try Command("help", "summary", "--lang", "en")
    #expect(run.status == 0)
    for part in [
      "Attendance summary\n════", "Tags: attendance, report", "the id of a record of",
      "one of: none, kind, parent", "Counts one class alone.", "planscript summary -P group=kind",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
    #expect(try Command("help", "sumary", "--lang", "en").errors.contains("“summary”"))
  }

  @Test("help of a script does not run it, and says so where it declares nothing")
  func undeclared() throws {
    let copy = try Copy()
    try copy.write("b.lua", "error('x')")
    let run = try Command("help", copy.path + "/b.lua", "--lang", "en")
    #expect(run.status == 0)
    #expect(run.output.contains("declares nothing"))
  }

  @Test("help of a verb is the verb's")
  func verb() throws {
    #expect(try Command("help", "import").output.contains("--into"))
    #expect(try Command("help").output.contains("list"))
  }

  @Test("every example that help shows runs")
  func examples() throws {
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ShippedLibrary.scriptNames {
      let source = try #require(ShippedLibrary.script(name))
      let declaration = try #require(try ScriptDeclaration.read(source, name: name))
      for example in declaration.examples {
        let line = example.replacing("planscript ", with: "planscript -d '\(Command.sample)' ")
        let run = try Command.shell(line, in: folder)
        #expect(run.status == 0, "\(example): \(run.errors)")
      }
    }
  }
}

/// File names for units.
@Suite struct SafeNameTests {
  @Test(
    "a name is safe on every system",
    arguments: [
      ("dv-001", "Đảng bộ phường Bình Minh", "dv-001-dang-bo-phuong-binh-minh.md"),
      ("../../etc/passwd", "x", "etc-passwd-x.md"), ("..", "...", "report.md"),
      ("a", "A", "a.md"), ("CON:*?\"<>|", "", "con-unit.md"), ("đơn vị", "Ðỏ", "don-vi-do.md"),
    ])
  func safe(id: String, title: String, name: String) {
    var names = SafeNames(suffix: ".md")
    #expect(names.take(id, title) == name)
  }

  @Test("two units never get one file, however their ids are written")
  func apart() {
    var names = SafeNames(suffix: ".md")
    #expect(names.take("a b", "x") == "a-b-x.md")
    #expect(names.take("A-B", "X") == "a-b-x-2.md")
    #expect(names.take("a/b", "x") == "a-b-x-3.md")
    #expect(names.take("z", String(repeating: "y", count: 300)).count <= 90)
  }
}
