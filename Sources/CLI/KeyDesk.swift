internal import Foundation
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The key desk shows keys and proposes what a store thinks of them.
struct KeyDesk {
  let session: Session

  init(_ session: Session) { self.session = session }

  private var wording: Wording { session.wording }

  /// What the store trusts; nobody where there is no store.
  func trust() throws -> Trust {
    guard let store = try session.store() else { return .nobody }
    return try Trust(of: store.snapshot(cached: session.usesCache))
  }

  /// The key that a person means by a signed bundle's file, by the name of a key of their own, or
  /// by the public key itself. `fingerprint` chooses among several signers, and must be the key's.
  func key(_ text: String, fingerprint: String?) throws -> BundleKey {
    let wanted = try fingerprint.map { text in
      guard let digits = BundleKey.fingerprint(typed: text) else {
        throw UsageError.badFingerprint(text)
      }
      return digits
    }
    let found = try keys(text)
    let meant = found.filter { wanted == nil || $0.fingerprint == wanted }
    guard let key = meant.first else {
      throw UsageError.otherFingerprint(found: found.map(\.spokenFingerprint))
    }
    guard meant.count == 1 else {
      throw UsageError.severalSigners(meant.map(\.spokenFingerprint))
    }
    return key
  }

  private func keys(_ text: String) throws -> [BundleKey] {
    if let key = BundleKey(base64: text) { return [key] }
    if KeyRing.own.names.contains(text) { return [try KeyRing.own.key(text).key] }
    guard text.hasSuffix("." + BundleArchive.ending) || text.contains("/") else {
      throw BundleFault.noKey(text, suggestions: suggestions(for: text, among: KeyRing.own.names))
    }
    let contents = try BundleFile.contents(at: text)
    return try contents.checkedSignature().signers.map(\.key)
  }

  func trust(_ key: BundleKey, as name: String, _ desk: ProposingDesk, _ day: Day) throws {
    try desk.propose("key trust", before: wording.compare(key)) { proposal in
      let known = try Trust(of: proposal.base)
      if let other = known.keys.first(where: { $0.name == name && $0.key != key }) {
        throw UsageError.keyNameTaken(name, by: other.key.spokenFingerprint)
      }
      if known[key]?.state == .trusted, known[key]?.name == name { return }
      try set(key, name: name, .trusted, in: proposal, day)
    }
  }

  func revoke(_ text: String, _ desk: ProposingDesk, _ day: Day) throws {
    try desk.propose("key revoke") { proposal in
      let known = try Trust(of: proposal.base).find(text)
      if known.state == .revoked { return }
      try set(known.key, name: known.name, .revoked, in: proposal, day)
    }
  }

  /// A record that is there already is changed, whatever it says now.
  private func set(
    _ key: BundleKey, name: String, _ state: Trust.Known.State, in proposal: Proposal, _ day: Day
  ) throws {
    let values: [(String, PlanValue)] = [
      ("name", .text(name)), ("public", .text(key.base64)), ("state", .text(state.rawValue)),
      ("by", .text(Session.user)), ("since", .day(day)),
    ]
    guard let row = try proposal.row(id: key.fingerprint, in: Keys.collection) else {
      _ = try proposal.add([("id", .text(key.fingerprint))] + values, to: Keys.collection)
      return
    }
    for (field, value) in values {
      try proposal.set(field, ofRow: row, in: Keys.collection, to: value)
    }
  }

  func list(_ format: ReportFormat) throws {
    let own = KeyRing.own.names.compactMap { try? KeyRing.own.key($0) }
    let known = try trust().keys
    let output = Output(path: nil)
    if own.isEmpty, known.isEmpty, format == .table {
      return try output.write(wording.noKeys + "\n")
    }
    var rendering = Rendering(
      format, presenter: Presenter(language: session.language, snapshot: nil), width: Console.width)
    try output.write(rendering.add(.table(wording.table(own: own, known: known))))
    try output.write(rendering.finish())
  }
}

extension KeyRing {
  /// The keys of whoever calls the command.
  static var own: KeyRing {
    KeyRing(dataHome: Console.environment("XDG_DATA_HOME"), home: NSHomeDirectory())
  }
}

extension BundleFile {
  /// What a bundle's file holds.
  static func contents(at path: String) throws -> BundleContents {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw BundleFault.unreadable(path: path, errno: errno)
    }
    defer { try? file.close() }
    var status = stat()
    guard fstat(file.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw BundleFault.unreadable(path: path, errno: EISDIR)
    }
    let most = BundleLimits.archive + 1
    guard let data = try? file.read(upToCount: most) else {
      throw BundleFault.archive(.truncated(after: nil))
    }
    return try BundleArchive.read([UInt8](data))
  }
}
