/// To which units the records of a collection belong. Who works for one unit sees what belongs to
/// it or to a unit below it, and what belongs to all.
public struct Belonging: Sendable, Hashable {
  /// Fields that name a unit, or several; `session.organizer` names it through a reference. A
  /// record that names none belongs to all, unless the field is required.
  public let fields: [String]
  /// The field and the word that make a record everybody's, whatever unit it names.
  public let everybodys: Word?
  /// The collection and its field that lead to records that a unit sees because its own refer to
  /// them: a class that somebody of the unit was summoned to.
  public let through: Word?

  /// Whether all of it is the office's own, and no unit sees any.
  public var isOffices = false

  public struct Word: Sendable, Hashable {
    public let name: String
    public let value: String
  }

  /// Nothing of the collection is one unit's.
  public static let toAll = Belonging(fields: [], everybodys: nil, through: nil)

  public static let toOffice = Belonging(
    fields: [], everybodys: nil, through: nil, isOffices: true)

  public static func to(
    _ fields: String..., everybodys: (field: String, word: String)? = nil,
    through: (collection: String, field: String)? = nil
  ) -> Belonging {
    Belonging(
      fields: fields, everybodys: everybodys.map { Word(name: $0.field, value: $0.word) },
      through: through.map { Word(name: $0.collection, value: $0.field) })
  }
}
