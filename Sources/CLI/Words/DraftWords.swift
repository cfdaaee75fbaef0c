internal import ArgumentParser
internal import PlanModel
internal import PlanScript
internal import PlanStore

// Drafts, in words.

extension Words {
  var draftAbstract: String {
    say(
      "Dự thảo: xem, duyệt, xuất ra tệp, rút. Không gửi gì đi đâu.",
      "Drafts: read, approve, export as files, withdraw. Nothing is sent.")
  }

  var draftExamples: String {
    say("Ví dụ:", "Examples:") + """

        planscript -d thu draft-remind-report --apply
        planscript -d thu draft list
        planscript -d thu draft show draft-1
        planscript -d thu draft approve draft-1 draft-2 --apply
        planscript -d thu draft export --all --as eml --out thu-gui --apply
      """
  }

  func draftHelp(_ verb: String) -> String { verbs[verb]?[language] ?? verb }

  func draftOption(_ name: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: draftOptions[name]?[language] ?? name)
  }

  private var verbs: [String: Bilingual] {
    [
      "list": Bilingual(vi: "Các dự thảo và trạng thái.", en: "The drafts and their states."),
      "show": Bilingual(vi: "Đọc một dự thảo.", en: "Reads a draft."),
      "approve": Bilingual(
        vi: "Duyệt: chỉ cho đúng nội dung lúc này.", en: "Approves exactly what they say now."),
      "withdraw": Bilingual(
        vi: "Rút: kịch bản không soạn lại.", en: "Withdraws: scripts do not write them again."),
      "export": Bilingual(
        vi: "Xuất những dự thảo đã duyệt ra tệp.", en: "Writes approved drafts as files."),
      "calendar": Bilingual(
        vi: "Lịch .ics của các lớp và các hạn chưa xong.",
        en: "Classes, and deadlines not met yet, as an .ics calendar."),
    ]
  }

  private var draftOptions: [String: Bilingual] {
    [
      "id": Bilingual(vi: "Mã dự thảo.", en: "The draft's id."),
      "ids": Bilingual(vi: "Mã các dự thảo.", en: "The drafts' ids."),
      "state": Bilingual(
        vi: "Chỉ một trạng thái: draft, approved, exported, withdrawn, changed.",
        en: "One state alone: draft, approved, exported, withdrawn, changed."),
      "kind": Bilingual(vi: "Chỉ một loại: reminder, …", en: "One kind alone: reminder, …"),
      "all": Bilingual(vi: "Mọi dự thảo đã duyệt.", en: "All that are approved."),
      "as": Bilingual(
        vi: "Dạng tệp: txt, md, html, eml, ics, csv.",
        en: "The files' form: txt, md, html, eml, ics, csv."),
      "out": Bilingual(
        vi: "Thư mục nhận tệp; không có thì in ra. Tệp đã có thì không ghi đè.",
        en: "The directory for the files; else they are shown. What is there is not overwritten."),
      "applyExport": Bilingual(
        vi: "Ghi cả trạng thái “đã xuất” vào kho.", en: "Marks them as exported in the store."),
    ]
  }
}

// MARK: what is shown

extension Wording {
  var noDrafts: String { say("Không có dự thảo nào.", "There are no drafts.") }

  func standing(_ standing: Draft.Standing) -> String {
    switch standing {
    case .draft: say("dự thảo", "draft")
    case .approved: say("đã duyệt", "approved")
    case .exported: say("đã xuất", "exported")
    case .withdrawn: say("đã rút", "withdrawn")
    case .changed: say("đã sửa sau khi duyệt", "changed after approval")
    }
  }

  func table(_ drafts: [Draft]) -> ReportTable {
    let columns = ["id", "state", "kind", "recipient", "subject"].map { name in
      ReportTable.Column(
        name: name, title: Drafts.collection.field(name)?.title[language] ?? name, field: nil,
        isRightAligned: false)
    }
    let rows = drafts.map { draft -> [PlanValue] in
      [draft.id, standing(draft.standing), draft.kind, draft.recipient, draft.subject]
        .map { .text($0) }
    }
    return ReportTable(columns: columns, rows: rows)
  }

