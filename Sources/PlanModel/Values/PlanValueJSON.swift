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

extension PlanValue {
  /// What a field of that type means by a JSON value of its file; nothing is meant by a value
  /// of another type.
  public init(json: JSONValue, type: FieldType) {
    switch (type, json) {
    case (.text, .string(let text)), (.choice, .string(let text)): self = .text(text)
    case (.integer, .number): self = json.integer.map { .integer($0) } ?? .none
    case (.decimal, .number(let spelling)):
      self = ExactDecimal(spelling: spelling).map { .decimal($0) } ?? .none
    case (.boolean, .boolean(let flag)): self = .boolean(flag)
    case (.day, .string(let text)): self = Day(text).map { .day($0) } ?? .none
    case (.time, .string(let text)): self = LocalTime(text).map { .time($0) } ?? .none
    case (.reference(let name), .string(let id)): self = .reference(collection: name, id: id)
    case (.references(let name), .array(let items)):
      self = .list(items.map { PlanValue(json: $0, type: .reference(name)) })
    case (.texts, .array(let items)):
      self = .list(items.map { PlanValue(json: $0, type: .text) })
    case (.object, .object), (.objects, .array): self = .json(json)
    default: self = .none
    }
  }
}
