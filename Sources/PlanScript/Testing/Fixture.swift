import Lua
import PlanModel
import PlanStore

/// A fixture says in a few lines which records a scratch store has. What it leaves out and a
/// record must have is filled in.
struct Fixture {
  let store: MemoryStore
  /// What is today in the store; nothing for the day of all tests.
  let today: Day?

  static let names = ["today", "sample"] + Catalogue.collections.map(\.name)
  /// The day that is today where nobody says.
  static let day = Day(number: 19_723)  // 2024-01-01
  /// Records of one collection.
  static let limit = 10_000

  init(_ table: LuaTable?, run: Run) throws {
    var (records, isSample, today): ([String: [Draft]], Bool, Day?) = ([:], false, nil)
    for (key, value) in table?.pairs.sorted(by: { $0.key.text < $1.key.text }) ?? [] {
      switch (key.text, value) {
      case ("today", _): today = try Fixture.day(value)
      case ("sample", .boolean(let flag)): isSample = flag
      case (let name, _):
        guard let collection = Catalogue.collection(name) else {
          throw HostError.unknownOption(name, of: "scratch", among: Fixture.names)
        }
        records[name] = try Fixture.drafts(value, of: collection, run: run)
      }
    }
    self.today = today
    if isSample {
      if let other = records.keys.min() { throw TestFault.besideSample(other) }
      store = Fixture.sample
    } else {
      store = MemoryStore(files: FixtureRecords(records).files)
    }
  }

  private static let sample = MemoryStore(
    files: Dictionary(
      uniqueKeysWithValues: ShippedLibrary.sampleFiles.map { ($0.path, Array($0.bytes)) }))

  /// A day as tests write it: a date, or its text.
  static func day(_ value: LuaValue) throws -> Day {
    if let day = value.handle?.day { return day }
    guard let day = value.string.flatMap(Day.init) else {
      throw HostError.notADay(text: value.text)
    }
    return day
  }

  /// One record as the test wrote it, before anything is filled in.
  struct Draft {
    var members: [JSONValue.Member]
    /// Nobody wrote anything of it: it becomes a plausible one.
    let isPlausible: Bool
  }

  private static func drafts(
    _ value: LuaValue, of collection: Collection, run: Run
  ) throws -> [Draft] {
    if case .table(let table) = value {
      if collection.isSingle { return [try draft(table, of: collection, run: run)] }
      let items = table.array
      guard items.count == table.pairs.count, items.count <= limit else {
        throw wrong(value, items.count, collection)
      }
      return try items.map { item in
        guard let table = item.table else { throw wrong(item, 0, collection) }
        return try draft(table, of: collection, run: run)
      }
    }
    guard let count = value.integer, !collection.isSingle, (0...Int64(limit)).contains(count) else {
      throw wrong(value, Int(clamping: value.integer ?? 0), collection)
    }
    return (0..<count).map { _ in Draft(members: [], isPlausible: true) }
  }

  private static func wrong(_ value: LuaValue, _ count: Int, _ collection: Collection) -> TestFault
  {
    count > limit
      ? .tooManyRecords(collection: collection.name, count: count, limit: limit)
      : .badRecords(collection: collection.name, found: value.typeName)
  }

  /// References may lead to nothing: a test may be about that.
  private static var check: FieldCheck { FieldCheck(holds: { _, _ in true }, near: { _, _ in [] }) }

  private static func draft(
    _ table: LuaTable, of collection: Collection, run: Run
  ) throws -> Draft {
    var members: [JSONValue.Member] = []
    for (key, value) in table.pairs.sorted(by: { $0.key.text < $1.key.text }) {
      let json = try check.json(try run.plan(value), for: key.text, of: collection)
      if let json { members.append(.init(key.text, json)) }
    }
    return Draft(members: members, isPlausible: false)
  }
}
