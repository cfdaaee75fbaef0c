internal import Foundation
import PlanModel

/// The audit chain is the directory `audit/` of a store: a file of lines for each month, each
/// line with the hash of the one before it, over all the files; and `head.json`, the newest lines
/// once more.
///
/// # How a line comes to stand there
///
/// Under the store's lock. What changes the store has its lines put into `head.json` by the same
/// commit that writes its changes: both are there or neither. The lines are added to their month
/// afterwards, by whoever comes next if need be. Any other line is added to its month, synced,
/// and then put into `head.json`. So the head follows the months without a gap, unless lines were
/// taken away; and a line that a crash tore is written over.
struct AuditChain {
  let disk: any Disk
  let steps: Steps

  static let folder = "audit"
  static let head = folder + "/head.json"

  /// The newest line that is known: what the next one follows.
  struct End {
    var number = 0
    var hash = AuditEntry.nothing

    init() {}

    init(_ entry: AuditEntry) {
      (number, hash) = (entry.number, entry.hash)
    }
  }

  /// The files of the months, in their order.
  func months() throws(DiskFault) -> [String] {
    guard try disk.status(AuditChain.folder) != nil else { return [] }
    return try disk.names(in: AuditChain.folder).filter(AuditChain.isMonth).sorted()
      .map { "\(AuditChain.folder)/\($0)" }
  }

  /// `2026-11.jsonl`
  private static func isMonth(_ name: String) -> Bool {
    name.hasSuffix(".jsonl") && name.utf8.count == 13
  }

  private static func month(of when: Int64) -> String {
    let day = Day(number: Int32(clamping: when / 86400))
    return "\(folder)/\(day.description.prefix(7)).jsonl"
  }

  /// The entries in the head; none when there is no head, or it holds anything else.
  static func entries(_ head: [UInt8]?) -> [AuditEntry] {
    guard let bytes = head else { return [] }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let entries = lines.compactMap { AuditEntry(line: $0) }
    return entries.count == lines.count ? entries : []
  }

  /// Those of the head's entries that follow an end, in order.
  static func following(_ end: End, _ head: [AuditEntry]) -> [AuditEntry] {
    var (end, found): (End, [AuditEntry]) = (end, [])
    for entry in head where entry.number == end.number + 1 && entry.previous == end.hash {
      found.append(entry)
      end = End(entry)
    }
    return found
  }

  /// Adds the lines that a commit left in the head and nobody has added yet. Gives the chain's
  /// end.
  func complete() throws(DiskFault) -> End {
    let last = try lastEntry().map(End.init) ?? End()
    let head = AuditChain.entries(try disk.bytes(AuditChain.head))
    for entry in AuditChain.following(last, head) { try append(entry) }
    // Where lines were taken away the chain goes on from the head, and shows the gap for ever.
    guard let newest = head.last, newest.number >= last.number else { return last }
    return End(newest)
  }

  /// Adds a line, durably.
  func add(_ run: AuditedRun, now: Int64) throws(DiskFault) {
    let end = try complete()
    let entry = AuditEntry(
      number: end.number + 1, previous: end.hash, when: now, run: run, commit: nil)
    // Both reach the disk in the time of one.
    let beside = try headBeside(AuditChain.text([entry]))
    defer { disk.close(beside) }
    try append(entry, syncing: [beside])
    try disk.replace(AuditChain.head, with: AuditChain.newHead)
  }

  private static func text(_ entries: [AuditEntry]) -> [UInt8] {
    entries.flatMap { $0.line + [UInt8(ascii: "\n")] }
  }

  private static let newHead = head + ".new"

  /// The next head, written beside the present one and not yet synced; whoever asks closes it.
  private func headBeside(_ text: [UInt8]) throws(DiskFault) -> OpenFile {
    try makeFolder()
    try? disk.remove(AuditChain.newHead)
    let file = try disk.opened(AuditChain.newHead, .making(mode: 0o600))
    do throws(DiskFault) {
      try disk.writeWhole(file, text)
      try dress(file)
      return file
    } catch {
      disk.close(file)
      throw error
    }
  }

