internal import PlanModel

/// An audited run is what the audit says of one run of a bundle, or of one time that a bundle
/// came, changed or went: which code, whose, by whom, on what, and what became of it.
public struct AuditedRun: Sendable, Hashable {
  public enum Action: String, Sendable, Hashable, CaseIterable {
    case run, check, install, update, rollback, remove
  }

  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    case done
    /// The script, or what it asked for, was wrong.
    case failed
    /// It wanted what it may not do.
    case refused
    /// A limit ended it, or a person.
    case stopped
  }

  public var action: Action
  public var bundle: String
  public var version: String
  /// Of the whole file.
  public var hash: ContentHash
  /// The fingerprint of the key that signed it; nothing where nobody did.
  public var key: String?
  public var script: String?
  public var parameters: [String: String] = [:]
  public var who: String
  /// The unit whose records alone were seen.
  public var unit: String?
  /// The newest commit that it saw; 0 before the first.
  public var revision = 0
  /// What it did that needs permission, as `needs` has it.
  public var permissions: [String] = []
  public var outcome = Outcome.done

  public init(
    _ action: Action, bundle: String, version: String, hash: ContentHash, key: String?, who: String
  ) {
    (self.action, self.bundle, self.version) = (action, bundle, version)
    (self.hash, self.key, self.who) = (hash, key, who)
  }

  /// What is longer stands as its hash: the audit tells that it was the same, and holds no text.
  static let longestParameter = 300
}

/// An audit entry is an audited run in its place in the chain.
public struct AuditEntry: Sendable, Hashable {
  /// From 1, without a gap.
  public let number: Int
  /// The hash of the line before; of no bytes for the first.
  public let previous: ContentHash
  /// Seconds since 1970, as the clock of whoever ran it told them. It orders nothing.
  public let when: Int64
  public let run: AuditedRun
  /// The commit that it made; nothing where it changed nothing.
  public let commit: Int?
  /// The line as it stands in the file, which its hash is of: members that are not known here are
  /// a part of it.
  let line: [UInt8]

  /// The line before the first.
  static let nothing = ContentHash(of: [UInt8]())

  var hash: ContentHash { ContentHash(of: line) }
}

// An entry as one line of JSON, which its hash is of.

extension AuditEntry {
  init(
    number: Int, previous: ContentHash, when: Int64, run: AuditedRun, commit: Int?
  ) {
    (self.number, self.previous, self.when) = (number, previous, when)
    (self.run, self.commit) = (run, commit)
    var members: [JSONValue.Member] = [
      .init("number", .number(String(number))), .init("previous", .string(previous.hex)),
      .init("time", .number(String(when))),
    ]
    members += run.members
    if let commit { members.append(.init("commit", .number(String(commit)))) }
    line = Array(JSONValue.object(members).text().utf8)
  }

  /// Nothing for what is no entry. Spaces and line ends behind it are not the line's.
  init?(line: some BidirectionalCollection<UInt8>) {
    let end = line.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
    let text = end.map { Array(line[...$0]) } ?? []
    guard let json = try? JSONReader.parse(String(decoding: text, as: UTF8.self)),
      let number = json["number"]?.integer, number > 0,
      let previous = json["previous"]?.string.flatMap(ContentHash.init(hex:)),
      let when = json["time"]?.integer, let run = AuditedRun(json)
    else { return nil }
    (self.number, self.previous, self.when) = (Int(number), previous, when)
    (self.run, self.commit) = (run, json["commit"]?.integer.map { Int($0) })
    self.line = text
  }
}

extension AuditedRun {
  fileprivate var members: [JSONValue.Member] {
    let texts: [(String, String?)] = [
      ("action", action.rawValue), ("bundle", bundle), ("version", version), ("hash", hash.hex),
      ("key", key), ("script", script), ("who", who), ("unit", unit),
    ]
    var members = texts.compactMap { name, text in
      text.map { JSONValue.Member(name, .string($0)) }
    }
    if !parameters.isEmpty {
      let sorted = parameters.sorted { $0.key < $1.key }
      members.append(
        .init(
          "parameters",
          .object(sorted.map { .init($0.key, .string(AuditedRun.shortened($0.value))) })))
    }
    return members + [
      .init("revision", .number(String(revision))),
      .init("permissions", .array(permissions.sorted().map { .string($0) })),
      .init("outcome", .string(outcome.rawValue)),
    ]
  }

  private static func shortened(_ text: String) -> String {
    text.utf8.count <= longestParameter ? text : "sha256:\(ContentHash(of: Array(text.utf8)))"
  }

  fileprivate init?(_ json: JSONValue) {
    guard let action = json["action"]?.string.flatMap(Action.init),
      let bundle = json["bundle"]?.string, let version = json["version"]?.string,
      let hash = json["hash"]?.string.flatMap(ContentHash.init(hex:)),
      let who = json["who"]?.string, let revision = json["revision"]?.integer,
      let outcome = json["outcome"]?.string.flatMap(Outcome.init)
    else { return nil }
    self.init(
      action, bundle: bundle, version: version, hash: hash, key: json["key"]?.string, who: who)
    (script, unit) = (json["script"]?.string, json["unit"]?.string)
    (self.revision, self.outcome) = (Int(revision), outcome)
    if case .array(let names)? = json["permissions"] { permissions = names.compactMap(\.string) }
    guard case .object(let members)? = json["parameters"] else { return }
    for member in members { parameters[member.name] = member.value.string }
  }
}
