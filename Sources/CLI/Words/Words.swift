internal import ArgumentParser
internal import Foundation
internal import PlanModel

/// The command's help in the language that was asked for, before anything is parsed.
struct Words: Sendable {
  let language: Language

  /// Those of whoever writes in a language of their own choice, else those asked for.
  static var current: Words { chosen ?? asked }

  /// For writing pages in both languages.
  @TaskLocal static var chosen: Words?

  /// `--lang`, else the locale of the environment, else Vietnamese.
  private static let asked: Words = {
    let arguments = CommandLine.arguments
    let named = arguments.firstIndex(of: "--lang").flatMap { arguments[($0 + 1)...].first }
    let joined = arguments.first { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }
    if let language = (named ?? joined).flatMap(Language.init(rawValue:)) {
      return Words(language: language)
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { Console.environment($0) }.first { !$0.isEmpty }
    return Words(language: Language(locale: locale))
  }()

  func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }

  var commandAbstract: String {
    say(
      "Kịch bản Lua cho việc thực hiện một kế hoạch: điểm danh, tổng hợp, kiểm tra.",
      "Lua scripts for carrying out a plan: attendance, summaries, checks.")
  }

  var commandExamples: String {
    say("Ví dụ:", "Examples:") + """

        planscript init thu --sample
        planscript -d thu summary
        planscript -d thu -e 'print(plan.units:count())'
        planscript -d thu summary -o csv --out bang.csv
      """
  }

  var runAbstract: String { say("Chạy một kịch bản (mặc định).", "Runs a script (the default).") }
  var initAbstract: String {
    say(
      "Tạo một kho dữ liệu mới, trống hoặc có kế hoạch mẫu.",
      "Makes a new store, empty or with the sample plan.")
  }
  var schemaAbstract: String {
    say("Các tập hợp và trường của kho.", "The collections and fields of a store.")
  }

  var logAbstract: String {
    say("Ai đã ghi gì vào kho, lúc nào.", "Who wrote what to the store, and when.")
  }
  var diffAbstract: String {
    say(
      "Một lần ghi đã đổi gì; không có số thì: chương trình khác đã đổi gì từ đó.",
      "What a commit changed; without a number: what other programs changed since.")
  }
  var undoAbstract: String {
    say(
      "Lấy lại một lần ghi, bằng một lần ghi mới.", "Takes a commit back, by a new commit.")
  }

  var doctorAbstract: String {
    say(
      "Khám cả kho: tệp hỏng, giá trị sai, mã trùng, tham chiếu treo, tệp lạc.",
      "Examines the whole store: broken files, wrong values, ids that stand twice, references to nothing, stray files."
    )
  }
  var watchAbstract: String {
    say(
      "Chạy lại kịch bản mỗi khi kho thay đổi; Ctrl-C để thôi.",
      "Runs a script again whenever the store changes; Ctrl-C ends it.")
  }

  /// One real example below a verb's help.
  func example(_ line: String) -> String { say("Ví dụ: ", "Example: ") + line }

  var importAbstract: String {
    say("Nhập một tệp CSV vào kho.", "Imports a CSV file into the store.")
  }
  var importExamples: String {
    say("Ví dụ:", "Examples:") + """

        planscript -d thu import ds.csv --into people
        planscript -d thu import ds.csv --into people --map "Đơn vị SH=unit" --apply
        planscript -d thu import diem-danh.csv --into attendance --encoding tcvn3
      """
  }

  var checkAbstract: String {
    say(
      "Kiểm dữ liệu theo mọi phép kiểm: kèm theo và của kho.",
      "Holds the data against all checks: those that ship and the store's own.")
  }
  var checkExamples: String {
    say("Ví dụ:", "Examples:") + """

        planscript -d thu check
        planscript -d thu check --select "deadline and not report"
        planscript -d thu check --explain class-no-venue
        planscript -d thu check -o csv --out ket-qua.csv
      """
  }
  var waiveAbstract: String {
    say(
      "Miễn trừ: chấp nhận điều mà một phép kiểm thấy ở một bản ghi, có lý do và thời hạn.",
      "Waivers: accepts what a check finds about a record, for a reason and a time.")
  }
  var waiveAddAbstract: String { say("Thêm một miễn trừ.", "Adds a waiver.") }
  var waiveListAbstract: String {
    say("Các miễn trừ và tình trạng.", "The waivers, and how they stand.")
  }
  var waivePruneAbstract: String {
    say("Bỏ những miễn trừ đã hết hạn hoặc không còn nghĩa.", "Removes waivers that are over.")
  }

