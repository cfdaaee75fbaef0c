public import Lua
public import PlanModel

/// A host function declares itself: one value holds its name, parameters, result, help and
/// body. The script's error messages, the REPL's help and the reference all read it.
public struct HostFunction: Sendable {
  /// As a script writes it: `report.table`, `query:where`.
  public let name: String
  public let parameters: [Parameter]
  /// What it gives, in a word: `query`, `record`, `number`.
  public let result: String?
  public let help: Bilingual
  let body: @Sendable (Run, LuaCall) throws -> [LuaValue]

  public struct Parameter: Sendable {
    public let name: String
    public let type: String
    public let isOptional: Bool

    public init(_ name: String, _ type: String, optional: Bool = false) {
      self.name = name
      self.type = type
      isOptional = optional
    }
  }

  public init(
    _ name: String, _ parameters: [Parameter] = [], result: String? = nil, vi: String, en: String,
    body: @escaping @Sendable (Run, LuaCall) throws -> [LuaValue]
  ) {
    self.name = name
    self.parameters = parameters
    self.result = result
    help = Bilingual(vi: vi, en: en)
    self.body = body
  }

  /// `where(conditions)` of `query:where`.
  public var signature: String {
    let names = parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name }
    return "\(name)(\(names.joined(separator: ", ")))" + (result.map { " → \($0)" } ?? "")
  }

  /// The part behind the dot or colon.
  var memberName: String { name.split(whereSeparator: { ".:".contains($0) }).last.map(String.init) ?? name }
}
