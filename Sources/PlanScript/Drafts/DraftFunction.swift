import Lua
import PlanModel
import PlanStore

/// `draft { … }`: writes a letter to each recipient, once.
let draftFunction = HostFunction(
  "draft", [.init("letter", "table", options: DraftLetter.names)], result: "record",
  vi:
    "Soạn dự thảo: kind, to (đơn vị, người, đối tượng, nơi nhận, lớp: gửi người chủ trì; hay một danh sách), template, data, key, subject, language, attachments, session, task.",
  en:
    "Writes a draft: kind, to (a unit, person, audience, recipient line, class: its chair; or a list), template, data, key, subject, language, attachments, session, task."
) { run, call in
  let letter = try DraftLetter(try call.table(1), run: run)
  let made = try letter.addressees.map { try run.write(letter, to: $0) }
  return letter.isForSeveral ? [try run.list(made)] : made
}

/// What became of the drafts that a run wrote.
public struct Drafting: Sendable {
  /// New ones.
  public internal(set) var made: [String] = []
  /// There already, by their keys.
  public internal(set) var existing: [String] = []
  /// There already, and somebody has withdrawn them.
  public internal(set) var withdrawn: [String] = []
  /// Drafts by their keys, as of a revision of the proposal.
  fileprivate var keys: [String: Int] = [:]
  fileprivate var revision = -1
  /// As of the same revision.
  fileprivate var clearance: Clearance?

  public var isEmpty: Bool { made.isEmpty && existing.isEmpty && withdrawn.isEmpty }
}

extension Run {
  /// The first draft that the script wrote, as it would be; nothing where it wrote none.
  public func firstDraft() throws -> Draft? {
    try drafting.made.first.map { try DraftDesk(try current().unguarded).draft($0) }
  }

  /// The draft for one recipient: a new one, or the one that is there.
  fileprivate func write(_ letter: DraftLetter, to addressee: Addressee) throws -> LuaValue {
    if let key = letter.key(for: addressee), let row = try draft(of: key) {
      return try handle(Drafts.collection, row)
    }
    let clearance = try clearance()
    let values = TemplateValues(
      run: self, language: letter.language, clearance: clearance, addressee: addressee)
    let (subject, body) = try letter.template.render(
      try letter.data(values), subject: letter.subject)
    do {
      try clearance.check(letter.draft(for: addressee, subject, body))
    } catch let error as DraftError where !options.permissions.limits.isEmpty {
      // A bundle that could ask whether a text is refused could guess what is restricted.
      stop = error
      throw HostError.withheld
    }
    let key = letter.key(for: addressee) ?? letter.plainKey(for: addressee, subject, body)
    if let row = try draft(of: key) { return try handle(Drafts.collection, row) }
    let record = try add(letter.record(for: addressee, subject, body, key), to: Drafts.collection)
    guard let (_, row) = record.handle.flatMap(place) else { return record }
    drafting.made.append(try proposal.id(row, in: Drafts.collection))
    drafting.keys[key] = row
    drafting.revision = proposal.revision
    return record
  }

  /// The draft that a key stands for, and notes that there is one.
  private func draft(of key: String) throws -> Int? {
    let drafts = Drafts.collection
    if drafting.revision != proposal.revision { try readKeys(of: drafts) }
    guard let row = drafting.keys[key] else { return nil }
    let id = try proposal.id(row, in: drafts)
    guard !drafting.made.contains(id) else { return row }
    let state = try drafts.position(of: "state").map { try proposal.value(row, $0, in: drafts) }
    if state == .text(Draft.Standing.withdrawn.rawValue) {
      drafting.withdrawn.append(id)
    } else {
      drafting.existing.append(id)
    }
    return row
  }

  /// Kept from letter to letter: a letter changes nothing that it depends on.
  private func clearance() throws -> Clearance {
    if drafting.revision != proposal.revision { try readKeys(of: Drafts.collection) }
    if let clearance = drafting.clearance { return clearance }
    // Who may read what is the host's to know, whatever the script may read.
    let clearance = try Clearance(try current().unguarded)
    drafting.clearance = clearance
    return clearance
  }

  private func readKeys(of drafts: Collection) throws {
    guard let position = drafts.position(of: "key") else { return }
    (drafting.keys, drafting.clearance) = ([:], nil)
    for row in 0..<(try proposal.rowCount(drafts)) {
      guard case .text(let key) = try proposal.value(row, position, in: drafts),
        try proposal.row(id: try proposal.id(row, in: drafts), in: drafts) == row
      else { continue }
      drafting.keys[key] = row
    }
    drafting.revision = proposal.revision
  }
}
