internal import Foundation
internal import Synchronization

/// The files of a store as they were after one commit, whatever is committed meanwhile.
///
/// Takes no lock, writes nothing and waits for nobody; `Commit` tells how. Edits by other
/// programs are no commits: they are seen when they are there.
final class SnapshotFiles: StoreFiles {
  private let disk: any Disk
  private let steps: Steps
  private let log: StoreLog
  /// The newest commit when the snapshot was taken.
  private let head: Result<Head, DiskFault>
  private let known = Mutex<[Int: Commit]>([:])
  private let notes: FootprintNotes
  private let surroundings: Surroundings

  private struct Head {
    let number: Int
    /// Otherwise each file tells for itself.
    let isFinished: Bool
  }

  init(disk: any Disk, steps: Steps = .all, surroundings: Surroundings = .system) {
    self.disk = disk
    self.steps = steps
    self.surroundings = surroundings
    let log = StoreLog(disk: disk)
    self.log = log
    head = Result { () throws(DiskFault) in
      let (number, isFinished) = try log.head()
      return Head(number: number, isFinished: isFinished)
    }
    notes = FootprintNotes(head: (try? head.get().number) ?? 0)
  }

  var footprint: Footprint { notes.footprint }

  /// The number of the commit that the snapshot shows; 0 before the first.
  func number() throws(FileFault) -> Int { try theHead().number }

  func read(_ file: String, into buffer: FileBuffer) throws(FileFault) {
    _ = try readWithStatus(file, into: buffer)
  }

  func readWithStatus(
    _ file: String, into buffer: FileBuffer
  ) throws(FileFault) -> FileStatus? {
    for _ in 0..<100 {
      switch try look(file, buffer) {
      case .here(let status):
        // Another machine's clock says nothing of how young a file is.
        let now = disk.isRemote ? 0 : surroundings.now()
        let mark = status.map { Footprint.Mark.read($0, buffer, now: now) }
        notes.note(file, mark ?? .content(buffer.hash))
        return status
      case .absent:
        notes.note(file, .absent)
        throw FileFault(file: file, place: nil, problem: .unreadable(errno: ENOENT))
      case .moved: continue
      }
    }
    throw tooOld(file)
  }

  /// What cannot be looked at exists: reading it tells why.
  func exists(_ file: String) -> Bool {
    for _ in 0..<100 {
      do throws(FileFault) {
        guard let isThere = try lookForName(file) else { continue }
        notes.note(file, isThere ? .present : .absent)
        return isThere
      } catch {
        return true
      }
    }
    return true
  }

  private func theHead() throws(FileFault) -> Head {
    do throws(DiskFault) {
      return try head.get()
    } catch {
      throw FileFault(StoreLog.folder, error)
    }
  }

  // MARK: the log after the head

  /// The commits that came after the snapshot, in order.
  private func later() throws(FileFault) -> [Commit] {
    var found: [Commit] = []
    var number = try theHead().number + 1
    while let commit = try entry(number) {
      found.append(commit)
      number += 1
    }
    // Old entries go before new ones: while the head is there, nothing after it is gone.
    if found.isEmpty, number > 1, try !isTaken(number - 1) { throw tooOld(StoreLog.entries) }
    return found
  }

  private func entry(_ number: Int) throws(FileFault) -> Commit? {
    if let commit = known.withLock({ $0[number] }) { return commit }
    do throws(LogFault) {
      guard let commit = try log.entry(number) else { return nil }
      known.withLock { $0[number] = commit }
      return commit
    } catch {
      switch error {
      case .disk(let fault): throw FileFault(StoreLog.slot(number), fault)
      case .damaged:
        throw FileFault(file: StoreLog.slot(number), place: nil, problem: .damagedLog)
      }
    }
  }

  private func isTaken(_ number: Int) throws(FileFault) -> Bool {
    do throws(DiskFault) {
      return try log.isTaken(number)
    } catch {
      throw FileFault(StoreLog.slot(number), error)
    }
  }

  private func tooOld(_ file: String) -> FileFault {
    FileFault(file: file, place: nil, problem: .snapshotTooOld)
  }
}

// MARK: one file

extension SnapshotFiles {
  private enum Found {
    /// In place, or beside.
    case here(FileStatus?)
    case absent
    /// The file was exchanged between two looks.
    case moved

    var isHere: Bool { if case .here = self { true } else { false } }
  }

  /// Whether the file is there; nothing when that changed between two looks.
  private func lookForName(_ file: String) throws(FileFault) -> Bool? {
    if let (commit, index) = try firstLater(naming: file) {
      return commit.files[index].before != nil
    }
    if let waiting = try waiting(file, FileBuffer(padding: 0)) { return waiting.isHere }
    let isThere = DirectoryFiles(disk).exists(file)
    return try firstLater(naming: file) == nil ? isThere : nil
  }

  private func look(_ file: String, _ buffer: FileBuffer) throws(FileFault) -> Found {
    if let (commit, index) = try firstLater(naming: file) {
      return try steps.include(.readDisplaced)
        ? beforeCommit(commit, index, buffer) : inPlace(file, buffer)
    }
    if let waiting = try waiting(file, buffer) { return waiting }
    let found = Result { () throws(FileFault) in try inPlace(file, buffer) }
    // It is the snapshot's only if no commit can have exchanged it before it was read.
    if steps.include(.lookAgain), try firstLater(naming: file) != nil { return .moved }
    return try found.get()
  }

