import PlanModel
public import PlanStore

/// The contents of a bundle: all its files in memory, none of which is trusted for being here. What
/// runs a bundle's code takes it from a `VerifiedBundle`.
public struct BundleContents: Sendable {
  /// In the order of their paths' bytes, without the signature.
  public let files: [BundleFile]
  public let manifest: BundleManifest
  /// Who signed what; nothing where nobody did.
  public let signature: BundleSignature?
  /// Of the whole archive, as `archive` gives it.
  public let hash: ContentHash
  /// The bytes of the archive.
  public let archive: [UInt8]

  /// Of files that may be in a bundle, and nothing is known about yet.
  init(
    _ files: [BundleFile], signature: BundleSignature? = nil, archive: [UInt8]? = nil
  ) throws(BundleFault) {
    let files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    manifest = try BundleContents.manifest(files, signature)
    self.files = files
    self.signature = signature
    let bytes: [UInt8]
    if let archive {
      bytes = archive
    } else {
      bytes = try BundleArchive.bytes(of: files, signature: signature)
    }
    self.archive = bytes
    hash = ContentHash(of: bytes)
    try checkScripts()
  }

  /// Where a manifest that was signed is another now, that is what is wrong, and not what became of
  /// it.
  private static func manifest(
    _ files: [BundleFile], _ signature: BundleSignature?
  ) throws(BundleFault) -> BundleManifest {
    do throws(BundleFault) {
      guard let text = files.first(where: { $0.path == BundleManifest.file })?.text else {
        throw .manifestMissing
      }
      return try BundleManifest(text)
    } catch {
      guard let signature else { throw error }
      let differences = signature.differences(from: BundleSignature.list(files))
      throw differences.isEmpty ? error : .differs(differences)
    }
  }

  private func checkScripts() throws(BundleFault) {
    let known = scripts
    for entry in manifest.scripts where !known.contains(entry.script) {
      throw .scriptMissing(entry.script, suggestions: suggestions(for: entry.script, among: known))
    }
  }

  public func file(_ path: String) -> BundleFile? {
    // Sorted by bytes: found by halves.
    var (low, high) = (0, files.count)
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path.utf8.lexicographicallyPrecedes(path.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < files.count && files[low].path == path ? files[low] : nil
  }

  /// The names of the files that lie directly in a folder, without the folder and the ending.
  public func names(in folder: BundleFolderName) -> [String] {
    files.compactMap { file in
      guard let name = file.name(in: folder), !name.contains("/") else { return nil }
      return name
    }
  }

  /// Scripts that can be run: `summary` for `scripts/summary.lua`.
  public var scripts: [String] { names(in: .scripts) }

  public func text(_ name: String, in folder: BundleFolderName) -> String? {
    file("\(folder.rawValue)/\(name).\(folder.ending)")?.text
  }

  /// The module that `require "lib.names"` or `require "names"` means: `lib/names.lua`.
  public func module(_ name: String) -> BundleFile? {
    let path = name.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "/")
    let inside = path.hasPrefix("lib/") ? String(path.dropFirst(4)) : path
    return file("\(BundleFolderName.lib.rawValue)/\(inside).\(BundleFolderName.lib.ending)")
  }
}

/// A file of a bundle: always a text in UTF-8.
public struct BundleFile: Sendable, Hashable {
  /// `/` between its parts.
  public let path: String
  public let text: String

  public var size: Int { text.utf8.count }

  public var hash: ContentHash {
    var text = text
    return text.withUTF8 { ContentHash(of: UnsafeRawBufferPointer($0)) }
  }

  /// Its name in that folder, without the ending: `a/b` for `lib/a/b.lua`.
  func name(in folder: BundleFolderName) -> String? {
    let (before, after) = ("\(folder.rawValue)/", ".\(folder.ending)")
    guard path.hasPrefix(before), path.hasSuffix(after) else { return nil }
    return String(path.dropFirst(before.count).dropLast(after.count))
  }
}

/// The folders that a bundle has, and what lies in each.
public enum BundleFolderName: String, Sendable, CaseIterable {
  case checks, help, lib, scripts, templates, tests

  /// Of the files in it, without the dot.
  public var ending: String {
    switch self {
    case .help: "md"
    case .templates: "mustache"
    case .checks, .lib, .scripts, .tests: "lua"
    }
  }

  /// Whether it has folders of its own.
  var isDeep: Bool { self == .lib }
}
