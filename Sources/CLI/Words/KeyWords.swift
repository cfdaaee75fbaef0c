internal import ArgumentParser
internal import PlanModel
internal import PlanScript

// Keys and signatures, in words.

extension Words {
  var keyAbstract: String {
    say(
      "Khóa ký gói kịch bản: tạo khóa của mình, tin hay thu hồi khóa của người khác.",
      "Keys that sign bundles: make one of your own, trust or revoke those of others.")
  }

  var keyExamples: String {
    say("Ví dụ:", "Examples:") + """

        planscript key new van-phong
        planscript -d thu key list
        planscript -d thu key trust tham-du-0.1.0.bundle --name thanh-pho --apply
        planscript -d thu key revoke thanh-pho --apply
      """
  }

  func keyHelp(_ verb: String) -> String { keyVerbs[verb]?[language] ?? verb }

  func keyOption(_ name: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: keyOptions[name]?[language] ?? name)
  }

  private var keyVerbs: [String: Bilingual] {
    [
      "new": Bilingual(
        vi: "Tạo một khóa; phần riêng chỉ mình đọc được, đóng bằng mật khẩu nếu muốn.",
        en: "Makes a key; the private half is yours alone, behind a passphrase if you want one."),
      "list": Bilingual(
        vi: "Khóa của mình, và những khóa mà kho biết.",
        en: "Your own keys, and those that the store knows."),
      "trust": Bilingual(
        vi: "Tin một khóa: kho nhận những gói mà khóa ấy ký.",
        en: "Trusts a key: the store takes bundles that it signed."),
      "revoke": Bilingual(
        vi: "Thu hồi: gói do khóa ấy ký không chạy được nữa.",
        en: "Revokes a key: bundles that it signed run no more."),
    ]
  }

  private var keyOptions: [String: Bilingual] {
    [
      "newName": Bilingual(
        vi: "Tên khóa: chữ thường không dấu, số, dấu gạch nối.",
        en: "The key's name: small letters, digits, hyphens."),
      "passphraseFile": Bilingual(
        vi: "Mật khẩu của khóa là dòng đầu của tệp này; không ghi thì hỏi ở màn hình.",
        en: "The passphrase is the first line of this file; else the terminal asks."),
      "noPassphrase": Bilingual(
        vi: "Không hỏi, và không đóng khóa bằng mật khẩu.",
        en: "Asks for no passphrase, and has none."),
      "key": Bilingual(
        vi: "Khóa ấy: một gói đã ký, tên khóa của mình, hoặc chính khóa công khai (base64).",
        en: "Which key: a signed bundle, a key of your own by name, or the public key in base64."),
      "known": Bilingual(
        vi: "Khóa mà kho biết: tên gọi hoặc dấu.",
        en: "A key that the store knows: its name or fingerprint."),
      "name": Bilingual(
        vi: "Ở đây gọi người có khóa là gì.", en: "What whoever has the key is called here."),
      "fingerprint": Bilingual(
        vi: "Dấu của khóa, như người ký đọc qua điện thoại; khác thì thôi.",
        en: "The key's fingerprint, as the signer reads it on the telephone; another is refused."),
    ]
  }
}

extension Wording {
  var fingerprintLabel: String { say("Dấu của khóa: ", "Fingerprint: ") }

  func passphrase(of name: String) -> String {
    say("Mật khẩu của khóa “\(name)”: ", "Passphrase of the key “\(name)”: ")
  }

  func newPassphrase(of name: String) -> String {
    say(
      "Mật khẩu cho khóa “\(name)” (bỏ trống: không có): ",
      "Passphrase for the key “\(name)” (empty: none): ")
  }

  var passphraseAgain: String { say("Gõ lại: ", "Once more: ") }

  func made(_ key: PrivateKeyFile, at path: String) -> String {
    let closed =
      key.isClosed
      ? say("đóng bằng mật khẩu", "behind the passphrase")
      : say("không có mật khẩu", "without a passphrase")
    return say(
      "Đã tạo khóa “\(key.name)”, \(closed): \(path)",
      "Made the key “\(key.name)”, \(closed): \(path)")
      + "\n" + fingerprintLabel + key.key.spokenFingerprint + "\n"
      + say(
        "Giữ kín tệp ấy. Đọc dấu này qua điện thoại cho những nơi sẽ nhận gói.",
        "Keep that file to yourself. Read the fingerprint on the telephone to those who will take your bundles."
      )
  }

