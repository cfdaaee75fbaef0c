internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The words for every error, in Vietnamese and English. A longer file on purpose: it is the
/// catalogue of what the command can say.
struct Wording {
  let language: Language

  var errorLabel: String { say("lỗi:", "error:") }
  var hintLabel: String { say("gợi ý:", "hint:") }
  var remarkLabel: String { say("lưu ý:", "note:") }

  func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// An error in words. `source` gives a line of the script by its number.
  func message(_ error: any Error, source: (Int) -> String? = { _ in nil }) -> Message {
    switch error {
    case let error as LuaError: lua(error, source)
    case let error as QueryError: query(error)
    case let error as HostError: host(error)
    case let error as ValueFault: change(error)
    case let error as Proposal.Failure: change(error)
    case let error as EditError: change(error)
    case let error as TransactError: change(error)
    case let error as CommitError: change(error)
    case let error as StoreError: store(error)
    case let error as ImportFailure: importing(error)
    case let error as FileFault: file(error)
    case let error as ScriptSearchError: search(error)
    case let error as UsageError: usage(error)
    case let error as SampleStore.Failure: sample(error)
    case let error as OutputError: output(error)
    case let error as DraftError: draft(error)
    case is DraftsMissing: draftsMissing
    case let error as UnitForm.Failure: perUnit(error, source)
    case let fault as CheckFault: check(fault)
    case let error as StoreSettingsFault: settings(error)
    case let error as PromptError: prompt(error)
    case is Stopped: lua(.interrupted(nil), source)
    default: fact(error)
    }
  }

  func didYouMean(_ suggestions: [String]) -> [String] {
    guard !suggestions.isEmpty else { return [] }
    let quoted = suggestions.map { "“\($0)”" }.joined(separator: say(" hay ", " or "))
    return [say("có phải ý bạn là \(quoted)?", "did you mean \(quoted)?")]
  }

  func system(_ code: Int32) -> String {
    switch code {
    case ENOENT: say("không có tệp hay thư mục ấy", "no such file or directory")
    case EACCES, EPERM: say("không được phép", "permission denied")
    case EISDIR: say("không phải là một tệp thường", "not a regular file")
    case ENOSPC, EDQUOT: say("đĩa đã đầy", "the disk is full")
    case EROFS: say("đĩa chỉ cho đọc", "the disk is read-only")
    case ENOTDIR:
      say("có phần của đường dẫn không phải là thư mục", "a part of the path is no directory")
    default: String(cString: strerror(code))
    }
  }
}

// MARK: scripts

extension Wording {
  private func lua(_ error: LuaError, _ source: (Int) -> String?) -> Message {
    var message: Message
    switch error {
    case .syntax(let text, _, _, let near): message = syntax(text, near: near)
    case .runtime(let text, _, _, let cause):
      message = cause.map { self.message($0) } ?? runtime(text)
    default: message = Message(text: limit(error))
    }
    if case HostError.parameters = error.root { return message }
    guard message.place == nil, let position = error.position else { return message }
    // Of a module the engine alone knows the text.
    let line = position.text ?? source(position.line)
    message.place = Message.Place(
      file: position.chunk, line: position.line, column: nil, source: line)
    guard let name = subject(of: error), let line else { return message }
    if isDeclared(error.root), let place = below(position, name, source) {
      message.place = place
      return message
    }
    if name == "<eof>" {
      message.place?.column = line.count + 1
    } else if let column = Wording.column(of: name, in: line) {
      message.place?.column = column
      message.place?.length = name.count
    }
    return message
  }

  /// The word of the script that the error is about.
  private func subject(of error: LuaError) -> String? {
    switch error {
    case .syntax(_, _, _, let near): near.map { $0.trimmingCharacters(in: ["'"]) }
    case .runtime(let text, _, _, nil):
      // Lua names the culprit last, in quotes: attempt to … (field 'nmae').
      text.split(separator: "'", omittingEmptySubsequences: false).dropLast().last.map(String.init)
    case .runtime(_, _, _, let cause?): subject(of: cause)
    default: nil
    }
  }

