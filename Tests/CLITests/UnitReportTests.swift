import Foundation
import Testing

/// `--unit` and `--per`: what one unit may see, and one file for each.
@Suite struct UnitReportTests {
  /// A directory of its own, gone afterwards.
  private final class Folder {
    let path = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func files(_ name: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)").sorted()
    }
    func text(_ file: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(file)")), as: UTF8.self)
    }
  }

  private func run(_ folder: Folder, _ arguments: String...) throws -> Command {
    try Command(["-d", Command.sample, "--today", "2023-12-22"] + arguments, in: folder.path)
  }

  @Test("one file for each unit, with the figures of that unit alone")
  func files() throws {
    let folder = try Folder()
    let run = try run(
      folder, "summary", "--per", "unit:reports_back", "--out", "theo-don-vi", "-o", "csv",
      "--lang", "vi")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "Đã ghi 12 tệp vào “theo-don-vi”, mỗi đơn vị một tệp.\n")
    #expect(run.errors == "")
    let files = try folder.files("theo-don-vi")
    #expect(files.count == 12)
    #expect(files[0] == "dv-001-dang-bo-phuong-binh-minh-mau.csv")
    // The lines of the whole table, one in each file.
    let whole = try self.run(folder, "summary", "-o", "csv", "--lang", "vi").output
      .split(separator: "\r\n").map(String.init)
    for (file, line) in zip(files, whole.dropFirst()) {
      let lines = try folder.text("theo-don-vi/" + file).split(separator: "\r\n").map(String.init)
      #expect(lines.count == 3)
      #expect(lines[1] == line)
    }
  }

  @Test(
    "every unit when no choice is made, and those of a choice",
    arguments: [
      ("unit", 38), ("unit:kind=school", 3), ("unit:parent=tu", 16), ("unit:reports_back=false", 0),
    ])
  func choices(per: String, count: Int) throws {
    let folder = try Folder()
    let run = try run(folder, "-e", "report.text(plan.unit.name)", "--per", per, "--out", "x")
    #expect(run.status == (count > 0 ? 0 : 5), "\(run.errors)")
    if count > 0 { #expect(try folder.files("x").count == count) }
    if count == 0 { #expect(try folder.files("") == []) }
  }

  @Test("a file that is there stays, and then nothing is written")
  func noOverwriting() throws {
    let folder = try Folder()
    let name = "dv-006-chi-bo-truong-thpt-anh-duong-mau.txt"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/x", withIntermediateDirectories: true)
    try Data("cũ".utf8).write(to: URL(filePath: folder.path + "/x/" + name))
    let run = try run(
      folder, "-e", "report.text('mới')", "--per", "unit:kind=school", "--out", "x", "--lang", "vi")
    #expect(run.status == 2)
    #expect(run.errors.contains("“x” đã có “\(name)”; không ghi đè, chưa ghi gì"))
    #expect(try folder.files("x") == [name])
    #expect(try folder.text("x/" + name) == "cũ")
  }

  @Test("files join what a directory has already")
  func joining() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/x", withIntermediateDirectories: true)
    try Data("a".utf8).write(to: URL(filePath: folder.path + "/x/a.txt"))
    let run = try run(folder, "-e", "report.text('b')", "--per", "unit:kind=school", "--out", "x")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.files("x").count == 4)
    #expect(try folder.text("x/dv-007-chi-bo-truong-tieu-hoc-hoa-mai-mau.txt") == "b\n")
  }

  @Test("when the script fails for one unit, nothing is written, and it is told which")
  func failing() throws {
    let folder = try Folder()
    let code = "if plan.unit.id == 'dv-007' then error('hỏng') end report.text('x')"
    let run = try run(
      folder, "-e", code, "--per", "unit:kind=school", "--out", "x", "--lang", "vi")
    #expect(run.status == 3)
    #expect(run.errors.contains("-e:1: hỏng"))
    #expect(
      run.errors.contains(
        "hỏng ở 1/3 đơn vị (“Chi bộ Trường Tiểu học Hoa Mai (mẫu)”); chưa ghi tệp nào"))
    #expect(try folder.files("") == [])
  }

  @Test("a limit that one unit reaches is told as one")
  func limit() throws {
    let folder = try Folder()
    let run = try run(
      folder, "-e", "while true do end", "--per", "unit:kind=school", "--out", "x", "--timeout",
      "200ms")
    #expect(run.status == 7)
    #expect(try folder.files("") == [])
  }

  @Test(
    "what makes no sense together is refused",
    arguments: [
      (["--per", "unit"], "--out"), (["--per", "people", "--out", "x"], "--per"),
      (["--per", "unit", "--out", "x", "--apply"], "--apply"),
      (["--per", "unit:kin=school", "--out", "x"], "kind"),
      (["--per", "unit:", "--out", "x"], "--per"), (["--unit", "dv-0001"], "dv-001"),
      (["--per", "unit", "-o", "json", "--out", Command.sample], "--out"),
    ])
  func refused(options: [String], hint: String) throws {
    let folder = try Folder()
    let run = try Command(["-d", Command.sample, "-e", "print(1)"] + options, in: folder.path)
    #expect(run.status == 2, "\(run.output)")
    #expect(run.errors.contains(hint), "\(run.errors)")
    #expect(run.output == "")
    #expect(try folder.files("") == [])
  }

  @Test("--unit shows what is the unit's, and a change of something else is refused")
  func unit() throws {
    let folder = try Folder()
    let run = try run(
      folder, "-e", "print(#plan.people, plan.unit.name, plan.units['dv-002'])", "--unit", "dv-001")
    #expect(run.output == "36\tĐảng bộ phường Bình Minh (mẫu)\tnil\n")
    let copy = try Copy()
    let other = try Command(
      "-d", copy.path, "-e", "plan.people:get('dv-002-p01').name = 'X'", "--unit", "dv-001",
      "--apply")
    #expect(other.status == 3)
    let own = try Command(
      "-d", copy.path, "-e", "plan.people:get('dv-001-p01').name = 'X'", "--unit", "dv-001",
      "--apply")
    #expect(own.status == 0, "\(own.errors)")
    #expect(try copy.lines("people/dv-001.json").contains { $0.contains("\"name\": \"X\"") })
  }

  @Test("changes that a script proposes on the way are told, and not made")
  func proposals() throws {
    let (folder, copy) = (try Folder(), try Copy())
    let before = try copy.contents()
    let run = try Command(
      [
        "-d", copy.path, "-e", "plan.unit.note = 'x'", "--per", "unit:kind=school", "--out", "x",
        "--lang", "vi",
      ], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("muốn sửa dữ liệu ở 3 đơn vị"))
    #expect(try copy.contents() == before)
  }
}
