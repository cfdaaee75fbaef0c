public import PlanModel

/// A key figure is one number that a reader should see before all others.
public struct KeyFigure: Sendable {
  public let title: String
  public let value: PlanValue
  public var format: NumberFormat?
  /// A few words beside it.
  public var note: String?

  public init(title: String, value: PlanValue, format: NumberFormat? = nil, note: String? = nil) {
    (self.title, self.value, self.format, self.note) = (title, value, format, note)
  }
}

/// Bars compare figures: numbers by the largest of them, ratios on a scale to 100%.
public struct BarChart: Sendable {
  public struct Bar: Sendable {
    public let label: PlanValue
    public let value: PlanValue
  }

  /// What the bars show.
  public var title: String
  public var label: ReportTable.Column
  public var value: ReportTable.Column
  public var bars: [Bar]

  /// How long a bar is, from 0 to 1; nothing where there is no figure.
  func length(_ bar: Bar) -> Double? {
    guard let amount = bar.value.amount else { return nil }
    guard full > 0 else { return 0 }
    return min(max(amount / full, 0), 1)
  }

  /// What a bar over the whole width is.
  private var full: Double {
    let amounts = bars.compactMap(\.value.amount)
    let isShare = bars.contains { if case .ratio = $0.value { true } else { false } }
    return max(isShare ? 100 : 0, amounts.max() ?? 0)
  }
}

extension PlanValue {
  /// For drawing, not for counting: percent of a ratio.
  fileprivate var amount: Double? {
    if case .ratio(let ratio) = self { return ratio.approximatePercent }
    return number?.approximate
  }
}

/// A timeline shows from when to when things go on, one below the other.
public struct Timeline: Sendable {
  public struct Span: Sendable {
    public let label: PlanValue
    public let from: Day
    /// The last day; the same as the first for what takes one.
    public let to: Day
    public var note: PlanValue = .none
  }

  public var title: String
  public var label: ReportTable.Column
  public var note: ReportTable.Column?
  public var spans: [Span]
  /// Marked on the line, where it lies on it.
  public var today: Day?

  var first: Day? { spans.map(\.from).min() }
  var last: Day? { spans.map(\.to).max() }

  /// Where a day lies on a line of so many places, from 0.
  func place(_ day: Day, of places: Int) -> Int? {
    guard let first, let last, day >= first, day <= last else { return nil }
    return (day - first) * places / (last - first + 1)
  }

  /// The places that a span takes, to the end of its last day.
  func extent(_ span: Span, of places: Int) -> Range<Int> {
    let start = place(span.from, of: places) ?? 0
    let end = span.to.adding(1).flatMap { place($0, of: places) } ?? places
    return start..<max(start + 1, end)
  }
}

/// A calendar shows what happens when, week by week.
public struct EventCalendar: Sendable {
  public struct Event: Sendable {
    public let day: Day
    /// `08:00`; nothing for a whole day.
    public let clock: String?
    public let label: PlanValue
    public let place: PlanValue
  }

  public var title: String
  public var label: ReportTable.Column
  public var place: ReportTable.Column?
  /// By day and time.
  public var events: [Event]
}

// MARK: - As tables, for who cannot draw

extension KeyFigure {
  static func table(_ figures: [KeyFigure], _ language: Language) -> ReportTable {
    let titles = [
      Bilingual(vi: "Số liệu", en: "Figure"), Bilingual(vi: "Giá trị", en: "Value"),
      Bilingual(vi: "Ghi chú", en: "Note"),
    ]
    let columns = zip(["title", "value", "note"], titles).map {
      ReportTable.Column(
        name: $0, title: $1[language], field: nil, isRightAligned: $0 == "value")
    }
    return ReportTable(
      columns: columns,
      rows: figures.map { [.text($0.title), $0.value, $0.note.map { .text($0) } ?? .none] })
  }
}

extension BarChart {
  var table: ReportTable {
    ReportTable(columns: [label, value], rows: bars.map { [$0.label, $0.value] })
  }
}

extension Timeline {
  func table(_ language: Language) -> ReportTable {
    let titles = [Bilingual(vi: "Từ ngày", en: "From"), Bilingual(vi: "Đến ngày", en: "To")]
    let days = zip(["from", "to"], titles).map {
      ReportTable.Column(name: $0, title: $1[language], field: nil, isRightAligned: false)
    }
    return ReportTable(
      columns: [label] + days + (note.map { [$0] } ?? []),
      rows: spans.map { span in
        [span.label, .day(span.from), .day(span.to)] + (note == nil ? [] : [span.note])
      })
  }
}

extension EventCalendar {
  /// Grouped by week.
  func table(_ format: Format) -> ReportTable {
    let titles = [
      Bilingual(vi: "Tuần", en: "Week"), Bilingual(vi: "Ngày", en: "Day"),
      Bilingual(vi: "Giờ", en: "Time"),
    ]
    let columns = zip(["week", "day", "time"], titles).map {
      ReportTable.Column(name: $0, title: $1[format.language], field: nil, isRightAligned: false)
    }
    var table = ReportTable(
      columns: columns + [label] + (place.map { [$0] } ?? []),
      rows: events.map { event in
        [
          .text(Week(of: event.day).title(format)),
          .text(format.weekdayTitle(event.day) + " " + format.text(event.day)),
          event.clock.map { .text($0) } ?? .none, event.label,
        ] + (place == nil ? [] : [event.place])
      })
    table.group(by: 0, subtotals: false)
    return table
  }
}

/// A week from Monday to Sunday.
struct Week: Hashable {
  let monday: Day

  init(of day: Day) { monday = day.adding(1 - day.weekday) ?? day }

  /// Its days; fewer at the end of the calendar.
  var days: [Day] { (0..<7).compactMap { monday.adding($0) } }

  func title(_ format: Format) -> String {
    let word = format.language == .vi ? "Tuần" : "Week"
    guard let sunday = days.last else { return word }
    return "\(word) \(format.text(monday)) – \(format.text(sunday))"
  }
}

extension Format {
  /// As a heading begins: `Thứ Hai`, `Monday`.
  func weekdayTitle(_ day: Day) -> String {
    let name = weekday(day)
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}
