internal import PlanModel
internal import PlanScript
internal import PlanStore

// The words for changes that cannot be made.

extension Wording {
  func change(_ fault: ValueFault) -> Message {
    let (name, owner) = (fault.field, collection(fault.collection))
    let field = Catalogue.collection(fault.collection)?.field(name)
    switch fault.problem {
    case .unknownField(let near):
      return Message(
        text: say(
          "\(owner) không khai báo trường “\(name)”", "\(owner) declares no field “\(name)”"),
        hints: didYouMean(near))
    case .wrongType(let type, let found):
      return Message(
        text: say(
          "“\(name)” phải là \(typeName(type)), không phải \(shown(found))",
          "“\(name)” must be \(typeName(type)), not \(shown(found))"))
    case .outOfRange(let found):
      return Message(
        text: say(
          "giá trị của “\(name)” vượt quá giới hạn: \(shown(found))",
          "the value of “\(name)” is out of range: \(shown(found))"))
    case .unknownChoice(let found, let choices, let near):
      let known = didYouMean(near)
      let all = say("các giá trị được dùng: ", "its values are: ") + choices.joined(separator: ", ")
      return Message(
        text: say("“\(name)” không nhận “\(found)”", "“\(name)” does not take “\(found)”"),
        hints: known + [all])
    case .noSuchRecord(let target, let id, let near):
      let target = collection(target)
      return Message(
        text: say(
          "“\(name)”: \(target) không có bản ghi “\(id)”",
          "“\(name)”: \(target) has no record “\(id)”"), hints: didYouMean(near))
    case .required:
      let title = field?.title[language] ?? name
      return Message(
        text: say(
          "\(owner) phải có “\(name)” (\(title))", "\(owner) must have “\(name)” (\(title))"))
    case .badId(let found):
      return Message(
        text: say(
          "“\(found)” không dùng làm mã được", "“\(found)” cannot be an id"),
        hints: [
          say(
            "mã là vài ký tự nhìn thấy được, không có khoảng trắng ở hai đầu",
            "an id is a few visible characters without spaces around them")
        ])
    case .idTaken(let other):
      return Message(
        text: say(
          "\(owner) đã có bản ghi mang mã “\(other)”", "\(owner) has a record with id “\(other)”"),
        hints: [
          say(
            "bỏ trống mã để máy đặt mã kế tiếp; chữ hoa, chữ thường không làm mã khác đi",
            "leave the id out to get the next one; letter case makes no other id")
        ])
    case .idNotOwn(let unit):
      return Message(
        text: say(
          "mã của bản ghi mới phải bắt đầu bằng mã đơn vị, như “\(unit)-…”",
          "a new record's id must begin with the unit's, as “\(unit)-…”"),
        hints: [
          say("bỏ trống mã để máy đặt mã kế tiếp", "leave the id out to get the next one")
        ])
    case .idStays:
      return Message(
        text: say(
          "mã của một bản ghi không đổi được: các bản ghi khác dẫn tới nó bằng mã",
          "a record's id cannot be changed: other records refer to it by that"),
        hints: [
          say("thêm bản ghi mới rồi bỏ bản ghi cũ", "add a new record and remove the old one")
        ])
    case .secrecyMark:
      return Message(
        text: say(
          "\(owner) có dấu chỉ độ mật trong trường “\(name)”",
          "\(owner): field “\(name)” bears a secrecy mark"),
        hints: [
          say(
            "tài liệu mật không đưa vào kho; ghi một tên trung tính và “liên hệ văn thư”",
            "secret material stays out of the store; write a neutral name and “contact the archivist”"
          )
        ])
    }
  }