  /// Above a letter that is read.
  func head(_ draft: Draft) -> [String] {
    [
      say("Mã: ", "Id: ") + draft.id + " (" + standing(draft.standing) + ")",
      say("Gửi: ", "To: ") + draft.recipient, say("Trích yếu: ", "Subject: ") + draft.subject,
    ]
  }

  func line(_ draft: Draft, _ step: Draft.Step) -> String {
    let becomes =
      switch step {
      case .approve: standing(.approved)
      case .export: standing(.exported)
      case .withdraw: standing(.withdrawn)
      }
    return "\(draft.id): \(standing(draft.standing)) → \(becomes) · \(draft.recipient) · "
      + draft.subject
  }

  /// What became of a step; without a commit, what to type.
  func outcome(_ commit: Commit?, _ count: Int, _ storeOption: String) -> String {
    commit.map { committed($0, count, storeOption) }
      ?? howToApply(RunForm.command(adding: "--apply"))
  }

  func draftsWritten(_ names: [String], _ directory: String) -> String {
    let some = names.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
    let list = some + (names.count > 3 ? ", …" : "")
    return say(
      "Đã ghi \(names.count) tệp vào “\(directory)”: \(list). Chưa gửi cho ai.",
      "Wrote \(names.count) \(names.count == 1 ? "file" : "files") to “\(directory)”: \(list). Nothing was sent."
    )
  }

  var notMarked: String {
    say(
      "Trong kho vẫn là “đã duyệt”; thêm --apply thì ghi là “đã xuất”.",
      "The store still says “approved”; with --apply it says “exported”.")
  }

  /// The first of the letters that a script would write, whole.
  func preview(_ draft: Draft) -> String {
    let title = say("Xem trước \(draft.id), gửi ", "Preview of \(draft.id), to ")
    return "\n" + title + draft.recipient + ":\n\n" + DraftFile.reading(draft, width: Console.width)
  }

  /// What became of the drafts that a script wrote.
  func drafted(_ drafting: Drafting) -> String {
    let counts = [
      (drafting.made.count, say("soạn mới %", "% new")),
      (
        drafting.existing.count,
        say("% đã có từ trước, không soạn lại", "% there already, not written again")
      ),
      (drafting.withdrawn.count, say("% đã rút, không soạn lại", "% withdrawn, not written again")),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { $0.1.replacing("%", with: String($0.0)) }
    return say("Dự thảo: ", "Drafts: ") + parts.joined(separator: "; ") + "."
  }
}

// MARK: errors

extension Wording {
  func draft(_ error: DraftError) -> Message {
    switch error {
    case .template(let faults): return template(faults)
    case .templateNotFound(let name, let near):
      return Message(
        text: say("không có mẫu thư nào tên “\(name)”", "there is no template “\(name)”"),
        hints: didYouMean(near))
    case .noSubject:
      return Message(
        text: say("dự thảo chưa có trích yếu", "the draft has no subject"),
        hints: [
          say(
            "viết subject = \"…\", hoặc dòng đầu của mẫu: subject: …, dòng sau: ---",
            "write subject = \"…\", or begin the template with subject: … and a line ---")
        ])
    case .noChair(let key):
      return Message(
        text: say(
          "lớp \(key.id) chưa có người chủ trì (chair)", "class \(key.id) has no chair yet"))
    case .restricted(let key, let field, let place, let recipient):
      return restricted(key, field, place, recipient)
    case .secrecyMark(let id, let field):
      let name = id.isEmpty ? "" : " " + id
      return Message(
        text: say(
          "dự thảo\(name) mang dấu độ mật ở “\(field)”; không dùng được",
          "draft\(name) bears a secrecy mark in “\(field)”; it cannot be used"))
    case .unknown(let id, let near):
      return Message(
        text: say("không có dự thảo “\(id)”", "there is no draft “\(id)”"),
        hints: didYouMean(near) + [say("xem: planscript draft list", "look: planscript draft list")]
      )
    case .wrongState(let id, let state, let wanted): return wrongState(id, state, wanted)
    case .nothingDated(let id):
      return Message(
        text: say(
          "dự thảo \(id) không về lớp nào có giờ, cũng không về nhiệm vụ nào có hạn",
          "draft \(id) is about no class with a time and no task with a date"))
    }
  }

