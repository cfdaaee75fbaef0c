internal import PlanModel

// The words for calls that do not fit, and for help screens.

extension Wording {
  func call(_ fault: CallFault) -> Message {
    switch fault {
    case .unknownOption(let name, let verb, let near):
      Message(
        text: say("“\(verb)” không có tùy chọn “\(name)”", "“\(verb)” has no option “\(name)”"),
        hints: didYouMean(near) + seeHelp(verb))
    case .unknownVerb(let word, let verb, let near):
      Message(
        text: say("“\(verb)” không có lệnh “\(word)”", "“\(verb)” has no verb “\(word)”"),
        hints: didYouMean(near) + seeHelp(verb))
    case .missingValue(let name, let call, let meaning):
      Message(
        text: say("sau “\(name)” phải có một giá trị", "a value must follow “\(name)”"),
        hints: ["\(call): \(meaning)"])
    case .flagWithValue(let name):
      Message(
        text: say("“\(name)” không nhận giá trị nào", "“\(name)” takes no value"),
        hints: [say("viết riêng \(name), bỏ dấu “=”", "write \(name) alone, without “=”")])
    case .missingArgument(let name, let verb, let meaning):
      Message(
        text: say("“\(verb)” còn thiếu \(name)", "“\(verb)” needs \(name)"),
        hints: [meaning] + seeHelp(verb))
    case .surplus(let word, let verb):
      Message(
        text: say("“\(verb)” không nhận thêm “\(word)”", "“\(verb)” takes no further “\(word)”"),
        hints: [
          say(
            "giá trị có dấu cách phải đặt trong dấu ngoặc: \"…\"",
            "a value with spaces must stand in quotes: \"…\"")
        ] + seeHelp(verb))
    case .unclear(let verb):
      Message(
        text: say("không hiểu lời gọi “\(verb)” này", "this call of “\(verb)” makes no sense"),
        hints: seeHelp(verb))
    }
  }

  private func seeHelp(_ verb: String) -> [String] {
    let page = verb == "planscript" ? "planscript run --help" : "\(verb) --help"
    return [say("xem mọi tùy chọn: ", "all options: ") + page]
  }
}

extension Words {
  /// What the parser says of its own options where a shell shows them, and what we say.
  var parserHelp: [(String, String)] {
    [
      ("Show the version.", say("Cho biết phiên bản.", "Tells the version.")),
      ("Show help information.", say("Trợ giúp của lệnh này.", "The help of this verb.")),
      ("Show subcommand help information.", say("Trợ giúp của một lệnh.", "The help of a verb.")),
    ]
  }
}

extension Words {
  var usageTitle: String { say("Cách gọi:", "Usage:") }
  var wholeUsage: String {
    say(
      """
        planscript TỆP.lua | TÊN | -e MÃ | -  [tùy chọn]
        planscript LỆNH [tùy chọn]
        planscript [-d THƯ_MỤC]    dấu nhắc, để hỏi từng câu
      """,
      """
        planscript FILE.lua | NAME | -e CODE | -  [options]
        planscript VERB [options]
        planscript [-d DIR]        the prompt, to ask one thing after another
      """)
  }
  var verbsTitle: String { say("Các lệnh:", "Verbs:") }
  var verbPlaceholder: String { say("LỆNH", "VERB") }
  var optionsPlaceholder: String { say("[tùy chọn]", "[options]") }
  var whereHelpIs: String {
    say(
      "Tùy chọn của một lệnh: planscript LỆNH --help. Về một kịch bản: planscript help TÊN. Có những kịch bản nào: planscript list.",
      "Options of a verb: planscript VERB --help. About a script: planscript help NAME. Which scripts there are: planscript list."
    )
  }

  func seeAlso(_ verbs: [String]) -> String {
    say("Xem thêm: ", "See also: ") + verbs.map { "planscript \($0)" }.joined(separator: ", ")
  }

  func title(of topic: OptionTopic) -> String {
    switch topic {
    case .arguments: say("Đi sau lệnh:", "After the verb:")
    case .options: say("Tùy chọn:", "Options:")
    case .output: say("Kết quả:", "Output:")
    case .limits: say("Giới hạn và quyền:", "Limits and permissions:")
    case .store: say("Kho, ngày và ngôn ngữ:", "Store, day and language:")
    }
  }

