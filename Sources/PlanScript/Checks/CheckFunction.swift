import Lua
import PlanModel
import PlanStore

/// `check { … }`: a rule, written where it is needed. It shows at once what it finds; in a run
/// that keeps its checks it waits to be evaluated.
let checkFunction = HostFunction(
  "check", [.init("declaration", "table", options: DeclaredCheck.names)],
  vi:
    "Kiểm từng bản ghi: id, each, test, message; title, severity, tags, thresholds, record, why, fix.",
  en:
    "Checks each record: id, each, test, message; title, severity, tags, thresholds, record, why, fix."
) { run, call in
  guard case .table(let table) = call[1] else {
    throw HostError.argument(
      function: "check", name: "declaration", expected: "table", found: call[1].typeName)
  }
  let check = try DeclaredCheck(table, run: run)
  if run.checks.contains(where: { $0.declaration.id == check.declaration.id }) {
    throw HostError.check(.twice(id: check.declaration.id, files: []))
  }
  run.checks.append(check)
  if !run.options.keepsChecks, !run.options.onlyDeclares { try run.showFindings(of: check) }
  return []
}

/// A check as a script declared it, with the functions that it is made of.
struct DeclaredCheck {
  let declaration: CheckDeclaration
  let defaults: [String: LuaValue]
  /// A query, a list, or a function that gives either.
  let each: LuaValue
  let test: LuaFunction
  let message: CheckMessage
  /// The member of an item that is the record in question; nothing where the item tells.
  let record: String?

  static let names = [
    "id", "title", "severity", "tags", "thresholds", "each", "test", "message", "record", "why",
    "fix",
  ]

  init(_ table: LuaTable, run: Run) throws {
    try DeclaredCheck.hold(table)
    var reading = DeclarationReading(run: run, function: "check")
    if case .table(let thresholds) = table["thresholds"] { try reading.parameters(thresholds) }
    if !reading.faults.isEmpty { throw HostError.parameters(reading.faults) }
    defaults = reading.defaults
    declaration = try DeclaredCheck.declaration(table, reading)
    each = table["each"]
    record = try DeclaredCheck.text(table["record"], "record")
    guard case .function(let test) = table["test"] else {
      throw DeclaredCheck.wrong("test", "function", table["test"])
    }
    self.test = test
    do {
      message = try CheckMessage(try reading.words(table["message"], "message")[run.language])
    } catch let fault as CheckFault {
      throw HostError.check(fault)
    }
  }

  /// Every name is known, and none is missing that must be there.
  private static func hold(_ table: LuaTable) throws {
    try table.forEachPair { key, _ in
      guard names.contains(key.text) else {
        throw HostError.unknownOption(key.text, of: "check", among: names)
      }
    }
    for name in ["id", "each", "test", "message"] where table[.string(name)].isNil {
      throw HostError.check(.missing(member: name))
    }
  }

  private static func declaration(
    _ table: LuaTable, _ reading: DeclarationReading
  ) throws -> CheckDeclaration {
    func words(_ name: String) throws -> Bilingual? {
      table[.string(name)].isNil ? nil : try reading.words(table[.string(name)], name)
    }
    guard let id = try text(table["id"], "id"), id.isPlainName else {
      throw HostError.check(.badId(table["id"].text))
    }
    let severity = try text(table["severity"], "severity") ?? Severity.warning.rawValue
    guard let severity = Severity(rawValue: severity) else {
      throw HostError.check(.badSeverity(severity))
    }
    return CheckDeclaration(
      id: id, title: try words("title") ?? Bilingual(vi: id, en: id), severity: severity,
      tags: table["tags"].table?.array.map(\.text) ?? [],
      thresholds: reading.declaration.parameters, why: try words("why"), fix: try words("fix"))
  }

  private static func text(_ value: LuaValue, _ name: String) throws -> String? {
    if value.isNil { return nil }
    guard case .string(let text) = value else { throw wrong(name, "string", value) }
    return text
  }

  private static func wrong(_ name: String, _ type: String, _ found: LuaValue) -> HostError {
    .argument(function: "check", name: name, expected: type, found: found.typeName)
  }
}

extension String {
  /// Letters, digits, `-` and `_`: what an expression can name.
  fileprivate var isPlainName: Bool {
    !isEmpty && utf8.count <= 80
      && allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      && !["and", "or", "not"].contains(self)
  }
}

extension Run {
  var language: Language { options.language }
}