  private func subject(of cause: any Error) -> String? {
    switch cause {
    case QueryError.unknownField(_, let name, _), QueryError.unknownRecord(_, let name, _),
      QueryError.unknownChoice(_, let name, _), QueryError.notAReference(let name),
      QueryError.wrongType(let name, _, _), QueryError.notANumber(let name, _),
      QueryError.nameTaken(let name), QueryError.notADate(let name, _),
      QueryError.emptyRange(let name, _, _), QueryError.keysDiffer(let name, _),
      HostError.unknownMember(_, let name, _), HostError.unknownOption(_, let name, _),
      HostError.unknownGlobal(let name, _), HostError.readOnly(_, let name),
      HostError.notADay(let name), HostError.notASpan(let name), HostError.misread(let name, _),
      HostError.notUnique(let name, _):
      name
    case let fault as ValueFault: culprit(of: fault)
    case Proposal.Failure.unknownRecord(let key, _): key.id
    case HostError.notACollection(let function): function
    case HostError.unknownPermissions(let faults): faults.first?.text
    case HostError.moduleNotFound(let name, _, _), HostError.badModuleName(let name),
      HostError.moduleOutside(let name, _):
      name
    case let removed as LuaRemoved: removed.name
    case let error as LuaArgumentError: error.function.split(separator: ".").last.map(String.init)
    default: nil
    }
  }

  /// Whether a mistake stands somewhere in `script { … }`, which is called on its first line.
  private func isDeclared(_ cause: any Error) -> Bool {
    switch cause {
    case HostError.unknownOption("script", _, _), HostError.unknownPermissions: true
    default: false
    }
  }

  /// The first line from a position on, in the script itself, that has the word.
  private func below(
    _ position: LuaPosition, _ name: String, _ source: (Int) -> String?
  ) -> Message.Place? {
    guard position.text == nil || position.text == source(position.line) else { return nil }
    var number = position.line
    while let line = source(number) {
      if let column = Wording.column(of: name, in: line) {
        return Message.Place(
          file: position.chunk, line: number, column: column, source: line, length: name.count)
      }
      number += 1
    }
    return nil
  }

  /// What stands in the script of a value that was refused.
  private func culprit(of fault: ValueFault) -> String {
    switch fault.problem {
    case .noSuchRecord(_, let text, _), .unknownChoice(let text, _, _), .badId(let text): text
    default: fault.field
    }
  }

  /// Where a word stands by itself in a line, counted in characters from 1.
  static func column(of word: String, in line: String) -> Int? {
    var start = line.startIndex
    while let range = line.range(of: word, range: start..<line.endIndex) {
      let before =
        range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
      let after = range.upperBound < line.endIndex ? line[range.upperBound] : " "
      let isWord = word.last.map { $0.isLetter || $0.isNumber } ?? false
      if !isWord || !(before.isNameCharacter || after.isNameCharacter) {
        return line.distance(from: line.startIndex, to: range.lowerBound) + 1
      }
      start = range.upperBound
    }
    return nil
  }

  private func syntax(_ text: String, near: String?) -> Message {
    let reasons: [(String, String)] = [
      ("unfinished string", say("chuỗi chưa đóng ngoặc kép", "the string is not closed")),
      ("'end' expected", say("thiếu “end”", "“end” is missing")),
      ("'then' expected", say("thiếu “then”", "“then” is missing")),
      ("'do' expected", say("thiếu “do”", "“do” is missing")),
      ("'=' expected", say("thiếu “=”", "“=” is missing")),
      ("'}' expected", say("thiếu “}”", "“}” is missing")),
      ("')' expected", say("thiếu “)”", "“)” is missing")),
      ("unexpected symbol", say("ký hiệu đặt sai chỗ", "a symbol stands where it cannot")),
      ("syntax error", say("câu lệnh không đúng cú pháp", "this is no statement")),
    ]
    let reason = reasons.first { text.contains($0.0) }?.1 ?? text
    let place =
      near.map { $0 == "<eof>" ? say(" (ở cuối kịch bản)", " (at the end of the script)") : "" }
      ?? ""
    return Message(text: say("sai cú pháp Lua: ", "Lua syntax: ") + reason + place)
  }

