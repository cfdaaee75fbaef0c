public import PlanModel

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
    /// From the one to the other, both included; a day is all of its times.
    case between(PlanValue, PlanValue)
    /// The field has no value.
    case isNone
    /// The record does not have the field at all.
    case isMissing
    /// The record has the field, and null in it.
    case isNull
    case text(TextTest)
    case not(Test)
    case all([Test])
    case any([Test])

    /// The text has this in it, accents and letter case apart.
    public static func contains(_ part: String) -> Test { .text(TextTest(.contains, part)) }
  }
}
