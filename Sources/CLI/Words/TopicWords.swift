internal import PlanModel
internal import PlanScript

// Help at a prompt, from the declarations.

extension Wording {
  /// Help on a topic.
  func help(_ topic: Topic) -> [Block] {
    switch topic {
    case .everything: everything
    case .collection(let collection): help(collection)
    case .field(let field, let collection): help(field, of: collection)
    case .inverse(let inverse, let collection): help(inverse, of: collection)
    case .record(let id, let collection):
      [
        .text(
          say(
            "\(id) là một bản ghi của \(collection.name) (\(collection.title.vi)).",
            "\(id) is a record of \(collection.name) (\(collection.title.en))."))
      ] + help(collection)
    case .function(let function): help(function)
    case .module(let name, let functions):
      [.heading(name, level: 2), .table(table(functions))]
    case .query(_, let functions): query(functions)
    case .plan: plan
    case .command(let name):
      [.text(usage(of: name)), .list([purpose(of: name)])]
    case .value(let name, let type): [.text(value(name, type))]
    case .unknown(let name, let near): unknown(name, near)
    case .script(let name):
      [
        .text(
          say("Kịch bản có sẵn. Để chạy: ", "A script that ships. To run it: ") + ":run \(name)")
      ]
    case .check(let id):
      [
        .text(
          say("Một phép kiểm. Xem thêm: ", "A check. More: ") + "planscript check --explain \(id)")
      ]
    case .error(let error): [.text(message(error).text)]
    }
  }

  private func column(_ name: String, _ vi: String, _ en: String) -> ReportTable.Column {
    ReportTable.Column(name: name, title: say(vi, en), field: nil, isRightAligned: false)
  }

  private func pairs(
    _ first: ReportTable.Column, _ second: ReportTable.Column, _ rows: [(String, String)]
  ) -> Block {
    .table(
      ReportTable(columns: [first, second], rows: rows.map { [.text($0.0), .text($0.1)] }))
  }

  // MARK: Where to begin

  private var everything: [Block] {
    [
      .text(say("Gõ một biểu thức để xem giá trị của nó.", "Type an expression to see its value.")),
      pairs(
        column("line", "Gõ", "Type"), column("purpose", "Để làm gì", "What for"),
        [
          ("plan.units", say("một tập hợp", "a collection")),
          ("plan.units[\"dv-003\"]", say("một bản ghi", "a record")),
          ("#plan.tasks:where { status = \"done\" }", say("một câu hỏi", "a question")),
          (
            "plan.tasks[\"iv-1-a\"].status = \"done\"",
            say("đề nghị một thay đổi", "proposes a change")
          ),
          ("_  _2", say("kết quả vừa rồi, và trước đó", "the last value, and the one before")),
          (
            "help(x)  x?",
            say(
              "giải thích tập hợp, trường, hàm, bản ghi, kịch bản",
              "explains a collection, field, function, record, script")
          ),
          ("help \"error\"", say("giải thích lỗi vừa gặp", "explains the last error")),
        ]),
      .text(
        say(
          "`local` ở ngoài cùng vẫn còn ở các dòng sau. Dòng bị lỗi không thay đổi gì.",
          "A `local` outside of everything stays for later lines. A line that fails changes nothing."
        )), commands,
    ]
  }

  private var commands: Block {
    pairs(
      column("command", "Lệnh", "Command"), column("purpose", "Để làm gì", "What for"),
      PromptCommand.Name.allCases.map { (usage(of: $0), purpose(of: $0)) })
  }

  // MARK: Data

  private func help(_ collection: Collection) -> [Block] {
    let example = "plan.\(collection.name)"
    return [
      .heading("\(collection.title[language]) (\(collection.name))", level: 2),
      .table(SchemaTables.fields(of: collection, language, typeName: typeName)),
      .text(
        say("Ví dụ: ", "For example: ")
          + "\(example):where { … }   \(example)[\"…\"]   #\(example)"),
    ]
  }

  private func help(_ field: Field, of collection: Collection) -> [Block] {
    var facts = [
      field.choices.isEmpty
        ? typeName(field.type) : say("một trong các giá trị dưới đây", "one of the values below")
    ]
    if field.isRequired { facts.append(say("bắt buộc", "required")) }
    if let target = field.target.flatMap(Catalogue.collection) {
      let example = "\(collection.singular).\(field.name).\(target.displayField)"
      facts.append(say("dẫn tới một bản ghi: ", "leads to a record: ") + example)
    }
    let blocks: [Block] = [
      .text("\(collection.singular).\(field.name): \(field.title[language])"), .list(facts),
    ]
    guard !field.choices.isEmpty else { return blocks }
    return blocks + [
      pairs(
        column("value", "Giá trị", "Value"), column("meaning", "Nghĩa", "Meaning"),
        field.choices.map { ($0.name, $0.title[language]) })
    ]
  }

