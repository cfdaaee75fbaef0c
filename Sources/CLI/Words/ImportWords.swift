internal import PlanModel
internal import PlanStore

// The words for imports: what a file's rows are, and what is wrong with them.

/// An error of a file that is being imported, with the file's name.
struct ImportFailure: Error {
  let file: String
  let error: ImportError
}

extension Wording {
  /// Above the changes: how the file was taken, and what its rows are.
  func summary(_ rows: Import, of file: String) -> String {
    let separators = [
      ";": "“;”", ",": "“,”", "|": "“|”", "\t": say("dấu tab", "tabs"),
    ]
    let separator = separators[String(rows.separator)] ?? String(rows.separator)
    var lines = [
      "\(file) → \(collection(rows.collection.name))",
      say(
        "  \(rows.rows) dòng, \(encoding(rows.encoding)), ngăn bằng \(separator)",
        "  \(rows.rows) \(rows.rows == 1 ? "row" : "rows"), \(encoding(rows.encoding)), separated by \(separator)"
      ),
      say("  Cột: ", "  Columns: ")
        + rows.header.columns.compactMap { column in
          column.field.map { "“\(column.header)” → \($0.name)" }
        }.joined(separator: ", "),
    ]
    if !rows.header.unused.isEmpty {
      lines.append(
        say("  Không dùng: ", "  Not used: ")
          + rows.header.unused.map { name(of: $0) }.joined(separator: ", "))
    }
    lines.append(
      say(
        "  \(rows.added) mới · \(rows.changed) sửa · \(rows.unchanged) không đổi",
        "  \(rows.added) new · \(rows.changed) changed · \(rows.unchanged) unchanged")
        + (rows.bad > 0 ? say(" · \(rows.bad) sai", " · \(rows.bad) bad") : ""))
    return lines.joined(separator: "\n") + "\n"
  }

  private func name(of column: HeaderMap.Column) -> String {
    column.header.isEmpty
      ? say(
        "cột thứ \(column.index + 1) không có tiêu đề", "column \(column.index + 1), no heading")
      : "“\(column.header)”"
  }

  func encoding(_ encoding: TextEncoding) -> String {
    switch encoding {
    case .utf8: "UTF-8"
    case .utf16: "UTF-16"
    case .legacy(let legacy): legacy.title
    }
  }

  func badRows(_ count: Int) -> String {
    say(
      "chưa ghi gì, \(count) chỗ cần sửa trong tệp:",
      "nothing is written; \(count) \(count == 1 ? "thing" : "things") to mend in the file:")
  }

  func moreFaults(_ count: Int) -> String {
    say("… và \(count) chỗ nữa (-o json kể đủ hơn)", "… and \(count) more (-o json tells more)")
  }

  func missingColumns(_ fields: [Field]) -> String {
    let names = fields.map { "“\($0.title[language])” (\($0.name))" }.joined(separator: ", ")
    return say(
      "tệp không có cột \(names), mà bản ghi mới phải có",
      "the file has no column \(names), which new records must have")
  }
}

extension Wording {
  func importing(_ failure: ImportFailure) -> Message {
    let file = failure.file
    func at(_ place: FileFault.Place, _ text: String, _ hints: [String] = []) -> Message {
      Message(
        text: text,
        place: .init(file: file, line: place.line, column: place.column, source: place.text),
        hints: hints)
    }
    switch failure.error {
    case .otherEncoding(let found, let asked, let place):
      return at(place, other(found, asked), encodingHints(found))
    case .undecodable(let encoding, let byte, let place):
      let name = self.encoding(encoding)
      return at(
        place,
        say(
          "byte \(String(byte, radix: 16)) không có trong \(name)",
          "byte \(String(byte, radix: 16)) is none of \(name)"),
        [
          say(
            "lưu lại từ bảng tính: “CSV UTF-8”", "save it again from the spreadsheet as “CSV UTF-8”"
          ),
          say("hoặc nói rõ bảng mã: --encoding ", "or say which encoding it is: --encoding ")
            + Reading.encodings.joined(separator: "|"),
        ])
    case .notText(let place):
      return at(place, say("tệp này không phải là chữ", "this file is no text"))
    case .notCSV(let problem, let place): return at(place, csv(problem))
    default: return whole(failure)
    }
  }

  private func other(_ found: EncodingRecognition, _ asked: TextEncoding?) -> String {
    let name = found.encoding.title
    let words = say(
      "“\(found.found)” là “\(found.meant)” viết bằng \(name)",
      "“\(found.found)” is “\(found.meant)” written in \(name)")
    return asked.map { words + say(", không phải \(encoding($0))", ", not \(encoding($0))") }
      ?? words
  }

