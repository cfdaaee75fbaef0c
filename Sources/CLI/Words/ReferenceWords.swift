internal import ArgumentParser
internal import PlanModel

/// The words of the reference that are in no declaration.
extension Words {
  var referenceHelp: ArgumentHelp {
    ArgumentHelp(
      say(
        "Ghi tài liệu tra cứu (Markdown và HTML, hai ngôn ngữ) vào thư mục này.",
        "Writes the reference (Markdown and HTML, both languages) to this directory."),
      valueName: say("thư-mục", "dir"))
  }
}

extension Wording {
  var referenceTitle: String { say("planscript — tra cứu", "planscript — reference") }
  var referenceAbout: String {
    say(
      "Trang này do “planscript schema --reference” viết từ các khai báo; đừng sửa bằng tay.",
      "This page is written by “planscript schema --reference” from the declarations; do not edit it."
    )
  }

  var verbsTitle: String { say("Các lệnh", "The verbs") }
  var verbsAbout: String {
    say(
      "Mọi lệnh đều nhận --help. Tên một kịch bản không có lệnh đứng trước thì được chạy.",
      "Every verb takes --help. The name of a script without a verb before it is run.")
  }

  var exitCodesTitle: String { say("Mã kết thúc", "Exit codes") }
  var exitCodesAbout: String {
    say("Ý nghĩa của mỗi mã không bao giờ đổi.", "What a code means never changes.")
  }

  func meaning(of status: ExitStatus) -> String {
    switch status {
    case .done: say("xong", "done")
    case .findings:
      say("check hoặc doctor thấy có điều cần xem", "check or doctor found something")
    case .usage: say("gõ sai cách dùng hoặc sai tham số", "usage or parameters")
    case .scriptFailed: say("kịch bản hỏng", "the script failed")
    case .dataUnreadable:
      say("dữ liệu không đọc được hoặc không hợp lệ", "data unreadable or invalid")
    case .nothingExamined:
      say("không có gì được chọn hoặc được xét", "nothing was selected or examined")
    case .refused: say("không được phép", "not permitted")
    case .limitReached: say("chạm một giới hạn", "a limit was reached")
    case .conflict: say("xung đột, không ghi gì", "conflict, nothing written")
    case .notVerified:
      say(
        "gói không đúng như người được tin đã ký",
        "a bundle is not what somebody trusted has signed")
    case .interrupted: say("bị ngắt", "interrupted")
    }
  }

  var errorsTitle: String { say("Các lỗi", "Errors") }
  var errorsAbout: String {
    say(
      "Mỗi lỗi một ví dụ, theo mã kết thúc. Tên và số trong ví dụ là tên và số giả định.",
      "One example of each error, by the exit code. The names and numbers in them are made up.")
  }

  var collectionsTitle: String { say("Các tập hợp và trường", "Collections and fields") }
  var collectionsAbout: String {
    say(
      "Trường có dấu * là bắt buộc. Trường khác để trống thì là nil.",
      "A field marked * is required. Any other is nil where it is left out.")
  }

  func whereKept(_ collection: Collection) -> String {
    if collection.isSingle {
      return say(
        "Tệp \(collection.name).json: một đối tượng; trong kịch bản là plan.",
        "File \(collection.name).json: one object; plan in a script.")
    }
    guard let shard = collection.shardedBy else {
      return say(
        "Tệp \(collection.name).json; trong kịch bản là plan.\(collection.name).",
        "File \(collection.name).json; plan.\(collection.name) in a script.")
    }
    return say(
      "Thư mục \(collection.name)/, mỗi \(shard) một tệp; trong kịch bản là plan.\(collection.name).",
      "Folder \(collection.name)/, one file a \(shard); plan.\(collection.name) in a script.")
  }

