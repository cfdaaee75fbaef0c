internal import ArgumentParser
internal import PlanModel
internal import PlanScript
internal import PlanStore

// Bundles, in words.

extension Words {
  var bundleAbstract: String {
    say(
      "Gói kịch bản: làm, ký, cài đặt, cập nhật, quay lại bản trước.",
      "Bundles of scripts: made, signed, installed, updated, taken back.")
  }

  var bundleExamples: String {
    say("Ví dụ:", "Examples:") + """

        planscript bundle new tham-du
        planscript bundle pack tham-du
        planscript bundle sign tham-du-0.1.0.bundle --key van-phong
        planscript -d thu bundle install tham-du-0.1.0.bundle
        planscript -d thu tham-du:by-unit
        planscript -d thu bundle update --from goi
        planscript -d thu bundle rollback tham-du
      """
  }

  func bundleHelp(_ verb: String) -> String { bundleVerbs[verb]?[language] ?? verb }

  func bundleOption(_ name: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: bundleOptions[name]?[language] ?? name)
  }

  private var bundleVerbs: [String: Bilingual] {
    [
      "new": Bilingual(
        vi: "Tạo thư mục của một gói mới, có sẵn kịch bản, phép kiểm và phép thử.",
        en: "Makes the folder of a new bundle, with a script, a check and tests in it."),
      "test": Bilingual(
        vi: "Chạy các phép thử của một gói, trong phòng riêng của gói và với đúng quyền của gói.",
        en: "Runs a bundle's tests, in the bundle's own room and with its permissions alone."),
      "pack": Bilingual(
        vi: "Đóng thư mục thành một tệp; cùng nội dung thì máy nào cũng ra đúng những byte ấy.",
        en: "Makes one file of the folder; the same contents are the same bytes on every machine."),
      "sign": Bilingual(
        vi: "Ký một gói bằng khóa của mình.", en: "Signs a bundle with a key of your own."),
      "verify": Bilingual(
        vi: "Xác minh: từng byte đúng như người được kho tin đã ký.",
        en: "Verifies that every byte is as somebody signed it whom the store trusts."),
      "info": Bilingual(
        vi: "Gói nói gì về mình, cần quyền gì, ai đã ký.",
        en: "What a bundle says of itself, what it needs, and who signed it."),
    ]
  }

  private var bundleOptions: [String: Bilingual] {
    [
      "newName": Bilingual(
        vi: "Tên gói: chữ thường không dấu, số, dấu gạch nối; cũng là tên thư mục.",
        en: "The bundle's name: small letters, digits, hyphens; the folder has it too."),
      "folder": Bilingual(vi: "Thư mục của gói.", en: "The bundle's folder."),
      "out": Bilingual(
        vi: "Tệp nhận gói; không ghi thì TÊN-PHIÊN_BẢN.bundle cạnh thư mục.",
        en: "The file for it; else NAME-VERSION.bundle beside the folder."),
      "file": Bilingual(vi: "Tệp .bundle.", en: "The .bundle file."),
      "files": Bilingual(
        vi: "Các tệp .bundle, hoặc tên các gói đã cài.",
        en: "Files .bundle, or names of installed bundles."),
      "all": Bilingual(vi: "Mọi gói đã cài.", en: "All installed bundles."),
      "fileOrFolder": Bilingual(
        vi: "Tệp .bundle, thư mục của gói, hoặc tên gói đã cài.",
        en: "A .bundle file, a bundle's folder, or the name of an installed bundle."),
      "testFrom": Bilingual(
        vi:
          "Thư mục chứa các gói mà gói này cần; không có ở đó thì tìm cạnh thư mục của gói, rồi trong kho.",
        en:
          "The directory of the bundles that it needs; else they are looked for beside its folder, and in the store."
      ),
      "key": Bilingual(
        vi: "Tên khóa của mình; chỉ có một khóa thì khỏi ghi.",
        en: "The name of a key of yours; who has one alone need not say."),
      "signer": Bilingual(
        vi: "Chỉ tin khóa này của kho: tên gọi hoặc dấu.",
        en: "Trusts this key of the store alone: its name or fingerprint."),
    ]
  }
}

// MARK: what was done

extension Wording {
  var bundlePlaceholder: String { say("GÓI", "BUNDLE") }
  var bundleOrAll: String {
    say(
      "tệp .bundle hay tên gói đã cài; --all là mọi gói đã cài",
      "a .bundle file or an installed bundle; --all is all that are installed")
  }

