public import PlanModel

/// Check settings are what a store or a call wants otherwise than the checks themselves: other
/// severities, other thresholds, checks left out.
public struct CheckSettings: Sendable {
  /// By the id of the check.
  public private(set) var entries: [String: Entry] = [:]

  public struct Entry: Sendable {
    public var severity: Choice?
    /// As one would type them.
    public var thresholds: [String: String] = [:]
  }

  public enum Choice: Sendable, Hashable {
    case severity(Severity)
    /// The check is left out.
    case off

    public init(_ text: String) throws(CheckFault) {
      if text == "off" {
        self = .off
      } else if let severity = Severity(rawValue: text) {
        self = .severity(severity)
      } else {
        throw .badSeverity(text)
      }
    }
  }

  public init() {}

  /// The member `checks` of `store.json`:
  /// `{"attendance-low": {"severity": "error", "thresholds": {"floor": 90}}}`.
  public init(_ json: JSONValue?) throws(CheckFault) {
    guard let json else { return }
    for check in try CheckSettings.members(json, "checks") {
      let path = "checks.\(check.name)"
      for member in try CheckSettings.members(check.value, path) {
        switch (member.name, member.value) {
        case ("severity", .string(let text)): set(try Choice(text), of: check.name)
        case ("thresholds", _):
          for threshold in try CheckSettings.members(member.value, "\(path).thresholds") {
            guard let text = threshold.value.typed else {
              throw .badSettings(path: "\(path).thresholds.\(threshold.name)")
            }
            set(threshold.name, to: text, of: check.name)
          }
        default: throw .badSettings(path: "\(path).\(member.name)")
        }
      }
    }
  }

  private static func members(
    _ json: JSONValue, _ path: String
  ) throws(CheckFault) -> [JSONValue.Member] {
    guard case .object(let members) = json else { throw .badSettings(path: path) }
    return members
  }

  public mutating func set(_ choice: Choice, of check: String) {
    entries[check, default: Entry()].severity = choice
  }

  public mutating func set(_ threshold: String, to value: String, of check: String) {
    entries[check, default: Entry()].thresholds[threshold] = value
  }

  /// Whether a check is left out.
  func leavesOut(_ check: String) -> Bool { entries[check]?.severity == .off }

  /// Holds the settings against the checks that there are.
  public func validate(against checks: [CheckDeclaration]) throws(CheckFault) {
    for (id, entry) in entries.sorted(by: { $0.key < $1.key }) {
      guard let check = checks.first(where: { $0.id == id }) else {
        throw .unknownCheck(id, suggestions: suggestions(for: id, among: checks.map(\.id)))
      }
      let known = check.thresholds.map(\.name)
      for name in entry.thresholds.keys.sorted() where !known.contains(name) {
        throw .unknownThreshold(
          check: id, name: name, suggestions: suggestions(for: name, among: known))
      }
    }
  }
}
