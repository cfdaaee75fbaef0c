import Lua
import PlanModel
import PlanStore

/// The methods of queries: those that give another query, and those that end one.
let queryFunctions = [
  HostFunction(
    "query:where", [.init("conditions", "table | function")], result: "query",
    vi: "Giữ những bản ghi thỏa mọi điều kiện.", en: "Keeps the records that meet every condition."
  ) { run, call in
    try run.extended(call, by: try run.filter(call[2]))
  },
  HostFunction(
    "query:sort", [.init("field", "string"), .init("…", "string", optional: true)], result: "query",
    vi: "Sắp xếp theo trường; \"-trường\" là giảm dần.", en: "Sorts by fields; \"-field\" descends."
  ) { run, call in
    try run.extended(call, by: .sort(try run.texts(call, from: 2).map { SortKey($0) }))
  },
  HostFunction(
    "query:limit", [.init("count", "number"), .init("offset", "number", optional: true)], result: "query",
    vi: "Lấy nhiều nhất ngần ấy bản ghi.", en: "Takes at most that many records."
  ) { run, call in
    let offset = call[3] == .nil ? 0 : try call.integer(3)
    return try run.extended(
      call, by: .slice(offset: Int(clamping: offset), limit: Int(clamping: try call.integer(2))))
  },
  HostFunction(
    "query:group_by", [.init("field", "string"), .init("…", "string", optional: true)], result: "query",
    vi: "Gom nhóm theo trường.", en: "Groups by fields."
  ) { run, call in
    try run.extended(call, by: .group(keys: try run.texts(call, from: 2).map { Path($0) }, figures: []))
  },
  HostFunction(
    "query:summarise", [.init("figures", "table")], result: "query",
    vi: "Tính số liệu cho từng nhóm.", en: "Works out figures for each group."
  ) { run, call in try run.summarised(call) },
  HostFunction(
    "query:each", result: "iterator", vi: "Duyệt: for i, r in q:each() do.",
    en: "Walks through: for i, r in q:each() do."
  ) { run, call in [try run.iterator(try run.result(call))] },
  HostFunction(
    "query:all", result: "table", vi: "Danh sách mọi bản ghi.", en: "A list of all records."
  ) { run, call in
    let result = try run.result(call)
    return [run.list(try result.rows.map { try run.item(result, $0) })]
  },
  HostFunction(
    "query:first", result: "record", vi: "Bản ghi đầu, hoặc nil.", en: "The first record, or nil."
  ) { run, call in
    let result = try run.result(call)
    return [try result.rows.first.map { try run.item(result, $0) } ?? .nil]
  },
  HostFunction(
    "query:one", result: "record", vi: "Bản ghi duy nhất; lỗi nếu không có hoặc có nhiều.",
    en: "The only record; an error when there is none, or several."
  ) { run, call in
    let result = try run.result(call)
    guard result.count == 1, let row = result.rows.first else {
      throw HostError.notOne(count: result.count)
    }
    return [try run.item(result, row)]
  },
  HostFunction("query:count", result: "number", vi: "Số bản ghi.", en: "How many records.") { run, call in
    [.integer(Int64(try run.result(call).count))]
  },
  HostFunction(
    "query:values", [.init("field", "string")], result: "table",
    vi: "Danh sách giá trị của một trường, bỏ trống thì bỏ qua.",
    en: "A list of one field's values, without the empty ones."
  ) { run, call in
    let result = try run.result(call)
    let values = try run.snapshot.values(of: Path(try call.string(2)), in: result)
    return [run.list(values.map { run.lua($0) }.filter { $0 != .nil })]
  },
  HostFunction(
    "query:get", [.init("id", "string")], result: "record",
    vi: "Bản ghi có mã ấy; lỗi nếu không có.", en: "The record of that id; an error when there is none."
  ) { run, call in [try run.get(call)] },
]

extension Run {
  fileprivate func extended(_ call: LuaCall, by step: Query.Step) throws -> [LuaValue] {
    let query = try queryValue(call).query.adding(step)
    try snapshot.check(query)
    return [self.query(query)]
  }

  fileprivate func texts(_ call: LuaCall, from first: Int) throws -> [String] {
    try (first...max(first, call.count)).map { try call.string($0) }
  }

  fileprivate func summarised(_ call: LuaCall) throws -> [LuaValue] {
    var query = try queryValue(call).query
    var keys: [Path] = []
    if case .group(let known, let figures)? = query.steps.last, figures.isEmpty {
      keys = known
      query.steps.removeLast()
    }
    query.steps.append(.group(keys: keys, figures: try figures(call[2])))
    try snapshot.check(query)
    return [self.query(query)]
  }

  fileprivate func get(_ call: LuaCall) throws -> LuaValue {
    let id = try call.string(2)
    let result = try result(call)
    guard case .records(let table, let rows) = result else {
      throw HostError.argument(function: "get", name: "query", expected: "records", found: "groups")
    }
    if let row = table.row(id: id), rows.holds(row) { return try item(result, row) }
    throw QueryError.unknownRecord(
      collection: table.collection.name, id: id, suggestions: table.ids(near: id))
  }

  fileprivate func iterator(_ result: QueryResult) throws -> LuaValue {
    if case .records(let table, let rows) = result {
      return state.makeRowIterator(table: number(of: try self.table(table.collection).collection), rows: rows.iteration)
    }
    var (rows, index) = (result.rows.makeIterator(), Int64(0))
    return .function(
      state.makeFunction("each") { [unowned self] _ in
        guard let row = rows.next() else { return [.nil] }
        index += 1
        return [.integer(index), try self.item(result, row)]
      })
  }
}

extension QueryResult {
  /// The rows in their order.
  var rows: [Int] {
    switch self {
    case .records(_, let rows): (0..<rows.count).map { rows[$0] }
    case .groups(let relation): Array(relation.rows.indices)
    }
  }
}

extension RowSelection {
  fileprivate func holds(_ row: Int) -> Bool {
    switch self {
    case .all(let count): row < count
    case .some(let rows): rows.contains(UInt32(row))
    }
  }

  fileprivate var iteration: RowIteration {
    switch self {
    case .all(let count): .range(0..<count)
    case .some(let rows): .list(rows)
    }
  }
}
