import Lua
import PlanModel
import PlanStore

/// The modules `json` and `csv`: texts that other programs read and write.
let dataFunctions = [
  HostFunction(
    "json.decode", [.init("text", "string")], result: "any",
    vi: "đọc văn bản JSON: đối tượng và danh sách thành table, null thành nil",
    en: "reads JSON: objects and lists become tables, null becomes nil"
  ) { run, call in
    let text = try DataText(call, "json.decode")
    return [try run.lua(try text.json())]
  },
  HostFunction(
    "json.encode",
    [.init("value", "any"), .init("options", "table", optional: true, options: ["pretty"])],
    result: "string",
    vi:
      "viết một giá trị thành JSON; truy vấn và danh sách bản ghi như -o json; pretty = true thì xuống dòng",
    en:
      "writes a value as JSON; a query and a list of records as -o json does; pretty = true breaks lines"
  ) { run, call in
    let options = try DataOptions(call, "json.encode", ["pretty"])
    return [.string(try run.json(call[1]).text(pretty: options["pretty"].isTrue))]
  },
  HostFunction(
    "csv.decode",
    [
      .init("text", "string"),
      .init("options", "table", optional: true, options: ["header", "separator"]),
    ], result: "table",
    vi: "đọc văn bản CSV: mỗi dòng một table theo tên cột; header = false thì theo số thứ tự",
    en: "reads CSV: a table a row, by the names of the columns; by number where header = false"
  ) { run, call in
    let options = try DataOptions(call, "csv.decode", ["header", "separator"])
    let text = try DataText(call, "csv.decode")
    let rows = try text.rows(separator: try options.character("separator"))
    let hasHeader = options["header"].isNil || options["header"].isTrue
    return [try hasHeader ? run.records(rows) : run.list(rows.map { try run.cells($0) })]
  },
  HostFunction(
    "csv.encode",
    [
      .init("rows", "query | table"),
      .init("options", "table", optional: true, options: ["columns"]),
    ], result: "string",
    vi: "viết các dòng thành CSV như -o csv; columns chọn và xếp cột",
    en: "writes rows as CSV as -o csv does; columns chooses and orders the columns"
  ) { run, call in
    let options = try DataOptions(call, "csv.encode", ["columns"])
    let columns = TableOptions(columns: try options.texts("columns"))
    let report = CSVReport(presenter: run.presenter)
    return [.string(report.text(try run.reportTable(call[1], columns)))]
  },
]

/// A text that a script gives to be read, and for which function.
private struct DataText {
  let text: String
  let function: String

  /// What is larger would take longer to read than a run may go on past its end.
  static let limit = 1 << 20

  init(_ call: LuaCall, _ function: String) throws {
    text = try call.string(1)
    self.function = function
    guard text.utf8.count <= DataText.limit else {
      throw HostError.dataTooLarge(function: function, limit: DataText.limit)
    }
  }

  func json() throws -> JSONValue {
    do throws(JSONFault) {
      return try JSONReader.parse(text)
    } catch {
      throw HostError.notJSON(
        function: function, FileFault.Place(offset: error.offset, in: text), error)
    }
  }

  /// Rows with nothing in them are left out.
  func rows(separator: Character?) throws -> [[String]] {
    // Spreadsheet programs put a byte order mark before it.
    let text = String(self.text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    do throws(CSVFault) {
      return try csvRows(text, separator: separator)
    } catch {
      throw HostError.notCSV(
        function: function, FileFault.Place(offset: error.offset, in: text), error.problem)
    }
  }
}

/// The named arguments of a function.
private struct DataOptions {
  private let function: String
  private var values: [String: LuaValue] = [:]

  init(_ call: LuaCall, _ function: String, _ known: [String]) throws {
    self.function = function
    guard !call.isAbsent(2) else { return }
    for (key, value) in try call.table(2).pairs {
      guard known.contains(key.text) else {
        throw HostError.unknownOption(key.text, of: function, among: known)
      }
      values[key.text] = value
    }
  }

  subscript(name: String) -> LuaValue { values[name] ?? .nil }

  func texts(_ name: String) throws -> [String]? {
    guard let value = values[name] else { return nil }
    let items = value.table?.array ?? []
    let texts = items.compactMap { item -> String? in
      if case .string(let text) = item { text } else { nil }
    }
    guard !texts.isEmpty, texts.count == items.count else {
      throw wrong(name, value, expected: "table of string")
    }
    return texts
  }

  /// A text of one byte.
  func character(_ name: String) throws -> Character? {
    guard let value = values[name] else { return nil }
    guard case .string(let text) = value, text.utf8.count == 1, let character = text.first,
      !"\"\r\n".contains(character)
    else { throw wrong(name, value, expected: "\";\" | \",\" | \"\\t\"") }
    return character
  }

  private func wrong(_ name: String, _ value: LuaValue, expected: String) -> HostError {
    .argument(function: function, name: name, expected: expected, found: value.typeName)
  }
}

extension Run {
  /// A value as JSON: queries and records as the objects that other programs get of them.
  fileprivate func json(_ value: LuaValue) throws -> JSONValue {
    if value.object(as: QueryValue.self) != nil {
      return .array(try reportTable(value, TableOptions()).objects)
    }
    if let (collection, row) = value.handle.flatMap(place) {
      let record = QueryResult.records(try current().table(collection), .some([UInt32(row)]))
      return try reportTable(record, nil).objects.first ?? .null
    }
    if case .table(let list) = value, let records = try records(list.array) {
      return .array(try reportTable(records, nil).objects)
    }
    return try plan(value).json
  }

  /// Rows by the names in the first of them; empty cells are nil.
  fileprivate func records(_ rows: [[String]]) throws -> LuaValue {
    let names = rows.first ?? []
    return try list(
      try rows.dropFirst().map { row in
        try gate.goOn()
        let table = state.makeTable()
        for (name, cell) in zip(names, row) where !name.isEmpty && !cell.isEmpty {
          try table.set(.string(name), .string(cell))
        }
        return .table(table)
      })
  }

  fileprivate func cells(_ row: [String]) throws -> LuaValue {
    try gate.goOn()
    return try list(row.map { .string($0) })
  }
}
