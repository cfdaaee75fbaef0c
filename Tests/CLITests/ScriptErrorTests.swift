import Testing

/// Mistakes that people make in scripts, and what the screen says.
@Suite struct ScriptErrorTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let code: String
    let vi: String
    let en: String
    var testDescription: String { code }
  }

  static let mistakes = [
    Mistake(
      code: #"print(plan.units["dv-001"].nmae)"#,
      vi: """
        lỗi: -e:1:28: Đơn vị (units) không có trường “nmae”
          1 │ print(plan.units["dv-001"].nmae)
            │                            ^^^^
          gợi ý: có phải ý bạn là “name”?

        """,
      en: """
        error: -e:1:28: Units (units) has no field “nmae”
          1 │ print(plan.units["dv-001"].nmae)
            │                            ^^^^
          hint: did you mean “name”?

        """),
    Mistake(
      code: "print(plan.unitz)",
      vi: """
        lỗi: -e:1:12: plan không có trường “unitz”
          1 │ print(plan.unitz)
            │            ^^^^^
          gợi ý: có phải ý bạn là “unit” hay “units”?

        """,
      en: """
        error: -e:1:12: plan has no field “unitz”
          1 │ print(plan.unitz)
            │            ^^^^^
          hint: did you mean “unit” or “units”?

        """),
    Mistake(
      code: "plan.tasks:wher{}",
      vi: """
        lỗi: -e:1:12: Nhiệm vụ (tasks) không có “wher”
          1 │ plan.tasks:wher{}
            │            ^^^^
          gợi ý: có phải ý bạn là “where”?

        """,
      en: """
        error: -e:1:12: Tasks (tasks) has no “wher”
          1 │ plan.tasks:wher{}
            │            ^^^^
          hint: did you mean “where”?

        """),
    Mistake(
      code: #"print(#plan.units:where { kind = "schol" })"#,
      vi: """
        lỗi: -e:1:35: trường “kind” không nhận “schol”
          1 │ print(#plan.units:where { kind = "schol" })
            │                                   ^^^^^
          gợi ý: các giá trị được dùng: committee, party_base, agency, front, school, armed_forces, media, enterprise

        """,
      en: """
        error: -e:1:35: field “kind” does not take “schol”
          1 │ print(#plan.units:where { kind = "schol" })
            │                                   ^^^^^
          hint: its values are: committee, party_base, agency, front, school, armed_forces, media, enterprise

        """),
    Mistake(
      code: #"plan.units["dv-001"].kind = "schol""#,
      vi: """
        lỗi: -e:1:30: “kind” không nhận “schol”
          1 │ plan.units["dv-001"].kind = "schol"
            │                              ^^^^^
          gợi ý: có phải ý bạn là “school”?
          gợi ý: các giá trị được dùng: committee, party_base, agency, front, school, armed_forces, media, enterprise

        """,
      en: """
        error: -e:1:30: “kind” does not take “schol”
          1 │ plan.units["dv-001"].kind = "schol"
            │                              ^^^^^
          hint: did you mean “school”?
          hint: its values are: committee, party_base, agency, front, school, armed_forces, media, enterprise

        """),
    Mistake(
      code: #"plan.units["dv-001"].people = {}"#,
      vi: """
        lỗi: -e:1:22: “people” của Đơn vị (units) không đặt được
          1 │ plan.units["dv-001"].people = {}
            │                      ^^^^^^

        """,
      en: """
        error: -e:1:22: “people” of Units (units) cannot be set
          1 │ plan.units["dv-001"].people = {}
            │                      ^^^^^^

        """),
    Mistake(
      code: #"print(plan.units:get("dv-01"))"#,
      vi: """
        lỗi: -e:1:23: Đơn vị (units) không có bản ghi “dv-01”
          1 │ print(plan.units:get("dv-01"))
            │                       ^^^^^
          gợi ý: có phải ý bạn là “dv-001” hay “dv-010” hay “dv-011”?

        """,
      en: """
        error: -e:1:23: Units (units) has no record “dv-01”
          1 │ print(plan.units:get("dv-01"))
            │                       ^^^^^
          hint: did you mean “dv-001” or “dv-010” or “dv-011”?

        """),
    Mistake(
      code: "x = 1 +",
      vi: """
        lỗi: -e:1:8: sai cú pháp Lua: ký hiệu đặt sai chỗ (ở cuối kịch bản)
          1 │ x = 1 +
            │        ^

        """,
      en: """
        error: -e:1:8: Lua syntax: a symbol stands where it cannot (at the end of the script)
          1 │ x = 1 +
            │        ^

        """),
    Mistake(
      code: #"print(date("32/1/2023"))"#,
      vi: """
        lỗi: -e:1:13: “32/1/2023” không phải là một ngày có thật
          1 │ print(date("32/1/2023"))
            │             ^^^^^^^^^
          gợi ý: viết 04/12/2023 hoặc 2023-12-04

        """,
      en: """
        error: -e:1:13: “32/1/2023” is not a day that exists
          1 │ print(date("32/1/2023"))
            │             ^^^^^^^^^
          hint: write 2023-12-04 or 04/12/2023

        """),
    Mistake(
      code: "print(plann.title)",
      vi: """
        lỗi: -e:1:7: không có biến hay hàm nào tên “plann”
          1 │ print(plann.title)
            │       ^^^^^
          gợi ý: có phải ý bạn là “plan”?

        """,
      en: """
        error: -e:1:7: there is no variable or function “plann”
          1 │ print(plann.title)
            │       ^^^^^
          hint: did you mean “plan”?

        """),
    Mistake(
      code: #"error("hỏng rồi")"#,
      vi: """
        lỗi: -e:1: hỏng rồi
          1 │ error("hỏng rồi")

        """,
      en: """
        error: -e:1: hỏng rồi
          1 │ error("hỏng rồi")

        """),
  ]

  @Test("a mistake in a script is told with its line and what was meant", arguments: mistakes)
  func told(mistake: Mistake) throws {
    let vietnamese = try Command.lua(mistake.code)
    #expect(vietnamese.errors == mistake.vi)
    #expect(vietnamese.status == 3)
    #expect(vietnamese.output == "")
    #expect(try Command.lua(mistake.code, "en").errors == mistake.en)
  }

  @Test("a field that no result has is told before the query runs")
  func misspeltFigure() throws {
    let run = try Command.lua(
      #"plan.attendance:group_by("unit"):summarise { came = agg.sum("attended") }:sort("cam")"#,
      "en")
    #expect(run.errors.contains("this result has no column “cam”"))
    #expect(run.errors.contains("did you mean “came”?"))
  }

  @Test("a number held against a text is an error, not an empty result")
  func wrongType() throws {
    let run = try Command.lua(#"print(#plan.units:where { members_total = "many" })"#, "en")
    #expect(run.status == 3)
    #expect(
      run.errors.contains(
        #"field “members_total” holds a whole number and cannot be held against "many""#))
  }

  @Test("no error speaks of the implementation")
  func plainWords() throws {
    for code in ["local a; a.b = 1", "return 1 < {}", "return #5", "return ('x')()", "plan()"] {
      let run = try Command.lua(code, "en")
      #expect(run.status == 3)
      for word in ["Optional", "Fatal error", "CodingKeys", "LuaError", "Swift"] {
        #expect(!run.errors.contains(word), "\(code): \(run.errors)")
      }
    }
  }
}
