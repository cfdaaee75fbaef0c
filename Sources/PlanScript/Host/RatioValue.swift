import Lua
import PlanModel

/// A ratio in a script's hands: it keeps its two numbers, adds up, compares, and prints as
/// a percentage.
final class RatioValue {
  let ratio: Ratio

  init(_ ratio: Ratio) { self.ratio = ratio }
}

extension Run {
  /// The same ratio is the same value, so that it compares and keys tables as one expects.
  func lua(_ ratio: Ratio) -> LuaValue {
    if let known = ratios[ratio] { return known }
    let value = state.makeObject(RatioValue(ratio), type: ratioType)
    ratios[ratio] = value
    return value
  }

  func makeRatioType() -> HostType<RatioValue> {
    var type = HostType<RatioValue>("ratio")
    type.properties = [
      "part": { value, _ in .integer(value.ratio.part) },
      "whole": { value, _ in .integer(value.ratio.whole) },
      "percent": { [unowned self] value, _ in
        self.lua(value.ratio.percent(places: self.presenter.format.percentPlaces).map { .decimal($0) } ?? .none)
      },
    ]
    type.operators = [
      .tostring: { [unowned self] call in [.string(self.presenter.text(try self.plan(call[1])))] },
      .concat: { [unowned self] call in [.string(try self.joined(call))] },
      .add: { [unowned self] call in [try self.sum(call)] },
      .lt: { [unowned self] call in [.boolean(try self.order(call).map { $0 < 0 } ?? false)] },
      .le: { [unowned self] call in [.boolean(try self.order(call).map { $0 <= 0 } ?? false)] },
    ]
    return type
  }

  private func sum(_ call: LuaCall) throws -> LuaValue {
    guard let a = call[1].object(as: RatioValue.self), let b = call[2].object(as: RatioValue.self),
      let sum = a.ratio.adding(b.ratio)
    else {
      let other = call[1].object(as: RatioValue.self) == nil ? call[1] : call[2]
      throw HostError.argument(function: "+", name: "ratio", expected: "ratio", found: other.typeName)
    }
    return lua(sum)
  }

  /// How the two operands of a comparison stand, as a reader expects; nothing when one is a
  /// rate of nobody.
  func order(_ call: LuaCall) throws -> Int? {
    let (a, b) = (try plan(call[1]), try plan(call[2]))
    if let order = a.compared(to: b) { return order }
    if a.isRateOfNobody || b.isRateOfNobody { return nil }
    throw HostError.argument(
      function: "<", name: call[1].typeName, expected: call[1].typeName, found: call[2].typeName)
  }

  /// `..` with a value that prints.
  func joined(_ call: LuaCall) throws -> String { try call.tostring(1) + call.tostring(2) }
}

extension PlanValue {
  fileprivate var isRateOfNobody: Bool {
    if case .ratio(let ratio) = self { ratio.whole == 0 } else { false }
  }
}
