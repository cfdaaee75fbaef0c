// What the store itself takes, without the start of a process: one record changed and committed,
// and one record of a small collection read. Prints lines of a name, a figure, and a unit.

import Foundation
import PlanModel
import PlanStore

/// Counts what passes through to the machine's disk.
final class CountingDisk: Disk, @unchecked Sendable {
  // One thread commits.
  private let disk: SystemDisk
  var opened: [String] = []
  var bytesRead = 0
  var bytesWritten = 0
  var syncs = 0

  init(root: String) { disk = SystemDisk(root: root) }

  var isRemote: Bool { disk.isRemote }

  func open(_ path: String, _ purpose: OpenPurpose) throws(DiskFault) -> OpenFile {
    opened.append(path)
    return try disk.open(path, purpose)
  }
  func close(_ file: OpenFile) { disk.close(file) }
  func read(
    _ file: OpenFile, at offset: Int, into bytes: UnsafeMutableRawBufferPointer
  ) throws(DiskFault) -> Int {
    let count = try disk.read(file, at: offset, into: bytes)
    bytesRead += count
    return count
  }
  func write(
    _ file: OpenFile, at offset: Int, _ bytes: UnsafeRawBufferPointer
  ) throws(DiskFault) -> Int {
    let count = try disk.write(file, at: offset, bytes)
    bytesWritten += count
    return count
  }
  func startWriting(_ file: OpenFile) { disk.startWriting(file) }
  func sync(_ files: [OpenFile]) -> [DiskFault?] {
    syncs += files.count
    return disk.sync(files)
  }
  func status(of file: OpenFile) throws(DiskFault) -> FileStatus { try disk.status(of: file) }
  func status(_ path: String) throws(DiskFault) -> FileStatus? { try disk.status(path) }
  func statuses(of names: [String], in directory: String) -> [FileStatus?] {
    disk.statuses(of: names, in: directory)
  }
  func setMode(_ file: OpenFile, _ mode: UInt32) throws(DiskFault) {
    try disk.setMode(file, mode)
  }
  func setOwner(_ file: OpenFile, owner: UInt32, group: UInt32) throws(DiskFault) {
    try disk.setOwner(file, owner: owner, group: group)
  }
  func names(in directory: String) throws(DiskFault) -> [String] {
    try disk.names(in: directory)
  }
  func makeDirectory(_ path: String) throws(DiskFault) { try disk.makeDirectory(path) }
  func link(_ path: String, to new: String) throws(DiskFault) { try disk.link(path, to: new) }
  func exchange(_ path: String, _ other: String) throws(DiskFault) {
    try disk.exchange(path, other)
  }
  func move(_ path: String, to new: String) throws(DiskFault) { try disk.move(path, to: new) }
  func replace(_ path: String, with source: String) throws(DiskFault) {
    try disk.replace(path, with: source)
  }
  func remove(_ path: String) throws(DiskFault) { try disk.remove(path) }
  func tryLock(_ file: OpenFile) throws(DiskFault) -> Bool { try disk.tryLock(file) }
}

/// The milliseconds that each of so many turns took, sorted.
func timed(_ turns: Int, _ body: (Int) throws -> Void) rethrows -> [Double] {
  try (0..<turns).map { turn in
    let start = ContinuousClock.now
    try body(turn)
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) * 1000 + Double(attoseconds) / 1e15
  }.sorted()
}

func tell(_ name: String, _ figure: Double, _ unit: String) {
  print("\(name)\t\(String(format: "%.3f", figure))\t\(unit)")
}

/// Changes `"attended"` of one record in a shard, as a commit would prepare it.
func change(_ bytes: [UInt8], _ turn: Int) -> [UInt8] {
  let wanted = Array(#""attended": "#.utf8)
  guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: wanted) }) else {
    return bytes
  }
  var bytes = bytes
  bytes[place + wanted.count] = UInt8(ascii: turn % 2 == 0 ? "0" : "1")
  return bytes
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let turns = Int(arguments[2]), turns > 1 else {
  print("store-bench STORE TURNS")
  exit(2)
}
let path = arguments[1]
let disk = CountingDisk(root: path)
let store = try Store(path: path, disk: disk)
let shard = "attendance/dv-300.json"

func commit(_ turn: Int) throws {
  _ = try store.commit(origin: Origin(.host, who: "bench")) { current in
    let bytes = try current.bytes(shard) ?? []
    let file = FileChange(
      path: shard, before: try current.hash(shard), after: change(bytes, turn))
    return PreparedCommit(files: [file], changes: .null)
  }
}

try commit(1)
(disk.opened, disk.bytesRead, disk.bytesWritten, disk.syncs) = ([], 0, 0, 0)
let times = try timed(turns, commit)
try store.settle()
tell("commit, median", times[turns / 2], "ms")
tell("commit, best", times[0], "ms")
let size = try FileManager.default.attributesOfItem(atPath: "\(path)/\(shard)")[.size] as? Int ?? 1
tell("read", Double(disk.bytesRead) / Double(turns) / Double(size), "shards")
tell("written", Double(disk.bytesWritten) / Double(turns) / Double(size), "shards")
tell("synced", Double(disk.syncs) / Double(turns), "times")
let others = Set(disk.opened).filter { $0.hasSuffix(".json") && !$0.hasPrefix(".planscript/") }
  .subtracting([shard, "store.json"])
tell("other files opened", Double(others.count), "files")

let opening = try timed(turns) { _ in
  let snapshot = try Store(path: path).snapshot()
  guard try snapshot.units["dv-300"]?.name != nil else { throw CocoaError(.fileNoSuchFile) }
}
tell("one record, median", opening[turns / 2], "ms")
