import Foundation

@testable import PlanStore

/// A memory disk is a disk that a test holds in its hand: it counts the operations, fails or
/// stops at any of them, and remembers what was synced.
final class MemoryDisk: Disk, @unchecked Sendable {
  /// What happens at an operation.
  enum Incident {
    case fail(Int32)
    /// The operation is done, and said to have failed.
    case failAfterwards(Int32)
    /// A write takes only some of the bytes.
    case short
    /// The process is gone before the operation.
    case crash
  }

  struct Call: Sendable, Hashable {
    let number: Int
    let operation: DiskFault.Operation
    let path: String
  }

  private(set) var tree: Tree
  private(set) var trace: [Trace] = []
  private(set) var calls: [Call] = []
  /// Bytes, since the disk was made.
  private(set) var (read, written) = (0, 0)
  /// Asked before every operation, which counts from 0.
  var incident: (Call) -> Incident? = { _ in nil }
  /// Called before every operation; what it does on this disk is not counted.
  var before: ((Call) -> Void)?
  /// Called after the operation named.
  var isDead = false
  var missing: Set<DiskFault.Operation> = []
  var isRemote = false
  var recordsTrace = false
  /// How many changes went before each operation.
  private var changesBefore: [Int] = []
  private var changes = 0

  private var isQuiet = false
  private var opened: [Int32: (inode: Int, path: String)] = [:]
  private var locks: [Int: Int32] = [:]
  private var nextDescriptor: Int32 = 3
  private let lock = NSRecursiveLock()

  init(_ tree: Tree) { self.tree = tree }

  convenience init(_ files: [String: String]) {
    var tree = Tree()
    tree.write(Store.settingsFile, Array(MemoryDisk.settings.utf8))
    for (path, text) in files { tree.write(path, Array(text.utf8)) }
    self.init(tree)
  }

  static let settings = #"{"format": {"name": "planscript", "version": 1}}"#

  /// Something done by another program, or by the test: not counted, and never failing.
  func quietly<R>(_ body: () throws -> R) rethrows -> R {
    let (was, dead) = (isQuiet, isDead)
    (isQuiet, isDead) = (true, false)
    defer { (isQuiet, isDead) = (was, dead) }
    return try body()
  }

  /// Another program writes a file as a whole, and what it wrote is durable.
  func edit(_ path: String, _ text: String?) {
    lock.withLock { record(tree.edit(path, text.map { Array($0.utf8) })) }
  }

  /// What another process did meanwhile; open files stay open.
  func become(_ tree: Tree) { self.tree = tree }

  private func record(_ events: [Trace]) {
    if recordsTrace { trace += events }
    if !isQuiet { changes += events.count }
  }

  /// The operations after each of which, and of no other, the disk was another than before; and
  /// the number after the last.
  var changingCalls: [Int] {
    let after = Array(changesBefore.dropFirst()) + [changes]
    return calls.indices.filter { after[$0] != changesBefore[$0] } + [calls.count]
  }

  /// Gives a file its mode and owners.
  func dress(_ inode: Int, mode: UInt32, owner: UInt32, group: UInt32) {
    tree.nodes[inode]?.mode = mode
    tree.nodes[inode]?.owner = owner
    tree.nodes[inode]?.group = group
  }

  /// A mark in the trace, such as that a commit was acknowledged.
  func mark(_ text: String) { record([.mark(text)]) }

  // MARK: incidents

  private func perform<R>(
    _ operation: DiskFault.Operation, _ path: String,
    _ body: (inout Tree) throws(DiskFault) -> (R, [Trace])
  ) throws(DiskFault) -> R {
    lock.lock()
    defer { lock.unlock() }
    let incident = try meet(operation, path)
    if missing.contains(operation) { throw DiskFault(operation, path, errno: EINVAL) }
    let (result, events) = try body(&tree)
    record(events)
    if case .failAfterwards(let errno)? = incident {
      if operation == .open { opened[nextDescriptor] = nil }
      throw DiskFault(operation, path, errno: errno)
    }
    return result
  }

  @discardableResult
  private func meet(
    _ operation: DiskFault.Operation, _ path: String
  ) throws(DiskFault) -> Incident? {
    if isQuiet { return nil }
    if isDead { throw DiskFault(operation, path, errno: ESHUTDOWN) }
    let call = Call(number: calls.count, operation: operation, path: path)
    calls.append(call)
    changesBefore.append(changes)
    if let before { quietly { before(call) } }
    let incident = incident(call)
    switch incident {
    case .fail(let errno): throw DiskFault(operation, path, errno: errno)
    case .crash:
      isDead = true
      throw DiskFault(operation, path, errno: ESHUTDOWN)
    default: return incident
    }
  }

  private func inode(_ file: OpenFile) throws(DiskFault) -> (inode: Int, path: String) {
    guard let found = opened[file.descriptor] else { throw DiskFault(.read, "", errno: EBADF) }
    return found
  }

  // MARK: files

  func open(_ path: String, _ purpose: OpenPurpose) throws(DiskFault) -> OpenFile {
    try perform(.open, path) { tree throws(DiskFault) in
      let (inode, events) = try tree.open(path, purpose)
      nextDescriptor += 1
      opened[nextDescriptor] = (inode, path)
      return (OpenFile(nextDescriptor), events)
    }
  }