  func compare(_ key: BundleKey) -> String {
    fingerprintLabel + key.spokenFingerprint + "\n"
      + say(
        "Gọi điện cho người ký, so từng nhóm rồi mới tin.",
        "Call whoever signed, and compare each group before you trust it.")
  }

  var noKeys: String {
    say(
      "Chưa có khóa nào. Tạo khóa: planscript key new TÊN",
      "There are no keys. Make one: planscript key new NAME")
  }

  func keyState(_ state: Trust.Known.State) -> String {
    switch state {
    case .trusted: say("được tin", "trusted")
    case .revoked: say("đã thu hồi", "revoked")
    }
  }

  func table(own: [PrivateKeyFile], known: [Trust.Known]) -> ReportTable {
    let titles = [
      ("name", say("Tên gọi", "Name")), ("state", say("Trạng thái", "State")),
      ("key", say("Dấu của khóa", "Fingerprint")), ("since", say("Từ ngày", "Since")),
      ("by", say("Người quyết định", "By")), ("public", say("Khóa công khai", "Public key")),
    ]
    let columns = titles.map { name, title in
      ReportTable.Column(name: name, title: title, field: nil, isRightAligned: false)
    }
    let rows = own.map { key -> [PlanValue] in
      let state =
        key.isClosed
        ? say("của mình, có mật khẩu", "your own, with a passphrase") : say("của mình", "your own")
      return row(key.name, state, key.key, nil, nil)
    }
    return ReportTable(
      columns: columns,
      rows: rows + known.map { row($0.name, keyState($0.state), $0.key, $0.since, $0.by) })
  }

  private func row(
    _ name: String, _ state: String, _ key: BundleKey, _ since: Day?, _ by: String?
  ) -> [PlanValue] {
    [
      .text(name), .text(state), .text(key.spokenFingerprint), since.map { .day($0) } ?? .none,
      by.map { .text($0) } ?? .none, .text(key.base64),
    ]
  }
}

// MARK: what is wrong

extension Wording {
  func keyUsage(_ error: UsageError) -> Message {
    switch error {
    case .badFingerprint(let text):
      Message(
        text: say("“\(text)” không phải là dấu của khóa", "“\(text)” is no fingerprint of a key"),
        hints: [
          say(
            "dấu có 32 chữ số thập lục phân, thường viết thành tám nhóm bốn chữ",
            "it has 32 hexadecimal digits, mostly written in eight groups of four")
        ])
    case .otherFingerprint(let found):
      Message(
        text: say(
          "khóa có dấu khác: ", "the key has another fingerprint: ")
          + found.joined(separator: "; "),
        hints: [
          say("đừng tin khóa này; hỏi lại người ký", "do not trust it; ask whoever signed again")
        ])
    case .severalSigners(let found):
      Message(
        text: say("nhiều người đã ký gói này", "several have signed this bundle"),
        hints: [
          say("chọn một bằng --fingerprint: ", "choose one with --fingerprint: ")
            + found.joined(separator: "; ")
        ])
    case .keyNameTaken(let name, let other):
      Message(
        text: say(
          "kho đã gọi một khóa khác là “\(name)”: \(other)",
          "the store calls another key “\(name)”: \(other)"),
        hints: [say("đặt tên gọi khác bằng --name", "give it another name with --name")])
    case .signedAlready(let path, let version):
      Message(
        text: say(
          "“\(path)” đã ký, và nội dung khác: một phiên bản đã ký thì không đổi nữa",
          "“\(path)” is signed and has other contents: a signed version changes no more"),
        hints: [
          say(
            "tăng version trong bundle.json (đang là \(version)), hoặc dùng --out",
            "raise version in bundle.json (it is \(version)), or use --out")
        ])
    case .passphrasesDiffer:
      Message(
        text: say("hai lần gõ khác nhau; chưa tạo khóa", "they differ; no key was made"))
    case .emptyPassphrase(let path):
      Message(text: say("“\(path)” không có dòng nào", "“\(path)” has no line in it"))
    default: Message(text: "\(error)")
    }
  }

