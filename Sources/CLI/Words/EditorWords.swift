internal import ArgumentParser
internal import PlanModel

/// The words about files for editors.
extension Words {
  var luaStubsHelp: ArgumentHelp {
    ArgumentHelp(
      say(
        "Ghi vào thư mục này các tệp để trình soạn thảo Lua gợi ý và báo lỗi.",
        "Writes to this directory what an editor of Lua needs to complete and to flag."),
      valueName: say("thư-mục", "dir"))
  }
}

extension Wording {
  func wroteEditorFiles(_ files: [String]) -> String {
    let list = files.map { "  " + $0 }.joined(separator: "\n")
    return say(
      """
      Đã ghi:
      \(list)
      Mở thư mục ấy bằng trình soạn thảo có lua-language-server, hoặc chạy luacheck trong đó.
      """,
      """
      Written:
      \(list)
      Open the directory in an editor with lua-language-server, or run luacheck in it.
      """)
  }
}
