import Lua
public import PlanModel
import PlanStore

/// `script { … }`: what a script says of itself. Nothing needs it to run; it buys a title and
/// typed parameters.
public struct ScriptDeclaration: Sendable {
  public var title: Bilingual?
  public var tags: [String] = []
  public var parameters: [Parameter] = []

  public struct Parameter: Sendable {
    public let name: String
    public let type: ParameterType
    public let isOptional: Bool
  }
}

let scriptFunction = HostFunction(
  "script", [.init("declaration", "table")],
  vi: "Khai báo kịch bản: title, tags, params.", en: "Declares the script: title, tags, params."
) { run, call in
  guard case .table(let table) = call[1] else {
    throw HostError.argument(
      function: "script", name: "declaration", expected: "table", found: call[1].typeName)
  }
  try run.declare(table)
  return []
}

extension Run {
  fileprivate func declare(_ table: LuaTable) throws {
    guard declaration == nil else { throw HostError.declaredTwice }
    var reading = DeclarationReading(run: self)
    try table.forEachPair { key, value in try reading.member(key.text, value) }
    declaration = reading.declaration
    try bind(reading)
  }

  /// Gives every declared parameter its value; all that is wrong is told at once.
  private func bind(_ reading: DeclarationReading) throws {
    var faults = reading.faults
    let known = reading.declaration.parameters.map(\.name)
    for name in options.parameters.keys.sorted() where !known.contains(name) {
      faults.append(
        ParameterFault(
          name: name, problem: .unknown(suggestions: suggestions(for: name, among: known))))
    }
    var values: [String: LuaValue] = [:]
    for parameter in reading.declaration.parameters {
      do {
        values[parameter.name] = try value(of: parameter, reading.defaults[parameter.name])
      } catch let fault as ParameterFault {
        faults.append(fault)
      }
    }
    if !faults.isEmpty { throw HostError.parameters(faults) }
    parameters = values
  }

  private func value(
    of parameter: ScriptDeclaration.Parameter, _ fallback: LuaValue?
  ) throws -> LuaValue {
    if let given = options.parameters[parameter.name] {
      return try ParameterReading(name: parameter.name, type: parameter.type, run: self).value(
        given)
    }
    if let fallback {
      guard case .string(let text) = fallback, parameter.type != .text else { return fallback }
      return try ParameterReading(name: parameter.name, type: parameter.type, run: self).value(text)
    }
    guard parameter.isOptional else {
      throw ParameterFault(name: parameter.name, problem: .missing)
    }
    return .nil
  }
}

/// Reads the table of a declaration.
private struct DeclarationReading {
  let run: Run
  var declaration = ScriptDeclaration()
  var defaults: [String: LuaValue] = [:]
  var faults: [ParameterFault] = []

  init(run: Run) { self.run = run }

  mutating func member(_ name: String, _ value: LuaValue) throws {
    switch (name, value) {
    case ("title", .string(let text)): declaration.title = Bilingual(vi: text, en: text)
    case ("title", .table(let table)):
      let (vi, en) = (table[.string("vi")].text, table[.string("en")].text)
      declaration.title = Bilingual(vi: vi, en: en)
    case ("tags", .table(let table)): declaration.tags = table.array.map(\.text)
    case ("params", .table(let table)): try parameters(table)
    case ("title", _), ("tags", _), ("params", _):
      throw HostError.argument(
        function: "script", name: name, expected: "table", found: value.typeName)
    default:
      throw HostError.unknownOption(
        function: "script", name: name,
        suggestions: suggestions(for: name, among: ["title", "tags", "params"]))
    }
  }

  private mutating func parameters(_ table: LuaTable) throws {
    var found: [(String, LuaTable)] = []
    try table.forEachPair { key, value in
      guard case .table(let description) = value else {
        throw HostError.argument(
          function: "script", name: key.text, expected: "table", found: value.typeName)
      }
      found.append((key.text, description))
    }
    for (name, description) in found.sorted(by: { $0.0 < $1.0 }) {
      try parameter(name, description)
    }
  }

  private mutating func parameter(_ name: String, _ description: LuaTable) throws {
    let known = ["type", "default", "optional", "choices"]
    try description.forEachPair { key, _ in
      guard known.contains(key.text) else {
        throw HostError.unknownOption(
          function: "script", name: key.text, suggestions: suggestions(for: key.text, among: known))
      }
    }
    let fallback = description[.string("default")]
    if !fallback.isNil { defaults[name] = fallback }
    guard let type = type(description) else {
      let named = description[.string("type")].text
      faults.append(ParameterFault(name: name, problem: .unknownType(named)))
      return
    }
    declaration.parameters.append(
      .init(name: name, type: type, isOptional: description[.string("optional")].isTrue))
  }

  /// `text`, `number`, …; `choice` with its `choices`; or what one record of a collection is.
  private func type(_ description: LuaTable) -> ParameterType? {
    switch description[.string("type")] {
    case .nil, .string("text"): return .text
    case .string("number"): return .number
    case .string("percent"): return .percent
    case .string("date"): return .date
    case .string("boolean"): return .boolean
    case .string("choice"):
      guard case .table(let choices) = description[.string("choices")] else { return nil }
      return .choice(choices.array.map(\.text))
    case .string(let name):
      let collection = Catalogue.collections.first { $0.name == name || $0.singular == name }
      return collection.map { .record($0.name) }
    default: return nil
    }
  }
}

/// Reads what a person typed for one parameter.
private struct ParameterReading {
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
