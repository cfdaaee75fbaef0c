import Lua
import PlanModel
import PlanStore

/// What `op.…` gives: a test to hold a field against; none widens the query on purpose.
final class TestValue {
  let test: Condition.Test?

  init(_ test: Condition.Test?) { self.test = test }

  static let type = HostType<TestValue>("test")
}

private typealias MakeTest = @Sendable (PlanValue) -> Condition.Test

/// The comparisons, by the name that scripts have for them; `op.opt` takes the same names.
private let comparisons: [(name: String, words: Bilingual, make: MakeTest)] = [
  ("eq", Bilingual(vi: "bằng", en: "equal to"), { .equals($0) }),
  ("ne", Bilingual(vi: "khác", en: "other than"), { .not(.equals($0)) }),
  ("lt", Bilingual(vi: "nhỏ hơn", en: "less than"), { .less(than: $0) }),
  ("le", Bilingual(vi: "không quá", en: "at most"), { .atMost($0) }),
  ("gt", Bilingual(vi: "lớn hơn", en: "greater than"), { .greater(than: $0) }),
  ("ge", Bilingual(vi: "từ … trở lên", en: "at least"), { .atLeast($0) }),
  ("before", Bilingual(vi: "trước ngày", en: "before a day"), { .less(than: $0) }),
  ("after", Bilingual(vi: "sau ngày", en: "after a day"), { .greater(than: $0) }),
]

private let textTests: [(kind: TextTest.Kind, words: Bilingual)] = [
  (.contains, Bilingual(vi: "có chứa", en: "contains")),
  (.starts, Bilingual(vi: "bắt đầu bằng", en: "begins with")),
  (.ends, Bilingual(vi: "kết thúc bằng", en: "ends with")),
  (
    .like,
    Bilingual(
      vi: "giống mẫu (* là chữ bất kỳ, ? là một chữ)",
      en: "is like a pattern (* for any letters, ? for one)")
  ),
]

/// The tests of `where`.
let testFunctions: [HostFunction] =
  comparisons.map { name, words, make in
    HostFunction(
      "op.\(name)", [.init("value", "any")], result: "test", vi: words.vi, en: words.en
    ) { run, call in
      if let test = call[1].object(as: TestValue.self)?.test, name == "ne" {
        return [run.test(.not(test))]
      }
      return [run.test(make(try run.compared(call, "op.\(name)")))]
    }
  }
  + textTests.map { kind, words in
    HostFunction(
      "op.\(kind.rawValue)", [.init("text", "string"), .init("how", "string", optional: true)],
      result: "test", vi: "\(words.vi); không kể dấu và hoa thường, trừ khi thêm \"exact\"",
      en: "\(words.en); accents and letter case apart, unless “exact” is added"
    ) { run, call in
      [run.test(.text(TextTest(kind, try call.string(1), isExact: try call.isExact(2))))]
    }
  } + setFunctions + windowFunctions

/// The tests that need no arguments.
let constantTests: [(name: String, help: Bilingual, test: Condition.Test)] = [
  ("none", Bilingual(vi: "không có giá trị", en: "has no value"), .isNone),
  ("some", Bilingual(vi: "có giá trị", en: "has a value"), .not(.isNone)),
  ("missing", Bilingual(vi: "không có trường ấy", en: "the field is not there"), .isMissing),
  ("null", Bilingual(vi: "ghi là null", en: "is written as null"), .isNull),
]

