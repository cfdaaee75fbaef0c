import Lua
import PlanModel

/// A tested value is a script's value as a test compares and shows it: tables by what they hold,
/// whatever order, and days and rates by what they are.
indirect enum TestedValue: Hashable {
  case scalar(PlanValue)
  /// The items at 1, 2, …, and what else the table has by name.
  case table([TestedValue], [String: TestedValue])
  /// A function or an object of the host, which equals only itself.
  case other(type: String)

  init(_ value: LuaValue, run: Run, depth: Int = 0) throws {
    guard depth < 32 else { throw HostError.tooDeep }
    switch value {
    case .table(let table):
      // A gap ends a list; what comes behind it is told by its number.
      let items = table.array.prefix { !$0.isNil }
      var named: [String: TestedValue] = [:]
      for (key, value) in table.pairs {
        if let place = key.integer, place >= 1, place <= items.count { continue }
        let name = key.integer.map { "[\($0)]" } ?? key.text
        named[name] = try TestedValue(value, run: run, depth: depth + 1)
      }
      self = .table(try items.map { try TestedValue($0, run: run, depth: depth + 1) }, named)
    case .number(let number):
      // 1.0 is 1.
      let whole = Int64(exactly: number)
      self = .scalar(try whole.map { .integer($0) } ?? run.plan(value))
    case .nil, .boolean, .integer, .string, .bytes, .handle: self = .scalar(try run.plan(value))
    default:
      let ratio = value.object(as: RatioValue.self)
      self = ratio.map { .scalar(.ratio($0.ratio)) } ?? .other(type: value.typeName)
    }
  }

  var isNil: Bool { self == .scalar(.none) }

  /// As Lua writes it, on one line where that is short.
  var text: String {
    let line = self.line
    guard line.count > 72, case .table(let items, let named) = self else { return line }
    let rows = items.map(\.line) + TestedValue.sorted(named).map { "\($0) = \($1.line)" }
    return "{\n" + rows.map { "  \($0),\n" }.joined() + "}"
  }

  private var line: String {
    switch self {
    case .scalar(let value): TestedValue.line(value)
    case .other(let type): type
    case .table([], let named) where named.isEmpty: "{}"
    case .table(let items, let named):
      "{ "
        + (items.map(\.line) + TestedValue.sorted(named).map { "\($0) = \($1.line)" })
        .joined(separator: ", ") + " }"
    }
  }

  private static func sorted(
    _ named: [String: TestedValue]
  ) -> [(key: String, value: TestedValue)] { named.sorted { $0.key < $1.key } }

  private static func line(_ value: PlanValue) -> String {
    switch value {
    case .none: "nil"
    case .text(let text): JSONValue.string(text).text()
    case .integer(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    case .day(let day): "date(\"\(day)\")"
    case .time(let time): "date(\"\(time)\")"
    case .ratio(let ratio): "ratio(\(ratio.part), \(ratio.whole))"
    case .reference(let collection, let id): "\(collection)/\(id)"
    case .list, .json: value.json.text()
    }
  }

  /// Where a table differs from another first, or a text of several lines; nothing for others.
  func difference(from wanted: TestedValue) -> UnmetExpectation.Difference? {
    if case .scalar(.text(let text)) = self, case .scalar(.text(let other)) = wanted {
      return TestedValue.difference(text, other)
    }
    guard case .table = self, case .table = wanted else { return nil }
    return TestedValue.difference(self, wanted, path: "")
  }

  /// The first line that differs.
  private static func difference(
    _ found: String, _ wanted: String
  ) -> UnmetExpectation.Difference? {
    let sides = [found, wanted].map {
      $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    guard sides.contains(where: { $0.count > 1 }) else { return nil }
    let place = (0..<max(sides[0].count, sides[1].count)).first {
      sides[0].at($0) != sides[1].at($0)
    }
    return place.map { place in
      let lines = sides.map { TestedValue.line($0.at(place).map { .text($0) } ?? .none) }
      return UnmetExpectation.Difference(
        place: .line(place + 1), wanted: lines[1], found: lines[0])
    }
  }

  private static func difference(
    _ found: TestedValue, _ wanted: TestedValue, path: String
  ) -> UnmetExpectation.Difference? {
    if found == wanted { return nil }
    guard case .table(let items, let named) = found,
      case .table(let wantedItems, let wantedNamed) = wanted
    else {
      return UnmetExpectation.Difference(place: .path(path), wanted: wanted.text, found: found.text)
    }
    let missing = TestedValue.scalar(.none)
    for place in 0..<max(items.count, wantedItems.count) {
      let (a, b) = (items.at(place) ?? missing, wantedItems.at(place) ?? missing)
      if let found = difference(a, b, path: "\(path)[\(place + 1)]") { return found }
    }
    for name in Set(named.keys).union(wantedNamed.keys).sorted() {
      let (a, b) = (named[name] ?? missing, wantedNamed[name] ?? missing)
      if let found = difference(a, b, path: path + (name.hasPrefix("[") ? name : "." + name)) {
        return found
      }
    }
    return nil
  }
}

extension Array {
  fileprivate func at(_ place: Int) -> Element? { place < count ? self[place] : nil }
}
