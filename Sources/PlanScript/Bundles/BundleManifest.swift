public import PlanModel
import PlanStore

/// A manifest (`bundle.json`) is what a bundle says of itself: who made it, which version it is,
/// what people can run in it, what it needs to read and write, and what it was written for.
public struct BundleManifest: Sendable {
  public let name: String
  public let version: BundleVersion
  public let title: Bilingual
  public let summary: Bilingual
  public let author: Author
  /// As its author calls it: an SPDX identifier, or a sentence.
  public let license: String
  /// What people run, in the order in which it is written.
  public let scripts: [Entry]
  /// All that its scripts and checks may do.
  public let needs: [Permission]
  /// Other bundles whose modules it requires, by name.
  public let dependencies: [String: VersionRange]
  /// The versions of planscript that it was written for.
  public let toolkit: VersionRange
  /// The versions of the data model that it was written for.
  public let model: VersionRange

  public struct Author: Sendable, Hashable {
    public let name: String
    /// How to reach them: a telephone number, an address.
    public let contact: String
  }

  /// A script of the bundle that people run by name.
  public struct Entry: Sendable {
    /// `summary` for `scripts/summary.lua`.
    public let script: String
    public let title: Bilingual?
    /// Nothing where the script alone says what it takes.
    public let parameters: [ScriptDeclaration.Parameter]?
    /// What it gets of what the bundle needs; nothing: all of that.
    public let needs: [Permission]?
  }

  public static let file = "bundle.json"

  /// `attendance-pack-1.2.0`
  public var fullName: String { "\(name)-\(version)" }

  /// Whether it was written for this toolkit and this data model; a trial version of either counts
  /// as the release that it leads to.
  public func isWritten(for toolkit: BundleVersion, model: Int64) -> Bool {
    let release = BundleVersion(toolkit.major, toolkit.minor, toolkit.patch)
    return self.toolkit.contains(release)
      && self.model.contains(BundleVersion(Int(clamping: model), 0, 0))
  }

  /// Reads a manifest. Everything that is wrong with it is told at once, as
  /// `BundleFault.manifest`.
  public init(_ text: String) throws(BundleFault) {
    let reading = ManifestReading(text)
    guard let root = reading.root, reading.faults.isEmpty else {
      throw .manifest(reading.faults)
    }
    self.init(checked: root)
  }

  /// Of what was held against `ManifestShape.manifest`.
  private init(checked root: JSONValue) {
    name = root.text("name")
    version = BundleVersion(root.text("version")) ?? BundleVersion(0, 0, 0)
    title = root["title"].flatMap(Bilingual.init) ?? Bilingual(vi: name, en: name)
    summary = root["summary"].flatMap(Bilingual.init) ?? title
    author = Author(
      name: root["author"]?.text("name") ?? "", contact: root["author"]?.text("contact") ?? "")
    license = root.text("license")
    scripts = (root["scripts"]?.items ?? []).map(Entry.init(checked:))
    needs = (root["needs"]?.items ?? []).permissions
    dependencies = Dictionary(
      (root["dependencies"]?.members ?? []).map { ($0.name, $0.value.range) },
      uniquingKeysWith: { first, _ in first })
    toolkit = root["toolkit"]?.range ?? .any
    model = root["model"]?.range ?? .any
  }
}

extension BundleManifest.Entry {
  fileprivate init(checked entry: JSONValue) {
    script = entry.text("script")
    title = entry["title"].flatMap(Bilingual.init)
    parameters = entry["params"].map { $0.members.map { .init(checked: $0) } }
    needs = entry["needs"].map { $0.items.permissions }
  }
}

extension ScriptDeclaration.Parameter {
  fileprivate init(checked member: JSONValue.Member) {
    let description = member.value
    let choices = (description["choices"]?.items ?? []).compactMap(\.string)
    self.init(
      name: member.name,
      type: ParameterType(named: description.text("type"), choices: choices) ?? .text,
      isOptional: description["optional"] == .boolean(true),
      help: description["help"].flatMap(Bilingual.init),
      fallback: description["default"]?.typed)
  }
}

extension ParameterType {
  /// What a type's name means; `choice` has choices.
  init?(named name: String, choices: [String] = []) {
    switch name {
    case "text": self = .text
    case "number": self = .number
    case "percent": self = .percent
    case "date": self = .date
    case "boolean": self = .boolean
    case "choice": self = .choice(choices)
    default:
      let named = Catalogue.collections.first { $0.name == name || $0.singular == name }
      guard let collection = named else { return nil }
      self = .record(collection.name)
    }
  }

  /// All names that mean a type.
  static let names =
    ["text", "number", "percent", "date", "boolean", "choice"]
    + Catalogue.collections.filter { !$0.isSingle }.flatMap { [$0.singular, $0.name] }
}

extension JSONValue {
  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  var members: [Member] { if case .object(let members) = self { members } else { [] } }
  fileprivate func text(_ name: String) -> String { self[name]?.string ?? "" }
  fileprivate var range: VersionRange { string.flatMap { VersionRange($0) } ?? .any }
}

extension [JSONValue] {
  fileprivate var permissions: [Permission] {
    compactMap { value in value.string.flatMap { try? Permission($0) } }
  }
}

extension Bilingual {
  fileprivate init?(_ value: JSONValue) {
    guard let vi = value["vi"]?.string, let en = value["en"]?.string else { return nil }
    self.init(vi: vi, en: en)
  }
}
