import Foundation

@testable import PlanStore

/// What one operation did to a tree, as far as a power cut may undo it.
enum Trace: Sendable {
  case write(inode: Int, offset: Int, bytes: [UInt8])
  /// Names that change together, each to a file or to nothing.
  case names([Naming])
  case sync(Int)
  /// At the same time: a power cut meanwhile finds any of them done.
  case syncs([Int])
  case mark(String)

  struct Naming: Sendable, Hashable {
    let directory: Int
    let name: String
    let inode: Int?
  }
}

/// Directories and files in memory.
struct Tree: Sendable {
  struct Node: Sendable {
    var isDirectory = false
    var bytes: [UInt8] = []
    var entries: [String: Int] = [:]
    var mode: UInt32 = 0o644
    var owner: UInt32 = 1000
    var group: UInt32 = 1000
    var modified: Int64 = 0
    var changed: Int64 = 0
  }

  var nodes: [Int: Node] = [1: Node(isDirectory: true, mode: 0o755)]
  private(set) var nextInode = 2
  private var clock: Int64 = 1_700_000_000_000_000_000

  private mutating func tick() -> Int64 {
    clock += 1_000_000
    return clock
  }

  func find(_ path: String) -> Int? {
    var inode = 1
    for part in path.split(separator: "/") {
      guard let next = nodes[inode]?.entries[String(part)] else { return nil }
      inode = next
    }
    return inode
  }

  func bytes(_ path: String) -> [UInt8]? { find(path).flatMap { nodes[$0] }?.bytes }

  func status(_ inode: Int) -> FileStatus {
    let node = nodes[inode] ?? Node()
    return FileStatus(
      kind: node.isDirectory ? .directory : .file,
      identity: FileIdentity(
        device: 1, inode: UInt64(inode), size: node.bytes.count, modified: node.modified,
        changed: node.changed),
      mode: node.mode, owner: node.owner, group: node.group)
  }

  /// The paths of all plain files.
  var files: [String] { files(in: 1, "") }

  private func files(in inode: Int, _ prefix: String) -> [String] {
    (nodes[inode]?.entries ?? [:]).sorted { $0.key < $1.key }.flatMap { name, child in
      nodes[child]?.isDirectory == true ? files(in: child, prefix + name + "/") : [prefix + name]
    }
  }

  /// Takes up a file that another tree made: empty, or a directory without names.
  mutating func adopt(_ inode: Int, of other: Tree) {
    guard nodes[inode] == nil, var node = other.nodes[inode] else { return }
    (node.bytes, node.entries) = ([], [:])
    nodes[inode] = node
    nextInode = other.nextInode
  }

  // MARK: changes

  mutating func apply(_ namings: [Trace.Naming]) {
    for naming in namings { nodes[naming.directory]?.entries[naming.name] = naming.inode }
  }

  private mutating func change(_ namings: [Trace.Naming]) -> [Trace] {
    apply(namings)
    let now = tick()
    for inode in namings.compactMap(\.inode) { nodes[inode]?.changed = now }
    return [.names(namings)]
  }

  private func place(
    _ path: String, _ operation: DiskFault.Operation
  ) throws(DiskFault) -> (Int, String) {
    guard let directory = find(StorePath.directory(of: path)) else {
      throw DiskFault(operation, path, errno: ENOENT)
    }
    guard nodes[directory]?.isDirectory == true else {
      throw DiskFault(operation, path, errno: ENOTDIR)
    }
    return (directory, StorePath.name(of: path))
  }

  private func existing(
    _ path: String, _ operation: DiskFault.Operation
  ) throws(DiskFault) -> (Int, String, Int) {
    let (directory, name) = try place(path, operation)
    guard let inode = nodes[directory]?.entries[name] else {
      throw DiskFault(operation, path, errno: ENOENT)
    }
    return (directory, name, inode)
  }

  private mutating func make(_ node: Node, _ directory: Int, _ name: String) -> (Int, [Trace]) {
    var node = node
    let now = tick()
    (node.modified, node.changed) = (now, now)
    let inode = nextInode
    nextInode += 1
    nodes[inode] = node
    return (inode, change([.init(directory: directory, name: name, inode: inode)]))
  }

