internal import PlanModel
internal import PlanScript
internal import PlanStore

/// What is said of queries, of what the host gives scripts, and of parameters.
extension Wording {
  func query(_ error: QueryError) -> Message {
    switch error {
    case .unknownField(let owner?, let name, let near):
      let owner = collection(owner)
      return Message(
        text: say("\(owner) không có trường “\(name)”", "\(owner) has no field “\(name)”"),
        hints: didYouMean(near))
    case .unknownField(nil, let name, let near):
      return Message(
        text: say("kết quả này không có cột “\(name)”", "this result has no column “\(name)”"),
        hints: didYouMean(near))
    case .notAReference(let field):
      return Message(
        text: say(
          "“\(field)” không dẫn tới một bản ghi, nên không có gì sau dấu chấm",
          "“\(field)” does not refer to one record, so nothing can follow its dot"))
    case .wrongType(let field, let expected, let found):
      let (expected, found) = (typeName(expected), shown(found))
      return Message(
        text: say(
          "trường “\(field)” là \(expected), không thể so với \(found)",
          "field “\(field)” holds \(expected) and cannot be held against \(found)"))
    case .unknownRecord(let name, let id, let near):
      let name = collection(name)
      return Message(
        text: say("\(name) không có bản ghi “\(id)”", "\(name) has no record “\(id)”"),
        hints: didYouMean(near))
    case .unknownChoice(let field, let found, let choices):
      return Message(
        text: say(
          "trường “\(field)” không nhận “\(found)”", "field “\(field)” does not take “\(found)”"),
        hints: [
          say("các giá trị được dùng: ", "its values are: ") + choices.joined(separator: ", ")
        ])
    case .notANumber(let field, let function):
      return Message(
        text: say(
          "“\(field)” không phải là số, nên agg.\(function) không tính được",
          "“\(field)” is no number, so agg.\(function) cannot work on it"))
    case .notADate(let field, let part):
      let name = part.rawValue
      return Message(
        text: part == .hour
          ? say(
            "“\(field)” không có giờ, nên by.\(name) không tính được",
            "“\(field)” is no time, so by.\(name) cannot work on it")
          : say(
            "“\(field)” không phải là ngày, nên by.\(name) không tính được",
            "“\(field)” is no day, so by.\(name) cannot work on it"))
    case .emptyRange(let field, let from, let to):
      let (from, to) = (shown(from), shown(to))
      return Message(
        text: say(
          "khoảng của “\(field)” kết thúc (\(to)) trước khi bắt đầu (\(from))",
          "the range of “\(field)” ends (\(to)) before it begins (\(from))"))
    case .keysDiffer(let left, let right):
      return Message(
        text: say(
          "“\(left)” và “\(right)” khác kiểu, nên không bao giờ bằng nhau",
          "“\(left)” and “\(right)” are of different types and never equal"))
    case .columnsDiffer(let first, let second):
      func only(_ names: [String], _ vi: String, _ en: String) -> [String] {
        names.isEmpty ? [] : [say(vi, en) + names.joined(separator: ", ")]
      }
      return Message(
        text: say(
          "hai kết quả không có cùng các cột", "the two results do not have the same columns"),
        hints: only(first, "chỉ bên trái có: ", "only on the left: ")
          + only(second, "chỉ bên phải có: ", "only on the right: "))
    case .nameTaken(let name):
      return Message(
        text: say(
          "“\(name)” đã là tên của một cột khác trong kết quả này",
          "“\(name)” is the name of another column of this result already"))
    case .overflow(let field):
      return Message(text: say("tổng của “\(field)” quá lớn", "the sum of “\(field)” is too large"))
    }
  }

  /// A collection in words, with the name by which scripts know it.
  func collection(_ name: String) -> String {
    if name == "plan" { return "plan" }
    return Catalogue.collection(name).map { "\($0.title[language]) (\(name))" } ?? name
  }

