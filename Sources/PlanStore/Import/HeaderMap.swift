public import PlanModel

/// A header map says which field each column of a file is.
public struct HeaderMap: Sendable {
  public let columns: [Column]

  public struct Column: Sendable, Hashable {
    /// Counts from 0.
    public let index: Int
    public let header: String
    /// Nothing: the column is left out.
    public let field: Field?
    /// Somebody chose to leave it out, or it only numbers the rows.
    public let isLeftOut: Bool
  }

  /// What somebody says of a heading: the name of its field; an empty one leaves the column out.
  public typealias Choice = (header: String, field: String)

  public var unused: [Column] { columns.filter { $0.field == nil && !$0.isLeftOut } }

  /// What is to be remembered: fields by heading; nothing where the column is left out.
  var remembered: [(header: String, field: String?)] {
    columns.filter { !$0.header.isEmpty && ($0.field != nil || $0.isLeftOut) }
      .map { ($0.header, $0.field?.name) }
  }

  /// A heading with single spaces, composed: how it is told from others.
  static func plain(_ header: String) -> String {
    composed(header.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}

/// Finds the field that each heading names.
struct HeaderReading {
  let collection: Collection
  private let fields: [Field]
  private var faults: [HeaderFault] = []
  private var taken: [String: String] = [:]

  init(_ collection: Collection) {
    self.collection = collection
    fields = collection.fields.filter { !$0.hasInside }
  }

  /// `hasCells`: whether some row has something in a column. Throws `ImportError.headers`.
  mutating func map(
    _ headers: [String], chosen: [HeaderMap.Choice], remembered: [String: String?],
    hasCells: (Int) -> Bool
  ) throws(ImportError) -> HeaderMap {
    var said = remembered
    for choice in chosen {
      guard check(choice, headers) else {
        // Told once: nothing is guessed of it.
        said[HeaderMap.plain(choice.header)] = .some(nil)
        continue
      }
      said[HeaderMap.plain(choice.header)] = .some(choice.field.isEmpty ? nil : choice.field)
    }
    let columns = headers.enumerated().map { index, header in
      column(index, HeaderMap.plain(header), said, hasCells: hasCells)
    }
    guard faults.isEmpty else { throw .headers(collection: collection.name, faults) }
    return HeaderMap(columns: columns)
  }

  private mutating func check(_ choice: HeaderMap.Choice, _ headers: [String]) -> Bool {
    let header = HeaderMap.plain(choice.header)
    func fault(_ problem: HeaderFault.Problem) -> Bool {
      faults.append(HeaderFault(header: header, problem: problem))
      return false
    }
    let known = headers.map(HeaderMap.plain)
    guard known.contains(header) else {
      return fault(.notInFile(suggestions: suggestions(for: header, among: known)))
    }
    guard !choice.field.isEmpty else { return true }
    guard let field = collection.field(choice.field) else {
      let near = suggestions(for: choice.field, among: fields.map(\.name))
      return fault(.unknownField(choice.field, suggestions: near))
    }
    return field.hasInside ? fault(.notAPlainField(field.name)) : true
  }

  private mutating func column(
    _ index: Int, _ header: String, _ said: [String: String?], hasCells: (Int) -> Bool
  ) -> HeaderMap.Column {
    func left(_ isLeftOut: Bool) -> HeaderMap.Column {
      HeaderMap.Column(index: index, header: header, field: nil, isLeftOut: isLeftOut)
    }
    let field: Field
    if let known = said[header] {
      guard let name = known else { return left(true) }
      guard let found = collection.field(name) else { return left(!hasCells(index)) }
      field = found
    } else {
      let found = fields(of: header)
      if found.isEmpty { return left(isIdle(header, at: index, hasCells)) }
      guard found.count == 1 else {
        faults.append(
          HeaderFault(header: header, problem: .ambiguous(fields: found.map(\.name))))
        return left(true)
      }
      field = found[0]
    }
    if let other = taken.updateValue(header, forKey: field.name) {
      faults.append(
        HeaderFault(header: header, problem: .fieldTaken(field: field.name, by: other)))
    }
    return HeaderMap.Column(index: index, header: header, field: field, isLeftOut: false)
  }

  /// Whether a column that is no field may go without a word: it numbers the rows or is empty.
  /// A heading that is nearly a field's is a fault: it would be lost by a slip.
  private mutating func isIdle(_ header: String, at index: Int, _ hasCells: (Int) -> Bool) -> Bool {
    let key = HeaderReading.key(header)
    if ["stt", "tt", "so tt", "so thu tu", "no"].contains(key) || !hasCells(index) { return true }
    var near: [String] = []
    for field in fields {
      let names = field.headings.map(HeaderReading.key)
      if !suggestions(for: key, among: names, slips: min(2, key.count / 4)).isEmpty {
        near.append(field.name)
      }
    }
    guard !near.isEmpty, !key.isEmpty else { return false }
    faults.append(HeaderFault(header: header, problem: .misspelt(suggestions: near)))
    return true
  }

  /// The fields that a heading may name: by the first way of comparing that finds any.
  private func fields(of header: String) -> [Field] {
    let shorter = header.split(separator: "(").first.map(String.init) ?? header
    for header in header == shorter ? [header] : [header, shorter] {
      let (exact, key) = (matchable(header), HeaderReading.key(header))
      let ways: [(Field) -> Bool] = [
        { $0.name == header || $0.titles.contains { matchable($0) == exact } },
        { $0.otherHeadings.contains { matchable($0) == exact } },
        { ([$0.name] + $0.titles).contains { HeaderReading.key($0) == key } },
        { $0.otherHeadings.contains { HeaderReading.key($0) == key } },
      ]
      for way in ways where !key.isEmpty {
        let found = fields.filter(way)
        if !found.isEmpty { return found }
      }
    }
    return []
  }

  /// Letters and digits without accents, in words.
  static func key(_ header: String) -> String {
    folded(header).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }
}

extension Field {
  /// Whether its values have values inside, which a cell cannot hold.
  fileprivate var hasInside: Bool {
    switch type {
    case .object, .objects: true
    default: false
    }
  }

  fileprivate var titles: [String] { [title.vi, title.en] }
  fileprivate var headings: [String] { [name] + titles + otherHeadings }
}
