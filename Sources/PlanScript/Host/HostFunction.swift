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
  let body: Body
  /// How what a method of a query gives depends on the query's rows; nothing where it does not.
  let rows: RowResult?

  enum Body: Sendable {
    case function(@Sendable (Run, LuaCall) throws -> [LuaValue])
    /// Called with a colon; argument 1 is the first one behind the query.
    case method(@Sendable (QueryValue, LuaCall) throws -> [LuaValue])
    /// The same of an object of another class.
    case member(@Sendable (AnyObject, LuaCall) throws -> [LuaValue])
  }

  public struct Parameter: Sendable {
    public let name: String
    public let type: String
    public let isOptional: Bool
    /// The names that a table of named arguments may have; empty where it has none or any.
    public let options: [String]

    public init(
      _ name: String, _ type: String, optional: Bool = false, options: [String] = []
    ) {
      self.name = name
      self.type = type
      isOptional = optional
      self.options = options
    }
  }

  /// What comes of a query's rows.
  enum RowResult: Sendable {
    /// A query of rows of the same kind.
    case query
    case row
    case rowOrNil
    case list
    /// Rows by a value of theirs.
    case table
    case iterator
  }

  public init(
    _ name: String, _ parameters: [Parameter] = [], result: String? = nil, vi: String, en: String,
    body: @escaping @Sendable (Run, LuaCall) throws -> [LuaValue]
  ) {
    self.init(name, parameters, result, nil, Bilingual(vi: vi, en: en), .function(body))
  }

  static func method(
    _ name: String, _ parameters: [Parameter] = [], result: String? = nil, rows: RowResult? = nil,
    vi: String, en: String,
    body: @escaping @Sendable (QueryValue, LuaCall) throws -> [LuaValue]
  ) -> HostFunction {
    HostFunction(name, parameters, result, rows, Bilingual(vi: vi, en: en), .method(body))
  }

  /// A method of an object: `store:run`.
  static func member<Object: AnyObject>(
    _ name: String, _ parameters: [Parameter] = [], result: String? = nil, vi: String, en: String,
    body: @escaping @Sendable (Object, LuaCall) throws -> [LuaValue]
  ) -> HostFunction {
    let body: Body = .member { object, call in
      guard let object = object as? Object else { throw call.mismatch(0, expected: name) }
      return try body(object, call)
    }
    return HostFunction(name, parameters, result, nil, Bilingual(vi: vi, en: en), body)
  }

  /// The methods among functions, by what stands behind the colon, for a host type.
  static func methods<Object: AnyObject>(
    _ functions: [HostFunction]
  ) -> [String: HostType<Object>.Method] {
    var methods: [String: HostType<Object>.Method] = [:]
    for function in functions {
      if case .member(let body) = function.body { methods[function.memberName] = body }
    }
    return methods
  }

  private init(
    _ name: String, _ parameters: [Parameter], _ result: String?, _ rows: RowResult?,
    _ help: Bilingual, _ body: Body
  ) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.rows = rows
    self.help = help
    self.body = body
  }

  /// `where(conditions)` of `query:where`.
  public var signature: String {
    let names = parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name }
    return "\(name)(\(names.joined(separator: ", ")))" + (result.map { " → \($0)" } ?? "")
  }

  /// The part behind the dot or colon.
  var memberName: String {
    name.split(whereSeparator: { ".:".contains($0) }).last.map(String.init) ?? name
  }
}
