internal import PlanModel
internal import PlanScript

/// What is said of how the command was called, and what to do next.
extension Wording {
  /// What `init` says when it is done.
  func whatNext(_ directory: String, isSample: Bool) -> String {
    let store = "planscript -d \(Console.quoted(directory))"
    let talking =
      store
      + say(
        "   (hỏi đáp: gõ câu hỏi, Tab để gợi ý, :help để xem)",
        "   (the prompt: ask, Tab completes, :help explains)")
    let lines =
      isSample
      ? ["\(store) summary", "\(store) check", talking]
      : ["planscript schema", "\(store) import people.csv --into people", talking]
    let head = say(
      "Đã tạo kho “\(directory)”. Thử tiếp:", "The store “\(directory)” is there. Try next:")
    return ([head] + lines.map { "  \($0)" }).joined(separator: "\n")
  }
}

extension Wording {
  func search(_ error: ScriptSearchError) -> Message {
    switch error {
    case .notFound(let name, let places, let near):
      let shipped = say("thư viện kèm theo", "the shipped library")
      return Message(
        text: say("không thấy kịch bản “\(name)”", "no script “\(name)”"),
        hints: didYouMean(near) + [
          say("đã tìm ở: ", "looked in: ") + (places + [shipped]).joined(separator: ", ")
        ])
    case .unreadable(let path, let code):
      return Message(
        text: say("không đọc được “\(path)”: ", "cannot read “\(path)”: ") + system(code))
    }
  }

  func usage(_ error: UsageError) -> Message {
    switch error {
    case .nothingToRun:
      Message(
        text: say("chưa có gì để chạy", "nothing to run"),
        hints: [
          say(
            "planscript FILE.lua, planscript TÊN, hoặc planscript -e MÃ",
            "planscript FILE.lua, planscript NAME, or planscript -e CODE")
        ])
    case .scriptAndCode:
      Message(
        text: say("chỉ dùng một trong hai: tệp kịch bản hoặc -e", "either a script or -e, not both")
      )
    case .badParameter(let text):
      Message(
        text: say(
          "-P cần dạng tên=giá trị, không phải “\(text)”", "-P takes name=value, not “\(text)”"))
    case .badDay(let text): host(.notADay(text: text))
    case .badChoice(let option, let text, let choices):
      Message(
        text: say("\(option) không nhận “\(text)”", "\(option) does not take “\(text)”"),
        hints: didYouMean(suggestions(for: text, among: choices))
          + [say("các giá trị được dùng: ", "its values are: ") + choices.joined(separator: ", ")])
    case .badAmount(let option, let text, let example):
      Message(
        text: say("\(option) không nhận “\(text)”", "\(option) does not take “\(text)”"),
        hints: [say("viết như: ", "write it like: ") + example])
    case .unknownCollection(let name, let near):
      Message(
        text: say("không có tập hợp “\(name)”", "there is no collection “\(name)”"),
        hints: didYouMean(near))
    case .outIntoStore(let path):
      Message(
        text: say(
          "“\(path)” nằm trong kho; --out không ghi lên dữ liệu",
          "“\(path)” is in the store; --out does not write over data"),
        hints: [say("chọn một nơi khác cho --out", "choose another place for --out")])
    case .sizeWithoutSample:
      Message(
        text: say(
          "--units, --people và --seed chỉ đi với --sample",
          "--units, --people and --seed go with --sample"))
    case .commitMissing:
      Message(
        text: say("hãy nói rõ lần ghi nào", "say which commit"),
        hints: [say("xem các lần ghi: planscript log", "the commits: planscript log")])
    case .noSuchCommit(let name, let newest):
      Message(
        text: say("nhật ký không có lần ghi “\(name)”", "the log has no commit “\(name)”"),
        hints: [
          newest.map { say("lần ghi mới nhất là \($0)", "the newest is \($0)") }
            ?? say("kho này chưa được ghi lần nào", "nothing has been committed to this store")
        ])
    case .missing(let option):
      Message(text: say("thiếu \(option)", "\(option) is missing"))
    case .badHeading(let text):
      Message(
        text: say(
          "--map cần dạng \"TIÊU ĐỀ=trường\", không phải “\(text)”",
          "--map takes \"HEADING=field\", not “\(text)”"))
    case .appliesPerUnit: appliesPerUnit
    case .unknownPermissions(let faults): unknownPermissions(faults)
    case .noSuchUnit(let error): query(error)
    case .unknownTags(let tags, let known): unknownTags(tags, known)
    case .badSetting(let option, let text, let example): badSetting(option, text, example)
    case .noSuchRecord(let name, let found, let near): noSuchRecord(name, found, near)
    case .endsAlready(let day): endsAlready(day)
    case .waivedAlready(let id, let day): waivedAlready(id, day)
    case .badFingerprint, .otherFingerprint, .severalSigners, .keyNameTaken, .signedAlready,
      .passphrasesDiffer, .emptyPassphrase:
      keyUsage(error)
    case .badVersion(let text):
      Message(
        text: say("“\(text)” không phải là phiên bản", "“\(text)” is no version"),
        hints: [say("viết như 1.2.3, ^1.2 hay >=1.0", "write it as 1.2.3, ^1.2 or >=1.0")])
    case .badSize(let name):
      Message(
        text: say(
          "--\(name) phải là một số nguyên hợp lý", "--\(name) must be a sensible whole number"))
    }
  }
}

// MARK: - Parameters from a file, and where things were looked for

extension Wording {
  func parameterFile(_ fault: ParameterFile.Fault) -> Message {
    let form = say(
      "một đối tượng JSON: {\"session\": \"lop-tp-1\", \"floor\": 80}",
      "one JSON object: {\"session\": \"lop-tp-1\", \"floor\": 80}")
    switch fault {
    case .file(let fault): return file(fault)
    case .notAnObject(let file):
      return Message(
        text: say("“\(file)” không phải là một đối tượng JSON", "“\(file)” is no JSON object"),
        hints: [say("cần ", "it takes ") + form])
    case .unusable(let file, let names):
      let list = names.map { "“\($0)”" }.joined(separator: ", ")
      return Message(
        text: say(
          "“\(file)”: không dùng được \(list)", "“\(file)”: \(list) cannot be used"),
        hints: [
          say(
            "mỗi tham số một lần, giá trị là chữ, số, true hoặc false",
            "each parameter once, its value a text, a number, true or false")
        ])
    }
  }

  /// How a store was found.
  enum StoreWay {
    case option, environment, upward
  }

  func storeUsed(_ path: String?, by way: StoreWay, from here: String) -> String {
    guard let path else {
      return say(
        "kho: không có; đã tìm store.json từ “\(here)” trở lên",
        "store: none; looked for store.json from “\(here)” upward")
    }
    let reason =
      switch way {
      case .option: "-d"
      case .environment: "PLANSCRIPT_DATA"
      case .upward: say("tìm từ “\(here)” trở lên", "found from “\(here)” upward")
      }
    return say("kho: “\(path)” (\(reason))", "store: “\(path)” (\(reason))")
  }

  func scriptUsed(_ path: String?, name: String) -> String {
    guard let path else {
      return say("kịch bản: \(name) (kèm theo)", "script: \(name) (shipped)")
    }
    return say("kịch bản: “\(path)”", "script: “\(path)”")
  }
}
