internal import Synchronization

/// A footprint is what a snapshot's reader has seen of the store: a commit that rests on it is
/// valid only while all of it is still so.
package struct Footprint: Sendable, Hashable {
  /// The newest commit that was seen.
  package var head: Int
  package var files: [String: Mark] = [:]
  /// Names as they were listed, by directory.
  package var listings: [String: [String]] = [:]

  package init(head: Int) { self.head = head }

  package enum Mark: Sendable, Hashable {
    case absent
    /// Only that it is there.
    case present
    /// The file that was read.
    case identity(FileIdentity)
    /// What was read, of a file so young that it could change without showing it, or one that
    /// was not read in place.
    case content(ContentHash)
  }
}

/// Where a snapshot notes what is read of it, from all threads.
final class FootprintNotes: Sendable {
  private let notes: Mutex<Footprint>

  init(head: Int) { notes = Mutex(Footprint(head: head)) }

  var footprint: Footprint { notes.withLock { $0 } }

  func note(_ file: String, _ mark: Footprint.Mark) { note([(file, mark)]) }

  /// The first reading counts: what followed from it may have been used.
  func note(_ marks: [(file: String, mark: Footprint.Mark)]) {
    notes.withLock { notes in
      if marks.count > 1 { notes.files.reserveCapacity(notes.files.count + marks.count) }
      for (file, mark) in marks {
        switch notes.files[file] {
        case nil, .present: notes.files[file] = mark
        default: break
        }
      }
    }
  }

  func note(_ names: [String], in directory: String) {
    notes.withLock { if $0.listings[directory] == nil { $0.listings[directory] = names } }
  }
}

extension Footprint.Mark {
  /// The mark of a file that was read in place. A file that changed less than a few seconds ago,
  /// by whatever clock, may change again within the same tick of its file system.
  static func read(
    _ status: FileStatus, _ buffer: FileBuffer, now: Int64
  ) -> Footprint.Mark {
    let youngest = max(status.identity.modified, status.identity.changed) / 1_000_000_000
    let isYoung = now - youngest < 3
    return isYoung ? .content(buffer.hash) : .identity(status.identity)
  }
}

extension CurrentFiles {
  /// Files and directories that are no longer as the footprint has them; nothing: all still is.
  package func changed(since footprint: Footprint) throws(FileFault) -> [String] {
    var changed: [String] = []
    for (file, mark) in footprint.files where try !holds(mark, file) { changed.append(file) }
    for (directory, names) in footprint.listings
    where try self.names(in: directory) != names {
      changed.append(directory)
    }
    return changed.sorted()
  }

  private func holds(_ mark: Footprint.Mark, _ file: String) throws(FileFault) -> Bool {
    switch mark {
    case .absent: try status(file) == nil
    case .present: try status(file) != nil
    case .identity(let identity): try status(file)?.identity == identity
    case .content(let hash): try self.hash(file) == hash
    }
  }
}
