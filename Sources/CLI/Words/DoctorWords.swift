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
          "the store has format \(found), older than \(known)"), hints: [mendHint])
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
    case .weakness(let weakness): return Message(text: text(weakness))
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
    case .damagedLogEntry(let number):
      Message(
        text: say(
          "mục nhật ký \(number) bị hỏng", "entry \(number) of the log is damaged"),
        hints: [
          say(
            "planscript doctor --apply để nó sang một bên",
            "planscript doctor --apply sets it aside")
        ])
    case .keptEdit:
      Message(
        text: say(
          "bản sửa của chương trình khác, giữ lại khi ghi",
          "an edit by another program, kept when a commit met it"),
        hints: [say("xem lại rồi xóa", "look at it, and delete it")])
    default: Message(text: ailment.kind)
    }
  }

  private func text(_ weakness: Capabilities.Weakness) -> String {
    let here = say("hệ thống tệp ở đây: ", "this file system: ")
    switch weakness {
    case .editsInTheMomentOfACommit:
      return here
        + say(
          "bản sửa của chương trình khác đúng lúc ghi có thể mất",
          "an edit by another program in the very moment of a commit may be lost")
    case .newFilesInTheMomentOfACommit:
      return here
        + say(
          "tệp mới của chương trình khác đúng lúc ghi có thể mất",
          "a new file of another program in the very moment of a commit may be lost")
    case .slotsRestOnTheLock:
      return here
        + say(
          "chỉ khóa giữ cho hai người không cùng ghi", "only the lock keeps two writers apart")
    case .notWritable:
      return here
        + say("không có khóa, nên không ghi được", "it has no locks, so nothing is written")
    case .durabilityIsTheServers:
      return say(
        "kho nằm trên ổ mạng: đã ghi có chắc hay không là tùy máy chủ",
        "the store lies behind a network: how safe what is written is depends on the server")
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
