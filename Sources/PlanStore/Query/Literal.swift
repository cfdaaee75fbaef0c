import PlanModel

/// A literal is a value that a query holds against a field. It is turned into the field's
/// own type once, before any row is looked at, so that a mistake is an error and not an
/// empty result.
struct Literal {
  let path: Path
  let operand: Operand
  let snapshot: Snapshot

  func test(_ test: Condition.Test) throws -> Condition.Test {
    switch test {
    case .equals(.none): .isNone
    case .equals(let value): .equals(try meant(value))
    case .anyOf(let values): .anyOf(try values.map(meant))
    case .less(let value): .less(than: try bound(value))
    case .atMost(let value): .atMost(try bound(value))
    case .greater(let value): .greater(than: try bound(value))
    case .atLeast(let value): .atLeast(try bound(value))
    case .between(let first, let last): try range(first, last)
    case .not(let inner): .not(try self.test(inner))
    case .all(let tests): .all(try tests.map(self.test))
    case .any(let tests): .any(try tests.map(self.test))
    case .text(let text): .text(try texts(text))
    case .isNone, .isMissing, .isNull: test
    }
  }

  /// What a value must be less or greater than; a list is neither.
  private func bound(_ value: PlanValue) throws -> PlanValue {
    switch operand.type {
    case .texts?, .references?: throw wrongType(value, operand.type)
    default: try meant(value)
    }
  }

  private func range(_ first: PlanValue, _ last: PlanValue) throws -> Condition.Test {
    let (first, last) = (try bound(first), try bound(last))
    guard Order.compare(first, last).map({ $0 <= 0 }) ?? false else {
      throw QueryError.emptyRange(field: path.description, from: first, to: last)
    }
    return .between(first, last)
  }

  /// Only texts have parts.
  private func texts(_ test: TextTest) throws -> TextTest {
    switch operand.type {
    case .text?, .texts?, .choice?: test
    default: throw wrongType(.text(test.pattern), operand.type)
    }
  }

  private func meant(_ value: PlanValue) throws -> PlanValue {
    guard let type = operand.type else { return try rate(value) }
    switch (type, value) {
    case (_, .none): return .none
    case (.text, .text), (.texts, .text), (.boolean, .boolean), (.day, .day), (.time, .time),
      (.time, .day), (.day, .time), (.decimal, .ratio):
      return value
    case (.integer, _) where value.number != nil, (.decimal, _) where value.number != nil:
      return value
    case (.choice(let choices), .text(let text)): return try choice(text, choices)
    case (.day, .text(let text)): return .day(try read(Day(text), value, type))
    case (.time, .text(let text)): return try time(text, value, type)
    case (.reference(let name), _), (.references(let name), _):
      return try reference(value, name, type)
    default: throw wrongType(value, type)
    }
  }

  /// A figure without a type is a ratio, and is held against percent.
  private func rate(_ value: PlanValue) throws -> PlanValue {
    if case .ratio = value { return value }
    guard value.isNone || value.number != nil else { throw wrongType(value, nil) }
    return value
  }

  private func choice(_ text: String, _ choices: [Choice]) throws -> PlanValue {
    let names = choices.map(\.name)
    guard names.contains(text) else {
      throw QueryError.unknownChoice(field: path.description, found: text, choices: names)
    }
    return .text(text)
  }

  private func time(_ text: String, _ value: PlanValue, _ type: FieldType) throws -> PlanValue {
    if let day = Day(text) { return .day(day) }
    return .time(try read(LocalTime(text), value, type))
  }

  private func read<T>(_ meaning: T?, _ value: PlanValue, _ type: FieldType) throws -> T {
    guard let meaning else { throw wrongType(value, type) }
    return meaning
  }

  private func reference(_ value: PlanValue, _ name: String, _ type: FieldType) throws -> PlanValue
  {
    switch value {
    case .reference(name, _): return value
    case .text(let id):
      guard let collection = Catalogue.collection(name) else { return value }
      let table = try snapshot.table(collection)
      if table.row(id: id) != nil { return .reference(collection: name, id: id) }
      throw QueryError.unknownRecord(
        collection: name, id: id, suggestions: table.ids(near: id))
    default: throw wrongType(value, type)
    }
  }

  private func wrongType(_ value: PlanValue, _ type: FieldType?) -> QueryError {
    .wrongType(field: path.description, expected: type ?? .decimal, found: value)
  }
}

extension Table {
  /// Ids near to one that does not exist; none for tables too long to look through.
  public func ids(near id: String) -> [String] {
    guard count <= 20_000 else { return [] }
    let rows = rows
    return suggestions(for: id, among: (0..<rows.count).lazy.map { self.id(rows[$0]) })
  }
}
