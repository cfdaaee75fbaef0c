import Lua
public import PlanModel
import PlanStore

/// What evaluating a check came to.
struct Evaluation {
  /// How many items it looked at.
  var examined = 0
  var findings: [Finding] = []
}

extension Run {
  /// Holds every item of a check against its test.
  func evaluate(_ check: DeclaredCheck, _ settings: CheckSettings.Entry?) throws -> Evaluation {
    let thresholds = try thresholds(of: check, settings?.thresholds ?? [:])
    let items = try items(of: check, thresholds)
    var (findings, failure): ([Finding], (any Error)?) = ([], nil)
    let found = state.makeFunction("check") { [unowned self] call in
      do {
        findings.append(try self.finding(of: check, call, thresholds, settings))
      } catch {
        failure = error
        throw error
      }
      return []
    }
    let count: [LuaValue]
    do {
      count = try checkTools.loop.call([
        items, .function(check.test), .table(thresholds), .function(found),
      ])
    } catch {
      // Our own loop is no place to point to.
      throw failure ?? error
    }
    return Evaluation(examined: Int(clamping: count.first?.integer ?? 0), findings: findings)
  }

  private func thresholds(
    of check: DeclaredCheck, _ given: [String: String]
  ) throws -> LuaTable {
    let table = state.makeTable()
    let declaration = check.declaration
    for threshold in declaration.thresholds {
      do {
        let value = try value(
          of: threshold, given: given[threshold.name], check.defaults[threshold.name])
        try table.set(.string(threshold.name), value)
      } catch let fault as ParameterFault {
        throw HostError.check(.badThreshold(check: declaration.id, fault))
      }
    }
    let known = declaration.thresholds.map(\.name)
    try table.setMetatable(
      try strictMetatable { name in
        if !known.contains(name) { throw unknownMember("thresholds", name, known) }
      })
    return table
  }

  /// What the loop walks through: an iterator, or a list.
  private func items(of check: DeclaredCheck, _ thresholds: LuaTable) throws -> LuaValue {
    var items = check.each
    if case .function(let function) = items {
      items = try function.call([.table(thresholds)]).first ?? .nil
    }
    if let query = items.object(as: QueryValue.self) { return try iterator(try query.result()) }
    guard case .table = items else {
      throw HostError.argument(
        function: "check", name: "each", expected: "query | table", found: items.typeName)
    }
    return items
  }

  /// What the test said of an item that is not as it should be.
  private func finding(
    of check: DeclaredCheck, _ call: LuaCall, _ thresholds: LuaTable,
    _ settings: CheckSettings.Entry?
  ) throws -> Finding {
    let item = call[1]
    guard case .boolean(false) = call[2] else {
      throw HostError.check(.noVerdict(check: check.declaration.id, found: call[2].typeName))
    }
    let detail = call[3].table
    var severity = check.declaration.severity
    if let text = detail?["severity"].string {
      guard let own = Severity(rawValue: text) else { throw HostError.check(.badSeverity(text)) }
      severity = own
    }
    if case .severity(let wanted)? = settings?.severity { severity = wanted }
    return Finding(
      check: check.declaration.id, severity: severity,
      record: try key(of: record(in: item, detail, check)), field: detail?["field"].string,
      message: try message(of: check, item, detail, thresholds))
  }

  private func message(
    of check: DeclaredCheck, _ item: LuaValue, _ detail: LuaTable?, _ thresholds: LuaTable
  ) throws -> String {
    do {
      return try check.message.text(about: item, first: detail, last: thresholds, checkTools)
    } catch {
      let cause = (error as? LuaError)?.cause ?? error
      throw HostError.check(.message(of: check.declaration.id, cause))
    }
  }

  /// The record that is meant: what the test named, what the check says, the item itself, or the
  /// one record that the item holds.
  private func record(
    in item: LuaValue, _ detail: LuaTable?, _ check: DeclaredCheck
  ) throws -> LuaValue {
    if let named = detail?["record"], !named.isNil { return named }
    guard case .table(let table) = item else { return item }
    if let name = check.record { return table[.string(name)] }
    let named = table["record"]
    if !named.isNil { return named }
    let records = table.pairs.map(\.value).filter { $0.handle.flatMap(place) != nil }
    return records.count == 1 ? records[0] : .nil
  }

  private func key(of value: LuaValue) throws -> RecordKey? {
    if value.object(as: PlanObject.self) != nil {
      return RecordKey(Plan.name, Plan.name)
    }
    guard let (collection, row) = value.handle.flatMap(place) else { return nil }
    return RecordKey(collection.name, try proposal.id(row, in: collection))
  }
}

// MARK: - In a script's own report

extension Run {
  /// Evaluates a check where the script has it, and shows what it finds.
  func showFindings(of check: DeclaredCheck) throws {
    let settings = try options.checks()
    if settings.leavesOut(check.declaration.id) { return }
    let evaluation = try evaluate(check, settings.entries[check.declaration.id])
    findings += evaluation.findings
    let title = check.declaration.title[language]
    try show(.heading(title, level: 2))
    let tally = Bilingual(
      vi: "Đã xem \(evaluation.examined) bản ghi, \(evaluation.findings.count) chưa đạt.",
      en: "Looked at \(evaluation.examined), found \(evaluation.findings.count).")
    try show(.text(tally[language]))
    if !evaluation.findings.isEmpty { try show(.table(table(evaluation.findings))) }
  }

  private func table(_ findings: [Finding]) -> ReportTable {
    let titles: [(String, Bilingual)] = [
      ("severity", Bilingual(vi: "Mức", en: "Severity")),
      ("record", Bilingual(vi: "Bản ghi", en: "Record")),
      ("message", Bilingual(vi: "Nội dung", en: "Message")),
    ]
    return ReportTable(
      columns: titles.map {
        .init(name: $0, title: $1[language], field: nil, isRightAligned: false)
      },
      rows: findings.map { finding in
        [
          .text(finding.severity.title[language]), .text(finding.record?.id ?? ""),
          .text(finding.message),
        ]
      })
  }
}

extension Severity {
  public var title: Bilingual {
    switch self {
    case .error: Bilingual(vi: "lỗi", en: "error")
    case .warning: Bilingual(vi: "cảnh báo", en: "warning")
    case .info: Bilingual(vi: "ghi chú", en: "info")
    }
  }
}
