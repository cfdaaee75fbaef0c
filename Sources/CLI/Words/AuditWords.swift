internal import ArgumentParser
internal import PlanModel
internal import PlanScript
internal import PlanStore

// The audit, in words.

extension Words {
  var auditAbstract: String {
    say(
      "Nhật ký chạy gói: gói nào, ai chạy, trên dữ liệu nào; có bị sửa không.",
      "The audit of bundles: which ran, by whom, on what; and whether it was tampered with.")
  }

  func auditOption(_ name: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: options[name]?[language] ?? name)
  }

  private var options: [String: Bilingual] {
    [
      "bundle": Bilingual(vi: "Chỉ một gói.", en: "One bundle alone."),
      "script": Bilingual(vi: "Chỉ một kịch bản của gói.", en: "One script of a bundle alone."),
      "who": Bilingual(vi: "Chỉ một người.", en: "One person alone."),
      "action": Bilingual(
        vi: "Chỉ một việc: run, check, install, update, rollback, remove.",
        en: "One act alone: run, check, install, update, rollback, remove."),
      "since": Bilingual(vi: "Từ ngày ấy.", en: "From that day on."),
      "until": Bilingual(vi: "Đến hết ngày ấy.", en: "Up to that day, with it."),
    ]
  }
}

extension Wording {
  func audit(_ entries: [AuditEntry], _ zone: String, isForPeople: Bool) -> ReportTable {
    let titles = [
      ("number", say("Số", "No.")), ("time", say("Lúc", "When")), ("who", say("Ai", "Who")),
      ("action", say("Việc", "Act")), ("bundle", say("Gói", "Bundle")),
      ("version", say("Phiên bản", "Version")), ("script", say("Kịch bản", "Script")),
      ("parameters", say("Tham số", "Parameters")), ("unit", say("Đơn vị", "Unit")),
      ("revision", say("Đọc ở lần ghi", "Read at")), ("commit", say("Lần ghi", "Commit")),
      ("permissions", say("Quyền đã dùng", "Permissions")), ("outcome", say("Kết quả", "Outcome")),
      ("key", say("Khóa ký", "Key")), ("hash", say("Dấu nội dung", "Hash")),
    ]
    // What nobody reads at a terminal is there for programs.
    let shown =
      isForPeople
      ? titles.indices.filter { !details.contains(titles[$0].0) } : Array(titles.indices)
    return ReportTable(
      columns: shown.map { titles[$0] }.map {
        .init(
          name: $0.0, title: $0.1, field: nil,
          isRightAligned: ["number", "revision", "commit"].contains($0.0), addsUp: false)
      },
      rows: entries.map { entry in
        let values = row(entry, zone)
        return shown.map { values[$0] }
      })
  }

  private var details: [String] { ["revision", "permissions", "key", "hash"] }

  private func row(_ entry: AuditEntry, _ zone: String) -> [PlanValue] {
    let run = entry.run
    let parameters = run.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    func text(_ text: String?) -> PlanValue { text.map { .text($0) } ?? .none }
    return [
      .integer(Int64(entry.number)), .time(Clock.local(entry.when, in: zone)), .text(run.who),
      .text(act(run.action)), .text(run.bundle), .text(run.version), text(run.script),
      text(parameters.isEmpty ? nil : parameters.joined(separator: " ")), text(run.unit),
      .integer(Int64(run.revision)), entry.commit.map { .integer(Int64($0)) } ?? .none,
      .list(run.permissions.map { .text($0) }), .text(outcome(run.outcome)), text(run.key),
      .text(String(run.hash.hex.prefix(12))),
    ]
  }

  private func act(_ action: AuditedRun.Action) -> String {
    switch action {
    case .run: say("chạy", "run")
    case .check: say("kiểm", "check")
    case .install: say("cài", "install")
    case .update: say("cập nhật", "update")
    case .rollback: say("quay lại", "rollback")
    case .remove: say("gỡ", "remove")
    }
  }

  private func outcome(_ outcome: AuditedRun.Outcome) -> String {
    switch outcome {
    case .done: say("xong", "done")
    case .failed: say("lỗi", "failed")
    case .refused: say("bị từ chối", "refused")
    case .stopped: say("bị dừng", "stopped")
    }
  }

  var nothingAudited: String {
    say("Nhật ký không có dòng nào như vậy.", "The audit has no such line.")
  }

  func audited(_ count: Int, _ isWhole: Bool) -> String {
    isWhole
      ? say("\(count) dòng; nhật ký nguyên vẹn.", "\(count) lines; the audit is whole.")
      : say(
        "\(count) dòng; nhật ký không còn nguyên vẹn:", "\(count) lines; the audit is not whole:")
  }

  var notAudited: String {
    say(
      "bạn chỉ được đọc kho này, nên lần chạy không được ghi vào nhật ký",
      "you may only read this store, so that the run does not stand in its audit")
  }

  func notAudited(_ fault: NotAudited) -> Message {
    var message = message(fault.cause)
    message.text =
      say(
        "không ghi được lần chạy vào nhật ký, nên không chạy: ",
        "the run cannot be written into the audit, so it is not made: ") + message.text
    return message
  }

  func unitSetting(_ fault: UnitSettingFault) -> Message {
    Message(
      text: say(
        "store.json: \"unit\" phải là mã đơn vị, không phải \(fault.found.text())",
        "store.json: \"unit\" must be a unit's id, not \(fault.found.text())"))
  }

  func audit(_ fault: AuditFault) -> String {
    switch fault {
    case .notAnEntry(let file, let line):
      say("\(file):\(line): không phải dòng nhật ký", "\(file):\(line): no line of the audit")
    case .edited(let number):
      say("nhật ký: dòng số \(number) đã bị sửa", "audit: line no. \(number) was changed")
    case .missing(let range):
      say(
        "nhật ký: mất dòng số \(numbers(range))", "audit: \(missing(range))")
    case .outOfPlace(let number):
      say(
        "nhật ký: dòng số \(number) đứng sai chỗ", "audit: line no. \(number) stands out of place")
    case .cutOff(let range):
      say(
        "nhật ký: cuối bị cắt, mất dòng số \(numbers(range))",
        "audit: its end was cut off, \(missing(range))")
    case .noHead:
      say(
        "nhật ký: audit/head.json mất, hỏng hay đã cũ; không rõ cuối có bị cắt không",
        "audit: audit/head.json is gone, damaged or old; whether the end was cut off nobody can say"
      )
    case .notAudited(let commit, let bundle):
      say(
        "nhật ký: không có dòng nào cho lần ghi \(commit) của gói “\(bundle)”",
        "audit: there is no line for commit \(commit) by bundle “\(bundle)”")
    case .otherCommit(let entry, let commit):
      say(
        "nhật ký: dòng số \(entry) không đúng với lần ghi \(commit)",
        "audit: line no. \(entry) does not agree with commit \(commit)")
    }
  }

  /// What to do about any of them.
  var auditHint: String {
    say(
      "so với bản sao lưu của thư mục audit/ và với planscript log; lệnh này không sửa gì trong nhật ký",
      "hold audit/ against a backup of it, and against planscript log; nothing here mends an audit")
  }

  private func missing(_ range: ClosedRange<Int>) -> String {
    range.count == 1
      ? "line no. \(range.lowerBound) is missing" : "lines no. \(numbers(range)) are missing"
  }

  private func numbers(_ range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
  }
}
