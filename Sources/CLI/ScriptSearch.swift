internal import Foundation
internal import PlanScript
internal import PlanModel
internal import PlanStore

/// The text of a script, and where it came from.
struct ScriptSource {
  /// As errors show it.
  let name: String
  let text: String
  /// The file; nothing for `-e` and what ships inside the command.
  let path: String?
  /// What it is a script of; nothing for a plain file.
  var bundle: BundleCall?

  /// A line by its number, from 1.
  func line(_ number: Int) -> String? {
    let lines = text.split(separator: "\n", maxSplits: number, omittingEmptySubsequences: false)
    return number >= 1 && number <= lines.count ? String(lines[number - 1]) : nil
  }
}

enum ScriptSearchError: Error {
  /// A name that is nowhere: where it was looked for, and names like it.
  case notFound(name: String, places: [String], suggestions: [String])
  case unreadable(path: String, errno: Int32)
}

/// Finds scripts: a path is that file, `bundle:script` a script of an installed bundle; a name is
/// looked for beside the caller, in the store's `scripts/`, in installed bundles, and in the
/// shipped library.
struct ScriptSearch {
  let store: String?

  func find(_ name: String) throws -> ScriptSource {
    if name == RunCommand.standardInput { return try standardInput() }
    if name.contains("/") { return try read(name, shown: name) }
    if let script = try bundled(name) { return script }
    let file = name.hasSuffix(".lua") ? name : name + ".lua"
    for directory in directories {
      let path = directory.isEmpty ? file : "\(directory)/\(file)"
      if access(path, F_OK) == 0 { return try read(path, shown: path) }
    }
    let plain = String(file.dropLast(4))
    if let script = try installed(plain) { return script }
    if let text = ShippedLibrary.script(plain) {
      return ScriptSource(name: file, text: text, path: nil)
    }
    // A bundle that is damaged may be the one that has it.
    if let installedStore { try BundleRoom.openAll(in: installedStore.snapshot()) }
    throw ScriptSearchError.notFound(
      name: name, places: directories.map { $0.isEmpty ? "." : $0 },
      // A word that is no script may be a misspelt verb.
      suggestions: suggestions(for: plain, among: names + Planscript.verbNames))
  }

  /// Every name that is found.
  var names: [String] {
    Set(
      ShippedLibrary.scriptNames + directories.flatMap { names(in: $0) } + bundledNames
    ).sorted()
  }

  /// What `require` finds.
  func modules(beside script: ScriptSource) -> ModuleSource {
    let search = ModuleSearch(beside: script, store: store)
    return ModuleSource { try search.find($0) }
  }

  /// What `draft` finds: a template in a folder `templates` beside the script or in the store's
  /// `scripts/`, or shipped.
  func templates(beside script: ScriptSource) -> @Sendable (String) throws -> String? {
    let own = script.path.map { ($0 as NSString).deletingLastPathComponent }
    let places = [own, store.map { "\($0)/scripts" }].compactMap { $0 }
    return { name in
      for place in places {
        let path = (place.isEmpty ? "" : place + "/") + "templates/\(name).mustache"
        guard access(path, F_OK) == 0 else { continue }
        return try ScriptSearch(store: nil).read(path, shown: path).text
      }
      return ShippedLibrary.template(name)
    }
  }

  /// Every script that a name finds: where several places have one of that name, the first.
  func all() -> [ScriptSource] {
    var names: Set<String> = []
    let found = directories.flatMap { directory in
      self.names(in: directory).sorted().compactMap { name -> ScriptSource? in
        guard names.insert(name).inserted else { return nil }
        let path = (directory.isEmpty ? "" : directory + "/") + name + ".lua"
        return try? read(path, shown: path)
      }
    }
    return found
      + ShippedLibrary.scriptNames.filter { names.insert($0).inserted }.compactMap { name in
        ShippedLibrary.script(name).map { ScriptSource(name: name + ".lua", text: $0, path: nil) }
      }
  }

  /// Every file of checks: the store's own in `checks/` and `scripts/checks/`, then what ships.
  /// Where several are called the same, the first counts: a store may have its own of a name.
  func checks() -> [CheckSource] {
    var names: Set<String> = []
    let found = checkFolders.flatMap { directory in
      self.names(in: directory).sorted().compactMap { name -> CheckSource? in
        guard names.insert(name).inserted else { return nil }
        let path = "\(directory)/\(name).lua"
        return (try? read(path, shown: path)).map(checkSource)
      }
    }
    return found
      + ShippedLibrary.checkNames.filter { names.insert($0).inserted }.compactMap { name in
        ShippedLibrary.script("checks/" + name).map {
          checkSource(ScriptSource(name: "checks/\(name).lua", text: $0, path: nil))
        }
      }
  }

