import Lua
import PlanModel
import PlanStore

/// A draft letter is what `draft { … }` was given: a template, and for whom to fill it in.
struct DraftLetter {
  let template: Template
  let addressees: [Addressee]
  /// Whether `to` is a list, even of one.
  let isForSeveral: Bool
  let subject: String?
  let language: Language
  private let kind: String
  private let attachments: [String]
  private let session: PlanValue
  private let task: PlanValue
  private let keyParts: [String]
  private let given: LuaValue
  private let run: Run

  static let names = [
    "kind", "to", "template", "data", "key", "subject", "language", "attachments", "session",
    "task",
  ]

  init(_ table: LuaTable, run: Run) throws {
    for (key, _) in table.pairs where !DraftLetter.names.contains(key.text) {
      throw HostError.unknownOption(key.text, of: "draft", among: DraftLetter.names)
    }
    let options = DraftOptions(table, run: run)
    self.run = run
    kind = try options.text("kind") ?? ""
    subject = try options.text("subject")
    language = try options.language()
    attachments = try options.texts("attachments")
    session = try options.reference("session", to: Sessions.name)
    task = try options.reference("task", to: Tasks.name)
    keyParts = try options.key()
    template = try options.template()
    given = table[.string("data")]
    (addressees, isForSeveral) = try options.addressees()
  }

  /// What the template finds: what was given, the recipient, the plan and the day.
  func data(_ values: TemplateValues) throws -> TemplateObject {
    var members: [String: Any] = [:]
    for field in Plan.collection.fields {
      let value = try run.planField(field.name) ?? .none
      if let found = try values.value(value, field: field) { members[field.name] = found }
    }
    var all: [String: Any] = ["plan": TemplateObject(members)]
    all["today"] = try values.value(.day(run.today), field: nil)
    all["to"] = try recipient(values)
    all["session"] = try values.value(session, field: nil)
    all["task"] = try values.value(task, field: nil)
    all["attachments"] = attachments.isEmpty ? nil : attachments
    guard case .table(let table) = given else {
      guard given.isNil else { throw wrong("data", "table", given) }
      return TemplateObject(all)
    }
    for (key, value) in table.pairs {
      if let found = try values.value(value) { all[key.text] = found }
    }
    return TemplateObject(all)
  }

  /// `to`: its name, and the records that it is.
  private func recipient(_ values: TemplateValues) throws -> TemplateObject {
    let addressee = values.addressee
    var members: [String: Any] = ["name": addressee.name]
    let records = [
      ("unit", Units.name, addressee.unit), ("person", People.name, addressee.person),
      ("audience", Audiences.name, addressee.audience),
    ]
    for (name, collection, id) in records {
      guard let id else { continue }
      members[name] = try values.value(.reference(collection: collection, id: id), field: nil)
    }
    return TemplateObject(members)
  }

  /// What the script says that the draft is the only one for, with the recipient.
  func key(for addressee: Addressee) -> String? {
    keyParts.isEmpty ? nil : (keyParts + [addressee.key]).joined(separator: " / ")
  }

  /// Without a key the same letter to the same recipient is written once.
  func plainKey(for addressee: Addressee, _ subject: String, _ body: String) -> String {
    let hash = draft(for: addressee, subject, body).contentHash.hex.prefix(16)
    return [kind, addressee.key, String(hash)].filter { !$0.isEmpty }.joined(separator: " / ")
  }

  /// The draft as it will be, for looking at it before it is one.
  func draft(for addressee: Addressee, _ subject: String, _ body: String) -> Draft {
    Draft(
      id: "", kind: kind, recipient: addressee.name, subject: subject, body: body,
      language: language, attachments: attachments, session: nil, task: nil,
      state: Draft.Standing.draft.rawValue, approvedHash: nil, addressee: addressee)
  }

  /// The fields of the record.
  func record(
    for addressee: Addressee, _ subject: String, _ body: String, _ key: String
  ) -> [(String, PlanValue)] {
    let texts = [
      ("kind", kind), ("subject", subject), ("body", body), ("key", key),
      ("state", Draft.Standing.draft.rawValue), ("language", language.rawValue),
    ]
    let references = [("session", session), ("task", task)].filter { !$0.1.isNone }
    let names = attachments.map { PlanValue.text($0) }
    return addressee.values + texts.filter { !$0.1.isEmpty }.map { ($0.0, .text($0.1)) }
      + references + (names.isEmpty ? [] : [("attachments", .list(names))])
  }

  private func wrong(_ name: String, _ expected: String, _ found: LuaValue) -> HostError {
    .argument(function: "draft", name: name, expected: expected, found: found.typeName)
  }
}
