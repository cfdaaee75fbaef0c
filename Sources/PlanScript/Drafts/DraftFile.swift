public import PlanModel
public import PlanStore

/// A form in which drafts leave the store as files, for people to send.
public enum DraftFormat: String, Sendable, CaseIterable {
  case txt, md, html, eml, ics
  /// All in one table.
  case csv
}

/// Writes drafts in a form. Nothing is sent.
public struct DraftFile {
  private let snapshot: Snapshot
  private let language: Language
  /// Coordinated universal time.
  private let now: LocalTime

  public init(_ snapshot: Snapshot, language: Language, now: LocalTime) {
    (self.snapshot, self.language, self.now) = (snapshot, language, now)
  }

  /// The text of one draft's file. Throws `DraftError.nothingDated` for a calendar of what has no
  /// date, and `StoreError`.
  public func text(_ draft: Draft, as format: DraftFormat) throws -> String {
    let layout = LetterLayout(draft: draft)
    switch format {
    case .txt: return layout.text()
    case .md: return layout.markdown
    case .html: return layout.html
    case .csv: return table([draft])
    case .eml:
      return MailMessage(
        draft: draft, address: try address(of: draft),
        identity:
          "\(draft.id.utf8.map(DraftFile.plain).joined()).\(draft.contentHash.hex.prefix(16))@planscript.invalid",
        now: now
      ).text
    case .ics:
      let events = try CalendarEvents(
        snapshot, language: draft.language, reader: draft.addressee)
      return CalendarFile(
        try events.events(of: draft), timeZone: DraftFile.timeZone(snapshot), now: now
      ).text
    }
  }

  /// All drafts as one table for a spreadsheet.
  public func table(_ drafts: [Draft]) -> String {
    let collection = Drafts.collection
    let names = ["id", "kind", "recipient", "subject", "body", "attachments"]
    let columns = names.map { name in
      ReportTable.Column(
        name: name, title: collection.field(name)?.title[language] ?? name,
        field: collection.field(name), isRightAligned: false)
    }
    let rows = drafts.map { draft -> [PlanValue] in
      let texts = [draft.id, draft.kind, draft.recipient, draft.subject]
      return
        (texts + [LetterLayout(draft: draft).text(), draft.attachments.joined(separator: "; ")])
        .map { .text($0) }
    }
    let presenter = Presenter(language: language, snapshot: snapshot)
    return CSVReport(presenter: presenter).text([
      .table(ReportTable(columns: columns, rows: rows))
    ])
  }

  /// The letter as a person reads it, in a window of so many columns.
  public static func reading(_ draft: Draft, width: Int?) -> String {
    LetterLayout(draft: draft).text(width: width)
  }

  public static func timeZone(_ snapshot: Snapshot) -> String {
    snapshot.setting("time_zone")?.string ?? "Asia/Ho_Chi_Minh"
  }

  /// The contact of the unit that is the recipient, where it is an address.
  private func address(of draft: Draft) throws -> String? {
    guard draft.addressee.person == nil, let unit = draft.addressee.unit,
      let contact = try snapshot.units[unit]?.contact, MailMessage.isAddress(contact)
    else { return nil }
    return contact
  }

  /// A byte as a part of a message's identity.
  private static func plain(_ byte: UInt8) -> String {
    let character = Character(Unicode.Scalar(byte))
    return character.isASCII && (character.isLetter || character.isNumber || character == "-")
      ? String(character) : "=\(String(byte, radix: 16))"
  }
}
