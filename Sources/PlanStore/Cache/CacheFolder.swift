internal import Foundation
import PlanModel

/// The cache folder, `.planscript/cache`, holds what can be had again by reading the store: it
/// may go at any moment, and nothing that goes wrong with it is anybody's fault.
struct CacheFolder: Sendable {
  let disk: any Disk

  static let path = StoreLog.folder + "/cache"

  /// Bytes that all files together may take; the oldest go.
  private static let limit = 1 << 30

  static func facts(_ collection: Collection) -> String { collection.name + ".shards" }

  static func column(_ collection: Collection, _ position: Int) -> String {
    "\(collection.name).\(position).column"
  }

  /// Nothing when there is no such file, or it is not what was written.
  func read(_ name: String, mark: Fingerprint) -> CacheFile? {
    let buffer = FileBuffer(padding: 0)
    guard (try? disk.readWhole("\(CacheFolder.path)/\(name)", into: buffer)) != nil else {
      return nil
    }
    return CacheFile(buffer, mark: mark)
  }

  /// Writes a file beside and puts it in its place at once. `body` is given what the file
  /// system's clock shows, in nanoseconds.
  func write(
    _ name: String, rights: CacheRights, mark: Fingerprint, _ body: (Int64) -> [UInt8]?
  ) throws(DiskFault) {
    try makeFolders()
    let target = "\(CacheFolder.path)/\(name)"
    let side = "\(target).\(UInt64.random(in: .min ... .max)).new"
    do throws(DiskFault) {
      let isWritten = try disk.with(side, .making(mode: 0o600)) { file throws(DiskFault) in
        guard let body = body(try disk.status(of: file).identity.changed) else { return false }
        try dress(file, rights)
        try disk.writeWhole(file, CacheFile.bytes(mark: mark, body: body))
        return true
      }
      if isWritten { return try disk.replace(target, with: side) }
      try disk.remove(side)
    } catch {
      try? disk.remove(side)
      throw error
    }
  }

  private func dress(_ file: OpenFile, _ rights: CacheRights) throws(DiskFault) {
    let status = try disk.status(of: file)
    var rights = rights
    if status.group != rights.group, rights.mode & 0o070 != 0,
      (try? disk.setOwner(file, owner: status.owner, group: rights.group)) == nil
    {
      rights = rights.withoutGroup
    }
    try disk.setMode(file, rights.mode)
  }

  private func makeFolders() throws(DiskFault) {
    guard try disk.status(CacheFolder.path) == nil else { return }
    let setUp = StoreSetUp(disk: disk, steps: .all)
    try setUp.makeFolder()
    try setUp.make(CacheFolder.path)
  }

  /// Removes what somebody could read who may not read the collection's files.
  func removeReadable(of collection: Collection, beyond rights: CacheRights) {
    for (name, status) in files where name.hasPrefix(collection.name + ".") {
      if !rights.cover(status) { remove(name) }
    }
  }

  /// Removes what writers left that are gone, and the oldest files beyond the limit.
  func tidy(limit: Int = CacheFolder.limit) {
    var files = files
    let newest = files.map(\.1.identity.changed).max() ?? 0
    for (name, status) in files where name.hasSuffix(".new") {
      if newest - status.identity.changed > 600_000_000_000 { remove(name) }
    }
    files.sort { $0.1.identity.modified > $1.1.identity.modified }
    var total = 0
    for (name, status) in files where !name.hasSuffix(".new") {
      total += status.identity.size
      if total > limit { remove(name) }
    }
  }

  private var files: [(String, FileStatus)] {
    let names = (try? disk.names(in: CacheFolder.path)) ?? []
    let statuses = disk.statuses(of: names, in: CacheFolder.path)
    return zip(names, statuses).compactMap { name, status in
      status.flatMap { $0.kind == .file ? (name, $0) : nil }
    }
  }

  private func remove(_ name: String) { try? disk.remove("\(CacheFolder.path)/\(name)") }
}
