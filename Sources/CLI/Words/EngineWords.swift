internal import Lua
internal import PlanModel

/// What is said of the engine's facts: values that do not fit, limits that were reached.
extension Wording {
  func fact(_ error: any Error) -> Message {
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
