internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

// What a prompt says.

extension Wording {
  func greeting(_ title: String?, version: String) -> String {
    say(
      "planscript \(version)\(title.map { " · \($0)" } ?? "")\n"
        + "Gõ một câu hỏi bằng Lua, ví dụ: plan.units\n"
        + ":help trợ giúp · Tab gợi ý · :quit thoát\n",
      "planscript \(version)\(title.map { " · \($0)" } ?? "")\n"
        + "Ask something in Lua, for example: plan.units\n"
        + ":help for help · Tab completes · :quit leaves\n")
  }

  var yesOrNo: String { say(" (c/k) ", " (y/n) ") }

  func leaving(_ count: Int) -> String {
    say(
      "Còn \(count) bản ghi chưa ghi. Thoát và bỏ các thay đổi ấy?",
      "\(counted(count)) not written. Leave and drop these changes?")
  }

  func overwrites(_ path: String) -> String {
    say("Đã có tệp “\(path)”. Ghi đè lên?", "“\(path)” is there already. Write over it?")
  }

  /// The other lines of a paste, as far as anybody wants to see them again.
  func pasted(_ lines: [String]) -> String {
    let shown = lines.prefix(20).map { "… " + $0 + "\n" }.joined()
    let rest = lines.count - 20
    return rest > 0
      ? shown + say("… (và \(rest) dòng nữa)\n", "… (and \(rest) more lines)\n") : shown
  }

  /// After the line of a paste that failed.
  func leftUndone(_ count: Int) -> String {
    say("Bỏ qua \(count) dòng còn lại.", "The other \(count) lines were left out.")
  }

  private func counted(_ count: Int) -> String { count == 1 ? "1 record" : "\(count) records" }

  /// Below a list: how much of it is to be seen, and how to see the rest.
  func rows(_ shown: Int, of count: Int, left: [String]) -> String {
    var parts =
      shown == count
      ? [say("\(count) bản ghi", counted(count))]
      : [say("\(shown) trên \(count) bản ghi", "\(shown) of \(counted(count))")]
    if !left.isEmpty {
      parts.append(say("cột còn lại: ", "columns left out: ") + left.joined(separator: ", "))
    }
    if shown < count || !left.isEmpty { parts.append(say(":all xem hết", ":all shows everything")) }
    return parts.joined(separator: " · ")
  }

  // MARK: Changes

  var noChanges: String { say("Không có thay đổi nào đang chờ.", "No changes wait.") }

  var howToWrite: String {
    say(
      "Chưa ghi gì. :apply để ghi, :undo lấy lại dòng cuối, :discard bỏ hết.",
      "Nothing is written. :apply writes, :undo takes the last line back, :discard drops all.")
  }

  func written(_ commit: Commit, _ count: Int) -> String {
    say(
      "Đã ghi \(count) bản ghi (lần ghi \(commit.number)). Để lấy lại: :undo",
      "Wrote \(counted(count)) (commit \(commit.number)). To take it back: :undo")
  }

  func tookBack(left count: Int) -> String {
    let rest =
      count == 0
      ? say("Không còn thay đổi nào.", "No changes are left.")
      : say("Còn \(count) bản ghi thay đổi.", "Changes of \(counted(count)) are left.")
    return say("Đã lấy lại dòng cuối. ", "Took the last line back. ") + rest
  }

  func takesBackCommit(_ commit: Commit) -> String {
    let count = commit.changeSet?.count ?? 0
    return say(
      "Lấy lại lần ghi \(commit.number) (\(count) bản ghi)?",
      "Take commit \(commit.number) back (\(counted(count)))?")
  }

  func tookBackCommit(_ commit: Commit, by undo: Commit) -> String {
    say(
      "Đã lấy lại lần ghi \(commit.number) (bằng lần ghi \(undo.number)).",
      "Took commit \(commit.number) back (by commit \(undo.number)).")
  }

  func discarded(_ count: Int) -> String {
    count == 0
      ? noChanges
      : say("Đã bỏ thay đổi của \(count) bản ghi.", "Dropped the changes of \(counted(count)).")
  }

  // MARK: What others did

  func news(_ commits: [Commit], files: [String]) -> String {
    let told = commits.suffix(3).map { commit in
      let script = commit.origin.script.map { " (\($0))" } ?? ""
      return say(
        "\(commit.origin.who) vừa ghi lần \(commit.number)\(script)",
        "\(commit.origin.who) wrote commit \(commit.number)\(script)")
    }
    let data = files.filter { $0.hasSuffix(".json") }
    let named = data.prefix(3).joined(separator: ", ") + (data.count > 3 ? ", …" : "")
    let what =
      told.isEmpty
      ? say("chương trình khác vừa sửa \(named)", "another program changed \(named)")
      : told.joined(separator: "; ")
    return remarkLabel + " " + what + say(" — gõ :refresh để đọc lại", " — :refresh reads it again")
  }

  var refreshed: String { say("Đã đọc lại kho.", "The store is read anew.") }

