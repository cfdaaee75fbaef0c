// Values for other programs.

extension PlanValue {
  /// The value for other programs: ids, ISO dates, plain numbers.
  public var json: JSONValue {
    switch self {
    case .none: .null
    case .text(let text): .string(text)
    case .integer(let number): .number(String(number))
    case .decimal(let number): .number(number.description)
    case .boolean(let flag): .boolean(flag)
    case .day(let day): .string(day.description)
    case .time(let time): .string(time.description)
    case .ratio(let ratio): ratio.json
    case .reference(_, let id): .string(id)
    case .list(let items): .array(items.map(\.json))
    case .json(let value): value
    }
  }
}

extension Ratio {
  fileprivate var json: JSONValue {
    .object([
      .init("part", .number(String(part))), .init("whole", .number(String(whole))),
      .init("percent", percent().map { .number($0.description) } ?? .null),
    ])
  }
}
