internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// What is said of scripts: where they were looked for, and what went wrong in them.
extension Wording {
  func lua(_ error: LuaError, _ source: (Int) -> String?) -> Message {
    var message: Message
    switch error {
    case .syntax(let text, _, _, let near): message = syntax(text, near: near)
    case .runtime(let text, _, _, let cause):
      message = cause.map { self.message($0) } ?? runtime(text)
    default: message = Message(text: limit(error))
    }
    // Neither is the line's fault.
    if error.root is OutputError { return message }
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
    // What cannot follow an item of a list or an argument, follows a lost comma.
    let isList = text.contains("'}' expected") || text.contains("')' expected")
    return Message(
      text: say("sai cú pháp Lua: ", "Lua syntax: ") + reason + place,
      hints: isList && near != "<eof>" ? [perhapsComma] : [])
  }

  var perhapsComma: String {
    say(
      "có lẽ thiếu dấu phẩy ngay trước chỗ này", "a comma is perhaps missing just before this place"
    )
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
    } else if text.contains("attempt to concatenate") {
      message.text =
        say("giá trị này không nối với chữ được", "this value does not join a text")
        + " (\(text))"
    } else if text.contains("attempt to perform arithmetic") || text.contains("' with a '") {
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
