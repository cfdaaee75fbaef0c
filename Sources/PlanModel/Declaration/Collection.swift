/// A collection is a named set of records of one kind, kept in one file or in one file a unit.
///
/// The stored properties of a declaration are its fields, in the order in which they are written:
/// each is a `TypedField` that is made with the declaration. `Collection` is what everything else
/// reads.
public protocol CollectionDeclaration: Sendable {
  init()
  /// As in JSON file names, Lua and help: `units`.
  static var name: String { get }
  static var title: Bilingual { get }
  /// The field by whose value the collection is split into files, or nothing.
  static var shardedBy: String? { get }
  /// True for `plan`: the file holds one object.
  static var isSingle: Bool { get }
  /// The fields that tell which record is meant where its id is not given; empty: only the id
  /// tells.
  static var naturalKey: [String] { get }
  /// Fields that tell records apart that have the same natural key, where both have a value.
  static var toldApartBy: [String] { get }
  /// Which records a unit has for its own.
  static var belonging: Belonging { get }
  /// The verb of the command that alone changes it; scripts and imports only read it.
  static var keptBy: String? { get }
}

extension CollectionDeclaration {
  public static var shardedBy: String? { nil }
  public static var isSingle: Bool { false }
  public static var naturalKey: [String] { [] }
  public static var toldApartBy: [String] { [] }
  public static var belonging: Belonging { .toAll }
  public static var keptBy: String? { nil }

  /// The declaration with its types forgotten.
  public static var collection: Collection {
    Catalogue.collection(name) ?? declared
  }

  /// The same, from the fields that are made with a declaration.
  static var declared: Collection {
    Collection(
      name: name, title: title, shardedBy: shardedBy, isSingle: isSingle,
      naturalKey: naturalKey, toldApartBy: toldApartBy, belonging: belonging,
      keptBy: keptBy, fields: Declaring.fields { _ = Self() })
  }
}

/// A declared collection, for those who meet it at run time.
public struct Collection: Sendable {
  public let name: String
  public let title: Bilingual
  public let shardedBy: String?
  public let isSingle: Bool
  public let naturalKey: [String]
  public let toldApartBy: [String]
  public let belonging: Belonging
  public let keptBy: String?
  public let fields: [Field]
  private let positions: [String: Int]

  init(
    name: String, title: Bilingual, shardedBy: String?, isSingle: Bool, naturalKey: [String],
    toldApartBy: [String], belonging: Belonging, keptBy: String?, fields: [Field]
  ) {
    self.name = name
    self.title = title
    self.shardedBy = shardedBy
    self.isSingle = isSingle
    self.naturalKey = naturalKey
    self.toldApartBy = toldApartBy
    self.belonging = belonging
    self.keptBy = keptBy
    self.fields = fields
    positions = Dictionary(
      fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a verb keeps it, and nobody else.
  public var isKept: Bool { keptBy != nil }

  /// Where the field of that name stands in `fields`.
  public func position(of name: String) -> Int? { positions[name] }

  public func field(_ name: String) -> Field? { positions[name].map { fields[$0] } }

  /// What one record is called where a type is named: `session` of `sessions`.
  public var singular: String {
    name == "people" ? "person" : name.hasSuffix("s") ? String(name.dropLast()) : name
  }

  /// The field that stands for the record where people read it: its name or title, else its id.
  public var displayField: String {
    ["name", "title"].first { positions[$0] != nil } ?? "id"
  }
}
