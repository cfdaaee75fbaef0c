import Lua
import PlanModel

/// The module `report`: what a script shows.
let reportFunctions = [
  HostFunction(
    "report.heading", [.init("text", "words"), .init("level", "number", optional: true)],
    vi: "Đề mục, cấp 1 là lớn nhất.", en: "A heading; level 1 is the largest."
  ) { run, call in
    let level = call.isAbsent(2) ? 1 : try call.integer(2)
    try run.show(.heading(try run.text(call, 1), level: Int(min(max(level, 1), 6))))
    return []
  },
  HostFunction(
    "report.text", [.init("text", "words")], vi: "Một đoạn văn.", en: "A paragraph."
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
    "report.table",
    [
      .init("rows", "query | table"),
      .init("options", "table", optional: true, options: TableOptions.names),
    ],
    vi:
      "Bảng; tùy chọn: columns, labels, fields, total, group, subtotals, formats, align, notes, footnotes.",
    en:
      "A table; options: columns, labels, fields, total, group, subtotals, formats, align, notes, footnotes."
  ) { run, call in
    let options = try TableOptions(call[2], run: run)
    try run.show(.table(try run.reportTable(call[1], options)))
    return []
  },
]
