import PlanModel

/// An ailment is one thing that is wrong with a store, or only odd: what, where, and whether
/// mending it is safe.
public struct Ailment: Sendable {
  /// Relative to the store; nothing when the store as a whole is meant.
  public let file: String?
  public let place: FileFault.Place?
  public let problem: Problem

  public enum Problem: Sendable {
    /// The file cannot be read, or is not records.
    case fault(FileFault.Problem)
    /// A field is not what its declaration says.
    case value(RecordKey, ValueFault)
    /// A name stands twice in its record.
    case duplicateName(RecordKey)
    case duplicateId(RecordKey)
    /// Two ids differ only by letter case, or by how accents are composed.
    case collidingIds(RecordKey, other: String)
    case danglingReference(
      RecordKey, field: String, collection: String, id: String, suggestions: [String])
    /// No collection reads this file: names that were perhaps meant.
    case strayFile(suggestions: [String])
    /// Another program has left it, or has the file beside it open.
    case leftover
    /// Two files whose names some file systems do not tell apart.
    case collidingFiles(other: String)
    /// What a commit that never came about has left under `.planscript`.
    case abandoned
    /// The newest commit is not finished; every reader sees it, and the next writer finishes it.
    case unfinishedCommit(Int)
    case damagedLogEntry(Int)
    /// An edit by another program that a commit met in the moment of writing; it is kept here.
    case keptEdit
    /// This user may not read the file.
    case notPermitted
    /// Others may do with it what they may not do with `store.json`, or the other way round.
    case otherMode(UInt32, usual: UInt32)
    case olderFormat(found: Int64, known: Int64)
    /// What the file system does not give.
    case weakness(Capabilities.Weakness)
  }

  public init(file: String?, place: FileFault.Place? = nil, _ problem: Problem) {
    (self.file, self.place, self.problem) = (file, place, problem)
  }
}

extension Ailment {
  public enum Severity: Int, Sendable, Comparable {
    /// To know; nothing is wrong.
    case information
    /// What is in the store may mean something else than it seems.
    case warning
    /// Something cannot be read, is invalid, or cannot be written.
    case error

    public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
  }

  public var severity: Severity {
    switch problem {
    case .fault, .value, .damagedLogEntry, .notPermitted, .weakness(.notWritable): .error
    // A drive behind a network is what most offices have.
    case .weakness(.durabilityIsTheServers): .information
    case .duplicateName, .duplicateId, .collidingIds, .danglingReference, .strayFile,
      .collidingFiles, .otherMode, .keptEdit, .olderFormat, .weakness:
      .warning
    case .leftover, .abandoned, .unfinishedCommit: .information
    }
  }

  /// Whether `Doctor.mend` does something about it, without touching what anybody wrote.
  public var isMendable: Bool {
    switch problem {
    case .abandoned, .unfinishedCommit, .otherMode, .olderFormat, .damagedLogEntry: true
    default: false
    }
  }

  /// A word for the kind, for other programs.
  public var kind: String {
    switch problem {
    case .fault: "broken-file"
    case .value: "invalid-value"
    case .duplicateName: "duplicate-name"
    case .duplicateId: "duplicate-id"
    case .collidingIds: "colliding-ids"
    case .danglingReference: "dangling-reference"
    case .strayFile: "stray-file"
    case .leftover: "leftover"
    case .collidingFiles: "colliding-files"
    case .abandoned: "abandoned"
    case .unfinishedCommit: "unfinished-commit"
    case .damagedLogEntry: "damaged-log"
    case .keptEdit: "kept-edit"
    case .notPermitted: "not-permitted"
    case .otherMode: "other-mode"
    case .olderFormat: "older-format"
    case .weakness: "weaker-file-system"
    }
  }

  public var key: RecordKey? {
    switch problem {
    case .value(let key, _), .duplicateName(let key), .duplicateId(let key),
      .collidingIds(let key, _), .danglingReference(let key, _, _, _, _):
      key
    default: nil
    }
  }
}

/// What an examination found, and of how much.
public struct Diagnosis: Sendable {
  public internal(set) var ailments: [Ailment] = []
  public internal(set) var files = 0
  public internal(set) var records = 0
}