  func typeName(_ type: FieldType) -> String {
    switch type {
    case .text: say("chữ", "text")
    case .integer: say("số nguyên", "a whole number")
    case .decimal: say("số", "a number")
    case .boolean: say("true hoặc false", "true or false")
    case .day: say("ngày dạng \"2023-12-04\"", "a day such as \"2023-12-04\"")
    case .time: say("thời điểm dạng \"2023-12-04T08:00\"", "a time such as \"2023-12-04T08:00\"")
    case .choice(let choices):
      say("một trong: ", "one of: ") + choices.map(\.name).joined(separator: ", ")
    case .reference(let name):
      say("mã của một bản ghi trong \(name)", "the id of a record of \(name)")
    case .references(let name): say("danh sách mã trong \(name)", "a list of ids of \(name)")
    case .texts: say("danh sách chữ", "a list of texts")
    case .object: say("một đối tượng { }", "an object { }")
    case .objects: say("danh sách đối tượng { }", "a list of objects { }")
    }
  }

  func shown(_ value: PlanValue) -> String {
    switch value {
    case .reference(let name, let id): "\(id) (\(name))"
    default: value.json.text()
    }
  }

  func host(_ error: HostError) -> Message {
    switch error {
    case .unknownMember(let owner, let name, let near):
      let known = collection(owner)
      return Message(
        text: say("\(known) không có “\(name)”", "\(known) has no “\(name)”"),
        hints: didYouMean(near))
    case .unknownOption(let function, let name, let near):
      return Message(
        text: say(
          "“\(function)” không có tùy chọn “\(name)”", "“\(function)” has no option “\(name)”"),
        hints: didYouMean(near))
    case .argument(let function, let name, let expected, let found):
      return Message(
        text: say(
          "“\(function)” cần \(type(expected)) cho “\(name)”, nhưng nhận \(type(found))",
          "“\(function)” takes \(type(expected)) for “\(name)”, but got \(type(found))"))
    case .unknownGlobal(let name, let near):
      return Message(
        text: say(
          "không có biến hay hàm nào tên “\(name)”", "there is no variable or function “\(name)”"),
        hints: didYouMean(near))
    case .readOnly(let owner, let name): return readOnly(owner, name)
    case .notACollection(let function):
      return Message(
        text: say(
          "“\(function)” chỉ dùng với cả một tập hợp",
          "“\(function)” works on a whole collection only"),
        hints: [say("viết: plan.tasks:\(function)", "write: plan.tasks:\(function)")])
    case .notADay(let text):
      return Message(
        text: say("“\(text)” không phải là một ngày có thật", "“\(text)” is not a day that exists"),
        hints: [say("viết 04/12/2023 hoặc 2023-12-04", "write 2023-12-04 or 04/12/2023")])
    case .notASpan(let text):
      return Message(
        text: say(
          "“\(text)” không phải là một khoảng thời gian", "“\(text)” is no length of time"),
        hints: [
          say(
            "viết \"30d\" (ngày), \"2w\" (tuần), \"3m\" (tháng) hoặc \"1y\" (năm)",
            "write \"30d\" (days), \"2w\" (weeks), \"3m\" (months) or \"1y\" (years)")
        ])
    case .misread(let text, let misreading): return Message(text: self.misreading(misreading, text))
    case .notUnique(let field, let value):
      let value = shown(value)
      return Message(
        text: say(
          "“\(field)” có giá trị \(value) ở nhiều bản ghi, nên không tra được",
          "“\(field)” is \(value) in several records, so it cannot index them"))
    case .notOne(let count):
      return Message(
        text: say(
          "cần đúng một bản ghi, nhưng có \(count)",
          "exactly one record is wanted, but there are \(count)"))
    case .parameters(let faults): return parameters(faults)
    case .check(let fault): return check(fault)
    case .declaredTwice:
      return Message(
        text: say("script { } chỉ được khai báo một lần", "script { } may stand only once"))
    case .moduleNotFound(let name, let places, let near):
      return moduleNotFound(name, places, near)
    case .badModuleName(let name): return badModuleName(name)
    case .damagedData: return damagedData
    case .withheld:
      return Message(
        text: say("thư này không soạn được", "this letter cannot be written"))
    case .notJSON(let function, let place, let fault):
      return unread(function, place, notJSON(fault), jsonHints(fault))
    case .notCSV(let function, let place, let problem):
      return unread(function, place, csv(problem), [])
    case .dataTooLarge(let function, let limit):
      return Message(
        text: say(
          "\(function) chỉ đọc văn bản tới \(size(limit))",
          "\(function) reads texts of at most \(size(limit))"))
    case .moduleOutside(let name, let path): return moduleOutside(name, path)
    case .unknownPermissions(let faults): return unknownPermissions(faults)
    case .needsTooLate: return needsTooLate
    case .nothingToCompare(let function):
      return Message(
        text: say(
          "“\(function)” nhận nil, nên không có gì để so sánh",
          "“\(function)” was given nil, so there is nothing to compare with"),
        hints: [
          say(
            "op.none là trường trống; op.opt(x) bỏ điều kiện khi x là nil",
            "op.none means an empty field; op.opt(x) drops the condition when x is nil")
        ])
    case .tooLarge: return Message(text: say("kết quả quá lớn", "the result is too large"))
    case .tooDeep:
      return Message(
        text: say("bảng lồng nhau quá sâu", "the tables go too deep inside one another"))
    }
  }

