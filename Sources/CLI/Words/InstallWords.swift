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
      say("Tác giả: ", "Author: ") + "\(manifest.author.name) · \(manifest.author.contact)",
      say("Được làm: ", "It may: ") + needs(step.allow),
    ]
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

  func rolledBack(_ name: String, from before: BundleVersion, to now: BundleVersion) -> String {
    say(
      "\(name): đã quay từ \(before) về \(now).", "\(name): went back from \(before) to \(now).")
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

// MARK: what is wrong

extension Wording {
  func install(_ fault: InstallFault) -> Message {
    switch fault {
    case .notInstalled(let name, let near):
      Message(
        text: say("chưa cài gói “\(name)”", "no bundle “\(name)” is installed"),
        hints: didYouMean(near) + [
          say("xem: planscript bundle list", "see: planscript bundle list")
        ])
    case .badRecord(let name):
      Message(
        text: say(
          "bundles.json: bản ghi “\(name)” không phải do lệnh cài đặt ghi",
          "bundles.json: the record “\(name)” is not one that installing writes"),
        hints: [reinstall])
    case .fileGone(let file):
      Message(
        text: say("kho không còn tệp “\(file)”", "the store no longer has the file “\(file)”"),
        hints: [reinstall])
    case .fileChanged(let file):
      Message(
        text: say(
          "“\(file)” không phải là tệp đã cài, dù có chữ ký hợp lệ",
          "“\(file)” is not the file that was installed, though it is signed"),
        hints: [reinstall])
    case .dependency(let name, let range, let owner, let found):
      dependency(name, range, owner, found)
    case .noScript(let name, let bundle, let near):
      Message(
        text: say(
          "gói “\(bundle)” không có kịch bản “\(name)”",
          "bundle “\(bundle)” has no script “\(name)”"),
        hints: didYouMean(near.map { "\(bundle):\($0)" }))
    case .ambiguous(let name, let bundles):
      Message(
        text: say(
          "nhiều gói có kịch bản “\(name)”", "several bundles have a script “\(name)”"),
        hints: didYouMean(bundles.map { "\($0):\(name)" }))
    case .noSuchUnit(let id, let near):
      Message(
        text: say(
          "store.json: không có đơn vị “\(id)” nêu ở \"unit\"",
          "store.json: there is no unit “\(id)” that \"unit\" names"),
        hints: didYouMean(near))
    default: offered(fault)
    }
  }

  private var reinstall: String {
    say(
      "cài lại gói từ nơi đã phát hành", "install the bundle again from where it is handed out")
  }

  private func dependency(
    _ name: String, _ range: VersionRange, _ owner: String, _ found: BundleVersion?
  ) -> Message {
    let wanted = "\(name) \(range)"
    guard let found else {
      return Message(
        text: say(
          "gói “\(owner)” cần \(wanted), chưa cài",
          "bundle “\(owner)” needs \(wanted), which is not installed"),
        hints: ["planscript bundle install \(name) --from …"])
    }
    return Message(
      text: say(
        "gói “\(owner)” cần \(wanted), mà bản ở đây là \(found)",
        "bundle “\(owner)” needs \(wanted), and the version here is \(found)"))
  }

  private func offered(_ fault: InstallFault) -> Message {
    switch fault {
    case .notOffered(let name, let directory, let near):
      return Message(
        text: directory.map {
          say("thư mục “\($0)” không có gói “\(name)”", "directory “\($0)” has no bundle “\(name)”")
        }
          ?? say(
            "không biết tìm gói “\(name)” ở đâu", "where to look for bundle “\(name)” is not known"),
        hints: directory == nil
          ? [
            say(
              "thêm --from THƯ_MỤC, hoặc ghi \"registry\" vào store.json",
              "add --from DIR, or write \"registry\" into store.json")
          ] : didYouMean(near))
    case .older(let name, let offered, let installed):
      return Message(
        text: say(
          "\(name) \(offered) cũ hơn bản đã cài \(installed)",
          "\(name) \(offered) is older than \(installed), which is installed"),
        hints: [
          say(
            "muốn quay lại bản trước: planscript bundle rollback \(name)",
            "to go back: planscript bundle rollback \(name)")
        ])
    case .sameVersion(let name, let version):
      return Message(
        text: say(
          "\(name) \(version) đã cài, và tệp này mang cùng phiên bản nhưng nội dung khác",
          "\(name) \(version) is installed, and this file has the same version and other content"),
        hints: [
          say(
            "hỏi người phát hành: nội dung mới phải có phiên bản mới",
            "ask who hands it out: new content must have a new version")
        ])
    case .noSolution(let reason): return noSolution(reason)
    case .unfit(let name, let toolkit, let model):
      return Message(
        text: say(
          "\(name) được viết cho planscript \(toolkit) và kho dạng \(model); ở đây là planscript \(Planscript.version), kho dạng \(Store.formatVersion)",
          "\(name) was written for planscript \(toolkit) and stores of format \(model); here are planscript \(Planscript.version) and format \(Store.formatVersion)"
        ))
    case .testsFailed(let name, let report): return testsFailed(name, report)
    case .notAsked(let permissions, let bundle):
      return Message(
        text: say(
          "gói “\(bundle)” không xin \(list(permissions))",
          "bundle “\(bundle)” does not ask for \(list(permissions))"))
    case .asksForMore(let permissions, let bundle):
      return Message(
        text: say(
          "bản mới của “\(bundle)” xin thêm \(list(permissions)), và --yes không trả lời việc đó",
          "the new version of “\(bundle)” asks for \(list(permissions)) more, and --yes does not answer that"
        ),
        hints: [
          say(
            "chạy lại không có --yes để được hỏi, hoặc nêu quyền mới được cho bằng --allow",
            "call it without --yes to be asked, or name what is newly allowed by --allow")
        ])
    default: return going(fault)
    }
  }

  private func list(_ permissions: [Permission]) -> String {
    permissions.map { "“\($0)”" }.joined(separator: ", ")
  }

  private func testsFailed(_ name: String, _ report: TestReport) -> Message {
    let first = report.failed.first
    let test = first.map { $0.name ?? $0.file } ?? ""
    let reason = first?.failure.map { message($0).text } ?? ""
    return Message(
      text: say(
        "gói “\(name)” không đạt bài thử của chính nó: \(test): \(reason)",
        "bundle “\(name)” does not pass its own tests: \(test): \(reason)"),
      hints: [
        say(
          "không cài gì; báo cho người phát hành", "nothing was installed; tell who hands it out")
      ])
  }

  private func going(_ fault: InstallFault) -> Message {
    switch fault {
    case .needed(let name, let others):
      Message(
        text: say(
          "không gỡ được “\(name)”: \(others.joined(separator: ", ")) cần nó",
          "“\(name)” cannot be removed: \(others.joined(separator: ", ")) needs it"))
    case .nothingBefore(let name, let version?):
      Message(
        text: say(
          "kho không giữ bản \(version) của “\(name)”",
          "the store does not keep \(version) of “\(name)”"))
    case .nothingBefore(let name, nil):
      Message(
        text: say(
          "“\(name)” không có bản nào trước đó", "there is no version of “\(name)” before this one")
      )
    default: fact(fault)
    }
  }

  private func noSolution(_ reason: NoSolution) -> Message {
    switch reason {
    case .tooManyChoices:
      return Message(
        text: say(
          "có quá nhiều cách kết hợp các phiên bản để thử hết",
          "there are too many ways to combine the versions to try them all"),
        hints: [
          say("nêu rõ phiên bản: TÊN@=1.2.3", "name a version: NAME@=1.2.3")
        ])
    case .conflicts(let conflicts):
      return Message(
        text: say(
          "không có cách nào để mọi gói đều có phiên bản mình cần",
          "there is no way that gives every bundle the versions that it asks for"),
        hints: conflicts.map(conflict))
    }
  }

  private func conflict(_ conflict: BundleConflict) -> String {
    let asks = conflict.asks.map { ask in
      (ask.by ?? say("bạn", "you")) + say(" cần ", ask.by == nil ? " want " : " needs ")
        + ask.range.text
    }.joined(separator: "; ")
    var there =
      conflict.versions.isEmpty
      ? say("không có bản nào", "there is none")
      : say("có ", "there are ") + conflict.versions.map(\.description).joined(separator: ", ")
    if let installed = conflict.installed {
      there += say(" (đã cài \(installed))", " (\(installed) is installed)")
    }
    if !conflict.unfit.isEmpty {
      let names = conflict.unfit.map(\.description).joined(separator: ", ")
      there += say("; \(names) viết cho planscript khác", "; \(names) for another planscript")
    }
    return "\(conflict.name): \(asks); \(there)"
  }
}
