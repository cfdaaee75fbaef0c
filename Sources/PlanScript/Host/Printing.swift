import Lua
import PlanModel
import PlanStore

/// `print`: text as Lua prints it; a record as a card; a query or a list of records as a table.
extension Run {
  func print(_ call: LuaCall) throws {
    if call.count == 1, let table = try printedTable(call[1]) { return try show(.table(table)) }
    if call.count == 1, let list = try printedList(call[1]) { return try show(.text(list)) }
    let texts = try (1...max(1, call.count)).prefix(call.count).map { try call.tostring($0) }
    try show(.text(texts.joined(separator: "\t")))
  }

  /// A value that is no list, as a prompt shows it; nothing for none.
  func shown(_ value: LuaValue) throws -> Block? {
    if let table = try printedTable(value) { return .table(table) }
    if let list = try printedList(value) { return .text(list) }
    let text = try state.globals[.string("tostring")].function?.call([value]).first?.text
    return text.map { .text($0) }
  }

  /// A table of plain values as it could be written; one with a metatable prints as it wants.
  private func printedList(_ value: LuaValue) throws -> String? {
    guard case .table(let table) = value, !table.hasMetatable else { return nil }
    if case .list(let items) = try plan(value) {
      return "{ " + items.map { presenter.text($0) }.joined(separator: ", ") + " }"
    }
    return try plan(value).json.text()
  }

  private func printedTable(_ value: LuaValue) throws -> ReportTable? {
    if let query = value.object(as: QueryValue.self) {
      return try reportTable(try query.result(), nil)
    }
    if let (collection, row) = value.handle.flatMap(place) {
      return try card(try current().table(collection), row)
    }
    if case .table(let list) = value, let records = try records(list.array) {
      return try reportTable(records, nil)
    }
    return nil
  }
}
