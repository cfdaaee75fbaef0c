import Lua
import PlanModel
import PlanStore

/// The methods of queries: those that give another query, and those that end one.
let queryFunctions: [HostFunction] = [
  .method(
    "query:where", [.init("conditions", "table | function")], result: "query", rows: .query,
    vi: "Giữ những bản ghi thỏa mọi điều kiện.", en: "Keeps the records that meet every condition.",
    body: { value, call in try value.extended(by: try value.run.filter(call[1])) }),
  .method(
    "query:sort", [.init("field", "string"), .init("…", "string", optional: true)],
    result: "query", rows: .query, vi: "Sắp xếp theo trường; \"-trường\" là giảm dần.",
    en: "Sorts by fields; \"-field\" descends.",
    body: { value, call in
      try value.extended(by: .sort(try call.texts().map { SortKey($0) }))
    }),
  .method(
    "query:limit", [.init("count", "number"), .init("offset", "number", optional: true)],
    result: "query", rows: .query, vi: "Lấy nhiều nhất ngần ấy bản ghi.",
    en: "Takes at most that many records.",
    body: { value, call in
      let offset = call.isAbsent(2) ? 0 : Int(clamping: try call.integer(2))
      let limit = Int(clamping: try call.integer(1))
      return try value.extended(by: .slice(offset: offset, limit: limit))
    }),
  .method(
    "query:group_by",
    [.init("field", "string | by.… | table"), .init("…", "any", optional: true)],
    result: "query", vi: "Gom nhóm theo trường, hoặc by.month(\"trường\") ….",
    en: "Groups by fields, or by.month(\"field\") ….",
    body: { value, call in
      try value.extended(
        by: .group(keys: try value.run.keys(call.arguments, "group_by"), figures: []))
    }),
  .method(
    "query:summarise", [.init("figures", "table")], result: "query",
    vi: "Tính số liệu cho từng nhóm.", en: "Works out figures for each group.",
    body: { value, call in try value.summarised(try value.run.figures(call[1])) }),
  .method(
    "query:each", result: "iterator", rows: .iterator, vi: "Duyệt: for i, r in q:each() do.",
    en: "Walks through: for i, r in q:each() do.",
    body: { value, _ in [try value.run.iterator(try value.result())] }),
  .method(
    "query:all", result: "table", rows: .list, vi: "Danh sách mọi bản ghi.",
    en: "A list of all records.",
    body: { value, _ in
      let result = try value.result()
      return [try value.run.list(try result.rows.map { try value.run.item(result, $0) })]
    }),
  .method(
    "query:first", result: "record", rows: .rowOrNil, vi: "Bản ghi đầu, hoặc nil.",
    en: "The first record, or nil.",
    body: { value, _ in
      let result = try value.result()
      return [try result.rows.first.map { try value.run.item(result, $0) } ?? .nil]
    }),
  .method(
    "query:one", result: "record", rows: .row,
    vi: "Bản ghi duy nhất; lỗi nếu không có hoặc có nhiều.",
    en: "The only record; an error when there is none, or several.",
    body: { value, _ in
      let result = try value.result()
      guard result.count == 1, let row = result.rows.first else {
        throw HostError.notOne(count: result.count)
      }
      return [try value.run.item(result, row)]
    }),
  .method(
    "query:count", result: "number", vi: "Số bản ghi.", en: "How many records.",
    body: { value, _ in [.integer(Int64(try value.result().count))] }),
  .method(
    "query:values", [.init("field", "string")], result: "table",
    vi: "Danh sách giá trị của một trường, bỏ trống thì bỏ qua.",
    en: "A list of one field's values, without the empty ones.",
    body: { value, call in
      let run = value.run
      let values = try run.current().values(of: Path(try call.string(1)), in: try value.result())
      return [try run.list(try values.map(run.lua).filter { !$0.isNil })]
    }),
  .method(
    "query:get", [.init("id", "string")], result: "record", rows: .row,
    vi: "Bản ghi có mã ấy; lỗi nếu không có.",
    en: "The record of that id; an error when there is none.",
    body: { value, call in [try value.get(try call.string(1))] }),
]

extension QueryValue {
  func extended(by step: Query.Step) throws -> [LuaValue] {
    try checked(query.adding(step))
  }

  /// A mistake in the query is told where it was made, not where the query is executed.
  private func checked(_ query: Query) throws -> [LuaValue] {
    try run.current().check(query)
    return [run.query(query)]
  }

  /// Figures for the groups of the last step; for all records together when there are none.
  fileprivate func summarised(_ figures: [Figure]) throws -> [LuaValue] {
    var query = query
    var keys: [Key] = []
    if case .group(let known, let none)? = query.steps.last, none.isEmpty {
      keys = known
      query.steps.removeLast()
    }
    return try checked(query.adding(.group(keys: keys, figures: figures)))
  }

  fileprivate func get(_ id: String) throws -> LuaValue {
    guard case .records(let table, let rows) = try result() else {
      throw HostError.argument(function: "get", name: "query", expected: "records", found: "groups")
    }
    if let row = table.row(id: id), rows.holds(row) { return try run.handle(table.collection, row) }
    throw QueryError.unknownRecord(
      collection: table.collection.name, id: id, suggestions: table.ids(near: id))
  }
}

extension Run {
  func iterator(_ result: QueryResult) throws -> LuaValue {
    switch result {
    case .records(let table, let rows):
      let number = try know(table.collection)
      switch rows {
      case .all(let count): return .function(state.makeRowIterator(table: number, rows: 0..<count))
      case .some(let rows):
        return .function(state.makeRowIterator(table: number, rows: ContiguousArray(rows)))
      }
    case .groups(let relation): return .function(try groupIterator(relation))
    }
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
}
