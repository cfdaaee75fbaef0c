import Lua
import PlanModel
import PlanStore

/// A query in a script's hands. Each method gives a new query; nothing is read before one of
/// the methods that end it.
final class QueryValue {
  let query: Query
  private var result: QueryResult?

  init(_ query: Query) { self.query = query }

  /// What the query gives; asked for twice, worked out once.
  func result(in snapshot: Snapshot) throws -> QueryResult {
    if let result { return result }
    let result = try snapshot.execute(query)
    self.result = result
    return result
  }

  /// The collection, when the query is a whole one.
  var collection: Collection? {
    if query.steps.isEmpty, case .collection(let collection) = query.source { collection } else { nil }
  }
}

extension Run {
  func query(_ query: Query) -> LuaValue { state.makeObject(QueryValue(query), type: queryType) }

  func makeQueryType() -> HostType<QueryValue> {
    var type = HostType<QueryValue>("query")
    for function in queryFunctions {
      type.methods[function.memberName] = { [unowned self] _, call in try function.body(self, call) }
    }
    type.index = { [unowned self] value, key, _ in try self.record(of: value, key) }
    type.newIndex = { value, key, _, _ in
      throw HostError.readOnly(owner: value.collection?.name ?? "query", name: key.text)
    }
    type.operators = [
      .len: { [unowned self] call in [.integer(Int64(try self.result(call).count))] },
      .tostring: { [unowned self] call in [.string(try self.described(call))] },
      .concat: { [unowned self] call in [.string(try self.joined(call))] },
    ]
    return type
  }

  func result(_ call: LuaCall) throws -> QueryResult { try queryValue(call).result(in: snapshot) }

  func queryValue(_ call: LuaCall) throws -> QueryValue {
    guard let value = call[1].object(as: QueryValue.self) else {
      throw HostError.argument(function: ":", name: "query", expected: "query", found: call[1].typeName)
    }
    return value
  }

  /// `plan.units["dv-012"]`: the record, or nil. A name that is nearly a method's is a mistake.
  private func record(of value: QueryValue, _ key: LuaValue) throws -> LuaValue {
    let name = key.text
    if let collection = value.collection {
      let table = try table(collection)
      if let row = table.row(id: name) { return handle(table, row) }
    }
    let near = suggestions(for: name, among: queryFunctions.map(\.memberName))
    if value.collection == nil || !near.isEmpty {
      throw HostError.unknownMember(
        owner: value.collection?.name ?? "query", name: name, suggestions: near)
    }
    return .nil
  }

  private func described(_ call: LuaCall) throws -> String {
    let value = try queryValue(call)
    let name: String
    switch value.query.source {
    case .collection(let collection): name = collection.name
    case .referring(let inverse, _): name = inverse.collection
    }
    return "\(name) (\(try value.result(in: snapshot).count))"
  }

  /// One row of a result: a record's handle, or a table of the group's values.
  func item(_ result: QueryResult, _ row: Int) throws -> LuaValue {
    switch result {
    case .records(let table, _): return handle(try self.table(table.collection), row)
    case .groups(let relation):
      let item = state.makeTable()
      for (column, value) in zip(relation.columns, relation.rows[row]) {
        item[.string(column.name)] = lua(value)
      }
      item.metatable = groupMetatable(relation)
      return .table(item)
    }
  }

  /// Makes a misspelt figure an error, and not nil.
  private func groupMetatable(_ relation: Relation) -> LuaTable {
    let names = relation.columns.map(\.name)
    if let known = groupMetatables[names] { return known }
    let metatable = state.makeTable()
    metatable[.string("__index")] = .function(
      state.makeFunction("index") { call in
        let name = call[2].text
        if names.contains(name) { return [.nil] }
        throw QueryError.unknownField(
          owner: nil, name: name, suggestions: suggestions(for: name, among: names))
      })
    metatable[.string("__metatable")] = .boolean(false)
    groupMetatables[names] = metatable
    return metatable
  }
}
