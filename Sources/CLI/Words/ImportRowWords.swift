internal import PlanModel
internal import PlanStore

/// What is said of one row of a file that is imported.
extension Wording {
  /// `C5 “Đơn vị”: what is wrong; what to do.`
  func line(_ fault: RowFault, of collection: Collection) -> String {
    let header = fault.header.map { " “\($0)”" } ?? ""
    let cell = fault.cell.map { $0 + header } ?? say("dòng \(fault.row)", "row \(fault.row)")
    return cell + ": " + problem(fault.problem, collection.name)
  }

  private func problem(_ problem: RowFault.Problem, _ owner: String) -> String {
    switch problem {
    case .misread(let misreading, let found, _): return self.misreading(misreading, found)
    case .value(let fault): return value(fault)
    case .noSuchRecord(let name, let text, let near):
      let owner = collection(name)
      return say(
        "\(owner) không có “\(text)”", "\(owner) has no “\(text)”")
        + (near.isEmpty ? "" : say("; có phải ", "; did you mean ") + list(near) + "?")
    case .severalRecords(let name, let text, let candidates):
      let owner = collection(name)
      return say(
        "“\(text)” là nhiều bản ghi của \(owner): ",
        "“\(text)” is several records of \(owner): ")
        + list(candidates) + say("; ghi mã", "; write the id")
    case .nameAlone(let name, let text, let fields):
      let titles = fields.map { "“\(title(of: $0, in: name))”" }.joined(separator: ", ")
      return say(
        "chỉ có tên “\(text)” thì không biết là ai: thêm cột \(titles), hoặc ghi mã",
        "the name “\(text)” alone does not tell who is meant: add a column \(titles), or write the id"
      )
    case .uncertain(let candidates, let fields):
      let titles = fields.map { "“\(title(of: $0, in: owner))”" }.joined(separator: ", ")
      let why =
        fields.isEmpty
        ? "" : say(" (\(titles) khác hoặc trống)", " (\(titles) differs or is empty)")
      return say(
        "không chắc có phải là bản ghi đã có hay không: ",
        "it is not certain whether this is a record that is there: ")
        + list(candidates) + why
        + say(
          "; ghi mã của bản ghi ấy, hoặc một mã mới", "; write the id of that record, or a new one")
    case .sameAs(let row, let line):
      return say(
        "cùng một bản ghi với dòng \(row) (\(line) trong tệp)",
        "the same record as row \(row) (line \(line) of the file)")
    case .surplusCell(let text):
      return say(
        "“\(text)” đứng ngoài các cột có tiêu đề", "“\(text)” stands outside the headed columns")
    }
  }

  private func list(_ candidates: [RowFault.Candidate]) -> String {
    candidates.map { $0.title == $0.id ? $0.id : "\($0.id) (\($0.title))" }
      .joined(separator: ", ")
  }

  func title(of field: String, in name: String) -> String {
    Catalogue.collection(name)?.field(field)?.title[language] ?? field
  }

  private func value(_ fault: ValueFault) -> String {
    let title = title(of: fault.field, in: fault.collection)
    switch fault.problem {
    case .required: return say("thiếu “\(title)”", "“\(title)” is missing")
    case .unknownChoice(let found, _, _):
      let field = Catalogue.collection(fault.collection)?.field(fault.field)
      let known = field?.choices.map { $0.title[language] } ?? []
      let near = suggestions(for: found, among: known)
      return say(
        "“\(found)” không phải là một giá trị của “\(title)”: ",
        "“\(found)” is no value of “\(title)”: ") + known.joined(separator: ", ")
        + (near.isEmpty ? "" : "; " + didYouMean(near).joined())
    default:
      let message = change(fault)
      return ([message.text] + message.hints).joined(separator: "; ")
    }
  }

  func misreading(_ misreading: Written.Misreading, _ found: String) -> String {
    switch misreading {
    case .notANumber: return say("“\(found)” không phải là số", "“\(found)” is no number")
    case .ambiguousNumber(let whole, let part):
      let (one, other) = (whole.description, part.description)
      return say(
        "“\(found)” có thể là \(one) hay \(other.replacing(".", with: ",")): viết \(one), hoặc thêm số 0 ở phần lẻ",
        "“\(found)” may be \(one) or \(other): write \(one), or one more 0 behind the point")
    case .oddSeparators:
      return say(
        "dấu ngăn trong “\(found)” đặt không đều, không rõ là số nào",
        "the separators of “\(found)” stand unevenly: which number is it?")
    case .shortened:
      return say(
        "bảng tính đã rút gọn số “\(found)”: định dạng cột là số thường rồi lưu lại",
        "the spreadsheet has shortened “\(found)”: format the column as plain numbers, and save again"
      )
    case .tooLong: return say("số “\(found)” quá dài", "the number “\(found)” is too long")
    case .notWhole: return say("“\(found)” phải là số nguyên", "“\(found)” must be a whole number")
    case .notADay:
      return say(
        "“\(found)” không phải là ngày; viết 04/12/2023",
        "“\(found)” is no day; write 04/12/2023 or 2023-12-04")
    case .shortYear:
      return say(
        "“\(found)” không rõ ngày, tháng, năm: viết đủ bốn chữ số của năm, như 04/12/2023",
        "“\(found)” does not tell which is the year: write its four digits, as in 04/12/2023")
    case .noSuchDay:
      return say(
        "“\(found)” không có trên lịch (ngày trước, tháng sau)",
        "“\(found)” is not in the calendar (the day stands before the month)")
    case .serialDay:
      return say(
        "“\(found)” là số ngày của bảng tính: định dạng cột là ngày rồi lưu lại",
        "“\(found)” is a spreadsheet's count of days: format the column as dates, and save again")
    case .notATime:
      return say(
        "“\(found)” không phải là thời điểm; viết 8:00 04/12/2023",
        "“\(found)” is no time; write 8:00 04/12/2023 or 2023-12-04T08:00")
    case .notYesOrNo:
      return say(
        "“\(found)” không rõ là có hay không; viết có, không hoặc x",
        "“\(found)” is neither yes nor no; write yes, no or x")
    }
  }
}