  func madeBundle(_ path: String) -> String {
    let lines = [
      "planscript bundle info \(path)", "planscript bundle test \(path) --coverage",
      "planscript bundle pack \(path)",
    ]
    let head = say(
      "Đã tạo gói “\(path)”: sửa bundle.json và các tệp trong đó. Thử tiếp:",
      "The bundle “\(path)” is there: edit bundle.json and the files in it. Try next:")
    return ([head] + lines.map { "  \($0)" }).joined(separator: "\n")
  }

  func folderNotInstalled(_ name: String) -> String {
    say(
      "đây là thư mục “\(name)” ở chỗ này, không phải gói “\(name)” đã cài; muốn gói đã cài thì gọi lệnh từ thư mục khác",
      "this is the folder “\(name)” that lies here, not the installed bundle “\(name)”; for that one, call it from another folder"
    )
  }

  func packed(_ contents: BundleContents, at path: String) -> String {
    let size = size(contents.archive.count)
    return say(
      "Đã đóng gói “\(path)”: \(contents.files.count) tệp, \(size).",
      "Packed “\(path)”: \(contents.files.count) files, \(size).")
      + "\nSHA-256: \(contents.hash)\n"
      + say("Ký: ", "Sign it: ") + "planscript bundle sign \(Console.quoted(path))"
  }

  func signed(_ contents: BundleContents, by key: PrivateKeyFile, at path: String) -> String {
    let manifest = contents.manifest
    return say(
      "Đã ký \(manifest.name) \(manifest.version) bằng khóa “\(key.name)” vào “\(path)”.",
      "Signed \(manifest.name) \(manifest.version) with the key “\(key.name)”, in “\(path)”.")
      + "\n" + fingerprintLabel + key.key.spokenFingerprint
      + "\nSHA-256: \(contents.hash)"
  }

  func verified(_ bundle: VerifiedBundle, _ file: String) -> String {
    let manifest = bundle.manifest
    return say(
      "\(file): \(manifest.name) \(manifest.version) nguyên vẹn, do “\(bundle.signer.name)” ký.",
      "\(file): \(manifest.name) \(manifest.version) is whole, and signed by “\(bundle.signer.name)”."
    ) + "\n" + fingerprintLabel + bundle.signer.key.spokenFingerprint
  }

  /// `bundle info`.
  func page(of contents: BundleContents, _ trust: Trust) -> [Block] {
    let manifest = contents.manifest
    let signers = (contents.signature?.signers ?? []).map { signer($0.key, trust[signer: $0.key]) }
    let facts: [(String, String)] = [
      (say("Tên", "Name"), "\(manifest.name) \(manifest.version)"),
      (say("Tác giả", "Author"), "\(manifest.author.name) · \(manifest.author.contact)"),
      (say("Giấy phép", "Licence"), manifest.license),
      (say("Cho planscript", "For planscript"), manifest.toolkit.text),
      (say("Cho mô hình dữ liệu", "For the data model"), manifest.model.text),
      (say("Quyền", "Needs"), needs(manifest.needs)),
      (say("Cần các gói", "Needs bundles"), dependencies(manifest)),
      (say("Số tệp", "Files"), "\(contents.files.count), \(size(contents.archive.count))"),
      ("SHA-256", contents.hash.hex),
      (
        say("Chữ ký", "Signed by"),
        signers.isEmpty ? say("chưa ai ký", "nobody yet") : signers.joined(separator: "; ")
      ),
    ]
    return [
      .heading(manifest.title[language], level: 1), .text(manifest.summary[language]),
      .list(facts.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)" }),
      .table(scripts(of: manifest)),
    ]
  }

  private func signer(_ key: BundleKey, _ known: Trust.Known?) -> String {
    guard let known else {
      return say("khóa lạ ", "unknown key ") + key.spokenFingerprint
    }
    let state = keyState(known.state)
    return "“\(known.name)” (\(state)) \(key.spokenFingerprint)"
  }

  private func dependencies(_ manifest: BundleManifest) -> String {
    manifest.dependencies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }
      .joined(separator: ", ")
  }

  private func scripts(of manifest: BundleManifest) -> ReportTable {
    let titles = [say("Kịch bản", "Script"), say("Nghĩa", "Meaning"), say("Quyền", "Needs")]
    let columns = zip(["script", "title", "needs"], titles).map { name, title in
      ReportTable.Column(name: name, title: title, field: nil, isRightAligned: false)
    }
    let rows = manifest.scripts.map { entry -> [PlanValue] in
      [
        .text(entry.script), entry.title.map { .text($0[language]) } ?? .none,
        .text(needs(entry.needs ?? manifest.needs)),
      ]
    }
    return ReportTable(columns: columns, rows: rows)
  }
}

extension Trust {
  fileprivate subscript(signer key: BundleKey) -> Known? { self[key] }
}
