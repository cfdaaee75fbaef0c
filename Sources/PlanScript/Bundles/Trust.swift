public import PlanModel
public import PlanStore

/// Trust is what a store thinks of keys: which of them it takes bundles from, by which name, and
/// which it takes none from any more.
public struct Trust: Sendable {
  public let keys: [Known]

  public struct Known: Sendable, Hashable {
    public let key: BundleKey
    /// What people here call whoever has it.
    public let name: String
    public let state: State
    public let by: String?
    public let since: Day?

    public enum State: String, Sendable, Hashable { case trusted, revoked }
  }

  /// Trusts nobody.
  public static let nobody = Trust(keys: [])

  public init(keys: [Known]) { self.keys = keys }

  /// The keys that a store lists. A record whose id is not its key's fingerprint, or that says
  /// neither that it is trusted nor revoked, is as good as none.
  public init(of snapshot: Snapshot) throws {
    keys = try snapshot.keys.compactMap { record in
      guard let id = record.id, let name = record.name,
        let key = record.publicKey.flatMap(BundleKey.init(base64:)), key.fingerprint == id,
        let state = (record.state?.description).flatMap(Known.State.init)
      else { return nil }
      return Known(key: key, name: name, state: state, by: record.by, since: record.since)
    }
  }

  /// What the store knows of a key; nothing where it never heard of it.
  public subscript(key: BundleKey) -> Known? { keys.first { $0.key == key } }

  /// The key that a person means by its name in the store or by its fingerprint.
  public func find(_ text: String) throws(BundleFault) -> Known {
    let fingerprint = BundleKey.fingerprint(typed: text)
    let found = keys.filter { $0.name == text || $0.key.fingerprint == fingerprint }
    guard let key = found.first, found.count == 1 else {
      throw .noKey(text, suggestions: suggestions(for: text, among: keys.map(\.name)))
    }
    return key
  }
}
