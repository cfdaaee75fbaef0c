import Lua
import PlanModel
import PlanStore

/// What `agg.…` gives. The serial number keeps the order in which a script wrote them: a Lua
/// table forgets it.
final class FigureValue {
  let aggregate: Aggregate
  let serial: Int

  init(_ aggregate: Aggregate, serial: Int) {
    self.aggregate = aggregate
    self.serial = serial
  }

  static let type = HostType<FigureValue>("figure")
}

/// What `by.…`, `agg.running`, `agg.share` and `agg.rank` give: a column that every row gets.
final class ColumnValue {
  let content: Addition.Content
  let within: [Path]
  let serial: Int

  init(_ content: Addition.Content, within: [Path] = [], serial: Int) {
    self.content = content
    self.within = within
    self.serial = serial
  }

  /// The part of a field, where it is one.
  var key: Key? { if case .key(let key) = content { key } else { nil } }

  static let type = HostType<ColumnValue>("column")
}

private func figure(
  _ name: String, vi: String, en: String, _ make: @escaping @Sendable (Path) -> Aggregate
) -> HostFunction {
  HostFunction("agg.\(name)", [.init("field", "string")], result: "figure", vi: vi, en: en) {
    run, call in
    [run.figure(make(Path(try call.string(1))))]
  }
}

/// A column for `extend`; what stands behind its first argument are fields that part the rows.
private func column(
  _ name: String, vi: String, en: String,
  _ make: @escaping @Sendable (String) -> Addition.Content
) -> HostFunction {
  HostFunction(
    "agg.\(name)", [.init("field", "string"), .init("within…", "string", optional: true)],
    result: "column", vi: vi, en: en
  ) { run, call in
    let names = try call.texts()
    return [run.column(make(names[0]), within: names.dropFirst().map { Path($0) })]
  }
}

/// The figures of `summarise`, and the columns of `extend`.
let figureFunctions = [
  HostFunction("agg.count", result: "figure", vi: "số bản ghi", en: "how many records") { run, _ in
    [run.figure(.count)]
  },
  figure("sum", vi: "tổng", en: "sum") { .sum($0) },
  figure("mean", vi: "trung bình", en: "mean") { .mean($0) },
  figure("min", vi: "nhỏ nhất", en: "smallest") { .min($0) },
  figure("max", vi: "lớn nhất", en: "largest") { .max($0) },
  figure("median", vi: "trung vị", en: "median") { .median($0) },
  figure("count_distinct", vi: "số giá trị khác nhau", en: "how many different values") {
    .countDistinct($0)
  },
  figure("first", vi: "giá trị đầu tiên", en: "first value") { .first($0) },
  figure("list", vi: "danh sách mọi giá trị", en: "a list of all values") { .list($0) },
  HostFunction(
    "agg.ratio", [.init("part", "string"), .init("whole", "string")], result: "figure",
    vi: "tổng của một trường trên tổng của trường khác", en: "sum of one field over sum of another"
  ) { run, call in
    [run.figure(.ratio(Path(try call.string(1)), of: Path(try call.string(2))))]
  },
  HostFunction(
    "agg.where", [.init("conditions", "table"), .init("figure", "figure")], result: "figure",
    vi: "số liệu chỉ của những bản ghi thỏa điều kiện",
    en: "a figure of those records only that meet the conditions"
  ) { run, call in
    let conditions = try run.conditions(try call.table(1), "agg.where")
    return [run.figure(.filtered(conditions, try call.object(2, FigureValue.type).aggregate))]
  },
  column(
    "running", vi: "cộng dồn theo thứ tự, trong từng nhóm nếu có",
    en: "running total in the order of the rows, within groups where there are some"
  ) { .running(Path($0)) },
  column(
    "share", vi: "phần trong tổng, hoặc trong tổng của nhóm",
    en: "share of the total, or of the total of its group"
  ) { .share(Path($0)) },
  column(
    "rank", vi: "thứ hạng theo trường; \"-trường\" là từ lớn xuống",
    en: "rank by a field; \"-field\" from the highest down"
  ) { .rank(SortKey($0)) },
]

