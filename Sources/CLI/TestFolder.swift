internal import Foundation
internal import PlanModel
internal import PlanScript

/// A test folder is a folder of code with its tests: `tests/*.lua`, and beside them scripts, `lib`,
/// `checks` and `templates`, in folders of these names or at the top, as a store has them.
struct TestFolder {
  /// As it was named; empty for the current one.
  let root: String
  /// The file whose tests alone are meant.
  private let only: String?

  /// The folder that `path` names or stands in; without one the current folder, or the store's
  /// scripts where only they have tests.
  init(_ path: String?, store: String?) throws {
    guard let path else {
      let scripts = store.map { "\($0)/scripts".fromHere }
      let hasOwn = TestFolder.isFolder(TestFolder.tests)
      root = hasOwn ? "" : scripts.flatMap { TestFolder.isFolder("\($0)/tests") ? $0 : nil } ?? ""
      only = nil
      return
    }
    let plain = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    let (above, inner) = TestFolder.parts(of: plain)
    switch (TestFolder.isFolder(plain), inner) {
    case (true, TestFolder.tests) where !TestFolder.isFolder("\(plain)/\(TestFolder.tests)"):
      (root, only) = (above, nil)
    case (true, _): (root, only) = (plain == "." ? "" : plain, nil)
    case (false, _):
      // A path that is nowhere is told by the file that it would be.
      _ = try ScriptSearch(store: nil).read(plain, shown: plain)
      let (top, folder) = TestFolder.parts(of: above)
      let isInTests = folder == TestFolder.tests
      root = isInTests ? top : above
      only = isInTests ? "\(TestFolder.tests)/\(inner)" : inner
    }
  }

  private static let tests = "tests"
  private static let folders = ["scripts", "lib", "checks", "templates", tests]

  /// The folder and the last name of a path; no folder for a name alone.
  private static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private var prefix: String { root.isEmpty ? "" : root + "/" }

  /// What stands in it.
  func room() throws -> TestRoom {
    var files: [String: String] = [:]
    for path in paths { files[path] = try text(path) }
    if let only {
      files = files.filter { !$0.key.hasPrefix("\(TestFolder.tests)/") || $0.key == only }
      // A file of tests that stands elsewhere counts as one of them.
      if files["\(TestFolder.tests)/\(only)"] == nil, let text = files.removeValue(forKey: only),
        !only.hasPrefix("\(TestFolder.tests)/")
      {
        files["\(TestFolder.tests)/\(only)"] = text
      } else if only.hasPrefix("\(TestFolder.tests)/") {
        files[only] = try text(only)
      }
    }
    return TestRoom(files: files, prefix: prefix)
  }

  private func text(_ path: String) throws -> String {
    let file = prefix + path
    return try ScriptSearch(store: nil).read(file, shown: file).text
  }

  /// Lua and templates, at the top and in the folders that count; a link that leads out of the
  /// folder is not followed.
  private var paths: [String] {
    let top = names(in: "")
    let inner = TestFolder.folders.flatMap { folder in
      (try? FileManager.default.subpathsOfDirectory(atPath: prefix + folder))?
        .map { "\(folder)/\($0)" } ?? []
    }
    return (top + inner).filter { path in
      (path.hasSuffix(".lua") || path.hasSuffix(".mustache"))
        && ModuleSearch.isInside(prefix + path, root)
    }.sorted()
  }

  private func names(in folder: String) -> [String] {
    let path = prefix + folder
    return (try? FileManager.default.contentsOfDirectory(atPath: path.isEmpty ? "." : path)) ?? []
  }
}
