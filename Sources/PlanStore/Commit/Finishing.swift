internal import Foundation

/// Finishes a commit whose slot is claimed. Doing it twice, or half and then whole, comes to
/// the same.
struct Finishing {
  let disk: any Disk
  let steps: Steps
  /// Contents that files had before, so far as they are at hand: what has their bytes has their
  /// hash.
  var known: [String: [UInt8]] = [:]

  /// Finishes what a process that is gone has left, and tells what that displaced.
  func recover(_ commit: Commit) throws(LogFault) -> [Commit.DisplacedEdit] {
    let edits: [Commit.DisplacedEdit]
    do throws(DiskFault) {
      // That process may have died between claiming the slot and syncing it.
      if steps.include(.syncLogBeforeRecovering) {
        try disk.syncDirectories([StoreLog.entries, StoreLog.versions])
      }
      edits = try exchangeFiles(of: commit, isNew: false)
      try syncTouched(commit)
    } catch {
      throw .disk(error)
    }
    markDone(commit.number)
    return edits
  }

  /// Edits that came after the exchange: a program that had opened the old file writes to it
  /// still, where it is displaced. Times only tell where to look; the hash decides.
  func lateEdits(_ commit: Commit) throws(LogFault) -> [Commit.DisplacedEdit] {
    var edits: [Commit.DisplacedEdit] = []
    do throws(DiskFault) {
      guard let slot = try disk.status(StoreLog.slot(commit.number)) else { return [] }
      for (index, file) in commit.files.enumerated() {
        guard let status = try disk.status(commit.side(index)), status.kind == .file,
          status.identity.modified >= slot.identity.changed,
          let hash = try disk.hash(commit.side(index)), hash != file.before, hash != file.after,
          try disk.status(keptName(commit, index)) == nil
        else { continue }
        let kept = try keep(commit, index, in: commit.side(index))
        edits.append(Commit.DisplacedEdit(path: file.path, kept: kept))
      }
      if !edits.isEmpty { try disk.syncDirectory(StoreLog.conflicts) }
    } catch {
      throw .disk(error)
    }
    return edits
  }

  private func keptName(_ commit: Commit, _ index: Int) -> String {
    let name = StorePath.name(of: commit.files[index].path)
    return "\(StoreLog.conflicts)/\(commit.id).\(index).\(name)"
  }

  /// Puts each file's new content in its place, and tells which edits by others that displaced.
  /// A new commit's files all wait; of one that is recovered some may have been exchanged.
  func exchangeFiles(
    of commit: Commit, isNew: Bool
  ) throws(DiskFault) -> [Commit.DisplacedEdit] {
    var edits: [Commit.DisplacedEdit] = []
    try makeDirectories(for: commit)
    for index in commit.files.indices where isNew || recovers(commit, index) {
      let change = Change(commit, index)
      let edit = try change.after == nil ? takeAway(change) : put(change, isNew: isNew)
      edits += edit.map { [$0] } ?? []
    }
    if !edits.isEmpty, steps.include(.syncConflicts) {
      try disk.syncDirectory(StoreLog.conflicts)
    }
    return edits
  }

  private func recovers(_ commit: Commit, _ index: Int) -> Bool {
    if index > 0, !steps.include(.recoverEveryFile) { return false }
    return commit.files[index].after != nil || steps.include(.recoverDeletions)
  }

  private struct Change {
    let commit: Commit
    let index: Int

    init(_ commit: Commit, _ index: Int) {
      self.commit = commit
      self.index = index
    }

    var path: String { commit.files[index].path }
    var before: ContentHash? { commit.files[index].before }
    var after: ContentHash? { commit.files[index].after }
    var side: String { commit.side(index) }
    var oldSide: String { commit.oldSide(index) }
  }

  private func put(_ change: Change, isNew: Bool) throws(DiskFault) -> Commit.DisplacedEdit? {
    if !isNew, try !waits(change) { return try displaced(change) }
    if change.before == nil { return try create(change) }
    do throws(DiskFault) {
      try exchange(change)
    } catch {
      guard error.errno == ENOENT else { throw error }
      // Somebody took the file away in this moment, perhaps with its directory.
      try makeDurable(StorePath.directory(of: change.path))
      _ = try create(change)
      return Commit.DisplacedEdit(path: change.path, kept: nil)
    }
    return try displaced(change)
  }

  /// Whether any file of the commit is still to be exchanged.
  func isAwaited(_ commit: Commit) throws(DiskFault) -> Bool {
    for index in commit.files.indices {
      let change = Change(commit, index)
      if try change.after == nil ? !isAside(change) : waits(change) { return true }
    }
    return false
  }

  /// Whether a file to be taken away is gone, by this commit or by somebody else.
  private func isAside(_ change: Change) throws(DiskFault) -> Bool {
    if try disk.status(change.side) != nil { return true }
    return try disk.status(change.path) == nil
  }

