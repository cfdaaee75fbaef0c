public import PlanModel

/// A commit is a change of several files that is there as a whole or not at all.
///
/// # How one is made
///
/// Under `.planscript/` lie `lock`, `done`, and three directories: `log/` holds one entry a
/// commit, in slots that are numbered from 1; `versions/` holds what each commit displaces;
/// `conflicts/` holds edits of other programs that a commit met in the very moment of writing.
///
/// 1. Take the lock. If the newest entry is not finished, finish it.
/// 2. Compare the hashes of the files to be changed with what they are held to be.
/// 3. Write the new content of each file to `versions/ID.N`, and then the entry (who, when,
///    paths, hashes before and after).
/// 4. Sync these files and `versions/`, all at the same time; and with them the directories that
///    the commit before touched, unless that was settled.
/// 5. `link` the entry into the next free slot of `log/`, and sync `log/`. This is the commit
///    point: from here on the commit is finished, by whoever comes next if need be.
/// 6. Exchange each file with its `versions/ID.N`, which from then on holds what was displaced.
///    A new file is moved into place, over nothing; a file to be taken away is moved aside.
/// 7. Write `done` for the commit before, let the lock go.
///
/// What is left is to settle it: to sync the directories of its files and to write `done`. The
/// next commit of the same `Store` does so in step 4, without a wait of its own, or the store
/// when it is let go of. Whoever else comes finds the entry unfinished, and finishes it.
///
/// # Why recovery is simple
///
/// Nobody claims a slot before the entry in the slot before it is finished, durably, so that only
/// the newest entry can be unfinished. Which of its files are still to be exchanged is told by
/// `versions/ID.N`, which no other program touches: while that holds the new content, the file
/// waits. So a later edit of the file itself is never taken for the old content, and doing it
/// again changes nothing. `done` only saves time; a lost or torn one does no harm.
///
/// # What readers do
///
/// A snapshot notes the newest slot, R, and takes no lock. It reads a file in place unless the
/// entry R is unfinished and the file waits (then it reads `versions/ID.N`) or a later entry
/// names the file (then it reads what that one displaced). Having read in place, it looks for
/// later entries again, as an exchange only ever follows its entry.
public struct Commit: Sendable, Hashable {
  /// The slot in the log; the next commit has the next number.
  public let number: Int
  /// The number and a random part: tells this commit from one that failed before it.
  public let id: String
  /// Seconds since 1970, as the writer's clock told them. It orders nothing.
  public let when: Int64
  public let origin: Origin
  public internal(set) var files: [File]
  /// What was wanted, by record, as JSON.
  public let changes: JSONValue
  /// Edits by others that this commit displaced in the moment of writing, each kept under
  /// `.planscript/conflicts/`. Only what this run met: the log does not hold them.
  public internal(set) var displacedEdits: [DisplacedEdit] = []
  /// Files whose owner or group this process may not give them; they are the writer's now. Only
  /// what this run met.
  public internal(set) var ownersNotKept: [String] = []

  /// One file of a commit, by the hashes of its content.
  public struct File: Sendable, Hashable {
    public let path: String
    /// Nothing: there was no such file.
    public let before: ContentHash?
    /// Nothing: it was taken away.
    public let after: ContentHash?
  }

  /// An edit that came between the check and the exchange.
  public struct DisplacedEdit: Sendable, Hashable {
    public let path: String
    /// Where the edit is kept, relative to the store; nothing when the edit took the file away.
    public let kept: String?
  }

  /// The directories in which it changes names.
  var directories: [String] { Set(files.map { StorePath.directory(of: $0.path) }).sorted() }

  /// Where the new content waits, and from the exchange on what was displaced.
  func side(_ index: Int) -> String { "\(StoreLog.versions)/\(id).\(index)" }

  /// Where the old content lies when the file system could not exchange.
  func oldSide(_ index: Int) -> String { side(index) + ".old" }
}

/// Who and what wrote, for the log.
public struct Origin: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case run, undo, `import`, migrate, mend, host
  }

  public var kind: Kind
  /// The person, as the system names them.
  public var who: String
  public var script: String?
  public var scriptHash: ContentHash?
  public var bundle: String?
  public var bundleHash: ContentHash?
  public var parameters: [String: String]

  public init(
    _ kind: Kind, who: String, script: String? = nil, scriptHash: ContentHash? = nil,
    bundle: String? = nil, bundleHash: ContentHash? = nil, parameters: [String: String] = [:]
  ) {
    self.kind = kind
    self.who = who
    self.script = script
    self.scriptHash = scriptHash
    self.bundle = bundle
    self.bundleHash = bundleHash
    self.parameters = parameters
  }
}

/// One file as a commit changes it.
package struct FileChange: Sendable {
  package let path: String
  /// Nothing: there must be no such file.
  package let before: ContentHash?
  /// Nothing: the file is taken away.
  package let after: [UInt8]?

  package init(path: String, before: ContentHash?, after: [UInt8]?) {
    self.path = path
    self.before = before
    self.after = after
  }
}

/// What a commit shall write, and why, for the log.
package struct PreparedCommit: Sendable {
  package let files: [FileChange]
  /// The change set.
  package let changes: JSONValue

  package init(files: [FileChange], changes: JSONValue) {
    self.files = files
    self.changes = changes
  }
}
