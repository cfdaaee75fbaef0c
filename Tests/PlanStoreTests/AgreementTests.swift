import Chance
import Testing

@testable import PlanModel
@testable import PlanStore

/// What the declaration makes of a record that the strict reader read: a second, slow way to
/// the values of the columns.
private struct Expectation {
  let collection: Collection

  /// One array of values a record, or nothing when some value is not what its field holds.
  func rows(of document: JSONValue) -> [[PlanValue]]? {
    guard case .array(let records) = document else { return nil }
    var rows: [[PlanValue]] = []
    for record in records {
      guard case .object = record else { return nil }
      var row: [PlanValue] = []
      for field in collection.fields {
        guard let value = value(record[field.name] ?? .null, field) else { return nil }
        if value.isNone, field.isRequired { return nil }
        row.append(value)
      }
      rows.append(row)
    }
    return rows
  }

  /// Nothing when the field cannot hold it.
  private func value(_ json: JSONValue, _ field: Field) -> PlanValue? {
    switch (field.type, json) {
    case (_, .null): return PlanValue.none
    case (.text, .string(let text)): return .text(text)
    case (.choice(let choices), .string(let text)):
      return choices.contains { $0.name == text } ? .text(text) : nil
    case (.reference(let target), .string(let id)): return .reference(collection: target, id: id)
    case (.references, .array(let items)), (.texts, .array(let items)):
      let texts = items.compactMap(\.string)
      guard texts.count == items.count else { return nil }
      return .list(
        texts.map { text in field.target.map { .reference(collection: $0, id: text) } ?? .text(text)
        })
    case (.integer, .number(let spelling)):
      return Int64(spelling).flatMap { $0 > Int64.min + 1 ? .integer($0) : nil }
    case (.decimal, .number(let spelling)): return decimal(spelling).map { .decimal($0) }
    case (.boolean, .boolean(let flag)): return .boolean(flag)
    case (.day, .string(let text)):
      return Day(text).flatMap { $0.description == text ? .day($0) : nil }
    case (.time, .string(let text)):
      return LocalTime(text).flatMap { $0.description == text ? .time($0) : nil }
    case (.object(let members), _), (.objects(let members), _):
      let isList = if case .objects = field.type { true } else { false }
      let fault = ValueCheck.fault(in: json, field: field, members: members, isList: isList)
      return fault == nil ? .json(json) : nil
    default: return nil
    }
  }

  /// At most 18 digits from the first that counts, at most 18 of them behind the point.
  private func decimal(_ spelling: String) -> ExactDecimal? {
    let pieces = spelling.lowercased().split(separator: "e")
    let exponent = pieces.count > 1 ? Int(pieces[1]) ?? 0 : 0
    let point = pieces[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = point.count > 1 ? String(point[1]) : ""
    guard var mantissa = Int128(point[0] + fraction), mantissa.magnitude < wide(18) else {
      return nil
    }
    var scale = fraction.count - exponent
    if scale < 0 {
      guard mantissa == 0 || -scale < 19 else { return nil }
      if mantissa != 0 { mantissa *= Int128(wide(-scale)) }
      scale = 0
    }
    guard mantissa.magnitude < wide(18), scale <= 18 else { return nil }
    return ExactDecimal(Int64(mantissa), scale: UInt8(scale))
  }

  private func wide(_ exponent: Int) -> UInt128 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}

/// Records of things: mostly such as the declaration asks for.
struct RandomThings {
  var dice: Dice

  mutating func document() -> JSONValue { .array((0..<dice.next() % 4).map { _ in record() }) }

  private mutating func record() -> JSONValue {
    var members: [JSONValue.Member] = [.init("id", .string(RandomJSON.string(&dice)))]
    for field in Things.collection.fields.dropFirst() where dice.next() % 3 > 0 {
      let isOdd = dice.next() % 150 == 0
      members.append(
        .init(field.name, isOdd ? RandomJSON.value(&dice, depth: 2) : value(field.type)))
    }
    while dice.next() % 2 == 0 {
      let name =
        ["extra", "note", "Ghi chú", "id", "count", "nested"].randomElement(using: &dice) ?? ""
      members.append(.init(name, RandomJSON.value(&dice, depth: 3)))
    }
    if dice.next() % 4 == 0 { members.shuffle(using: &dice) }
    return .object(members)
  }

  private mutating func pick(_ texts: String...) -> String {
    texts.randomElement(using: &dice) ?? ""
  }

