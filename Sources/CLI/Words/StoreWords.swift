internal import PlanScript
internal import PlanStore

/// What is said of the store and its files.
extension Wording {
  func store(_ error: StoreError) -> Message {
    switch error {
    case .notAStore(let path, let searchedAbove):
      let above = searchedAbove ? say(" hay các thư mục trên nó", " or above it") : ""
      return Message(
        text: say(
          "không có kho dữ liệu (store.json) ở “\(path)”", "no store (store.json) in “\(path)”")
          + above,
        hints: [
          say("chỉ ra kho bằng -d THƯ_MỤC", "name the store with -d DIR"),
          say(
            "hoặc tạo kho mẫu: planscript init thu --sample",
            "or make a sample: planscript init thu --sample"),
        ])
    case .newerFormat(let found, let known):
      return Message(
        text: say(
          "kho này có định dạng \(found), mới hơn định dạng \(known) mà phần mềm này biết",
          "this store has format \(found), newer than format \(known) that this program knows"),
        hints: [say("hãy cập nhật planscript", "update planscript")])
    case .file(let fault): return file(fault)
    case .refused(let refusal): return refused(refusal)
    }
  }

  func file(_ fault: FileFault) -> Message {
    var (text, length, hints): (String, Int, [String]) = ("", 1, [])
    switch fault.problem {
    case .unreadable(let code):
      return Message(
        text: say("không đọc được “\(fault.file)”: ", "cannot read “\(fault.file)”: ")
          + system(code))
    case .outside:
      return Message(
        text: say(
          "“\(fault.file)” là liên kết dẫn ra ngoài kho; không đọc",
          "“\(fault.file)” is a link that leads out of the store; it is not read"))
    case .snapshotTooOld:
      return Message(
        text: say(
          "“\(fault.file)” đã bị ghi lại quá nhiều lần trong khi đọc",
          "“\(fault.file)” was written too often while it was read"),
        hints: [say("hãy chạy lại", "run it again")])
    case .damagedLog:
      return Message(
        text: say(
          "mục nhật ký “\(fault.file)” bị hỏng",
          "the log entry “\(fault.file)” is damaged"))
    case .notJSON(let fault):
      text = notJSON(fault)
      hints = jsonHints(fault)
    case .notRecords(let one):
      text =
        one
        ? say("tệp này phải là một đối tượng { … }", "this file must hold one object { … }")
        : say(
          "tệp này phải là một danh sách bản ghi [ {…}, {…} ]",
          "this file must hold a list of records [ {…}, {…} ]")
    case .wrongType(let field, let found), .unknownChoice(let field, let found):
      text = say(
        "“\(field.name)” phải là \(typeName(field.type)), nhưng gặp \(found)",
        "“\(field.name)” must be \(typeName(field.type)), but is \(found)")
      length = found.count
    case .outOfRange(let field, let found):
      text = say(
        "số của “\(field.name)” quá lớn: \(found)",
        "the number of “\(field.name)” is too large: \(found)")
      length = found.count
    case .noSuchDay(let field, let found):
      text = say(
        "“\(field.name)” phải là \(typeName(field.type)), và \(found) không có trên lịch",
        "“\(field.name)” must be \(typeName(field.type)), and \(found) is not in the calendar")
      length = found.count
    case .missing(let field):
      text = say(
        "bản ghi này thiếu “\(field.name)” (\(field.title.vi))",
        "this record has no “\(field.name)” (\(field.title.en))")
    }
    let place = fault.place.map {
      Message.Place(
        file: fault.file, line: $0.line, column: $0.column, source: $0.text, length: length)
    }
    let file = place == nil ? "\(fault.file): " : ""
    return Message(text: file + text, place: place, hints: hints)
  }

  func message(_ remark: Remark) -> Message {
    let text =
      switch remark.oddity {
      case .duplicateName:
        say(
          "một trường viết hai lần trong một bản ghi; giá trị đầu được dùng",
          "a field stands twice in one record; the first value counts")
      case .duplicateId(let id):
        say(
          "mã “\(id)” đã có ở một bản ghi trước; tham chiếu dẫn tới bản ghi đầu",
          "id “\(id)” is another record's already; references lead to the first")
      case .danglingReference(let field, let id, _):
        say(
          "“\(field)” là “\(id)”, nhưng không có bản ghi nào mang mã ấy",
          "“\(field)” is “\(id)”, but no record has that id")
      }
    let place = Message.Place(
      file: remark.file, line: remark.place.line, column: remark.place.column,
      source: remark.place.text)
    var hints: [String] = []
    if case .danglingReference(_, _, let near) = remark.oddity { hints = didYouMean(near) }
    return Message(text: text, place: place, hints: hints, isRemark: true)
  }

