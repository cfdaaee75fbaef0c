import Lua
import PlanModel

/// What `report.table` was told beside the rows.
struct TableOptions {
  var columns: [String]?
  var labels: [String: String] = [:]
  var total = false
  var notes: [String] = []
  var footnotes: [String: String] = [:]
  /// The column whose values the rows stand under.
  var group: String?
  var subtotals = false
  var formats: [String: NumberFormat] = [:]
  /// Fields that lend a column of plain values their title and the words of their choices.
  var fields: [String: Field] = [:]
  /// Columns that stand on the side that they would not stand on.
  var isRightAligned: [String: Bool] = [:]

  static let names = [
    "columns", "labels", "total", "notes", "footnotes", "group", "subtotals", "fields", "formats",
    "align",
  ]

  init(columns: [String]? = nil) { self.columns = columns }

  init(_ value: LuaValue, run: Run) throws {
    if value.isNil { return }
    guard case .table(let table) = value else {
      throw HostError.argument(
        function: "report.table", name: "options", expected: "table", found: value.typeName)
    }
    try table.forEachPair { key, value in try read(key.text, value, run) }
    // A column that the rows are grouped by is one of them.
    if let group, let columns, !columns.contains(group) { self.columns = [group] + columns }
  }

  private mutating func read(_ name: String, _ value: LuaValue, _ run: Run) throws {
    switch name {
    case "columns": columns = try TableOptions.texts(value, name)
    case "labels": labels = try TableOptions.words(value, name, run)
    case "total": total = value.isTrue
    case "subtotals": subtotals = value.isTrue
    case "footnotes": footnotes = try TableOptions.words(value, name, run)
    case "notes":
      guard let list = value.table else { throw TableOptions.wrong(name, value) }
      notes = try list.array.map { try run.words($0, function: "report.table") }
    case "group":
      guard case .string(let column) = value else {
        throw TableOptions.wrong(name, value, expected: "string")
      }
      group = column
    case "formats":
      for (column, pattern) in try TableOptions.words(value, name, run) {
        formats[column] = try NumberFormat(written: pattern, function: "report.table")
      }
    case "fields":
      for (column, path) in try TableOptions.words(value, name, run) {
        fields[column] = try Field.named(path, function: "report.table")
      }
    case "align":
      for (column, side) in try TableOptions.words(value, name, run) {
        guard ["left", "right"].contains(side) else {
          throw HostError.unknownOption(
            function: "report.table", name: side, suggestions: ["left", "right"])
        }
        isRightAligned[column] = side == "right"
      }
    default:
      throw HostError.unknownOption(name, of: "report.table", among: TableOptions.names)
    }
  }

  private static func texts(_ value: LuaValue, _ name: String) throws -> [String] {
    guard case .table(let table) = value else { throw wrong(name, value) }
    return try table.array.map {
      guard case .string(let text) = $0 else { throw wrong(name, $0) }
      return text
    }
  }

  /// Words by the column that they are for.
  private static func words(
    _ value: LuaValue, _ name: String, _ run: Run
  ) throws -> [String: String] {
    guard case .table(let table) = value else { throw wrong(name, value) }
    var words: [String: String] = [:]
    for (key, value) in table.pairs {
      words[key.text] = try run.words(value, function: "report.table")
    }
    return words
  }

  private static func wrong(
    _ name: String, _ value: LuaValue, expected: String = "table of string"
  ) -> HostError {
    .argument(function: "report.table", name: name, expected: expected, found: value.typeName)
  }
}

extension NumberFormat {
  /// Patterns that are none are told with those that are.
  init(written pattern: String, function: String) throws {
    guard let format = NumberFormat(pattern) else {
      throw HostError.argument(
        function: function, name: "format",
        expected: NumberFormat.examples.joined(separator: " | "),
        found: "\"\(pattern)\"")
    }
    self = format
  }
}

extension ReportTable {
  /// Makes the table as it was asked for; names of columns that it does not have are mistakes.
  mutating func take(_ options: TableOptions, _ language: Language) throws {
    let known = columns.map(\.name)
    // Labels may be for a column that another table of the script has.
    let named =
      Array(options.formats.keys) + options.fields.keys + options.footnotes.keys
      + options.isRightAligned.keys
      + [options.group].compactMap { $0 }
    for name in named.sorted() where !known.contains(name) {
      throw HostError.unknownOption(name, of: "report.table", among: known)
    }
    for position in columns.indices {
      let name = columns[position].name
      if let field = options.fields[name] {
        columns[position].field = field
        columns[position].title = field.title[language]
      }
      if let title = options.labels[name] { columns[position].title = title }
      if let isRight = options.isRightAligned[name] { columns[position].isRightAligned = isRight }
      columns[position].format = options.formats[name]
      columns[position].footnote = options.footnotes[name]
    }
    if let position = options.group.flatMap({ known.firstIndex(of: $0) }) {
      group(by: position, subtotals: options.subtotals)
    }
    if options.total { total = sums(rows.indices) }
    notes = options.notes
  }
}
