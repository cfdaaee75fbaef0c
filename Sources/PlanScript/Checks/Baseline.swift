internal import PlanModel
import PlanStore

/// A baseline is what was found on the day from which on things shall not get worse: its findings
/// are counted, and only others fail.
///
/// A finding is known again by its check, record and field, however its words change. Several of
/// one record are counted.
public struct Baseline: Sendable, Equatable {
  private var counts: [Entry: Int]

  public struct Entry: Sendable, Hashable {
    public let check: String
    public let collection: String?
    public let record: String?
    public let field: String?

    init(_ finding: Finding) {
      check = finding.check
      collection = finding.record?.collection
      record = finding.record?.id
      field = finding.field
    }

    fileprivate init?(_ json: JSONValue) {
      guard let check = json["check"]?.string else { return nil }
      self.check = check
      collection = json["collection"]?.string
      record = json["record"]?.string
      field = json["field"]?.string
    }

    fileprivate var sortKey: [String] { [check, collection ?? "", record ?? "", field ?? ""] }
  }

  init(_ findings: [Finding]) {
    counts = Dictionary(findings.map { (Entry($0), 1) }, uniquingKeysWith: +)
  }

  /// The text of a baseline file. `file`: its name, for the error.
  public init(_ text: String, file: String) throws(CheckFault) {
    guard let json = (try? JSONReader.parse(text)), json["planscript_baseline"]?.integer == 1,
      case .array(let items)? = json["findings"]
    else { throw .badBaseline(file: file) }
    counts = [:]
    for item in items {
      let count = item["count"]?.integer ?? 1
      guard let entry = Entry(item), (1...1_000_000_000).contains(count) else {
        throw .badBaseline(file: file)
      }
      counts[entry, default: 0] += Int(count)
    }
  }

  public var text: String {
    let items = counts.sorted { $0.key.sortKey.lexicographicallyPrecedes($1.key.sortKey) }.map {
      entry, count in
      let names = [
        ("check", entry.check), ("collection", entry.collection), ("record", entry.record),
        ("field", entry.field),
      ]
      return JSONValue.object(
        names.compactMap { name, text in text.map { JSONValue.Member(name, .string($0)) } } + [
          .init("count", .number(String(count)))
        ])
    }
    let members: [JSONValue.Member] = [
      .init("planscript_baseline", .number("1")), .init("findings", .array(items)),
    ]
    return JSONValue.object(members).text(pretty: true) + "\n"
  }

  public var count: Int { counts.values.reduce(0, +) }

  /// Whether the finding is among those that are left, which it then is no longer.
  mutating func take(_ finding: Finding) -> Bool {
    let entry = Entry(finding)
    guard let count = counts[entry] else { return false }
    counts[entry] = count > 1 ? count - 1 : nil
    return true
  }

  /// What is left of these checks, in order.
  func left(of checks: Set<String>) -> [Entry] {
    counts.keys.filter { checks.contains($0.check) }
      .sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
  }
}
