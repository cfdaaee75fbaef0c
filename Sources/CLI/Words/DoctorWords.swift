internal import PlanModel
internal import PlanStore

// The words for what is wrong with a store, and what to do about it.

extension Wording {
  func message(_ ailment: Ailment) -> Message {
    var message = text(ailment)
    message.isRemark = ailment.severity < .error
    if message.place == nil, let file = ailment.file {
      if let place = ailment.place {
        message.place = Message.Place(
          file: file, line: place.line, column: place.column, source: place.text)
      } else if !message.text.contains(file) {
        message.text = "\(file): \(message.text)"
      }
    }
    return message
  }

  private func text(_ ailment: Ailment) -> Message {
    let file = ailment.file ?? ""
    switch ailment.problem {
    case .fault(let problem):
      return self.message(FileFault(file: file, place: ailment.place, problem: problem))
    case .value(let key, let fault):
      var message = change(fault)
      message.text = "\(record(key)): \(message.text)"
      return message
    case .olderFormat(let found, let known):
      return Message(
        text: say(
          "kho có định dạng \(found), cũ hơn \(known)",
          "the store has format \(found), older than \(known)"))
    case .notPermitted:
      return Message(
        text: say("không được phép đọc “\(file)”", "“\(file)” may not be read"),
        hints: [say("xin quyền đọc tệp này", "ask for permission to read it")])
    case .otherMode(let mode, let usual):
      let (found, wanted) = (String(mode, radix: 8), String(usual, radix: 8))
      return Message(
        text: say(
          "quyền của tệp là \(found), khác với \(wanted) của store.json",
          "its permissions are \(found), other than \(wanted) of store.json"),
        hints: [mendHint])
    case .remote:
      return Message(
        text: say(
          "kho nằm trên ổ mạng: khóa và đồng bộ tùy vào máy chủ",
          "the store lies behind a network: locks and syncing depend on the server"))
    default: return records(ailment) ?? names(ailment, file)
    }
  }

  private func records(_ ailment: Ailment) -> Message? {
    switch ailment.problem {
    case .duplicateName(let key):
      return Message(
        text: say(
          "một trường viết hai lần trong \(record(key)); giá trị đầu được dùng",
          "a field stands twice in \(record(key)); the first value counts"),
        hints: [
          say(
            "xóa bớt một chỗ; trước đó không ghi được", "delete one; until then it is not written")
        ])
    case .duplicateId(let key):
      return Message(
        text: say(
          "mã của \(record(key)) đã có ở một bản ghi trước",
          "the id of \(record(key)) is another record's already"),
        hints: [say("đặt mã khác cho một trong hai", "give one of them another id")])
    case .collidingIds(let key, let other):
      return Message(
        text: say(
          "mã của \(record(key)) chỉ khác “\(other)” ở chữ hoa, thường hoặc cách ghép dấu",
          "the id of \(record(key)) differs from “\(other)” only by letter case or composition"),
        hints: [say("đặt mã khác cho một trong hai", "give one of them another id")])
    case .danglingReference(let key, let field, let target, let id, let near):
      return Message(
        text: say(
          "\(record(key)): “\(field)” là “\(id)”, nhưng \(collection(target)) không có mã ấy",
          "\(record(key)): “\(field)” is “\(id)”, but \(collection(target)) has no such id"),
        hints: didYouMean(near))
    default: return nil
    }
  }

  private func names(_ ailment: Ailment, _ file: String) -> Message {
    switch ailment.problem {
    case .strayFile(let near):
      Message(
        text: say("không tập hợp nào đọc “\(file)”", "no collection reads “\(file)”"),
        hints: didYouMean(near))
    case .leftover:
      Message(
        text: say(
          "“\(file)” là tệp một chương trình khác để lại, hoặc đang mở",
          "“\(file)” was left by another program, or is open in it"),
        hints: [
          say(
            "đóng chương trình ấy, rồi xóa tệp nếu còn",
            "close that program, and delete the file if it stays")
        ])
    case .collidingFiles(let other):
      Message(
        text: say(
          "“\(file)” và “\(other)” là một tệp trên máy không phân biệt chữ hoa, thường",
          "“\(file)” and “\(other)” are one file where letter case does not count"),
        hints: [say("gộp hai tệp làm một", "join them into one file")])
    case .abandoned:
      Message(
        text: say(
          "phần còn lại của một lần ghi không thành", "the rest of a commit that never came about"),
        hints: [mendHint])
    case .unfinishedCommit(let number):
      Message(
        text: say(
          "lần ghi \(number) chưa hoàn tất; người đọc vẫn thấy đủ",
          "commit \(number) is not finished; readers see all of it"), hints: [mendHint])
    case .damagedLogEntry(let number): change(CommitError.damagedLog(number: number))
    case .keptEdit:
      Message(
        text: say(
          "bản sửa của chương trình khác, giữ lại khi ghi",
          "an edit by another program, kept when a commit met it"),
        hints: [say("xem lại rồi xóa", "look at it, and delete it")])
    default: Message(text: ailment.kind)
    }
  }

  private var mendHint: String {
    say("planscript doctor --apply sửa được", "planscript doctor --apply mends it")
  }

  func moreAilments(_ count: Int) -> String {
    say("… và \(count) chỗ nữa (xem hết: -o json)", "… and \(count) more (all of them: -o json)")
  }

  /// The tally: how much was looked at, and what was found.
  func examined(_ diagnosis: Diagnosis) -> String {
    let errors = diagnosis.ailments.count { $0.severity == .error }
    let others = diagnosis.ailments.count - errors
    let much = say(
      "Đã khám \(diagnosis.files) tệp, \(diagnosis.records) bản ghi: ",
      "Examined \(diagnosis.files) files, \(diagnosis.records) records: ")
    guard errors + others > 0 else {
      return much + say("không thấy gì sai.", "nothing is wrong.")
    }
    return much + say("\(errors) lỗi, \(others) lưu ý.", "\(errors) errors, \(others) notes.")
  }

  func mended(_ count: Int) -> String { say("Đã sửa \(count) chỗ.", "Mended \(count).") }

  func canMend(_ count: Int, _ command: String) -> String {
    say("Sửa được ngay \(count) chỗ:", "\(count) can be mended:") + "\n  " + command
  }
}
