internal import ArgumentParser
internal import PlanModel
internal import PlanScript
internal import PlanStore

// Installing bundles, in words.

extension Words {
  func installHelp(_ verb: String) -> String { verbs[verb]?[language] ?? verb }

  func installOption(_ name: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: options[name]?[language] ?? name)
  }

  private var verbs: [String: Bilingual] {
    [
      "install": Bilingual(
        vi: "Cài gói: xem ai ký, gói được làm gì; chạy thử; hỏi rồi mới cài.",
        en: "Installs bundles: shows who signed and what they may do, tests them, and asks."),
      "update": Bilingual(
        vi: "Cập nhật gói: cho thấy quyền, tệp và kết quả kiểm tra nào đổi.",
        en: "Updates bundles: shows which permissions, files and checks' verdicts change."),
      "rollback": Bilingual(
        vi: "Quay lại bản đã cài trước đó.", en: "Goes back to a version that was here before."),
      "remove": Bilingual(
        vi: "Gỡ một gói, cùng các bản trước của gói.",
        en: "Takes a bundle away, with its versions before."),
      "list": Bilingual(
        vi: "Các gói đã cài, ai ký, còn nguyên vẹn không.",
        en: "The installed bundles, who signed them, and whether they are as they were."),
    ]
  }

  private var options: [String: Bilingual] {
    [
      "bundles": Bilingual(
        vi: "Tệp .bundle, hoặc tên gói, có thể kèm khoảng phiên bản: TÊN@^1.2.",
        en: "A .bundle file, or a bundle's name, perhaps with a range of versions: NAME@^1.2."),
      "installed": Bilingual(
        vi: "Tên gói đã cài; không ghi thì mọi gói.", en: "An installed bundle; all if none."),
      "bundle": Bilingual(vi: "Tên gói đã cài.", en: "An installed bundle."),
      "version": Bilingual(
        vi: "Phiên bản muốn quay lại; không ghi thì bản ngay trước.",
        en: "The version to go back to; the one before if none."),
      "from": Bilingual(
        vi: "Thư mục chứa các gói; không ghi thì theo \"registry\" của store.json.",
        en: "The directory of bundles; else \"registry\" of store.json."),
      "allow": Bilingual(
        vi: "Chỉ cho những quyền này trong số gói xin (lặp lại được).",
        en: "Gives only this permission of those it asks for; repeatable."),
      "yes": Bilingual(
        vi: "Cài ngay, không hỏi; quyền mới của bản cập nhật thì phải có --allow.",
        en: "Does it without asking; new permissions of an update still need --allow."),
      "outdated": Bilingual(
        vi: "Chỉ những gói mà thư mục có bản mới hơn.",
        en: "Only bundles of which the directory has a newer version."),
    ]
  }
}

// MARK: a plan

extension Wording {
  /// What one step of a plan would do.
  func step(_ step: InstallPlan.Step) -> [Block] {
    let manifest = step.manifest
    let signer = step.verified.signer
    var facts = [
      say("Ký bởi: ", "Signed by: ") + "\(signer.name) (\(signer.key.spokenFingerprint))",
      step.formerSigner.map { name in
        say(
          "Khác người ký: bản đang cài do \(name) ký",
          "Another signer: \(name) signed the version that is installed")
      },
      say("Tác giả: ", "Author: ") + "\(manifest.author.name) · \(manifest.author.contact)",
      say("Được làm: ", "It may: ") + needs(step.allow),
    ].compactMap { $0 }
    if step.allow.count < manifest.needs.count {
      let left = manifest.needs.filter { need in !step.allow.contains { $0.includes(need) } }
      if !left.isEmpty { facts.append(say("Không được cho: ", "Not given: ") + needs(left)) }
    }
    if !manifest.dependencies.isEmpty {
      let others = manifest.dependencies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      facts.append(say("Cần gói: ", "Needs: ") + others.joined(separator: ", "))
    }
    return [
      .heading(heading(step), level: 2), .text(manifest.summary[language]),
      .list(facts + changes(step)),
    ]
  }

  private func heading(_ step: InstallPlan.Step) -> String {
    let manifest = step.manifest
    let title = "\(manifest.title[language]) (\(manifest.name))"
    guard let installed = step.installed else {
      return title + say(", cài bản \(manifest.version)", ", installs \(manifest.version)")
    }
    return title + ", \(installed.version) → \(manifest.version)"
  }

  /// What an update changes.
  private func changes(_ step: InstallPlan.Step) -> [String] {
    guard step.isUpdate else { return [] }
    var facts: [String] = []
    if !step.added.isEmpty { facts.append(say("Quyền mới: ", "New: ") + needs(step.added)) }
    if !step.dropped.isEmpty {
      facts.append(say("Thôi không xin: ", "No more: ") + needs(step.dropped))
    }
    if step.added.isEmpty, step.dropped.isEmpty {
      facts.append(say("Quyền: không đổi", "Permissions: unchanged"))
    }
    let files = step.differences.map(difference)
    if !files.isEmpty { facts.append(say("Tệp: ", "Files: ") + files.joined(separator: ", ")) }
    return facts
  }

