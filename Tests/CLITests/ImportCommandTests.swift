import Foundation
import Testing

@testable import CLI

/// Files of clerks that become records, from outside.
@Suite struct ImportCommandTests {
  private let store: Copy

  init() throws { store = try Copy() }

  private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = "\(store.path)/\(name)"
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  private func file(_ text: String) throws -> String { try file("ds.csv", Array(text.utf8)) }

  private func run(_ arguments: String..., language: String = "vi") throws -> Command {
    let all = ["import"] + arguments + ["-d", store.path, "--lang", language]
    return try Command(all, in: store.path)
  }

  /// The store's files and what is in them.
  private func files() throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: store.path)
      .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, FileManager.default.contents(atPath: "\(store.path)/\($0)") ?? Data())
      })
  }

  private static let people = """
    STT;Họ và tên;Đơn vị;Thành phần;Chức vụ;Hưu trí
    1;Phạm Hoài Thủy;dv-001;Đảng viên;;
    2;Lê Diệu Mỹ;Đảng bộ phường Bình Minh (mẫu);Đảng viên;;x
    3;Lê Văn Mới;dang bo phuong binh minh (mau);quần chúng;"Tổ trưởng; Uỷ viên";

    """

  @Test("without --apply the changes are shown in words, and nothing is written")
  func preview() throws {
    let before = try files()
    let run = try run(try file(Self.people), "--into", "people")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(
      run.output == """
        \(store.path)/ds.csv → Danh sách người (people)
          3 dòng, UTF-8, ngăn bằng “;”
          Cột: “Họ và tên” → name, “Đơn vị” → unit, “Thành phần” → category, “Chức vụ” → positions, “Hưu trí” → retired
          1 mới · 1 sửa · 1 không đổi

        ~ Danh sách người dv-001-p02 · Lê Diệu Mỹ
            Hưu trí (retired): – → có
        + Danh sách người dv-001-p37 · Lê Văn Mới
            Đơn vị (unit): Đảng bộ phường Bình Minh (mẫu)
            Thành phần (category): Quần chúng
            Chức vụ (positions): Tổ trưởng; Uỷ viên

        Chưa ghi gì. Để ghi, gõ:
          planscript import \(store.path)/ds.csv --into people -d \(store.path) --lang vi --apply

        """)
    #expect(try files() == before)
    #expect(!FileManager.default.fileExists(atPath: store.path + "/.planscript"))
  }

  @Test(
    "what a collection prints as CSV changes nothing when it comes back",
    arguments: [
      "attendance", "logistics", "people", "programmes", "reports", "sessions", "tasks", "units",
    ])
  func roundTrip(collection: String) throws {
    let printed = try Command(
      "-d", store.path, "-e", "print(plan.\(collection))", "-o", "csv", "--lang", "vi")
    let rows = try Command("-d", store.path, "-e", "print(#plan.\(collection))").output
    let run = try run(try file(printed.output), "--into", collection)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.contains("  0 mới · 0 sửa · \(rows.dropLast()) không đổi\n"), "\(run.output)")
  }

  @Test("--apply writes all in one commit; the same file again changes nothing")
  func applied() throws {
    let path = try file(Self.people)
    let first = try run(path, "--into", "people", "--apply")
    #expect(first.status == 0)
    let back = "planscript undo 1 -d \(store.path)\n"
    #expect(first.output.hasSuffix("Đã ghi 2 bản ghi (lần ghi 1). Để lấy lại: " + back))
    let after = try files()
    let people = String(decoding: after["people/dv-001.json"] ?? Data(), as: UTF8.self)
    #expect(people.contains(#""joined_on": "1992-06-28", "retired": true, "sample": true}"#))
    #expect(
      people.hasSuffix(
        #"  {"id": "dv-001-p37", "name": "Lê Văn Mới", "unit": "dv-001", "category": "mass", "positions": ["Tổ trưởng", "Uỷ viên"]}"#
          + "\n]\n"))
    let log = try Command("log", "-d", store.path, "--lang", "en")
    #expect(log.output.contains("ds.csv"), "\(log.output)")
    let second = try run(path, "--into", "people", "--apply")
    #expect(second.output.hasSuffix("  0 mới · 0 sửa · 3 không đổi\nKhông có gì để ghi.\n"))
    #expect(try files() == after)
  }

  @Test("a commit of an import is taken back like any other")
  func takenBack() throws {
    let before = try files()
    _ = try run(try file(Self.people), "--into", "people", "--apply")
    #expect(try Command("undo", "1", "--apply", "-d", store.path).status == 0)
    #expect(try files().filter { $0.key != "imports.json" } == before)
  }

  @Test(
    "a table that was written for a spreadsheet comes back as it was",
    arguments: [
      "people", "units", "sessions", "tasks", "topics", "materials", "audiences", "reports",
      "recipients", "programmes", "communications", "logistics", "budget", "triggers",
    ], ["vi", "en"])
  func exported(collection: String, language: String) throws {
    let path = "\(store.path)/out.csv"
    let code = "report.table(plan.\(collection))"
    let written = try Command(
      ["-d", store.path, "--lang", language, "-e", code, "-o", "csv", "--out", path],
      in: store.path)
    #expect(written.status == 0, "\(written.errors)")
    let run = try run(path, "--into", collection, language: language)
    #expect(run.status == 0, "\(run.errors)")
    let counts = language == "vi" ? "0 mới · 0 sửa · " : "0 new · 0 changed · "
    #expect(run.output.contains(counts), "\(run.output)")
  }

  @Test("bad rows are all told by line and column, nothing is written, and the code is 4")
  func badRows() throws {
    let before = try files()
    let path = try file(
      """
      Họ và tên,Đơn vị,Thành phần,Ngày vào Đảng
      Lê Một,Bình Minh,Đảng viênn,01/02/03
      Lê Hai,dv-001,mass,31/02/2003
      Lê Ba,dv-001,mass,
      """)
    let run = try run(path, "--into", "people", "--apply")
    #expect(run.status == 4)
    #expect(run.output.hasSuffix("  1 mới · 0 sửa · 0 không đổi · 2 sai\n"))
    #expect(
      run.errors == """
        lỗi: chưa ghi gì, 4 chỗ cần sửa trong tệp:
          \(path):2:8: B2 “Đơn vị”: Đơn vị (units) không có “Bình Minh”; có phải dv-001 (Đảng bộ phường Bình Minh (mẫu))?
          \(path):2:18: C2 “Thành phần”: “Đảng viênn” không phải là một giá trị của “Thành phần”: Đảng viên, Quần chúng; có phải ý bạn là “Đảng viên”?
          \(path):2:29: D2 “Ngày vào Đảng”: “01/02/03” không rõ ngày, tháng, năm: viết đủ bốn chữ số của năm, như 04/12/2023
          \(path):3:20: D3 “Ngày vào Đảng”: “31/02/2003” không có trên lịch (ngày trước, tháng sau)

        """)
    #expect(try files() == before)
  }

  @Test("a cell with a secrecy mark is a bad cell, and its text is not shown")
  func secretCell() throws {
    let path = try file("Mã,Tên nghị quyết\nx1,Nghị quyết kín - MẬT\n")
    let run = try run(path, "--into", "topics", "--apply", "--lang", "vi")
    #expect(run.status == 4)
    #expect(run.errors.contains("có dấu chỉ độ mật trong trường “title”"))
    #expect(!run.errors.contains("kín") && !run.output.contains("kín"))
  }

  @Test("of many bad rows the first are told, and how many more there are")
  func manyBadRows() throws {
    let rows = String(repeating: "X,dv-999,mass\n", count: 30)
    let run = try run(
      try file("Họ và tên,Đơn vị,Thành phần\n" + rows), "--into", "people", language: "en")
    #expect(run.errors.hasPrefix("error: nothing is written; 30 things to mend in the file:\n"))
    #expect(run.errors.hasSuffix("  … and 10 more (-o json tells more)\n"))
  }

  @Test("for programs there is JSON, with the same exit codes")
  func json() throws {
    let good = try run(try file(Self.people), "--into", "people", "-o", "json", "--apply")
    #expect(good.status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(good.output.utf8)) as? [String: Any])
    #expect(object["new"] as? Int == 1)
    #expect(object["applied"] as? Bool == true)
    #expect(object["commit"] as? Int == 1)
    #expect((object["changes"] as? [Any])?.count == 2)
    let bad = try run(
      try file("Mã,Đơn vị\ndv-001-p01,Chi bộ\n"), "--into", "people", "-o", "json", language: "en")
    #expect(bad.status == 4)
    #expect(bad.errors == "")
    #expect(bad.output.contains(#""line": 2,"#))
    #expect(bad.output.contains(#""cell": "B2","#))
    #expect(bad.output.contains(#""kind": "no_such_record","#))
    #expect(bad.output.contains(#""applied": false"#))
  }

  @Test("a unit that may be several is told with all of them")
  func ambiguousUnit() throws {
    try store.edit(
      "units.json", "[\n",
      "[\n  {\"id\": \"x1\", \"name\": \"Chi bộ Dương\"},\n  {\"id\": \"x2\", \"name\": \"Chi bộ Đường\"},\n"
    )
    func told(_ unit: String) throws -> Command {
      try run(
        try file("Họ và tên,Đơn vị,Thành phần\nLê A,\(unit),mass\n"), "--into", "people",
        language: "en")
    }
    #expect(try told("chi bộ đường").status == 0)
    let both = try told("chi bo duong")
    #expect(both.status == 4)
    #expect(
      both.errors.contains(
        "“chi bo duong” is several records of Units (units): x1 (Chi bộ Dương), x2 (Chi bộ Đường); write the id"
      ))
  }

  @Test("what a heading is said to be is remembered once it was applied")
  func rememberedHeadings() throws {
    let path = try file("Mã số,Vào Đản\ndv-001-p01,30/08/2003\n")
    let unclear = try run(path, "--into", "people")
    #expect(unclear.status == 2)
    #expect(
      unclear.errors.contains(
        "“Vào Đản”: không có trường nào tên ấy; có phải “Ngày vào Đảng” (joined_on)?"))
    let said = ["--map", "Vào Đản=joined_on"]
    #expect(try run(path, "--into", "people", said[0], said[1]).status == 0)
    #expect(try run(path, "--into", "people").status == 2)
    #expect(try run(path, "--into", "people", said[0], said[1], "--apply").status == 0)
    let next = try run(try file("Mã số,Vào Đản\ndv-001-p01,31/08/2003\n"), "--into", "people")
    #expect(next.status == 0)
    #expect(next.output.contains("30/08/2003 → 31/08/2003"))
  }

  struct Legacy: Sendable, CustomTestStringConvertible {
    let name: String
    let title: String
    let bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ title: String, _ text: String) {
      (self.name, self.title) = (name, title)
      bytes = text.unicodeScalars.map { UInt8($0.value) }
    }
  }

  /// A heading and a row, as each encoding writes them.
  static let legacy = [
    Legacy(
      "tcvn3", "TCVN3 (ABC)", "Hä vµ tªn,§¬n vÞ,Thµnh phÇn\nNguyÔn ThÞ H­êng,dv-001,§¶ng viªn\n"),
    Legacy(
      "vni", "VNI", "Hoï vaø teân,Ñôn vò,Thaønh phaàn\nNguyeãn Thò Höôøng,dv-001,Ñaûng vieân\n"),
    Legacy(
      "viqr", "VIQR",
      "Ho. va` te^n,DDo+n vi.,Tha`nh pha^`n\nNguye^~n Thi. Hu+o+`ng,dv-001,DDa?ng vie^n\n"),
    Legacy(
      "cp1258", "Windows-1258",
      "Ho\u{F2} v\u{E0} t\u{EA}n,\u{D0}\u{F5}n vi\u{F2},Tha\u{CC}nh ph\u{E2}\u{CC}n\n"
        + "Nguy\u{EA}\u{DE}n Thi\u{F2} H\u{FD}\u{F5}\u{CC}ng,dv-001,\u{D0}a\u{D2}ng vi\u{EA}n\n"),
  ]

  @Test(
    "a legacy encoding is named and refused, and converted when it is asked for", arguments: legacy)
  func legacyEncodings(legacy: Legacy) throws {
    let path = try file("cu.csv", legacy.bytes)
    let refused = try run(path, "--into", "people", language: "en")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("written in \(legacy.title)"), "\(refused.errors)")
    #expect(refused.errors.contains("to convert it: --encoding \(legacy.name)"))
    let read = try run(path, "--into", "people", "--encoding", legacy.name, language: "en")
    #expect(read.status == 0, "\(read.errors)")
    #expect(read.output.contains("dv-001-p37 · Nguyễn Thị Hường"), "\(read.output)")
  }

  @Test("a file that a spreadsheet saved: byte order mark, CRLF, sep=, UTF-16")
  func spreadsheets() throws {
    let text = Self.people.replacing("\n", with: "\r\n")
    let utf16 =
      ("\u{FEFF}" + text.replacing(";", with: "\t").replacing("\tUỷ viên", with: "; Uỷ viên"))
      .utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [
      Array("\u{FEFF}\(text)".utf8), Array("sep=;\r\n\(text)".utf8),
      Array("\u{FEFF}sep=;\r\n\(text)".utf8), utf16,
    ] {
      let run = try run(try file("ds.csv", bytes), "--into", "people", language: "en")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("1 new · 1 changed · 1 unchanged"), "\(run.output)")
    }
    let workbook = try run(
      try file("ds.xlsx", [0x50, 0x4B, 3, 4, 0, 0]), "--into", "people", language: "en")
    #expect(workbook.status == 4)
    #expect(workbook.errors.contains("is a workbook, and no CSV"))
  }

  @Test("the file may come from standard input; options may stand before the verb")
  func elsewhere() throws {
    let piped = try Command(
      "-d", store.path, "--lang", "en", "import", "-", "--into", "people", input: Self.people)
    #expect(piped.status == 0, "\(piped.errors)")
    #expect(piped.output.contains("1 new · 1 changed · 1 unchanged"))
    let titled = try run(try file(Self.people), "--into", "danh sach nguoi")
    #expect(titled.status == 0)
  }

  @Test("a call that makes no sense is told, with its exit code")
  func calls() throws {
    let path = try file(Self.people)
    for (arguments, status, says) in [
      ([path], 2, "--into is missing"),
      ([path, "--into", "peple"], 2, "did you mean “people”"),
      ([path, "--into", "plan"], 2, "is one record"),
      ([path, "--into", "people", "--map", "x"], 2, "--map takes"),
      ([path, "--into", "people", "--map", "Ho ten=name"], 2, "the file has no such column"),
      ([path, "--into", "people", "--encoding", "tcvn"], 2, "did you mean “tcvn3”"),
      ([path, "--into", "people", "-o", "csv"], 2, "its values are: table, json"),
      (["nowhere.csv", "--into", "people"], 4, "no such file"),
      ([try file("trong.csv", []), "--into", "people"], 5, "has no rows below its headings"),
      ([try file("mo.csv", Array("a,b\n1,\"x".utf8)), "--into", "people"], 4, "never closed"),
    ] as [([String], Int32, String)] {
      let run = try Command(
        ["import"] + arguments + ["-d", store.path, "--lang", "en"], in: store.path)
      #expect(run.status == status, "\(arguments)")
      #expect(run.errors.contains(says), "\(run.errors)")
    }
  }

  @Test("rows that lack what no column tells are told once")
  func missingColumns() throws {
    let run = try run(
      try file("Họ và tên,Đơn vị\nLê A,dv-001\nLê B,dv-001\n"), "--into", "people", language: "en")
    #expect(run.status == 4)
    #expect(
      run.errors == """
        error: nothing is written; 1 thing to mend in the file:
          the file has no column “Category” (category), which new records must have

        """)
  }

  @Test(
    "a cell is called as spreadsheets call it",
    arguments: [(0, "A7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7"), (702, "AAA7")])
  func cellNames(column: Int, name: String) {
    #expect(cellName(column: column, row: 7) == name)
  }
}
