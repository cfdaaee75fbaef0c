import Lua
import PlanModel

/// `needs = { "read:attendance", "draft" }`: what a script asks for.
extension Permission {
  /// Everything in the list that is no permission is told at once.
  static func needs(_ value: LuaValue) throws -> [Permission] {
    func wrong(_ found: LuaValue) -> HostError {
      .argument(
        function: "script", name: "needs", expected: "table of string", found: found.typeName)
    }
    guard case .table(let table) = value else { throw wrong(value) }
    let items = table.array
    // `{ read = "units" }` would ask for nothing, and look as if it did.
    guard items.count == table.pairs.count else { throw wrong(value) }
    let (needs, faults) = Permission.named(
      try items.map { item in
        guard case .string(let text) = item else { throw wrong(item) }
        return text
      })
    guard faults.isEmpty else { throw HostError.unknownPermissions(faults) }
    return needs
  }
}
