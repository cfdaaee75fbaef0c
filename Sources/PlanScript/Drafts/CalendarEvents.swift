public import PlanModel
public import PlanStore

/// The classes and deadlines of a store as events of a calendar.
public struct CalendarEvents {
  private let snapshot: Snapshot
  private let clearance: Clearance
  private let presenter: Presenter
  /// Who reads the calendar; nobody in particular is cleared for nothing.
  private let reader: Addressee

  /// Throws `StoreError`.
  public init(_ snapshot: Snapshot, language: Language) throws {
    try self.init(snapshot, language: language, reader: Addressee(name: ""))
  }

  init(_ snapshot: Snapshot, language: Language, reader: Addressee) throws {
    self.snapshot = snapshot
    self.reader = reader
    clearance = try Clearance(snapshot)
    presenter = Presenter(language: language, snapshot: snapshot)
  }

  /// Every class that has a time, every task that is not done and has a date, every report that is
  /// owed, in that order.
  public func all() throws -> [CalendarFile.Event] {
    try snapshot.sessions.compactMap { session in
      try session.id.flatMap { try event(session: $0) }
    }
      + snapshot.tasks.compactMap { task in
        guard task.doneOn == nil, task.status?.description != "done" else { return nil }
        return try task.id.flatMap { try event(task: $0) }
      }
      + snapshot.reports.compactMap(event)
  }

  /// Of a draft: its class, its task. Throws `DraftError.nothingDated` where neither has a date.
  func events(of draft: Draft) throws -> [CalendarFile.Event] {
    let events = [
      try draft.session.flatMap { try event(session: $0) },
      try draft.task.flatMap { try event(task: $0) },
    ].compactMap(\.self)
    guard !events.isEmpty else { throw DraftError.nothingDated(id: draft.id) }
    return events
  }

  private func event(session id: String) throws -> CalendarFile.Event? {
    guard let session = try snapshot.sessions[id], let start = session.startsAt,
      session.status?.description != "cancelled"
    else { return nil }
    let key = RecordKey(Sessions.name, id)
    let organizer = session.organizer.map {
      presenter.title(of: $0.id, in: Units.name)
    }
    let people = [
      (words("Tổ chức", "Organised by"), organizer), (words("Chủ trì", "Chair"), session.chair),
    ]
    let notes = people.compactMap { title, text in text.map { "\(title): \($0)" } }
    return CalendarFile.Event(
      identity: identity(Sessions.name, id),
      title: try label(session.name ?? id, key),
      place: try session.venue.map { try label($0, key) },
      note: notes.isEmpty ? nil : try label(notes.joined(separator: "\n"), key),
      time: .from(start, to: CalendarEvents.end(of: start, days: session.days)))
  }

  /// A class of whole days ends with the last day's office hours; of less than a day, after half
  /// of them.
  static func end(of start: LocalTime, days: ExactDecimal?) -> LocalTime? {
    guard let days, days.mantissa > 0 else { return nil }
    let whole = Int(days.approximate.rounded(.up))
    let half = LocalTime(minutes: start.minutes + 4 * 60)
    guard days.approximate >= 1, let last = start.day.adding(whole - 1),
      let close = LocalTime(day: last, hour: 17, minute: 0)
    else { return half }
    return max(close, half)
  }

  private func event(task id: String) throws -> CalendarFile.Event? {
    guard let task = try snapshot.tasks[id],
      let day = task.dueBefore.flatMap(lastDay) ?? task.dueOn
    else { return nil }
    return deadline(
      identity(Tasks.name, id), try label(task.title ?? id, RecordKey(Tasks.name, id)), task.unit,
      day)
  }

  private func event(_ report: Record<Reports>) throws -> CalendarFile.Event? {
    guard report.submittedOn == nil, let id = report.id, let day = report.dueBefore.flatMap(lastDay)
    else { return nil }
    return deadline(identity(Reports.name, id), words("nộp báo cáo", "report"), report.unit, day)
  }

  private func deadline(
    _ identity: String, _ title: String, _ unit: Reference<Units>?, _ day: Day
  ) -> CalendarFile.Event {
    let unit = unit.map { presenter.title(of: $0.id, in: Units.name) }
    return CalendarFile.Event(
      identity: identity, title: words("Hạn: ", "Due: ") + title, place: nil, note: unit,
      time: .wholeDay(day))
  }

  /// The last day that is in time.
  private func lastDay(before day: Day) -> Day? {
    snapshot.setting("deadline_rule")?.string == "same_day" ? day : day.adding(-1)
  }

  private func label(_ title: String, _ key: RecordKey) throws -> String {
    try clearance.label(title, key, for: reader, presenter.language)
  }

  private func words(_ vi: String, _ en: String) -> String {
    Bilingual(vi: vi, en: en)[presenter.language]
  }

  /// The same for as long as the record is there, and of no other plan's.
  private func identity(_ collection: String, _ id: String) -> String {
    let number = (try? snapshot.table(Plan.collection).value(0, "number")).flatMap { $0 }
    let plan = number.map { presenter.text($0) } ?? ""
    let host = folded(plan).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return "\(collection)-\(id)@\(host.isEmpty ? "plan" : String(host)).planscript"
  }
}
