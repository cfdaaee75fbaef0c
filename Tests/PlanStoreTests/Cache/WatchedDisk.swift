import Synchronization

@testable import PlanStore

/// A watched disk is the machine's own, with a list of what was opened; it fails where it is told
/// to.
final class WatchedDisk: Disk {
  private struct State {
    var opened: [String] = []
    var calls = 0
    var failing: Range<Int> = 0..<0
    var errno: Int32 = 0
    var statuses: [String: FileStatus] = [:]
  }

  private let disk: SystemDisk
  private let state = Mutex(State())
  let isRemote: Bool

  init(root: String, isRemote: Bool = false) {
    disk = SystemDisk(root: root)
    self.isRemote = isRemote
  }

  /// The files of the store that were opened for reading since the last time, sorted; not those
  /// that the store keeps for itself.
  func takeOpened() -> [String] {
    state.withLock { state in
      defer { state.opened = [] }
      return state.opened.filter { !$0.hasPrefix(StoreLog.folder) }.sorted()
    }
  }

  /// How many calls there have been.
  var calls: Int { state.withLock { $0.calls } }

  func fail(_ calls: Range<Int>, errno: Int32) {
    state.withLock { ($0.failing, $0.errno) = (calls, errno) }
  }

  /// Says of a file, from now on, what it was.
  func freeze(_ path: String) throws {
    let status = try disk.status(path)
    state.withLock { $0.statuses[path] = status }
  }

  private func count(_ operation: DiskFault.Operation, _ path: String) throws(DiskFault) {
    let errno = state.withLock { state in
      defer { state.calls += 1 }
      return state.failing.contains(state.calls) ? state.errno : 0
    }
    if errno != 0 { throw DiskFault(operation, path, errno: errno) }
  }

  func open(_ path: String, _ purpose: OpenPurpose) throws(DiskFault) -> OpenFile {
    try count(.open, path)
    if purpose == .reading { state.withLock { $0.opened.append(path) } }
    return try disk.open(path, purpose)
  }
  func close(_ file: OpenFile) { disk.close(file) }
  func read(
    _ file: OpenFile, at offset: Int, into bytes: UnsafeMutableRawBufferPointer
  ) throws(DiskFault) -> Int {
    try count(.read, "")
    return try disk.read(file, at: offset, into: bytes)
  }
  func write(
    _ file: OpenFile, at offset: Int, _ bytes: UnsafeRawBufferPointer
  ) throws(DiskFault) -> Int {
    try count(.write, "")
    return try disk.write(file, at: offset, bytes)
  }
  func startWriting(_ file: OpenFile) { disk.startWriting(file) }
  func sync(_ files: [OpenFile]) -> [DiskFault?] { disk.sync(files) }
  func status(of file: OpenFile) throws(DiskFault) -> FileStatus {
    try count(.status, "")
    return try disk.status(of: file)
  }
  func status(_ path: String) throws(DiskFault) -> FileStatus? {
    try count(.status, path)
    return try disk.status(path)
  }
  func statuses(of names: [String], in directory: String) -> [FileStatus?] {
    let known = state.withLock { $0.statuses }
    return zip(names, disk.statuses(of: names, in: directory)).map { name, status in
      known[directory.isEmpty ? name : "\(directory)/\(name)"] ?? status
    }
  }
  func setMode(_ file: OpenFile, _ mode: UInt32) throws(DiskFault) {
    try count(.setMode, "")
    try disk.setMode(file, mode)
  }
  func setOwner(_ file: OpenFile, owner: UInt32, group: UInt32) throws(DiskFault) {
    try count(.setOwner, "")
    try disk.setOwner(file, owner: owner, group: group)
  }
  func names(in directory: String) throws(DiskFault) -> [String] {
    try count(.list, directory)
    return try disk.names(in: directory)
  }
  func makeDirectory(_ path: String) throws(DiskFault) {
    try count(.makeDirectory, path)
    try disk.makeDirectory(path)
  }
  func link(_ path: String, to new: String) throws(DiskFault) { try disk.link(path, to: new) }
  func exchange(_ path: String, _ other: String) throws(DiskFault) {
    try disk.exchange(path, other)
  }
  func move(_ path: String, to new: String) throws(DiskFault) { try disk.move(path, to: new) }
  func replace(_ path: String, with source: String) throws(DiskFault) {
    try count(.replace, path)
    try disk.replace(path, with: source)
  }
  func remove(_ path: String) throws(DiskFault) {
    try count(.remove, path)
    try disk.remove(path)
  }
  func tryLock(_ file: OpenFile) throws(DiskFault) -> Bool { try disk.tryLock(file) }
}
