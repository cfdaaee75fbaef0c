/// A permission is what a script may do with the records of one collection, or of all: read
/// them, propose changes to them, or put what rests on them into files for others. Who may change
/// or export records may read them.
public enum Permission: Sendable, Hashable {
  /// The collection; nothing means all.
  case read(String?)
  case write(String?)
  case export(String?)

  /// `read:units`, `write:tasks`, `export:people`, `read:*`, …, or `draft` for `write:drafts`.
  public init(_ text: String) throws(PermissionFault) {
    guard let permission = Permission.byName[text] else {
      throw PermissionFault(text: text, suggestions: Permission.near(text))
    }
    self = permission
  }

  /// Those that texts name, and all texts that name none.
  public static func named(
    _ texts: [String]
  ) -> (permissions: [Permission], faults: [PermissionFault]) {
    var (permissions, faults): ([Permission], [PermissionFault]) = ([], [])
    for text in texts {
      do {
        permissions.append(try Permission(text))
      } catch {
        faults.append(error)
      }
    }
    return (permissions, faults)
  }

  public var collection: String? {
    switch self {
    case .read(let name), .write(let name), .export(let name): name
    }
  }

  private var isReading: Bool { if case .read = self { true } else { false } }

  private func isSameAct(_ other: Permission) -> Bool {
    switch (self, other) {
    case (.read, .read), (.write, .write), (.export, .export): true
    default: false
    }
  }

  /// Whether who has this has the other as well.
  public func includes(_ other: Permission) -> Bool {
    isAbout(other) && (other.isReading || isSameAct(other))
  }

  /// Whether who must not do this must not do the other: without reading there is nothing else.
  func forbids(_ other: Permission) -> Bool {
    isAbout(other) && (isReading || isSameAct(other))
  }

  private func isAbout(_ other: Permission) -> Bool {
    collection == nil || collection == other.collection
  }

  private static let drafting = "draft"

  private static let byName: [String: Permission] = {
    var named: [String: Permission] = [drafting: .write(Drafts.name)]
    for name in [nil] + Catalogue.collections.map({ Optional($0.name) }) {
      named["read:\(name ?? "*")"] = .read(name)
      named["write:\(name ?? "*")"] = .write(name)
      named["export:\(name ?? "*")"] = .export(name)
    }
    return named
  }()

  /// The texts of all that a script may be given: what a verb keeps no script changes.
  public static let forScripts = byName.filter { _, permission in
    guard case .write(let name?) = permission else { return true }
    return Catalogue.collection(name)?.isKept != true
  }.keys.sorted()

  /// A collection by itself is told with both that can be done with it.
  private static func near(_ text: String) -> [String] {
    if Catalogue.collection(text) != nil {
      return [Permission.read(text), .write(text)].map(\.description)
    }
    return suggestions(for: text, among: byName.keys.sorted())
  }
}

extension Permission: CustomStringConvertible {
  /// As it is written in `needs`.
  public var description: String {
    switch self {
    case .write(Drafts.name): Permission.drafting
    case .read(let name): "read:\(name ?? "*")"
    case .write(let name): "write:\(name ?? "*")"
    case .export(let name): "export:\(name ?? "*")"
    }
  }
}

/// A text that names no permission.
public struct PermissionFault: Error, Sendable, Hashable {
  public let text: String
  public let suggestions: [String]
}

/// Permissions are what one run may do: what its script asked for and what the person who runs it
/// adds, without what that person takes away.
public struct Permissions: Sendable, Equatable {
  /// What the script declared; nothing when it declared none, and may then do everything.
  public var needs: [Permission]?
  /// What is added to `needs`.
  public var allowed: [Permission]
  /// What is taken away, from every script.
  public var denied: [Permission]
  /// What a bundle's script may do at most: each list must have it, whatever else is allowed.
  public var limits: [[Permission]]
  /// Whether what the run shows goes into a file or to another program, so that reading a
  /// collection is exporting it. A bundle must have asked for that. A script of one's own need not:
  /// whoever runs it says where it goes.
  public var isForFile = false

  public init(
    needs: [Permission]? = nil, allowed: [Permission] = [], denied: [Permission] = [],
    limits: [[Permission]] = []
  ) {
    (self.needs, self.allowed, self.denied) = (needs, allowed, denied)
    self.limits = limits
  }

  /// Why something may not be done; nothing when it may.
  public func refusal(of wanted: Permission) -> PermissionRefusal? {
    if let refusal = restriction(of: wanted) { return refusal }
    if let needs, !(needs + allowed).contains(where: { $0.includes(wanted) }) {
      return PermissionRefusal(permission: wanted, denial: nil)
    }
    return exporting(by: wanted).flatMap(restriction)
  }

  /// What is exported by doing something, if anything is.
  public func exporting(by wanted: Permission) -> Permission? {
    guard isForFile, case .read(let name) = wanted else { return nil }
    return .export(name)
  }

  private func restriction(of wanted: Permission) -> PermissionRefusal? {
    if let denial = denied.first(where: { $0.forbids(wanted) }) {
      return PermissionRefusal(permission: wanted, denial: denial)
    }
    guard limits.allSatisfy({ $0.contains { $0.includes(wanted) } }) else {
      return PermissionRefusal(permission: wanted, denial: nil, isBeyondLimit: true)
    }
    return nil
  }
}

/// Something that a script wanted to do and may not.
public struct PermissionRefusal: Error, Sendable, Hashable {
  /// What it would need.
  public let permission: Permission
  /// What took it away; nothing when the script did not ask for it.
  public let denial: Permission?
  /// Whether the script's bundle did not ask for it, or was not given it.
  public let isBeyondLimit: Bool

  public init(permission: Permission, denial: Permission?, isBeyondLimit: Bool = false) {
    (self.permission, self.denial) = (permission, denial)
    self.isBeyondLimit = isBeyondLimit
  }
}
