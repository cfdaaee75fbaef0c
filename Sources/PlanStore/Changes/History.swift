import PlanModel

/// History is what the log still holds of a store's commits.
public struct History: Sendable {
  /// The newest first.
  public let commits: [Commit]
  /// Numbers of entries that cannot be read.
  public let damaged: [Int]

  /// The commit of a number (`14`) or an id.
  public func commit(_ name: String) -> Commit? {
    commits.first { $0.id == name || String($0.number) == name }
  }
}

extension Commit {
  /// What it changed, by record; nothing when it changed whole files, as a migration does.
  public var changeSet: ChangeSet? { ChangeSet(json: changes) }
}

extension Store {
  /// Throws `CommitError`.
  public func history() throws -> History {
    let log = StoreLog(disk: disk)
    var (commits, damaged): ([Commit], [Int]) = ([], [])
    for number in try nothingWritten({ () throws(DiskFault) in try log.numbers() }).reversed() {
      do throws(LogFault) {
        if let commit = try log.entry(number) { commits.append(commit) }
      } catch {
        guard case .damaged = error else { throw error.asCommitError }
        damaged.append(number)
      }
    }
    return History(commits: commits, damaged: damaged)
  }
}

// MARK: - Taking a commit back

extension Store {
  /// What taking a commit back would change, and what conflicts with it.
  public func previewUndo(
    of commit: Commit
  ) throws -> (changes: ChangeSet, conflicts: [Conflict]) {
    guard let changes = commit.changeSet?.inverted else { throw TransactError.notByRecord(commit) }
    return try preview(changes)
  }

  /// Takes a commit back by a new one. Files that nobody changed since become again what they
  /// were, byte for byte; in others each field is held against what is there. The new commit is
  /// nothing when all has been taken back already.
  public func undo(_ commit: Commit, origin: Origin) throws -> Commit? {
    guard let changes = commit.changeSet?.inverted else { throw TransactError.notByRecord(commit) }
    return try self.commit(origin: origin) { current in
      let snapshot = Snapshot(files: DirectoryFiles(disk), path: path)
      try Integrity(snapshot).check(changes)
      if let files = try formerFiles(of: commit, current) {
        return PreparedCommit(files: files, changes: changes.json)
      }
      return try prepared(changes, snapshot, current)
    }
  }

  /// The files of a commit as they were before it; nothing when one was changed since, or its
  /// former content is no longer kept.
  private func formerFiles(of commit: Commit, _ current: CurrentFiles) throws -> [FileChange]? {
    var files: [FileChange] = []
    for (index, file) in commit.files.enumerated() {
      guard try current.hash(file.path) == file.after else { return nil }
      let bytes = try formerBytes(index, of: commit)
      guard bytes != nil || file.before == nil else { return nil }
      files.append(FileChange(path: file.path, before: file.after, after: bytes))
    }
    return files
  }

  /// What a commit displaced; nothing when there was no such file, or it is no longer kept.
  func formerBytes(_ index: Int, of commit: Commit) throws -> [UInt8]? {
    guard let before = commit.files[index].before else { return nil }
    for place in [commit.side(index), commit.oldSide(index)] {
      if let bytes = try disk.bytes(place), ContentHash(of: bytes) == before { return bytes }
    }
    return nil
  }
}

// MARK: - Edits by others

/// An outside edit is a file that is not what the last commit of it left.
public struct OutsideEdit: Sendable {
  public let file: String
  /// The commit after which it happened.
  public let since: Commit
  /// By record; nothing when the file cannot be read now, or what it was cannot be told.
  public let changes: ChangeSet?
}

extension Store {
  /// What other programs changed in files that commits have written.
  public func outsideEdits() throws -> [OutsideEdit] {
    var seen: Set<String> = []
    var edits: [OutsideEdit] = []
    let snapshot = snapshot()
    let commits = try history().commits
    for commit in commits {
      for file in commit.files where seen.insert(file.path).inserted {
        let now = try snapshot.bytes(file.path)
        if now.map({ ContentHash(of: $0) }) == file.after { continue }
        let then = try kept(file.after, commits) ?? (try? left(by: commit)[file.path])
        edits.append(
          OutsideEdit(
            file: file.path, since: commit,
            changes: then.flatMap { RecordDiff.changes(in: file.path, from: $0, to: now) }))
      }
    }
    return edits.sorted { $0.file < $1.file }
  }

  /// A content that some commit displaced.
  private func kept(_ hash: ContentHash?, _ commits: [Commit]) throws -> [UInt8]? {
    for commit in commits {
      for (index, file) in commit.files.enumerated() where hash != nil && file.before == hash {
        if let bytes = try formerBytes(index, of: commit) { return bytes }
      }
    }
    return nil
  }

  /// What a commit wrote, made again from what it displaced and what it changed. The log's
  /// hashes tell that it is the same.
  private func left(by commit: Commit) throws -> [String: [UInt8]] {
    guard let changes = commit.changeSet else { return [:] }
    var former: [String: [UInt8]] = [:]
    for (index, file) in commit.files.enumerated() {
      former[file.path] = try formerBytes(index, of: commit)
    }
    let files = former
    let snapshot = Snapshot(files: MemoryFiles(files), path: path)
    var editing = Editing(snapshot: snapshot) { files[$0] }
    let made = try editing.edited(changes).files
    return made.reduce(into: [:]) { left, file in
      let hash = commit.files.first { $0.path == file.path }?.after
      if ContentHash(of: file.after) == hash { left[file.path] = file.after }
    }
  }
}

/// Files that stand in memory.
private struct MemoryFiles: StoreFiles {
  private let files: [String: [UInt8]]

  init(_ files: [String: [UInt8]]) { self.files = files }

  func names(in directory: String) -> [String] {
    files.keys.filter { StorePath.directory(of: $0) == directory }
      .map { StorePath.name(of: $0) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func exists(_ file: String) -> Bool { files[file] != nil }

  func read(_ file: String, into buffer: FileBuffer) throws(FileFault) {
    guard let bytes = files[file] else {
      throw FileFault(file, DiskFault(.open, file, errno: 2))
    }
    buffer.resize(to: bytes.count)
    _ = buffer.bytes.update(fromContentsOf: bytes)
  }
}
