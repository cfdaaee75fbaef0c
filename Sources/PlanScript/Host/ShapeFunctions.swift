import Lua
import PlanModel
import PlanStore

private let pivotOptions = ["rows", "columns", "value", "total"]
private let joinOptions = ["on", "optional"]

/// The methods of queries that give their results another shape.
let shapeFunctions: [HostFunction] = [
  .method(
    "query:select", [.init("field", "string | by.… | table"), .init("…", "any", optional: true)],
    result: "query", vi: "Chỉ giữ những cột này; { tên = \"trường\" } đặt tên cột.",
    en: "Keeps only these columns; { name = \"field\" } names them.",
    body: { value, call in
      try value.extended(by: .select(try value.run.keys(call.arguments, "select")))
    }),
  .method(
    "query:distinct",
    [.init("field", "string", optional: true), .init("…", "string", optional: true)],
    result: "query", rows: .query, vi: "Giữ dòng đầu của mỗi bộ giá trị khác nhau.",
    en: "Keeps the first row of each different combination.",
    body: { value, call in
      let paths = call.count == 0 ? [] : try call.texts().map { Path($0) }
      return try value.extended(by: .distinct(paths))
    }),
  .method(
    "query:extend", [.init("columns", "table")], result: "query",
    vi: "Thêm cột: by.…, agg.running, agg.share, agg.rank, hoặc một trường.",
    en: "Adds columns: by.…, agg.running, agg.share, agg.rank, or a field.",
    body: { value, call in
      try value.extended(by: .extend(try value.run.additions(call[1])))
    }),
  .method(
    "query:pivot", [.init("options", "table", options: pivotOptions)], result: "query",
    vi: "Bảng chéo: rows, columns, value, total.",
    en: "A cross table: rows, columns, value, total.",
    body: { value, call in
      try value.extended(by: .pivot(try value.run.pivot(try call.table(1))))
    }),
  .method(
    "query:join", [.init("other", "query"), .init("options", "table", options: joinOptions)],
    result: "query",
    vi:
      "Ghép với truy vấn khác: on là trường chung, hoặc { trái = \"phải\" }; optional giữ cả dòng không khớp.",
    en:
      "Joins another query: on names the common fields, or { left = \"right\" }; optional keeps rows without a partner.",
    body: { value, call in
      let other = try call.object(1, QueryValue.type)
      return try value.extended(by: .join(try value.run.join(other.query, call[2])))
    }),
  .method(
    "query:union", [.init("other", "query")], result: "query", rows: .query,
    vi: "Nối tiếp các dòng của truy vấn khác; một bản ghi chỉ có một lần.",
    en: "Adds the rows of another query; a record stands once.",
    body: { value, call in
      try value.extended(by: .union(try call.object(1, QueryValue.type).query))
    }),
  .method(
    "query:offset", [.init("count", "number")], result: "query", rows: .query,
    vi: "Bỏ qua ngần ấy bản ghi đầu.",
    en: "Leaves out that many records at the beginning.",
    body: { value, call in
      try value.extended(
        by: .slice(offset: Int(clamping: try call.integer(1)), limit: .max))
    }),
  .method(
    "query:index_by", [.init("field", "string")], result: "table", rows: .table,
    vi: "Bảng tra theo giá trị của trường; lỗi nếu một giá trị có hai lần.",
    en: "A table by the field's values; an error where one stands twice.",
    body: { value, call in [try value.indexed(by: try call.string(1))] }),
  .method(
    "query:explain", result: "string", vi: "Nói bằng lời truy vấn sẽ làm gì.",
    en: "Says in words what the query will do.",
    body: { value, _ in [.string(try value.run.explained(value.query))] }),
]

extension QueryValue {
  fileprivate func indexed(by field: String) throws -> LuaValue {
    let result = try result()
    let keys = try run.current().values(of: Path(field), in: result)
    let table = run.state.makeTable()
    var seen = Set<PlanValue>()
    for (row, key) in zip(result.rows, keys) where !key.isNone {
      guard seen.insert(key).inserted else {
        throw HostError.notUnique(field: field, value: key)
      }
      try table.set(try run.lua(key), try run.item(result, row))
    }
    return .table(table)
  }
}

extension Run {
  fileprivate func pivot(_ table: LuaTable) throws -> Pivot {
    try refuseOthers(table, "pivot", pivotOptions)
    let (rows, columns) = (table[.string("rows")], table[.string("columns")])
    let keys = try keys([columns], "pivot")
    guard let column = keys.first, keys.count == 1 else {
      throw HostError.argument(
        function: "pivot", name: "columns", expected: "string | by.…", found: columns.typeName)
    }
    let value = table[.string("value")]
    guard let figure = value.object(as: FigureValue.self) else {
      throw HostError.argument(
        function: "pivot", name: "value", expected: "agg.…", found: value.typeName)
    }
    let total = table[.string("total")]
    if !total.isNil, total.text == total.typeName {
      throw HostError.argument(
        function: "pivot", name: "total", expected: "string", found: total.typeName)
    }
    return Pivot(
      rows: try self.keys([rows], "pivot"), column: column, figure: figure.aggregate,
      total: total.isNil ? nil : total.text)
  }

  fileprivate func join(_ other: Query, _ options: LuaValue) throws -> Join {
    guard case .table(let table) = options else {
      throw HostError.argument(
        function: "join", name: "options", expected: "table", found: options.typeName)
    }
    try refuseOthers(table, "join", joinOptions)
    return Join(
      other, pairs: try pairs(table[.string("on")]),
      keepsAll: table[.string("optional")].isTrue)
  }

  /// `"unit"`, `{ "unit", "category" }`, `{ id = "unit" }`.
  private func pairs(_ value: LuaValue) throws -> [Join.Pair] {
    func same(_ value: LuaValue) throws -> Join.Pair {
      guard case .string(let name) = value else { throw wrong(value) }
      return Join.Pair(Path(name), Path(name))
    }
    func wrong(_ value: LuaValue) -> HostError {
      .argument(
        function: "join", name: "on", expected: "string | table of string", found: value.typeName)
    }
    guard case .table(let table) = value else { return [try same(value)] }
    let pairs = try table.array.map(same)
    let named = try table.pairs.compactMap { key, value -> Join.Pair? in
      guard case .string(let left) = key else { return nil }
      guard case .string(let right) = value else { throw wrong(value) }
      return Join.Pair(Path(left), Path(right))
    }
    guard !(pairs + named).isEmpty else { throw wrong(value) }
    return pairs + named.sorted { $0.left.description < $1.left.description }
  }

  private func refuseOthers(_ table: LuaTable, _ function: String, _ known: [String]) throws {
    guard let odd = table.pairs.map(\.key.text).sorted().first(where: { !known.contains($0) })
    else {
      return
    }
    throw HostError.unknownOption(odd, of: function, among: known)
  }
}