  mutating func open(_ path: String, _ purpose: OpenPurpose) throws(DiskFault) -> (Int, [Trace]) {
    if purpose == .directory, path.isEmpty { return (1, []) }
    let (directory, name) = try place(path, .open)
    let inode = nodes[directory]?.entries[name]
    switch (purpose, inode) {
    case (.making, .some): throw DiskFault(.open, path, errno: EEXIST)
    case (.making(let mode), nil): return make(Node(mode: mode), directory, name)
    case (.locking, nil), (.marking, nil): return make(Node(mode: 0o644), directory, name)
    case (_, let inode?): return (inode, [])
    case (_, nil): throw DiskFault(.open, path, errno: ENOENT)
    }
  }

  mutating func write(_ inode: Int, at offset: Int, _ bytes: [UInt8]) -> [Trace] {
    nodes[inode]?.write(bytes, at: offset)
    let now = tick()
    nodes[inode]?.modified = now
    nodes[inode]?.changed = now
    return [.write(inode: inode, offset: offset, bytes: bytes)]
  }

  mutating func makeDirectory(_ path: String) throws(DiskFault) -> [Trace] {
    let (directory, name) = try place(path, .makeDirectory)
    guard nodes[directory]?.entries[name] == nil else {
      throw DiskFault(.makeDirectory, path, errno: EEXIST)
    }
    return make(Node(isDirectory: true, mode: 0o755), directory, name).1
  }

  mutating func link(_ path: String, _ new: String) throws(DiskFault) -> [Trace] {
    let (_, _, inode) = try existing(path, .link)
    let (directory, name) = try place(new, .link)
    guard nodes[inode]?.isDirectory == false else { throw DiskFault(.link, new, errno: EPERM) }
    guard nodes[directory]?.entries[name] == nil else {
      throw DiskFault(.link, new, errno: EEXIST)
    }
    return change([.init(directory: directory, name: name, inode: inode)])
  }

  mutating func exchange(_ path: String, _ other: String) throws(DiskFault) -> [Trace] {
    let (directory1, name1, inode1) = try existing(path, .exchange)
    let (directory2, name2, inode2) = try existing(other, .exchange)
    return change([
      .init(directory: directory1, name: name1, inode: inode2),
      .init(directory: directory2, name: name2, inode: inode1),
    ])
  }

  mutating func rename(
    _ path: String, _ new: String, over: Bool
  ) throws(DiskFault) -> [Trace] {
    let (from, oldName, inode) = try existing(path, .move)
    let (to, newName) = try place(new, .move)
    if let there = nodes[to]?.entries[newName] {
      guard over else { throw DiskFault(.move, new, errno: EEXIST) }
      // Two names of one file: the system does nothing.
      if there == inode { return [] }
    }
    return change([
      .init(directory: from, name: oldName, inode: nil),
      .init(directory: to, name: newName, inode: inode),
    ])
  }

  mutating func remove(_ path: String) throws(DiskFault) -> [Trace] {
    let (directory, name, inode) = try existing(path, .remove)
    guard nodes[inode]?.isDirectory == false else { throw DiskFault(.remove, path, errno: EISDIR) }
    return change([.init(directory: directory, name: name, inode: nil)])
  }

  /// Writes a file as an editor does that replaces it; nothing removes it. What it did is synced.
  mutating func edit(_ path: String, _ bytes: [UInt8]?) -> [Trace] {
    var events: [Trace] = []
    var parent = 1
    for part in StorePath.directory(of: path).split(separator: "/").map(String.init) {
      if let next = nodes[parent]?.entries[part] {
        parent = next
      } else {
        let (inode, made) = make(Node(isDirectory: true, mode: 0o755), parent, part)
        events += made + [.sync(parent)]
        parent = inode
      }
    }
    let name = StorePath.name(of: path)
    guard let bytes else {
      guard nodes[parent]?.entries[name] != nil else { return events }
      return events + change([.init(directory: parent, name: name, inode: nil)]) + [.sync(parent)]
    }
    let (inode, made) = make(Node(), parent, name)
    events += made + write(inode, at: 0, bytes)
    return events + [.sync(inode), .sync(parent)]
  }

  mutating func write(_ path: String, _ bytes: [UInt8]) { _ = edit(path, bytes) }
}

extension Tree.Node {
  mutating func write(_ part: [UInt8], at offset: Int) {
    if bytes.count < offset + part.count {
      bytes += [UInt8](repeating: 0, count: offset + part.count - bytes.count)
    }
    bytes.replaceSubrange(offset..<offset + part.count, with: part)
  }
}