  func signature(_ fault: BundleFault) -> Message {
    switch fault {
    case .unsigned:
      Message(
        text: say("gói chưa ai ký", "nobody has signed the bundle"),
        hints: [say("ký: planscript bundle sign TỆP", "sign it: planscript bundle sign FILE")])
    case .badSignature:
      Message(
        text: say(
          "\(BundleSignature.file) không đúng dạng mà lệnh ký viết ra",
          "\(BundleSignature.file) is not as signing writes it"), hints: [again])
    case .differs(let differences):
      Message(
        text: ([
          say("nội dung không đúng như đã ký:", "it is not what was signed:")
        ] + differences.prefix(30).map { "  " + told($0) }).joined(separator: "\n"),
        hints: [again])
    case .wrongSignature(let key):
      Message(
        text: say(
          "chữ ký không phải của khóa \(key.spokenFingerprint) cho nội dung này",
          "the signature is not one of the key \(key.spokenFingerprint) for these contents"),
        hints: [again])
    case .unknownKey(let key):
      Message(
        text: say(
          "gói do một khóa mà kho chưa tin ký: \(key.spokenFingerprint)",
          "it is signed by a key that the store does not trust: \(key.spokenFingerprint)"),
        hints: [
          say(
            "so dấu với người ký rồi: planscript key trust TỆP --name TÊN",
            "compare the fingerprint with whoever signed, then: planscript key trust FILE --name NAME"
          )
        ])
    case .revokedKey(let key, let name):
      Message(
        text: say(
          "khóa của “\(name)” đã bị thu hồi: \(key.spokenFingerprint)",
          "the key of “\(name)” is revoked: \(key.spokenFingerprint)"),
        hints: [
          say("xin gói ký bằng khóa mới", "ask for the bundle signed with another key")
        ])
    default: Message(text: "\(fault)")
    }
  }

  private var again: String {
    say(
      "không chạy gì trong đó; xin lại tệp từ nơi phát hành",
      "run nothing of it; ask whoever hands it out for the file again")
  }

  private func told(_ difference: BundleDifference) -> String {
    switch difference {
    case .added(let path): say("thêm “\(path)”", "“\(path)” was added")
    case .missing(let path): say("mất “\(path)”", "“\(path)” is missing")
    case .changed(let path): say("“\(path)” đã bị sửa", "“\(path)” was changed")
    }
  }

  func key(_ fault: BundleFault) -> Message {
    switch fault {
    case .noKey(let name, let near):
      Message(
        text: say("không có khóa “\(name)”", "there is no key “\(name)”"),
        hints: didYouMean(near) + [say("xem: planscript key list", "look: planscript key list")])
    case .badKeyName(let name):
      Message(
        text: say("“\(name)” không dùng làm tên khóa được", "“\(name)” cannot be a key's name"),
        hints: [plainNames])
    case .keyExists(let name):
      Message(
        text: say(
          "đã có khóa “\(name)”; không ghi đè", "there is a key “\(name)”; it is not written over"),
        hints: [say("chọn tên khác", "choose another name")])
    case .damagedKey(let path):
      Message(
        text: say(
          "“\(path)” không phải là tệp khóa do key new viết",
          "“\(path)” is no file that key new wrote"))
    case .openKey(let path, let mode):
      Message(
        text: say(
          "người khác đọc được khóa riêng “\(path)” (quyền \(String(mode, radix: 8)))",
          "others may read the private key “\(path)” (mode \(String(mode, radix: 8)))"),
        hints: ["chmod 600 \(Console.quoted(path))"])
    case .wrongPassphrase(let name):
      Message(
        text: say(
          "mật khẩu không mở được khóa “\(name)”", "the passphrase does not open the key “\(name)”")
      )
    case .passphraseNeeded(let name):
      Message(
        text: say("khóa “\(name)” cần mật khẩu", "the key “\(name)” needs its passphrase"),
        hints: [
          say(
            "ghi mật khẩu vào một tệp chỉ mình đọc được: --passphrase-file TỆP",
            "write it to a file that you alone may read: --passphrase-file FILE")
        ])
    default: Message(text: "\(fault)")
    }
  }
}
