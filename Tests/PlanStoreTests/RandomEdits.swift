import Chance
import PlanModel

@testable import PlanStore

/// A random file of tasks, spelled in random ways, and random changes of it, made to a plain
/// model as well.
struct RandomEdits {
  private var dice: Dice
  /// The records as they shall be.
  private(set) var model: [[JSONValue.Member]] = []
  private(set) var text = ""
  private(set) var changes = ChangeSet()
  /// Ids of records that no change touched.
  private(set) var untouched: Set<String> = []

  init(seed: UInt64) {
    dice = Dice(seed)
    let before = (0..<dice.below(6)).map { record("t\($0)") }
    text =
      "["
      + before.map { RandomJSON.spelling(.object($0), &dice) }
      .joined(separator: dice.below(2) == 0 ? ",\n" : " , ") + "]"
    model = before
    untouched = Set(before.map(\.id))
    for number in 0..<dice.below(9) { change(number) }
  }

  private mutating func record(_ id: String) -> [JSONValue.Member] {
    var members = [JSONValue.Member("id", .string(id)), .init("title", text(&dice))]
    for name in ["output", "note ☂", "status", "x", "y"] where dice.below(2) == 0 {
      members.append(.init(name, value(of: name)))
    }
    return members.shuffled(using: &dice)
  }

  private func text(_ dice: inout Dice) -> JSONValue { .string(RandomJSON.string(&dice)) }

  private mutating func value(of name: String) -> JSONValue {
    switch name {
    case "output", "title": text(&dice)
    case "status": .string(["open", "done"][dice.below(2)])
    default: RandomJSON.value(&dice, depth: 3)
    }
  }

  private mutating func change(_ number: Int) {
    let choice = dice.below(4)
    if choice == 0 || model.isEmpty { return add("n\(number)") }
    let place = dice.below(model.count)
    let key = RecordKey("tasks", model[place].id)
    untouched.remove(key.id)
    if choice == 1 {
      changes.remove(key, model[place])
      model.remove(at: place)
    } else {
      let name = ["title", "output", "note ☂", "status", "x", "z"][dice.below(6)]
      let new = dice.below(4) == 0 && name != "title" ? nil : value(of: name)
      changes.update(key, FieldChange(field: name, base: model[place][name], value: new))
      model[place] = model[place].setting(name, to: new)
    }
  }

  private mutating func add(_ id: String) {
    let new = record(id)
    changes.add(RecordKey("tasks", id), new)
    model.append(new)
  }
}

extension [JSONValue.Member] {
  var id: String { self["id"]?.string ?? "" }

  /// The same whatever the order of the names.
  var inOrder: String {
    JSONValue.object(sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }).text()
  }
}

extension Dice {
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
