internal import PlanModel
internal import PlanScript
internal import PlanStore

// The words for scripts that can be run, and for reports by unit.

extension Words {
  var listAbstract: String {
    say("Các kịch bản chạy được bằng tên.", "The scripts that can be run by name.")
  }
  var helpAbstract: String {
    say(
      "Một kịch bản để làm gì, nhận tham số nào; hoặc trợ giúp của một lệnh.",
      "What a script is for and what it takes; or the help of a verb.")
  }
}

// MARK: scripts

extension Wording {
  func scripts(_ scripts: [ListedScript]) -> ReportTable {
    let titles = [
      "name": say("Tên", "Name"), "title": say("Kịch bản", "Script"), "tags": say("Thẻ", "Tags"),
      "needs": say("Dữ liệu cần", "Needs"),
      "place": say("Ở", "Where"),
    ]
    let shown =
      scripts.contains { $0.path != nil }
      ? ["name", "title", "tags", "needs", "place"]
      : [
        "name", "title", "tags", "needs",
      ]
    let rows = scripts.map { script -> [PlanValue] in
      [
        .text(script.name), .text(title(of: script)),
        .list(script.tags.map { .text($0) }),
        .text(script.isBroken ? "" : needs(script.declaration?.needs)),
        .text(script.path ?? say("kèm theo", "shipped")),
      ]
    }
    return ReportTable(
      columns: shown.map {
        .init(name: $0, title: titles[$0] ?? $0, field: nil, isRightAligned: false)
      }, rows: rows.map { Array($0.prefix(shown.count)) })
  }

  private func title(of script: ListedScript) -> String {
    if script.isBroken { return say("(khai báo có lỗi)", "(its declaration has a mistake)") }
    return script.declaration?.title?[language] ?? say("(không khai báo)", "(declares nothing)")
  }

  /// What a script is for, its parameters, and how it is called.
  func help(_ script: ListedScript, _ declaration: ScriptDeclaration?) -> [Block] {
    guard let declaration else {
      return [
        .heading(script.name, level: 1),
        .text(
          say(
            "Kịch bản này không khai báo gì; vẫn chạy được.",
            "This script declares nothing; it runs all the same.")),
      ]
    }
    var blocks: [Block] = [.heading(declaration.title?[language] ?? script.name, level: 1)]
    if let about = declaration.about { blocks.append(.text(about[language])) }
    if !declaration.tags.isEmpty {
      blocks.append(.text(say("Thẻ: ", "Tags: ") + declaration.tags.joined(separator: ", ")))
    }
    blocks.append(.text(helpOfNeeds(declaration.needs)))
    if declaration.parameters.isEmpty {
      blocks.append(.text(say("Không có tham số.", "It takes no parameters.")))
    } else {
      blocks.append(
        .heading(say("Tham số (-P tên=giá trị)", "Parameters (-P name=value)"), level: 2))
      blocks.append(.table(parameters(declaration.parameters)))
    }
    let examples =
      declaration.examples.isEmpty ? ["planscript \(script.name)"] : declaration.examples
    blocks.append(.heading(say("Ví dụ", "Examples"), level: 2))
    return blocks + examples.map { .text("  " + $0) }
  }

  private func parameters(_ parameters: [ScriptDeclaration.Parameter]) -> ReportTable {
    let titles = [
      say("Tên", "Name"), say("Kiểu", "Type"), say("Mặc định", "Default"), say("Nghĩa", "Meaning"),
    ]
    return ReportTable(
      columns: zip(["name", "type", "default", "help"], titles).map {
        .init(name: $0, title: $1, field: nil, isRightAligned: false)
      },
      rows: parameters.map { parameter in
        [
          .text(parameter.name), .text(self.parameter(parameter.type)), .text(fallback(parameter)),
          .text(parameter.help?[language] ?? ""),
        ]
      })
  }

