internal import PlanModel
internal import PlanStore

// The words of a store's history.

extension Wording {
  func historyTitle(_ name: String) -> String {
    switch name {
    case "no": say("Số", "No.")
    case "number": say("Lần ghi", "Commit")
    case "time": say("Lúc", "When")
    case "who": say("Người ghi", "Who")
    case "kind": say("Cách", "How")
    case "script": say("Kịch bản", "Script")
    case "parameters": say("Tham số", "Parameters")
    case "records": say("Bản ghi", "Records")
    case "files": say("Tệp", "Files")
    default: name
    }
  }

  func kind(_ kind: Origin.Kind) -> String {
    switch kind {
    case .run: say("kịch bản", "script")
    case .undo: say("lấy lại", "undo")
    case .import: say("nhập tệp", "import")
    case .migrate: say("chuyển định dạng", "migration")
    case .mend: say("sửa chữa", "mending")
    case .host: say("chương trình", "program")
    }
  }

  var noCommits: String {
    say("Kho này chưa được ghi lần nào.", "Nothing has been committed to this store.")
  }

  var noOutsideEdits: String {
    say(
      "Từ lần ghi sau cùng, không chương trình nào khác đổi các tệp đã ghi.",
      "No other program has changed a committed file since.")
  }

  func outsideEdit(_ edit: OutsideEdit) -> String {
    let head = say(
      "\(edit.file): chương trình khác đã đổi sau lần ghi \(edit.since.number)",
      "\(edit.file): changed by another program after commit \(edit.since.number)")
    guard let changes = edit.changes else {
      return head + say(" (không rõ chỗ nào)", " (what cannot be told)")
    }
    return changes.isEmpty ? head + say(" (chỉ cách viết)", " (spelling only)") : head + ":"
  }

  func takesBack(_ commit: Commit) -> String {
    say("Lấy lại lần ghi \(commit.number):", "Taking back commit \(commit.number):")
  }
}

extension Wording {
  /// The line between two runs of `watch`.
  func changed(_ files: [String]) -> String {
    let named = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? ", …" : "")
    return "\n── " + say("đã đổi: ", "changed: ") + named + " ──\n"
  }
}