  /// The names of the files of checks, in alphabetical order.
  var checkNames: [String] {
    let own = checkFolders.flatMap { names(in: $0) }
    return Set(own + ShippedLibrary.checkNames).sorted()
  }

  private var checkFolders: [String] {
    store.map { ["\($0)/checks", "\($0)/scripts/checks"] } ?? []
  }

  /// One file of checks: a path, or the name of one that `checks` finds.
  func check(_ name: String) throws -> CheckSource {
    if name.contains("/") || name.hasSuffix(".lua") {
      return checkSource(try read(name, shown: name))
    }
    let known = checks()
    if let source = known.first(where: { $0.plainName == name }) { return source }
    throw ScriptSearchError.notFound(
      name: name, places: checkFolders,
      suggestions: suggestions(for: name, among: known.map(\.plainName)))
  }

  private func checkSource(_ source: ScriptSource) -> CheckSource {
    CheckSource(name: source.name, text: source.text, modules: modules(beside: source))
  }

  private var directories: [String] { ["", store.map { "\($0)/scripts" }].compactMap { $0 } }

  private func names(in directory: String) -> [String] {
    let found = try? FileManager.default.contentsOfDirectory(
      atPath: directory.isEmpty ? "." : directory)
    return (found ?? []).filter { $0.hasSuffix(".lua") }.map { String($0.dropLast(4)) }
  }

  /// Why a file gave nothing.
  private static func reason(_ path: String) -> Int32 {
    var status = stat()
    guard stat(path, &status) == 0 else { return errno }
    return status.st_mode & S_IFMT == S_IFREG ? EACCES : EISDIR
  }

  /// Without a byte order mark; a first line for the shell becomes a comment, as in lua.
  private static func plain(_ data: Data) -> String {
    let text = String(decoding: data, as: UTF8.self)
    let marked = text.unicodeScalars.first == "\u{FEFF}"
    let plain = marked ? String(text.unicodeScalars.dropFirst()) : text
    return plain.hasPrefix("#") ? "--" + plain : plain
  }

  private func standardInput() throws -> ScriptSource {
    let data = try FileHandle.standardInput.readToEnd() ?? Data()
    return ScriptSource(
      name: ScriptSource.piped, text: String(decoding: data, as: UTF8.self), path: nil)
  }

  func read(_ path: String, shown: String) throws -> ScriptSource {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ScriptSearchError.unreadable(path: path, errno: ScriptSearch.reason(path))
    }
    // A script that is not UTF-8 is told as such by the first line that holds the odd bytes.
    return ScriptSource(name: shown, text: ScriptSearch.plain(data), path: path)
  }
}

extension CheckSource {
  /// The file's name without folder and `.lua`.
  fileprivate var plainName: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    return file.hasSuffix(".lua") ? String(file.dropLast(4)) : file
  }
}

/// A call of the command that does not make sense.
enum UsageError: Error {
  case nothingToRun
  case scriptAndCode
  case badParameter(String)
  case badDay(String)
  case badChoice(option: String, String, choices: [String])
  case badAmount(option: String, String, example: String)
  case unknownCollection(String, suggestions: [String])
  case sizeWithoutSample
  case outIntoStore(path: String)
  case badSize(name: String)
  case commitMissing
  case noSuchCommit(String, newest: Int?)
  case missing(option: String)
  case badHeading(String)
  case appliesPerUnit
  /// `--allow` or `--deny` of what is no permission.
  case unknownPermissions([PermissionFault])
  /// An option named a unit or a field that is not there.
  case noSuchUnit(QueryError)
  case unknownTags([String], known: [String])
  /// `--set` or `--severity` of another form.
  case badSetting(option: String, String, example: String)
  /// A record that is in none, or in several collections.
  case noSuchRecord(String, collections: [String], suggestions: [String])
  /// A waiver that would be over before it began.
  case endsAlready(Day)
  /// What is no version, or no range of versions.
  case badVersion(String)
  /// The waiver of that id says the same already.
  case waivedAlready(id: String, until: Day)
  /// What was typed for a key's fingerprint is none.
  case badFingerprint(String)
  /// None of the keys found has the fingerprint that was typed.
  case otherFingerprint(found: [String])
  /// Several signed, and it is not said who is meant.
  case severalSigners([String])
  /// Another key of the store is called so.
  case keyNameTaken(String, by: String)
  /// A signed bundle with other files has the place of the new one.
  case signedAlready(String, version: String)
  case passphrasesDiffer
  case emptyPassphrase(String)
}
