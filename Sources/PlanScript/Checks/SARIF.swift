public import PlanModel
import PlanStore

/// A report in the Static Analysis Results Interchange Format, OASIS standard 2.1.0.
public struct SARIF {
  private let report: CheckReport
  private let language: Language
  /// The version of the program that speaks.
  private let version: String
  /// `file:///…/`: what the names of files are relative to; nothing when there is no store.
  private let root: String?
  private let describe: (any Error) -> String

  public init(
    _ report: CheckReport, language: Language, version: String, root: String?,
    describe: @escaping (any Error) -> String
  ) {
    (self.report, self.language, self.version) = (report, language, version)
    (self.root, self.describe) = (root, describe)
  }

  public var json: JSONValue {
    .object([
      .init("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      .init("version", .string("2.1.0")), .init("runs", .array([run])),
    ])
  }

  private var run: JSONValue {
    let driver: [JSONValue.Member] = [
      .init("name", .string("planscript")), .init("version", .string(version)),
      .init("rules", .array(rules.map(rule))),
    ]
    var members: [JSONValue.Member] = [
      .init("tool", .object([.init("driver", .object(driver))])),
      .init("language", .string(language.rawValue)),
    ]
    if let root {
      let base = JSONValue.object([.init("uri", .string(root))])
      members.append(.init("originalUriBaseIds", .object([.init("STORE", base)])))
    }
    members.append(.init("columnKind", .string("unicodeCodePoints")))
    members.append(.init("invocations", .array([invocation])))
    members.append(.init("results", .array(report.outcomes.flatMap(\.findings).map(result))))
    return .object(members)
  }

  private var rules: [CheckDeclaration] { report.outcomes.compactMap(\.check.declaration) }

  private func rule(_ check: CheckDeclaration) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(check.id)), .init("shortDescription", text(check.title[language])),
    ]
    if let why = check.why { members.append(.init("fullDescription", text(why[language]))) }
    if let fix = check.fix { members.append(.init("help", text(fix[language]))) }
    members.append(
      .init(
        "defaultConfiguration", .object([.init("level", .string(SARIF.level(check.severity)))])))
    if !check.tags.isEmpty {
      let tags = JSONValue.array(Set(check.tags).sorted().map { .string($0) })
      members.append(.init("properties", .object([.init("tags", tags)])))
    }
    return .object(members)
  }

  private var invocation: JSONValue {
    let notifications = report.broken.map { outcome in
      JSONValue.object([
        .init("level", .string("error")),
        .init("message", text(outcome.failure.map(describe) ?? "")),
      ])
    }
    return .object([
      .init("executionSuccessful", .boolean(notifications.isEmpty)),
      .init("toolExecutionNotifications", .array(notifications)),
    ])
  }

  private func result(_ reported: CheckReport.Reported) -> JSONValue {
    let finding = reported.finding
    var members: [JSONValue.Member] = [
      .init("ruleId", .string(finding.check)),
      .init("level", .string(SARIF.level(finding.severity))),
      .init("message", text(finding.message)),
    ]
    if let location = location(reported) {
      members.append(.init("locations", .array([location])))
    }
    if let record = finding.record {
      let print = "\(finding.check)/\(record.collection)/\(record.id)/\(finding.field ?? "")"
      members.append(
        .init("partialFingerprints", .object([.init("record/v1", .string(print))])))
    }
    // On all results of a run or on none (3.27.24).
    if report.hasBaseline {
      let state = reported.state == .known ? "unchanged" : "new"
      members.append(.init("baselineState", .string(state)))
    }
    if case .waived(let id) = reported.state {
      let reason = report.waivers.first { $0.id == id }?.reason ?? ""
      let suppression: [JSONValue.Member] = [
        .init("kind", .string("external")), .init("justification", .string(reason)),
      ]
      members.append(.init("suppressions", .array([.object(suppression)])))
    }
    return .object(members)
  }

  private func location(_ reported: CheckReport.Reported) -> JSONValue? {
    guard let key = reported.finding.record else { return nil }
    let field = reported.finding.field.map { "." + $0 } ?? ""
    let logical = JSONValue.object([
      .init("fullyQualifiedName", .string("\(key.collection)/\(key.id)\(field)")),
      .init("kind", .string("element")),
    ])
    var members: [JSONValue.Member] = []
    if let place = reported.place {
      var artifact: [JSONValue.Member] = [.init("uri", .string(SARIF.uri(place.file)))]
      if root != nil { artifact.append(.init("uriBaseId", .string("STORE"))) }
      let region: [JSONValue.Member] = [
        .init("startLine", .number(String(place.line))),
        .init("startColumn", .number(String(place.column))),
      ]
      members.append(
        .init(
          "physicalLocation",
          .object([
            .init("artifactLocation", .object(artifact)), .init("region", .object(region)),
          ])))
    }
    return .object(members + [.init("logicalLocations", .array([logical]))])
  }

  private func text(_ text: String) -> JSONValue { .object([.init("text", .string(text))]) }

  private static func level(_ severity: Severity) -> String {
    severity == .info ? "note" : severity.rawValue
  }

  /// A path as part of a URI (RFC 3986): other bytes than these are written in hexadecimal digits.
  public static func uri(_ path: String) -> String {
    path.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain =
        byte < 0x80 && (character.isLetter || character.isNumber || "-._~/".contains(character))
      if isPlain { return String(character) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
