import PlanModel
public import PlanStore

/// Why a draft was not made, approved, exported or withdrawn. None of these quotes a draft's text.
public enum DraftError: Error, Sendable {
  /// All that is wrong with a template and what it was given, at once.
  case template([TemplateFault])
  case templateNotFound(name: String, suggestions: [String])
  case noSubject
  /// A class whose chair nobody has named.
  case noChair(RecordKey)
  /// The text names what is restricted, and the recipient is not cleared for it. The restricted
  /// record and its field, the draft's field, and who it was for.
  case restricted(RecordKey, field: String, quotedIn: String, recipient: String)
  /// The text bears a secrecy mark.
  case secrecyMark(draft: String, field: String)
  case unknown(id: String, suggestions: [String])
  case wrongState(id: String, state: Draft.Standing, wanted: Draft.Step)
  /// A calendar file of a draft that is about no class with a time, and no task with a date.
  case nothingDated(id: String)
}

/// What is wrong in one line of a template.
public struct TemplateFault: Error, Sendable, Hashable {
  public let template: String
  /// From 1.
  public let line: Int
  public let problem: Problem

  public enum Problem: Sendable, Hashable {
    /// Nothing of that name was given, or it is empty.
    case missing(String)
    /// A record has no such field.
    case unknownField(owner: String, name: String, suggestions: [String])
    /// A list or a table where a text should stand.
    case notText(String)
    /// `{{` without `}}`, or a section without its end.
    case unclosed(String)
    /// The end of a section that does not stand open.
    case notOpen(String)
    case unsupported(String)
    case partialNotFound(String)
    /// Longer or deeper than a letter can be.
    case tooLarge
  }
}
