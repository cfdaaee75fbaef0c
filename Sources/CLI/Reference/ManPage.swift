internal import PlanModel

/// The manual page is what `man planscript` shows: the help of all verbs in roff, the language of
/// manuals.
struct ManPage {
  let words: Words
  private var wording: Wording { Wording(language: words.language) }

  /// `planscript.1`, `planscript.vi.1`.
  static func name(_ language: Language) -> String {
    language == .en ? "planscript.1" : "planscript.\(language.rawValue).1"
  }

  /// The words must be those that are current: what the parser knows is in them.
  var text: String {
    get throws {
      let root = try VerbPage.root
      var lines = [
        ".TH PLANSCRIPT 1 \"\" \"planscript \(Planscript.version)\"",
        section(words.say("TÊN", "NAME")),
        "planscript \\- " + plain(root.abstract ?? ""),
        section(words.say("CÁCH GỌI", "SYNOPSIS")),
      ]
      lines += words.wholeUsage.split(separator: "\n").flatMap {
        [plain(String($0.drop { $0 == " " })), ".br"]
      }
      lines.append(section(words.say("CÁC LỆNH", "VERBS")))
      for verb in (root.subcommands ?? []).prefix(Planscript.verbs.count) {
        lines += self.verb(verb, behind: "planscript")
      }
      lines += [section(words.say("MÃ KẾT THÚC", "EXIT STATUS"))]
      for status in ExitStatus.allCases {
        lines += item(String(status.rawValue), wording.meaning(of: status))
      }
      lines += [section(words.say("BIẾN MÔI TRƯỜNG", "ENVIRONMENT"))]
      for (name, meaning) in words.environment { lines += item(name, meaning) }
      return lines.joined(separator: "\n") + "\n"
    }
  }

  private func verb(_ page: VerbPage, behind before: String) -> [String] {
    let call = "\(before) \(page.commandName)"
    var lines = [".SS \"\(plain(call))\"", plain(page.abstract ?? "")]
    for argument in (page.arguments ?? []) where argument.shouldDisplay && !argument.isOwnHelp {
      lines += item(argument.call, argument.abstract ?? "")
    }
    if let discussion = page.discussion, !discussion.isEmpty {
      lines +=
        [".PP", ".nf"] + discussion.split(separator: "\n").map { plain(String($0)) } + [".fi"]
    }
    let inner = (page.subcommands ?? []).filter { $0.commandName != "help" }
    return lines + inner.flatMap { verb($0, behind: call) }
  }

  private func section(_ title: String) -> String { ".SH \"\(title)\"" }

  private func item(_ name: String, _ meaning: String) -> [String] {
    [".TP", ".B " + plain(name), plain(meaning)]
  }

  /// A minus that can be copied, and no line that roff would obey.
  private func plain(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("\"", with: "\\(dq").replacing("\n", with: " ")
    return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
  }
}