private let setFunctions = [
  HostFunction(
    "op.between", [.init("from", "any"), .init("to", "any")], result: "test",
    vi: "từ … đến …, kể cả hai đầu", en: "from … to …, both included"
  ) { run, call in
    [
      run.test(
        .between(try run.compared(call, "op.between"), try run.compared(call, "op.between", 2)))
    ]
  },
  HostFunction(
    "op.any_of", [.init("values", "table | query")], result: "test",
    vi: "là một trong các giá trị, hoặc là một bản ghi của truy vấn",
    en: "is one of the values, or a record of the query"
  ) { run, call in [run.test(try run.anyOf(call[1], "op.any_of"))] },
  HostFunction(
    "op.none_of", [.init("values", "table | query")], result: "test",
    vi: "không là giá trị nào trong số ấy", en: "is none of the values"
  ) { run, call in [run.test(.not(try run.anyOf(call[1], "op.none_of")))] },
  HostFunction(
    "op.either", [.init("test", "any"), .init("…", "any", optional: true)], result: "test",
    vi: "thỏa ít nhất một điều kiện", en: "meets one test at least"
  ) { run, call in
    [run.test(.any(try call.arguments.compactMap { try run.test(for: $0, "op.either") }))]
  },
  HostFunction(
    "op.both", [.init("test", "any"), .init("…", "any", optional: true)], result: "test",
    vi: "thỏa mọi điều kiện", en: "meets every test"
  ) { run, call in
    [run.test(.all(try call.arguments.compactMap { try run.test(for: $0, "op.both") }))]
  },
  HostFunction(
    "op.opt", [.init("value", "any"), .init("comparison", "string", optional: true)],
    result: "test", vi: "bằng giá trị ấy (hoặc phép so sánh nêu tên); nil thì không xét",
    en: "equals the value (or the comparison named); nil means any"
  ) { run, call in
    if call[1].isNil { return [run.test(nil)] }
    if call.isAbsent(2) { return [run.test(try run.test(for: call[1], "op.opt"))] }
    let name = try call.string(2)
    guard let comparison = comparisons.first(where: { $0.name == name }) else {
      throw HostError.unknownOption(name, of: "op.opt", among: comparisons.map(\.name))
    }
    return [run.test(comparison.make(try run.compared(call, "op.opt")))]
  },
]

/// Windows of days around today.
private let windowFunctions = [
  HostFunction(
    "op.last", [.init("span", "string")], result: "test",
    vi: "trong khoảng vừa qua, đến hết hôm nay: op.last(\"30d\"), \"2w\", \"3m\", \"1y\"",
    en: "within the time up to today: op.last(\"30d\"), \"2w\", \"3m\", \"1y\""
  ) { run, call in
    [run.test(.between(.day(try run.day(call, "op.last", -1)), .day(run.today)))]
  },
  HostFunction(
    "op.next", [.init("span", "string")], result: "test",
    vi: "trong khoảng sắp tới, kể từ hôm nay: op.next(\"7d\")",
    en: "within the time from today on: op.next(\"7d\")"
  ) { run, call in
    [run.test(.between(.day(run.today), .day(try run.day(call, "op.next", 1))))]
  },
  HostFunction(
    "op.this", [.init("period", "string")], result: "test",
    vi: "trong tuần, tháng, quý, năm này: op.this(\"week\"), \"month\", \"quarter\", \"year\"",
    en: "in this week, month, quarter or year: op.this(\"week\") …"
  ) { run, call in
    let (first, last) = try call.period(1).bounds(of: run.today)
    return [run.test(.between(.day(first), .day(last)))]
  },
]

extension Run {
  fileprivate func test(_ test: Condition.Test?) -> LuaValue {
    state.makeObject(TestValue(test), type: TestValue.type)
  }

  /// `op.none` and the like need no arguments, so they are values.
  func constantTestValues() -> [(String, LuaValue)] {
    constantTests.map { ($0.name, test($0.test)) }
  }

  /// What a comparison was given; nil is neither more nor less than anything.
  fileprivate func compared(_ call: LuaCall, _ function: String, _ position: Int = 1) throws
    -> PlanValue
  {
    if call[position].isNil { throw HostError.nothingToCompare(function: function) }
    return try literal(call[position], function)
  }

  fileprivate func day(_ call: LuaCall, _ function: String, _ sign: Int) throws -> Day {
    let text = try call.string(1)
    guard let span = Span(text), let day = today.adding(span, times: sign) else {
      throw HostError.notASpan(text: text)
    }
    return day
  }
}

/// A period of the calendar that holds a day.
struct Period {
  let part: DayPart
  let name: String

  func bounds(of day: Day) throws -> (first: Day, last: Day) {
    guard let bounds = day.bounds(of: part) else { throw HostError.notASpan(text: name) }
    return bounds
  }
}

extension LuaCall {
  /// `"exact"`, or nothing.
  func isExact(_ position: Int) throws -> Bool {
    if isAbsent(position) { return false }
    let how = try string(position)
    guard how == "exact" else {
      throw HostError.unknownOption(how, of: function, among: ["exact"])
    }
    return true
  }

  func period(_ position: Int) throws -> Period {
    let name = try string(position)
    let known: [DayPart] = [.week, .month, .quarter, .year, .day]
    guard let part = known.first(where: { $0.rawValue == name }) else {
      throw HostError.unknownOption(name, of: function, among: known.map(\.rawValue))
    }
    return Period(part: part, name: name)
  }
}
