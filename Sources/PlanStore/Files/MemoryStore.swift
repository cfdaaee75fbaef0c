internal import PlanModel
internal import Foundation

/// A memory store is a store whose files stand on no disk: what a test works on, and what a
/// program makes of records that it has in hand. Changes are worked into its files as a commit
/// works them in, and nobody else sees them.
public struct MemoryStore: Sendable {
  /// Bytes by the paths that the files would have in a store: `units.json`.
  public private(set) var files: [String: [UInt8]]

  public init(files: [String: [UInt8]] = [:]) { self.files = files }

  /// How many bytes all files have.
  public var size: Int { files.values.reduce(0) { $0 + $1.count } }

  /// The store as it is now.
  public var snapshot: Snapshot { Snapshot(files: MemoryFiles(files: files), path: "") }

  /// Makes the changes, all of them or none. Throws what a commit would: `ValueFault` for a
  /// reference to nothing, `TransactError` for what the files hold no longer, `EditError`.
  public mutating func apply(_ changes: ChangeSet) throws {
    let snapshot = snapshot
    try Integrity(snapshot).check(changes)
    var editing = Editing(snapshot: snapshot) { [files] in files[$0] }
    let edited = try editing.edited(changes)
    guard edited.conflicts.isEmpty else { throw TransactError.conflicts(edited.conflicts) }
    for file in edited.files { files[file.path] = file.after }
  }
}

/// The files of a memory store.
private struct MemoryFiles: StoreFiles {
  let files: [String: [UInt8]]

  func names(in directory: String) throws(FileFault) -> [String] {
    files.keys.filter { $0.hasPrefix(directory + "/") }
      .map { String($0.dropFirst(directory.count + 1)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func exists(_ file: String) -> Bool { files[file] != nil }

  func read(_ file: String, into buffer: FileBuffer) throws(FileFault) {
    guard let bytes = files[file] else {
      throw FileFault(file: file, place: nil, problem: .unreadable(errno: ENOENT))
    }
    buffer.resize(to: bytes.count)
    _ = buffer.bytes.update(fromContentsOf: bytes)
  }
}