  private func runtime(_ text: String) -> Message {
    var message = Message(text: text)
    if text.contains("attempt to call a query value") {
      message.text = say(
        "truy vấn không duyệt thẳng được", "a query cannot be walked through by itself")
      message.hints = [say("viết: for _, r in … :each() do", "write: for _, r in … :each() do")]
    } else if text.contains("attempt to compare") {
      message.text =
        say("hai giá trị này không so sánh được với nhau", "these two values do not compare")
        + " (\(text))"
    } else if text.contains("nil value") {
      message.text =
        say("giá trị ở đây là nil (không có gì)", "the value here is nil (nothing)") + " (\(text))"
    } else if text.contains("attempt to perform arithmetic") {
      message.text = say("giá trị này không phải là số", "this value is no number") + " (\(text))"
    }
    return message
  }

  private func limit(_ error: LuaError) -> String {
    let stopped = say("kịch bản bị dừng: ", "the script was stopped: ")
    switch error {
    case .timeLimit(let time, _):
      return stopped
        + say(
          "chạy quá \(seconds(time)) giây (--timeout)",
          "it ran for more than \(seconds(time)) s (--timeout)")
    case .memoryLimit(let bytes, _):
      return stopped
        + say(
          "dùng quá \(size(bytes)) bộ nhớ (--max-memory)",
          "it used more than \(size(bytes)) of memory (--max-memory)")
    case .outputLimit(let bytes, _):
      return stopped + say("in ra quá \(size(bytes))", "it wrote more than \(size(bytes))")
    case .coroutineLimit(let count, _):
      return stopped + say("tạo quá \(count) coroutine", "it made more than \(count) coroutines")
    case .sourceLimit(let bytes, _):
      return stopped
        + say("mã nguồn dài quá \(bytes) byte", "its source is longer than \(bytes) bytes")
    case .interrupted: return say("đã ngắt theo yêu cầu", "interrupted")
    default: return "\(error)"
    }
  }

  func size(_ bytes: Int) -> String {
    bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(max(1, bytes >> 10)) KB"
  }

  private func seconds(_ time: Duration) -> String {
    let value = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    let text = value == value.rounded() ? String(Int(value)) : String(value)
    return language == .vi ? text.replacing(".", with: ",") : text
  }
}

extension Character {
  fileprivate var isNameCharacter: Bool { isLetter || isNumber || self == "_" }
}

// MARK: the engine's facts

extension Wording {
  private func fact(_ error: any Error) -> Message {
    switch error {
    case let error as LuaArgumentError where error.position == 0:
      return Message(
        text: say(
          "“\(error.function)” phải gọi bằng dấu hai chấm",
          "“\(error.function)” is called with a colon"),
        hints: [say("viết: q:\(error.function)(…)", "write: q:\(error.function)(…)")])
    case let error as LuaArgumentError:
      let text = say(
        "“\(error.function)” cần \(type(error.expected)) ở chỗ thứ \(error.position), nhưng nhận \(type(error.found))",
        "“\(error.function)” takes \(type(error.expected)) as argument \(error.position), but got \(type(error.found))"
      )
      return Message(text: text)
    case let error as LuaRemoved:
      let hint = error.instead.map { [say("dùng \($0)", "use \($0)")] } ?? []
      return Message(
        text: say("“\(error.name)” không dùng được ở đây", "“\(error.name)” is not available here"),
        hints: hint)
    case let error as LuaUnknownMember:
      return Message(
        text: say("\(error.type) không có “\(error.key)”", "\(error.type) has no “\(error.key)”"),
        hints: didYouMean(suggestions(for: error.key, among: error.known)))
    case let error as LuaReadOnly: return readOnly(error.type, error.key)
    case let error as LuaSealed:
      return Message(
        text: say("không được thay đổi “\(error.key)”", "“\(error.key)” cannot be changed"))
    case is LuaStaleHandle:
      return Message(
        text: say(
          "bản ghi này thuộc một lần đọc trước", "this record belongs to an earlier reading"))
    case let error as LuaUnsupported:
      return Message(
        text: say(
          "\(type(error.type)) không dùng được với “\(error.operation)”",
          "\(type(error.type)) does not take “\(error.operation)”"))
    case let error as LuaModuleNotFound:
      return Message(text: say("không thấy mô-đun “\(error.name)”", "no module “\(error.name)”"))
    case let error as LuaModuleLoop: return moduleLoop(error.chain)
    default: return Message(text: "\(error)")
    }
  }

