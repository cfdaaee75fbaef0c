public import PlanModel
public import PlanStore

/// Puts values into words: a record by what people call it, a choice by its title, numbers
/// and dates as the language writes them.
public final class Presenter {
  public let format: Format
  private let snapshot: () -> Snapshot?

  /// Digits behind the point of a percentage, as the plan's settings say. Read when the first
  /// percentage is shown: what can be shown without the plan does not read it.
  public private(set) lazy var percentPlaces: Int = {
    let places = snapshot()?.setting("percent_decimals")?.integer ?? 2
    return (0...6).contains(places) ? Int(places) : 2
  }()

  public convenience init(language: Language, snapshot: Snapshot?) {
    self.init(language: language) { snapshot }
  }

  /// With the titles that records have when they are shown.
  init(language: Language, snapshot: @escaping () -> Snapshot?) {
    format = Format(language: language)
    self.snapshot = snapshot
  }

  public var language: Language { format.language }

  /// Nothing to say for no value.
  public func text(_ value: PlanValue, field: Field? = nil) -> String {
    switch value {
    case .none: ""
    case .text(let text): field?.choices.first { $0.name == text }?.title[language] ?? text
    case .integer(let number): format.text(number)
    case .decimal(let number): format.text(number)
    case .boolean(let flag): Presenter.words(flag)[language]
    case .day(let day): format.text(day)
    case .time(let time): format.text(time)
    case .ratio(let ratio): format.text(ratio, places: percentPlaces)
    case .reference(let collection, let id): title(of: id, in: collection)
    case .list(let items): items.map { text($0, field: field) }.joined(separator: "; ")
    case .json(let json): json.string ?? json.text()
    }
  }

  /// What people call a record; its id when there is no such record.
  public func title(of id: String, in collection: String) -> String {
    guard let declared = Catalogue.collection(collection),
      let table = try? snapshot()?.table(declared), let row = table.row(id: id)
    else { return collection == Units.name ? snapshot()?.unitName(id) ?? id : id }
    return table.title(row)
  }

  private static func words(_ flag: Bool) -> Bilingual {
    flag ? Bilingual(vi: "có", en: "yes") : Bilingual(vi: "không", en: "no")
  }
}

extension Snapshot {
  /// One of the plan's settings; nothing when it does not say, or cannot be read: a run that
  /// shows what it has must not fail for it.
  public func setting(_ name: String) -> JSONValue? {
    guard let table = try? table(Plan.collection), table.count > 0,
      case .json(let settings)? = table.value(0, "settings")
    else { return nil }
    return settings[name]
  }
}