  private func firstLater(naming file: String) throws(FileFault) -> (Commit, Int)? {
    for commit in try later() {
      if let index = commit.files.firstIndex(where: { $0.path == file }) { return (commit, index) }
    }
    return nil
  }

  private func inPlace(_ file: String, _ buffer: FileBuffer) throws(FileFault) -> Found {
    try fill(buffer, file).map { .here($0) } ?? .absent
  }

  /// What the newest commit put beside the file and has not exchanged yet.
  private func waiting(_ file: String, _ buffer: FileBuffer) throws(FileFault) -> Found? {
    let head = try theHead()
    guard !head.isFinished, head.number > 0, steps.include(.readWaitingImages),
      let commit = try entry(head.number),
      let index = commit.files.firstIndex(where: { $0.path == file })
    else { return nil }
    let isBeside = try fill(buffer, commit.side(index)) != nil
    guard let after = commit.files[index].after else { return isBeside ? nil : .absent }
    return isBeside && buffer.hash == after ? .here(nil) : nil
  }

  /// The file as it was before a later commit.
  private func beforeCommit(
    _ commit: Commit, _ index: Int, _ buffer: FileBuffer
  ) throws(FileFault) -> Found {
    let change = commit.files[index]
    guard change.before != nil else { return .absent }
    if try fill(buffer, commit.side(index)) != nil {
      if change.after == nil || buffer.hash != change.after { return .here(nil) }
      guard let status = try fill(buffer, change.path) else { return .moved }
      if buffer.hash == change.before { return .here(status) }
      return try isBeside(commit, index) ? .here(status) : .moved
    }
    if try fill(buffer, commit.oldSide(index)) != nil { return .here(nil) }
    guard change.after == nil, let status = try fill(buffer, change.path) else {
      throw tooOld(change.path)
    }
    return try isBeside(commit, index) ? .moved : .here(status)
  }

  /// Whether the new content still waits; for a file that is taken away, whether it is aside.
  private func isBeside(_ commit: Commit, _ index: Int) throws(FileFault) -> Bool {
    let buffer = FileBuffer(padding: 0)
    guard try fill(buffer, commit.side(index)) != nil else { return false }
    return commit.files[index].after.map { $0 == buffer.hash } ?? true
  }

  private func fill(_ buffer: FileBuffer, _ file: String) throws(FileFault) -> FileStatus? {
    do throws(DiskFault) {
      return try disk.readIfThere(file, into: buffer)
    } catch {
      throw FileFault(file, error)
    }
  }
}

// MARK: a directory

extension SnapshotFiles {
  func names(in directory: String) throws(FileFault) -> [String] {
    let files = DirectoryFiles(disk)
    for _ in 0..<100 {
      let seen = try later()
      let found = try files.names(in: directory)
      guard steps.include(.listAsOfThen) else { break }
      let names = try corrected(found, in: directory, seen)
      if try later().count == seen.count {
        notes.note(names, in: directory)
        return names
      }
    }
    return try files.names(in: directory)
  }

  private func corrected(
    _ names: [String], in directory: String, _ later: [Commit]
  ) throws(FileFault) -> [String] {
    var isThere: [String: Bool] = [:]
    func set(_ file: String, _ there: Bool) {
      if StorePath.directory(of: file) == directory { isThere[StorePath.name(of: file)] = there }
    }
    let head = try theHead()
    if !head.isFinished, let commit = try entry(head.number) {
      for (index, file) in commit.files.enumerated()
      where StorePath.directory(of: file.path) == directory {
        // In place already: what others do to it from then on is seen as it is.
        let isAside = try isBeside(commit, index)
        if (file.after != nil) == isAside { set(file.path, file.after != nil) }
      }
    }
    for file in later.reversed().flatMap(\.files) { set(file.path, file.before != nil) }
    if isThere.isEmpty { return names }
    let others = names.filter { isThere[$0] == nil }
    return (others + isThere.keys.filter { isThere[$0] == true }).inByteOrder
  }
}

// MARK: without reading

extension SnapshotFiles {
  /// In place, of files that no commit since the snapshot, and none that is unfinished, names.
  func statuses(of names: [String], in directory: String) -> [FileStatus?] {
    // Behind a network what is said of a file may be older than the file.
    let found = disk.isRemote ? [] : disk.statuses(of: names, in: directory)
    // The log after the files: an exchange only ever follows its entry.
    guard !found.isEmpty, let exchanged = try? exchanged() else { return names.map { _ in nil } }
    return zip(names, found).map { name, status in
      let isExchanged =
        !exchanged.isEmpty && exchanged.contains(StorePath.file(name, in: directory))
      return status?.kind == .file && !isExchanged ? status : nil
    }
  }

  func rely(on files: [(name: String, identity: FileIdentity)]) {
    notes.note(files.map { ($0.name, .identity($0.identity)) })
  }

  private func exchanged() throws(FileFault) -> Set<String> {
    var commits = try later()
    let head = try theHead()
    if !head.isFinished, let commit = try entry(head.number) { commits.append(commit) }
    return Set(commits.flatMap { $0.files.map(\.path) })
  }
}