  private func difference(_ difference: BundleDifference) -> String {
    switch difference {
    case .added(let path): "+\(path)"
    case .missing(let path): "−\(path)"
    case .changed(let path): "~\(path)"
    }
  }

  func tested(_ report: TestReport) -> String {
    report.count == 0
      ? say("Chạy thử: gói không có bài thử nào.", "Tests: the bundle has none.")
      : say(
        "Chạy thử: \(report.passed) bài đều đạt.", "Tests: all \(report.passed) passed.")
  }

  /// What checks say otherwise; nothing where they say the same.
  func verdicts(_ changes: [CheckVerdicts.Change]) -> [Block] {
    guard !changes.isEmpty else {
      return [
        .text(
          say(
            "Phép kiểm: kết quả trên kho này không đổi.",
            "Checks: they say of this store what they said before."))
      ]
    }
    let lines = changes.map { "\($0.check): \(verdict($0.before)) → \(verdict($0.after))" }
    return [
      .text(say("Phép kiểm đổi kết quả trên kho này:", "Checks that say otherwise of this store:")),
      .list(lines),
    ]
  }

  private func verdict(_ verdict: CheckVerdicts.Verdict?) -> String {
    switch verdict {
    case nil: say("không có", "not there")
    case .found(0)?: say("đạt", "passes")
    case .found(let count)?: say("\(count) điều tìm thấy", "\(count) findings")
    case .examinedNothing?: say("không xem bản ghi nào", "looks at nothing")
    case .failed?: say("không chạy được", "fails")
    }
  }

  var goAhead: String { say("Cài đặt? [c/K] ", "Go ahead? [y/N] ") }
  var leftAlone: String { say("Không cài gì.", "Nothing was installed.") }
  var nothingNewer: String {
    say("Mọi gói đã là bản mới nhất.", "Everything is in its newest version.")
  }
  var noBundles: String { say("Chưa cài gói nào.", "No bundle is installed.") }

  func installed(_ plan: InstallPlan, _ commit: Commit?, _ store: String) -> String {
    let names = plan.steps.map { "\($0.name) \($0.manifest.version)" }.joined(separator: ", ")
    var lines = [
      say("Đã cài \(names)", "Installed \(names)")
        + (commit.map { say(" (lần ghi \($0.number)).", " (commit \($0.number)).") } ?? ".")
    ]
    if let step = plan.steps.last, let script = step.manifest.scripts.first {
      lines.append(
        say("Chạy: ", "Run it: ") + "planscript\(store) \(step.name):\(script.script)")
    }
    return lines.joined(separator: "\n")
  }

  func rolledBack(_ bundle: RolledBack) -> String {
    say(
      "\(bundle.name): đã quay từ \(bundle.from) về \(bundle.to).",
      "\(bundle.name): went back from \(bundle.from) to \(bundle.to).")
  }

  func removed(_ bundle: InstalledBundle) -> String {
    say("Đã gỡ \(bundle.name) \(bundle.version).", "Removed \(bundle.name) \(bundle.version).")
  }

  func bundles(_ rows: [ListedBundle], outdated: Bool) -> ReportTable {
    let titles = [
      ("name", say("Gói", "Bundle")), ("version", say("Phiên bản", "Version")),
      ("newer", say("Bản mới", "Newer")), ("title", say("Tên", "Title")),
      ("signer", say("Ký bởi", "Signed by")), ("state", say("Tình trạng", "State")),
      ("installed_on", say("Ngày cài", "Installed on")),
    ].filter { outdated || $0.0 != "newer" }
    return ReportTable(
      columns: titles.map {
        .init(name: $0.0, title: $0.1, field: nil, isRightAligned: false, addsUp: false)
      },
      rows: rows.map { row in
        let manifest = (try? row.open.get())?.manifest
        let values: [(String, PlanValue)] = [
          ("name", .text(row.bundle.name)), ("version", .text(row.bundle.version.description)),
          ("newer", row.newer.map { .text($0.description) } ?? .none),
          ("title", manifest.map { .text($0.title[language]) } ?? .none),
          ("signer", (try? row.open.get()).map { .text($0.verified.signer.name) } ?? .none),
          ("state", .text(state(row.open))),
          ("installed_on", row.bundle.installedOn.map { .day($0) } ?? .none),
        ]
        return values.filter { outdated || $0.0 != "newer" }.map(\.1)
      })
  }

  private func state(_ open: Result<OpenBundle, any Error>) -> String {
    switch open {
    case .success: say("nguyên vẹn", "as installed")
    case .failure(let error): message(error).text
    }
  }
}
