public import PlanModel
public import PlanStore

/// A manifest fault is one thing that is wrong with a manifest, and where.
public struct ManifestFault: Error, Sendable {
  public let place: FileFault.Place
  /// The way there, by names and places in lists: `scripts[0].needs[1]`; empty for the whole.
  public let path: String
  public let problem: Problem

  public init(place: FileFault.Place, path: String, problem: Problem) {
    (self.place, self.path, self.problem) = (place, path, problem)
  }

  public enum Problem: Sendable {
    case notJSON(JSONFault)
    /// Stands twice in one object.
    case twice(String)
    case unknown(String, suggestions: [String])
    case missing(String)
    case wrongType(expected: Kind, found: String)
    /// A text without a letter in it.
    case empty
    /// A text with what no eye sees: line breaks, control characters, marks that turn the direction.
    case unprintable
    case badName(String)
    case badVersion(String)
    case badRange(String)
    case badPermission(PermissionFault)
    /// No script changes the collection: a verb of the command keeps it.
    case kept(Permission, by: String)
    case unknownType(String, suggestions: [String])
    /// A choice without its choices, or choices of what is none.
    case choices
    /// What a script needs and the bundle as a whole does not.
    case notNeeded(Permission)
    /// The same script, permission or choice again.
    case again(String)
    /// A bundle that depends on itself.
    case itself
  }

  /// What a value may be.
  public enum Kind: Sendable, Hashable {
    case text, boolean, plain, object, list
  }
}

/// Holds a manifest against its shape, and gathers what is wrong with it.
struct ManifestReading {
  /// What was read; nothing where it is no JSON.
  private(set) var root: JSONValue?
  private(set) var faults: [ManifestFault] = []
  private let text: String

  /// How many faults are told.
  static let most = 100

  init(_ text: String) {
    self.text = text
    do throws(JSONFault) {
      let located = try LocatedJSON.parse(text)
      root = located.value
      check(located, .manifest, "")
      if faults.isEmpty { checkWhole(located) }
    } catch {
      tell(error.offset, "", .notJSON(error))
    }
  }

  private mutating func tell(_ offset: Int, _ path: String, _ problem: ManifestFault.Problem) {
    guard faults.count < ManifestReading.most else { return }
    let place = FileFault.Place(offset: offset, in: text)
    faults.append(ManifestFault(place: place, path: path, problem: problem))
  }

  private mutating func check(_ value: LocatedJSON, _ shape: ManifestShape, _ path: String) {
    switch shape {
    case .object(let members): checkObject(value, members, path)
    case .list(let shape):
      guard case .array = value.value else { return wrongType(value, .list, path) }
      var seen: Set<String> = []
      for (place, item) in value.items.enumerated() {
        let path = "\(path)[\(place)]"
        check(item, shape, path)
        guard let text = item.value.string else { continue }
        if !seen.insert(text).inserted { tell(item.offset, path, .again(text)) }
      }
    case .map(let shape, let names):
      guard case .object = value.value else { return wrongType(value, .object, path) }
      checkNames(value, path)
      for member in value.members {
        let inner = joined(path, member.name)
        if !ManifestReading.isName(member.name, names) {
          tell(member.offset, inner, .badName(member.name))
        }
        check(member.value, shape, inner)
      }
    case .boolean:
      guard case .boolean = value.value else { return wrongType(value, .boolean, path) }
    case .plain:
      if value.value.typed == nil { wrongType(value, .plain, path) }
    default:
      guard let text = value.value.string else { return wrongType(value, .text, path) }
      if let problem = ManifestReading.problem(text, shape) { tell(value.offset, path, problem) }
    }
  }

