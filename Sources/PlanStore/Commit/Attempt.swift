internal import Foundation

/// One attempt at a commit, with its slot already chosen.
final class Attempt {
  private let disk: any Disk
  private let steps: Steps
  private let finishing: Finishing
  private let files: [FileChange]
  /// What this process committed before and did not settle.
  private let earlier: Commit?
  private var commit: Commit
  private var hasAskedForSlot = false
  private var isClaimed = false
  /// Where the names of the entry changed when it got its slot.
  private var slotDirectories = [StoreLog.entries]

  init(_ finishing: Finishing, _ commit: Commit, _ files: [FileChange], after earlier: Commit?) {
    disk = finishing.disk
    steps = finishing.steps
    self.finishing = finishing
    self.commit = commit
    self.files = files
    self.earlier = earlier
  }

  /// Nothing when somebody else took the slot.
  func carryOut() throws(CommitError) -> Commit? {
    let staging = try nothingWritten { () throws(DiskFault) in
      try Staging(disk: disk, steps: steps, commit: commit, files: files)
    }
    do throws(DiskFault) {
      for phase in steps.phases {
        guard try carryOut(phase, staging) else {
          staging.remove()
          return nil
        }
      }
    } catch {
      if isClaimed { throw .unfinished(id: commit.id, error) }
      try settle(error, staging)
    }
    commit.ownersNotKept = staging.ownersNotKept
    return commit
  }

  private func carryOut(_ phase: Phase, _ staging: Staging) throws(DiskFault) -> Bool {
    switch phase {
    case .writeImages: try staging.writeImages()
    case .writeEntry:
      // The disk is at the images while they are hashed.
      commit.files = files.map(Commit.File.init)
      try staging.write(entry: commit.entry)
    case .syncStaged: try staging.sync(after: earlier)
    case .claimSlot: return try claimSlot()
    case .syncLog:
      try disk.syncDirectories(slotDirectories)
      isClaimed = true
      staging.removeEntry()
    case .exchangeFiles:
      commit.displacedEdits = try finishing.exchangeFiles(of: commit, isNew: true)
    case .markEarlier: if let earlier { finishing.markDone(earlier.number) }
    }
    return true
  }

  /// Whether the slot is now this commit's.
  private func claimSlot() throws(DiskFault) -> Bool {
    let (entry, slot) = (Staging.entryPath(commit), StoreLog.slot(commit.number))
    hasAskedForSlot = true
    guard steps.include(.claimFreeSlotOnly) else {
      try disk.replace(slot, with: entry)
      return true
    }
    do throws(DiskFault) {
      try claim(slot, with: entry)
    } catch {
      // A file system behind a network may fail what it has done.
      if holder == .this { return true }
      if error.errno == EEXIST { return false }
      throw error
    }
    return true
  }

  private func claim(_ slot: String, with entry: String) throws(DiskFault) {
    do throws(DiskFault) {
      try disk.link(entry, to: slot)
    } catch {
      guard error.isNotSupported else { throw error }
      slotDirectories.append(StoreLog.versions)
      try disk.moveOverNothing(entry, to: slot)
    }
  }

  private enum Holder { case nobody, this, other, unknown }

  private var holder: Holder {
    guard hasAskedForSlot else { return .nobody }
    do throws(LogFault) {
      guard let entry = try StoreLog(disk: disk).entry(commit.number) else { return .nobody }
      return entry.id == commit.id ? .this : .other
    } catch {
      return .unknown
    }
  }

  /// A fault before the log was synced: only what is in the slot tells what it means.
  private func settle(_ fault: DiskFault, _ staging: Staging) throws(CommitError) {
    switch holder {
    case .nobody, .other:
      staging.remove()
      throw .notWritten(fault)
    case .this, .unknown: throw .inDoubt(id: commit.id, fault)
    }
  }
}

extension Commit.File {
  fileprivate init(_ change: FileChange) {
    self.init(
      path: change.path, before: change.before, after: change.after.map { ContentHash(of: $0) })
  }
}