  private func help(_ inverse: Inverse, of collection: Collection) -> [Block] {
    [
      .text(
        say(
          "\(collection.singular).\(inverse.name): các bản ghi của \(inverse.collection) có "
            + "\(inverse.field) là bản ghi này; là một truy vấn",
          "\(collection.singular).\(inverse.name): the records of \(inverse.collection) whose "
            + "\(inverse.field) is this one; a query"))
    ]
  }

  private var plan: [Block] {
    [
      .text(
        say(
          "plan: trường của kế hoạch (plan.title, plan.today, …) và các tập hợp:",
          "plan: the plan's own fields (plan.title, plan.today, …) and the collections:")),
      .table(SchemaTables.collections(language)),
    ]
  }

  private func query(_ functions: [HostFunction]) -> [Block] {
    [
      .text(
        say(
          "Truy vấn: mỗi hàm cho một truy vấn mới; each, all, first, one, count, values, get kết thúc nó.",
          "A query: each method gives a new one; each, all, first, one, count, values, get end it.")
      ),
      .table(table(functions)),
    ]
  }

  // MARK: Functions

  private func help(_ function: HostFunction) -> [Block] {
    let parameters = function.parameters.map { parameter in
      "\(parameter.name): \(self.type(parameter.type))"
        + (parameter.isOptional ? say(" · không bắt buộc", " · optional") : "")
    }
    return [.text(function.signature), .list([function.help[language]] + parameters)]
  }

  private func table(_ functions: [HostFunction]) -> ReportTable {
    ReportTable(
      columns: [
        column("function", "Hàm", "Function"), column("purpose", "Để làm gì", "What for"),
      ],
      rows: functions.map { [.text($0.signature), .text($0.help[language])] })
  }

  private func value(_ name: String, _ type: String) -> String {
    (name.isEmpty ? "" : "\(name): ") + self.type(type)
  }

  private func unknown(_ name: String, _ near: [String]) -> [Block] {
    guard name != "error" else {
      return [.text(say("Chưa gặp lỗi nào.", "There was no error yet."))]
    }
    return
      ([say("Không có gì tên là “\(name)”.", "Nothing is called “\(name)”.")]
      + didYouMean(near)).map { .text($0) }
  }
}

// MARK: - Commands

extension Wording {
  /// How a command is typed.
  func usage(of name: PromptCommand.Name) -> String {
    let command = ":" + name.rawValue
    switch name {
    case .help: return command + say(" [TÊN]", " [NAME]")
    case .fields: return command + say(" TẬP_HỢP", " COLLECTION")
    case .save: return command + say(" TÊN.lua", " NAME.lua")
    case .load: return command + say(" TÊN.lua", " NAME.lua")
    case .run: return command + say(" KỊCH_BẢN [tên=giá trị]…", " SCRIPT [name=value]…")
    case .time, .profile: return command + say(" CÂU_LỆNH", " CODE")
    case .export: return command + say(" TỆP.csv", " FILE.csv")
    case .lang: return command + " vi|en"
    default: return command
    }
  }

  func purpose(of name: PromptCommand.Name) -> String {
    switch name {
    case .help: say("trợ giúp chung, hoặc về một tên", "help, or help on a name")
    case .tables: say("các tập hợp của kho", "the store's collections")
    case .fields: say("các trường của một tập hợp", "the fields of a collection")
    case .all: say("xem hết kết quả vừa rồi", "shows all of the last value")
    case .vars: say("các biến đã đặt", "the variables that were set")
    case .diff: say("các thay đổi đang chờ", "the changes that wait")
    case .apply: say("ghi các thay đổi đang chờ vào kho", "writes the changes that wait")
    case .undo:
      say(
        "lấy lại thay đổi của dòng cuối; hết thì lần ghi cuối của phiên này",
        "takes back what the last line changed; then the last commit from here")
    case .discard: say("bỏ mọi thay đổi đang chờ", "drops all changes that wait")
    case .refresh:
      say("đọc lại kho sau khi người khác ghi", "reads the store again after others wrote")
    case .save:
      say("chép các dòng đã gõ thành kịch bản", "writes what was typed as a script")
    case .load:
      say("đọc một kịch bản vào phiên này, giữ các biến", "takes a script in, with its variables")
    case .run: say("chạy một kịch bản riêng", "runs a script by itself")
    case .time: say("đo thời gian chạy", "says how long it takes")
    case .profile: say("dòng nào tốn thời gian", "says which lines take the time")
    case .export:
      say(
        "ghi kết quả vừa rồi ra tệp .csv, .md, .html, .json",
        "writes the last value to a file: .csv, .md, .html, .json")
    case .lang: say("đổi ngôn ngữ", "another language")
    case .quit: say("thoát (hoặc Ctrl-D)", "leaves (or Ctrl-D)")
    }
  }
}