  /// Whether the new content is still beside the file.
  private func waits(_ change: Change) throws(DiskFault) -> Bool {
    guard steps.include(.recoverByTheSide) else {
      return try disk.hash(change.path) != change.after
    }
    do throws(DiskFault) {
      return try disk.hash(change.side) == change.after
    } catch {
      // What was displaced is no plain file.
      if error.errno == EISDIR || error.errno == ELOOP { return false }
      throw error
    }
  }

  private func create(_ change: Change) throws(DiskFault) -> Commit.DisplacedEdit? {
    guard steps.include(.createOverNothing) else {
      try disk.replace(change.path, with: change.side)
      return nil
    }
    do throws(DiskFault) {
      try disk.moveOverNothing(change.side, to: change.path)
    } catch {
      guard error.errno == EEXIST else { throw error }
      if try disk.hash(change.path) == change.after {
        // What is there already, made by this commit before a crash or alike by somebody else, may
        // not outlast a power cut; what is beside it does.
        if steps.include(.syncFound) { try disk.makeDurable(change.path) }
        try disk.remove(change.side)
        return nil
      }
      // Somebody made the same file in this moment.
      try exchange(change)
      return try displaced(change)
    }
    return nil
  }

  private func exchange(_ change: Change) throws(DiskFault) {
    guard steps.include(.exchangeRatherThanReplace) else {
      return try disk.replace(change.path, with: change.side)
    }
    do throws(DiskFault) {
      try disk.exchange(change.side, change.path)
    } catch {
      guard error.isNotSupported else { throw error }
      // The safest that is left: an edit that lands between these two is lost.
      try keepOld(change)
      try disk.replace(change.path, with: change.side)
    }
  }

  /// Gives the old content a second name, for a file system that cannot exchange.
  private func keepOld(_ change: Change) throws(DiskFault) {
    if try disk.status(change.oldSide) != nil {
      _ = try keep(change.commit, change.index, in: change.oldSide)
      try disk.remove(change.oldSide)
    }
    try disk.giveSecondName(change.oldSide, to: change.path)
  }

  private func takeAway(_ change: Change) throws(DiskFault) -> Commit.DisplacedEdit? {
    if try disk.status(change.side) == nil {
      do throws(DiskFault) {
        try disk.replace(change.side, with: change.path)
      } catch {
        // Somebody took it away already.
        guard error.errno == ENOENT else { throw error }
        return nil
      }
    }
    return try displaced(change)
  }

  /// What was displaced, when it is not what the commit was made for.
  private func displaced(_ change: Change) throws(DiskFault) -> Commit.DisplacedEdit? {
    guard steps.include(.checkDisplaced) else { return nil }
    for place in [change.side, change.oldSide] {
      guard let status = try disk.status(place) else { continue }
      if status.kind == .file, try isBefore(change, place, size: status.identity.size) {
        return nil
      }
      return Commit.DisplacedEdit(
        path: change.path, kept: try keep(change.commit, change.index, in: place))
    }
    return nil
  }

  private func isBefore(_ change: Change, _ place: String, size: Int) throws(DiskFault) -> Bool {
    guard let known = known[change.path] else { return try disk.hash(place) == change.before }
    guard size == known.count else { return false }
    return try disk.holds(place, known)
  }

  /// Gives an edit that was displaced a name of its own, and tells it.
  func keep(_ commit: Commit, _ index: Int, in place: String) throws(DiskFault) -> String {
    let kept = keptName(commit, index)
    do throws(DiskFault) {
      try disk.giveSecondName(kept, to: place)
    } catch {
      switch error.errno {
      case EEXIST: break
      // A directory cannot have two names.
      case EISDIR: return place
      default: throw error
      }
    }
    return kept
  }

  /// Directories of new files outlast a power cut before any file is moved into them: a file that
  /// went with its directory would be nowhere.
  private func makeDirectories(for commit: Commit) throws(DiskFault) {
    let new = commit.files.filter { $0.before == nil && $0.after != nil }
    for directory in Set(new.map { StorePath.directory(of: $0.path) }).sorted() {
      try makeDurable(directory)
    }
  }

  private func makeDurable(_ directory: String) throws(DiskFault) {
    guard !directory.isEmpty else { return }
    let parent = StorePath.directory(of: directory)
    try makeDurable(parent)
    if try disk.status(directory) == nil {
      do throws(DiskFault) {
        try disk.makeDirectory(directory)
      } catch {
        guard error.errno == EEXIST else { throw error }
      }
    }
    // One that is there may be left by somebody who did not come to this.
    if steps.include(.syncNewDirectories) { try disk.syncDirectory(parent) }
  }

  /// Makes what was exchanged durable, under both of its names.
  func syncTouched(_ commit: Commit) throws(DiskFault) {
    guard steps.include(.syncTouchedDirectories) else { return }
    try disk.syncDirectories(commit.directories + [StoreLog.versions])
  }

  /// Spares the next one a look at the files. It is written over the last one, and need neither
  /// outlast a power cut nor succeed.
  func markDone(_ number: Int) {
    try? disk.with(StoreLog.done, .marking) { file throws(DiskFault) in
      try disk.writeWhole(file, StoreLog.doneMark(number))
    }
  }
}
