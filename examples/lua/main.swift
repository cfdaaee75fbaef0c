// Lua in a Swift program, with nothing but the binding: a price list that its owner scripts.
import Lua

/// A basket as scripts see it.
final class Basket: LuaHosted {
  private(set) var lines: [(name: String, price: Int)] = []

  static let luaType = HostType<Basket>(
    "basket", help: "What a customer takes.",
    [
      .method("add", help: "Adds a thing at a price.") { (basket, name: String, price: Int) in
        basket.lines.append((name, price))
      },
      .property("total", help: "The sum of all prices.") { basket in
        basket.lines.reduce(0) { $0 + $1.price }
      },
      .pairs { basket in basket.lines.map { ($0.name, $0.price) } },
    ])
}

let state = LuaState(limits: LuaLimits(time: .milliseconds(200), memory: 8 << 20))
state.register("discount") { (price: Int, percent: Double) in
  Int((Double(price) * (1 - percent / 100)).rounded())
}

let basket = Basket()
let rule = try state.run(
  """
  return function(basket)
    basket:add("chè", 20000)
    basket:add("bánh", discount(15000, 10))
    for name, price in pairs(basket) do print(name, price) end
    return basket.total, basket.total > 30000
  end
  """, name: "rule.lua", as: LuaFunction.self)
let (total, isLarge) = try rule.call(basket, as: (Int, Bool).self)
print("total \(total), large: \(isLarge)")

// A mistake is told with its line; an endless script is stopped.
for source in ["basket:ad('x', 1)", "while true do end"] {
  do {
    try state.load("local basket = ...\n" + source, name: "mistake.lua").call(basket, as: Void.self)
  } catch {
    print(error.report)
  }
}
