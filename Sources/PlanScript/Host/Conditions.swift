import Lua
import PlanModel
import PlanStore

/// Conditions are what `where` was given: values, lists, ranges, tests, queries, or a function.
extension Run {
  func filter(_ value: LuaValue) throws -> Query.Step {
    switch value {
    case .table(let table): return .filter(try conditions(table, "where"))
    case .function(let function):
      return .test(
        Query.LocalTest { [unowned self] result, row in
          try function.call([try self.item(result, row)]).first?.isTrue ?? false
        })
    default:
      throw HostError.argument(
        function: "where", name: "conditions", expected: "table | function", found: value.typeName)
    }
  }

  func conditions(_ table: LuaTable, _ function: String) throws -> [Condition] {
    var found: [Condition] = []
    try table.forEachPair { key, value in
      guard case .string(let name) = key else {
        throw HostError.argument(
          function: function, name: "conditions", expected: "{ field = value }",
          found: key.typeName)
      }
      if let test = try test(for: value, name) { found.append(Condition(Path(name), test)) }
    }
    return found.sorted { $0.path.description < $1.path.description }
  }

  /// What a field is held against; nothing where the condition was left out on purpose.
  func test(for value: LuaValue, _ name: String) throws -> Condition.Test? {
    if let test = value.object(as: TestValue.self) { return test.test }
    if value.object(as: QueryValue.self) != nil { return try anyOf(value, name) }
    guard case .table(let table) = value else { return .equals(try literal(value, name)) }
    return try range(table, name) ?? anyOf(value, name)
  }

  /// `{ from = 10, to = 20 }`, of which one may be left out.
  private func range(_ table: LuaTable, _ name: String) throws -> Condition.Test? {
    let pairs = table.pairs.filter { if case .string = $0.key { true } else { false } }
    guard !pairs.isEmpty else { return nil }
    if let odd = pairs.first(where: { !["from", "to"].contains($0.key.text) }) {
      throw HostError.unknownOption(odd.key.text, of: name, among: ["from", "to"])
    }
    let (from, to) = (table[.string("from")], table[.string("to")])
    if to.isNil { return .atLeast(try literal(from, name)) }
    if from.isNil { return .atMost(try literal(to, name)) }
    return .between(try literal(from, name), try literal(to, name))
  }

  /// The values of a list, tests among them, or the records of a query.
  func anyOf(_ value: LuaValue, _ name: String) throws -> Condition.Test {
    if let query = value.object(as: QueryValue.self) {
      guard case .records(let table, let rows) = try query.result() else {
        throw HostError.argument(
          function: name, name: name, expected: "query of records", found: "query")
      }
      return .anyOf(
        (0..<rows.count).map {
          .reference(collection: table.collection.name, id: table.id(rows[$0]))
        })
    }
    guard case .table(let table) = value else {
      throw HostError.argument(
        function: name, name: name, expected: "table | query", found: value.typeName)
    }
    let tests = table.array.compactMap { $0.object(as: TestValue.self)?.test }
    let values = table.array.filter { $0.object(as: TestValue.self) == nil }
    let wanted = Condition.Test.anyOf(try values.map { try literal($0, name) })
    return tests.isEmpty ? wanted : .any(tests + [wanted])
  }

  /// A value that a field could have: no function and none of the host's objects.
  func literal(_ value: LuaValue, _ name: String) throws -> PlanValue {
    switch value {
    case .object where value.object(as: RatioValue.self) == nil: break
    case .function, .other: break
    default: return try plan(value)
    }
    throw HostError.argument(function: name, name: name, expected: "value", found: value.typeName)
  }
}
