import Lua
import PlanModel

/// Reads the table of a declaration.
struct DeclarationReading {
  let run: Run
  /// The function that the table was given to, as errors name it.
  let function: String
  var declaration = ScriptDeclaration()
  var defaults: [String: LuaValue] = [:]
  var faults: [ParameterFault] = []

  init(run: Run, function: String = "script") { (self.run, self.function) = (run, function) }

  mutating func member(_ name: String, _ value: LuaValue) throws {
    switch (name, value) {
    case ("title", _): declaration.title = try words(value, name)
    case ("about", _): declaration.about = try words(value, name)
    case ("tags", .table(let table)): declaration.tags = table.array.map(\.text)
    case ("examples", .table(let table)): declaration.examples = table.array.map(\.text)
    case ("params", .table(let table)): try parameters(table)
    case ("needs", _): declaration.needs = try Permission.needs(value)
    case ("tags", _), ("examples", _), ("params", _):
      throw HostError.argument(
        function: function, name: name, expected: "table", found: value.typeName)
    default:
      throw HostError.unknownOption(name, of: function, among: DeclarationReading.names)
    }
  }

  static let names = ["title", "about", "tags", "examples", "params", "needs"]

  /// A text for both languages, or one for each.
  func words(_ value: LuaValue, _ name: String) throws -> Bilingual {
    switch value {
    case .string(let text): return Bilingual(vi: text, en: text)
    case .table(let table):
      if case (.string(let vi), .string(let en)) = (table[.string("vi")], table[.string("en")]) {
        return Bilingual(vi: vi, en: en)
      }
    default: break
    }
    throw HostError.argument(
      function: function, name: name, expected: "{ vi = …, en = … }", found: value.typeName)
  }

  mutating func parameters(_ table: LuaTable) throws {
    var found: [(String, LuaTable)] = []
    try table.forEachPair { key, value in
      guard case .table(let description) = value else {
        throw HostError.argument(
          function: function, name: key.text, expected: "table", found: value.typeName)
      }
      found.append((key.text, description))
    }
    for (name, description) in found.sorted(by: { $0.0 < $1.0 }) {
      try parameter(name, description)
    }
  }

  private mutating func parameter(_ name: String, _ description: LuaTable) throws {
    let known = ["type", "default", "optional", "choices", "help"]
    try description.forEachPair { key, _ in
      guard known.contains(key.text) else {
        throw HostError.unknownOption(key.text, of: function, among: known)
      }
    }
    let fallback = description[.string("default")]
    if !fallback.isNil { defaults[name] = fallback }
    guard let type = type(description) else {
      let named = description[.string("type")].text
      faults.append(
        ParameterFault(
          name: name, problem: named == "choice" ? .noChoices : .unknownType(named)))
      return
    }
    var parameter = ScriptDeclaration.Parameter(
      name: name, type: type, isOptional: description[.string("optional")].isTrue)
    if !fallback.isNil { parameter.fallback = fallback.handle?.day?.description ?? fallback.text }
    let help = description[.string("help")]
    if !help.isNil { parameter.help = try words(help, "help") }
    declaration.parameters.append(parameter)
  }

  /// `text`, `number`, …; `choice` with its `choices`; or what one record of a collection is.
  private func type(_ description: LuaTable) -> ParameterType? {
    let named = description[.string("type")]
    if named.isNil { return .text }
    guard case .string(let name) = named else { return nil }
    guard name == "choice" else { return ParameterType(named: name) }
    guard case .table(let choices) = description[.string("choices")], !choices.array.isEmpty else {
      return nil
    }
    return .choice(choices.array.map(\.text))
  }
}
