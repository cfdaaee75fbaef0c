public import PlanModel
public import PlanStore

/// An installed bundle is what a store says of a bundle that was installed in it: which file of
/// `bundles/` it is, whose, and what it was given. Nothing of it is verified.
public struct InstalledBundle: Sendable, Hashable {
  public let name: String
  public let current: Kept
  /// Versions that were there before and are kept, the newest first.
  public let previous: [Kept]
  public let installedOn: Day?
  public let by: String?

  /// One version of a bundle in a store.
  public struct Kept: Sendable, Hashable {
    public let version: BundleVersion
    public let hash: ContentHash
    /// Below the store.
    public let file: String
    /// The fingerprint of the key that signed it.
    public let key: String?
    /// What it was given of what it asks for.
    public let allow: [Permission]

    public init(
      version: BundleVersion, hash: ContentHash, file: String, key: String?, allow: [Permission]
    ) {
      (self.version, self.hash, self.file) = (version, hash, file)
      (self.key, self.allow) = (key, allow)
    }
  }

  public init(
    name: String, current: Kept, previous: [Kept] = [], installedOn: Day?, by: String?
  ) {
    (self.name, self.current, self.previous) = (name, current, previous)
    (self.installedOn, self.by) = (installedOn, by)
  }

  public var version: BundleVersion { current.version }

  /// `bundles/attendance-pack/1.2.0-0123456789ab.bundle`: the content gives the name, so that no
  /// file is ever written over.
  public static func file(_ name: String, _ version: BundleVersion, _ hash: ContentHash) -> String {
    "\(Bundles.name)/\(name)/\(version)-\(hash.hex.prefix(12)).\(BundleArchive.ending)"
  }
}

// What the store's records say.
extension InstalledBundle {
  /// All that are installed, in the order of their names. A record that no bundle can have is a
  /// `InstallFault.badRecord`.
  public static func all(in snapshot: Snapshot) throws -> [InstalledBundle] {
    // What the host must know, whatever a script may read.
    try snapshot.unguarded.bundles.map { record in
      try InstalledBundle(record)
    }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The one of that name. `InstallFault.notInstalled` where there is none.
  public static func named(_ name: String, in snapshot: Snapshot) throws -> InstalledBundle {
    let records = try snapshot.unguarded.bundles
    guard let record = records[name] else {
      throw InstallFault.notInstalled(
        name, suggestions: suggestions(for: name, among: records.compactMap(\.id)))
    }
    return try InstalledBundle(record)
  }

  private init(_ record: Record<Bundles>) throws(InstallFault) {
    let id = record.id ?? ""
    guard
      let current = Kept(
        id, version: record.version, hash: record.hash, file: record.file, key: record.key,
        allow: record.allow)
    else { throw .badRecord(id) }
    var previous: [Kept] = []
    for kept in record.previous ?? [] {
      let allow = kept["allow"]?.items.compactMap(\.string)
      guard
        let kept = Kept(
          id, version: kept["version"]?.string, hash: kept["hash"]?.string,
          file: kept["file"]?.string, key: kept["key"]?.string, allow: allow)
      else { throw .badRecord(id) }
      previous.append(kept)
    }
    self.init(
      name: id, current: current, previous: previous, installedOn: record.installedOn,
      by: record.by)
  }

  /// The fields of its record, as a proposal takes them.
  func fields() -> [(String, PlanValue)] {
    [
      ("version", .text(current.version.description)), ("hash", .text(current.hash.hex)),
      ("file", .text(current.file)), ("key", current.key.map { .text($0) } ?? .none),
      ("allow", .list(current.allow.map { .text($0.description) })),
      ("installed_on", installedOn.map { .day($0) } ?? .none),
      ("by", by.map { .text($0) } ?? .none),
      ("previous", .list(previous.map { .json($0.json) })),
    ]
  }
}

extension InstalledBundle.Kept {
  /// Nothing where a member is missing, or the file is not where such a bundle lies.
  fileprivate init?(
    _ name: String, version: String?, hash: String?, file: String?, key: String?, allow: [String]?
  ) {
    guard let version = version.flatMap({ BundleVersion($0) }),
      let hash = hash.flatMap(ContentHash.init(hex:)), let file,
      file == InstalledBundle.file(name, version, hash),
      let allow = try? (allow ?? []).map({ try Permission($0) })
    else { return nil }
    self.init(version: version, hash: hash, file: file, key: key, allow: allow)
  }

  fileprivate var json: JSONValue {
    .object(
      [
        .init("version", .string(version.description)), .init("hash", .string(hash.hex)),
        .init("file", .string(file)),
      ]
        + (key.map { [.init("key", .string($0))] } ?? [])
        + [.init("allow", .array(allow.map { .string($0.description) }))])
  }
}
