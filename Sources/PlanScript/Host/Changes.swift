import Lua
import PlanModel
import PlanStore

/// Changes are what a script assigns, adds and removes. They go into the run's proposal, which
/// holds each against the model at once; the engine is told what it may no longer read by
/// itself.
extension Run {
  /// `record.field = value`
  func assign(_ name: String, ofRow row: Int, in collection: Collection, _ value: LuaValue) throws {
    if Catalogue.inverse(name, of: collection.name) != nil {
      throw HostError.readOnly(owner: collection.name, name: name)
    }
    let value = try proposed(value, for: name)
    guard try proposal.set(name, ofRow: row, in: collection, to: value),
      let position = collection.position(of: name)
    else { return }
    close(OpenColumn.Key(table: try know(collection), position: position), name)
  }

  /// `plan.tasks:add { … }`
  func add(_ table: LuaTable, to collection: Collection) throws -> LuaValue {
    var values: [(String, PlanValue)] = []
    try table.forEachPair { key, value in
      guard case .string(let name) = key else {
        throw HostError.argument(
          function: "add", name: "fields", expected: "{ field = value }", found: key.typeName)
      }
      values.append((name, try proposed(value, for: name)))
    }
    // A Lua table has no order, and the first mistake told should be the same each time.
    values.sort { $0.0 < $1.0 }
    return try add(values, to: collection)
  }

  func add(_ values: [(String, PlanValue)], to collection: Collection) throws -> LuaValue {
    let row = try proposal.add(values, to: collection)
    let number = try know(collection)
    openColumns = openColumns.filter { $0.key.table != number }
    try define(collection, number)
    closeReferences(to: collection)
    return try handle(collection, row)
  }

  /// `plan.tasks:remove(id)`, `plan.tasks:remove(record)`
  func remove(_ value: LuaValue, from collection: Collection) throws {
    try proposal.remove(row: try row(value, in: collection), from: collection)
    closeReferences(to: collection)
  }

  private func row(_ value: LuaValue, in collection: Collection) throws -> Int {
    if case .string(let id) = value {
      if let row = try proposal.row(id: id, in: collection) { return row }
      throw Proposal.Failure.unknownRecord(
        RecordKey(collection.name, id),
        suggestions: try current().table(collection).ids(near: id))
    }
    if let place = value.handle.flatMap(place), place.collection.name == collection.name {
      return place.row
    }
    throw HostError.argument(
      function: "remove", name: "record", expected: "string | record", found: value.typeName)
  }

  /// A reference to a record that has come or gone leads elsewhere now.
  private func closeReferences(to collection: Collection) {
    for key in openColumns.keys {
      guard let owner = collections[key.table], owner.fields[key.position].target == collection.name
      else { continue }
      close(key, owner.fields[key.position].name)
    }
  }

  /// A value that a field could hold: no function, query or text in another encoding.
  private func proposed(_ value: LuaValue, for name: String, depth: Int = 0) throws -> PlanValue {
    guard depth < 32 else { throw HostError.tooDeep }
    func wrong() -> HostError {
      .argument(function: name, name: name, expected: "value", found: value.typeName)
    }
    switch value {
    case .function, .other, .bytes: throw wrong()
    case .object where value.object(as: RatioValue.self) == nil: throw wrong()
    case .table(let table):
      for (_, item) in table.pairs { _ = try proposed(item, for: name, depth: depth + 1) }
    default: break
    }
    return try plan(value)
  }
}

/// The methods of a collection that change it.
let changeFunctions: [HostFunction] = [
  .method(
    "query:add", [.init("fields", "table")], result: "record", rows: .row,
    vi: "Thêm một bản ghi vào tập hợp; thiếu mã thì tự đặt mã kế tiếp.",
    en: "Adds a record to a collection; without an id it gets the next one.",
    body: { value, call in
      let collection = try value.changeable("add")
      return [try value.run.add(try call.table(1), to: collection)]
    }),
  .method(
    "query:remove", [.init("record", "string | record")],
    vi: "Bỏ một bản ghi khỏi tập hợp.", en: "Takes a record out of a collection.",
    body: { value, call in
      try value.run.remove(call[1], from: try value.changeable("remove"))
      return []
    }),
]

extension QueryValue {
  /// The whole collection that the query is.
  fileprivate func changeable(_ function: String) throws -> Collection {
    guard let collection else { throw HostError.notACollection(function: function) }
    return collection
  }
}