private let partWords: [(DayPart, Bilingual)] = [
  (.year, Bilingual(vi: "năm: 2023", en: "the year: 2023")),
  (.quarter, Bilingual(vi: "quý: 2023-Q4", en: "the quarter: 2023-Q4")),
  (.month, Bilingual(vi: "tháng: 2023-12", en: "the month: 2023-12")),
  (.week, Bilingual(vi: "tuần (ISO): 2023-W49", en: "the ISO week: 2023-W49")),
  (.weekday, Bilingual(vi: "thứ trong tuần, 1 là thứ Hai", en: "the weekday, 1 is Monday")),
  (.day, Bilingual(vi: "ngày trong tháng", en: "the day of the month")),
  (.hour, Bilingual(vi: "giờ", en: "the hour")),
]

/// `by.…`: what groups and columns are made of beside fields.
let keyFunctions: [HostFunction] =
  partWords.map { part, words in
    HostFunction(
      "by.\(part.rawValue)", [.init("field", "string")], result: "column", vi: words.vi,
      en: words.en
    ) { run, call in [run.column(.key(Key(Path(try call.string(1)), part: part)))] }
  } + [
    HostFunction(
      "by.field", [.init("field", "string")], result: "column",
      vi: "một trường, kể cả qua tham chiếu: by.field(\"unit.kind\")",
      en: "a field, through references too: by.field(\"unit.kind\")"
    ) { run, call in [run.column(.key(Key(Path(try call.string(1)))))] }
  ]

extension Run {
  fileprivate func figure(_ aggregate: Aggregate) -> LuaValue {
    figureCount += 1
    return state.makeObject(FigureValue(aggregate, serial: figureCount), type: FigureValue.type)
  }

  fileprivate func column(_ content: Addition.Content, within: [Path] = []) -> LuaValue {
    figureCount += 1
    return state.makeObject(
      ColumnValue(content, within: within, serial: figureCount), type: ColumnValue.type)
  }

  /// `summarise { name = agg.… }`
  func figures(_ value: LuaValue) throws -> [Figure] {
    try named(value, "summarise", expected: "agg.…") { name, value in
      value.object(as: FigureValue.self).map { ($0.serial, Figure(name, $0.aggregate)) }
    }
  }

  /// `extend { name = … }`: a field, `by.…`, `agg.running`, `agg.share`, `agg.rank`.
  func additions(_ value: LuaValue) throws -> [Addition] {
    try named(value, "extend", expected: "agg.running | agg.share | agg.rank | by.… | string") {
      name, value in
      if case .string(let field) = value { return (.max, Addition(name, .key(Key(Path(field))))) }
      return value.object(as: ColumnValue.self).map {
        ($0.serial, Addition(name, $0.content, within: $0.within))
      }
    }
  }

  /// Named values in the order in which they were made; those without one by their names.
  private func named<Item>(
    _ value: LuaValue, _ function: String, expected: String,
    _ read: (String, LuaValue) throws -> (serial: Int, Item)?
  ) throws -> [Item] {
    guard case .table(let table) = value else {
      throw HostError.argument(
        function: function, name: "columns", expected: "table", found: value.typeName)
    }
    var found: [(serial: Int, name: String, item: Item)] = []
    try table.forEachPair { key, value in
      guard let (serial, item) = try read(key.text, value) else {
        throw HostError.argument(
          function: function, name: key.text, expected: expected, found: value.typeName)
      }
      found.append((serial, key.text, item))
    }
    return found.sorted { ($0.serial, $0.name) < ($1.serial, $1.name) }.map(\.item)
  }

  /// What `group_by`, `select` and `pivot` name: fields, `by.…`, and tables of named ones.
  func keys(_ values: [LuaValue], _ function: String) throws -> [Key] {
    if values.isEmpty {
      throw HostError.argument(
        function: function, name: "field", expected: "string | by.…", found: "no value")
    }
    return try values.flatMap { value in
      if let key = key(value) { return [key] }
      guard case .table(let table) = value else {
        throw HostError.argument(
          function: function, name: "field", expected: "string | by.…", found: value.typeName)
      }
      let listed = table.array
      if !listed.isEmpty { return try keys(listed, function) }
      return try named(value, function, expected: "string | by.…") { name, value in
        guard let key = key(value) else { return nil }
        return (
          value.object(as: ColumnValue.self)?.serial ?? .max,
          Key(key.path, part: key.part, name: name)
        )
      }
    }
  }

  private func key(_ value: LuaValue) -> Key? {
    if case .string(let field) = value { return Key(Path(field)) }
    return value.object(as: ColumnValue.self)?.key
  }
}

extension LuaCall {
  /// All arguments, as text; at least one.
  func texts() throws -> [String] { try (1...max(1, count)).map { try string($0) } }
}
