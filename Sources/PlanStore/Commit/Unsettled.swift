internal import Synchronization

/// The newest commit of a store object, while a power cut could still take back that its files
/// were exchanged.
///
/// That the next commit syncs what this one touched spares each commit a wait for the disk. The
/// commit itself lacks nothing: its entry and its new content are durable, and whoever comes next,
/// after a power cut or from another process, finds it unfinished and finishes it.
final class Unsettled: Sendable {
  private let latest = Mutex<String?>(nil)

  /// The commit's id: somebody may have set its entry aside, and another have its number now.
  var id: String? {
    get { latest.withLock { $0 } }
    set { latest.withLock { $0 = newValue } }
  }
}