  /// A type of Lua, or of the host, in words.
  func type(_ name: String) -> String {
    let words: [String: (String, String)] = [
      "string": ("chữ", "text"), "number": ("số", "a number"),
      "integer": ("số nguyên", "a whole number"),
      "table": ("bảng { }", "a table { }"), "function": ("hàm", "a function"),
      "boolean": ("true hoặc false", "true or false"),
      "nil": ("nil (không có gì)", "nil (nothing)"),
      "no value": ("không có gì", "nothing"), "date": ("ngày", "a date"),
      "time": ("thời điểm", "a time"),
      "ratio": ("tỷ lệ", "a ratio"), "query": ("truy vấn", "a query"),
      "record": ("bản ghi", "a record"),
      "records": ("các bản ghi", "records"), "groups": ("các nhóm", "groups"),
      "test": ("op.…", "op.…"),
      "figure": ("agg.…", "agg.…"),
      "handle": ("ngày hoặc bản ghi", "a date or a record"),
      "list of tables": ("danh sách bảng { }", "a list of tables { }"),
      "table of string": ("bảng { } các chữ", "a table { } of texts"),
      "value": ("một giá trị", "a value"),
    ]
    // `query | table`: either.
    let either = name.components(separatedBy: " | ")
    return either.map { name in words[name].map { say($0.0, $0.1) } ?? name }
      .joined(separator: say(" hoặc ", " or "))
  }
}

// MARK: queries and the host