  private mutating func value(_ type: FieldType) -> JSONValue {
    if dice.next() % 8 == 0 { return .null }
    switch type {
    case .text, .reference: return .string(RandomJSON.string(&dice))
    case .texts, .references:
      return .array((0..<dice.next() % 4).map { _ in .string(RandomJSON.string(&dice)) })
    case .choice: return .string(pick("city", "base"))
    case .integer:
      return .number(pick("0", "-0", "7", "-12", "9223372036854775807", "-9223372036854775806"))
    case .decimal:
      return .number(pick("0", "-0.50", "1e2", "12.345", "1E-3", "999999999999999999", "0e3"))
    case .boolean: return .boolean(dice.next() % 2 == 0)
    case .day:
      return .string(pick("2023-12-04", "2024-02-29", "0001-01-01", "9999-12-31", "1969-12-31"))
    case .time: return .string(pick("2023-12-04T08:00", "1969-12-31T23:59"))
    case .object: return inner()
    case .objects: return .array((0..<dice.next() % 3).map { _ in inner() })
    }
  }

  private mutating func inner() -> JSONValue {
    .object([
      .init("word", .string(RandomJSON.string(&dice))), .init("number", .number(pick("1", "-2"))),
      .init("more", RandomJSON.value(&dice, depth: 2)),
    ])
  }
}

/// What became of a file: its values, or the fault.
private func outcome(_ bytes: [UInt8]) -> Result<Table, StoreError> {
  let snapshot = Shelf(["things.json": bytes]).snapshot()
  return Result { () throws(StoreError) in try snapshot.table(Things.collection) }
}

private func strict(_ bytes: [UInt8]) -> Result<JSONValue, JSONFault> {
  bytes.withUnsafeBufferPointer { bytes in
    var reader = JSONReader(bytes)
    return Result { () throws(JSONFault) in try reader.document() }
  }
}

private func values(_ table: Table) -> [[PlanValue]] {
  (0..<table.count).map { row in
    Things.collection.fields.map { table.value(row, $0.name) ?? .none }
  }
}

/// Undeclared members, the first of each name.
private func extras(_ record: JSONValue) -> [JSONValue.Member] {
  guard case .object(let members) = record else { return [] }
  var seen = Set(Things.collection.fields.map(\.name))
  return members.filter { seen.insert($0.name).inserted }
}

@Suite("the fast reader and the strict one")
struct AgreementTests {
  /// Nothing when they agree on the bytes; else what they disagree about.
  private func disagreement(_ bytes: [UInt8]) -> String? {
    switch (outcome(bytes), strict(bytes)) {
    case (.success(let table), .success(let document)):
      guard case .array(let records) = document,
        let expected = Expectation(collection: Things.collection).rows(of: document)
      else { return "accepted what the declaration does not allow" }
      if values(table) != expected { return "\(values(table)) are not \(expected)" }
      let found = records.indices.map { row in
        table.extras(row).map { JSONValue.Member($0.name, $0.value) }
      }
      return found == records.map(extras) ? nil : "extras \(found)"
    case (.success, .failure(let fault)): return "accepted what is no JSON: \(fault.line)"
    case (.failure(.file(let fault)), .success(let document)):
      if case .notJSON = fault.problem { return "refused JSON: \(fault.line)" }
      let allowed = Expectation(collection: Things.collection).rows(of: document) != nil
      return allowed ? "refused what the declaration allows: \(fault.line)" : nil
    case (.failure(.file(let fault)), .failure(let known)):
      guard case .notJSON(let found) = fault.problem else { return nil }
      return found == known ? nil : "\(found.line) is not \(known.line)"
    case (.failure(let error), _): return error.line
    }
  }

  @Test("make the same of random records, in every spelling")
  func validDocuments() {
    var things = RandomThings(dice: Dice(6))
    var accepted = 0
    for _ in 0..<700 {
      let document = things.document()
      let text = RandomJSON.spelling(document, &things.dice)
      if case .success = outcome(Array(text.utf8)) { accepted += 1 }
      #expect(disagreement(Array(text.utf8)) == nil, "\(text)")
    }
    #expect(accepted > 400)
  }

  @Test("refuse the same broken texts, at the same byte")
  func brokenDocuments() {
    var things = RandomThings(dice: Dice(7))
    var refused = 0
    for _ in 0..<1500 {
      var text = Array(RandomJSON.spelling(things.document(), &things.dice).utf8)
      for _ in 0...things.dice.next() % 2 where !text.isEmpty {
        text = RandomJSON.mutated(text, &things.dice)
      }
      if case .failure = strict(text) { refused += 1 }
      #expect(disagreement(text) == nil, "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(refused > 500)
  }

  @Test("break off at the same depth")
  func depth() {
    for depth in [253, 254, 255, 256, 257] {
      let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(disagreement(Array(#"[{"id":"a","extra":\#(nested)}]"#.utf8)) == nil, "\(depth)")
      #expect(disagreement(Array(#"[{"id":"a","words":\#(nested)}]"#.utf8)) == nil, "\(depth)")
      #expect(disagreement(Array(#"[{"id":"a","inners":\#(nested)}]"#.utf8)) == nil, "\(depth)")
      #expect(disagreement(Array(nested.utf8)) == nil, "\(depth)")
    }
  }
}