  /// Whoever may write the store may write here.
  private func dress(_ file: OpenFile) throws(DiskFault) {
    guard let settings = try disk.status(Store.settingsFile) else { return }
    try? disk.setMode(file, settings.mode)
  }
}

// MARK: - The months' files

extension AuditChain {
  /// Longer than nearly every line.
  private static let window = 1 << 12
  /// Longer than any.
  private static let widest = 1 << 17

  /// The end of a file: its last whole line, and where what follows that begins.
  private struct Tail {
    var line: [UInt8]?
    var end = 0
    var size = 0
    /// Whether the line certainly begins where it seems to.
    var isWhole = false
  }

  private func lastEntry() throws(DiskFault) -> AuditEntry? {
    for month in try months().reversed() {
      if let entry = try tail(month)?.line.flatMap({ AuditEntry(line: $0) }) { return entry }
    }
    return nil
  }

  /// Nothing when there is no such file.
  private func tail(_ path: String) throws(DiskFault) -> Tail? {
    guard let size = try disk.status(path)?.identity.size else { return nil }
    let near = try tail(path, from: max(0, size - AuditChain.window))
    if near.isWhole || size <= AuditChain.window { return near }
    return try tail(path, from: max(0, size - AuditChain.widest))
  }

  private func tail(_ path: String, from start: Int) throws(DiskFault) -> Tail {
    let bytes = try disk.bytes(path, from: start)
    var tail = Tail(size: start + bytes.count)
    guard let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return tail }
    tail.end = start + last + 1
    let before = bytes[..<last].lastIndex(of: UInt8(ascii: "\n"))
    tail.isWhole = before != nil
    tail.line = Array(bytes[(before.map { $0 + 1 } ?? 0)..<last])
    return tail
  }

  private func append(
    _ entry: AuditEntry, syncing others: [OpenFile] = []
  ) throws(DiskFault) {
    try makeFolder()
    // A clock that was set back does not lead back to an earlier file.
    let path = max(AuditChain.month(of: entry.when), try months().last ?? "")
    let tail = try tail(path)
    var bytes = entry.line
    // What a crash tore is covered: spaces at the end of a line are not the line's.
    let torn = (tail?.size ?? 0) - (tail?.end ?? 0)
    bytes += [UInt8](repeating: UInt8(ascii: " "), count: max(0, torn - bytes.count - 1))
    bytes.append(UInt8(ascii: "\n"))
    try disk.with(path, .marking) { file throws(DiskFault) in
      try disk.writeWhole(file, bytes, at: tail?.end ?? 0)
      if tail == nil { try dress(file) }
      try disk.sync(([file] + others).map { ("", $0) })
    }
    if tail == nil { try disk.syncDirectory(AuditChain.folder) }
  }

  private func makeFolder() throws(DiskFault) {
    guard try disk.status(AuditChain.folder) == nil else { return }
    try StoreSetUp(disk: disk, steps: steps).make(AuditChain.folder)
    try disk.syncDirectory("")
  }
}

// MARK: - With a commit

extension AuditChain {
  /// The change of the head that puts runs into the audit together with the commit of this
  /// number.
  func change(
    for runs: [AuditedRun], commit: Int, now: Int64, _ current: CurrentFiles
  ) throws -> FileChange {
    var end = try nothingWritten { () throws(DiskFault) in try complete() }
    let entries = runs.map { run in
      let entry = AuditEntry(
        number: end.number + 1, previous: end.hash, when: now, run: run, commit: commit)
      end = End(entry)
      return entry
    }
    return FileChange(
      path: AuditChain.head, before: try current.hash(AuditChain.head),
      after: AuditChain.text(entries))
  }
}
