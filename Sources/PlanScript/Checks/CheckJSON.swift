public import PlanModel
import PlanStore

extension CheckReport {
  /// What was found, each as an object.
  public var findings: [JSONValue] { outcomes.flatMap(\.findings).map(\.json) }

  /// The report for other programs. `describe` puts the error of a broken check into words.
  public func json(_ language: Language, describe: (any Error) -> String) -> JSONValue {
    .object([
      .init("tally", tally),
      .init("findings", .array(findings)),
      .init("checks", .array(outcomes.map { $0.check.json(language, describe) })),
      .init("waivers", .array(waivers.map(\.json))),
      .init("vanished", .array(vanished.map(\.json))),
    ])
  }

  private var tally: JSONValue {
    let counts = [
      ("examined", examined), ("errors", count(.error)), ("warnings", count(.warning)),
      ("infos", count(.info)), ("waived", waivedCount), ("known", knownCount),
      ("vacuous", vacuous.count), ("broken", broken.count), ("checks", outcomes.count),
    ]
    return .object(counts.map { .init($0, .number(String($1))) })
  }
}

extension CheckReport.Reported {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("check", .string(finding.check)), .init("severity", .string(finding.severity.rawValue)),
      .init("state", .string(state.word)),
    ]
    if case .waived(let id) = state { members.append(.init("waiver", .string(id))) }
    members += texts([
      ("collection", finding.record?.collection), ("record", finding.record?.id),
      ("field", finding.field), ("message", finding.message), ("file", place?.file),
    ])
    if let place {
      members.append(.init("line", .number(String(place.line))))
      members.append(.init("column", .number(String(place.column))))
    }
    return .object(members)
  }
}

extension CheckReport.State {
  /// For other programs.
  public var word: String {
    switch self {
    case .counted: "counted"
    case .waived: "waived"
    case .known: "known"
    }
  }
}

extension CheckOutcome {
  fileprivate func json(_ language: Language, _ describe: (any Error) -> String) -> JSONValue {
    let declaration = declaration
    var members = texts([
      ("id", declaration?.id), ("file", file), ("title", declaration?.title[language]),
      ("severity", declaration?.severity.rawValue),
    ])
    members.append(.init("tags", .array((declaration?.tags ?? []).map { .string($0) })))
    members.append(.init("examined", .number(String(examined))))
    members.append(.init("findings", .number(String(findings.count))))
    return .object(members + texts([("error", failure.map(describe))]))
  }
}

extension WaiverState {
  fileprivate var json: JSONValue {
    var members = texts([
      ("id", id), ("check", check), ("collection", key.collection), ("record", key.id),
      ("reason", reason), ("owner", owner), ("ends_on", endsOn.description), ("state", word),
    ])
    if case .holding(let count?) = state {
      members.append(.init("findings", .number(String(count))))
    }
    return .object(members)
  }

  /// For other programs.
  public var word: String {
    switch state {
    case .holding: "active"
    case .expired: "expired"
    case .unknownCheck: "unknown_check"
    case .unknownRecord: "unknown_record"
    }
  }
}

extension Baseline.Entry {
  fileprivate var json: JSONValue {
    .object(
      texts([
        ("check", check), ("collection", collection), ("record", record), ("field", field),
      ]))
  }
}

/// The members that have a value.
private func texts(_ pairs: [(String, String?)]) -> [JSONValue.Member] {
  pairs.compactMap { name, text in text.map { .init(name, .string($0)) } }
}