  func help(_ name: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: options[name]?[language] ?? name)
  }

  /// One line for each option.
  private var options: [String: Bilingual] {
    [
      "script": Bilingual(
        vi: "Tệp .lua, tên một kịch bản, hoặc - (đọc từ đầu vào).",
        en: "A .lua file, the name of a script, or - (standard input)."),
      "code": Bilingual(vi: "Chạy đoạn mã này.", en: "Runs this code."),
      "parameter": Bilingual(
        vi: "Tham số của kịch bản: tên=giá trị.", en: "A parameter of the script: name=value."),
      "format": Bilingual(
        vi: "Dạng kết quả: table, md, html, csv, json, jsonl.",
        en: "Form of the output: table, md, html, csv, json, jsonl."),
      "out": Bilingual(vi: "Ghi kết quả vào tệp này.", en: "Writes the output to this file."),
      "unit": Bilingual(
        vi: "Chỉ thấy những gì thuộc đơn vị này và các đơn vị bên dưới.",
        en: "Sees only what belongs to this unit and those below it."),
      "per": Bilingual(
        vi: "Mỗi đơn vị một tệp trong thư mục --out: unit, unit:reports_back, unit:kind=school.",
        en: "One file a unit in the directory --out: unit, unit:reports_back, unit:kind=school."),
      "scriptName": Bilingual(vi: "Tên một kịch bản, hoặc một lệnh.", en: "A script, or a verb."),
      "names": Bilingual(
        vi: "Chỉ tên, mỗi dòng một tên.", en: "Only the names, one a line."),
      "tags": Bilingual(
        vi: "Chỉ những kịch bản mang mọi thẻ này.", en: "Only scripts that carry all these tags."),
      "today": Bilingual(
        vi: "Coi ngày này là hôm nay (2023-12-21 hoặc 21/12/2023).",
        en: "Takes this day for today (2023-12-21)."),
      "timeout": Bilingual(
        vi: "Thời gian tối đa: 10s, 500ms, 2m.", en: "Longest time: 10s, 500ms, 2m."),
      "memory": Bilingual(
        vi: "Bộ nhớ tối đa của kịch bản: 256MB.", en: "Most memory of the script: 256MB."),
      "data": Bilingual(
        vi: "Thư mục của kho; không ghi thì PLANSCRIPT_DATA, rồi store.json gần nhất.",
        en: "The store's directory; else PLANSCRIPT_DATA, else the nearest store.json."),
      "commit": Bilingual(
        vi: "Số của lần ghi, như planscript log cho thấy.",
        en: "The number of the commit, as planscript log shows it."),
      "mend": Bilingual(
        vi: "Sửa những gì sửa được mà không đụng tới dữ liệu.",
        en: "Mends what can be mended without touching data."),
      "csv": Bilingual(
        vi: "Tệp CSV (dấu phẩy, chấm phẩy hoặc tab), hoặc - (đọc từ đầu vào).",
        en: "A CSV file (commas, semicolons or tabs), or - (standard input)."),
      "into": Bilingual(
        vi: "Tập hợp nhận các dòng: people, attendance, …",
        en: "The collection that takes the rows: people, attendance, …"),
      "map": Bilingual(
        vi: "Cột nào là trường nào: \"TIÊU ĐỀ=trường\"; \"TIÊU ĐỀ=\" bỏ cột ấy.",
        en: "Which field a column is: \"HEADING=field\"; \"HEADING=\" leaves it out."),
      "encoding": Bilingual(
        vi: "Bảng mã của tệp: utf-8, tcvn3, vni, viqr, cp1258.",
        en: "The file's encoding: utf-8, tcvn3, vni, viqr, cp1258."),
      "importFormat": Bilingual(
        vi: "Dạng kết quả: table, json.", en: "Form of the output: table, json."),
      "apply": Bilingual(
        vi: "Ghi các thay đổi; không có thì chỉ cho xem.",
        en: "Writes the changes; without it they are only shown."),
      "allow": Bilingual(
        vi: "Cho kịch bản thêm một quyền: read:units, write:tasks, draft, read:*.",
        en: "Gives the script one permission more: read:units, write:tasks, draft, read:*."),
      "deny": Bilingual(
        vi: "Lấy đi một quyền của mọi kịch bản, dù có khai báo hay không.",
        en: "Takes a permission away from any script, declared or not."),
      "checkFiles": Bilingual(
        vi: "Chỉ những tệp phép kiểm này; không ghi thì mọi phép kiểm.",
        en: "Only these files of checks; all checks when left out."),
      "select": Bilingual(
        vi: "Chỉ những phép kiểm hợp với biểu thức: \"deadline and not units\", \"class-*\".",
        en: "Only checks that the expression picks: \"deadline and not units\", \"class-*\"."),
      "failOn": Bilingual(
        vi: "Từ mức nào thì mã kết thúc là 1: error, warning, info, none (mặc định error).",
        en: "From which severity on the exit code is 1: error, warning, info, none (default error)."
      ),
      "explain": Bilingual(
        vi: "Giải thích một phép kiểm.", en: "Explains one check."),
      "listChecks": Bilingual(vi: "Liệt kê các phép kiểm.", en: "Lists the checks."),
      "checkFormat": Bilingual(
        vi: "Dạng kết quả: table, md, html, csv, json, jsonl, junit, sarif.",
        en: "Form of the output: table, md, html, csv, json, jsonl, junit, sarif."),
      "setThreshold": Bilingual(
        vi: "Đặt một ngưỡng: MÃ.ngưỡng=giá trị.", en: "Sets a threshold: ID.threshold=value."),
      "setSeverity": Bilingual(
        vi: "Đặt mức của một phép kiểm: MÃ=error|warning|info|off.",
        en: "Sets the severity of a check: ID=error|warning|info|off."),
      "baseline": Bilingual(
        vi: "Tệp những điều đã biết: chỉ điều mới mới bị tính.",
        en: "A file of what is known: only what is new counts."),
      "writeBaseline": Bilingual(
        vi: "Ghi những điều đang thấy vào tệp này.", en: "Writes what is found now to this file."),
      "waiveCheck": Bilingual(vi: "Mã của phép kiểm.", en: "The id of the check."),
      "waiveRecord": Bilingual(
        vi: "Bản ghi: mã, hoặc tập hợp/mã.", en: "The record: its id, or collection/id."),
      "reason": Bilingual(vi: "Vì sao.", en: "Why."),
      "owner": Bilingual(vi: "Ai chịu trách nhiệm.", en: "Who answers for it."),
      "until": Bilingual(
        vi: "Ngày cuối cùng còn hiệu lực (2024-01-31 hoặc 31/01/2024).",
        en: "The last day on which it holds (2024-01-31)."),
      "tests": Bilingual(
        vi: "Thư mục có tests/, hoặc một tệp phép thử; không ghi thì ở đây, rồi scripts/ của kho.",
        en: "A folder with tests/, or one file of tests; else here, else the store's scripts/."
      ),
      "testSelect": Bilingual(
        vi: "Chỉ những phép thử có chữ này trong tên hoặc tên tệp; * là chữ bất kỳ.",
        en: "Only tests that have this in their name or file's name; * is any letters."),
      "testFormat": Bilingual(
        vi: "Dạng kết quả: table, json, junit.", en: "Form of the output: table, json, junit."),
      "coverage": Bilingual(
        vi: "Cho biết dòng nào của mã chưa phép thử nào chạy qua.",
        en: "Says which lines of the code no test has run."),
      "minCoverage": Bilingual(
        vi: "Ít nhất bấy nhiêu phần trăm số dòng phải chạy qua, nếu không thì mã kết thúc là 1.",
        en: "At least so many percent of the lines must run, or the exit code is 1."),
      "lang": Bilingual(vi: "Ngôn ngữ: vi hoặc en.", en: "Language: vi or en."),
      "parameterFile": Bilingual(
        vi: "Tệp JSON chứa tham số: {\"tên\": giá trị}; -P được ưu tiên.",
        en: "A JSON file of parameters: {\"name\": value}; -P counts over it."),
      "profile": Bilingual(
        vi: "Cho biết dòng nào của kịch bản tốn thời gian nhất.",
        en: "Says which lines of the script took the time."),
      "quiet": Bilingual(
        vi: "Chỉ báo lỗi, không nhắc gì thêm.", en: "Tells errors and nothing else."),
      "verbose": Bilingual(
        vi: "Cho biết đã tìm kho và kịch bản ở đâu.",
        en: "Says where the store and the script were looked for."),
      "noColor": Bilingual(vi: "Không dùng màu.", en: "No colours."),
      "noCache": Bilingual(
        vi: "Đọc lại mọi tệp, không dùng và không ghi .planscript/cache.",
        en: "Read every file anew; neither use nor write .planscript/cache."),
      "directory": Bilingual(vi: "Thư mục mới.", en: "The new directory."),
      "sample": Bilingual(vi: "Chép kế hoạch mẫu vào.", en: "Puts the sample plan in."),
      "units": Bilingual(
        vi: "Số đơn vị mẫu (kèm --sample).", en: "How many sample units (with --sample)."),
      "people": Bilingual(
        vi: "Tổng số người mẫu (kèm --sample).", en: "How many sample people (with --sample)."),
      "seed": Bilingual(
        vi: "Hạt giống: cùng số thì cùng dữ liệu.", en: "Seed: the same number gives the same data."
      ),
      "collection": Bilingual(vi: "Tên một tập hợp.", en: "The name of a collection."),
      "jsonSchema": Bilingual(
        vi: "Ghi các tệp JSON Schema vào thư mục này.",
        en: "Writes the JSON Schema files to this directory."),
    ]
  }
}
