import Lua
import PlanModel
import PlanStore

/// A scratch result is what came of a script that a test ran, as the test's own script sees it.
/// A record of the store is a table with its `id`, its `collection`, and the `name` that people
/// read.
struct ScratchResult {
  private let inner: Run
  private let blocks: [Block]
  private let values: [PlanValue]
  private let failure: (any Error)?
  private let outer: Run

  static let names = [
    "output", "tables", "rows", "figures", "findings", "drafts", "changes", "value", "values",
    "error",
  ]

  init(
    _ inner: Run, _ blocks: [Block], _ values: [PlanValue], _ failure: (any Error)?,
    for outer: Run
  ) {
    (self.inner, self.blocks, self.values) = (inner, blocks, values)
    (self.failure, self.outer) = (failure, outer)
  }

  func value() throws -> LuaValue {
    let tables = try blocks.compactMap { block -> LuaValue? in
      if case .table(let table) = block { try self.table(table) } else { nil }
    }
    let noRows = try outer.list([])
    let changes = inner.changes.records
    let drafts = changes.filter { $0.key.collection == Drafts.name }
    let members: [(String, LuaValue)] = [
      ("output", .string(output)), ("tables", try outer.list(tables)),
      ("rows", tables.first?.table?["rows"] ?? noRows),
      ("figures", try figures()),
      ("findings", try outer.list(try inner.findings.map(outer.scratch))),
      ("drafts", try outer.list(try drafts.compactMap(draft))),
      ("changes", try outer.list(try changes.map(change))),
      ("value", try values.first.map(lua) ?? .nil),
      ("values", try outer.list(try values.map(lua))),
      ("error", try failure.map(error) ?? .nil),
    ]
    return try outer.strictTable(members, owner: "run", known: ScratchResult.names)
  }

  /// What a person would have read.
  private var output: String {
    var rendering = Rendering(.table, presenter: inner.presenter)
    return blocks.map { rendering.add($0) }.joined() + rendering.finish()
  }

  private func table(_ table: ReportTable) throws -> LuaValue {
    let names = table.columns.map(\.name)
    func row(_ cells: [PlanValue]) throws -> LuaValue {
      let members = try zip(names, cells).map { ($0, try lua($1)) }
      return try outer.strictTable(members, owner: "row", known: names)
    }
    return try outer.strictTable(
      [
        ("columns", try outer.list(names.map { .string($0) })),
        ("titles", try outer.list(table.columns.map { .string($0.title) })),
        ("rows", try outer.list(try table.rows.map(row))),
        ("total", try table.total.map(row) ?? .nil),
        ("notes", try outer.list(table.notes.map { .string($0) })),
      ], owner: "table", known: ["columns", "titles", "rows", "total", "notes"])
  }

  /// Key figures, by what they are called.
  private func figures() throws -> LuaValue {
    let figures = outer.state.makeTable()
    for case .figures(let shown) in blocks {
      for figure in shown { try figures.set(.string(figure.title), try lua(figure.value)) }
    }
    return .table(figures)
  }

  private func lua(_ value: PlanValue) throws -> LuaValue {
    switch value {
    case .reference(let collection, let id):
      let name = inner.presenter.title(of: id, in: collection)
      return .table(
        try outer.state.makeTable([
          "id": .string(id), "collection": .string(collection), "name": .string(name),
        ]))
    case .list(let items): return try outer.list(try items.map(lua))
    default: return try outer.lua(value)
    }
  }

  private func draft(_ change: RecordChange) throws -> LuaValue? {
    guard case .add(let record) = change.kind else { return nil }
    return try outer.lua(.object(record))
  }

  private func change(_ change: RecordChange) throws -> LuaValue {
    let (kind, fields): (String, [JSONValue.Member]) =
      switch change.kind {
      case .add(let record): ("add", record)
      case .update(let fields): ("update", fields.map { .init($0.field, $0.value ?? .null) })
      case .remove(let record): ("remove", record)
      }
    return .table(
      try outer.state.makeTable([
        "collection": .string(change.key.collection), "id": .string(change.key.id),
        "kind": .string(kind), "fields": try outer.lua(.object(fields)),
      ]))
  }

  private func error(_ error: any Error) throws -> LuaValue {
    let position = (error as? LuaError)?.position
    return try outer.strictTable(
      [
        ("kind", .string(ScriptFailureKind(error).rawValue)),
        ("message", .string(inner.options.describe(error))),
        ("file", position.map { .string($0.chunk) } ?? .nil),
        ("line", position.map { .integer(Int64($0.line)) } ?? .nil),
      ], owner: "error", known: ["kind", "message", "file", "line"])
  }
}

/// What kind of thing went wrong in a script, in a word that tests compare.
enum ScriptFailureKind: String {
  case syntax, script, parameters, permission, limit, data, change, draft

  init(_ error: any Error) {
    switch error {
    case StoreError.refused: self = .permission
    case is StoreError, is FileFault: self = .data
    case HostError.parameters: self = .parameters
    case Proposal.Failure.tooMany, Proposal.Failure.tooLarge: self = .limit
    case is Proposal.Failure, is ValueFault: self = .change
    case is DraftError: self = .draft
    case LuaError.syntax: self = .syntax
    case let error as LuaError:
      if error.isLimit {
        self = .limit
      } else {
        self = error.cause.map(ScriptFailureKind.init) ?? .script
      }
    default: self = .script
    }
  }
}

extension Run {
  /// A table whose unknown members are mistakes and not nil.
  func strictTable(
    _ members: [(String, LuaValue)], owner: String, known: [String]
  ) throws -> LuaValue {
    let table = state.makeTable()
    for (name, value) in members where !value.isNil { try table.set(.string(name), value) }
    try table.setMetatable(
      try strictMetatable { name in
        if !known.contains(name) { throw unknownMember(owner, name, known) }
      })
    return .table(table)
  }

  /// A finding as a test sees it.
  func scratch(_ finding: Finding) throws -> LuaValue {
    let members: [(String, String?)] = [
      ("check", finding.check), ("severity", finding.severity.rawValue),
      ("collection", finding.record?.collection), ("record", finding.record?.id),
      ("field", finding.field), ("message", finding.message),
    ]
    return try strictTable(
      members.map { ($0, $1.map { .string($0) } ?? .nil) }, owner: "finding",
      known: members.map(\.0))
  }
}
