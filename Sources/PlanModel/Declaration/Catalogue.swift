/// The collections of a store; one line adds one.
public struct Collections: Sendable {
  public init() {}
  public let plan = Plan()
  public let topics = Topics()
  public let materials = Materials()
  public let audiences = Audiences()
  public let units = Units()
  public let people = People()
  public let sessions = Sessions()
  public let attendance = Attendance()
  public let tasks = Tasks()
  public let triggers = Triggers()
  public let programmes = Programmes()
  public let communications = Communications()
  public let logistics = Logistics()
  public let budget = Budget()
  public let reports = Reports()
  public let recipients = Recipients()
  public let drafts = Drafts()
  public let waivers = Waivers()
}

/// What is known about the declared collections.
public enum Catalogue {
  public static let collections: [Collection] = Mirror(reflecting: Collections()).children
    .compactMap { ($0.value as? any CollectionDeclaration).map { type(of: $0).declared } }

  public static func collection(_ name: String) -> Collection? { byName[name] }

  /// The queries that lead from a record of `collection` to the records that refer to it.
  public static func inverses(of collection: String) -> [Inverse] {
    inversesByTarget[collection] ?? []
  }

  public static func inverse(_ name: String, of collection: String) -> Inverse? {
    inverses(of: collection).first { $0.name == name }
  }

  /// Where a collection stands in `collections`.
  public static func position(of name: String) -> Int? { positions[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: collections.map { ($0.name, $0) })
  private static let positions = Dictionary(
    uniqueKeysWithValues: collections.enumerated().map { ($1.name, $0) })

  private static let inversesByTarget: [String: [Inverse]] = {
    var found: [String: [Inverse]] = [:]
    for collection in collections {
      for field in collection.fields {
        guard let target = field.target, let name = field.inverse else { continue }
        found[target, default: []].append(
          Inverse(name: name, collection: collection.name, field: field.name))
      }
    }
    return found
  }()
}

/// The other way round of a reference: `unit.people` for `person.unit`.
public struct Inverse: Sendable, Hashable {
  public let name: String
  /// The collection that refers.
  public let collection: String
  /// Its field that does.
  public let field: String
}
