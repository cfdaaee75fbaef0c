import Foundation
import PlanModel
import Testing

@testable import PlanStore

@Suite("an import")
struct ImportTests {
  private let directory: TestStore

  init() throws {
    directory = try TestStore([
      "units.json": """
      [
        {"id": "u1", "name": "Chi bộ Bình Minh", "aliases": ["CB Bình Minh"]},
        {"id": "u2", "name": "Chi bộ Trường Sơn"},
        {"id": "u3", "name": "Chi bộ Trưởng Sơn"}
      ]
      """,
      "people/u1.json": """
      [
        {"id": "u1-p01", "name": "Nguyễn Văn An", "unit": "u1", "category": "member", "joined_on": "2000-01-02", "note": 1},
        {"id": "u1-p02", "name": "Lê Hoà", "unit": "u1", "category": "mass"}
      ]
      """,
      "people/u2.json": """
      [
        {"id": "u2-p01", "name": "Nguyễn Văn An", "unit": "u2", "category": "member"},
        {"id": "u2-p02", "name": "Trần Bé", "unit": "u2", "category": "member", "joined_on": "1990-01-01"},
        {"id": "u2-p03", "name": "Trần Bé", "unit": "u2", "category": "member", "joined_on": "1991-01-01"}
      ]
      """,
      "sessions.json": #"[{"id": "l1", "name": "Lớp một"}]"#,
      "attendance.json": "[]",
    ])
  }

  private func read(
    _ csv: String, into collection: Collection = People.collection,
    map: [HeaderMap.Choice] = [], encoding: TextEncoding? = nil
  ) throws -> Import {
    try Import(
      Array(csv.utf8), into: collection, of: try directory.snapshot(),
      options: .init(encoding: encoding, headers: map))
  }

  /// What would change, one record a line; then the faults by cell.
  private func said(_ rows: Import) -> [String] {
    rows.changes.records.map { change in
      switch change.kind {
      case .add(let record): "+ " + JSONValue.object(record).text()
      case .remove: "-"
      case .update(let fields):
        "~ \(change.key.id) "
          + fields.map { "\($0.field): \($0.base?.text() ?? "–") → \($0.value?.text() ?? "–")" }
          .joined(separator: ", ")
      }
    } + faults(rows)
  }

  private func faults(_ rows: Import) -> [String] {
    rows.missing.map { "no column \($0.name)" }
      + rows.faults.map { fault in
        "\(fault.place.line):\(fault.place.column) \(fault.field ?? "row"): \(fault.problem.said)"
      }
  }

  private func refusal(_ body: () throws -> Import) throws -> String {
    do {
      _ = try body()
      return "nothing"
    } catch let error as ImportError {
      return error.said
    }
  }

  @Test("finds a record by its natural key, and changes what the row says otherwise")
  func byKey() throws {
    let rows = try read(
      """
      STT;Họ và tên;Đơn vị;Thành phần;Hưu trí
      1;nguyễn  văn AN;u1;Đảng viên;x
      2;Lê Hòa;Chi bộ Bình Minh;quan chung;
      """)
    #expect(said(rows) == [#"~ u1-p01 retired: – → true"#])
    #expect((rows.rows, rows.added, rows.changed, rows.unchanged) == (2, 0, 1, 1))
    #expect(rows.separator == ";")
  }

