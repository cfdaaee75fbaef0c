internal import Foundation
internal import PlanModel

/// Bundle modules are what `require` finds for a bundle's code: its own, those of the bundles that
/// it depends on, and those that ship.
struct BundleModules: Sendable {
  private let own: BundleContents
  /// The bundles that it depends on, and those that these depend on, by name.
  private let others: [String: BundleContents]
  /// What the `require` of another bundle's modules puts before names. No script ever has it.
  private let secret = UUID().uuidString

  /// `find`: a bundle by its name, in a version of the range where there are several; nothing where
  /// there is none. Throws what that throws, and `InstallFault.dependency` where what a bundle
  /// depends on is not there in a version that fits.
  init(
    _ bundle: BundleContents, find: (String, VersionRange) throws -> BundleContents?
  ) throws {
    var (found, waiting): ([String: BundleContents], [BundleContents]) = ([:], [bundle])
    while let next = waiting.popLast() {
      let manifest = next.manifest
      for (name, range) in manifest.dependencies.sorted(by: { $0.key < $1.key }) {
        let other = try found[name] ?? find(name, range)
        guard let other, range.contains(other.manifest.version) else {
          throw InstallFault.dependency(
            name, range, of: manifest.name, found: other?.manifest.version)
        }
        if found.updateValue(other, forKey: name) == nil { waiting.append(other) }
      }
    }
    (own, others) = (bundle, found)
  }

  var source: ModuleSource { ModuleSource(module, room: room(of:)) }

  /// `names` or `lib.names` in the bundle itself, `other.names` in a bundle that it depends on, or
  /// a module that ships.
  @Sendable func module(_ name: String) throws -> (source: String, name: String) {
    guard isForOther(name) else { return try module(name, of: own) }
    // `SECRET/other/names`: asked for by a module of another bundle.
    let pieces = name.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    guard pieces.count == 3, let other = others[pieces[1]] else {
      throw HostError.badModuleName(pieces.last ?? "")
    }
    return try module(pieces[2], of: other)
  }

  /// What a module of another bundle asks with, by the name of its text: it finds its own modules,
  /// and not those of the bundle that asked for it.
  @Sendable func room(of text: String) -> String? {
    guard let owner = text.split(separator: "/").first.map(String.init), others[owner] != nil
    else { return nil }
    return "\(secret)/\(owner)/"
  }

  /// Whether a name is one that only another bundle's module asks for.
  func isForOther(_ name: String) -> Bool { name.hasPrefix(secret) }

  private func module(
    _ name: String, of owner: BundleContents
  ) throws -> (source: String, name: String) {
    let asked = try ModuleName(name)
    if let file = owner.module(name) { return text(file, of: owner) }
    if let first = asked.pieces.first, let other = others[first], asked.pieces.count > 1,
      owner.manifest.dependencies[first] != nil,
      let file = other.module(asked.pieces.dropFirst().joined(separator: "."))
    {
      return text(file, of: other)
    }
    if let module = asked.shipped { return module }
    throw HostError.moduleNotFound(
      name: name, places: [owner.manifest.name],
      suggestions: suggestions(for: name, among: names(of: owner)))
  }

  private func text(
    _ file: BundleFile, of owner: BundleContents
  ) -> (source: String, name: String) {
    (file.text, "\(owner.manifest.name)/\(file.path)")
  }

  /// Every name that a module of the bundle can ask for.
  private func names(of owner: BundleContents) -> [String] {
    func modules(_ bundle: BundleContents, _ prefix: String) -> [String] {
      bundle.files.compactMap { file in
        guard file.path.hasPrefix("lib/"), file.path.hasSuffix(".lua") else { return nil }
        let name = file.path.dropFirst(4).dropLast(4).replacing("/", with: ".")
        return prefix + name
      }
    }
    let declared = owner.manifest.dependencies.keys.compactMap { others[$0] }
    return
      (modules(owner, "") + declared.flatMap { modules($0, $0.manifest.name + ".") }
      + ShippedLibrary.moduleNames).sorted()
  }
}