extension Wording {
  func query(_ error: QueryError) -> Message {
    switch error {
    case .unknownField(let owner?, let name, let near):
      let owner = collection(owner)
      return Message(
        text: say("\(owner) không có trường “\(name)”", "\(owner) has no field “\(name)”"),
        hints: didYouMean(near))
    case .unknownField(nil, let name, let near):
      return Message(
        text: say("kết quả này không có cột “\(name)”", "this result has no column “\(name)”"),
        hints: didYouMean(near))
    case .notAReference(let field):
      return Message(
        text: say(
          "“\(field)” không dẫn tới một bản ghi, nên không có gì sau dấu chấm",
          "“\(field)” does not refer to one record, so nothing can follow its dot"))
    case .wrongType(let field, let expected, let found):
      let (expected, found) = (typeName(expected), shown(found))
      return Message(
        text: say(
          "trường “\(field)” là \(expected), không thể so với \(found)",
          "field “\(field)” holds \(expected) and cannot be held against \(found)"))
    case .unknownRecord(let name, let id, let near):
      let name = collection(name)
      return Message(
        text: say("\(name) không có bản ghi “\(id)”", "\(name) has no record “\(id)”"),
        hints: didYouMean(near))
    case .unknownChoice(let field, let found, let choices):
      return Message(
        text: say(
          "trường “\(field)” không nhận “\(found)”", "field “\(field)” does not take “\(found)”"),
        hints: [
          say("các giá trị được dùng: ", "its values are: ") + choices.joined(separator: ", ")
        ])
    case .notANumber(let field, let function):
      return Message(
        text: say(
          "“\(field)” không phải là số, nên agg.\(function) không tính được",
          "“\(field)” is no number, so agg.\(function) cannot work on it"))
    case .notADate(let field, let part):
      let name = part.rawValue
      return Message(
        text: part == .hour
          ? say(
            "“\(field)” không có giờ, nên by.\(name) không tính được",
            "“\(field)” is no time, so by.\(name) cannot work on it")
          : say(
            "“\(field)” không phải là ngày, nên by.\(name) không tính được",
            "“\(field)” is no day, so by.\(name) cannot work on it"))
    case .emptyRange(let field, let from, let to):
      let (from, to) = (shown(from), shown(to))
      return Message(
        text: say(
          "khoảng của “\(field)” kết thúc (\(to)) trước khi bắt đầu (\(from))",
          "the range of “\(field)” ends (\(to)) before it begins (\(from))"))
    case .keysDiffer(let left, let right):
      return Message(
        text: say(
          "“\(left)” và “\(right)” khác kiểu, nên không bao giờ bằng nhau",
          "“\(left)” and “\(right)” are of different types and never equal"))
    case .columnsDiffer(let first, let second):
      func only(_ names: [String], _ vi: String, _ en: String) -> [String] {
        names.isEmpty ? [] : [say(vi, en) + names.joined(separator: ", ")]
      }
      return Message(
        text: say(
          "hai kết quả không có cùng các cột", "the two results do not have the same columns"),
        hints: only(first, "chỉ bên trái có: ", "only on the left: ")
          + only(second, "chỉ bên phải có: ", "only on the right: "))
    case .nameTaken(let name):
      return Message(
        text: say(
          "“\(name)” đã là tên của một cột khác trong kết quả này",
          "“\(name)” is the name of another column of this result already"))
    case .overflow(let field):
      return Message(text: say("tổng của “\(field)” quá lớn", "the sum of “\(field)” is too large"))
    }
  }

  /// A collection in words, with the name by which scripts know it.
  func collection(_ name: String) -> String {
    if name == "plan" { return "plan" }
    return Catalogue.collection(name).map { "\($0.title[language]) (\(name))" } ?? name
  }

  func typeName(_ type: FieldType) -> String {
    switch type {
    case .text: say("chữ", "text")
    case .integer: say("số nguyên", "a whole number")
    case .decimal: say("số", "a number")
    case .boolean: say("true hoặc false", "true or false")
    case .day: say("ngày dạng \"2023-12-04\"", "a day such as \"2023-12-04\"")
    case .time: say("thời điểm dạng \"2023-12-04T08:00\"", "a time such as \"2023-12-04T08:00\"")
    case .choice(let choices):
      say("một trong: ", "one of: ") + choices.map(\.name).joined(separator: ", ")
    case .reference(let name):
      say("mã của một bản ghi trong \(name)", "the id of a record of \(name)")
    case .references(let name): say("danh sách mã trong \(name)", "a list of ids of \(name)")
    case .texts: say("danh sách chữ", "a list of texts")
    case .object: say("một đối tượng { }", "an object { }")
    case .objects: say("danh sách đối tượng { }", "a list of objects { }")
    }
  }

  func shown(_ value: PlanValue) -> String {
    switch value {
    case .reference(let name, let id): "\(id) (\(name))"
    default: value.json.text()
    }
  }

