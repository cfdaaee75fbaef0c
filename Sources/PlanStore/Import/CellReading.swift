import PlanModel

/// Reads the cells of one column as values of its field.
final class CellReading {
  let column: HeaderMap.Column
  let field: Field
  /// Finds what the cells refer to.
  let finder: RecordFinder?
  private let collection: Collection
  private let check: FieldCheck
  private var known: [String: Result<PlanValue, Refusal>] = [:]

  struct Refusal: Error { let problem: RowFault.Problem }

  init(
    _ column: HeaderMap.Column, _ field: Field, of collection: Collection, _ finder: RecordFinder?,
    _ check: FieldCheck
  ) {
    (self.column, self.field, self.collection) = (column, field, collection)
    (self.finder, self.check) = (finder, check)
  }

  /// Whether the cells name records that a name alone does not tell: other fields must be known.
  var scope: [String] { finder?.scope ?? [] }

  /// The value of a text that is not empty. Throws `Refusal`, or what reading a collection that
  /// is referred to fails with.
  func value(_ text: String, among scope: [(String, PlanValue)] = []) throws -> PlanValue {
    switch field.type {
    case .text: return try checked(.text(CellReading.unguarded(text)))
    case .reference where !scope.isEmpty, .references where !scope.isEmpty:
      return try read(text, scope)
    case .reference(collection.name), .references(collection.name):
      // A row above may have added it since.
      return try read(text, scope)
    default: break
    }
    if let known = known[text] { return try known.get() }
    do {
      let value = try read(text, scope)
      known[text] = .success(value)
      return value
    } catch let refusal as Refusal {
      known[text] = .failure(refusal)
      throw refusal
    }
  }

  private func read(_ text: String, _ scope: [(String, PlanValue)]) throws -> PlanValue {
    try checked(try meant(text, scope))
  }

  /// The value, unless the model refuses it.
  private func checked(_ value: PlanValue) throws -> PlanValue {
    do {
      _ = try check.json(value, for: field.name, of: collection)
      return value
    } catch let fault as ValueFault {
      throw Refusal(problem: .value(fault))
    }
  }

  private func meant(_ text: String, _ scope: [(String, PlanValue)]) throws -> PlanValue {
    do {
      switch field.type {
      case .integer:
        return .decimal(try Written.number(text, measure: field.measure, isWhole: true))
      case .decimal: return .decimal(try Written.number(text, measure: field.measure))
      case .boolean: return .boolean(try Written.flag(text))
      case .day: return .day(try Written.day(text))
      case .time: return .time(try Written.time(text))
      case .choice(let choices): return .text(CellReading.choice(text, choices))
      case .texts: return .list(CellReading.items(text).map { .text($0) })
      case .reference(let name): return try reference(text, name, scope)
      case .references(let name): return .list(try references(text, name, scope))
      case .text, .object, .objects: return .text(text)
      }
    } catch let misreading as Written.Misreading {
      throw Refusal(problem: .misread(misreading, found: text, field.type))
    }
  }

  /// The name of a choice that is written by its name or title; what is none of them stays as it
  /// is, and is refused by the model.
  private static func choice(_ text: String, _ choices: [Choice]) -> String {
    if choices.contains(where: { $0.name == text }) { return text }
    func names(_ choice: Choice) -> [String] { [choice.name, choice.title.vi, choice.title.en] }
    let ways: [(String) -> String] = [matchable, HeaderReading.key]
    for way in ways {
      let wanted = way(text)
      let found = choices.filter { names($0).contains { way($0) == wanted } }
      if found.count == 1 { return found[0].name }
    }
    return text
  }

  /// A spreadsheet takes text for a formula unless an apostrophe stands before it.
  private static func unguarded(_ text: String) -> String {
    guard text.hasPrefix("'"), let next = text.dropFirst().first, "=+-@".contains(next) else {
      return text
    }
    return String(text.dropFirst())
  }

  /// Items stand apart by lines or `;`, else by commas.
  static func items(_ text: String) -> [String] {
    let hard: Set<Character> = [";", "\n", "\r", "\r\n"]
    let isHard = text.contains(where: hard.contains)
    return text.split { isHard ? hard.contains($0) : $0 == "," }
      .map(\.trimmed).filter { !$0.isEmpty }
  }

  /// A name may hold a comma itself.
  private func references(
    _ text: String, _ name: String, _ scope: [(String, PlanValue)]
  ) throws -> [PlanValue] {
    if case .one(let id)? = try finder?.find(text, among: scope) {
      return [.reference(collection: name, id: id)]
    }
    return try CellReading.items(text).map { try reference($0, name, scope) }
  }

  private func reference(
    _ text: String, _ name: String, _ scope: [(String, PlanValue)]
  ) throws -> PlanValue {
    guard let finder else { return .text(text) }
    switch try finder.find(text, among: scope) {
    case .one(let id): return .reference(collection: name, id: id)
    case .several(let candidates):
      throw Refusal(
        problem: .severalRecords(collection: name, text, candidates: Array(candidates.prefix(5))))
    case .none:
      throw Refusal(
        problem: .noSuchRecord(collection: name, text, suggestions: try finder.near(text)))
    }
  }
}