  // MARK: Scripts and files

  var savedHead: String {
    say("--- Chép từ phiên làm việc của planscript.\n", "--- Saved from a planscript session.\n")
  }

  func saved(_ path: String, _ storeOption: String) -> String {
    say("Đã ghi \(path). Để chạy: ", "Wrote \(path). To run it: ")
      + "planscript \(Console.quoted(path))\(storeOption)"
  }

  func exported(_ path: String) -> String { say("Đã ghi \(path).", "Wrote \(path).") }

  var speaks: String { say("Ngôn ngữ: tiếng Việt (vi)", "Language: English (en)") }

  func variables(_ names: [String]) -> String {
    names.isEmpty
      ? say("Chưa có biến nào.", "There are no variables yet.") : names.joined(separator: "  ")
  }

  func took(_ time: Duration) -> String {
    let value = time / .milliseconds(1)
    let text =
      value < 1000
      ? String(format: "%.1f ms", value) : String(format: "%.2f s", value / 1000)
    let shown = language == .vi ? text.replacing(".", with: ",") : text
    return say("Mất \(shown)", "It took \(shown)")
  }

  /// The lines that took the time, the dearest first.
  func profile(_ lines: [LuaProfile.Line]) -> [String] {
    let total = lines.reduce(Duration.zero) { $0 + $1.time } / .milliseconds(1)
    guard total > 0 else {
      return [say("Quá nhanh để đo từng dòng.", "Too fast to measure line by line.")]
    }
    return lines.prefix(15).map { line in
      let time = line.time / .milliseconds(1)
      let text = line.position.text?.trimmingCharacters(in: .whitespaces) ?? ""
      let share = String(format: "%3.0f%%  %8.1f ms", time / total * 100, time)
      return "\(share)  \(line.position.chunk):\(line.position.line)  \(text)"
    }
  }

  // MARK: Completion

  func meaning(_ meaning: Completion.Meaning) -> String {
    switch meaning {
    case .plain: ""
    case .titled(let title): title[language]
    case .record(let title): title
    case .function(let signature): signature
    case .command(let name): purpose(of: name)
    }
  }

  func moreCandidates(_ count: Int) -> String {
    say("… và \(count) khả năng nữa", "… and \(count) more")
  }
}

// MARK: - Mistakes

extension Wording {
  func prompt(_ error: PromptError) -> Message {
    switch error {
    case .unknownCommand(let word, let near):
      return Message(
        text: say("không có lệnh “:\(word)”", "there is no command “:\(word)”"),
        hints: near.isEmpty ? [say("xem :help", "see :help")] : didYouMean(near))
    case .missingArgument(let name):
      return Message(
        text: say("“:\(name.rawValue)” cần thêm một từ", "“:\(name.rawValue)” needs a word more"),
        hints: [say("viết: ", "write: ") + usage(of: name)])
    case .badLanguage(let word):
      return Message(
        text: say("không có ngôn ngữ “\(word)”", "there is no language “\(word)”"),
        hints: [say("viết: :lang vi hoặc :lang en", "write: :lang vi or :lang en")])
    case .unknownCollection(let name, let near):
      return Message(
        text: say("không có tập hợp “\(name)”", "there is no collection “\(name)”"),
        hints: near.isEmpty ? [say("xem :tables", "see :tables")] : didYouMean(near))
    case .changesWait:
      return Message(
        text: say("còn thay đổi chưa ghi", "changes wait that are not written"),
        hints: [say("gõ :apply hoặc :discard trước", "type :apply or :discard first")])
    case .bundleIsNotLoaded(let name):
      return Message(
        text: say(
          "kịch bản của gói chỉ chạy trong phòng riêng của gói, không nạp vào đây được",
          "a bundle's script runs in the bundle's own room alone, and is not loaded here"),
        hints: [say("gõ: :run \(name)", "type :run \(name)")])
    case .nothingToUndo:
      return Message(
        text: say(
          "phiên này chưa thay đổi gì để lấy lại", "nothing was changed here that could be undone"))
    case .noStore:
      return Message(
        text: say("không có kho để ghi", "there is no store to write to"),
        hints: [say("mở kho: planscript -d THƯ_MỤC", "open one: planscript -d DIR")])
    case .noValue:
      return Message(
        text: say("chưa có kết quả nào", "there is no value yet"),
        hints: [say("hỏi trước, ví dụ: plan.units", "ask first, for example: plan.units")])
    case .nothingToSave:
      return Message(
        text: say("phiên này chưa có dòng nào để chép", "nothing was done here that could be saved")
      )
    case .badFormat(let path, let choices):
      let suffixes = choices.map { "." + $0 }.joined(separator: ", ")
      return Message(
        text: say(
          "không biết ghi “\(path)” ở dạng nào", "the name “\(path)” does not say in which form"),
        hints: [say("tên tệp kết thúc bằng: ", "let it end with: ") + suffixes])
    }
  }
}
