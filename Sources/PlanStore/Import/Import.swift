public import PlanModel

/// An import is a file of rows held against a store: what it would change, and what is wrong
/// with it. It writes nothing.
public struct Import: Sendable {
  public let collection: Collection
  public let header: HeaderMap
  public let encoding: TextEncoding
  public let separator: Character
  /// Rows with something in them, below the headings.
  public let rows: Int
  public let (added, changed, unchanged): (Int, Int, Int)
  /// The first that were found, in the order of the file.
  public let faults: [RowFault]
  public let faultCount: Int
  /// Fields that new records must have and the file has no column for.
  public let missing: [Field]
  /// What the rows want changed; all of it fits the store only where there are no faults.
  public let changes: ChangeSet

  /// Rows that cannot be imported.
  public var bad: Int { rows - added - changed - unchanged }

  public var isGood: Bool { faultCount == 0 && missing.isEmpty }

  /// The most bytes that a file may have.
  public static let maximumSize = 64 << 20
  /// How many faults are told one by one.
  public static let maximumFaults = 1_000

  /// How a file is to be taken.
  public struct Options: Sendable {
    /// Nothing: UTF-8, or UTF-16 with its mark.
    public var encoding: TextEncoding?
    /// What somebody says of headings.
    public var headers: [HeaderMap.Choice]

    public init(encoding: TextEncoding? = nil, headers: [HeaderMap.Choice] = []) {
      (self.encoding, self.headers) = (encoding, headers)
    }
  }

  /// Reads a file of CSV. `progress` is told how many rows are done. Throws `ImportError` for the file as a whole, `StoreError` where a
  /// collection cannot be read.
  public init(
    _ file: [UInt8], into collection: Collection, of snapshot: Snapshot,
    options: Options = Options(), progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws {
    guard !collection.isSingle else { throw ImportError.isSingle(collection: collection.name) }
    if let keeper = collection.keptBy {
      throw ImportError.isKept(collection: collection.name, by: keeper)
    }
    guard file.count <= Import.maximumSize else {
      throw ImportError.tooLarge(.bytes, count: file.count, limit: Import.maximumSize)
    }
    let text = try PlainText(file, asked: options.encoding)
    let table = try Import.table(text)
    guard let top = table.headings else { throw ImportError.noRows }
    let headers = table.row(top).map(table.text)
    var reading = HeaderReading(collection)
    header = try reading.map(
      headers, chosen: options.headers,
      remembered: try RememberedHeaders(snapshot)[collection.name],
      hasCells: { column in (top + 1..<table.count).contains { !table.isEmpty(row: $0, column) } })
    self.collection = collection
    encoding = text.encoding
    separator = Character(Unicode.Scalar(table.separator))
    var work = try ImportWork(collection, header, table, top, snapshot)
    try work.take(progress)
    (rows, added, changed, unchanged) = (work.rows, work.added, work.changed, work.unchanged)
    (faults, faultCount) = (work.sortedFaults, work.faultCount)
    (missing, changes) = (work.missingFields, work.changes)
  }

  private static func table(_ text: PlainText) throws(ImportError) -> CSVTable {
    do throws(CSVFault) {
      return try CSVTable(recognising: text.bytes)
    } catch {
      switch error.problem {
      case .tooManyRows(let limit): throw .tooLarge(.rows, count: limit + 1, limit: limit)
      case .tooManyColumns(let limit): throw .tooLarge(.columns, count: limit + 1, limit: limit)
      default: throw .notCSV(error.problem, FileLines(text.bytes).place(error.offset))
      }
    }
  }
}

extension CSVTable {
  /// The row with the headings: the first with several cells that say something, as a title
  /// above them has one. In a file of one column it is the first that says something.
  fileprivate var headings: Int? {
    let filled = (0..<count).lazy.map { row in (row, self.row(row).count { !self.isEmpty($0) }) }
    return filled.first { $0.1 > 1 }?.0 ?? filled.first { $0.1 > 0 }?.0
  }

  fileprivate func isEmpty(row: Int, _ column: Int) -> Bool {
    let cells = self.row(row)
    return column >= cells.count || isEmpty(cells[cells.startIndex + column])
  }
}
