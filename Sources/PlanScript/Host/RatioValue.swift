import Lua
import PlanModel

/// A ratio in a script's hands: it keeps its two numbers, adds up, compares, and prints as
/// a percentage.
final class RatioValue {
  let ratio: Ratio
  /// The run outlives its Lua state, and with it every value that the state holds.
  unowned let run: Run

  init(_ ratio: Ratio, run: Run) {
    self.ratio = ratio
    self.run = run
  }

  static let type: HostType<RatioValue> = HostType(
    "ratio",
    properties: [
      "part": { value, _ in .integer(value.ratio.part) },
      "whole": { value, _ in .integer(value.ratio.whole) },
      "percent": { value, _ in try value.percent() },
    ],
    operators: [
      .tostring: { call in
        let value = try call.object(1, RatioValue.type)
        return [.string(value.run.presenter.text(.ratio(value.ratio)))]
      },
      .concat: { call in [.string(try call.joined())] },
      .add: { call in
        let a = try call.object(1, RatioValue.type)
        let b = try call.object(2, RatioValue.type)
        guard let sum = a.ratio.adding(b.ratio) else { throw HostError.tooLarge }
        return [a.run.lua(sum)]
      },
      .lt: { call in [.boolean(try order(call).map { $0 < 0 } ?? false)] },
      .le: { call in [.boolean(try order(call).map { $0 <= 0 } ?? false)] },
    ])

  private func percent() throws -> LuaValue {
    let places = run.presenter.percentPlaces
    return try run.lua(ratio.percent(places: places).map { .decimal($0) } ?? .none)
  }

  private static func order(_ call: LuaCall) throws -> Int? {
    let value = call[1].object(as: RatioValue.self) ?? call[2].object(as: RatioValue.self)
    return try value?.run.order(call[1], call[2])
  }
}

extension Run {
  /// The same ratio is the same value, so that it compares and keys tables as one expects.
  func lua(_ ratio: Ratio) -> LuaValue {
    if let known = ratios[ratio] { return state.makeObject(known, type: RatioValue.type) }
    let value = RatioValue(ratio, run: self)
    ratios[ratio] = value
    return state.makeObject(value, type: RatioValue.type)
  }

  /// How the two operands of a comparison stand, as a reader expects; nothing when one is a
  /// rate of nobody.
  func order(_ a: LuaValue, _ b: LuaValue) throws -> Int? {
    let (left, right) = (try plan(a), try plan(b))
    if let order = left.compared(to: right) { return order }
    if left.isRateOfNobody || right.isRateOfNobody { return nil }
    throw HostError.argument(function: "<", name: "2", expected: a.typeName, found: b.typeName)
  }
}

extension PlanValue {
  fileprivate var isRateOfNobody: Bool {
    if case .ratio(let ratio) = self { ratio.whole == 0 } else { false }
  }
}