  private func host(_ error: HostError) -> Message {
    switch error {
    case .unknownMember(let owner, let name, let near):
      let known = collection(owner)
      return Message(
        text: say("\(known) không có “\(name)”", "\(known) has no “\(name)”"),
        hints: didYouMean(near))
    case .unknownOption(let function, let name, let near):
      return Message(
        text: say(
          "“\(function)” không có tùy chọn “\(name)”", "“\(function)” has no option “\(name)”"),
        hints: didYouMean(near))
    case .argument(let function, let name, let expected, let found):
      return Message(
        text: say(
          "“\(function)” cần \(type(expected)) cho “\(name)”, nhưng nhận \(type(found))",
          "“\(function)” takes \(type(expected)) for “\(name)”, but got \(type(found))"))
    case .unknownGlobal(let name, let near):
      return Message(
        text: say(
          "không có biến hay hàm nào tên “\(name)”", "there is no variable or function “\(name)”"),
        hints: didYouMean(near))
    case .readOnly(let owner, let name): return readOnly(owner, name)
    case .notACollection(let function):
      return Message(
        text: say(
          "“\(function)” chỉ dùng với cả một tập hợp",
          "“\(function)” works on a whole collection only"),
        hints: [say("viết: plan.tasks:\(function)", "write: plan.tasks:\(function)")])
    case .notADay(let text):
      return Message(
        text: say("“\(text)” không phải là một ngày có thật", "“\(text)” is not a day that exists"),
        hints: [say("viết 04/12/2023 hoặc 2023-12-04", "write 2023-12-04 or 04/12/2023")])
    case .notASpan(let text):
      return Message(
        text: say(
          "“\(text)” không phải là một khoảng thời gian", "“\(text)” is no length of time"),
        hints: [
          say(
            "viết \"30d\" (ngày), \"2w\" (tuần), \"3m\" (tháng) hoặc \"1y\" (năm)",
            "write \"30d\" (days), \"2w\" (weeks), \"3m\" (months) or \"1y\" (years)")
        ])
    case .misread(let text, let misreading): return Message(text: self.misreading(misreading, text))
    case .notUnique(let field, let value):
      let value = shown(value)
      return Message(
        text: say(
          "“\(field)” có giá trị \(value) ở nhiều bản ghi, nên không tra được",
          "“\(field)” is \(value) in several records, so it cannot index them"))
    case .notOne(let count):
      return Message(
        text: say(
          "cần đúng một bản ghi, nhưng có \(count)",
          "exactly one record is wanted, but there are \(count)"))
    case .parameters(let faults): return parameters(faults)
    case .check(let fault): return check(fault)
    case .declaredTwice:
      return Message(
        text: say("script { } chỉ được khai báo một lần", "script { } may stand only once"))
    case .moduleNotFound(let name, let places, let near):
      return moduleNotFound(name, places, near)
    case .badModuleName(let name): return badModuleName(name)
    case .moduleOutside(let name, let path): return moduleOutside(name, path)
    case .unknownPermissions(let faults): return unknownPermissions(faults)
    case .needsTooLate: return needsTooLate
    case .nothingToCompare(let function):
      return Message(
        text: say(
          "“\(function)” nhận nil, nên không có gì để so sánh",
          "“\(function)” was given nil, so there is nothing to compare with"),
        hints: [
          say(
            "op.none là trường trống; op.opt(x) bỏ điều kiện khi x là nil",
            "op.none means an empty field; op.opt(x) drops the condition when x is nil")
        ])
    case .tooLarge: return Message(text: say("kết quả quá lớn", "the result is too large"))
    case .tooDeep:
      return Message(
        text: say("bảng lồng nhau quá sâu", "the tables go too deep inside one another"))
    }
  }

  private func readOnly(_ owner: String, _ name: String) -> Message {
    let owner = collection(owner)
    return Message(
      text: say(
        "“\(name)” của \(owner) không đặt được", "“\(name)” of \(owner) cannot be set"))
  }

