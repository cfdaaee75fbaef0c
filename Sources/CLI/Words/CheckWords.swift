internal import PlanModel
internal import PlanScript
internal import PlanStore

// The words for checks, for what they found, and for waivers.

// MARK: what is wrong with a check, or with what was said about one

extension Wording {
  func check(_ fault: CheckFault) -> Message {
    switch fault {
    case .missing(let member):
      Message(
        text: say("check { } phải có “\(member)”", "check { } must have “\(member)”"))
    case .badId(let id):
      Message(
        text: say(
          "“\(id)” không dùng làm mã phép kiểm được", "“\(id)” cannot be the id of a check"),
        hints: [
          say(
            "dùng chữ, số, - và _: class-no-venue", "use letters, digits, - and _: class-no-venue")
        ])
    case .badSeverity(let text):
      Message(
        text: say("không có mức “\(text)”", "there is no severity “\(text)”"),
        hints: didYouMean(suggestions(for: text, among: Wording.severities))
          + [say("các mức: ", "they are: ") + Wording.severities.joined(separator: ", ")])
    case .badMessage(let text):
      Message(
        text: say(
          "message “\(text)” có “${” mà không có tên và “}”",
          "the message “\(text)” has “${” without a name and “}”"))
    case .noVerdict(let check, let found):
      Message(
        text: say(
          "test của “\(check)” phải trả về true hoặc false, không phải \(found)",
          "the test of “\(check)” must return true or false, not \(found)"),
        hints: [
          say(
            "so sánh cho rõ: return r.venue ~= nil", "compare it: return r.venue ~= nil")
        ])
    case .badThreshold(_, let fault): parameters([fault])
    case .message(let check, let error): message(of: check, self.message(error))
    case .twice(let id, let files):
      Message(
        text: say("phép kiểm “\(id)” có hai lần", "there are two checks “\(id)”")
          + (files.isEmpty ? "" : ": " + files.joined(separator: ", ")))
    default: named(fault)
    }
  }

  private func message(of check: String, _ error: Message) -> Message {
    var error = error
    error.text = say("message của “\(check)”: ", "the message of “\(check)”: ") + error.text
    return error
  }

  private static let severities = Severity.allCases.map(\.rawValue).reversed() + ["off"]