  func close(_ file: OpenFile) {
    lock.withLock {
      guard let (inode, _) = opened.removeValue(forKey: file.descriptor) else { return }
      if locks[inode] == file.descriptor { locks[inode] = nil }
    }
  }

  /// Whether every file that was opened was closed.
  var isTidy: Bool { opened.isEmpty }

  func read(
    _ file: OpenFile, at offset: Int, into bytes: UnsafeMutableRawBufferPointer
  ) throws(DiskFault) -> Int {
    let (inode, path) = try inode(file)
    return try perform(.read, path) { tree throws(DiskFault) in
      let content = tree.nodes[inode]?.bytes ?? []
      let count = max(0, min(bytes.count, content.count - offset))
      content.withUnsafeBytes {
        bytes.copyMemory(from: .init(rebasing: $0[offset..<offset + count]))
      }
      read += count
      return (count, [])
    }
  }

  func write(
    _ file: OpenFile, at offset: Int, _ bytes: UnsafeRawBufferPointer
  ) throws(DiskFault) -> Int {
    let (inode, path) = try inode(file)
    lock.lock()
    defer { lock.unlock() }
    let incident = try meet(.write, path)
    var count = bytes.count
    if case .short? = incident { count = (count + 1) / 2 }
    let part = Array(bytes[..<count])
    record(tree.write(inode, at: offset, part))
    written += count
    if case .failAfterwards(let errno)? = incident { throw DiskFault(.write, path, errno: errno) }
    return count
  }

  func startWriting(_ file: OpenFile) {}

  /// Each counts as an operation of its own; what a power cut leaves of them has no order.
  func sync(_ files: [OpenFile]) -> [DiskFault?] {
    var synced: [Int] = []
    let faults = files.map { file -> DiskFault? in
      do throws(DiskFault) {
        let (inode, path) = try inode(file)
        try perform(.sync, path) { _ throws(DiskFault) in
          synced.append(inode)
          return ((), [])
        }
        return nil
      } catch {
        return error
      }
    }
    lock.withLock { record(synced.count > 1 ? [.syncs(synced)] : synced.map { .sync($0) }) }
    return faults
  }

  func status(of file: OpenFile) throws(DiskFault) -> FileStatus {
    let (inode, path) = try inode(file)
    return try perform(.status, path) { tree throws(DiskFault) in (tree.status(inode), []) }
  }

  func status(_ path: String) throws(DiskFault) -> FileStatus? {
    try perform(.status, path) { tree throws(DiskFault) in
      (tree.find(path).map { tree.status($0) }, [])
    }
  }

  func setMode(_ file: OpenFile, _ mode: UInt32) throws(DiskFault) {
    let (inode, path) = try inode(file)
    try perform(.setMode, path) { tree throws(DiskFault) in
      tree.nodes[inode]?.mode = mode
      return ((), [])
    }
  }

  func setOwner(_ file: OpenFile, owner: UInt32, group: UInt32) throws(DiskFault) {
    let (inode, path) = try inode(file)
    try perform(.setOwner, path) { tree throws(DiskFault) in
      tree.nodes[inode]?.owner = owner
      tree.nodes[inode]?.group = group
      return ((), [])
    }
  }

  // MARK: names

  func names(in directory: String) throws(DiskFault) -> [String] {
    try perform(.list, directory) { tree throws(DiskFault) in
      guard let inode = tree.find(directory), let node = tree.nodes[inode] else {
        throw DiskFault(.list, directory, errno: ENOENT)
      }
      guard node.isDirectory else { throw DiskFault(.list, directory, errno: ENOTDIR) }
      return (Array(node.entries.keys), [])
    }
  }

  func makeDirectory(_ path: String) throws(DiskFault) {
    try perform(.makeDirectory, path) { tree throws(DiskFault) in
      ((), try tree.makeDirectory(path))
    }
  }

  func link(_ path: String, to new: String) throws(DiskFault) {
    try perform(.link, new) { tree throws(DiskFault) in ((), try tree.link(path, new)) }
  }

  func exchange(_ path: String, _ other: String) throws(DiskFault) {
    try perform(.exchange, other) { tree throws(DiskFault) in ((), try tree.exchange(path, other)) }
  }

  func move(_ path: String, to new: String) throws(DiskFault) {
    try perform(.move, new) { tree throws(DiskFault) in
      ((), try tree.rename(path, new, over: false))
    }
  }

  func replace(_ path: String, with source: String) throws(DiskFault) {
    try perform(.replace, path) { tree throws(DiskFault) in
      ((), try tree.rename(source, path, over: true))
    }
  }

  func remove(_ path: String) throws(DiskFault) {
    try perform(.remove, path) { tree throws(DiskFault) in ((), try tree.remove(path)) }
  }

  func tryLock(_ file: OpenFile) throws(DiskFault) -> Bool {
    let (inode, path) = try inode(file)
    return try perform(.lock, path) { _ throws(DiskFault) in
      if let holder = locks[inode], holder != file.descriptor { return (false, []) }
      locks[inode] = file.descriptor
      return (true, [])
    }
  }

  /// The process is gone: its descriptors and locks are, and the disk works for the next one.
  func restart() {
    opened = [:]
    locks = [:]
    isDead = false
    incident = { _ in nil }
    before = nil
    calls = []
    changesBefore = []
  }
}
