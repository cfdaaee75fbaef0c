import Foundation
import PlanModel
import Testing

@testable import CLI

/// Calls that do not fit are told in our words, in both languages, with what was perhaps meant.
@Suite struct CallTests {
  struct Call: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let vi: String
    let en: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let calls = [
    Call(
      arguments: ["check", "--selct", "x"],
      vi: """
        lỗi: “planscript check” không có tùy chọn “--selct”
          gợi ý: có phải ý bạn là “--select” hay “--set”?
          gợi ý: xem mọi tùy chọn: planscript check --help

        """,
      en: """
        error: “planscript check” has no option “--selct”
          hint: did you mean “--select” or “--set”?
          hint: all options: planscript check --help

        """),
    Call(
      arguments: ["import", "ds.csv", "--into"],
      vi: """
        lỗi: sau “--into” phải có một giá trị
          gợi ý: --into TẬP_HỢP: Tập hợp nhận các dòng: people, attendance, …

        """,
      en: """
        error: a value must follow “--into”
          hint: --into COLLECTION: The collection that takes the rows: people, attendance, …

        """),
    Call(
      arguments: ["import"],
      vi: """
        lỗi: “planscript import” còn thiếu TỆP
          gợi ý: Tệp CSV (dấu phẩy, chấm phẩy hoặc tab), hoặc - (đọc từ đầu vào).
          gợi ý: xem mọi tùy chọn: planscript import --help

        """,
      en: """
        error: “planscript import” needs FILE
          hint: A CSV file (commas, semicolons or tabs), or - (standard input).
          hint: all options: planscript import --help

        """),
    Call(
      arguments: ["log", "1", "2"],
      vi: """
        lỗi: “planscript log” không nhận thêm “2”
          gợi ý: giá trị có dấu cách phải đặt trong dấu ngoặc: "…"
          gợi ý: xem mọi tùy chọn: planscript log --help

        """,
      en: """
        error: “planscript log” takes no further “2”
          hint: a value with spaces must stand in quotes: "…"
          hint: all options: planscript log --help

        """),
    Call(
      arguments: ["undo", "1", "--apply=yes"],
      vi: """
        lỗi: “--apply” không nhận giá trị nào
          gợi ý: viết riêng --apply, bỏ dấu “=”

        """,
      en: """
        error: “--apply” takes no value
          hint: write --apply alone, without “=”

        """),
    Call(
      arguments: ["draft", "exprot"],
      vi: """
        lỗi: “planscript draft” không có lệnh “exprot”
          gợi ý: có phải ý bạn là “export”?
          gợi ý: xem mọi tùy chọn: planscript draft --help

        """,
      en: """
        error: “planscript draft” has no verb “exprot”
          hint: did you mean “export”?
          hint: all options: planscript draft --help

        """),
    Call(
      arguments: ["chek", "--select", "x"],
      vi: """
        lỗi: “planscript” không có lệnh “chek”
          gợi ý: có phải ý bạn là “check”?
          gợi ý: xem mọi tùy chọn: planscript run --help

        """,
      en: """
        error: “planscript” has no verb “chek”
          hint: did you mean “check”?
          hint: all options: planscript run --help

        """),
  ]

  @Test("a call that does not fit is told in both languages, with exit 2", arguments: calls)
  func told(call: Call) throws {
    for (language, text) in [("vi_VN.UTF-8", call.vi), ("en_GB.UTF-8", call.en)] {
      let run = try Command(
        Command.product("planscript"), call.arguments, environment: ["LANG": language])
      #expect(run.status == 2)
      #expect(run.output == "")
      #expect(run.errors == text)
    }
  }

  @Test("a misspelt verb is suggested among the scripts")
  func misspeltVerb() throws {
    let run = try Command("chek", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.errors.contains("did you mean “check”"))
  }
}

/// Help of every verb, from its declaration.
@Suite struct HelpScreenTests {
  /// Every verb with the words that lead to it.
  private static func verbs(_ page: VerbPage, _ path: [String] = []) -> [(VerbPage, [String])] {
    let inner = (page.subcommands ?? []).filter { $0.commandName != "help" || path.isEmpty }
    let own = path.isEmpty ? Array(inner.prefix(Planscript.verbs.count)) : inner
    return [(page, path)] + own.flatMap { verbs($0, path + [$0.commandName]) }
  }

  private static func pages(_ language: Language) throws -> [(VerbPage, [String])] {
    try Words.$chosen.withValue(Words(language: language)) { verbs(try VerbPage.root) }
  }

  @Test("every verb, option and value has its own words in both languages")
  func translated() throws {
    let (vi, en) = (try Self.pages(.vi), try Self.pages(.en))
    #expect(vi.map(\.1) == en.map(\.1))
    #expect(vi.count > 20)
    for ((vi, path), (en, _)) in zip(vi, en) {
      #expect(vi.abstract != nil && vi.abstract != en.abstract, "\(path)")
      let options = zip(vi.arguments ?? [], en.arguments ?? []).filter { !$0.0.isOwnHelp }
      for (ours, theirs) in options {
        let isTold = ours.abstract?.contains(" ") == true && ours.abstract != theirs.abstract
        #expect(isTold, "\(path) \(ours.call)")
        guard ours.kind != "flag" else { continue }
        for language in Language.allCases {
          let word = Words(language: language).placeholder(ours.valueName ?? "")
          #expect(word != nil, "\(path) \(ours.valueName ?? "")")
        }
      }
    }
  }

