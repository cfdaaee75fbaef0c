internal import Foundation
import PlanModel

/// A migration brings a store to the format of this toolkit, as one commit.
///
/// Version 0 is a store from before versions were written: `store.json` says none, and a
/// collection that belongs to units may lie in one file. Version 1 says so, and has one file a
/// unit. No byte of a record changes.
extension Store {
  /// The version that `store.json` says; 0 when it says none.
  public func formatVersion() throws(StoreError) -> Int64 {
    try Store.version(Store.settings(DirectoryFiles(disk)))
  }

  /// Nothing when the store has this toolkit's format already. Throws `CommitError`, or a
  /// `MigrationError` or `FileFault` that names what stands in the way; nothing was written then.
  @discardableResult
  public func migrate(origin: Origin, patience: Duration = .seconds(10)) throws -> Commit? {
    try commit(origin: origin, patience: patience) { current in
      let path = Store.settingsFile
      let version = try formatVersion()
      guard version < Store.formatVersion, let settings = try current.bytes(path) else {
        return nil
      }
      var files = [
        FileChange(
          path: path, before: try current.hash(path), after: Migration.withFormat(settings))
      ]
      for collection in Catalogue.collections where collection.shardedBy != nil {
        files += try Migration(collection: collection, current: current).split()
      }
      let versions = [version, Store.formatVersion].map { JSONValue.number(String($0)) }
      return PreparedCommit(
        files: files, changes: .object([.init("migrated", .array(versions))]))
    }
  }
}

public enum MigrationError: Error, Sendable, Hashable {
  /// Records of that file belong into a file that is there already.
  case shardExists(file: String, shard: String)
}

private struct Migration {
  let collection: Collection
  let current: CurrentFiles

  /// The settings with the version in their format, which becomes their first member when they
  /// have none; every other byte stays.
  static func withFormat(_ settings: [UInt8]) -> [UInt8] {
    let version = "\"version\": \(Store.formatVersion)"
    let format = settings.withUnsafeBufferPointer { bytes in
      var reader = JSONReader(bytes)
      return reader.offset(ofMember: "format")
    }
    if let format { return inserting(version, atStartOf: format, in: settings) }
    guard let brace = settings.firstIndex(of: UInt8(ascii: "{")) else { return settings }
    let member = #"\#n  "format": {"name": "planscript", \#(version)}"#
    return inserting(member, atStartOf: brace, in: settings)
  }

  /// A member more behind the brace of an object.
  private static func inserting(
    _ member: String, atStartOf brace: Int, in bytes: [UInt8]
  ) -> [UInt8] {
    let rest = bytes[(brace + 1)...]
    let isEmpty = rest.first { !JSONSpace.contains($0) } == UInt8(ascii: "}")
    let gap = isEmpty ? "" : member.hasPrefix("\n") ? "," : ", "
    return bytes[...brace] + Array((member + gap).utf8) + rest
  }

  /// One file a unit instead of one for all. Records that name no unit stay where they are.
  func split() throws -> [FileChange] {
    let file = collection.name + ".json"
    guard let bytes = try current.bytes(file) else { return [] }
    var shards: [String: [ArraySlice<UInt8>]] = [:]
    var order: [String] = []
    for (record, unit) in try records(bytes, file) {
      let shard = unit.map { StorePath.shard(of: collection.name, key: $0) } ?? file
      if shards[shard] == nil { order.append(shard) }
      shards[shard, default: []].append(record)
    }
    var changes: [FileChange] = []
    for shard in order where shard != file {
      guard try current.hash(shard) == nil else {
        throw MigrationError.shardExists(file: file, shard: shard)
      }
      changes.append(
        FileChange(path: shard, before: nil, after: shards[shard].map(Migration.array)))
    }
    guard !changes.isEmpty else { return [] }
    let left = shards[file].map(Migration.array)
    return changes + [FileChange(path: file, before: try current.hash(file), after: left)]
  }

  private static func array(_ records: [ArraySlice<UInt8>]) -> [UInt8] {
    Array("[\n".utf8) + Array(records.joined(separator: Array(",\n".utf8))) + Array("\n]\n".utf8)
  }

  /// Each record's bytes, and the unit that it belongs to.
  private func records(
    _ bytes: [UInt8], _ file: String
  ) throws(FileFault) -> [(ArraySlice<UInt8>, String?)] {
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(FileFault) in try spans(buffer, file) }
    }
    return try result.get().map { (bytes[$0.range], $0.unit) }
  }

  private func spans(
    _ buffer: UnsafeBufferPointer<UInt8>, _ file: String
  ) throws(FileFault) -> [(range: Range<Int>, unit: String?)] {
    var spans: [(range: Range<Int>, unit: String?)] = []
    do throws(JSONFault) {
      var whole = JSONReader(buffer)
      guard case .array(let records) = try whole.document() else { return [] }
      var place = (buffer.firstIndex(of: UInt8(ascii: "[")) ?? 0) + 1
      for record in records {
        while JSONSpace.contains(buffer[place]) || buffer[place] == UInt8(ascii: ",") { place += 1 }
        var reader = JSONReader(buffer, at: place)
        _ = try reader.value()
        spans.append((place..<reader.offset, record[collection.shardedBy ?? ""]?.string))
        place = reader.offset
      }
    } catch {
      let place = FileFault.Place(offset: error.offset, in: buffer)
      throw FileFault(file: file, place: place, problem: .notJSON(error))
    }
    return spans
  }
}

private enum JSONSpace {
  static func contains(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
