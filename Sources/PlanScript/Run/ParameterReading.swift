import Lua
import PlanModel
import PlanStore

/// Reads what a person typed for one parameter.
struct ParameterReading {
  let name: String
  let type: ParameterType
  let run: Run

  func value(_ text: String) throws -> LuaValue {
    switch type {
    case .text: return .string(text)
    case .number: return try number(text)
    case .percent: return try number(text.hasSuffix("%") ? String(text.dropLast()) : text)
    case .date:
      guard let day = text == "today" ? run.today : Day(text) else { throw wrong(text) }
      return .handle(LuaHandle(day))
    case .boolean: return try boolean(text)
    case .choice(let choices):
      guard choices.contains(text) else {
        throw wrong(text, suggestions(for: text, among: choices))
      }
      return .string(text)
    case .record(let collection): return try record(text, collection)
    }
  }

  /// Digits with a point, or with a comma as Vietnamese writes it.
  private func number(_ text: String) throws -> LuaValue {
    if let whole = Int64(text) { return .integer(whole) }
    let dotted = text.contains(".") ? text : text.replacing(",", with: ".")
    guard let number = Double(dotted), number.isFinite else { throw wrong(text) }
    return .number(number)
  }

  private func boolean(_ text: String) throws -> LuaValue {
    switch folded(text) {
    case "true", "yes", "co", "1": return .boolean(true)
    case "false", "no", "khong", "0": return .boolean(false)
    default: throw wrong(text)
    }
  }

  private func record(_ id: String, _ name: String) throws -> LuaValue {
    guard let collection = Catalogue.collection(name) else { return .nil }
    let record = try run.record(id, in: name)
    guard !record.isNil else { throw wrong(id, try run.current().table(collection).ids(near: id)) }
    return record
  }

  private func wrong(_ text: String, _ suggestions: [String] = []) -> ParameterFault {
    ParameterFault(
      name: name, problem: .wrongValue(found: text, type: type, suggestions: suggestions))
  }
}