  @Test("adds what is new, with the next id of its unit")
  func adds() throws {
    let rows = try read(
      """
      Họ tên,Đơn vị,Thành phần,Chức vụ,Ngày vào Đảng
      Lê Mới,u2,Đảng viên,"Bí thư; Tổ trưởng",3/2/2015
      Lê Hai,u2,member,"Bí thư, Tổ trưởng",
      Lê Ba,u3,mass,,
      """)
    #expect(
      said(rows) == [
        #"+ {"id": "u2-p04", "name": "Lê Mới", "unit": "u2", "category": "member", "positions": ["Bí thư", "Tổ trưởng"], "joined_on": "2015-02-03"}"#,
        #"+ {"id": "u2-p05", "name": "Lê Hai", "unit": "u2", "category": "member", "positions": ["Bí thư", "Tổ trưởng"]}"#,
        #"+ {"id": "u3-p01", "name": "Lê Ba", "unit": "u3", "category": "mass"}"#,
      ])
  }

  @Test("by id, even the name and the unit may change; an empty cell changes nothing")
  func byId() throws {
    let rows = try read("Mã,Họ và tên,Đơn vị,Thành phần,Ngày vào Đảng\nu1-p01,Nguyễn An,u2,,\n")
    #expect(said(rows) == [#"~ u1-p01 name: "Nguyễn Văn An" → "Nguyễn An", unit: "u1" → "u2""#])
  }

  @Test("a new id is a new record, even of the same name")
  func newId() throws {
    let rows = try read("id,name,unit,category\nu1-x,Lê Hoà,u1,mass\n")
    #expect(
      said(rows) == [#"+ {"id": "u1-x", "name": "Lê Hoà", "unit": "u1", "category": "mass"}"#])
    let taken = try read("id,name,unit,category\nU1-P02,Lê Hoà,u1,mass\n")
    #expect(faults(taken) == ["2:1 id: id taken by u1-p02"])
  }

  @Test("people of one name in one unit are told apart by the day, or not at all")
  func twins() throws {
    let known = try read(
      "Họ và tên,Đơn vị,Thành phần,Ngày vào Đảng,Hưu\nTrần Bé,u2,member,01/01/1991,x\n")
    #expect(said(known) == ["~ u2-p03 retired: – → true"])
    let unknown = try read("Họ và tên,Đơn vị,Thành phần\nTrần Bé,u2,member\n")
    #expect(said(unknown) == ["2:1 row: uncertain u2-p02 u2-p03"])
    let other = try read(
      "Họ và tên,Đơn vị,Thành phần,Ngày vào Đảng\nNguyễn Văn An,u1,member,05/05/2005\n")
    #expect(said(other) == ["2:1 row: uncertain u1-p01"])
  }

  @Test("two rows about one record are told; two of one name that differ by the day are two")
  func rowsAlike() throws {
    let same = try read(
      "Họ và tên,Đơn vị,Thành phần\nLê Hoà,u1,mass\nlê hoà,u1,mass\nX,u1,mass\nX,u1,mass\n")
    #expect(faults(same) == ["3:1 row: same as row 2, line 2", "5:1 row: same as row 4, line 4"])
    let twins =
      "Họ và tên,Đơn vị,Thành phần,Ngày vào Đảng\nVõ X,u1,member,1/1/2001\nVõ X,u1,member,2/1/2001\n"
    #expect(try read(twins).added == 2)
    // The row of the one who is there may stand below that of the other.
    let rows = try read(
      "Họ và tên,Đơn vị,Thành phần,Ngày vào Đảng\nNguyễn Văn An,u1,member,5/5/2005\nNguyễn Văn An,u1,member,2/1/2000\n"
    )
    #expect((rows.added, rows.unchanged, rows.faultCount) == (1, 1, 0))
  }

  @Test("units are found by id, name and other name, exactly before without accents")
  func units() throws {
    func unit(_ text: String) throws -> String {
      let rows = try read("Họ và tên;Đơn vị;Thành phần\nAi Đó;\(text);mass\n")
      return said(rows).map { $0.split(separator: #""unit": "#).last.map(String.init) ?? $0 }[0]
    }
    for text in [
      "u1", "Chi bộ Bình Minh", "CB Bình Minh", "chi bo binh minh", "cb  binh minh", "U1",
    ] {
      #expect(try unit(text).hasPrefix(#""u1""#), "\(text)")
    }
    #expect(try unit("CHI BỘ TRƯỜNG SƠN").hasPrefix(#""u2""#))
    #expect(try unit("Chi bo Truong Son") == "2:7 unit: several Chi bo Truong Son: u2 u3")
    #expect(try unit("Bình Minh") == "2:7 unit: none Bình Minh: u1")
    #expect(try unit("Chi bộ 9") == "2:7 unit: none Chi bộ 9: ")
  }

  @Test("a person's name alone tells nobody; with the unit it does")
  func persons() throws {
    let rows = try read(
      """
      Lớp,Đơn vị,Thành phần,Họ và tên,Triệu tập,Có mặt
      Lớp một,u1,member,Nguyễn Văn An,1,1
      lop mot,u2,member,Nguyễn Văn An,1,0
      Lớp một,u2,member,Trần Bé,1,1
      Lớp một,u2,member,u2-p02,1,1
      """, into: Attendance.collection)
    #expect(
      said(rows) == [
        #"+ {"id": "u1-attendance-1", "session": "l1", "unit": "u1", "category": "member", "person": "u1-p01", "summoned": 1, "attended": 1}"#,
        #"+ {"id": "u2-attendance-1", "session": "l1", "unit": "u2", "category": "member", "person": "u2-p01", "summoned": 1, "attended": 0}"#,
        #"+ {"id": "u2-attendance-2", "session": "l1", "unit": "u2", "category": "member", "person": "u2-p02", "summoned": 1, "attended": 1}"#,
        "4:19 person: several Trần Bé: u2-p02 u2-p03",
      ])
    let alone = try read(
      "Lớp,Thành phần,Họ và tên\nl1,member,Nguyễn Văn An\n", into: Attendance.collection)
    #expect(faults(alone) == ["no column unit", "2:11 person: name alone Nguyễn Văn An: unit"])
  }

  @Test("totals are no person's row")
  func totals() throws {
    try directory.write(
      "attendance.json",
      #"[{"id": "a1", "session": "l1", "unit": "u1", "category": "member", "person": "u1-p01"}]"#)
    let rows = try read(
      "Lớp,Đơn vị,Thành phần,Triệu tập\nl1,u1,member,12\nl1,u2,member,1.234\n",
      into: Attendance.collection)
    #expect(rows.added == 1)
    #expect(faults(rows) == ["2:1 row: uncertain a1"])
  }

  @Test("what is wrong is told of all cells at once, by the file's line and column")
  func allFaults() throws {
    let rows = try read(
      """
      Họ và tên,Đơn vị,Thành phần,Ngày vào Đảng,Hưu trí
      "Lê
      Một",u9,membr,01/02/03,có lẽ
      Lê Hai,u1,,31/02/2003,,thừa
      Lê Ba,u1,mass,,
      """)
    #expect(
      faults(rows) == [
        "3:6 unit: none u9: u1 u2 u3", "3:9 category: no choice membr",
        "3:15 joined_on: shortYear", "3:24 retired: notYesOrNo", "4:11 category: required",
        "4:12 joined_on: noSuchDay", "4:24 row: surplus thừa",
      ])
    #expect((rows.rows, rows.added, rows.bad) == (3, 1, 2))
    #expect(!rows.isGood)
  }

  @Test("faults beyond the most that are told are counted")
  func manyFaults() throws {
    let bad = String(repeating: "X,u9,mass\n", count: Import.maximumFaults + 5)
    let rows = try read("Họ và tên,Đơn vị,Thành phần\n" + bad)
    #expect(rows.faults.count == Import.maximumFaults)
    #expect(rows.faultCount == Import.maximumFaults + 5)
  }

  @Test("a row may refer to one below it")
  func forward() throws {
    let rows = try read(
      "Tên đơn vị,Trực thuộc\nTổ 1,Chi bộ mới\nChi bộ mới,u1\nTổ 2,Chi bộ lạ\n",
      into: Units.collection)
    #expect(rows.changes.records.count == 2)
    #expect(
      said(rows).contains {
        $0.contains(#""name": "Tổ 1", "parent": "unit-1""#) || $0.contains("u4")
      })
    #expect(faults(rows).count == 1)
  }

  @Test("headings are known by name, title, other words, and without accents")
  func headings() throws {
    for heading in [
      "joined_on", "Ngày vào Đảng", "NGAY VAO DANG", "Joined on", "Ngày kết nạp",
      "Ngày vào Đảng (chính thức)",
    ] {
      let rows = try read("Mã,\(heading)\nu1-p01,3/2/2015\n")
      #expect(said(rows) == [#"~ u1-p01 joined_on: "2000-01-02" → "2015-02-03""#], "\(heading)")
    }
  }

  @Test("a heading that is nearly a field's is refused; others are left out and told")
  func strangeHeadings() throws {
    #expect(
      try refusal { try read("Mã,Ngày vào Đản\nu1-p01,3/2/2015\n") }
        == "headings: Ngày vào Đản misspelt joined_on")
    let rows = try read("Mã,Quê quán,Rỗng,\nu1-p01,Huế,,\n")
    #expect(rows.header.unused.map(\.header) == ["Quê quán"])
    #expect(
      try refusal { try read("Họ tên,Họ và tên\nA,B\n") }
        == "headings: Họ và tên taken by Họ tên")
  }

  @Test("somebody may say what a heading is, or leave it out")
  func saidHeadings() throws {
    let csv = "Mã,Vào Đản,Hưu\nu1-p01,3/2/2015,x\n"
    let rows = try read(csv, map: [("Vào Đản", "joined_on"), ("Hưu", "")])
    #expect(said(rows) == [#"~ u1-p01 joined_on: "2000-01-02" → "2015-02-03""#])
    #expect(
      try refusal { try read(csv, map: [("Vào Đản", "joinedon"), ("Huu", ""), ("Mã", "basis")]) }
        == "headings: Vào Đản unknown joinedon joined_on, Huu not in file Hưu, Mã unknown basis ")
  }

  @Test("a title above the headings and empty rows are passed over")
  func title() throws {
    let rows = try read(
      "DANH SÁCH ĐẢNG VIÊN;;\n;;\nHọ và tên;Đơn vị;Thành phần\n;;\nLê Hoà;u1;mass\n")
    #expect((rows.rows, rows.unchanged) == (1, 1))
  }

  @Test("files that cannot be taken as a whole")
  func wholeFiles() throws {
    #expect(try refusal { try read("") } == "no rows")
    #expect(try refusal { try read("Họ và tên,Đơn vị\n\n") } == "no rows")
    #expect(try refusal { try read("a\n\"b") } == "not CSV openQuote 2:1")
    #expect(try refusal { try read("PK\u{3}\u{4}") } == "workbook")
    #expect(try refusal { try read("a,b\n\u{0},1\n") } == "not text 2:1")
    #expect(try refusal { try read("id\nx\n", into: Plan.collection) } == "single plan")
    #expect(try refusal { try read("Loại\nx\n", into: Drafts.collection) } == "needs id drafts")
    #expect(
      try refusal {
        try Import(
          [0x61, 0xFF, 0x0A, 0x62], into: People.collection, of: directory.snapshot())
      } == "undecodable utf-8 ff 1:2")
    #expect(
      try refusal { try read("Hä vµ tªn,§¬n vÞ\n") } == "is tcvn3 1:1")
    #expect(
      try refusal { try read("Hä vµ tªn,§¬n vÞ\n", encoding: .legacy(.vni)) } == "is tcvn3 1:1")
    #expect(
      try refusal { try read("Họ,§¬n\nx,y\n", encoding: .legacy(.tcvn3)) }
        == "undecodable tcvn3 e1 1:2")
  }

  @Test("UTF-16 is read by its mark, in either order of bytes", arguments: [true, false])
  func utf16(isLittle: Bool) throws {
    let text = "\u{FEFF}Họ và tên\tĐơn vị\tThành phần\r\nLê Hoà\tu1\tmass\r\n"
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
      return isLittle ? [low, high] : [high, low]
    }
    let rows = try Import(bytes, into: People.collection, of: directory.snapshot())
    #expect((rows.unchanged, rows.encoding) == (1, .utf16))
    #expect(
      try refusal {
        try Import(bytes + [0], into: People.collection, of: directory.snapshot())
      } == "not text 1:1")
  }
}

