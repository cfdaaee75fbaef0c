internal import PlanModel
internal import PlanScript
internal import PlanStore

// What is wrong with bundles, in words.

extension Wording {
  func bundle(_ failure: BundleFailure) -> Message {
    var message = message(failure.fault)
    message.text = "\(failure.bundle): " + message.text
    return message
  }

  func bundle(_ fault: BundleFault) -> Message {
    switch fault {
    case .unreadable(let path, let code):
      Message(text: say("không đọc được “\(path)”: ", "cannot read “\(path)”: ") + system(code))
    case .manifestMissing:
      Message(
        text: say(
          "không có \(BundleManifest.file), nên không phải là một gói kịch bản",
          "there is no \(BundleManifest.file), so that it is no bundle"),
        hints: [
          say("tạo gói mới: planscript bundle new TÊN", "a new one: planscript bundle new NAME")
        ])
    case .manifest(let faults): manifest(faults)
    case .scriptMissing(let name, let near):
      Message(
        text: say(
          "\(BundleManifest.file) nêu kịch bản “\(name)”, nhưng không có scripts/\(name).lua",
          "\(BundleManifest.file) names the script “\(name)”, but there is no scripts/\(name).lua"),
        hints: didYouMean(near))
    case .scripts(let faults): scripts(faults)
    case .badName(let name):
      Message(
        text: say("“\(name)” không dùng làm tên gói được", "“\(name)” cannot be a bundle's name"),
        hints: [plainNames])
    case .files(let faults): files(faults)
    case .tooLarge(let measure, let path, let count, let limit):
      Message(text: tooLarge(measure, path, count, limit))
    case .archive(let fault): archive(fault)
    case .unsigned, .badSignature, .differs, .wrongSignature, .unknownKey, .revokedKey:
      signature(fault)
    case .noKey, .badKeyName, .keyExists, .damagedKey, .openKey, .wrongPassphrase,
      .passphraseNeeded:
      key(fault)
    }
  }

  var plainNames: String {
    say(
      "dùng chữ thường không dấu, số và dấu gạch nối, tối đa 60 ký tự: tham-du",
      "use small letters without accents, digits and hyphens, at most 60: tham-du")
  }

  private func tooLarge(_ measure: BundleMeasure, _ path: String?, _ count: Int, _ limit: Int)
    -> String
  {
    switch measure {
    case .file:
      say(
        "“\(path ?? "")” lớn hơn \(size(limit)), mức tối đa của một tệp trong gói",
        "“\(path ?? "")” is larger than \(size(limit)), the most that one file of a bundle may have"
      )
    case .files:
      say(
        "các tệp của gói cộng lại lớn hơn \(size(limit))",
        "the bundle's files have more than \(size(limit)) in all")
    case .archive:
      say("tệp lớn hơn mọi gói có thể có", "the file is larger than any bundle can be")
    case .count:
      say(
        "gói có hơn \(limit) tệp, mức tối đa", "the bundle has more than \(limit) files, the most")
    }
  }

  private func files(_ faults: [BundleFileFault]) -> Message {
    let lines = faults.prefix(30).map { "  \($0.path)\(line(of: $0)): \(self.problem($0.problem))" }
    return Message(
      text: ([
        say("có tệp không đưa vào gói được:", "some files cannot be in a bundle:")
      ] + lines + more(faults.count - lines.count)).joined(separator: "\n"),
      hints: faults.contains { $0.problem == .unknownPlace }
        ? [
          say(
            "gói gồm bundle.json, scripts/*.lua, lib/*.lua, checks/*.lua, templates/*.mustache, tests/*.lua, help/*.md",
            "a bundle has bundle.json, scripts/*.lua, lib/*.lua, checks/*.lua, templates/*.mustache, tests/*.lua, help/*.md"
          )
        ] : [])
  }

  private func more(_ count: Int) -> [String] {
    count > 0 ? [say("  … và \(count) chỗ nữa", "  … and \(count) more")] : []
  }

  private func line(of fault: BundleFileFault) -> String {
    switch fault.problem {
    case .secret(_, let line) where line > 0: ":\(line)"
    case .secrecyMark(_, let line): ":\(line)"
    default: ""
    }
  }

  private func problem(_ problem: BundleFileFault.Problem) -> String {
    switch problem {
    case .link: say("là liên kết", "is a link")
    case .special: say("không phải là tệp thường", "is no plain file")
    case .unknownPlace: say("không thuộc chỗ nào trong gói", "has no place in a bundle")
    case .badName:
      say(
        "tên chỉ được có chữ không dấu, số, “-”, “_”, “.”, tối đa 100 ký tự",
        "its name may only have letters without accents, digits, “-”, “_”, “.”, at most 100")
    case .alike(let other):
      say("chỉ khác “\(other)” ở chữ hoa", "differs from “\(other)” by letter case only")
    case .unreadable(let code): system(code)
    case .notText(let place):
      say("không phải chữ UTF-8, từ byte \(place)", "is no UTF-8 text, from byte \(place) on")
    case .secret(let secret, _): self.secret(secret)
    case .secrecyMark:
      say("mang dấu chỉ độ mật", "bears a secrecy mark")
    }
  }

  private func secret(_ secret: BundleSecret) -> String {
    switch secret {
    case .privateKey: say("có khóa riêng", "has a private key in it")
    case .token: say("có mã truy cập", "has an access token in it")
    case .password: say("có mật khẩu", "has a password in it")
    case .file: say("là tệp bí mật, không được phát đi", "is a secret file, not to be handed out")
    }
  }

  private func scripts(_ faults: [BundleScriptFault]) -> Message {
    let lines = faults.prefix(30).map { "  \(told($0))" }
    return Message(
      text: ([
        say("kịch bản của gói có chỗ sai:", "something is wrong with the bundle's scripts:")
      ] + lines + more(faults.count - lines.count)).joined(separator: "\n"))
  }

  private func told(_ fault: BundleScriptFault) -> String {
    switch fault.problem {
    case .broken(let error):
      let message = message(error)
      let place = message.place.map { ":\($0.line)" } ?? ""
      return "\(fault.path)\(place): \(message.text)"
    case .needs(let needs):
      let names = needs.map { "“\($0)”" }.joined(separator: ", ")
      return say(
        "\(fault.path): cần \(names), mà \(BundleManifest.file) không cho",
        "\(fault.path): needs \(names), which \(BundleManifest.file) does not give it")
    case .parameters(let names):
      let list = names.map { "“\($0)”" }.joined(separator: ", ")
      return say(
        "\(fault.path): tham số \(list) khai báo khác \(BundleManifest.file)",
        "\(fault.path): declares the parameters \(list) otherwise than \(BundleManifest.file)")
    }
  }
}

extension BundleFault {
  /// The exit code that it means.
  var status: ExitStatus {
    switch self {
    case .unreadable, .manifestMissing, .manifest, .scriptMissing, .scripts, .damagedKey:
      .dataUnreadable
    case .files(let faults): faults.contains { $0.problem.isSecret } ? .refused : .dataUnreadable
    case .tooLarge: .limitReached
    case .archive, .unsigned, .badSignature, .differs, .wrongSignature, .unknownKey, .revokedKey:
      .notVerified
    case .badName, .noKey, .badKeyName, .keyExists, .passphraseNeeded: .usage
    case .openKey, .wrongPassphrase: .refused
    }
  }
}

extension BundleFileFault.Problem {
  fileprivate var isSecret: Bool {
    switch self {
    case .secret, .secrecyMark: true
    default: false
    }
  }
}
