import PlanModel
import PlanScript
import PlanStore
import Testing

/// How reports look in each form.
@Suite struct ReportTests {
  private func shown(_ source: String, _ language: Language = .vi) throws -> (Shown, Presenter) {
    let shown = Shown()
    let run = try Run(try Sample.snapshot(), options: Sample.options(language)) {
      shown.blocks.append($0)
    }
    try run.run(source, name: "test")
    return (shown, run.presenter)
  }

  private let source = #"""
    report.heading("Bảng | thử")
    report.text("a*b")
    report.table({ { ten = "Đường", so = 1234, ty_le = ratio(1, 3) }, { ten = "An; \"B\"", so = -5, ty_le = ratio(0, 0) } },
      { columns = { "ten", "so", "ty_le" }, labels = { ten = "Tên" }, total = true, notes = { "ghi chú" } })
    report.list { "một", plan.units["tu"] }
    """#

  @Test("the terminal form lines up, accents composed or not")
  func terminal() throws {
    let (shown, presenter) = try shown(source)
    #expect(
      shown.text(.table, presenter) == """
        Bảng | thử
        ══════════

        a*b

        Tên           so   ty_le
        ─────────  ─────  ──────
        Đường      1.234  33,33%
        An; "B"       -5       –
        ─────────  ─────  ──────
        Tổng cộng  1.229  33,33%

        * ghi chú

        • một
        • Thành ủy

        """)
  }

  @Test("Markdown escapes what it would take for its own")
  func markdown() throws {
    let (shown, presenter) = try shown(source)
    #expect(
      shown.text(.md, presenter) == #"""
        # Bảng | thử

        a\*b

        | Tên | so | ty\_le |
        | --- | ---: | ---: |
        | Đường | 1.234 | 33,33% |
        | An; "B" | -5 | – |
        | **Tổng cộng** | **1.229** | **33,33%** |

        - ghi chú

        - một
        - Thành ủy

        """#)
  }

  @Test(
    "CSV quotes line breaks of every kind",
    arguments: [(#"\n"#, "\n"), (#"\r"#, "\r"), (#"\r\n"#, "\r\n")])
  func lineBreaks(escape: String, end: String) throws {
    let (shown, presenter) = try shown(
      "report.table({ { a = \"x\(escape)y\" } }, { columns = { \"a\" } })")
    #expect(shown.text(.csv, presenter) == "\u{FEFF}a\r\n\"x\(end)y\"\r\n")
  }

  @Test("CSV quotes separators, guards formulas, and writes numbers that a spreadsheet reads")
  func csv() throws {
    let (shown, presenter) = try shown(
      #"report.table({ { a = "x;y", b = 1234.5 }, { a = "=1+1", b = 2 } }, { columns = { "a", "b" } })"#
    )
    #expect(shown.text(.csv, presenter) == "\u{FEFF}a;b\r\n\"x;y\";1234,5\r\n'=1+1;2\r\n")
    let (english, words) = try self.shown(
      #"report.table({ { a = "x,y", b = 1234.5 } }, { columns = { "a", "b" } })"#, .en)
    #expect(english.text(.csv, words) == "\u{FEFF}a,b\r\n\"x,y\",1234.5\r\n")
  }

  @Test("no name of a record, list or heading becomes a formula")
  func formulas() throws {
    let (shown, presenter) = try shown(
      #"""
      plan.units["tu"].name = "=1+1"
      plan.tasks["vi-6-a"].with = { "tu" }
      report.table(plan.tasks:where { id = "vi-6-a" }, { columns = { "with" }, labels = { with = "@x" } })
      report.table({ { a = plan.units["tu"], b = "+1", c = "-1", d = "	=1", e = -1 } })
      """#)
    let text = shown.text(.csv, presenter)
    #expect(
      text == "\u{FEFF}'@x\r\n'=1+1\r\n\r\na;b;c;d;e\r\n'=1+1;'+1;'-1;'\t=1;-1\r\n")
  }

  @Test("JSON keeps ids, ISO dates and exact numbers")
  func json() throws {
    let (shown, presenter) = try shown(
      #"report.table({ { unit = plan.units["tu"], day = date(2023, 12, 4), rate = ratio(1, 3) } }, { columns = { "unit", "day", "rate" } })"#
    )
    let value = try JSONReader.parse(shown.text(.json, presenter))
    guard case .array(let blocks)? = value["blocks"], case .array(let rows)? = blocks.first?["rows"]
    else {
      Issue.record("no rows")
      return
    }
    #expect(
      rows == [
        .object([
          .init("unit", .string("tu")), .init("day", .string("2023-12-04")),
          .init(
            "rate",
            .object([
              .init("part", .number("1")), .init("whole", .number("3")),
              .init("percent", .number("33.33")),
            ])),
        ])
      ])
  }

  @Test("a table fits the window: columns of words wrap", arguments: [40, 60, 80, 120])
  func fits(width: Int) throws {
    let (shown, presenter) = try shown(
      #"report.table(plan.tasks:limit(5), { columns = { "section", "title", "unit" } })"#)
    for line in shown.text(.table, presenter, width: width).split(separator: "\n") {
      #expect(displayWidth(line) <= width)
    }
  }

  @Test("a long paragraph breaks between words; what a script laid out stays")
  func prose() throws {
    let (shown, presenter) = try shown(
      "report.text('một hai ba bốn năm sáu bảy') print('a', 'bbbbbbbbbbbbbbbbbbbbbbbbbb')")
    #expect(
      shown.text(.table, presenter, width: 20)
        == "một hai ba bốn năm\nsáu bảy\na\tbbbbbbbbbbbbbbbbbbbbbbbbbb\n")
    #expect(shown.text(.table, presenter).hasPrefix("một hai ba bốn năm sáu bảy\n"))
  }

  @Test("a total stands only under what adds up")
  func totals() throws {
    let (shown, _) = try shown(
      #"report.table(plan.attendance:group_by("category"):summarise { classes = agg.count_distinct("session"), n = agg.sum("summoned") }, { total = true })"#
    )
    #expect(shown.tables.first?.total == [.none, .none, .integer(268)])
  }

  @Test("a misspelt option is told")
  func options() throws {
    #expect(throws: (any Error).self) {
      try shown(#"report.table(plan.units, { colums = { "id" } })"#)
    }
  }
}
