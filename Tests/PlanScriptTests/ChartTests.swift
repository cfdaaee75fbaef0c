import PlanModel
import PlanScript
import PlanStore
import Testing

/// Groups, formats, figures and charts, in each form.
@Suite struct ChartTests {
  private func shown(_ source: String, _ language: Language = .vi) throws -> (Shown, Presenter) {
    let shown = Shown()
    let run = try Run(try Sample.snapshot(), options: Sample.options(language)) {
      shown.blocks.append($0)
    }
    try run.run(source, name: "test")
    return (shown, run.presenter)
  }

  private func text(
    _ source: String, _ format: ReportFormat, _ language: Language = .vi, width: Int? = nil
  ) throws -> String {
    let (shown, presenter) = try shown(source, language)
    return shown.text(format, presenter, width: width)
  }

  private let grouped = #"""
    report.table({
      { nhom = "B", ten = "x", so = 1, ty_le = ratio(1, 2) }, { nhom = "A", ten = "y", so = 2, ty_le = ratio(1, 1) },
      { nhom = "B", ten = "z", so = 3, ty_le = ratio(0, 2) } },
      { columns = { "ten", "so", "ty_le" }, group = "nhom", subtotals = true, total = true,
        footnotes = { ty_le = "chia tổng" } })
    """#

  @Test("rows stand under their group, each with its sum; ratios add up as sums of both numbers")
  func groups() throws {
    #expect(
      try text(grouped, .table) == """
        ten        so   ty_le¹
        ─────────  ──  ───────
        ▌ B
        x           1   50,00%
        z           3    0,00%
        ┄┄┄┄┄┄┄┄┄  ┄┄  ┄┄┄┄┄┄┄
        Cộng        4   25,00%

        ▌ A
        y           2  100,00%
        ┄┄┄┄┄┄┄┄┄  ┄┄  ┄┄┄┄┄┄┄
        Cộng        2  100,00%
        ─────────  ──  ───────
        Tổng cộng   6   40,00%

        ¹ chia tổng

        """)
    #expect(
      try text(grouped, .md) == #"""
        | ten | so | ty\_le¹ |
        | --- | ---: | ---: |
        | **B** |  |  |
        | x | 1 | 50,00% |
        | z | 3 | 0,00% |
        | **Cộng** | **4** | **25,00%** |
        | **A** |  |  |
        | y | 2 | 100,00% |
        | **Cộng** | **2** | **100,00%** |
        | **Tổng cộng** | **6** | **40,00%** |

        - ¹ chia tổng

        """#)
  }

  @Test("a spreadsheet gets the group as a column, and only the sum of all")
  func spreadsheet() throws {
    let csv = try text(grouped, .csv)
    #expect(
      csv == "\u{FEFF}nhom;ten;so;ty_le\r\nB;x;1;50,00%\r\nB;z;3;0,00%\r\nA;y;2;100,00%\r\n"
        + "Tổng cộng;;6;40,00%\r\n")
  }

  @Test("JSON has the sums of the groups in their order")
  func json() throws {
    let value = try JSONReader.parse(try text(grouped, .json))
    guard case .array(let blocks)? = value["blocks"],
      case .array(let sums)? = blocks.first?["subtotals"]
    else {
      Issue.record("no subtotals")
      return
    }
    #expect(sums.map { $0["so"]?.integer } == [4, 2])
  }

  @Test(
    "a number is written as its pattern says",
    arguments: [
      ("0", "1234.5", "1.235"), ("0.00", "1234.5", "1.234,50"), ("dong", "1500000", "1.500.000 ₫"),
      ("plain", "2023", "2023"), ("0.0%", "12.34", "12,3%"), ("0%", "ratio(1, 3)", "33%"),
      ("0.000%", "ratio(2, 3)", "66,667%"),
    ])
  func formats(pattern: String, value: String, expected: String) throws {
    let source = "report.table({ { a = \(value) } }, { formats = { a = '\(pattern)' } })"
    #expect(try text(source, .md).hasSuffix("| \(expected) |\n"))
  }

  @Test(
    "what a report cannot make sense of is a mistake",
    arguments: [
      "report.table({ { a = 1 } }, { formats = { a = '#.##0' } })",
      "report.table({ { a = 1 } }, { formats = { b = '0' } })",
      "report.table({ { a = 1 } }, { group = 'b' })",
      "report.table({ { a = 1 } }, { align = { a = 'middle' } })",
      "report.table({ { a = 1 } }, { fields = { a = 'units.knd' } })",
      "report.bars({ { a = 1 } }, { label = 'a' })",
      "report.bars({ { a = 1 } }, { label = 'a', value = 'a', color = 'red' })",
      "report.calendar(plan.sessions, { at = 'name', label = 'name' })",
      "report.timeline(plan.sessions, { label = 'name', from = 'start_at' })",
      "report.figures { { value = 1 } }", "report.figures { { label = 'x', valu = 1 } }",
      "fmt.title('sessions.venu')",
    ])
  func mistakes(source: String) throws {
    #expect(throws: (any Error).self) { try shown(source) }
  }

  @Test("a column of plain values borrows a field's title and the words of its choices")
  func fields() throws {
    let source = "report.table({ { k = 'school' } }, { fields = { k = 'units.kind' } })"
    #expect(try text(source, .csv, .en) == "\u{FEFF}Kind\r\nschool\r\n")
    #expect(try text(source, .csv) == "\u{FEFF}Loại\r\ntrường, trung tâm\r\n")
  }

  @Test("key figures stand one below the other, values to the right")
  func figures() throws {
    let source = #"""
      report.figures { { label = "Triệu tập", value = 1208 },
        { label = "Tỷ lệ", value = ratio(194, 208), format = "0.0%", note = "ΣC/ΣB" } }
      """#
    #expect(
      try text(source, .table) == """
        Triệu tập  1.208
        Tỷ lệ      93,3%  ΣC/ΣB