  func moreRemarks(_ count: Int) -> String {
    say("… và \(count) lưu ý nữa", "… and \(count) notes more")
  }

  /// A text that a script gave to be read; `place` is in that text.
  func unread(
    _ function: String, _ place: FileFault.Place, _ reason: String, _ hints: [String]
  ) -> Message {
    Message(
      text: say(
        "\(function): dòng \(place.line), cột \(place.column) của văn bản: \(reason)",
        "\(function): line \(place.line), column \(place.column) of the text: \(reason)"),
      hints: hints)
  }

  func notJSON(_ fault: JSONFault) -> String {
    say(
      "sai JSON: cần \(expected(fault.expected)), nhưng gặp \(found(fault.found))",
      "not JSON: \(expected(fault.expected)) expected, but \(found(fault.found)) found")
  }

  func expected(_ expected: JSONFault.Expected) -> String {
    switch expected {
    case .value: say("một giá trị", "a value")
    case .name: say("tên trường trong ngoặc kép", "a field's name in quotes")
    case .nameOrEnd: say("tên trường trong ngoặc kép hoặc “}”", "a field's name in quotes, or “}”")
    case .colon: say("dấu “:”", "“:”")
    case .commaOrEndOfArray: say("dấu “,” hoặc “]”", "“,” or “]”")
    case .commaOrEndOfObject: say("dấu “,” hoặc “}”", "“,” or “}”")
    case .endOfText: say("hết tệp", "the end of the file")
    case .digit: say("một chữ số", "a digit")
    case .escape: say("một ký tự thoát hợp lệ sau “\\”", "a valid escape behind “\\”")
    case .closingQuote: say("dấu ngoặc kép đóng chuỗi", "the closing quote of the string")
    case .utf8: say("chữ mã UTF-8", "text in UTF-8")
    case .depth(let depth):
      say("không quá \(depth) tầng ngoặc", "at most \(depth) levels of brackets")
    }
  }

  func found(_ found: JSONFault.Found) -> String {
    switch found {
    case .endOfText: say("hết tệp", "the end of the file")
    case .character("\u{FEFF}"): say("dấu BOM ở đầu tệp", "a byte order mark")
    case .character(let character): "“\(character)”"
    case .byte(0x0A), .byte(0x0D): say("hết dòng", "the end of the line")
    case .byte(let byte): say("byte ", "byte ") + String(byte, radix: 16)
    }
  }

  func jsonHints(_ fault: JSONFault) -> [String] {
    switch (fault.expected, fault.found) {
    case (.commaOrEndOfArray, _), (.commaOrEndOfObject, _): [perhapsComma]
    case (.value, .character("]")), (.value, .character("}")), (.name, .character("}")):
      [
        say(
          "có lẽ thừa dấu phẩy ngay trước chỗ này",
          "there is perhaps a comma too many just before this place")
      ]
    case (_, .character("\u{FEFF}")):
      [say("lưu lại tệp bằng UTF-8 không có BOM", "save the file as UTF-8 without a BOM")]
    case (.value, .byte), (.utf8, _): [say("lưu lại tệp bằng mã UTF-8", "save the file as UTF-8")]
    default: []
    }
  }

  func sample(_ error: SampleStore.Failure) -> Message {
    switch error {
    case .notEmpty(let path):
      Message(
        text: say(
          "thư mục “\(path)” đã có dữ liệu; không ghi đè",
          "the directory “\(path)” is not empty; nothing is overwritten"),
        hints: [say("chọn một thư mục mới", "choose a new directory")])
    case .notWritten(let path, let code):
      Message(text: say("không ghi được “\(path)”: ", "cannot write “\(path)”: ") + system(code))
    }
  }

  func output(_ error: OutputError) -> Message {
    switch error {
    case .closedPipe: Message(text: "")
    case .notWritten("", let code):
      Message(text: say("không in kết quả ra được: ", "cannot write the output: ") + system(code))
    case .notWritten(let path, let code):
      Message(text: say("không ghi được “\(path)”: ", "cannot write “\(path)”: ") + system(code))
    case .exists(let directory, let names): existing(names, in: directory)
    }
  }
}
