internal import Synchronization

/// The newest commit of a store object, while a power cut could still take back that its files
/// were exchanged.
///
/// That the next commit syncs what this one touched spares each commit a wait for the disk. The
/// commit itself lacks nothing: its entry and its new content are durable, and whoever comes next,
/// after a power cut or from another process, finds it unfinished and finishes it.
final class Unsettled: Sendable {
  private let latest = Mutex<Commit?>(nil)

  var commit: Commit? {
    get { latest.withLock { $0 } }
    set { latest.withLock { $0 = newValue } }
  }
}

extension Commit {
  /// The directories in which the commit changed names.
  var directories: [String] { Set(files.map { StorePath.directory(of: $0.path) }).sorted() }
}
