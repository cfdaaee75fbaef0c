internal import Foundation
internal import PlanModel
internal import PlanScript

/// A module search finds what a script requires: a file in the script's own folder or in the
/// store's `scripts/`, in a folder `lib` of either, or a module that ships.
struct ModuleSearch: Sendable {
  /// The folders, in the order in which they are looked through; empty for the current one.
  let folders: [String]

  init(beside script: ScriptSource, store: String?) {
    // What ships uses what ships, whatever a store calls its own files.
    folders = script.folder.map { [$0] + (store.map { ["\($0)/scripts"] } ?? []) } ?? []
  }

  /// The text of a module, and its file as errors show it. `lib.names` is `lib/names.lua`.
  func find(_ name: String) throws -> (source: String, name: String) {
    let asked = try ModuleName(name)
    for folder in folders {
      for inner in ["", ModuleName.library] {
        let file = ModuleSearch.joined(folder, inner + asked.path + ".lua")
        guard access(file, F_OK) == 0 else { continue }
        guard ModuleSearch.isInside(file, folder) else {
          throw HostError.moduleOutside(name: name, path: file)
        }
        return (try ScriptSearch(store: nil).read(file, shown: file).text, file)
      }
    }
    if let module = asked.shipped { return module }
    throw HostError.moduleNotFound(
      name: name, places: folders.map { $0.isEmpty ? "." : $0 },
      suggestions: suggestions(for: name, among: known))
  }

  private static func joined(_ folder: String, _ file: String) -> String {
    folder.isEmpty ? file : "\(folder)/\(file)"
  }

  /// Whether a file is in a folder or below it when all links are followed.
  static func isInside(_ file: String, _ folder: String) -> Bool {
    guard let file = resolved(file), let folder = resolved(folder.isEmpty ? "." : folder) else {
      return false
    }
    return file.hasPrefix(folder == "/" ? folder : folder + "/")
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Every name that `find` finds, but for those with a dot.
  private var known: [String] {
    let files = folders.flatMap { folder in
      ["", ModuleName.library].flatMap { inner in
        let path = ModuleSearch.joined(folder, inner)
        return (try? FileManager.default.contentsOfDirectory(atPath: path.isEmpty ? "." : path))
          ?? []
      }
    }
    let names = files.filter { $0.hasSuffix(".lua") }.map { String($0.dropLast(4)) }
    return Set(names + ShippedLibrary.moduleNames).sorted()
  }
}

extension ScriptSource {
  /// The folder beside which its modules are: its own, or the current one for code that was
  /// typed; nothing for what ships.
  fileprivate var folder: String? {
    if let path { return (path as NSString).deletingLastPathComponent }
    return [ScriptSource.typed, ScriptSource.piped].contains(name) ? "" : nil
  }

  /// What code on the command line, and from standard input, is called.
  static let (typed, piped) = ("-e", "-")
}