  private func encodingHints(_ found: EncodingRecognition) -> [String] {
    let name = found.encoding.rawValue
    let convert = say(
      "để đổi sang Unicode khi nhập: --encoding \(name)", "to convert it: --encoding \(name)")
    guard found.isUnicode else { return [convert] }
    return [
      convert,
      say(
        "nếu chữ trong tệp đã đúng: --encoding utf-8",
        "if the file's text is right as it is: --encoding utf-8"),
    ]
  }

  func csv(_ problem: CSVFault.Problem) -> String {
    switch problem {
    case .openQuote:
      say(
        "dấu ngoặc kép mở ô này không có dấu đóng",
        "the quote that opens this cell is never closed")
    case .behindQuote:
      say(
        "sau dấu ngoặc kép đóng ô phải là dấu ngăn cột; dấu ngoặc kép trong ô viết thành hai",
        "a separator must follow a cell's closing quote; quotes inside a cell stand doubled")
    case .tooManyRows, .tooManyColumns: ""
    }
  }

  private func whole(_ failure: ImportFailure) -> Message {
    let file = failure.file
    switch failure.error {
    case .tooLarge(let measure, let count, let limit): return tooLarge(file, measure, count, limit)
    case .workbook:
      return Message(
        text: say(
          "“\(file)” là tệp bảng tính, không phải CSV", "“\(file)” is a workbook, and no CSV"),
        hints: [
          say(
            "trong Excel: Lưu thành (Save As) → “CSV UTF-8 (phân tách bằng dấu phẩy)”",
            "in Excel: Save As → “CSV UTF-8 (Comma delimited)”")
        ])
    case .noRows:
      return Message(
        text: say(
          "“\(file)” không có dòng nào dưới dòng tiêu đề cột",
          "“\(file)” has no rows below its headings"))
    case .headers(let name, let faults): return headers(file, faults, name)
    case .isSingle(let name):
      return change(Proposal.Failure.isSingle(collection: name))
    case .isKept(let name, let keeper):
      return change(Proposal.Failure.kept(collection: name, by: keeper))
    case .needsId(let name):
      let owner = collection(name)
      return Message(
        text: say(
          "nhập vào \(owner) cần cột “Mã” (id)", "an import into \(owner) needs a column “Id” (id)")
      )
    default: return Message(text: badRows(0))
    }
  }

  private func tooLarge(
    _ file: String, _ measure: ImportMeasure, _ count: Int, _ limit: Int
  ) -> Message {
    switch measure {
    case .bytes:
      Message(
        text: say(
          "“\(file)” dài \(size(count)), quá \(size(limit)) cho một lần nhập",
          "“\(file)” has \(size(count)), more than the \(size(limit)) of one import"))
    case .rows:
      Message(
        text: say("“\(file)” có quá \(limit) dòng", "“\(file)” has more than \(limit) rows"))
    case .columns:
      Message(
        text: say("“\(file)” có quá \(limit) cột", "“\(file)” has more than \(limit) columns"))
    }
  }

  private func headers(_ file: String, _ faults: [HeaderFault], _ name: String) -> Message {
    let lines = faults.map { "  “\($0.header)”: \(header($0, name))" }
    return Message(
      text: ([
        say("tiêu đề cột của “\(file)” chưa rõ:", "headings of “\(file)” that are not clear:")
      ] + lines).joined(separator: "\n"),
      hints: [
        say(
          "nói cột nào là trường nào: --map \"TIÊU ĐỀ=trường\"; bỏ một cột: --map \"TIÊU ĐỀ=\"",
          "say which field a column is: --map \"HEADING=field\"; leave one out: --map \"HEADING=\"")
      ])
  }

  private func header(_ fault: HeaderFault, _ owner: String) -> String {
    func list(_ fields: [String]) -> String {
      fields.map { "“\(title(of: $0, in: owner))” (\($0))" }.joined(separator: say(" hay ", " or "))
    }
    switch fault.problem {
    case .misspelt(let near):
      return say("không có trường nào tên ấy; có phải ", "no field is called that; did you mean ")
        + list(near) + "?"
    case .ambiguous(let fields):
      return say("có thể là ", "it may be ") + list(fields)
    case .fieldTaken(let field, let other):
      return say(
        "là “\(field)”, mà cột “\(other)” cũng vậy", "it is “\(field)”, and so is “\(other)”")
    case .notInFile(let near):
      return ([say("tệp không có cột này", "the file has no such column")] + didYouMean(near))
        .joined(separator: "; ")
    case .unknownField(let name, let near):
      return ([say("không có trường “\(name)”", "there is no field “\(name)”")] + didYouMean(near))
        .joined(separator: "; ")
    case .notAPlainField(let name):
      return say(
        "trường “\(name)” không nhập từ một ô được", "the field “\(name)” does not fit into a cell")
    }
  }
}