// MARK: - Committing

extension ImportTests {
  private var store: Store { get throws { try Store(path: directory.path) } }

  private func text(_ file: String) -> String? {
    try? String(contentsOfFile: "\(directory.path)/\(file)", encoding: .utf8)
  }

  private static let people =
    "Họ tên ĐV;Đơn vị;Thành phần;Hưu trí\nNguyễn Văn An;u1;member;x\nLê Mới;u2;mass;\n"

  private func readAgain(_ csv: String, map: [HeaderMap.Choice] = []) throws -> Import {
    try Import(
      Array(csv.utf8), into: People.collection, of: try store.snapshot(),
      options: .init(headers: map))
  }

  @Test("is one commit, remembers its headings in it, and changes nothing the second time")
  func commits() throws {
    let rows = try readAgain(Self.people, map: [("Họ tên ĐV", "name")])
    let commit = try #require(try store.commit(rows, origin: .test))
    #expect(
      commit.files.map(\.path).sorted() == ["imports.json", "people/u1.json", "people/u2.json"])
    #expect(
      text("people/u1.json")?.contains(#""joined_on": "2000-01-02", "retired": true, "note": 1"#)
        == true)
    #expect(
      text("imports.json") == """
        {
          "people": {
            "Họ tên ĐV": "name",
            "Đơn vị": "unit",
            "Thành phần": "category",
            "Hưu trí": "retired"
          }
        }

        """)
    // Without the map: it is known now.
    let again = try readAgain(Self.people)
    #expect((again.unchanged, again.changes.isEmpty) == (2, true))
    #expect(try store.commit(again, origin: .test) == nil)
  }

  @Test("with faults is not committed")
  func faulty() throws {
    let rows = try readAgain("Mã,Hưu\nu1-p01,x\nu1-p02,có lẽ\n")
    #expect(throws: ImportError.self) { try store.commit(rows, origin: .test) }
    #expect(text("people/u1.json")?.contains("retired") == false)
    #expect(text("imports.json") == nil)
  }

  @Test("conflicts with what somebody changed meanwhile, and then writes nothing at all")
  func conflicts() throws {
    let rows = try readAgain("Mã,Ngày vào Đảng\nu1-p01,3/2/2015\nu1-p02,3/2/2015\n")
    let old = try #require(text("people/u1.json"))
    try directory.write("people/u1.json", old.replacing("2000-01-02", with: "2001-01-02"))
    #expect {
      try store.commit(rows, origin: .test)
    } throws: { error in
      guard case TransactError.conflicts(let conflicts) = error else { return false }
      return conflicts.map(\.key.id) == ["u1-p01"]
    }
    #expect(text("imports.json") == nil)
    #expect(text("people/u1.json")?.contains("2015") == false)
  }

  @Test("keeps what is remembered of other collections; a broken imports.json is told")
  func remembered() throws {
    try directory.write("imports.json", #"{"units": {"X": null}, "people": {"Hưu": null}}"#)
    let rows = try readAgain("Mã,Hưu,Ngày vào Đảng\nu1-p01,x,3/2/2015\n")
    #expect(rows.changed == 1)
    _ = try store.commit(rows, origin: .test)
    #expect(text("imports.json")?.contains(#""units": {"X": null}"#) == true)
    #expect(text("people/u1.json")?.contains("retired") == false)
    try directory.write("imports.json", "{")
    #expect(throws: StoreError.self) { try readAgain("Mã\nu1-p01\n") }
  }
}

