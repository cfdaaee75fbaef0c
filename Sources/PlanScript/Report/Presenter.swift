public import PlanModel
public import PlanStore

/// Puts values into words: a record by what people call it, a choice by its title, numbers
/// and dates as the language writes them.
public struct Presenter: Sendable {
  public let format: Format
  private let snapshot: Snapshot?

  public init(format: Format, snapshot: Snapshot?) {
    self.format = format
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
    case .ratio(let ratio): format.text(ratio)
    case .reference(let collection, let id): title(of: id, in: collection)
    case .list(let items): items.map { text($0, field: field) }.joined(separator: "; ")
    case .json(let json): json.string ?? json.text()
    }
  }

  /// What people call a record; its id when there is no such record.
  public func title(of id: String, in collection: String) -> String {
    guard let declared = Catalogue.collection(collection),
      let table = try? snapshot?.table(declared), let row = table.row(id: id)
    else { return id }
    return table.title(row)
  }

  private static func words(_ flag: Bool) -> Bilingual {
    flag ? Bilingual(vi: "có", en: "yes") : Bilingual(vi: "không", en: "no")
  }

  static let total = Bilingual(vi: "Tổng cộng", en: "Total")
}
