public import PlanModel
public import PlanStore

/// A draft is a message that a script wrote and nobody has sent: a record of `drafts`.
public struct Draft: Sendable {
  public let id: String
  public let kind: String
  /// How the letter names who it is for.
  public let recipient: String
  public let subject: String
  public let body: String
  public let language: Language
  /// Names of documents, none of which the store holds.
  public let attachments: [String]
  public let session: String?
  public let task: String?
  let state: String
  let approvedHash: String?
  let addressee: Addressee

  /// Where a draft stands.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    case draft, approved, exported, withdrawn
    /// It was approved, and its text has changed since.
    case changed
  }

  /// What a person does with a draft.
  public enum Step: String, Sendable, Hashable {
    case approve, export, withdraw
  }
}

extension Draft {
  /// The draft that a row of `drafts` holds.
  init(_ table: Table, _ row: Int) {
    func text(_ name: String) -> String? {
      if case .text(let text)? = table.value(row, name) { text } else { nil }
    }
    func id(_ name: String) -> String? {
      if case .reference(_, let id)? = table.value(row, name) { id } else { nil }
    }
    self.id = table.id(row)
    kind = text("kind") ?? ""
    subject = text("subject") ?? ""
    body = text("body") ?? ""
    language = text("language").flatMap(Language.init(rawValue:)) ?? .vi
    (session, task) = (id("session"), id("task"))
    state = text("state") ?? Standing.draft.rawValue
    approvedHash = text("approved_hash")
    var names: [String] = []
    if case .list(let items)? = table.value(row, "attachments") {
      names = items.compactMap { if case .text(let name) = $0 { name } else { nil } }
    }
    attachments = names
    addressee = Addressee(
      name: text("recipient") ?? "", unit: id("to"), person: id("person"),
      audience: id("audience"), line: id("line"))
    recipient = addressee.name
  }

  /// The SHA-256 of what the recipient gets: who, subject, body, attachments. Each part stands as
  /// JSON, so that none can run into the next.
  public var contentHash: ContentHash {
    let parts: [JSONValue] =
      addressee.parts.map { $0.map { .string($0) } ?? .null } + [.string(subject), .string(body)]
      + [.array(attachments.map { .string($0) })]
    return ContentHash(of: Array(JSONValue.array(parts).text().utf8))
  }

  public var standing: Standing {
    let standing = Standing(rawValue: state) ?? .draft
    guard standing == .approved || standing == .exported else { return standing }
    return approvedHash == contentHash.hex ? standing : .changed
  }

  /// Whether a step makes sense where the draft stands.
  public func allows(_ step: Step) -> Bool {
    switch step {
    case .approve: [.draft, .changed].contains(standing)
    case .export: [.approved, .exported].contains(standing)
    case .withdraw: standing != .withdrawn
    }
  }
}

/// Who a draft is for: a name as the letter has it, and the records that it stands for.
struct Addressee: Sendable, Hashable {
  var name: String
  var unit: String?
  var person: String?
  var audience: String?
  var line: String?
  /// Whether it is somebody in the unit, and not the unit.
  var isInUnit = false

  var parts: [String?] { [name, unit, person, audience, line] }

  /// What tells one recipient from another, whatever the record is called; a name where there is
  /// no record.
  var key: String {
    let unit = unit.map { isInUnit ? "\($0) \(name)" : $0 }
    return person ?? audience ?? line ?? unit ?? name
  }

  /// The fields of `drafts` that say so.
  var values: [(String, PlanValue)] {
    let references = [
      ("to", Units.name, unit), ("person", People.name, person),
      ("audience", Audiences.name, audience), ("line", Recipients.name, line),
    ]
    return [("recipient", .text(name))]
      + references.compactMap { field, collection, id in
        id.map { (field, .reference(collection: collection, id: $0)) }
      }
  }
}
