public import PlanModel

/// Why a file of the store cannot be written.
public enum EditError: Error, Sendable {
  /// It is broken already: its fault is told, and nothing is written over it.
  case broken(FileFault)
  /// Bytes it has or would have, and how many one file may have.
  case tooLarge(file: String, bytes: Int, limit: Int)
  /// A name stands twice in the record: which of the two is meant is not for a program to say.
  case duplicateName(file: String, key: RecordKey, name: String)
  /// Several records have the id.
  case duplicateId(file: String, key: RecordKey)
}

/// A conflict is a change that no longer fits: someone else changed the same since.
public struct Conflict: Sendable, Hashable {
  public let file: String
  public let key: RecordKey
  /// Nothing when the record as a whole is meant.
  public let field: String?
  /// What the change set found, what it wants, and what is there now; nothing where the field
  /// or record is absent.
  public let (base, ours, theirs): (JSONValue?, JSONValue?, JSONValue?)

  public init(
    file: String, key: RecordKey, field: String?, base: JSONValue?, ours: JSONValue?,
    theirs: JSONValue?
  ) {
    (self.file, self.key, self.field) = (file, key, field)
    (self.base, self.ours, self.theirs) = (base, ours, theirs)
  }
}