  func parameters(_ faults: [ParameterFault]) -> Message {
    let lines = faults.map { fault -> String in
      switch fault.problem {
      case .missing:
        return say(
          "thiếu “\(fault.name)” (-P \(fault.name)=…)",
          "“\(fault.name)” is missing (-P \(fault.name)=…)")
      case .unknown(let near):
        let hint = didYouMean(near).first.map { "; \($0)" } ?? ""
        return say("không có tham số “\(fault.name)”", "there is no parameter “\(fault.name)”")
          + hint
      case .wrongValue(let found, let type, let near):
        let hint = didYouMean(near).first.map { "; \($0)" } ?? ""
        return say(
          "“\(fault.name)” phải là \(parameter(type)), không phải “\(found)”",
          "“\(fault.name)” must be \(parameter(type)), not “\(found)”") + hint
      case .unknownType(let type):
        return say(
          "kiểu “\(type)” của “\(fault.name)” không có",
          "“\(fault.name)” has a type that does not exist: “\(type)”")
      case .noChoices:
        return say(
          "“\(fault.name)” là choice mà không có choices = { … }",
          "“\(fault.name)” is a choice without choices = { … }")
      }
    }
    guard lines.count > 1 else {
      return Message(text: say("tham số: ", "parameter: ") + (lines.first ?? ""))
    }
    return Message(
      text: ([say("\(lines.count) tham số sai:", "\(lines.count) wrong parameters:")]
        + lines.map { "  - \($0)" }).joined(separator: "\n"))
  }

  func parameter(_ type: ParameterType) -> String {
    switch type {
    case .text: say("chữ", "text")
    case .number: say("số", "a number")
    case .percent: say("số phần trăm", "a percentage")
    case .date: say("ngày", "a day")
    case .boolean: say("có hoặc không", "yes or no")
    case .choice(let choices): say("một trong: ", "one of: ") + choices.joined(separator: ", ")
    case .record(let name):
      say(
        "mã của một bản ghi trong \(collection(name))", "the id of a record of \(collection(name))")
    }
  }
}

// MARK: the store and its files