  @Test("help of a verb has its purpose, options, an example and the verbs that go with it")
  func complete() throws {
    for language in Language.allCases {
      for (page, path) in try Self.pages(language) where !path.isEmpty {
        let run = try Command(
          Command.product("planscript"), path + ["--help", "--lang", language.rawValue])
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(run.output.hasPrefix(String((page.abstract ?? "?").prefix(30))), "\(path)")
        for argument in page.arguments ?? [] where !argument.isOwnHelp {
          for name in argument.typedNames { #expect(run.output.contains(name), "\(path) \(name)") }
        }
        if path.count == 1 {
          let words = Words(language: language)
          #expect(run.output.contains(words.seeAlso(words.related[path[0]] ?? ["?"])), "\(path)")
          #expect(run.output.contains(language == .vi ? "Ví dụ" : "Example"), "\(path)")
        }
        for word in ["USAGE", "OPTIONS:", "(default:", "Show help"] {
          #expect(!run.output.contains(word), "\(path) \(word)")
        }
      }
    }
  }

  @Test("the verbs that help names are verbs")
  func related() {
    let related = Words(language: .vi).related
    #expect(Set(related.keys) == Set(Planscript.verbNames))
    #expect(Set(related.values.joined()).isSubset(of: Planscript.verbNames))
  }

  @Test("help fits a window of 40 columns")
  func narrow() throws {
    for path in [["check"], ["import"], ["draft", "export"]] {
      let text = try Words.$chosen.withValue(Words(language: .vi)) {
        try HelpScreen(path, width: 40).text
      }
      // What is to be typed is never broken.
      let lines = text.split(separator: "\n").filter { !$0.contains("planscript ") }
      for line in lines where !line.hasPrefix("  -") {
        #expect(displayWidth(line) <= 40, "\(line)")
      }
    }
  }

  @Test("every example of a verb's help runs")
  func examples() throws {
    let store = try Copy()
    let folder = NSTemporaryDirectory() + "planscript-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (page, path) in try Self.pages(.vi) where path != ["watch"] {
      let lines = (page.discussion ?? "").split(separator: "\n").compactMap { line in
        line.range(of: "planscript ").map { String(line[$0.lowerBound...]) }
      }
      for line in lines {
        let made = try Copy(of: store)
        let home = folder + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        if !line.contains(" init ") {
          try FileManager.default.moveItem(atPath: made.path, toPath: home + "/thu")
        }
        try Self.prepare(home, for: line)
        // Keys that are made are the example's own.
        let asks = line.contains(" install ") || line.contains(" update ")
        let run = try Command.shell(
          "export XDG_DATA_HOME='\(home)/share'; " + line + (asks ? " --yes" : ""), in: home)
        // What is found in the sample's gaps is no failure of the call.
        #expect([0, 1].contains(run.status), "\(path): \(line): \(run.errors)")
      }
    }
  }

  /// The files and drafts that examples speak of.
  private static func prepare(_ home: String, for line: String) throws {
    let people = "Họ tên,Đơn vị SH,category,status\nNguyễn Văn Thử,dv-003,member,active\n"
    let heading = line.contains("--map") ? people : people.replacing("Đơn vị SH", with: "unit")
    try heading.write(toFile: home + "/ds.csv", atomically: true, encoding: .utf8)
    let rows = "id,session,unit,category,summoned,attended\nmoi-1,lop-tp-1,dv-003,member,5,4\n"
    try rows.write(toFile: home + "/diem-danh.csv", atomically: true, encoding: .utf8)
    if line.contains("undo") || line.contains("diff") {
      _ = try Command.shell("planscript -d thu -e 'plan.place = \"Huế\"' --apply", in: home)
    }
    if line.contains(" draft ") {
      _ = try Command.shell("planscript -d thu draft-remind-report --apply", in: home)
    }
    if line.contains(" test ") {
      let made = """
        planscript bundle new tham-du && mkdir -p scripts/tests tests && cat > scripts/tests/low.lua <<'END'
        test("ai vắng", function() expect(scratch { units = 1 }:eval("return plan.units:count()").value):to_equal(1) end)
        END
        cp scripts/tests/low.lua tests
        """
      _ = try Command.shell(made, in: home)
    }
    let isOfBundles = [" bundle ", " key ", " audit ", "tham-du:"].contains(where: line.contains)
    if isOfBundles, !line.contains(" test ") {
      let made = try Command(
        URL(filePath: "/bin/bash"),
        [
          Command.package.appending(path: "Tests/CLITests/Golden/workshop.sh").path,
          Command.product("planscript").path, Command.package.path, line,
        ], in: home)
      #expect(made.status == 0, "\(line): \(made.errors)")
    }
    if line.contains(" export ") {
      _ = try Command.shell("planscript -d thu draft approve draft-1 --apply", in: home)
    }
  }
}
