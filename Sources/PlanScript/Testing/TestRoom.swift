internal import PlanModel

/// A test room is the code that tests are about, with the tests: what stands in one folder, by the
/// paths in it. Code in a room sees nothing beside it but the shipped library and, where it is a
/// bundle's, what the bundle depends on.
public struct TestRoom: Sendable {
  /// Texts by path: `scripts/low.lua`, `lib/names.lua`, `templates/letter.mustache`.
  public let files: [String: String]
  /// What stands before a path where people read it: `thu/scripts/`.
  public let prefix: String
  /// What the bundle that it is asks for, and with it what its code may do at most; nothing where
  /// it is none.
  private let manifest: BundleManifest?
  /// What a bundle's code finds beside itself.
  private let modules: BundleModules?

  public init(files: [String: String], prefix: String = "") {
    (self.files, self.prefix) = (files, prefix)
    (manifest, modules) = (nil, nil)
  }

  /// A bundle: its code may do what its manifest says, and changes no other unit's records.
  /// `find`: a bundle that it depends on, by name and range. Throws what that throws, and
  /// `InstallFault.dependency`.
  public init(
    _ bundle: BundleContents, prefix: String = "",
    find: (String, VersionRange) throws -> BundleContents?
  ) throws {
    files = Dictionary(uniqueKeysWithValues: bundle.files.map { ($0.path, $0.text) })
    (self.prefix, manifest) = (prefix, bundle.manifest)
    modules = try BundleModules(bundle, find: find)
  }

  var isBundle: Bool { manifest != nil }

  /// What code of the room may do at most, in each of the lists; the tests' own code may do
  /// everything.
  func limits(of source: Source) -> [[Permission]] {
    guard let manifest, !source.path.hasPrefix("tests/") else { return [] }
    let entry = manifest.scripts.first { "scripts/\($0.script).lua" == source.path }
    return [manifest.needs] + (entry?.needs.map { [$0] } ?? [])
  }

  /// A file of the room, with its name as errors show it.
  struct Source: Sendable {
    let path: String
    let name: String
    let text: String

    var folder: String {
      path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
  }

  func source(_ path: String) -> Source? {
    files[path].map { Source(path: path, name: prefix + path, text: $0) }
  }

  private func sources(in folder: String) -> [Source] {
    files.keys.filter { path in
      path.hasPrefix(folder) && path.hasSuffix(".lua")
        && !path.dropFirst(folder.count).contains("/")
    }.sorted().compactMap(source)
  }

  /// Files of tests, in the order of their names.
  var tests: [Source] { sources(in: "tests/") }

  /// Scripts and checks are in folders of those names, or at the top as a store has them.
  var scripts: [Source] { sources(in: "scripts/") + sources(in: "") }
  var checks: [Source] { sources(in: "checks/") + sources(in: "scripts/checks/") }

  /// All code but the tests.
  var code: [Source] {
    files.keys.filter { $0.hasSuffix(".lua") && !$0.hasPrefix("tests/") }.sorted()
      .compactMap(source)
  }

  /// A script by its name; what ships where the room has none of that name.
  func script(_ name: String) throws(TestFault) -> Source {
    let plain = name.hasSuffix(".lua") ? String(name.dropLast(4)) : name
    if let own = scripts.first(where: { $0.plainName == plain }) ?? source(plain + ".lua") {
      return own
    }
    if let text = ShippedLibrary.script(plain), !plain.contains("/") {
      return Source(path: "", name: plain + ".lua", text: text)
    }
    let known = scripts.map(\.plainName) + ShippedLibrary.scriptNames
    throw .noSuchScript(plain, suggestions: suggestions(for: plain, among: known))
  }

  func modules(beside source: Source) -> ModuleSource {
    ModuleSource({ try module($0, beside: source) }, room: { modules?.room(of: $0) })
  }

  /// What `require` finds beside a file: there, in `lib`, or shipped. `lib.names` is
  /// `lib/names.lua`; what ships sees what ships alone.
  private func module(_ name: String, beside source: Source) throws -> (
    source: String, name: String
  )? {
    if let modules, modules.isForOther(name) { return try modules.module(name) }
    let asked = try ModuleName(name)
    for folder in folders(beside: source) {
      if let own = self.source(folder + asked.path + ".lua") { return (own.text, own.name) }
    }
    if let modules { return try modules.module(name) }
    if let module = asked.shipped { return module }
    let known = sources(in: "lib/").map(\.plainName) + ShippedLibrary.moduleNames
    throw HostError.moduleNotFound(
      name: name, places: [prefix.isEmpty ? "." : prefix],
      suggestions: suggestions(for: name, among: known))
  }

  /// Where modules are looked for, in order. What a test requires is first of all the code.
  private func folders(beside source: Source) -> [String] {
    if source.path.isEmpty { return [] }
    let beside = source.folder.isEmpty ? "" : source.folder + "/"
    let libraries = ["lib/", "scripts/lib/"]
    return beside == "tests/"
      ? libraries + [beside, ""] : [beside, beside + "lib/"] + libraries + [""]
  }

  /// A letter's template: the room's own, or one that ships.
  func template(_ name: String) -> String? {
    ["templates/", "scripts/templates/"].lazy.compactMap { files[$0 + name + ".mustache"] }.first
      ?? ShippedLibrary.template(name)
  }
}

extension TestRoom.Source {
  /// The file's name without folder and `.lua`.
  var plainName: String {
    String((path.split(separator: "/").last ?? "").dropLast(4))
  }
}