  private func fallback(_ parameter: ScriptDeclaration.Parameter) -> String {
    if let fallback = parameter.fallback { return fallback }
    return parameter.isOptional
      ? say("không bắt buộc", "may be left out") : say("bắt buộc", "required")
  }

  func unknownTags(_ tags: [String], _ known: [String]) -> Message {
    Message(
      text: say(
        "không có kịch bản nào mang thẻ: \(tags.joined(separator: ", "))",
        "no script carries: \(tags.joined(separator: ", "))"),
      hints: didYouMean(tags.flatMap { suggestions(for: $0, among: known) })
        + [say("các thẻ đang dùng: ", "the tags are: ") + known.joined(separator: ", ")])
  }
}

// MARK: reports by unit

extension Wording {
  var appliesPerUnit: Message {
    Message(
      text: say("--per chỉ làm báo cáo, không đi với --apply", "--per only reports; no --apply"),
      hints: [
        say(
          "dùng --unit MÃ --apply cho từng đơn vị", "use --unit ID --apply for one unit at a time")
      ])
  }

  /// How far work is that is done for each unit; `figure` is `270/600`.
  var unitsDone: @Sendable (_ figure: String) -> String {
    { [self] figure in say("\(figure) đơn vị", "\(figure) units") }
  }

  /// How far an import is.
  var rowsRead: @Sendable (_ figure: String) -> String {
    { [self] figure in say("\(figure) dòng", "\(figure) rows") }
  }

  /// How far checking is.
  var checksDone: @Sendable (_ figure: String) -> String {
    { [self] figure in say("\(figure) tệp kiểm tra", "\(figure) files of checks") }
  }

  /// How long a script has been running.
  var stillRunning: @Sendable (_ seconds: String) -> String {
    { [self] seconds in
      say(
        "đang chạy \(seconds) giây (Ctrl-C để dừng)", "running for \(seconds) s (Ctrl-C stops it)")
    }
  }

  func unitsWritten(_ count: Int, _ directory: String) -> String {
    say(
      "Đã ghi \(count) tệp vào “\(directory)”, mỗi đơn vị một tệp.",
      count == 1
        ? "Wrote 1 file to “\(directory)”, one for each unit."
        : "Wrote \(count) files to “\(directory)”, one for each unit.")
  }

  func changesLeftOut(_ units: Int) -> String {
    say(
      "kịch bản muốn sửa dữ liệu ở \(units) đơn vị; --per không ghi những sửa đổi ấy",
      "the script proposed changes for \(units) units; --per does not write them")
  }

  func existing(_ names: [String], in directory: String) -> Message {
    let some = names.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
    let rest =
      names.count > 3 ? say(" và \(names.count - 3) tệp nữa", " and \(names.count - 3) more") : ""
    return Message(
      text: say(
        "“\(directory)” đã có \(some)\(rest); không ghi đè, chưa ghi gì",
        "“\(directory)” already has \(some)\(rest); nothing is overwritten, nothing was written"),
      hints: [say("chọn một thư mục khác cho --out", "choose another directory for --out")])
  }

  func perUnit(_ failure: UnitForm.Failure, _ source: (Int) -> String?) -> Message {
    switch failure {
    case .noUnits:
      return Message(text: say("không có đơn vị nào như thế", "there is no such unit"))
    case .failed(let outcomes, let total):
      guard let first = outcomes.first, let error = first.failure else { return Message(text: "") }
      var message = self.message(error, source: source)
      let some = outcomes.prefix(3).map { "“\($0.title)”" }.joined(separator: ", ")
      let rest = outcomes.count > 3 ? "…" : ""
      message.hints.append(
        say(
          "hỏng ở \(outcomes.count)/\(total) đơn vị (\(some)\(rest)); chưa ghi tệp nào",
          "it failed for \(outcomes.count) of \(total) units (\(some)\(rest)); no file was written")
      )
      return message
    }
  }
}