  func change(_ failure: Proposal.Failure) -> Message {
    switch failure {
    case .removed(let key):
      return Message(
        text: say("\(record(key)) đã bị bỏ ở trên", "\(record(key)) was removed before"))
    case .unknownRecord(let key, let near):
      let owner = collection(key.collection)
      return Message(
        text: say("\(owner) không có bản ghi “\(key.id)”", "\(owner) has no record “\(key.id)”"),
        hints: didYouMean(near))
    case .referredToElsewhere(let key):
      return Message(
        text: say(
          "không bỏ được \(key.collection) “\(key.id)”: bản ghi của đơn vị khác còn dẫn tới nó",
          "\(key.collection) “\(key.id)” cannot go: another unit's record refers to it"))
    case .referredTo(let key, let other, let field, let count):
      return Message(
        text: say(
          "không bỏ được \(record(key)): \(record(other)) dẫn tới nó bằng “\(field)”",
          "\(record(key)) cannot be removed: \(record(other)) refers to it by “\(field)”")
          + (count > 1
            ? say(", và \(count - 1) bản ghi nữa", ", and \(count - 1) records more") : ""),
        hints: [
          say("sửa hoặc bỏ các bản ghi ấy trước", "change or remove those records first")
        ])
    case .ambiguous(let key):
      return Message(
        text: say(
          "có nhiều bản ghi mang mã \(record(key)), không biết sửa bản ghi nào",
          "several records have the id \(record(key)); which one is meant cannot be told"),
        hints: [say("planscript doctor chỉ ra chỗ trùng", "planscript doctor shows where")])
    case .isSingle(let name):
      let owner = collection(name)
      return Message(
        text: say(
          "\(owner) chỉ có một bản ghi, không thêm hay bỏ được",
          "\(owner) is one record; none is added or removed"))
    case .kept(let name, let keeper):
      let owner = collection(name)
      return Message(
        text: say(
          "\(owner) không sửa bằng kịch bản hay bằng tệp nhập vào được",
          "\(owner) cannot be changed by a script or by an import"),
        hints: [
          say(
            "chỉ lệnh planscript \(keeper) sửa được", "only planscript \(keeper) changes it")
        ])
    case .foreign(let key, let unit):
      return Message(
        text: say(
          "\(record(key)) không thuộc đơn vị “\(unit)”, nên gói không sửa được",
          "\(record(key)) does not belong to the unit “\(unit)”, so that a bundle cannot change it"),
        hints: [
          say(
            "kho này có \"unit\": \"\(unit)\" trong store.json: gói chỉ sửa dữ liệu của đơn vị ấy và các đơn vị dưới nó",
            "this store has \"unit\": \"\(unit)\" in store.json: a bundle changes only what belongs to that unit and those below it"
          )
        ])
    case .tooMany(let limit):
      return Message(
        text: say(
          "kịch bản bị dừng: sửa quá \(limit) lần",
          "the script was stopped: it made more than \(limit) changes"))
    case .tooLarge(let limit):
      return Message(
        text: say(
          "kịch bản bị dừng: sửa quá \(size(limit)) dữ liệu",
          "the script was stopped: it changed more than \(size(limit))"))
    }
  }

  func change(_ error: EditError) -> Message {
    switch error {
    case .broken(let fault):
      var message = self.message(fault)
      message.hints.insert(
        say(
          "tệp này chỉ đọc cho tới khi được sửa; các tệp khác vẫn ghi được",
          "this file is not written until it is mended; all others are"), at: 0)
      return message
    case .tooLarge(let file, let bytes, let limit):
      return Message(
        text: say(
          "“\(file)” dài \(size(bytes)), quá \(size(limit)) nên không ghi",
          "“\(file)” has \(size(bytes)), more than the \(size(limit)) that are written"))
    case .duplicateName(let file, let key, let name):
      return Message(
        text: say(
          "\(file): “\(name)” viết hai lần trong \(record(key)), không biết sửa chỗ nào",
          "\(file): “\(name)” stands twice in \(record(key)); which one is meant cannot be told"),
        hints: [say("xóa bớt một chỗ trong tệp", "delete one of them in the file")])
    case .duplicateId(_, let key): return change(Proposal.Failure.ambiguous(key))
    }
  }

  /// `tasks iv-1-a`
  func record(_ key: RecordKey) -> String {
    key.id == key.collection ? key.collection : "\(key.collection) “\(key.id)”"
  }
}
