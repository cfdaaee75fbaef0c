import Lua
import PlanModel
import PlanStore

/// The module `report`: what a script shows.
let reportFunctions = [
  HostFunction(
    "report.heading", [.init("text", "string"), .init("level", "number", optional: true)],
    vi: "Đề mục, cấp 1 là lớn nhất.", en: "A heading; level 1 is the largest."
  ) { run, call in
    let level = call.isAbsent(2) ? 1 : try call.integer(2)
    try run.show(.heading(try run.text(call, 1), level: Int(min(max(level, 1), 6))))
    return []
  },
  HostFunction(
    "report.text", [.init("text", "string")], vi: "Một đoạn văn.", en: "A paragraph."
  ) { run, call in
    try run.show(.text(try run.text(call, 1)))
    return []
  },
  HostFunction(
    "report.list", [.init("items", "table")], vi: "Danh sách gạch đầu dòng.",
    en: "A list of points."
  ) { run, call in
    let items = try call.table(1).array
    try run.show(.list(try items.map { try run.words($0, function: "report.list") }))
    return []
  },
  HostFunction(
    "report.table", [.init("rows", "query | table"), .init("options", "table", optional: true)],
    vi: "Bảng; tùy chọn: columns, labels, total, notes.",
    en: "A table; options: columns, labels, total, notes."
  ) { run, call in
    let options = try TableOptions(call[2], run: run)
    try run.show(.table(try run.reportTable(call[1], options)))
    return []
  },
]

/// What `report.table` was told beside the rows.
struct TableOptions {
  var columns: [String]?
  var labels: [String: String] = [:]
  var total = false
  var notes: [String] = []

  static let names = ["columns", "labels", "total", "notes"]

  init() {}

  init(_ value: LuaValue, run: Run) throws {
    if value.isNil { return }
    guard case .table(let table) = value else {
      throw HostError.argument(
        function: "report.table", name: "options", expected: "table", found: value.typeName)
    }
    try table.forEachPair { key, value in
      switch key.text {
      case "columns": columns = try TableOptions.texts(value, "columns")
      case "labels": labels = try TableOptions.labels(value, run)
      case "total": total = value.isTrue
      case "notes":
        guard let list = value.table else { throw TableOptions.wrong("notes", value) }
        notes = try list.array.map { try run.words($0, function: "report.table") }
      default:
        throw HostError.unknownOption(
          function: "report.table", name: key.text,
          suggestions: suggestions(for: key.text, among: TableOptions.names))
      }
    }
  }

  private static func texts(_ value: LuaValue, _ name: String) throws -> [String] {
    guard case .table(let table) = value else { throw wrong(name, value) }
    return try table.array.map {
      guard case .string(let text) = $0 else { throw wrong(name, $0) }
      return text
    }
  }

  private static func labels(_ value: LuaValue, _ run: Run) throws -> [String: String] {
    guard case .table(let table) = value else { throw wrong("labels", value) }
    var labels: [String: String] = [:]
    for (key, value) in table.pairs {
      labels[key.text] = try run.words(value, function: "report.table")
    }
    return labels
  }

  private static func wrong(_ name: String, _ value: LuaValue) -> HostError {
    .argument(
      function: "report.table", name: name, expected: "table of string", found: value.typeName)
  }
}