extension RowFault.Problem {
  /// In one line.
  fileprivate var said: String {
    func ids(_ candidates: [RowFault.Candidate]) -> String {
      candidates.map(\.id).joined(separator: " ")
    }
    switch self {
    case .misread(let misreading, _, _): return "\(misreading)"
    case .noSuchRecord(_, let text, let near): return "none \(text): \(ids(near))"
    case .severalRecords(_, let text, let all): return "several \(text): \(ids(all))"
    case .nameAlone(_, let text, let fields): return "name alone \(text): \(fields.joined())"
    case .uncertain(let all, _): return "uncertain \(ids(all))"
    case .sameAs(let row, let line): return "same as row \(row), line \(line)"
    case .surplusCell(let text): return "surplus \(text)"
    case .value(let fault):
      switch fault.problem {
      case .required: return "required"
      case .unknownChoice(let found, _, _): return "no choice \(found)"
      case .idTaken(let other): return "id taken by \(other)"
      default: return "\(fault.problem)"
      }
    }
  }
}

extension ImportError {
  /// In one line.
  fileprivate var said: String {
    func at(_ place: FileFault.Place) -> String { "\(place.line):\(place.column)" }
    switch self {
    case .tooLarge(let measure, _, let limit): return "too many \(measure): \(limit)"
    case .workbook: return "workbook"
    case .notText(let place): return "not text \(at(place))"
    case .otherEncoding(let found, _, let place): return "is \(found.encoding) \(at(place))"
    case .undecodable(let encoding, let byte, let place):
      return "undecodable \(encoding.name) \(String(byte, radix: 16)) \(at(place))"
    case .notCSV(let problem, let place): return "not CSV \(problem) \(at(place))"
    case .noRows: return "no rows"
    case .headers(_, let faults):
      return "headings: " + faults.map { "\($0.header) \($0.problem.said)" }.joined(separator: ", ")
    case .isSingle(let name): return "single \(name)"
    case .isKept(let name, let verb): return "kept \(name) by \(verb)"
    case .needsId(let name): return "needs id \(name)"
    case .hasFaults(let count): return "faults \(count)"
    }
  }
}

extension HeaderFault.Problem {
  fileprivate var said: String {
    switch self {
    case .misspelt(let near): "misspelt \(near.joined(separator: " "))"
    case .ambiguous(let fields): "ambiguous \(fields.joined(separator: " "))"
    case .fieldTaken(_, let other): "taken by \(other)"
    case .notInFile(let near): "not in file \(near.joined(separator: " "))"
    case .unknownField(let name, let near): "unknown \(name) \(near.joined(separator: " "))"
    case .notAPlainField(let name): "not plain \(name)"
    }
  }
}
