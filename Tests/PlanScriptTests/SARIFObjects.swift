import Foundation

/// The objects of SARIF 2.1.0 that a log of ours holds, by the member that holds them: what the
/// schema requires in each, and what else it knows there. Everything unknown is a fault.
enum SARIFObjects {
  private typealias Object = [String: Any]

  private struct Form {
    let required: Set<String>
    let known: Set<String>

    init(_ required: Set<String>, _ known: Set<String>) {
      (self.required, self.known) = (required, required.union(known))
    }
  }

  private static let text = Form(["text"], ["markdown", "properties"])
  private static let forms: [String: Form] = [
    "": Form(["version", "runs"], ["$schema", "inlineExternalProperties", "properties"]),
    "runs": Form(
      ["tool"],
      [
        "invocations", "results", "language", "columnKind", "originalUriBaseIds", "artifacts",
        "properties",
      ]),
    "tool": Form(["driver"], ["extensions", "properties"]),
    "driver": Form(["name"], ["version", "rules", "informationUri", "organization", "properties"]),
    "rules": Form(
      ["id"],
      [
        "name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration",
        "properties",
      ]),
    "shortDescription": text, "fullDescription": text, "help": text,
    "defaultConfiguration": Form([], ["level", "enabled", "rank", "parameters"]),
    "invocations": Form(
      ["executionSuccessful"], ["toolExecutionNotifications", "exitCode", "commandLine"]),
    "toolExecutionNotifications": Form(
      ["message"], ["level", "descriptor", "locations", "exception", "timeUtc"]),
    "results": Form(
      ["message"],
      [
        "ruleId", "ruleIndex", "level", "kind", "locations", "partialFingerprints",
        "fingerprints", "baselineState", "suppressions", "properties",
      ]),
    "message": Form([], ["text", "markdown", "id", "arguments", "properties"]),
    "locations": Form([], ["id", "physicalLocation", "logicalLocations", "message"]),
    "physicalLocation": Form([], ["artifactLocation", "region", "contextRegion", "address"]),
    "artifactLocation": Form([], ["uri", "uriBaseId", "index", "description"]),
    "region": Form(
      [], ["startLine", "startColumn", "endLine", "endColumn", "charOffset", "snippet"]),
    "logicalLocations": Form(
      [], ["name", "index", "fullyQualifiedName", "decoratedName", "parentIndex", "kind"]),
    "suppressions": Form(["kind"], ["status", "justification", "location", "guid"]),
  ]

  private static let choices: [String: Set<String>] = [
    "level": ["none", "note", "warning", "error"],
    "baselineState": ["new", "unchanged", "updated", "absent"],
    "suppressions.kind": ["inSource", "external"],
    "columnKind": ["utf16CodeUnits", "unicodeCodePoints"],
  ]

  /// Maps whose members anybody may name.
  private static let free: Set<String> = [
    "properties", "originalUriBaseIds", "partialFingerprints", "fingerprints",
  ]

  /// What of a log the schema does not allow, as paths.
  static func faults(_ value: Any, _ name: String = "", at path: String = "log") -> [String] {
    if let list = value as? [Any] {
      return list.enumerated().flatMap { faults($1, name, at: "\(path)[\($0)]") }
    }
    guard let object = value as? Object, !free.contains(name) else { return [] }
    guard let form = forms[name] else { return ["\(path): no object belongs here"] }
    let missing = form.required.subtracting(object.keys).map { "\(path): no \($0)" }
    let unknown = Set(object.keys).subtracting(form.known).map { "\(path): \($0)" }
    let inside = object.flatMap { member, value -> [String] in
      if let text = value as? String,
        let known = choices["\(name).\(member)"] ?? choices[member], !known.contains(text)
      {
        return ["\(path).\(member): \(text)"]
      }
      return faults(value, member, at: "\(path).\(member)")
    }
    return missing + unknown + inside
  }
}
