internal import Foundation
public import PlanModel
public import PlanStore

/// A bundle's room is all that its code can reach: its own files, the modules of the bundles that
/// it declares to depend on, and the library that ships. Whatever lies beside it in the store or
/// on the disk is not there.
public struct BundleRoom: Sendable {
  public let bundle: OpenBundle
  /// What `require` finds for its code.
  let modules: ModuleSource

  /// Opens an installed bundle with all that it depends on. Throws what `OpenBundle.open` throws,
  /// and `InstallFault.dependency` where one is not there in a version that fits.
  public static func open(_ name: String, in snapshot: Snapshot) throws -> BundleRoom {
    try BundleRoom(OpenBundle.open(name, in: snapshot), in: snapshot)
  }

  init(_ bundle: OpenBundle, in snapshot: Snapshot) throws {
    self.bundle = bundle
    let modules = try BundleModules(bundle.contents) { name, _ in
      try OpenBundle.installed(name, in: snapshot)?.contents
    }
    self.modules = modules.source
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

// MARK: - Running

extension Run.Options {
  /// Makes the run one of a bundle's: it finds what is in the room, may do what the bundle may,
  /// changes nothing but what is the unit's own where it sees one unit, and has no clock.
  public mutating func enter(_ room: BundleRoom, script: String?) {
    modules = room.modules
    template = { room.template($0) }
    permissions.limits = room.limits(of: script)
    ownOnly = true
    describe = { [describe] error in
      if case StoreError.file = error { return describe(HostError.damagedData) }
      return describe(error)
    }
    clock = Int64(Date().timeIntervalSince1970)
  }
}
