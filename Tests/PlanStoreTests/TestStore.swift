import Foundation
import Synchronization

@testable import PlanModel
@testable import PlanStore

/// A test store is a small store in a directory of its own, which goes when the test does.
final class TestStore: Sendable {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = NSTemporaryDirectory() + "/planscript-\(UUID().uuidString)"
    try write("store.json", #"{"format": {"name": "planscript", "version": 1}}"#)
    for (file, text) in files { try write(file, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ file: String, _ text: String) throws { try write(file, Array(text.utf8)) }

  func write(_ file: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: "\(path)/\(file)")
    try makeDirectory(url.deletingLastPathComponent())
    try Data(bytes).write(to: url)
  }

  func makeDirectory(_ name: String) throws {
    try makeDirectory(URL(fileURLWithPath: "\(path)/\(name)"))
  }

  private func makeDirectory(_ url: URL) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(file)")
  }

  func snapshot() throws -> Snapshot {
    _ = try Store(path: path)
    return Snapshot(files: KeptFiles(disk: DirectoryFiles(root: path), store: self), path: path)
  }

  /// The files of a test store, which stays as long as somebody may read them.
  private struct KeptFiles: StoreFiles {
    let disk: DirectoryFiles
    let store: TestStore

    func names(in directory: String) throws(FileFault) -> [String] { try disk.names(in: directory) }
    func exists(_ file: String) -> Bool { disk.exists(file) }
    func read(_ file: String, into buffer: FileBuffer) throws(FileFault) {
      try disk.read(file, into: buffer)
    }
  }

  func table(_ collection: Collection) throws -> Table { try snapshot().table(collection) }

  /// What reading a collection fails with, in one line; nothing when it can be read.
  func fault(_ collection: Collection) throws -> String? {
    let snapshot = try snapshot()
    do throws(StoreError) {
      _ = try snapshot.table(collection)
      return nil
    } catch {
      return error.line
    }
  }
}

extension TestStore {
  func run(_ query: Query) throws -> [[PlanValue]] {
    try snapshot().rows(query)
  }

  /// The ids of the records that a query gives.
  func ids(_ query: Query) throws -> String { try snapshot().ids(query) }

  /// The groups that a query makes, one a line.
  func lines(_ query: Query) throws -> [String] {
    try run(query).map { $0.map(\.said).joined(separator: " | ") }
  }

  /// What is wrong with a query before it runs, in one line.
  func mistake(_ query: Query) throws -> String? {
    let snapshot = try snapshot()
    return line { try snapshot.check(query) }
  }

  /// What a query fails with when it runs.
  func failure(_ query: Query) throws -> String? {
    let snapshot = try snapshot()
    return line { _ = try snapshot.execute(query) }
  }

  private func line(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch let error as QueryError {
      return error.line
    } catch let error as StoreError {
      return error.line
    } catch {
      return "\(error)"
    }
  }
}

extension Snapshot {
  func rows(_ query: Query) throws -> [[PlanValue]] {
    switch try execute(query) {
    case .groups(let relation): relation.rows
    case .records(let table, let rows):
      (0..<rows.count).map { position in
        table.collection.fields.indices.map {
          table.column($0).value(rows[position], symbols: symbols)
        }
      }
    }
  }

  func ids(_ query: Query) throws -> String {
    try values(of: Path("id"), in: try execute(query)).map(\.said).joined(separator: " ")
  }
}

extension Query {
  static func of<C: CollectionDeclaration>(_ declaration: C.Type) -> Query {
    Query(.collection(C.collection))
  }

  func filter(_ path: String, _ test: Condition.Test) -> Query {
    adding(.filter([Condition(Path(path), test)]))
  }

  func sort(_ keys: String...) -> Query { adding(.sort(keys.map { SortKey($0) })) }

  func slice(_ offset: Int, _ limit: Int) -> Query { adding(.slice(offset: offset, limit: limit)) }

  func group(_ keys: String..., figures: [Figure] = [Figure("n", .count)]) -> Query {
    adding(.group(keys: keys.map { Key(Path($0)) }, figures: figures))
  }
}

/// A shelf is a disk that holds a few files in memory, and remembers which were read.
final class Shelf: StoreFiles {
  private let files: [String: [UInt8]]
  private let unreadable: [String: Int32]
  private let history = Mutex<[String]>([])

  init(_ files: [String: [UInt8]], unreadable: [String: Int32] = [:]) {
    self.files = files
    self.unreadable = unreadable
  }

  convenience init(_ files: [String: String], unreadable: [String: Int32] = [:]) {
    self.init(files.mapValues { Array($0.utf8) }, unreadable: unreadable)
  }

  /// The files that were read, sorted: they are read on all cores.
  var reads: [String] { history.withLock { $0.sorted() } }

  func names(in directory: String) throws(FileFault) -> [String] {
    files.keys.filter { $0.hasPrefix(directory + "/") }.map {
      String($0.dropFirst(directory.count + 1))
    }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func exists(_ file: String) -> Bool { files[file] != nil }

  func read(_ file: String, into buffer: FileBuffer) throws(FileFault) {
    history.withLock { $0.append(file) }
    if let errno = unreadable[file] {
      throw FileFault(file: file, place: nil, problem: .unreadable(errno: errno))
    }
    let bytes = files[file] ?? []
    buffer.resize(to: bytes.count)
    _ = buffer.bytes.update(fromContentsOf: bytes)
  }

  func snapshot() -> Snapshot { Snapshot(files: self, path: "shelf") }
}
