import Lua
import PlanModel

/// Words for a reader: a text, a value that prints, or `{ vi = …, en = … }` in the language of
/// the run.
extension Run {
  func text(_ call: LuaCall, _ position: Int) throws -> String {
    if case .table = call[position] { return try words(call[position], function: call.function) }
    return try call.tostring(position)
  }

  func words(_ value: LuaValue, function: String) throws -> String {
    if case .table(let table) = value {
      guard case .string(let text) = table[.string(options.language.rawValue)] else {
        throw HostError.argument(
          function: function, name: options.language.rawValue, expected: "string",
          found: table[.string(options.language.rawValue)].typeName)
      }
      return text
    }
    if case .string(let text) = value { return text }
    return presenter.text(try plan(value))
  }
}

/// `fmt`: values as the language of the run writes them.
let formatFunctions = [
  HostFunction(
    "fmt.number", [.init("value", "number")], result: "string",
    vi: "Số theo cách viết của ngôn ngữ: 1.234,5.",
    en: "A number as the language writes it: 1,234.5."
  ) { run, call in
    _ = try call.number(1)
    return [.string(run.presenter.text(try run.plan(call[1])))]
  }
]

let wordFunctions = [
  HostFunction(
    "say", [.init("words", "table")], result: "string",
    vi: "Chữ theo ngôn ngữ đang dùng: say { vi = …, en = … }.",
    en: "Words in the language of the run: say { vi = …, en = … }."
  ) { run, call in [.string(try run.text(call, 1))] }
]
