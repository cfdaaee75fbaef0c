public import PlanModel

/// A query says which records are wanted and what is to be made of them. It is a value: the
/// store executes it, and so could another store.
public struct Query: Sendable {
  public let source: Source
  public var steps: [Step] = []

  public init(_ source: Source) { self.source = source }

  public enum Source: Sendable {
    case collection(Collection)
    /// The records that refer to a record: `unit.people`.
    case referring(Inverse, to: String)
  }

  public enum Step: Sendable {
    /// Keeps what meets all conditions.
    case filter([Condition])
    /// Keeps what a function of the host accepts; it runs where the query runs.
    case test(LocalTest)
    /// One row a group of equal keys, with figures of the group.
    case group(keys: [Path], figures: [Figure])
    case sort([SortKey])
    case slice(offset: Int, limit: Int)
  }

  /// A function of the host: gets the result so far and a row of it.
  public struct LocalTest: @unchecked Sendable {
    // Called on the thread that executes the query, which is the one that made the function.
    let accepts: (QueryResult, Int) throws -> Bool

    public init(_ accepts: @escaping (QueryResult, Int) throws -> Bool) { self.accepts = accepts }
  }

  /// The same query with one step more.
  public func adding(_ step: Step) -> Query {
    var query = self
    query.steps.append(step)
    return query
  }
}

/// A field, or a field of the record that a reference leads to: `unit.parent`.
public struct Path: Sendable, Hashable, CustomStringConvertible {
  public let names: [String]

  public init(_ text: String) { names = text.split(separator: ".").map(String.init) }

  public var description: String { names.joined(separator: ".") }
}

public struct SortKey: Sendable {
  public let path: Path
  public let descending: Bool

  public init(_ path: Path, descending: Bool = false) {
    self.path = path
    self.descending = descending
  }

  /// `rate` ascending, `-rate` descending.
  public init(_ text: String) {
    descending = text.hasPrefix("-")
    path = Path(descending ? String(text.dropFirst()) : text)
  }
}

/// A condition holds one field against a test.
public struct Condition: Sendable {
  public let path: Path
  public let test: Test

  public init(_ path: Path, _ test: Test) {
    self.path = path
    self.test = test
  }

  public indirect enum Test: Sendable {
    case equals(PlanValue)
    case anyOf([PlanValue])
    case less(than: PlanValue)
    case atMost(PlanValue)
    case greater(than: PlanValue)
    case atLeast(PlanValue)
    /// The field has no value.
    case isNone
    /// The text has this in it, accents and letter case apart.
    case contains(String)
    case not(Test)
  }
}

/// A figure is one number (or value) made of a group's rows.
public struct Figure: Sendable {
  public let name: String
  public let aggregate: Aggregate

  public init(_ name: String, _ aggregate: Aggregate) {
    self.name = name
    self.aggregate = aggregate
  }
}

public enum Aggregate: Sendable {
  /// How many rows.
  case count
  case sum(Path)
  case mean(Path)
  case min(Path)
  case max(Path)
  /// The sum of one field over the sum of another: ΣC/ΣB.
  case ratio(Path, of: Path)
  /// How many different values.
  case countDistinct(Path)
  /// The value in the group's first row that has one.
  case first(Path)

  /// Whether the figures of several groups together are their sum.
  public var addsUp: Bool {
    switch self {
    case .count, .sum, .ratio: true
    case .mean, .min, .max, .countDistinct, .first: false
    }
  }
}
