import Lua
import PlanModel

/// A check message is a sentence with places for what a record holds: `${unit.name}: ${rate}`.
struct CheckMessage {
  private let pieces: [Piece]

  private enum Piece {
    case text(String)
    case path([String])
  }

  init(_ text: String) throws(CheckFault) {
    var (pieces, rest): ([Piece], Substring) = ([], text[...])
    while let start = rest.firstRange(of: "${") {
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
        throw .badMessage(text)
      }
      pieces.append(.text(String(rest[..<start.lowerBound])))
      let path = rest[start.upperBound..<end].split(separator: ".").map(String.init)
      guard !path.isEmpty else { throw .badMessage(text) }
      pieces.append(.path(path))
      rest = rest[rest.index(after: end)...]
    }
    self.pieces = pieces + [.text(String(rest))]
  }

  /// The sentence about one item. `first`: names that come before the item's own; `last`: those
  /// behind.
  func text(
    about item: LuaValue, first: LuaTable?, last: LuaTable, _ tools: CheckTools
  ) throws -> String {
    try pieces.map { piece in
      switch piece {
      case .text(let text): return text
      case .path(let path):
        let known = [first, last].compactMap { $0 }.first { !$0[.string(path[0])].isNil }
        return try tools.shown(path, of: known.map { .table($0) } ?? item)
      }
    }.joined()
  }
}

/// What checks need of the Lua state, made once a run.
final class CheckTools {
  private unowned let run: Run
  /// Looks at every item, without leaving Lua but for what is found.
  let loop: LuaFunction
  private let member: LuaFunction

  init(run: Run) {
    self.run = run
    loop = CheckTools.function(
      """
      local items, test, thresholds, found = ...
      local count = 0
      local function look(item)
        count = count + 1
        local verdict, detail = test(item, thresholds)
        if verdict ~= true then found(item, verdict, detail) end
      end
      if type(items) == "table" then
        for _, item in ipairs(items) do look(item) end
      else
        for _, item in items do look(item) end
      end
      return count
      """, run)
    member = CheckTools.function("local value, name = ... return value[name]", run)
  }

  /// Our own text always loads; a state that is out of memory tells so where it is called.
  private static func function(_ source: String, _ run: Run) -> LuaFunction {
    (try? run.state.load(source, name: "check"))
      ?? run.state.makeFunction("check") { _ in throw HostError.tooLarge }
  }

  /// What a path leads to, in words; a dash where it leads to nothing. A name that no record has
  /// is an error.
  func shown(_ path: [String], of value: LuaValue) throws -> String {
    var (value, field): (LuaValue, Field?) = (value, nil)
    for name in path {
      if value.isNil { break }
      field = value.handle.flatMap { run.place(of: $0) }?.collection.field(name)
      value = try member.call([value, .string(name)]).first ?? .nil
    }
    let text = run.presenter.text(try run.plan(value), field: field)
    return text.isEmpty ? "–" : text
  }
}