  /// The verbs that go with a verb.
  var related: [String: [String]] {
    [
      "run": ["list", "help", "watch"], "init": ["schema", "import", "doctor"],
      "schema": ["list", "help"], "log": ["diff", "undo"], "diff": ["log", "undo"],
      "undo": ["log", "diff"], "doctor": ["check", "log"], "watch": ["run"],
      "import": ["schema", "undo"], "check": ["waive", "doctor"], "waive": ["check", "undo"],
      "list": ["help", "run"], "help": ["list", "schema"], "draft": ["list", "undo"],
      "test": ["run", "check"], "bundle": ["key", "audit", "test"], "key": ["bundle", "undo"],
      "audit": ["bundle", "log"],
    ]
  }

  /// The name of a value in a call; nothing when there is no word for it.
  func placeholder(_ name: String) -> String? {
    let known: [String: (vi: String, en: String)] = [
      "script": ("KỊCH_BẢN", "SCRIPT"), "e": ("MÃ", "CODE"), "P": ("TÊN=GIÁ_TRỊ", "NAME=VALUE"),
      "o": ("DẠNG", "FORM"), "out": ("TỆP", "FILE"), "unit": ("ĐƠN_VỊ", "UNIT"),
      "per": ("ĐƠN_VỊ", "UNITS"), "params": ("TỆP", "FILE"), "name": ("TÊN", "NAME"),
      "tags": ("THẺ", "TAG"),
      "today": ("NGÀY", "DAY"), "timeout": ("THỜI_GIAN", "TIME"),
      "max-memory": ("DUNG_LƯỢNG", "SIZE"), "data": ("THƯ_MỤC", "DIR"),
      "commit": ("LẦN_GHI", "COMMIT"), "file": ("TỆP", "FILE"), "into": ("TẬP_HỢP", "COLLECTION"),
      "map": ("TIÊU_ĐỀ=TRƯỜNG", "HEADING=FIELD"), "encoding": ("BẢNG_MÃ", "ENCODING"),
      "allow": ("QUYỀN", "PERMISSION"), "deny": ("QUYỀN", "PERMISSION"), "files": ("TỆP", "FILE"),
      "select": ("BIỂU_THỨC", "EXPRESSION"), "fail-on": ("MỨC", "SEVERITY"),
      "explain": ("PHÉP_KIỂM", "CHECK"), "set": ("MÃ.NGƯỠNG=GIÁ_TRỊ", "ID.THRESHOLD=VALUE"),
      "severity": ("MÃ=MỨC", "ID=SEVERITY"), "baseline": ("TỆP", "FILE"),
      "write-baseline": ("TỆP", "FILE"), "check": ("PHÉP_KIỂM", "CHECK"),
      "record": ("BẢN_GHI", "RECORD"), "reason": ("LÝ_DO", "REASON"), "owner": ("NGƯỜI", "OWNER"),
      "until": ("NGÀY", "DAY"), "lang": ("vi|en", "vi|en"), "directory": ("THƯ_MỤC", "DIR"),
      "units": ("SỐ", "NUMBER"), "people": ("SỐ", "NUMBER"), "seed": ("SỐ", "NUMBER"),
      "collection": ("TẬP_HỢP", "COLLECTION"), "json-schema": ("THƯ_MỤC", "DIR"),
      "id": ("MÃ", "ID"), "ids": ("MÃ", "ID"), "state": ("TÌNH_TRẠNG", "STATE"),
      "kind": ("LOẠI", "KIND"), "as": ("DẠNG", "FORM"), "dir": ("THƯ_MỤC", "DIR"),
      "key": ("KHÓA", "KEY"), "fingerprint": ("DẤU", "FINGERPRINT"),
      "passphrase-file": ("TỆP", "FILE"),
      "thư-mục": ("THƯ_MỤC", "DIR"), "lua-stubs": ("THƯ_MỤC", "DIR"),
      "bundles": ("GÓI", "BUNDLE"), "bundle": ("GÓI", "BUNDLE"), "names": ("GÓI", "BUNDLE"),
      "version": ("PHIÊN_BẢN", "VERSION"), "from": ("THƯ_MỤC", "DIR"),
      "who": ("NGƯỜI", "PERSON"), "since": ("NGÀY", "DAY"), "action": ("VIỆC", "ACT"),
      "tests": ("THƯ_MỤC|TỆP", "DIR|FILE"), "min-coverage": ("PHẦN_TRĂM", "PERCENT"),
    ]
    return known[name].map { language == .vi ? $0.vi : $0.en }
  }
}
