/// One value of one field, as it leaves the columns.
public indirect enum PlanValue: Sendable, Hashable {
  /// The field is missing or null.
  case none
  case text(String)
  case integer(Int64)
  case decimal(ExactDecimal)
  case boolean(Bool)
  case day(Day)
  case time(LocalTime)
  case ratio(Ratio)
  /// A record of a collection, by its id; it need not exist.
  case reference(collection: String, id: String)
  case list([PlanValue])
  /// Whatever else JSON can hold.
  case json(JSONValue)

  public var isNone: Bool { self == .none }
}

extension PlanValue {
  /// A number for comparisons and sums, when this is one.
  public var number: ExactDecimal? {
    switch self {
    case .integer(let value): ExactDecimal(value)
    case .decimal(let value): value
    default: nil
    }
  }
}
