import PlanModel

/// Facts are what the cache knows of one file of a collection without its records.
struct ShardFacts: Sendable, Hashable {
  let file: String
  var identity: FileIdentity
  /// Whether the file was old enough, when it was read, for its identity to tell every change.
  var isSettled = false
  let fingerprint: Fingerprint
  let count: Int
  /// Names of undeclared fields.
  let extraNames: [String]
  /// Bytes at which a name stands a second time in its record.
  let duplicates: [Int]
}

/// What the cache knows of a collection's files, and who may know it.
struct CollectionFacts: Sendable, Hashable {
  var shards: [ShardFacts] = []
  var rights: CacheRights

  /// Nothing when the body is not one that was written here.
  init?(_ body: CacheReader) {
    var body = body
    guard let rights = CacheRights(&body), let count = body.count(ofAtLeast: 69) else { return nil }
    self.rights = rights
    for _ in 0..<count {
      guard let facts = ShardFacts(&body) else { return nil }
      shards.append(facts)
    }
    guard body.isAtEnd else { return nil }
  }

  init(shards: [ShardFacts], rights: CacheRights) {
    self.shards = shards
    self.rights = rights
  }

  var body: [UInt8] {
    var body = CacheWriter(capacity: 64 + shards.count * 128)
    rights.put(into: &body)
    body.put(UInt32(shards.count))
    for facts in shards { facts.put(into: &body) }
    return body.bytes
  }
}

extension ShardFacts {
  fileprivate init?(_ body: inout CacheReader) {
    guard let file = body.text(), let identity = FileIdentity(&body),
      let settled: UInt8 = body.number(), let fingerprint = body.fingerprint(),
      let count: UInt32 = body.number(), let names = body.count(ofAtLeast: 4)
    else { return nil }
    // Every record takes three bytes, and its place must be found by a number of 32 bits.
    guard Int(count) <= identity.size / 2 else { return nil }
    let extraNames = (0..<names).compactMap { _ in body.text() }
    guard extraNames.count == names, let places = body.count(ofAtLeast: 8) else { return nil }
    let duplicates = (0..<places).compactMap { _ in
      body.number().map { (place: Int64) in Int(place) }
    }
    self.init(
      file: file, identity: identity, isSettled: settled == 1, fingerprint: fingerprint,
      count: Int(count), extraNames: extraNames, duplicates: duplicates)
  }

  fileprivate func put(into body: inout CacheWriter) {
    body.put(text: file)
    identity.put(into: &body)
    body.put(UInt8(isSettled ? 1 : 0))
    body.put(fingerprint)
    body.put(UInt32(count))
    body.put(UInt32(extraNames.count))
    for name in extraNames { body.put(text: name) }
    body.put(UInt32(duplicates.count))
    for place in duplicates { body.put(Int64(place)) }
  }
}

extension FileIdentity {
  fileprivate init?(_ body: inout CacheReader) {
    guard let device: UInt64 = body.number(), let inode: UInt64 = body.number(),
      let size: Int64 = body.number(), let modified: Int64 = body.number(),
      let changed: Int64 = body.number()
    else { return nil }
    self.init(
      device: device, inode: inode, size: Int(size), modified: modified, changed: changed)
  }

  fileprivate func put(into body: inout CacheWriter) {
    body.put(device)
    body.put(inode)
    body.put(Int64(size))
    body.put(modified)
    body.put(changed)
  }
}

extension Collection {
  /// Tells a cache file from every other, and this declaration too: columns that were read by
  /// one are of no use to another.
  func mark(of file: String) -> Fingerprint {
    var text = "\(file)\n\(name) \(isSingle)\n"
    for field in fields { text += field.signature + "\n" }
    return text.withUTF8 { Fingerprint(of: UnsafeRawBufferPointer($0)) }
  }
}

extension Field {
  fileprivate var signature: String {
    let kind =
      switch type {
      case .text: "text"
      case .integer: "integer"
      case .decimal: "decimal"
      case .boolean: "boolean"
      case .day: "day"
      case .time: "time"
      case .choice(let choices): "choice " + choices.map { "\($0.name)" }.joined(separator: "/")
      case .reference(let target): "reference \(target)"
      case .references(let target): "references \(target)"
      case .texts: "texts"
      case .object(let members): "object {\(members.map(\.signature).joined(separator: ";"))}"
      case .objects(let members): "objects {\(members.map(\.signature).joined(separator: ";"))}"
      }
    return "\(name) \(isRequired) \(kind)"
  }
}
