import PlanModel
import PlanStore

/// Clearance decides who may be told what is restricted: the title of a topic or a material that
/// says so, whole or the part of it in quotation marks, in whatever spelling. A unit or an
/// audience that is `cleared` may; a person, a chair or a mere name never is.
struct Clearance: Sendable {
  /// A text that not everybody may read, as words without accents.
  private struct Phrase: Sendable {
    let words: String
    let key: RecordKey
    let field: String
  }

  private let phrases: [Phrase]
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) throws {
    self.snapshot = snapshot
    phrases = try [Topics.collection, Materials.collection].flatMap {
      try Clearance.phrases(of: try snapshot.table($0))
    }
  }

  private static func phrases(of table: Table) throws -> [Phrase] {
    let rows = table.rows
    return (0..<rows.count).flatMap { place -> [Phrase] in
      let row = rows[place]
      guard table.value(row, "restricted") == .boolean(true) else { return [] }
      let key = RecordKey(table.collection.name, table.id(row))
      return ["title", "handling"].flatMap { field -> [Phrase] in
        guard case .text(let text)? = table.value(row, field) else { return [] }
        return ([text] + quotations(in: text)).map(words).filter { !$0.isEmpty }
          .map { Phrase(words: $0, key: key, field: field) }
      }
    }
  }

  /// What stands in quotation marks, where it is more than a word or two.
  private static func quotations(in text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { "“”\"«»".contains($0) }.enumerated()
      .filter { $0.offset % 2 == 1 && $0.element.split(separator: " ").count > 2 }
      .map { String($0.element) }
  }

  /// ` chien luoc bao ve `: with a space on both sides, so that only whole words are found.
  private static func words(_ text: String) -> String {
    let words = folded(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    return words.isEmpty ? "" : " " + words.joined(separator: " ") + " "
  }

  /// The restricted record that a text names, and the field of it that is quoted.
  func quoted(in text: String) -> (key: RecordKey, field: String)? {
    guard !phrases.isEmpty else { return nil }
    let words = Clearance.words(text)
    return phrases.first { words.contains($0.words) }.map { ($0.key, $0.field) }
  }

  func covers(_ addressee: Addressee) throws -> Bool {
    if addressee.person != nil { return false }
    if let audience = addressee.audience { return try isCleared(audience, Audiences.collection) }
    if let line = addressee.line {
      let lines = try snapshot.table(Recipients.collection)
      guard case .list(let units)? = lines.row(id: line).flatMap({ lines.value($0, "units") }),
        !units.isEmpty
      else { return false }
      return try units.allSatisfy {
        guard case .reference(_, let id) = $0 else { return false }
        return try isCleared(id, Units.collection)
      }
    }
    guard let unit = addressee.unit else { return false }
    let units = try snapshot.table(Units.collection)
    // A letter to somebody in the unit is no letter to the unit.
    guard let row = units.row(id: unit), units.title(row) == addressee.name else { return false }
    return try isCleared(unit, Units.collection)
  }

  private func isCleared(_ id: String, _ collection: Collection) throws -> Bool {
    let table = try snapshot.table(collection)
    return table.row(id: id).flatMap { table.value($0, "cleared") } == .boolean(true)
  }

  /// Throws for a draft that its recipient may not have. The text is not in the error.
  func check(_ draft: Draft) throws {
    let fields =
      [
        ("kind", draft.kind), ("recipient", draft.recipient), ("subject", draft.subject),
        ("body", draft.body),
      ] + draft.attachments.map { ("attachments", $0) }
    for (field, text) in fields where SecrecyMark.found(in: text) != nil {
      throw DraftError.secrecyMark(draft: draft.id, field: field)
    }
    if try covers(draft.addressee) { return }
    for (field, text) in fields {
      guard let (key, source) = quoted(in: text) else { continue }
      throw DraftError.restricted(
        key, field: source, quotedIn: field, recipient: draft.recipient)
    }
  }

  /// What a record may be called before somebody: its title, or words that give nothing away.
  func label(_ title: String, _ key: RecordKey, for addressee: Addressee, _ language: Language)
    throws -> String
  {
    let isRestricted = try isRestricted(key)
    guard isRestricted || quoted(in: title) != nil else { return title }
    if try covers(addressee) { return title }
    return Bilingual(
      vi: "[nội dung hạn chế, mã \(key.id): liên hệ văn thư]",
      en: "[restricted, code \(key.id): contact the archivist]")[language]
  }

  private func isRestricted(_ key: RecordKey) throws -> Bool {
    guard let collection = Catalogue.collection(key.collection) else { return false }
    let table = try snapshot.table(collection)
    return table.row(id: key.id).flatMap { table.value($0, "restricted") } == .boolean(true)
  }
}