  /// What tells a record of a list that has no ids.
  func toldBy(_ collection: Collection) -> String {
    let key = collection.naturalKey.joined(separator: ", ")
    return say("Khi nhập, bản ghi được nhận ra theo: \(key).", "Imports tell records by: \(key).")
  }

  func parts(of field: String) -> String {
    say("Các phần của \(field):", "The parts of \(field):")
  }

  func inversesAbout(_ collection: Collection) -> String {
    say(
      "Từ một bản ghi, các truy vấn dẫn tới những gì trỏ về nó:",
      "From a record, the queries that lead to what refers to it:")
  }

  func notes(on field: Field) -> String {
    var notes = field.isRequired ? ["*"] : []
    if let measure = field.measure { notes.append(self.measure(measure)) }
    if let target = field.target, let inverse = field.inverse {
      notes.append(
        say("chiều ngược: \(target).\(inverse)", "the other way: \(target).\(inverse)"))
    }
    if field.isPersonName { notes.append(say("xếp theo tên", "sorts by the given name")) }
    return notes.joined(separator: "; ")
  }

  private func measure(_ measure: Measure) -> String {
    switch measure {
    case .people: say("người", "people")
    case .days: say("ngày", "days")
    case .percent: say("phần trăm", "percent")
    case .dong: say("đồng", "dong")
    }
  }
}

// MARK: - Functions

extension Wording {
  var functionsTitle: String { say("Hàm", "Functions") }
  var functionsAbout: String {
    say(
      "Tham số trong [ ] có thể bỏ; … là bao nhiêu cũng được; sau → là kết quả.",
      "Parameters in [ ] may be left out; … is any number of them; behind → stands the result.")
  }
  var queriesTitle: String { say("Truy vấn", "Queries") }
  var queriesAbout: String {
    say(
      "Gọi bằng dấu hai chấm: plan.units:where { … }:count().",
      "Called with a colon: plan.units:where { … }:count().")
  }
  var testingTitle: String { say("Trong tệp phép thử", "In files of tests") }
  var testingAbout: String {
    say(
      "Chỉ có khi chạy planscript test: store là kho nháp, expect là giá trị đang xét.",
      "Only where planscript test runs them: store is a scratch store, expect a value looked at.")
  }
  var singleTitle: String { say("Hàm đứng riêng", "Functions that stand alone") }
  var valuesTitle: String { say("Ngày, giờ và tỷ lệ", "Days, times and ratios") }
  var librariesTitle: String { say("Thư viện của Lua", "Lua's own libraries") }
  var librariesAbout: String {
    say(
      "Lua 5.4, không có tệp, mạng và chương trình khác:",
      "Lua 5.4, without files, network and other programs:")
  }

  func title(of column: ReferenceColumn) -> String {
    switch column {
    case .name: say("Tên", "Name")
    case .meaning: say("Nghĩa", "Meaning")
    case .type: say("Kiểu", "Type")
    case .notes: say("Ghi chú", "Notes")
    case .code: say("Mã", "Code")
    case .call: say("Cách viết", "As written")
    case .value: say("Tham số", "Argument")
    case .message: say("Thông báo", "Message")
    case .hint: say("Làm gì tiếp", "What to do")
    }
  }
}

extension Words {
  /// Variables of the environment that count.
  var environment: [(name: String, meaning: String)] {
    [
      ("PLANSCRIPT_DATA", say("Thư mục của kho, khi không có -d.", "The store, without -d.")),
      (
        "PLANSCRIPT_HISTORY",
        say(
          "Tệp giữ các dòng đã gõ; để trống thì không giữ.",
          "Where typed lines are kept; empty: nowhere.")
      ),
      ("PAGER", say("Chương trình xem kết quả dài.", "Shows what is longer than the window.")),
      ("NO_COLOR", say("Không dùng màu.", "No colours.")),
      (
        "LC_ALL, LC_MESSAGES, LANG",
        say("Ngôn ngữ, khi không có --lang.", "The language, without --lang.")
      ),
    ]
  }
}