extension Wording {
  private func store(_ error: StoreError) -> Message {
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

  private func file(_ fault: FileFault) -> Message {
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
      text = say(
        "sai JSON: cần \(expected(fault.expected)), nhưng gặp \(found(fault.found))",
        "not JSON: \(expected(fault.expected)) expected, but \(found(fault.found)) found")
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

  private func expected(_ expected: JSONFault.Expected) -> String {
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

  private func found(_ found: JSONFault.Found) -> String {
    switch found {
    case .endOfText: say("hết tệp", "the end of the file")
    case .character("\u{FEFF}"): say("dấu BOM ở đầu tệp", "a byte order mark")
    case .character(let character): "“\(character)”"
    case .byte(0x0A), .byte(0x0D): say("hết dòng", "the end of the line")
    case .byte(let byte): say("byte ", "byte ") + String(byte, radix: 16)
    }
  }

  private func jsonHints(_ fault: JSONFault) -> [String] {
    switch (fault.expected, fault.found) {
    case (.commaOrEndOfArray, _), (.commaOrEndOfObject, _):
      [
        say(
          "có lẽ thiếu dấu phẩy ngay trước chỗ này",
          "a comma is perhaps missing just before this place")
      ]
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

  private func sample(_ error: SampleStore.Failure) -> Message {
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

  private func output(_ error: OutputError) -> Message {
    switch error {
    case .closedPipe: Message(text: "")
    case .notWritten(let path, let code):
      Message(text: say("không ghi được “\(path)”: ", "cannot write “\(path)”: ") + system(code))
    case .exists(let directory, let names): existing(names, in: directory)
    }
  }
}

// MARK: what to do next

extension Wording {
  /// What `init` says when it is done.
  func whatNext(_ directory: String, isSample: Bool) -> String {
    let lines =
      isSample
      ? [
        "planscript -d \(directory) summary", "planscript -d \(directory) -e 'print(plan.units)'",
        "planscript schema units",
      ]
      : [
        "planscript schema", "planscript -d \(directory) -e 'print(plan.units:count())'",
        "planscript schema --json-schema schema",
      ]
    let head = say(
      "Đã tạo kho “\(directory)”. Thử tiếp:", "The store “\(directory)” is there. Try next:")
    return ([head] + lines.map { "  \($0)" }).joined(separator: "\n")
  }
}

// MARK: calling the command

extension Wording {
  private func search(_ error: ScriptSearchError) -> Message {
    switch error {
    case .notFound(let name, let places, let near):
      let shipped = say("thư viện kèm theo", "the shipped library")
      return Message(
        text: say("không thấy kịch bản “\(name)”", "no script “\(name)”"),
        hints: didYouMean(near) + [
          say("đã tìm ở: ", "looked in: ") + (places + [shipped]).joined(separator: ", ")
        ])
    case .unreadable(let path, let code):
      return Message(
        text: say("không đọc được “\(path)”: ", "cannot read “\(path)”: ") + system(code))
    }
  }

  private func usage(_ error: UsageError) -> Message {
    switch error {
    case .nothingToRun:
      Message(
        text: say("chưa có gì để chạy", "nothing to run"),
        hints: [
          say(
            "planscript FILE.lua, planscript TÊN, hoặc planscript -e MÃ",
            "planscript FILE.lua, planscript NAME, or planscript -e CODE")
        ])
    case .scriptAndCode:
      Message(
        text: say("chỉ dùng một trong hai: tệp kịch bản hoặc -e", "either a script or -e, not both")
      )
    case .badParameter(let text):
      Message(
        text: say(
          "-P cần dạng tên=giá trị, không phải “\(text)”", "-P takes name=value, not “\(text)”"))
    case .badDay(let text): host(.notADay(text: text))
    case .badChoice(let option, let text, let choices):
      Message(
        text: say("\(option) không nhận “\(text)”", "\(option) does not take “\(text)”"),
        hints: didYouMean(suggestions(for: text, among: choices))
          + [say("các giá trị được dùng: ", "its values are: ") + choices.joined(separator: ", ")])
    case .badAmount(let option, let text, let example):
      Message(
        text: say("\(option) không nhận “\(text)”", "\(option) does not take “\(text)”"),
        hints: [say("viết như: ", "write it like: ") + example])
    case .unknownCollection(let name, let near):
      Message(
        text: say("không có tập hợp “\(name)”", "there is no collection “\(name)”"),
        hints: didYouMean(near))
    case .outIntoStore(let path):
      Message(
        text: say(
          "“\(path)” nằm trong kho; --out không ghi lên dữ liệu",
          "“\(path)” is in the store; --out does not write over data"),
        hints: [say("chọn một nơi khác cho --out", "choose another place for --out")])
    case .sizeWithoutSample:
      Message(
        text: say(
          "--units, --people và --seed chỉ đi với --sample",
          "--units, --people and --seed go with --sample"))
    case .commitMissing:
      Message(
        text: say("hãy nói rõ lần ghi nào", "say which commit"),
        hints: [say("xem các lần ghi: planscript log", "the commits: planscript log")])
    case .noSuchCommit(let name, let newest):
      Message(
        text: say("nhật ký không có lần ghi “\(name)”", "the log has no commit “\(name)”"),
        hints: [
          newest.map { say("lần ghi mới nhất là \($0)", "the newest is \($0)") }
            ?? say("kho này chưa được ghi lần nào", "nothing has been committed to this store")
        ])
    case .missing(let option):
      Message(text: say("thiếu \(option)", "\(option) is missing"))
    case .badHeading(let text):
      Message(
        text: say(
          "--map cần dạng \"TIÊU ĐỀ=trường\", không phải “\(text)”",
          "--map takes \"HEADING=field\", not “\(text)”"))
    case .appliesPerUnit: appliesPerUnit
    case .unknownPermissions(let faults): unknownPermissions(faults)
    case .noSuchUnit(let error): query(error)
    case .unknownTags(let tags, let known): unknownTags(tags, known)
    case .badSetting(let option, let text, let example): badSetting(option, text, example)
    case .noSuchRecord(let name, let found, let near): noSuchRecord(name, found, near)
    case .endsAlready(let day): endsAlready(day)
    case .waivedAlready(let id, let day): waivedAlready(id, day)
    case .badSize(let name):
      Message(
        text: say(
          "--\(name) phải là một số nguyên hợp lý", "--\(name) must be a sensible whole number"))
    }
  }
}
