import Lua
import PlanModel
import PlanStore

/// What `op.…` gives: a test to hold a field against; none widens the query on purpose.
final class TestValue {
  let test: Condition.Test?

  init(_ test: Condition.Test?) { self.test = test }

  static let type = HostType<TestValue>("test")
}

/// What `agg.…` gives. The serial number keeps the order in which a script wrote them: a Lua
/// table forgets it.
final class FigureValue {
  let aggregate: Aggregate
  let serial: Int

  init(_ aggregate: Aggregate, serial: Int) {
    self.aggregate = aggregate
    self.serial = serial
  }

  static let type = HostType<FigureValue>("figure")
}

private func comparison(
  _ name: String, vi: String, en: String, _ make: @escaping @Sendable (PlanValue) -> Condition.Test
) -> HostFunction {
  HostFunction("op.\(name)", [.init("value", "any")], result: "test", vi: vi, en: en) { run, call in
    if call[1].isNil { throw HostError.nothingToCompare(function: "op.\(name)") }
    return [run.test(make(try run.plan(call[1])))]
  }
}

/// The tests of `where`.
let testFunctions = [
  comparison("lt", vi: "nhỏ hơn", en: "less than") { .less(than: $0) },
  comparison("le", vi: "không quá", en: "at most") { .atMost($0) },
  comparison("gt", vi: "lớn hơn", en: "greater than") { .greater(than: $0) },
  comparison("ge", vi: "từ … trở lên", en: "at least") { .atLeast($0) },
  comparison("ne", vi: "khác", en: "other than") { .not(.equals($0)) },
  comparison("before", vi: "trước ngày", en: "before a day") { .less(than: $0) },
  comparison("after", vi: "sau ngày", en: "after a day") { .greater(than: $0) },
  HostFunction(
    "op.contains", [.init("text", "string")], result: "test",
    vi: "có chứa (không kể dấu, hoa thường)", en: "contains (accents and letter case apart)"
  ) { run, call in [run.test(.contains(try call.string(1)))] },
  HostFunction(
    "op.opt", [.init("value", "any")], result: "test",
    vi: "bằng giá trị ấy; nil thì không xét", en: "equals the value; nil means any"
  ) { run, call in
    [run.test(call[1].isNil ? nil : .equals(try run.plan(call[1])))]
  },
]

private func figure(
  _ name: String, vi: String, en: String, _ make: @escaping @Sendable (Path) -> Aggregate
) -> HostFunction {
  HostFunction("agg.\(name)", [.init("field", "string")], result: "figure", vi: vi, en: en) {
    run, call in
    [run.figure(make(Path(try call.string(1))))]
  }
}

/// The figures of `summarise`.
let figureFunctions = [
  HostFunction("agg.count", result: "figure", vi: "số bản ghi", en: "how many records") { run, _ in
    [run.figure(.count)]
  },
  figure("sum", vi: "tổng", en: "sum") { .sum($0) },
  figure("mean", vi: "trung bình", en: "mean") { .mean($0) },
  figure("min", vi: "nhỏ nhất", en: "smallest") { .min($0) },
  figure("max", vi: "lớn nhất", en: "largest") { .max($0) },
  figure("count_distinct", vi: "số giá trị khác nhau", en: "how many different values") {
    .countDistinct($0)
  },
  figure("first", vi: "giá trị đầu tiên", en: "first value") { .first($0) },
  HostFunction(
    "agg.ratio", [.init("part", "string"), .init("whole", "string")], result: "figure",
    vi: "tổng của một trường trên tổng của trường khác", en: "sum of one field over sum of another"
  ) { run, call in
    [run.figure(.ratio(Path(try call.string(1)), of: Path(try call.string(2))))]
  },
]

extension Run {
  fileprivate func test(_ test: Condition.Test?) -> LuaValue {
    state.makeObject(TestValue(test), type: TestValue.type)
  }

  fileprivate func figure(_ aggregate: Aggregate) -> LuaValue {
    figureCount += 1
    return state.makeObject(FigureValue(aggregate, serial: figureCount), type: FigureValue.type)
  }

  /// `op.none` and `op.some` need no arguments, so they are values.
  func constantTests() -> [(String, LuaValue)] {
    [("none", test(.isNone)), ("some", test(.not(.isNone)))]
  }

  /// What `where` was given: named conditions, or a function.
  func filter(_ value: LuaValue) throws -> Query.Step {
    switch value {
    case .table(let table): return .filter(try conditions(table))
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

  private func conditions(_ table: LuaTable) throws -> [Condition] {
    var found: [Condition] = []
    try table.forEachPair { key, value in
      guard case .string(let name) = key else {
        throw HostError.argument(
          function: "where", name: "conditions", expected: "{ field = value }", found: key.typeName)
      }
      if let test = try test(for: value) { found.append(Condition(Path(name), test)) }
    }
    return found.sorted { $0.path.description < $1.path.description }
  }

  private func test(for value: LuaValue) throws -> Condition.Test? {
    if let test = value.object(as: TestValue.self) { return test.test }
    if case .table(let table) = value { return .anyOf(try table.array.map { try plan($0) }) }
    return .equals(try plan(value))
  }

  func figures(_ value: LuaValue) throws -> [Figure] {
    guard case .table(let table) = value else {
      throw HostError.argument(
        function: "summarise", name: "figures", expected: "table", found: value.typeName)
    }
    var found: [(Int, Figure)] = []
    try table.forEachPair { key, value in
      guard let figure = value.object(as: FigureValue.self) else {
        throw HostError.argument(
          function: "summarise", name: key.text, expected: "agg.…", found: value.typeName)
      }
      found.append((figure.serial, Figure(key.text, figure.aggregate)))
    }
    return found.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
