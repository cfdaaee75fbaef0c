import PlanModel

/// A record diff is the change set between two contents of one file.
enum RecordDiff {
  /// Nothing when the file is no collection's, or one of the contents is not JSON records.
  static func changes(in file: String, from old: [UInt8]?, to new: [UInt8]?) -> ChangeSet? {
    guard let collection = collection(of: file), let old = records(old, of: collection),
      let new = records(new, of: collection)
    else { return nil }
    let present = Dictionary(
      new.map { ($0.id, $0.record) }, uniquingKeysWith: { first, _ in first })
    var changes = ChangeSet()
    for (id, record) in old {
      let key = RecordKey(collection.name, id)
      guard let now = present[id] else {
        changes.remove(key, record)
        continue
      }
      let names = record.map(\.name) + now.map(\.name).filter { !record.holds($0) }
      for name in names {
        changes.update(key, FieldChange(field: name, base: record[name], value: now[name]))
      }
    }
    let known = Set(old.map(\.id))
    for (id, record) in new where !known.contains(id) {
      changes.add(RecordKey(collection.name, id), record)
    }
    return changes
  }

  private static func collection(of file: String) -> Collection? {
    let directory = StorePath.directory(of: file)
    return Catalogue.collection(directory.isEmpty ? String(file.dropLast(5)) : directory)
  }

  private static func records(
    _ bytes: [UInt8]?, of collection: Collection
  ) -> [(id: String, record: [JSONValue.Member])]? {
    guard let bytes else { return [] }
    let value = bytes.withUnsafeBufferPointer { buffer -> JSONValue? in
      var reader = JSONReader(buffer)
      return try? reader.document()
    }
    switch value {
    case .object(let record) where collection.isSingle: return [(collection.name, record)]
    case .array(let items) where !collection.isSingle:
      return items.compactMap { item in
        guard case .object(let record) = item, let id = item["id"]?.string else { return nil }
        return (id, record)
      }
    default: return nil
    }
  }
}