  private func restricted(
    _ key: RecordKey, _ field: String, _ place: String, _ recipient: String
  ) -> Message {
    Message(
      text: say(
        "\(key.collection)/\(key.id).\(field) là nội dung hạn chế, lại được nêu trong “\(place)” của dự thảo gửi \(recipient), nơi chưa được nhận nội dung ấy",
        "\(key.collection)/\(key.id).\(field) is restricted, and is named in “\(place)” of a draft to \(recipient), who is not cleared for it"
      ),
      hints: [
        say(
          "trong mẫu viết {{label}} thay cho {{title}}: chỗ ấy thành “liên hệ văn thư”",
          "write {{label}} instead of {{title}} in the template: it says “contact the archivist”")
      ])
  }

  private func wrongState(_ id: String, _ state: Draft.Standing, _ wanted: Draft.Step) -> Message {
    let action =
      switch wanted {
      case .approve: say("duyệt", "approved")
      case .export: say("xuất", "exported")
      case .withdraw: say("rút", "withdrawn")
      }
    var hints: [String] = []
    if wanted == .export, [.draft, .changed].contains(state) {
      hints = [
        say("duyệt trước: ", "approve it first: ") + "planscript draft approve \(id) --apply"
      ]
    }
    return Message(
      text: say(
        "dự thảo \(id) đang ở trạng thái “\(standing(state))”, nên không \(action) được",
        "draft \(id) is “\(standing(state))”, and cannot be \(action)"), hints: hints)
  }

  private func template(_ faults: [TemplateFault]) -> Message {
    let lines = faults.prefix(30).map { fault in
      "  \(fault.template):\(fault.line): " + self.fault(fault.problem)
    }
    let rest = faults.count - lines.count
    let more = rest > 0 ? [say("  … và \(rest) chỗ nữa", "  … and \(rest) more")] : []
    return Message(
      text: ([say("mẫu thư chưa điền được:", "the template cannot be filled in:")] + lines + more)
        .joined(separator: "\n"))
  }

  private func fault(_ problem: TemplateFault.Problem) -> String {
    switch problem {
    case .missing(let name): say("thiếu “\(name)”", "“\(name)” is missing")
    case .unknownField(let owner, let name, let near):
      ([say("\(owner) không có trường “\(name)”", "\(owner) has no field “\(name)”")]
        + didYouMean(near)).joined(separator: "; ")
    case .notText(let name):
      say(
        "“\(name)” là một danh sách hay một bảng, không phải chữ",
        "“\(name)” is a list or a table, no text")
    case .unclosed(let text): say("chưa đóng “{{\(text)”", "“{{\(text)” is not closed")
    case .notOpen(let name):
      say("“{{/\(name)}}” không đóng mục nào đang mở", "“{{/\(name)}}” closes nothing that is open")
    case .unsupported(let text):
      say("không dùng được ở đây: \(text)", "not available here: \(text)")
    case .partialNotFound(let name):
      say("không có mẫu “\(name)” để chèn", "there is no template “\(name)” to include")
    case .tooLarge:
      say("dài hoặc lồng sâu quá mức của một bức thư", "longer or deeper than a letter can be")
    }
  }

  var draftsMissing: Message {
    Message(
      text: say("không có gì để xuất", "there is nothing to export"),
      hints: [say("xem: planscript draft list", "look: planscript draft list")])
  }
}

extension DraftError {
  /// The exit code that it means where drafts are approved, exported and withdrawn.
  var status: ExitStatus {
    switch self {
    case .unknown: .usage
    case .restricted, .secrecyMark, .wrongState: .refused
    case .nothingDated: .nothingExamined
    case .template, .templateNotFound, .noSubject, .noChair: .scriptFailed
    }
  }
}
