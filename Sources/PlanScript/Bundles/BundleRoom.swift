internal import Foundation
public import PlanModel
public import PlanStore

/// A bundle's room is all that its code can reach: its own files, the modules of the bundles that
/// it declares to depend on, and the library that ships. Whatever lies beside it in the store or
/// on the disk is not there.
public struct BundleRoom: Sendable {
  public let bundle: OpenBundle
  /// The bundles that it depends on, and those that these depend on, by name.
  let others: [String: OpenBundle]
  /// What the loader of another bundle's modules puts before their names. Nobody who writes a
  /// script can know it.
  private let secret = UUID().uuidString

  /// Opens an installed bundle with all that it depends on. Throws what `OpenBundle.open` throws,
  /// and `InstallFault.dependency` where one is not there in a version that fits.
  public static func open(_ name: String, in snapshot: Snapshot) throws -> BundleRoom {
    let bundle = try OpenBundle.open(name, in: snapshot)
    return BundleRoom(bundle: bundle, others: try others(of: bundle, in: snapshot))
  }

  init(bundle: OpenBundle, others: [String: OpenBundle]) {
    (self.bundle, self.others) = (bundle, others)
  }

  static func others(
    of bundle: OpenBundle, in snapshot: Snapshot
  ) throws -> [String: OpenBundle] {
    var (found, waiting): ([String: OpenBundle], [OpenBundle]) = ([:], [bundle])
    while let next = waiting.popLast() {
      for (name, range) in next.manifest.dependencies.sorted(by: { $0.key < $1.key }) {
        let other = try found[name] ?? dependency(name, of: next, in: snapshot)
        guard range.contains(other.manifest.version) else {
          throw InstallFault.dependency(
            name, range, of: next.name, found: other.manifest.version)
        }
        if found.updateValue(other, forKey: name) == nil { waiting.append(other) }
      }
    }
    return found
  }

  private static func dependency(
    _ name: String, of bundle: OpenBundle, in snapshot: Snapshot
  ) throws -> OpenBundle {
    do {
      return try OpenBundle.open(name, in: snapshot)
    } catch InstallFault.notInstalled {
      let range = bundle.manifest.dependencies[name] ?? .any
      throw InstallFault.dependency(name, range, of: bundle.name, found: nil)
    }
  }

  /// The scripts that people run by name: those that the manifest lists.
  public var scripts: [String] { bundle.manifest.scripts.map(\.script) }

  /// The text of a script that the manifest lists, and its name as errors show it.
  public func script(_ name: String) throws(InstallFault) -> (text: String, name: String) {
    guard scripts.contains(name), let text = bundle.contents.text(name, in: .scripts) else {
      throw .noScript(
        name, bundle: bundle.name, suggestions: suggestions(for: name, among: scripts))
    }
    return (text, shown("scripts/\(name).lua"))
  }

  /// The files of its checks.
  public var checks: [(text: String, name: String)] {
    bundle.contents.names(in: .checks).compactMap { name in
      bundle.contents.text(name, in: .checks).map { ($0, shown("checks/\(name).lua")) }
    }
  }

  private func shown(_ path: String) -> String { "\(bundle.name)/\(path)" }

  /// A letter's template: its own, or one that ships.
  func template(_ name: String) -> String? {
    bundle.contents.text(name, in: .templates) ?? ShippedLibrary.template(name)
  }

  /// What a script of the bundle may do at most: what the bundle may, and of that what its entry
  /// in the manifest says.
  public func limits(of script: String?) -> [[Permission]] {
    let entry = bundle.manifest.scripts.first { $0.script == script }
    return bundle.limits + (entry?.needs.map { [$0] } ?? [])
  }
}

// MARK: - Modules

extension BundleRoom {
  /// What `require` finds: `names` or `lib.names` in the bundle itself, `other.names` in a bundle
  /// that it depends on, or a module that ships.
  func module(_ name: String) throws -> (source: String, name: String) {
    guard name.hasPrefix(secret) else { return try module(name, of: bundle) }
    // `SECRET/other/names`: asked for by a module of another bundle.
    let pieces = name.split(separator: "/", maxSplits: 2).map(String.init)
    guard pieces.count > 1, let other = others[pieces[1]] else {
      throw HostError.badModuleName(pieces.last ?? "")
    }
    return pieces.count == 2
      ? (loader(of: other.name), "require") : try module(pieces[2], of: other)
  }

  private func module(
    _ name: String, of owner: OpenBundle
  ) throws -> (source: String, name: String) {
    let asked = try ModuleName(name)
    if let file = owner.contents.module(name) { return text(file, of: owner) }
    if let first = asked.pieces.first, let other = others[first], asked.pieces.count > 1,
      owner.manifest.dependencies[other.name] != nil,
      let file = other.contents.module(asked.pieces.dropFirst().joined(separator: "."))
    {
      return text(file, of: other)
    }
    if let module = asked.shipped { return module }
    throw HostError.moduleNotFound(
      name: name, places: [owner.name], suggestions: suggestions(for: name, among: names(of: owner))
    )
  }

  /// A module of another bundle finds its own modules, and not those of the bundle that asked.
  private func text(
    _ file: BundleFile, of owner: OpenBundle
  ) -> (source: String, name: String) {
    let shown = "\(owner.name)/\(file.path)"
    guard owner.name != bundle.name else { return (file.text, shown) }
    // On the first line, so that errors count the lines as people do.
    return ("local require=require'\(secret)/\(owner.name)' " + file.text, shown)
  }

  private func loader(of name: String) -> String {
    """
    local require = require
    return function(name)
      if type(name) ~= "string" then return require(name) end
      return require("\(secret)/\(name)/" .. name)
    end
    """
  }

  /// Every name that a module of the bundle can ask for.
  private func names(of owner: OpenBundle) -> [String] {
    func modules(_ bundle: OpenBundle, _ prefix: String) -> [String] {
      bundle.contents.files.compactMap { file in
        guard file.path.hasPrefix("lib/"), file.path.hasSuffix(".lua") else { return nil }
        let name = file.path.dropFirst(4).dropLast(4).replacing("/", with: ".")
        return prefix + name
      }
    }
    let declared = owner.manifest.dependencies.keys.compactMap { others[$0] }
    return
      (modules(owner, "") + declared.flatMap { modules($0, $0.name + ".") }
      + ShippedLibrary.moduleNames).sorted()
  }
}

// MARK: - Running

extension Run.Options {
  /// Makes the run one of a bundle's: it finds what is in the room, may do what the bundle may,
  /// and changes nothing but what is the unit's own where it sees one unit.
  public mutating func enter(_ room: BundleRoom, script: String?) {
    module = { try room.module($0) }
    template = { room.template($0) }
    permissions.limits = room.limits(of: script)
    ownOnly = true
  }
}
