import Testing

/// Mistakes in queries and in the modules text, date and fmt, in both languages.
@Suite struct QueryMistakeTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let code: String
    let vi: [String]
    let en: [String]
    var testDescription: String { code }

    init(_ code: String, vi: String..., en: String...) {
      (self.code, self.vi, self.en) = (code, vi, en)
    }
  }

  static let mistakes = [
    Mistake(
      "plan.units:where { members_total = op.between(9, 2) }",
      vi: "khoảng của “members_total” kết thúc (2) trước khi bắt đầu (9)",
      en: "the range of “members_total” ends (2) before it begins (9)"),
    Mistake(
      #"plan.units:group_by(by.month("name"))"#,
      vi: "“name” không phải là ngày, nên by.month không tính được",
      en: "“name” is no day, so by.month cannot work on it"),
    Mistake(
      #"plan.tasks:group_by(by.hour("due_before"))"#,
      vi: "“due_before” không có giờ, nên by.hour không tính được",
      en: "“due_before” is no time, so by.hour cannot work on it"),
    Mistake(
      #"plan.units:join(plan.reports, { on = { members_total = "unit" } })"#,
      vi: "“members_total” và “unit” khác kiểu, nên không bao giờ bằng nhau",
      en: "“members_total” and “unit” are of different types and never equal"),
    Mistake(
      #"plan.units:select("name"):union(plan.units:select("kind"))"#,
      vi: "hai kết quả không có cùng các cột", "chỉ bên trái có: name", "chỉ bên phải có: kind",
      en: "the two results do not have the same columns", "only on the left: name",
      "only on the right: kind"),
    Mistake(
      #"plan.people:index_by("unit")"#,
      vi: "“unit” có giá trị", "ở nhiều bản ghi, nên không tra được",
      en: "in several records, so it cannot index them"),
    Mistake(
      #"plan.tasks:where { due_before = op.last("30 giờ") }"#,
      vi: "“30 giờ” không phải là một khoảng thời gian", "viết \"30d\" (ngày)",
      en: "“30 giờ” is no length of time", "write \"30d\" (days)"),
    Mistake(
      #"date.parse("01/02/03")"#, vi: "“01/02/03” không rõ ngày, tháng, năm",
      en: "“01/02/03” does not tell which is the year"),
    Mistake(
      #"fmt.read_number("1.234")"#, vi: "“1.234” có thể là 1234 hay 1,234",
      en: "“1.234” may be 1234 or 1.234"),
    Mistake(
      "plan.units:select { a = \"name\" }:sort(\"b\")", vi: "kết quả này không có cột “b”",
      en: "this result has no column “b”"),
    Mistake(
      "plan.units:extend { x = agg.sum(\"members_total\") }", vi: "“extend”", en: "“extend”"),
  ]

  @Test("is told at its line in both languages, with exit code 3", arguments: mistakes)
  func told(mistake: Mistake) throws {
    for (language, words) in [("vi", mistake.vi), ("en", mistake.en)] {
      let run = try Command("-d", Command.sample, "-e", "\n" + mistake.code, "--lang", language)
      #expect(run.status == 3)
      #expect(run.output == "")
      #expect(run.errors.contains(": -e:2:"))
      for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
    }
  }

  @Test("an explanation is in the language of the run")
  func explains() throws {
    let code = """
      print(plan.attendance:where { unit = "dv-001", attended = op.ne(0) }
        :group_by { kind = by.field("unit.kind") }:summarise { n = agg.where({ category = "member" }, agg.count()) }
        :sort("-n"):offset(1):limit(2):explain())
      """
    let run = try Command("-d", Command.sample, "-e", code, "--lang", "en")
    #expect(
      run.output == """
        1. all records of Attendance (attendance)
        2. keep where attended is not 0 and unit is “dv-001”
        3. group by kind = unit.kind; work out n = the number of rows where category is “member”
        4. sort by n descending
        5. begin behind row 1
        6. take at most 2 rows

        """)
  }
}
