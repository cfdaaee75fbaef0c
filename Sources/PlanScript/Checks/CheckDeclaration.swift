public import PlanModel
public import PlanStore

/// A check is a rule that records are held against: it looks at some of them, and says of each
/// whether it is as it should be. This is what a check says of itself.
public struct CheckDeclaration: Sendable {
  /// What waivers, settings and people call it: `class-no-venue`.
  public let id: String
  public let title: Bilingual
  public let severity: Severity
  public let tags: [String]
  /// The figures that decide, which a store or a call may set otherwise.
  public let thresholds: [ScriptDeclaration.Parameter]
  /// Where the rule comes from, and what goes wrong without it.
  public let why: Bilingual?
  /// What to do about a finding.
  public let fix: Bilingual?

  public init(
    id: String, title: Bilingual, severity: Severity, tags: [String] = [],
    thresholds: [ScriptDeclaration.Parameter] = [], why: Bilingual? = nil, fix: Bilingual? = nil
  ) {
    (self.id, self.title, self.severity, self.tags) = (id, title, severity, tags)
    (self.thresholds, self.why, self.fix) = (thresholds, why, fix)
  }
}

/// How much a finding matters.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  case info, warning, error

  private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// A finding is one record that is not as a check wants it.
public struct Finding: Sendable, Hashable {
  public let check: String
  public var severity: Severity
  /// Nothing where the finding is about no one record.
  public let record: RecordKey?
  public let field: String?
  /// In the language of the run.
  public let message: String
}

/// What is wrong with a check, or with what was said about one.
public enum CheckFault: Error, Sendable {
  /// `check` was not given something that it must have.
  case missing(member: String)
  case badId(String)
  /// Neither `error`, `warning` nor `info`; a setting may say `off` as well.
  case badSeverity(String)
  /// A message with `${` and no `}`.
  case badMessage(String)
  /// The message of a check asks a record for what it does not have.
  indirect case message(of: String, any Error)
  /// The test said neither true nor false of a record.
  case noVerdict(check: String, found: String)
  case unknownCheck(String, suggestions: [String])
  case unknownThreshold(check: String, name: String, suggestions: [String])
  case badThreshold(check: String, ParameterFault)
  /// The id stands in both files.
  case twice(id: String, files: [String])
  /// A word of a selection that no check has for its id or as a tag.
  case unknownWord(String, suggestions: [String], tags: [String])
  /// A selection that cannot be read, from this character on, counted from 1.
  case badSelection(String, at: Int)
  /// What `store.json` says about checks has another shape.
  case badSettings(path: String)
  case badBaseline(file: String)
}
