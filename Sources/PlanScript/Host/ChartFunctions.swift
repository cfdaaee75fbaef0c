import Lua
import PlanModel

private let barsOptions = ["label", "value", "title", "labels", "format"]
private let timelineOptions = ["label", "from", "to", "note", "title", "labels"]
private let calendarOptions = ["at", "label", "place", "title", "labels"]

/// What the module `report` draws: key figures, bars, timelines, calendars.
let chartFunctions = [
  HostFunction(
    "report.figures", [.init("figures", "table")],
    vi: "Số liệu chính: { { label = …, value = …, format = \"0\", note = … }, … }.",
    en: "Key figures: { { label = …, value = …, format = \"0\", note = … }, … }."
  ) { run, call in
    let figures = try call.table(1).array.map { try run.keyFigure($0) }
    try run.show(.figures(figures))
    return []
  },
  HostFunction(
    "report.bars",
    [.init("rows", "query | table"), .init("options", "table", options: barsOptions)],
    vi: "Biểu đồ thanh; tùy chọn: label, value, title, labels, format.",
    en: "Bars; options: label, value, title, labels, format."
  ) { run, call in
    let options = try ChartOptions(
      call, run, known: barsOptions,
      needs: ["label", "value"])
    let table = try run.chartTable(call[1], options, ["label", "value"])
    try run.show(
      .bars(
        BarChart(
          title: options.title, label: table.columns[0], value: table.columns[1],
          bars: table.rows.map { .init(label: $0[0], value: $0[1]) })))
    return []
  },
  HostFunction(
    "report.timeline",
    [.init("rows", "query | table"), .init("options", "table", options: timelineOptions)],
    vi: "Dòng thời gian; tùy chọn: label, from, to, note, title, labels.",
    en: "A timeline; options: label, from, to, note, title, labels."
  ) { run, call in
    try run.show(.timeline(try run.timeline(call)))
    return []
  },
  HostFunction(
    "report.calendar",
    [.init("rows", "query | table"), .init("options", "table", options: calendarOptions)],
    vi: "Lịch theo tuần; tùy chọn: at, label, place, title, labels.",
    en: "A calendar by week; options: at, label, place, title, labels."
  ) { run, call in
    try run.show(.calendar(try run.calendar(call)))
    return []
  },
]

/// What a chart was told beside the rows: the column for each of its parts, and words.
struct ChartOptions {
  let function: String
  /// The columns, by the part of the chart that they are.
  var columns: [String: String] = [:]
  var title = ""
  var table = TableOptions()
  var format: NumberFormat?

  init(_ call: LuaCall, _ run: Run, known: [String], needs: [String]) throws {
    function = call.function
    try call.table(2).forEachPair { key, value in
      switch key.text {
      case let name where !known.contains(name):
        throw HostError.unknownOption(name, of: call.function, among: known)
      case "title": title = try run.words(value, function: call.function)
      case "labels": table.labels = try ChartOptions.labels(value, run, call.function)
      case "format":
        format = try NumberFormat(
          written: try run.words(value, function: call.function), function: call.function)
      case let name:
        guard case .string(let column) = value else {
          throw HostError.argument(
            function: call.function, name: name, expected: "string", found: value.typeName)
        }
        columns[name] = column
      }
    }
    for name in needs where columns[name] == nil {
      throw HostError.argument(
        function: call.function, name: name, expected: "string", found: "nil")
    }
  }

  private static func labels(
    _ value: LuaValue, _ run: Run, _ function: String
  ) throws -> [String: String] {
    guard case .table(let table) = value else {
      throw HostError.argument(
        function: function, name: "labels", expected: "table of string", found: value.typeName)
    }
    return Dictionary(
      try table.pairs.map { ($0.key.text, try run.words($0.value, function: function)) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Run {
  fileprivate func keyFigure(_ value: LuaValue) throws -> KeyFigure {
    let function = "report.figures"
    let known = ["label", "value", "format", "note"]
    guard case .table(let table) = value else {
      throw HostError.argument(
        function: function, name: "figures", expected: "list of tables", found: value.typeName)
    }
    try table.forEachPair { key, _ in
      guard known.contains(key.text) else {
        throw HostError.unknownOption(key.text, of: function, among: known)
      }
    }
    let (label, format, note) = (
      table[.string("label")], table[.string("format")], table[.string("note")]
    )
    guard !label.isNil else {
      throw HostError.argument(function: function, name: "label", expected: "string", found: "nil")
    }
    return KeyFigure(
      title: try words(label, function: function), value: try plan(table[.string("value")]),
      format: format.isNil ? nil : try NumberFormat(written: format.text, function: function),
      note: note.isNil ? nil : try words(note, function: function))
  }

  /// The columns of the chart's parts, in their order.
  fileprivate func chartTable(
    _ rows: LuaValue, _ options: ChartOptions, _ parts: [String]
  ) throws -> ReportTable {
    var asked = options.table
    asked.columns = parts.compactMap { options.columns[$0] }
    var table = try reportTable(rows, asked)
    for position in table.columns.indices { table.columns[position].format = options.format }
    return table
  }

  fileprivate func timeline(_ call: LuaCall) throws -> Timeline {
    let options = try ChartOptions(
      call, self, known: timelineOptions,
      needs: ["label", "from"])
    let parts = ["label", "from", "to", "note"].filter { options.columns[$0] != nil }
    let table = try chartTable(call[1], options, parts)
    func cell(_ row: [PlanValue], _ part: String) -> PlanValue {
      parts.firstIndex(of: part).map { row[$0] } ?? .none
    }
    // What has no day has no place on the line.
    let spans = try table.rows.compactMap { row -> Timeline.Span? in
      guard let from = try moment(cell(row, "from"), call)?.day else { return nil }
      let to = try moment(cell(row, "to"), call)?.day ?? from
      return Timeline.Span(
        label: row[0], from: from, to: max(from, to), note: cell(row, "note"))
    }
    return Timeline(
      title: options.title, label: table.columns[0],
      note: parts.firstIndex(of: "note").map { table.columns[$0] }, spans: spans, today: today)
  }

  fileprivate func calendar(_ call: LuaCall) throws -> EventCalendar {
    let options = try ChartOptions(
      call, self, known: calendarOptions, needs: ["at", "label"])
    let table = try chartTable(call[1], options, ["at", "label", "place"])
    let hasPlace = table.columns.count > 2
    let moments = try table.rows.compactMap { row in
      try moment(row[0], call).map { (moment: $0, row: row) }
    }
    let sorted = moments.enumerated().sorted { a, b in
      let (first, second) = (a.element.moment, b.element.moment)
      return (first.day, first.clock ?? "", a.offset) < (second.day, second.clock ?? "", b.offset)
    }
    let events = sorted.map { _, event in
      EventCalendar.Event(
        day: event.moment.day, clock: event.moment.clock, label: event.row[1],
        place: hasPlace ? event.row[2] : .none)
    }
    return EventCalendar(
      title: options.title, label: table.columns[1], place: hasPlace ? table.columns[2] : nil,
      events: events)
  }

  /// A day, and the time if there is one; nothing for no value.
  private func moment(_ value: PlanValue, _ call: LuaCall) throws -> (day: Day, clock: String?)? {
    switch value {
    case .none: return nil
    case .day(let day): return (day, nil)
    case .time(let time): return (time.day, time.clock)
    default:
      throw HostError.argument(
        function: call.function, name: "from", expected: "date", found: presenter.text(value))
    }
  }
}