  func readOnly(_ owner: String, _ name: String) -> Message {
    let owner = collection(owner)
    return Message(
      text: say(
        "“\(name)” của \(owner) không đặt được", "“\(name)” of \(owner) cannot be set"))
  }

  func parameters(_ faults: [ParameterFault]) -> Message {
    let lines = faults.map { fault -> String in
      switch fault.problem {
      case .missing:
        return say(
          "thiếu “\(fault.name)” (-P \(fault.name)=…)",
          "“\(fault.name)” is missing (-P \(fault.name)=…)")
      case .unknown(let near):
        let hint = didYouMean(near).first.map { "; \($0)" } ?? ""
        return say("không có tham số “\(fault.name)”", "there is no parameter “\(fault.name)”")
          + hint
      case .wrongValue(let found, let type, let near):
        let hint = didYouMean(near).first.map { "; \($0)" } ?? ""
        return say(
          "“\(fault.name)” phải là \(parameter(type)), không phải “\(found)”",
          "“\(fault.name)” must be \(parameter(type)), not “\(found)”") + hint
      case .unknownType(let type):
        return say(
          "kiểu “\(type)” của “\(fault.name)” không có",
          "“\(fault.name)” has a type that does not exist: “\(type)”")
      case .noChoices:
        return say(
          "“\(fault.name)” là choice mà không có choices = { … }",
          "“\(fault.name)” is a choice without choices = { … }")
      }
    }
    guard lines.count > 1 else {
      return Message(text: say("tham số: ", "parameter: ") + (lines.first ?? ""))
    }
    return Message(
      text: ([say("\(lines.count) tham số sai:", "\(lines.count) wrong parameters:")]
        + lines.map { "  - \($0)" }).joined(separator: "\n"))
  }

  func parameter(_ type: ParameterType) -> String {
    switch type {
    case .text: say("chữ", "text")
    case .number: say("số", "a number")
    case .percent: say("số phần trăm", "a percentage")
    case .date: say("ngày", "a day")
    case .boolean: say("có hoặc không", "yes or no")
    case .choice(let choices): say("một trong: ", "one of: ") + choices.joined(separator: ", ")
    case .record(let name):
      say(
        "mã của một bản ghi trong \(collection(name))", "the id of a record of \(collection(name))")
    }
  }
}
