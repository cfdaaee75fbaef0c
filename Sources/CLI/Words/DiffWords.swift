internal import PlanModel
internal import PlanScript
internal import PlanStore

// What changes, in words: by record and field.

/// Puts change sets into words. `titles` gives what people call records, as they were before.
struct DiffWords {
  let wording: Wording
  let presenter: Presenter

  /// Beyond this nobody reads; as JSON there are all.
  private static let recordsShown = 200

  /// One block a record: what becomes of it, and each field before and after.
  func text(_ changes: ChangeSet) -> String {
    let records = changes.records
    var lines = records.prefix(DiffWords.recordsShown).map { block($0).joined(separator: "\n") }
    if records.count > lines.count {
      let rest = records.count - lines.count
      lines.append(wording.say("… và \(rest) bản ghi nữa", "… and \(rest) records more"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func block(_ change: RecordChange) -> [String] {
    let collection = Catalogue.collection(change.key.collection)
    switch change.kind {
    case .add(let record):
      return [head("+", change.key, title(of: record, in: collection))]
        + fields(record, in: collection).map { "    \($0): \($1)" }
    case .remove(let record):
      return [head("−", change.key, title(of: record, in: collection))]
        + fields(record, in: collection).map { "    \($0): \($1)" }
    case .update(let fields):
      let title = presenter.title(of: change.key.id, in: change.key.collection)
      return [head("~", change.key, title)]
        + fields.map { field in
          let declared = collection?.field(field.field)
          return "    \(name(field.field, declared)): "
            + "\(value(field.base, declared)) → \(value(field.value, declared))"
        }
    }
  }

  private func head(_ mark: String, _ key: RecordKey, _ title: String) -> String {
    let single = Catalogue.collection(key.collection)?.isSingle == true
    let name = Catalogue.collection(key.collection)?.title[wording.language] ?? key.collection
    let id = single ? "" : " \(key.id)"
    return "\(mark) \(name)\(id)"
      + (title == key.id || title.isEmpty ? "" : " · \(cut(oneLine(title), to: 70))")
  }

  private func title(of record: [JSONValue.Member], in collection: Collection?) -> String {
    record.first { $0.name == collection?.displayField }?.value.string ?? ""
  }

  /// The fields that do not stand in the head already.
  private func fields(
    _ record: [JSONValue.Member], in collection: Collection?
  ) -> [(String, String)] {
    record.filter { $0.name != "id" && $0.name != collection?.displayField }.map { member in
      let field = collection?.field(member.name)
      return (name(member.name, field), value(member.value, field))
    }
  }

  private func name(_ name: String, _ field: Field?) -> String {
    field.map { "\($0.title[wording.language]) (\(name))" } ?? name
  }

  /// As people read it; a dash for none.
  private func value(_ json: JSONValue?, _ field: Field?) -> String {
    guard let json, json != .null else { return "–" }
    let value = field.map { PlanValue(json: json, type: $0.type) } ?? .json(json)
    let text = presenter.text(value.isNone ? .json(json) : value, field: field)
    // Of a letter, the beginning.
    return text.isEmpty ? json.text() : cut(oneLine(text), to: text.contains("\n") ? 72 : 200)
  }

  private func oneLine(_ text: String) -> String {
    text.replacing("\r", with: "").replacing("\t", with: " ").replacing("\n", with: "⏎")
  }
}

extension Wording {
  /// Above the diff of what a run proposes.
  func proposed(_ count: Int) -> String {
    say("Thay đổi đề nghị (\(count) bản ghi):", "Proposed changes (\(records(count))):")
  }

  /// Below it: what to type.
  func howToApply(_ command: String) -> String {
    say("Chưa ghi gì. Để ghi, gõ:", "Nothing is written. To write, type:") + "\n  " + command
  }

  func committed(_ commit: Commit, _ count: Int, _ storeOption: String) -> String {
    say(
      "Đã ghi \(count) bản ghi (lần ghi \(commit.number)). Để lấy lại: ",
      "Wrote \(records(count)) (commit \(commit.number)). To take it back: ")
      + "planscript undo \(commit.number)\(storeOption)"
  }

  /// What a commit met beside its own work.
  func encountered(_ commit: Commit) -> [String] {
    commit.displacedEdits.map { edit in
      let kept =
        edit.kept.map { say("; bản ấy còn ở “\($0)”", "; that edit is kept in “\($0)”") } ?? ""
      return say(
        "“\(edit.path)” bị chương trình khác sửa đúng lúc ghi",
        "“\(edit.path)” was changed by another program in the moment of writing") + kept
    }
      + commit.ownersNotKept.map {
        say(
          "không giữ được chủ cũ của “\($0)”", "the former owner of “\($0)” could not be kept")
      }
  }

  var nothingToWrite: String { say("Không có gì để ghi.", "There is nothing to write.") }

  private func records(_ count: Int) -> String { count == 1 ? "1 record" : "\(count) records" }
}

// MARK: conflicts

extension Wording {
  func change(_ error: TransactError) -> Message {
    switch error {
    case .conflicts(let conflicts):
      let lines = conflicts.prefix(50).map { "  " + line($0) }
      let more = conflicts.count - lines.count
      let rest = more > 0 ? [say("  … và \(more) chỗ nữa", "  … and \(more) more")] : []
      return Message(
        text: ([
          say(
            "xung đột, chưa ghi gì: có người khác đã sửa cùng chỗ",
            "conflict, nothing written: somebody else changed the same")
        ] + lines + rest).joined(separator: "\n"))
    case .unsettled(let paths):
      return Message(
        text: say(
          "chưa ghi gì: kho bị thay đổi liên tục (\(paths.joined(separator: ", ")))",
          "nothing written: the store kept changing (\(paths.joined(separator: ", ")))"),
        hints: [say("hãy chạy lại sau", "run it again later")])
    case .notByRecord(let commit):
      return Message(
        text: say(
          "lần ghi \(commit.number) đổi cả tệp, không lấy lại theo bản ghi được",
          "commit \(commit.number) changed whole files and cannot be taken back by record"))
    }
  }

  /// File, record, field: what it was, what was wanted, what is there.
  private func line(_ conflict: Conflict) -> String {
    func shown(_ value: JSONValue?) -> String {
      let text = value?.text() ?? "–"
      return text.count > 80 ? text.prefix(79) + "…" : text
    }
    let field = conflict.field.map { ".\($0)" } ?? ""
    return "\(conflict.file): \(record(conflict.key))\(field): "
      + say("trước ", "base ") + shown(conflict.base) + say(", muốn ", ", ours ")
      + shown(conflict.ours) + say(", hiện là ", ", theirs ") + shown(conflict.theirs)
  }

  func change(_ error: CommitError) -> Message {
    let nothing = say("chưa ghi gì: ", "nothing written: ")
    switch error {
    case .busy:
      return Message(
        text: nothing
          + say("có chương trình khác đang ghi kho", "another program is writing the store"),
        hints: [say("hãy thử lại sau ít phút", "try again in a few minutes")])
    case .stale(let paths): return change(TransactError.unsettled(paths: paths))
    case .refused(let path, _):
      return Message(
        text: nothing + say("không được ghi “\(path)”", "“\(path)” is not to be written"))
    case .newerFormat(let found, let known):
      return message(StoreError.newerFormat(found: found, known: known))
    case .damagedLog(let number):
      return Message(
        text: nothing
          + say("mục nhật ký \(number) bị hỏng", "entry \(number) of the log is damaged"),
        hints: [say("xem: planscript doctor", "look: planscript doctor")])
    case .notWritten(let fault): return Message(text: nothing + disk(fault))
    case .unfinished(let id, let fault):
      return Message(
        text: say(
          "đã ghi (\(id)), phần còn lại được hoàn tất ở lần ghi sau: ",
          "written (\(id)); the rest is finished by the next who writes: ") + disk(fault))
    case .inDoubt(let id, let fault):
      return Message(
        text: say(
          "không rõ đã ghi hay chưa (\(id)): ", "it is not known whether it was written (\(id)): ")
          + disk(fault),
        hints: [
          say("khi đĩa dùng lại được: planscript log", "once the disk works again: planscript log")
        ])
    }
  }

  private func disk(_ fault: DiskFault) -> String { "“\(fault.path)”: " + system(fault.errno) }
}
