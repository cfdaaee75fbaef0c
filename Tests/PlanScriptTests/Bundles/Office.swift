import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

/// An office is a store of its own in which bundles are installed, with the key of whoever hands
/// them out. It is gone when the test is.
// Nothing of it changes but the files of its store.
final class Office: @unchecked Sendable {
  let place: Place
  let store: Store
  let key: PrivateKeyFile

  static let day = Day(number: 19_713)
  static let toolkit = BundleVersion(0, 1, 0)

  /// `files`: of the store, beside its settings. `disk`: what its files are on.
  init(
    _ files: [String: String] = [:], settings: String = "",
    key: PrivateKeyFile? = nil, trusts: Bool = true
  ) throws {
    place = try Place()
    self.key = try key ?? PrivateKeyFile(new: "thanh-pho", passphrase: nil)
    try place.write([
      "store.json": #"{"format": {"name": "planscript", "version": 1}"# + settings + "}"
    ])
    try place.write(files)
    store = try Store(path: place.path)
    if trusts { try say("trusted") }
  }

  /// What the store thinks of the key.
  func say(_ state: String) throws {
    try place.write([
      "keys.json": """
      [{"id": "\(key.key.fingerprint)", "name": "Thành phố", "public": "\(key.key.base64)", "state": "\(state)"}]

      """
    ])
  }

  /// A bundle that the office's key has signed.
  func bundle(
    _ name: String, _ version: String = "1.0.0", needs: [String] = ["read:units"],
    dependencies: [String: String] = [:], scripts: [String] = ["main"],
    _ files: [String: String] = [:], signed: Bool = true
  ) throws -> BundleContents {
    let contents = try Office.unsigned(
      name, version, needs: needs, dependencies: dependencies, scripts: scripts, files)
    return signed ? try contents.signed(with: key) { "" } : contents
  }

  /// The same in its first version.
  func bundle(
    _ name: String, needs: [String] = ["read:units"], dependencies: [String: String] = [:],
    scripts: [String] = ["main"], _ files: [String: String]
  ) throws -> BundleContents {
    try bundle(
      name, "1.0.0", needs: needs, dependencies: dependencies, scripts: scripts, files)
  }

  static func unsigned(
    _ name: String, _ version: String, needs: [String], dependencies: [String: String],
    scripts: [String], _ files: [String: String]
  ) throws -> BundleContents {
    func json(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    func both(_ text: String) -> JSONValue {
      .object([.init("vi", .string(text)), .init("en", .string(text))])
    }
    let manifest = JSONValue.object([
      .init("name", .string(name)), .init("version", .string(version)),
      .init("title", both(name)), .init("summary", both(name)),
      .init(
        "author",
        .object([.init("name", .string("Văn phòng")), .init("contact", .string("vp@example.vn"))])),
      .init("license", .string("CC0-1.0")), .init("toolkit", .string("^0.1")),
      .init("model", .string("1.x")), .init("needs", json(needs)),
      .init(
        "scripts", .array(scripts.map { .object([.init("script", .string($0))]) })),
      .init(
        "dependencies",
        .object(dependencies.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
    ])
    var all = files
    for script in scripts where all["scripts/\(script).lua"] == nil {
      all["scripts/\(script).lua"] = "return '\(version)'\n"
    }
    all["bundle.json"] = manifest.text(pretty: true)
    return try BundleContents(all.map { BundleFile(path: $0.key, text: $0.value) })
  }

  // MARK: installing

  func plan(_ wanted: BundleContents..., from shelf: BundleShelf? = nil) throws -> InstallPlan {
    try InstallPlan(
      wanted.map { .contents($0) }, from: shelf,
      InstallPlan.Here(store.snapshot(), toolkit: Office.toolkit))
  }

  func plan(_ name: String, _ range: String = "*", from shelf: BundleShelf) throws -> InstallPlan {
    try InstallPlan(
      [.named(name, try #require(VersionRange(range)))], from: shelf,
      InstallPlan.Here(store.snapshot(), toolkit: Office.toolkit))
  }

  var installing: Installing { Installing(store, who: "hoa", today: Office.day) }

  @discardableResult
  func install(_ bundles: BundleContents..., from shelf: BundleShelf? = nil) throws -> Commit? {
    var commit: Commit?
    for bundle in bundles { commit = try installing.carryOut(try plan(bundle, from: shelf)) }
    return commit
  }

  // MARK: running

  func room(_ name: String) throws -> BundleRoom { try .open(name, in: store.snapshot()) }

  /// What a run gave and showed.
  struct Outcome {
    let run: Run
    let values: [PlanValue]
    let shown: Shown
    let error: (any Error)?
  }

  /// Runs a script of an installed bundle as the command does. `unit`: of the installation.
  func run(
    _ name: String, _ script: String = "main", unit: String? = nil,
    _ edit: (inout Run.Options) throws -> Void = { _ in }
  ) throws -> Outcome {
    let call = BundleCall(try room(name), script: script, who: "hoa", unit: unit)
    var options = Sample.options()
    try edit(&options)
    options.enter(call.room, script: script)
    let shown = Shown()
    let run = try Run(try call.visible(store.snapshot()), options: options) {
      shown.blocks.append($0)
    }
    let (text, chunk) = try call.room.script(script)
    do {
      return Outcome(
        run: run, values: try run.run(text, name: chunk), shown: shown, error: nil)
    } catch {
      return Outcome(run: run, values: [], shown: shown, error: error)
    }
  }
}

/// What a body throws, as a fault of installing; nothing when it throws nothing.
func installFault(_ body: () throws -> Void) throws -> InstallFault? {
  do {
    try body()
    return nil
  } catch let fault as InstallFault {
    return fault
  }
}
