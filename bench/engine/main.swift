// What crossing between Lua and Swift costs, beside a C function in stock Lua: all in one run,
// in turn, the best of several, so that what else the machine does hits all alike.
import CLua
import Foundation
import Lua

/// An object as a host would declare it.
final class Point: LuaHosted {
  let x: Double
  init(_ x: Double) { self.x = x }

  static let luaType = HostType<Point>(
    "point",
    [
      .property("x") { $0.x },
      .method("plus") { (point, by: Double) in point.x + by },
    ])
}

/// A loop that gets its number of rounds and gives the seconds that they took.
func loop(_ body: String) -> String {
  """
  local rounds = ...
  local area, point, clock = area, point, os.clock
  local sum, start = 0.0, clock()
  for i = 1, rounds do \(body) end
  return clock() - start
  """
}

/// As careful as `luaL_checknumber` makes a C function.
func area(_ lua: OpaquePointer?) -> Int32 {
  lua_pushnumber(lua, luaL_checknumber(lua, 1) * luaL_checknumber(lua, 2))
  return 1
}

func stock(_ lua: OpaquePointer?, _ body: String, rounds: Int) -> Double {
  guard luaL_loadstring(lua, loop(body)) == LUA_OK else { return .nan }
  lua_pushinteger(lua, lua_Integer(rounds))
  lua_callk(lua, 1, 1, 0, nil)
  defer { lua_settop(lua, -2) }
  return lua_tonumberx(lua, -1, nil)
}

/// The best of 15 turns, in nanoseconds a round.
func best(_ turns: [(String, () throws -> Double)], rounds: Int) throws -> [String: Double] {
  var best: [String: Double] = [:]
  for _ in 0..<15 {
    for (name, turn) in turns {
      best[name] = min(best[name] ?? .infinity, try turn() * 1e9 / Double(rounds))
    }
  }
  return best
}

func time(_ body: () -> Void) -> Double {
  let time = ContinuousClock().measure(body).components
  return Double(time.seconds) + Double(time.attoseconds) * 1e-18
}

func calls(rounds: Int) throws -> [String: Double] {
  let lua = luaL_newstate()
  defer { lua_close(lua) }
  luaL_openlibs(lua)
  lua_pushcclosure(lua, area, 0)
  lua_setglobal(lua, "area")

  let state = LuaState()
  state.register("area") { (w: Double, h: Double) in w * h }
  try state.globals.set("point", to: Point(3))
  func ours(_ body: String) throws -> Double {
    try state.load(loop(body), name: "bench").call(rounds, as: Double.self)
  }
  return try best(
    [
      ("C function", { stock(lua, "sum = sum + area(i, 2.0)", rounds: rounds) }),
      ("Swift closure", { try ours("sum = sum + area(i, 2.0)") }),
      ("property", { try ours("sum = sum + point.x") }),
      ("method", { try ours("sum = sum + point:plus(1.0)") }),
    ], rounds: rounds)
}

func states(rounds: Int) throws -> [String: Double] {
  try best(
    [
      (
        "stock",
        {
          time {
            for _ in 0..<rounds {
              let lua = luaL_newstate()
              luaL_openlibs(lua)
              lua_close(lua)
            }
          }
        }
      ),
      ("sandboxed", { time { for _ in 0..<rounds { _ = LuaState() } } }),
    ], rounds: rounds)
}

/// A line of fields for the shell: name, nanoseconds, ratio.
func line(_ name: String, _ figures: [String: Double], of key: String, to peer: String) {
  let (value, base) = (figures[key] ?? .nan, figures[peer] ?? .nan)
  print("\(name)\t\((value * 10).rounded() / 10)\t\((value / base * 100).rounded() / 100)")
}

if CommandLine.arguments.count > 1 {
  try printOvershoots(in: CommandLine.arguments[1])
  exit(0)
}
let costs = try calls(rounds: 300_000)
line("C function, stock Lua", costs, of: "C function", to: "C function")
line("typed Swift closure", costs, of: "Swift closure", to: "C function")
line("property of a host object", costs, of: "property", to: "C function")
line("method of a host object", costs, of: "method", to: "C function")
let made = try states(rounds: 100)
line("stock state with its libraries", made, of: "stock", to: "stock")
line("sandboxed state", made, of: "sandboxed", to: "stock")
