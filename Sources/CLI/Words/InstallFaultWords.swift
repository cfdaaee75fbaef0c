internal import PlanModel
internal import PlanScript
internal import PlanStore

// What stands in the way of installing, updating, running and removing bundles, in words.

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
          "“\(file)” không phải là tệp đã cài", "“\(file)” is not the file that was installed"),
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
        ),
        hints: [
          say(
            "cập nhật planscript, hoặc xin bản gói viết cho bản này",
            "update planscript, or ask for a version of the bundle for this one")
        ])
    case .testsFailed(let name, let report): return testsFailed(name, report)
    case .notAsked(let permissions, let bundle):
      return Message(
        text: say(
          "gói “\(bundle)” không xin \(list(permissions))",
          "bundle “\(bundle)” does not ask for \(list(permissions))"),
        hints: [
          say(
            "gói xin những gì: planscript bundle info TỆP",
            "what it asks for: planscript bundle info FILE")
        ])
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
    case .checkTaken(let id, let files):
      return Message(
        text: say("phép kiểm “\(id)” có hai lần: ", "there are two checks “\(id)”: ")
          + files.joined(separator: ", "),
        hints: [
          say(
            "không cài gì: hai phép kiểm cùng id thì không phân biệt được; đổi id trong kho hoặc báo cho người phát hành",
            "nothing was installed: two checks with one id cannot be told apart; change the id of the store's own, or tell who hands the bundle out"
          )
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
          "“\(name)” cannot be removed: \(others.joined(separator: ", ")) \(others.count == 1 ? "needs" : "need") it"
        ))
    case .nothingBefore(let name, let version?):
      Message(
        text: say(
          "kho không giữ bản \(version) của “\(name)”",
          "the store does not keep \(version) of “\(name)”"))
    case .nothingBefore(let name, nil):
      Message(
        text: say(
          "“\(name)” không có bản nào trước đó", "there is no version of “\(name)” before this one"),
        hints: [
          say(
            "muốn bỏ hẳn gói: planscript bundle remove \(name)",
            "to take the bundle away: planscript bundle remove \(name)")
        ])
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
