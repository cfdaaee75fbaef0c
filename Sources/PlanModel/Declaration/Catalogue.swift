/// The collections of a store; one line adds one.
public struct Collections: Sendable {
  public init() {}
  public let plan = Listed<Plan>()
  public let topics = Listed<Topics>()
  public let materials = Listed<Materials>()
  public let audiences = Listed<Audiences>()
  public let units = Listed<Units>()
  public let people = Listed<People>()
  public let sessions = Listed<Sessions>()
  public let attendance = Listed<Attendance>()
  public let tasks = Listed<Tasks>()
  public let triggers = Listed<Triggers>()
  public let programmes = Listed<Programmes>()
  public let communications = Listed<Communications>()
  public let logistics = Listed<Logistics>()
  public let budget = Listed<Budget>()
  public let reports = Listed<Reports>()
  public let recipients = Listed<Recipients>()
  public let drafts = Listed<Drafts>()
  public let waivers = Listed<Waivers>()
  public let keys = Listed<Keys>()
  public let bundles = Listed<Bundles>()
}

/// A collection on the list of those that a store has.
public struct Listed<Declaration: CollectionDeclaration>: Sendable {
  init() { Declaring.put(Declaration.declared) }
}

/// What is known about the declared collections.
public enum Catalogue {
  public static let collections = Declaring.collections { _ = Collections() }

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
