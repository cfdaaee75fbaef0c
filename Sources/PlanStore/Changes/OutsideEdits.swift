import PlanModel

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
      // The audit goes on by itself, and says for itself whether somebody else wrote there.
      for file in commit.files
      where file.path != AuditChain.head && seen.insert(file.path).inserted {
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
        if let bytes = try displaced(commit, index) { return bytes }
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
      former[file.path] = try displaced(commit, index)
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
