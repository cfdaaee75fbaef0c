internal import CSimdjson
internal import Foundation
public import PlanModel

/// A store is a directory of JSON files that staff, scripts and other programs share.
public final class Store: Sendable {
  public let path: String
  /// Absent when `store.json` does not give one.
  public let title: Bilingual?
  let disk: any Disk
  let steps: Steps
  let surroundings: Surroundings
  let unsettled = Unsettled()
  let latest = LatestContents()

  deinit { try? settle(patience: .zero) }

  /// The version of the format that this toolkit writes.
  public static let formatVersion: Int64 = 1

  /// Opens the store in a directory. Only `store.json` is read.
  public convenience init(path: String) throws(StoreError) {
    try self.init(path: path, disk: SystemDisk(root: path))
  }

  package init(
    path: String, disk: any Disk, steps: Steps = .all, surroundings: Surroundings = .system
  ) throws(StoreError) {
    let files = DirectoryFiles(disk)
    guard files.exists(Store.settingsFile) else {
      throw .notAStore(path: path, searchedAbove: false)
    }
    let settings = try Store.checkVersion(files)
    self.path = path
    self.disk = disk
    self.steps = steps
    self.surroundings = surroundings
    title = settings["title"].flatMap { title in
      title["vi"]?.string.map { Bilingual(vi: $0, en: title["en"]?.string ?? $0) }
    }
  }

  /// Lets the process ask the system for memory in large pieces, as columns of many rows want
  /// it. For a program that mainly reads stores; it concerns all that the program allocates.
  public static func growMemoryInLargeSteps() { csj_grow_memory_in_large_steps() }

  /// The store as it is now, at one moment between two commits. `cached`: whether columns that
  /// an earlier snapshot has kept are of use to it.
  public func snapshot(cached: Bool = true) -> Snapshot {
    let files = SnapshotFiles(disk: disk, steps: steps, surroundings: surroundings)
    return Snapshot(files: files, path: path, cache: cached ? ColumnCache(disk: disk) : nil)
  }

  public static let settingsFile = "store.json"

  /// The settings, unless their format is newer than this toolkit.
  @discardableResult
  static func checkVersion(_ files: any StoreFiles) throws(StoreError) -> JSONValue {
    let settings = try settings(files)
    let version = try version(settings)
    guard version <= formatVersion else {
      throw .newerFormat(found: version, known: formatVersion)
    }
    return settings
  }

  /// A store that does not say is from before versions were written.
  static func version(_ settings: JSONValue) throws(StoreError) -> Int64 {
    func fault(_ problem: FileFault.Problem) -> StoreError {
      .file(FileFault(file: settingsFile, place: nil, problem: problem))
    }
    guard case .object = settings else { throw fault(.notRecords(expectsOne: true)) }
    guard let format = settings["format"] else { return 0 }
    guard case .object = format else { throw fault(.notRecords(expectsOne: true)) }
    guard let version = format["version"] else { return 0 }
    if let number = version.integer, number >= 1 { return number }
    let field = TypedField<Int64>("version", vi: "Phiên bản", en: "Version").field
    throw fault(.wrongType(field: field, found: version.text()))
  }

  static func settings(_ files: any StoreFiles) throws(StoreError) -> JSONValue {
    let buffer = FileBuffer(padding: 0)
    do {
      try files.read(settingsFile, into: buffer)
    } catch {
      throw .file(error)
    }
    var reader = JSONReader(buffer.contents)
    do {
      return try reader.document()
    } catch {
      let place = FileFault.Place(offset: error.offset, in: buffer.contents)
      throw .file(FileFault(file: settingsFile, place: place, problem: .notJSON(error)))
    }
  }
}
