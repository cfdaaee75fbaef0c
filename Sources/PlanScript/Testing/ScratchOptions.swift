import Lua
import PlanModel
import PlanStore

/// How a test wants a script run: what one would type behind the script's name.
struct ScratchOptions {
  var parameters: [String: String] = [:]
  var today: Day?
  var unit: String?
  var language: Language?
  /// Whether what the script changes is in the store afterwards.
  var applies = false
  /// Whether the script is to fail.
  var mayFail = false
  var (allowed, denied): ([Permission], [Permission]) = ([], [])
  /// Thresholds of checks, by check.
  var thresholds = CheckSettings()

  static let names = ["params", "today", "unit", "lang", "apply", "fails", "allow", "deny"]
  static let checkNames = ["today", "unit", "lang", "set"]

  init(_ call: LuaCall, _ place: Int, _ function: String) throws {
    guard !call.isAbsent(place) else { return }
    let known = function == "store:check" ? ScratchOptions.checkNames : ScratchOptions.names
    for (key, value) in try call.table(place).pairs {
      guard known.contains(key.text) else {
        throw HostError.unknownOption(key.text, of: function, among: known)
      }
      try take(key.text, value, function)
    }
  }

  private mutating func take(_ name: String, _ value: LuaValue, _ function: String) throws {
    switch (name, value) {
    case ("params", .table(let table)):
      for (key, value) in table.pairs { parameters[key.text] = ScratchOptions.typed(value) }
    case ("today", _): today = try Fixture.day(value)
    case ("unit", .string(let id)): unit = id
    case ("lang", .string(let text)) where Language(rawValue: text) != nil:
      language = Language(rawValue: text)
    case ("apply", .boolean(let flag)): applies = flag
    case ("fails", .boolean(let flag)): mayFail = flag
    case ("allow", .table): allowed = try Permission.needs(value)
    case ("deny", .table): denied = try Permission.needs(value)
    case ("set", .table(let checks)):
      for (check, values) in checks.pairs {
        for (threshold, value) in values.table?.pairs ?? [] {
          thresholds.set(threshold.text, to: ScratchOptions.typed(value), of: check.text)
        }
      }
    default:
      let expected =
        ["apply", "fails"].contains(name)
        ? "boolean" : ["unit", "lang"].contains(name) ? "string" : "table"
      throw HostError.argument(
        function: function, name: name, expected: expected, found: value.typeName)
    }
  }

  /// A value as one would type it.
  private static func typed(_ value: LuaValue) -> String {
    value.handle?.day?.description ?? value.text
  }
}
