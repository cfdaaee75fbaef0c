import Lua
import PlanModel
import PlanStore

/// All methods of queries.
let methodFunctions = queryFunctions + shapeFunctions + changeFunctions

/// A query in a script's hands. Each method gives a new query; nothing is read before one of
/// the methods that end it.
final class QueryValue {
  let query: Query
  /// The run outlives its Lua state, and with it every value that the state holds.
  unowned let run: Run
  private var known: (revision: Int, generation: UInt16, result: QueryResult)?

  init(_ query: Query, run: Run) {
    self.query = query
    self.run = run
  }

  /// What the query gives; asked for twice, worked out once, unless something was changed.
  func result() throws -> QueryResult {
    let (revision, generation) = (run.proposal.revision, run.state.generation)
    if let known, known.revision == revision, known.generation == generation {
      return known.result
    }
    let result = try run.current().execute(query)
    known = (revision, generation, result)
    return result
  }

  /// The collection, when the query is a whole one.
  var collection: Collection? {
    guard query.steps.isEmpty, case .collection(let collection) = query.source else { return nil }
    return collection
  }

  static let type: HostType<QueryValue> = HostType(
    "query", methods: methods, index: { value, key, _ in try value.record(key.text) },
    newIndex: { value, key, _, _ in
      throw HostError.readOnly(owner: value.collection?.name ?? "query", name: key.text)
    },
    operators: [
      .len: { call in [.integer(Int64(try operand(call).result().count))] },
      .tostring: { call in [.string(try operand(call).described())] },
      .concat: { call in [.string(try call.joined())] },
    ])

  private static var methods: [String: HostType<QueryValue>.Method] {
    var methods: [String: HostType<QueryValue>.Method] = [:]
    for function in methodFunctions {
      if case .method(let body) = function.body { methods[function.memberName] = body }
    }
    return methods
  }

  private static func operand(_ call: LuaCall) throws -> QueryValue {
    try call.object(1, type)
  }

  /// `plan.units["dv-012"]`: the record, or nil. A name that is nearly a method's is a mistake.
  private func record(_ name: String) throws -> LuaValue {
    if let collection {
      let record = try run.record(name, in: collection.name)
      if !record.isNil { return record }
    }
    let near = suggestions(
      for: name, among: methodFunctions.map(\.memberName), slips: 1)
    if collection == nil || !near.isEmpty {
      throw HostError.unknownMember(
        owner: collection?.name ?? "query", name: name, suggestions: near)
    }
    return .nil
  }

  private func described() throws -> String {
    let name =
      switch query.source {
      case .collection(let collection): collection.name
      case .referring(let inverse, _): inverse.collection
      }
    return "\(name) (\(try result().count))"
  }
}

extension Run {
  func query(_ query: Query) -> LuaValue {
    state.makeObject(QueryValue(query, run: self), type: QueryValue.type)
  }

  /// One row of a result: a record's handle, or a table of the group's values.
  func item(_ result: QueryResult, _ row: Int) throws -> LuaValue {
    switch result {
    case .records(let table, _): return try handle(table.collection, row)
    case .groups(let relation):
      let values = try relation.rows[row].map(lua)
      return .table(try groupTemplate(relation.names).make(values))
    }
  }

  /// Goes through groups one by one, each with its number.
  func groupIterator(_ relation: Relation) throws -> LuaFunction {
    let template = try groupTemplate(relation.names)
    var next = 0
    return state.makeFunction(
      "each",
      onStack: { [unowned self] stack, _ in
        guard next < relation.rows.count else {
          stack.pushNil()
          return 1
        }
        let values = try relation.rows[next].map(lua)
        next += 1
        stack.push(integer: Int64(next))
        try template.push(values, on: stack)
        return 2
      })
  }

  /// Makes a misspelt figure an error, and not nil.
  private func groupTemplate(_ names: [String]) throws -> LuaTableTemplate {
    // Row after row of one result: the same array, which is compared in no time.
    if let latestGroup, latestGroup.names == names { return latestGroup.template }
    let template = try groupTemplates[names] ?? newGroupTemplate(names)
    groupTemplates[names] = template
    latestGroup = (names, template)
    return template
  }

  private func newGroupTemplate(_ names: [String]) throws -> LuaTableTemplate {
    let metatable = try strictMetatable { name in
      if names.contains(name) { return }
      throw QueryError.unknownField(
        owner: nil, name: name, suggestions: suggestions(for: name, among: names))
    }
    return try state.makeTemplate(names, metatable: metatable)
  }

  /// A metatable that asks about every name that its table does not have.
  func strictMetatable(_ refuse: @escaping (String) throws -> Void) throws -> LuaTable {
    let metatable = state.makeTable()
    let index = state.makeFunction("index") { call in
      try refuse(call[2].text)
      return [.nil]
    }
    try metatable.set("__index", .function(index))
    try metatable.set("__metatable", false)
    return metatable
  }
}

extension LuaCall {
  /// `..` with a value that prints.
  func joined() throws -> String { try tostring(1) + tostring(2) }
}
