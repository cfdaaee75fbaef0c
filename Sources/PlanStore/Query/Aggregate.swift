/// A figure is one number (or value) made of a group's rows.
public struct Figure: Sendable {
  public let name: String
  public let aggregate: Aggregate

  public init(_ name: String, _ aggregate: Aggregate) {
    self.name = name
    self.aggregate = aggregate
  }
}

public indirect enum Aggregate: Sendable {
  /// How many rows.
  case count
  case sum(Path)
  case mean(Path)
  case min(Path)
  case max(Path)
  /// The middle one of the values in their order; of two middle ones their mean.
  case median(Path)
  /// The sum of one field over the sum of another: ΣC/ΣB.
  case ratio(Path, of: Path)
  /// How many different values.
  case countDistinct(Path)
  /// The value in the group's first row that has one.
  case first(Path)
  /// All values, in the order of the rows.
  case list(Path)
  /// A figure of those rows only that meet all conditions.
  case filtered([Condition], Aggregate)

  /// Whether the figures of several groups together are their sum.
  public var addsUp: Bool {
    switch self {
    case .count, .sum, .ratio: true
    case .mean, .min, .max, .median, .countDistinct, .first, .list: false
    case .filtered(_, let inner): inner.addsUp
    }
  }
}

/// An addition is a column that a result gets beside those that it has.
public struct Addition: Sendable {
  public let name: String
  public let content: Content

  public enum Content: Sendable {
    case key(Key)
    /// The sum of the rows up to this one, in the result's order.
    case running(Path)
    /// The value over the sum of all.
    case share(Path)
    /// 1 for the first by that order; equal values have the same rank.
    case rank(SortKey)
  }
  /// Sums, shares and ranks begin anew for each combination of these.
  public let within: [Path]

  public init(_ name: String, _ content: Content, within: [Path] = []) {
    self.name = name
    self.content = content
    self.within = within
  }
}

public struct Pivot: Sendable {
  public let rows: [Key]
  public let column: Key
  public let figure: Aggregate
  /// The name of a last column with the figure of the whole row; nothing for none.
  public let total: String?

  public init(rows: [Key], column: Key, figure: Aggregate, total: String? = nil) {
    self.rows = rows
    self.column = column
    self.figure = figure
    self.total = total
  }
}

/// A join puts beside each row the rows of another query that have the same values.
public struct Join: Sendable {
  public let other: Query
  public let pairs: [Pair]
  /// Whether a row without a partner stays, with nothing beside it.
  public let keepsAll: Bool

  /// A field of this query and one of the other, which must be equal; no value equals nothing.
  public struct Pair: Sendable, Hashable {
    public let left: Path
    public let right: Path

    public init(_ left: Path, _ right: Path) {
      self.left = left
      self.right = right
    }
  }

  public init(_ other: Query, pairs: [Pair], keepsAll: Bool = false) {
    self.other = other
    self.pairs = pairs
    self.keepsAll = keepsAll
  }
}