  private func named(_ fault: CheckFault) -> Message {
    switch fault {
    case .unknownCheck(let id, let near):
      Message(
        text: say("không có phép kiểm “\(id)”", "there is no check “\(id)”"),
        hints: didYouMean(near)
          + [say("xem tất cả: planscript check --list", "all of them: planscript check --list")])
    case .unknownThreshold(let check, let name, let near):
      Message(
        text: say("“\(check)” không có ngưỡng “\(name)”", "“\(check)” has no threshold “\(name)”"),
        hints: didYouMean(near))
    case .unknownWord(let word, let near, let tags):
      Message(
        text: say(
          "không có phép kiểm hay thẻ nào tên “\(word)”", "no check has the id or tag “\(word)”"),
        hints: didYouMean(near)
          + [say("các thẻ: ", "the tags are: ") + tags.joined(separator: ", ")])
    case .badSelection(let text, let place):
      Message(
        text: say(
          "không hiểu biểu thức “\(text)” từ ký tự \(place)",
          "the expression “\(text)” makes no sense from character \(place) on"),
        hints: [
          say("viết như: ", "write it like: ") + "deadline and not (units or class-*)"
        ])
    case .badSettings(let path):
      Message(
        text: say("“\(path)” không đúng dạng", "“\(path)” has another shape"),
        hints: [#""checks": {"MÃ": {"severity": "error", "thresholds": {"days": 5}}}"#])
    case .badBaseline(let file):
      Message(
        text: say(
          "“\(file)” không phải là tệp do --write-baseline ghi",
          "“\(file)” is no file that --write-baseline wrote"))
    default: Message(text: "\(fault)")
    }
  }

  /// What `store.json` says about checks.
  func settings(_ error: StoreSettingsFault) -> Message {
    var message = check(error.fault)
    message.text = Store.settingsFile + ": " + message.text
    return message
  }

  func badSetting(_ option: String, _ text: String, _ example: String) -> Message {
    Message(
      text: say("\(option) không nhận “\(text)”", "\(option) does not take “\(text)”"),
      hints: [say("viết như: ", "write it like: ") + example])
  }
}

// MARK: what checks found

extension Wording {
  var checkTitle: String { say("Kết quả kiểm tra", "What the checks found") }

  func severity(_ severity: Severity) -> String { severity.title[language].uppercased() }

  func moreFindings(_ count: Int) -> String {
    say("… và \(count) chỗ nữa; xem hết: -o csv", "… and \(count) more; all of them: -o csv")
  }

  func tally(_ report: CheckReport) -> String {
    let (checks, examined) = (report.outcomes.count, format(report.examined))
    var parts = [
      say(
        "\(format(report.count(.error))) lỗi, \(format(report.count(.warning))) cảnh báo, \(format(report.count(.info))) ghi chú",
        "\(count(report.count(.error), "error")), \(count(report.count(.warning), "warning")), \(format(report.count(.info))) info"
      )
    ]
    if report.waivedCount > 0 {
      parts.append(say("\(report.waivedCount) được miễn", "\(report.waivedCount) waived"))
    }
    if report.knownCount > 0 {
      parts.append(say("\(report.knownCount) đã biết", "\(report.knownCount) known"))
    }
    if !report.broken.isEmpty {
      parts.append(
        say("\(report.broken.count) phép kiểm hỏng", count(report.broken.count, "broken check")))
    }
    let head = say(
      "\(checks) phép kiểm, \(examined) lượt bản ghi: ",
      "\(count(checks, "check")), \(examined) records looked at: ")
    guard !report.vacuous.isEmpty else { return head + parts.joined(separator: "; ") + "." }
    let names = report.vacuous.map(\.name).joined(separator: ", ")
    return head + parts.joined(separator: "; ") + ".\n"
      + say("Không có gì để xem: ", "Nothing to look at: ") + names + "."
  }

  private func count(_ count: Int, _ noun: String) -> String {
    "\(format(count)) \(noun)" + (count == 1 ? "" : "s")
  }

  private func format(_ count: Int) -> String { Format(language: language).text(Int64(count)) }

  func vanished(_ entries: [Baseline.Entry]) -> String {
    let lines = entries.map { entry in
      let record = [entry.collection, entry.record].compactMap { $0 }.joined(separator: "/")
      return "  - \(entry.check)" + (record.isEmpty ? "" : " · \(record)")
    }
    let head = say(
      "Đã biết mà nay không còn (\(entries.count)); ghi lại bằng --write-baseline:",
      "Known and found no more (\(entries.count)); write it anew with --write-baseline:")
    return ([head] + lines).joined(separator: "\n")
  }

  func baselineWritten(_ count: Int, _ path: String) -> String {
    say(
      "đã ghi \(format(count)) điều đang thấy vào “\(path)”; lần sau: --baseline \(path)",
      "wrote \(self.count(count, "finding")) to “\(path)”; next time: --baseline \(path)")
  }

  /// All findings as one table.
  func table(_ report: CheckReport) -> ReportTable {
    let titles = [
      ("severity", say("Mức", "Severity")), ("check", say("Phép kiểm", "Check")),
      ("collection", say("Tập hợp", "Collection")), ("record", say("Bản ghi", "Record")),
      ("field", say("Trường", "Field")), ("message", say("Nội dung", "Message")),
      ("file", say("Tệp", "File")), ("line", say("Dòng", "Line")),
      ("state", say("Tình trạng", "State")),
    ]
    let findings = report.outcomes.flatMap(\.findings)
    return ReportTable(
      columns: titles.map {
        .init(name: $0, title: $1, field: nil, isRightAligned: $0 == "line", addsUp: false)
      }, rows: findings.map(row))
  }

  private func row(_ reported: CheckReport.Reported) -> [PlanValue] {
    let finding = reported.finding
    return [
      .text(finding.severity.title[language]), .text(finding.check),
      .text(finding.record?.collection ?? ""), .text(finding.record?.id ?? ""),
      .text(finding.field ?? ""), .text(finding.message), .text(reported.place?.file ?? ""),
      reported.place.map { .integer(Int64($0.line)) } ?? .none, .text(state(reported.state)),
    ]
  }

  private func state(_ state: CheckReport.State) -> String {
    switch state {
    case .counted: say("tính", "counted")
    case .waived(let id): say("miễn (\(id))", "waived (\(id))")
    case .known: say("đã biết", "known")
    }
  }
}

// MARK: what checks are

extension Wording {
  func list(_ checks: [CheckDeclaration]) -> ReportTable {
    let titles = [
      ("id", say("Mã", "Id")), ("severity", say("Mức", "Severity")),
      ("title", say("Phép kiểm", "Check")),
      ("tags", say("Thẻ", "Tags")),
    ]
    return plainTable(
      titles,
      checks.map { check in
        [
          check.id, check.severity.title[language], check.title[language],
          check.tags.joined(separator: ", "),
        ]
      })
  }

  func explain(_ check: CheckDeclaration) -> [Block] {
    var blocks: [Block] = [.heading(check.title[language], level: 1)]
    let facts =
      "\(check.id) · \(check.severity.title[language]) · " + check.tags.joined(separator: ", ")
    blocks.append(.text(facts))
    if let why = check.why { blocks.append(.text(why[language])) }
    if let fix = check.fix {
      blocks.append(.text(say("Cách xử lý: ", "What to do: ") + fix[language]))
    }
    guard !check.thresholds.isEmpty else { return blocks }
    let titles = [
      ("name", say("Ngưỡng", "Threshold")), ("type", say("Kiểu", "Type")),
      ("default", say("Mặc định", "Default")), ("help", say("Nghĩa", "Meaning")),
    ]
    let rows = check.thresholds.map { threshold in
      [
        threshold.name, parameter(threshold.type), threshold.fallback ?? "–",
        threshold.help?[language] ?? "",
      ]
    }
    let first = check.thresholds[0]
    let setting = Console.quoted("\(check.id).\(first.name)=\(first.fallback ?? "…")")
    let example = "planscript check --set \(setting)"
    return blocks + [
      .table(plainTable(titles, rows)), .text(say("Ví dụ: ", "Example: ") + example),
    ]
  }

  private func plainTable(_ titles: [(String, String)], _ rows: [[String]]) -> ReportTable {
    ReportTable(
      columns: titles.map { .init(name: $0, title: $1, field: nil, isRightAligned: false) },
      rows: rows.map { $0.map { .text($0) } })
  }
}

// MARK: waivers

extension Wording {
  var noWaivers: String { say("Chưa có miễn trừ nào.", "There are no waivers.") }

  /// What somebody should know about a waiver; nothing when it does what it should.
  func remark(_ waiver: WaiverState) -> String? {
    let name = say("miễn trừ", "waiver") + " \(waiver.id) (\(waiver.check), \(waiver.key.id))"
    switch waiver.state {
    case .holding(0?):
      return say(
        "\(name): phép kiểm không còn thấy gì; bỏ được",
        "\(name): its check finds nothing any more; it can go")
    case .holding: return nil
    default: return "\(name): \(state(waiver))"
    }
  }

  func table(_ waivers: [WaiverState]) -> ReportTable {
    let titles = [
      ("id", say("Mã", "Id")), ("check", say("Phép kiểm", "Check")),
      ("record", say("Bản ghi", "Record")), ("reason", say("Lý do", "Reason")),
      ("owner", say("Người chịu trách nhiệm", "Owner")),
      ("ends_on", say("Đến hết ngày", "Ends on")),
      ("state", say("Tình trạng", "State")),
    ]
    let format = Format(language: language)
    return plainTable(
      titles,
      waivers.map { waiver in
        [
          waiver.id, waiver.check, "\(waiver.key.collection)/\(waiver.key.id)", waiver.reason,
          waiver.owner, format.text(waiver.endsOn), state(waiver),
        ]
      })
  }

  private func state(_ waiver: WaiverState) -> String {
    switch waiver.state {
    case .holding: return say("đang có hiệu lực", "holds")
    case .expired:
      let day = Format(language: language).text(waiver.endsOn)
      return say("hết hạn ngày \(day), lại bị tính", "ended on \(day), counts again")
    case .unknownCheck(let near):
      return ([say("không có phép kiểm ấy", "no such check")] + didYouMean(near)).joined(
        separator: "; ")
    case .unknownRecord(let near):
      return ([say("không có bản ghi ấy", "no such record")] + didYouMean(near)).joined(
        separator: "; ")
    }
  }

  func noSuchRecord(_ name: String, _ found: [String], _ near: [String]) -> Message {
    guard !found.isEmpty else {
      return Message(
        text: say("không có bản ghi nào mang mã “\(name)”", "no record has the id “\(name)”"),
        hints: didYouMean(near))
    }
    let choices = found.map { "\($0)/\(name)" }.joined(separator: ", ")
    return Message(
      text: say("nhiều tập hợp có mã “\(name)”", "several collections have the id “\(name)”"),
      hints: [say("viết rõ: ", "say which: ") + choices])
  }

  func endsAlready(_ day: Day) -> Message {
    let day = Format(language: language).text(day)
    return Message(text: say("ngày \(day) đã qua", "\(day) has passed"))
  }

  func waivedAlready(_ id: String, _ day: Day) -> Message {
    let day = Format(language: language).text(day)
    return Message(
      text: say(
        "đã được miễn đến hết ngày \(day) (\(id))", "it is waived until \(day) already (\(id))"))
  }
}