        """)
    #expect(
      try text(source, .md) == "- Triệu tập: **1.208**\n- Tỷ lệ: **93,3%** (ΣC/ΣB)\n")
    #expect(
      try text(source, .csv)
        == "\u{FEFF}Số liệu;Giá trị;Ghi chú\r\nTriệu tập;1208;\r\nTỷ lệ;93,27%;ΣC/ΣB\r\n")
  }

  @Test("a bar is as long as its figure; a rate of nobody has none")
  func bars() throws {
    let source = #"""
      report.bars({ { a = "một", b = ratio(1, 2) }, { a = "hai", b = ratio(1, 1) }, { a = "ba", b = ratio(0, 0) } },
        { label = "a", value = "b", title = "Tỷ lệ" })
      """#
    let lines = try text(source, .table, width: 33).split(separator: "\n").map(String.init)
    let (half, whole) = (String(repeating: "█", count: 10), String(repeating: "█", count: 20))
    let (gap, room) = (String(repeating: " ", count: 10), String(repeating: " ", count: 20))
    #expect(lines.count == 4)
    #expect(lines[0] == "Tỷ lệ")
    #expect(lines[1] == "một  \(half)\(gap)  50,00%")
    #expect(lines[2] == "hai  \(whole) 100,00%")
    #expect(lines[3] == "ba   \(room)       –")
  }

  @Test("a timeline runs from the first day to the last")
  func timeline() throws {
    let source = #"""
      report.timeline({ { a = "một", d = date(2023, 12, 1), e = date(2023, 12, 2) }, { a = "hai", d = date(2023, 12, 4) }, { a = "không ngày" } },
        { label = "a", from = "d", to = "e" })
      """#
    let lines = try text(source, .table, width: 69).split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("     01/12/2023") && lines[0].hasSuffix("04/12/2023"))
    #expect(
      lines[1] == "một  " + String(repeating: "█", count: 32) + String(repeating: "·", count: 32))
    #expect(
      lines[2] == "hai  " + String(repeating: "·", count: 48) + String(repeating: "█", count: 16))
  }

  @Test("a calendar puts what has a day into weeks from Monday to Sunday, by time")
  func calendar() throws {
    let source = #"""
      report.calendar({ { a = "chiều", d = date("2023-12-10 14:00") }, { a = "sáng", d = date("2023-12-10 08:00") },
        { a = "hôm sau", d = date(2023, 12, 11) }, { a = "chưa rõ" } }, { at = "d", label = "a" })
      """#
    #expect(
      try text(source, .table) == """
        Ngày                 Giờ    a
        ───────────────────  ─────  ───────
        ▌ Tuần 04/12/2023 – 10/12/2023
        Chủ nhật 10/12/2023  08:00  sáng
        Chủ nhật 10/12/2023  14:00  chiều

        ▌ Tuần 11/12/2023 – 17/12/2023
        Thứ Hai 11/12/2023          hôm sau

        """)
  }

  @Test("every shipped script fits every window, in both languages", arguments: [40, 72, 80, 120])
  func fits(width: Int) throws {
    for name in ShippedLibrary.scriptNames {
      let source = try #require(ShippedLibrary.script(name))
      for language in [Language.vi, .en] {
        for line in try text(source, .table, language, width: width).split(separator: "\n") {
          #expect(displayWidth(line) <= width, "\(name): \(line)")
        }
      }
    }
  }
}