  private mutating func checkObject(
    _ value: LocatedJSON, _ members: [ManifestShape.Member], _ path: String
  ) {
    guard case .object = value.value else { return wrongType(value, .object, path) }
    checkNames(value, path)
    let known = members.map(\.name)
    for member in value.members {
      if let shape = members.first(where: { $0.name == member.name })?.shape {
        check(member.value, shape, joined(path, member.name))
      } else {
        let near = suggestions(for: member.name, among: known)
        tell(member.offset, path, .unknown(member.name, suggestions: near))
      }
    }
    for member in members where member.isRequired && value[member.name] == nil {
      tell(value.offset, path, .missing(member.name))
    }
  }

  private mutating func checkNames(_ value: LocatedJSON, _ path: String) {
    var seen: Set<String> = []
    for member in value.members where !seen.insert(member.name).inserted {
      tell(member.offset, path, .twice(member.name))
    }
  }

  private mutating func wrongType(
    _ value: LocatedJSON, _ expected: ManifestFault.Kind, _ path: String
  ) {
    let found = String(value.value.text().prefix(60))
    tell(value.offset, path, .wrongType(expected: expected, found: found))
  }

  private static func isName(_ text: String, _ shape: ManifestShape) -> Bool {
    if case .scriptName = shape { BundleName.isGoodScript(text) } else { BundleName.isGood(text) }
  }

  private static func problem(
    _ text: String, _ shape: ManifestShape
  ) -> ManifestFault.Problem? {
    switch shape {
    case .name, .scriptName: isName(text, shape) ? nil : .badName(text)
    case .version: BundleVersion(text) == nil ? .badVersion(text) : nil
    case .range: VersionRange(text) == nil ? .badRange(text) : nil
    case .permission: permissionProblem(text)
    case .parameterType:
      ParameterType(named: text) == nil
        ? .unknownType(text, suggestions: suggestions(for: text, among: ParameterType.names)) : nil
    default:
      if !text.isPrintable {
        .unprintable
      } else {
        text.contains { $0.isLetter || $0.isNumber } ? nil : .empty
      }
    }
  }

  private static func permissionProblem(_ text: String) -> ManifestFault.Problem? {
    do {
      let permission = try Permission(text)
      guard case .write(let name?) = permission,
        let keeper = Catalogue.collection(name)?.keptBy
      else { return nil }
      return .kept(permission, by: keeper)
    } catch {
      return .badPermission(error)
    }
  }

  private func joined(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path).\(name)"
  }
}

// What one part of a manifest says of another.
extension ManifestReading {
  private mutating func checkWhole(_ root: LocatedJSON) {
    let needs = (root["needs"]?.items ?? []).compactMap(ManifestReading.permission)
    var names: Set<String> = []
    for (place, entry) in (root["scripts"]?.items ?? []).enumerated() {
      let path = "scripts[\(place)]"
      if let script = entry["script"], let name = script.value.string,
        !names.insert(name).inserted
      {
        tell(script.offset, path + ".script", .again(name))
      }
      checkNeeds(of: entry, within: needs, path)
      for parameter in entry["params"]?.members ?? [] {
        let isChoice = parameter.value["type"]?.value.string == "choice"
        if isChoice != (parameter.value["choices"]?.items.isEmpty == false) {
          tell(parameter.offset, "\(path).params.\(parameter.name)", .choices)
        }
      }
    }
    for dependency in root["dependencies"]?.members ?? []
    where dependency.name == root["name"]?.value.string {
      tell(dependency.offset, "dependencies.\(dependency.name)", .itself)
    }
  }

  private mutating func checkNeeds(
    of entry: LocatedJSON, within needs: [Permission], _ path: String
  ) {
    for (place, item) in (entry["needs"]?.items ?? []).enumerated() {
      guard let wanted = ManifestReading.permission(item),
        !needs.contains(where: { $0.includes(wanted) })
      else { continue }
      tell(item.offset, "\(path).needs[\(place)]", .notNeeded(wanted))
    }
  }

  private static func permission(_ value: LocatedJSON) -> Permission? {
    value.value.string.flatMap { try? Permission($0) }
  }
}
