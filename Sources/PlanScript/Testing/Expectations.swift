import Lua
import PlanModel

/// A value of which a test expects something.
final class ExpectationValue {
  let value: LuaValue
  /// The run outlives its Lua state, and with it every value that the state holds.
  unowned let run: Run

  init(_ value: LuaValue, run: Run) { (self.value, self.run) = (value, run) }

  static let type = HostType<ExpectationValue>(
    "expectation", methods: HostFunction.methods(expectationFunctions))

  fileprivate func found() throws -> TestedValue { try TestedValue(value, run: run) }

  fileprivate func ask(_ isMet: Bool, _ call: LuaCall, _ unmet: @autoclosure () -> UnmetExpectation)
    throws -> [LuaValue]
  {
    try run.thisTest().ask(isMet ? nil : .unmet(unmet()), at: call.position)
    return []
  }
}

let expectationFunctions: [HostFunction] = [
  .member(
    "expect:to_equal", [.init("value", "any")],
    vi: "Bằng giá trị ấy; hai bảng bằng nhau khi chứa cùng những gì.",
    en: "Equals the value; two tables do when they hold the same."
  ) { (it: ExpectationValue, call) in
    let (found, wanted) = (try it.found(), try TestedValue(call[1], run: it.run))
    return try it.ask(
      found == wanted, call,
      UnmetExpectation(
        .equal, wanted: wanted.text, found: found.text,
        difference: found.difference(from: wanted)))
  },
  .member(
    "expect:to_differ", [.init("value", "any")], vi: "Khác giá trị ấy.",
    en: "Is other than the value."
  ) { (it: ExpectationValue, call) in
    let (found, wanted) = (try it.found(), try TestedValue(call[1], run: it.run))
    return try it.ask(
      found != wanted, call, UnmetExpectation(.differ, wanted: wanted.text, found: found.text))
  },
  .member(
    "expect:to_contain", [.init("part", "any")],
    vi: "Chữ có chứa đoạn ấy; danh sách có mục ấy, hoặc có bảng mang những trường ấy.",
    en: "A text has the part in it; a list has the item, or a table with these fields."
  ) { (it: ExpectationValue, call) in
    let (found, wanted) = (try it.found(), try TestedValue(call[1], run: it.run))
    return try it.ask(
      try found.contains(wanted), call,
      UnmetExpectation(.contain, wanted: wanted.text, found: found.text))
  },
  .member(
    "expect:to_lack", [.init("part", "any")], vi: "Không chứa.", en: "Does not contain it."
  ) { (it: ExpectationValue, call) in
    let (found, wanted) = (try it.found(), try TestedValue(call[1], run: it.run))
    return try it.ask(
      !(try found.contains(wanted)), call,
      UnmetExpectation(.lack, wanted: wanted.text, found: found.text))
  },
  .member(
    "expect:to_count", [.init("count", "integer")], vi: "Danh sách có đúng bấy nhiêu mục.",
    en: "A list has so many items."
  ) { (it: ExpectationValue, call) in
    let (found, wanted) = (try it.found(), Int(clamping: try call.integer(1)))
    guard case .table(let items, _) = found else {
      throw HostError.argument(
        function: "to_count", name: "value", expected: "table", found: it.value.typeName)
    }
    return try it.ask(
      items.count == wanted, call,
      UnmetExpectation(.count(wanted), wanted: "\(wanted)", found: found.text))
  },
  .member("expect:to_be_nil", vi: "Không có gì (nil).", en: "Is nil.") {
    (it: ExpectationValue, call) in
    let found = try it.found()
    return try it.ask(found.isNil, call, UnmetExpectation(.beNil, found: found.text))
  },
  .member("expect:to_exist", vi: "Có giá trị, không phải nil.", en: "Is not nil.") {
    (it: ExpectationValue, call) in
    let found = try it.found()
    return try it.ask(!found.isNil, call, UnmetExpectation(.exist, found: found.text))
  },
  .member(
    "expect:to_fail", [.init("words", "string", optional: true)],
    vi: "Hàm ấy báo lỗi; lỗi có những chữ ấy.", en: "The function fails, with these words."
  ) { (it: ExpectationValue, call) in
    guard case .function(let function) = it.value else {
      throw HostError.argument(
        function: "to_fail", name: "value", expected: "function", found: it.value.typeName)
    }
    let wanted = call.isAbsent(1) ? "" : try call.string(1)
    let words = try it.run.failure(of: function)
    let isMet = words.map { $0.contains(wanted) } ?? false
    return try it.ask(
      isMet, call, UnmetExpectation(.fail, wanted: wanted, found: words ?? ""))
  },
]

extension TestedValue {
  /// Whether a text has another in it, or a list an item.
  fileprivate func contains(_ wanted: TestedValue) throws -> Bool {
    switch (self, wanted) {
    case (.scalar(.text(let text)), .scalar(.text(let part))):
      return part.isEmpty || composed(text).contains(composed(part))
    case (.table(let items, _), _): return items.contains { $0.has(wanted) }
    default:
      throw HostError.argument(
        function: "to_contain", name: "value", expected: "string | table", found: text)
    }
  }

  /// Whether it equals the other, or has all its fields.
  private func has(_ wanted: TestedValue) -> Bool {
    if self == wanted { return true }
    guard case .table(_, let named) = self, case .table([], let fields) = wanted, !fields.isEmpty
    else { return false }
    return fields.allSatisfy { named[$0.key]?.has($0.value) ?? false }
  }
}

extension Run {
  /// The words of the error that a function ends with; nothing when it ends well.
  fileprivate func failure(of function: LuaFunction) throws -> String? {
    do {
      _ = try function.call([])
      return nil
    } catch let error {
      if error.isLimit { throw error }
      if let cause = error.cause { return options.describe(cause) }
      guard case .runtime(let message, _, _, _) = error else { return "\(error)" }
      return message
    }
  }
}
