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
    case group(keys: [Key], figures: [Figure])
    case sort([SortKey])
    case slice(offset: Int, limit: Int)
    /// Only these columns.
    case select([Key])
    /// The first row of each combination of these values; of whole rows when there are none.
    case distinct([Path])
    /// These columns more.
    case extend([Addition])
    /// One row a group of `rows`, one column a value of `column`, a figure in each cell.
    case pivot(Pivot)
    case join(Join)
    /// The rows of this query, then those of the other.
    case union(Query)
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

/// A key is a named column that a query makes of a field, or of a part of its day.
public struct Key: Sendable, Hashable {
  public let name: String
  public let path: Path
  /// The part of the day or time that is meant; nothing for the value itself.
  public let part: DayPart?

  /// Without a name it is called as what it is: `unit.kind`, `due.month`.
  public init(_ path: Path, part: DayPart? = nil, name: String? = nil) {
    self.path = path
    self.part = part
    self.name = name ?? path.description + (part.map { ".\($0.rawValue)" } ?? "")
  }
}

public struct SortKey: Sendable, Hashable {
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
