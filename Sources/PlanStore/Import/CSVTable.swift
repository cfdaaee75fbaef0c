/// What keeps a text from being CSV, and at which byte.
public struct CSVFault: Error, Sendable, Hashable {
  public let offset: Int
  public let problem: Problem

  public enum Problem: Sendable, Hashable {
    /// A cell in quotes that does not end.
    case openQuote
    /// Something between the closing quote of a cell and the separator.
    case behindQuote
    case tooManyRows(limit: Int)
    case tooManyColumns(limit: Int)
  }
}

/// A CSV table is rows of cells, as RFC 4180 has it: cells in quotes may hold separators, line
/// ends and doubled quotes. Lines end in any of the three ways.
struct CSVTable {
  struct Cell {
    /// Without the quotes.
    let range: Range<Int>
    let isQuoted: Bool
    /// Quotes stand doubled in it.
    let hasDoubled: Bool
  }

  let bytes: [UInt8]
  let separator: UInt8
  private(set) var cells: [Cell] = []
  /// Where each row begins in `cells`, and the end of the last.
  private(set) var starts: [Int] = [0]

  static let maximumRows = 1_000_000
  static let maximumColumns = 1_000

  /// Reads the whole text. `start`: the byte at which it begins.
  init(_ bytes: [UInt8], separator: UInt8, from start: Int = 0) throws(CSVFault) {
    self.bytes = bytes
    self.separator = separator
    var place = start
    while place < bytes.count {
      place = try readRow(at: place)
      guard count <= CSVTable.maximumRows else {
        throw CSVFault(offset: place, problem: .tooManyRows(limit: CSVTable.maximumRows))
      }
    }
  }

  /// The rows at the start of a text, as far as they can be read.
  private init(start bytes: [UInt8], separator: UInt8, rows limit: Int) {
    (self.bytes, self.separator) = (bytes, separator)
    var place = 0
    while place < bytes.count, count < limit {
      guard let next = try? readRow(at: place) else {
        starts.append(cells.count)
        return
      }
      place = next
    }
  }

  var count: Int { starts.count - 1 }

  func row(_ row: Int) -> ArraySlice<Cell> { cells[starts[row]..<starts[row + 1]] }

  /// A row of the text; gives the place behind its line end.
  private mutating func readRow(at start: Int) throws(CSVFault) -> Int {
    var place = start
    while true {
      place = try readCell(at: place)
      guard cells.count - (starts.last ?? 0) <= CSVTable.maximumColumns else {
        throw CSVFault(offset: place, problem: .tooManyColumns(limit: CSVTable.maximumColumns))
      }
      if place < bytes.count, bytes[place] == separator {
        place += 1
        continue
      }
      starts.append(cells.count)
      guard place < bytes.count else { return place }
      let isPair =
        bytes[place] == FileLines.carriage && place + 1 < bytes.count
        && bytes[place + 1] == FileLines.newline
      return place + (isPair ? 2 : 1)
    }
  }

  /// A cell; gives the place of the separator or line end behind it.
  private mutating func readCell(at start: Int) throws(CSVFault) -> Int {
    guard start < bytes.count, bytes[start] == CSVTable.quote else {
      var place = start
      while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
      cells.append(Cell(range: start..<place, isQuoted: false, hasDoubled: false))
      return place
    }
    var (place, hasDoubled) = (start + 1, false)
    while true {
      guard place < bytes.count else { throw CSVFault(offset: start, problem: .openQuote) }
      if bytes[place] == CSVTable.quote {
        guard place + 1 < bytes.count, bytes[place + 1] == CSVTable.quote else { break }
        hasDoubled = true
        place += 1
      }
      place += 1
    }
    cells.append(Cell(range: start + 1..<place, isQuoted: true, hasDoubled: hasDoubled))
    place += 1
    guard place >= bytes.count || isEnd(bytes[place]) else {
      throw CSVFault(offset: place, problem: .behindQuote)
    }
    return place
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == separator || FileLines.isEnd(byte)
  }

  private static let quote = UInt8(ascii: "\"")
}

extension CSVTable {
  /// What a cell says, without spaces around it.
  func text(_ cell: Cell) -> String {
    let range = trimmed(cell.range)
    guard cell.hasDoubled else { return String(decoding: bytes[range], as: UTF8.self) }
    return String(decoding: bytes[range], as: UTF8.self).replacing("\"\"", with: "\"")
  }

  func isEmpty(_ cell: Cell) -> Bool { trimmed(cell.range).isEmpty }

  func isEmpty(row: Int) -> Bool { self.row(row).allSatisfy(isEmpty) }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      if CSVTable.isSpace(bytes[start]) {
        start += 1
      } else if start + 1 < end, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while start < end {
      if CSVTable.isSpace(bytes[end - 1]) {
        end -= 1
      } else if start + 1 < end, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

/// The rows of a text, cell by cell; those without anything are left out. Without a separator the
/// one that the text seems to have. Throws `CSVFault`.
package func csvRows(
  _ text: String, separator: Character? = nil
) throws(CSVFault) -> [[String]] {
  let bytes = Array(text.utf8)
  let table: CSVTable
  if let separator = separator?.asciiValue {
    table = try CSVTable(bytes, separator: separator)
  } else {
    table = try CSVTable(recognising: bytes)
  }
  return (0..<table.count).filter { !table.isEmpty(row: $0) }
    .map { table.row($0).map(table.text) }
}

// MARK: - Which separator

extension CSVTable {
  /// The table of a text. Its first line may say `sep=;`, as spreadsheet programs write it;
  /// otherwise the separator is the one by which most rows have the same number of cells.
  init(recognising bytes: [UInt8]) throws(CSVFault) {
    if let (separator, start) = CSVTable.declared(bytes) {
      self = try CSVTable(bytes, separator: separator, from: start)
      return
    }
    var (best, bestScore) = (separators[0], (0, 0))
    for separator in separators {
      let score = CSVTable(start: bytes, separator: separator, rows: 50).evenness
      if score > bestScore { (best, bestScore) = (separator, score) }
    }
    self = try CSVTable(bytes, separator: best)
  }

  /// How many rows have the commonest number of cells above one, and that number.
  private var evenness: (Int, Int) {
    var rows: [Int: Int] = [:]
    for row in 0..<count where self.row(row).count > 1 && !isEmpty(row: row) {
      rows[self.row(row).count, default: 0] += 1
    }
    return rows.map { ($1, $0) }.max { $0 < $1 } ?? (0, 0)
  }

  /// What a first line such as `sep=;` says, and where the table begins.
  private static func declared(_ bytes: [UInt8]) -> (UInt8, Int)? {
    let end = bytes.firstIndex(where: FileLines.isEnd) ?? bytes.count
    let line = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
    guard line.hasPrefix("sep="), end == 5, (separators + [UInt8(ascii: "|")]).contains(bytes[4])
    else { return nil }
    let isPair = end + 1 < bytes.count && FileLines.isLineEnd(at: end, in: bytes) == false
    return (bytes[4], min(bytes.count, end + (isPair ? 2 : 1)))
  }
}

private let separators = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
