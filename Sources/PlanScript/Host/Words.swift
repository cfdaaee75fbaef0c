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

let wordFunctions = [
  HostFunction(
    "say", [.init("words", "words")], result: "string",
    vi: "Chữ theo ngôn ngữ đang dùng: say { vi = …, en = … }.",
    en: "Words in the language of the run: say { vi = …, en = … }."
  ) { run, call in [.string(try run.text(call, 1))] }
]
