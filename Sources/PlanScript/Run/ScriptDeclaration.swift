import Lua
public import PlanModel
import PlanStore

/// `script { … }`: what a script says of itself. Nothing needs it to run; it buys a title and
/// typed parameters.
public struct ScriptDeclaration: Sendable {
  public var title: Bilingual?
  /// What it is for, in a sentence or two.
  public var about: Bilingual?
  public var tags: [String] = []
  /// Ways to call it, as they are typed.
  public var examples: [String] = []
  public var parameters: [Parameter] = []
  /// What it asks for, and all that it gets; nothing when it does not say, and may do everything.
  public var needs: [Permission]?

  public init() {}

  public struct Parameter: Sendable {
    public let name: String
    public let type: ParameterType
    public let isOptional: Bool
    public var help: Bilingual?
    /// What it is when nobody says, as one would type it.
    public var fallback: String?
  }
}

extension ScriptDeclaration {
  /// What a script declares, without running it: only the text of its `script { … }` is looked
  /// at. Nothing when it declares nothing. The error is that of the declaration, as when the
  /// script runs.
  public static func read(_ source: String, name: String) throws -> ScriptDeclaration? {
    guard let text = DeclarationText.find(in: source) else { return nil }
    var options = Run.Options(
      today: { _ in Day(number: 0) }, limits: LuaLimits(time: .seconds(1), memory: 16 << 20))
    options.onlyDeclares = true
    let run = try Run(Snapshot(absentFrom: ""), options: options) { _ in }
    try run.run(text, name: name)
    return run.declaration
  }
}

let scriptFunction = HostFunction(
  "script", [.init("declaration", "table", options: DeclarationReading.names)],
  vi: "Khai báo kịch bản: title, about, tags, examples, params, needs.",
  en: "Declares the script: title, about, tags, examples, params, needs."
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
    if let needs = reading.declaration.needs, !gate.narrow(to: needs) {
      throw HostError.needsTooLate
    }
    if options.onlyDeclares {
      if !reading.faults.isEmpty { throw HostError.parameters(reading.faults) }
    } else {
      try bind(reading)
    }
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
        values[parameter.name] = try value(
          of: parameter, given: options.parameters[parameter.name],
          reading.defaults[parameter.name])
      } catch let fault as ParameterFault {
        faults.append(fault)
      }
    }
    if !faults.isEmpty { throw HostError.parameters(faults) }
    parameters = values
  }

  /// What a parameter is: what was typed for it, else what its declaration says.
  func value(
    of parameter: ScriptDeclaration.Parameter, given: String?, _ fallback: LuaValue?
  ) throws -> LuaValue {
    if let given {
      return try ParameterReading(name: parameter.name, type: parameter.type, run: self).value(
        given)
    }
    if let fallback {
      let reading = ParameterReading(name: parameter.name, type: parameter.type, run: self)
      guard case .string(let text) = fallback else { return try reading.checked(fallback) }
      return try reading.value(text)
    }
    guard parameter.isOptional else {
      throw ParameterFault(name: parameter.name, problem: .missing)
    }
    return .nil
  }
}
