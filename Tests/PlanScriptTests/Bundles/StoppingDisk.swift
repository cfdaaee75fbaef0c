import Foundation
import Synchronization

@testable import PlanStore

/// A stopping disk is a machine's own disk whose process is gone before the n-th operation: that
/// one and all after it do nothing and fail.
final class StoppingDisk: Disk {
  private let disk: SystemDisk
  /// How many operations there were, and how many there will be.
  private let calls = Mutex((count: 0, stop: Int.max))

  init(_ path: String) { disk = SystemDisk(root: path) }

  var count: Int { calls.withLock { $0.count } }

  func stop(after number: Int) { calls.withLock { $0.stop = number } }

  private func count(_ operation: DiskFault.Operation, _ path: String = "") throws(DiskFault) {
    let isGone = calls.withLock { calls in
      calls.count += 1
      return calls.count > calls.stop
    }
    if isGone { throw DiskFault(operation, path, errno: ESHUTDOWN) }
  }

  func open(_ path: String, _ purpose: OpenPurpose) throws(DiskFault) -> OpenFile {
    try count(.open, path)
    return try disk.open(path, purpose)
  }

  func close(_ file: OpenFile) { disk.close(file) }

  func read(
    _ file: OpenFile, at offset: Int, into bytes: UnsafeMutableRawBufferPointer
  ) throws(DiskFault) -> Int {
    try count(.read)
    return try disk.read(file, at: offset, into: bytes)
  }

  func write(
    _ file: OpenFile, at offset: Int, _ bytes: UnsafeRawBufferPointer
  ) throws(DiskFault) -> Int {
    try count(.write)
    return try disk.write(file, at: offset, bytes)
  }

  func startWriting(_ file: OpenFile) {}

  func sync(_ files: [OpenFile]) -> [DiskFault?] {
    files.map { file in
      do throws(DiskFault) {
        try count(.sync)
        return disk.sync([file])[0]
      } catch {
        return error
      }
    }
  }

  func status(of file: OpenFile) throws(DiskFault) -> FileStatus {
    try count(.status)
    return try disk.status(of: file)
  }

  func status(_ path: String) throws(DiskFault) -> FileStatus? {
    try count(.status, path)
    return try disk.status(path)
  }

  func setMode(_ file: OpenFile, _ mode: UInt32) throws(DiskFault) {
    try count(.setMode)
    try disk.setMode(file, mode)
  }

  func setOwner(_ file: OpenFile, owner: UInt32, group: UInt32) throws(DiskFault) {
    try count(.setOwner)
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

  func link(_ path: String, to new: String) throws(DiskFault) {
    try count(.link, path)
    try disk.link(path, to: new)
  }

  func exchange(_ path: String, _ other: String) throws(DiskFault) {
    try count(.exchange, path)
    try disk.exchange(path, other)
  }

  func move(_ path: String, to new: String) throws(DiskFault) {
    try count(.move, path)
    try disk.move(path, to: new)
  }

  func replace(_ path: String, with source: String) throws(DiskFault) {
    try count(.replace, path)
    try disk.replace(path, with: source)
  }

  func remove(_ path: String) throws(DiskFault) {
    try count(.remove, path)
    try disk.remove(path)
  }

  func tryLock(_ file: OpenFile) throws(DiskFault) -> Bool {
    try count(.lock)
    return try disk.tryLock(file)
  }

  var isRemote: Bool { false }
}
